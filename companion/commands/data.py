"""`companion data`: what is stored about me, and how to be rid of it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from companion.casebook.casebook import OWN, Casebook
from companion.casebook.store import speaking
from companion.errors import KeyProblem, StoreProblem, WrongUse
from companion.settings import CASEBOOK_FILE
from companion.vocabulary import Both, Lang

Open = Callable[[], AbstractContextManager[Casebook]]
_NONE = Both(da="Der er ingen oplæg gemt her.", en="No cases are stored here.")
_SURE = Both(da="Det kan ikke fortrydes. Skriv ja for at slette: ", en="It cannot be undone. Type yes to delete: ")
_GONE = Both(da="Slettet: {count}.", en="Deleted: {count}.")
_LEFT = Both(da="Intet er slettet.", en="Nothing was deleted.")
_UNOPENED = Both(
    da="Det, der ligger her, kan ikke åbnes. Hele databasen slettes uset.",
    en="What lies here cannot be opened. The whole database will be deleted, unseen.",
)


def run(casebook: Open, folder: Path, what: str, case_id: str | None, yes: bool, as_json: bool, lang: Lang) -> int:
    """List, delete one, or delete all. Deleting asks first unless told not to."""
    if what == "delete" and not case_id:
        raise WrongUse(
            "Skriv, hvilket oplæg der skal slettes; `companion data list` viser dem.",
            "Say which case to delete; `companion data list` shows them.",
        )
    if what == "list":
        with casebook() as book:
            return _list(book, as_json, lang)
    count = _purge(casebook, folder, yes, lang) if what == "purge" else _delete(casebook, case_id or "", yes, lang)
    if count is None:
        print(_LEFT.to(lang), file=sys.stderr)
        return 0
    print(json.dumps({"deleted": count}) if as_json else _GONE.to(lang, count=count))
    return 0


def _delete(casebook: Open, case_id: str, yes: bool, lang: Lang) -> int | None:
    if not _sure(yes, lang):
        return None
    with casebook() as book:
        book.delete(OWN, case_id)
    return 1


def _purge(casebook: Open, folder: Path, yes: bool, lang: Lang) -> int | None:
    """All cases; where they cannot be opened any more, for want of the key or of a whole database, the file itself."""
    try:
        with casebook() as book:
            return book.purge(OWN) if _sure(yes, lang) else None
    except (KeyProblem, StoreProblem):
        if not (folder / CASEBOOK_FILE).exists():
            raise
    print(_UNOPENED.to(lang), file=sys.stderr)
    return _remove(folder) if _sure(yes, lang) else None


def _remove(folder: Path) -> int:
    """The database and what belongs to it; the index of the material stays. Counted as one: who can say how many?"""
    with speaking():
        for name in (CASEBOOK_FILE, f"{CASEBOOK_FILE}-journal"):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / "locks", ignore_errors=True)
    return 1


def _sure(yes: bool, lang: Lang) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        raise WrongUse("Tilføj --yes for at slette uden at blive spurgt.", "Add --yes to delete without being asked.")
    print(_SURE.to(lang), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("ja", "j", "yes", "y")


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
