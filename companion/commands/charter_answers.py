"""The file for `companion charter --answers`: what is agreed, by the ids of the questions, written down beforehand.

purpose-why: Vi mødes for at få sparring.
facilitation-who: hr          an option of a choice, by its id, or the group's own words
rules-together: [Vi lægger telefonen væk., Vi spørger først.]
themes-which:                 left for the group to agree on
again: 2027-06-01             when the group looks at it next
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any, NamedTuple

from companion.errors import WrongUse
from companion.pilot.charter import charter
from companion.resources import given_yaml
from companion.vocabulary import Both

AGAIN = "again"
_LIKE_AN_ID = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)
_LONGEST = 40
_WRONG = Both(
    da="Svarfilen kan ikke bruges: {why}. Den skal være YAML med spørgsmålenes id, som purpose-why, og eventuelt again: "
    "datoen, I ser på aftalen igen.",
    en="The answers file cannot be used: {why}. It must be YAML with the ids of the questions, such as purpose-why, and if "
    "you like again: the date you look at the charter again.",
)


class Agreed(NamedTuple):
    """What is to stand in the charter. `together`: ids of what is left for the group."""

    answers: dict[str, str]
    together: tuple[str, ...] = ()
    again: dt.date | None = None


def read_answers(path: Path) -> Agreed:
    """The answers in the file. WrongUse names the key at fault, never what it holds."""
    data, _ = given_yaml(path, wrong)
    if not isinstance(data, dict):
        raise wrong("den er ikke en liste af nøgler og tekster", "it is not a mapping of keys to texts")
    ids = [one.id for one in charter().questions()]
    for place, key in enumerate(data, start=1):
        if key not in (*ids, AGAIN):
            raise _unknown(key, place)
    said = {one: _text(one, data[one]) for one in ids if one in data}
    answers = {one: text for one, text in said.items() if text}
    return Agreed(answers, tuple(one for one in said if one not in answers), _day(data.get(AGAIN)))


def wrong(da: str, en: str) -> WrongUse:
    """What is wrong with the file."""
    return WrongUse(_WRONG.da.format(why=da), _WRONG.en.format(why=en))


def _unknown(key: object, place: int) -> WrongUse:
    """A key that does not look like an id may be somebody's words gone astray: its place is named, not itself."""
    named = str(key)
    if not _LIKE_AN_ID.fullmatch(named) or len(named) > _LONGEST:
        return wrong(f"nøgle nummer {place} er ukendt", f"key number {place} is unknown")
    return wrong(f"nøglen {named} er ukendt", f"the key {named} is unknown")


def _text(name: str, value: Any) -> str:
    """A text, a bare number, or several of them, a line each."""
    parts = value if isinstance(value, list) else [] if value is None else [value]
    if any(isinstance(part, bool) or not isinstance(part, str | int | float) for part in parts):
        raise wrong(f"se på {name}", f"look at {name}")
    return "\n".join(str(part).strip() for part in parts).strip()


def _day(value: Any) -> dt.date | None:
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    raise wrong(f"skriv {AGAIN} som 2027-06-01", f"write {AGAIN} like 2027-06-01")
