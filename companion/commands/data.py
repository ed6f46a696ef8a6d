"""`companion data`: what is stored about me, and how to be rid of it."""

from __future__ import annotations

import datetime as dt
import json
import sys

from companion.casebook.casebook import OWN, Casebook
from companion.errors import WrongUse
from companion.vocabulary import Both, Lang

_NONE = Both(da="Der er ingen udfordringer gemt her.", en="No cases are stored here.")
_SURE = Both(
    da="Det kan ikke fortrydes. Skriv ja for at slette: ", en="It cannot be undone. Type yes to delete: "
)
_GONE = Both(da="Slettet: {count}.", en="Deleted: {count}.")
_LEFT = Both(da="Intet er slettet.", en="Nothing was deleted.")


def run(book: Casebook, what: str, case_id: str | None, yes: bool, as_json: bool, lang: Lang) -> int:
    """List, delete one, or delete all. Deleting asks first unless told not to."""
    if what == "list":
        return _list(book, as_json, lang)
    if what == "delete" and not case_id:
        raise WrongUse(
            "Skriv, hvilken udfordring der skal slettes; `companion data list` viser dem.",
            "Say which case to delete; `companion data list` shows them.",
        )
    if not yes and not _sure(lang):
        print(_LEFT.to(lang), file=sys.stderr)
        return 0
    count = book.purge(OWN) if what == "purge" else _delete(book, case_id or "")
    print(json.dumps({"deleted": count}) if as_json else _GONE.to(lang, count=count))
    return 0


def _sure(lang: Lang) -> bool:
    if not sys.stdin.isatty():
        raise WrongUse(
            "Tilføj --yes for at slette uden at blive spurgt.", "Add --yes to delete without being asked."
        )
    return input(_SURE.to(lang)).strip().lower() in ("ja", "j", "yes", "y")


def _delete(book: Casebook, case_id: str) -> int:
    book.delete(OWN, case_id)
    return 1


def _list(book: Casebook, as_json: bool, lang: Lang) -> int:
    cases = book.cases(OWN)
    if as_json:
        print(json.dumps({"cases": [case.model_dump(mode="json") for case in cases]}, ensure_ascii=False))
        return 0
    for case in cases:
        used = dt.datetime.fromtimestamp(case.used).date().isoformat()
        print(f"{case.id}  {used}  {case.stage:9}  {case.title}")
    if not cases:
        print(_NONE.to(lang))
    return 0
