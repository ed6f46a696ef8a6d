"""The organisation's own help contacts as the YAML file of COMPANION_HELP_FILE: made in memory, for a person to hand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from companion.errors import WrongUse
from companion.safety.helplines import Helpline, helplines, own_helplines, register
from companion.vocabulary import Both

LEVELS = ("acute", "duty", "strain")
_OURS = ("hr", "amr", "tr", "whistleblower_own")
"""Of ours, those an organisation has people of its own for."""
_FREE = ("crisis", "own_1", "own_2")
_SOURCE = "the organisation"
_HEAD = """\
# The organisation's own people to turn to. Save this file where the machine that runs Sparringsrum can read it, name it in
# COMPANION_HELP_FILE, start again, and ask `companion doctor`. checked_on: the day a person rang or looked it up.
"""


@dataclass(frozen=True)
class Draft:
    """A contact as it is typed. Without a name in either language it is left out."""

    id: str
    levels: tuple[str, ...] = ()
    name_da: str = ""
    name_en: str = ""
    number: str = ""
    link: str = ""
    when_da: str = ""
    when_en: str = ""
    limits: Both | None = None
    """Carried along as it stands."""
    checked_on: str = ""
    """As 2026-11-23."""

    @classmethod
    def of(cls, one: Helpline, nameless: bool = False) -> Draft:
        """What a register has. `nameless`: a suggestion of ours, to be filled in: names, numbers and links are theirs."""
        if nameless:
            return cls(one.id, one.levels, when_da=one.when.da, when_en=one.when.en)
        checked = one.checked_on.isoformat() if one.checked_on else ""
        number, link, when = one.number or "", one.link or "", one.when
        return cls(one.id, one.levels, one.name.da, one.name.en, number, link, when.da, when.en, one.limits, checked)


def drafts() -> tuple[Draft, ...]:
    """What the form begins with: the contacts of the file in force, then those that are mostly missing."""
    own = own_helplines()
    taken = {one.id for one in own}
    ours = {one.id: one for one in helplines()}
    suggested = [Draft.of(ours[name], nameless=True) for name in _OURS if name not in taken]
    free = [Draft(name, ("acute", "strain") if name == "crisis" else ()) for name in _FREE if name not in taken]
    return (*map(Draft.of, own), *suggested, *free)


def help_file(given: Sequence[Draft], today: dt.date) -> bytes:
    """The file. WrongUse says what is missing in which contact, by its number; never what was typed."""
    entries = [_entry(one, number, today) for number, one in enumerate(given, 1) if one.name_da or one.name_en]
    if not entries:
        raise WrongUse(
            "Der er ingen kontakter endnu. Skriv mindst ét navn.", "There are no contacts yet. Enter at least one name."
        )
    text = yaml.safe_dump({"helplines": entries}, allow_unicode=True, sort_keys=False, width=120)
    register(yaml.safe_load(text)["helplines"])
    return (_HEAD + text).encode("utf-8")


def _entry(one: Draft, number: int, today: dt.date) -> dict[str, Any]:
    """As it stands in the file, when the register would take it."""
    if not all((one.name_da, one.name_en, one.when_da, one.when_en)):
        raise _wrong(
            number, "skriv navn og hvornår på dansk og engelsk", "enter name and when in Danish and in English"
        )
    if not one.levels:
        raise _wrong(number, "sæt kryds ved, hvornår den skal vises", "tick when it is to be shown")
    checked = _day(one.checked_on, number, today)
    both = {"name": {"da": one.name_da, "en": one.name_en}, "when": {"da": one.when_da, "en": one.when_en}}
    entry: dict[str, Any] = {"id": one.id, "levels": list(one.levels), **both, "source": _SOURCE}
    entry |= {name: value for name, value in (("number", one.number), ("link", one.link)) if value}
    entry |= {"limits": one.limits.model_dump()} if one.limits else {}
    if checked:
        entry["checked_on"] = checked
    elif {"number", "link", "limits"} & entry.keys():
        if not one.link:
            raise _wrong(
                number,
                "skriv dagen, hvor nummeret blev kontrolleret, eller et link",
                "enter the day it was checked, or a link",
            )
        entry["unchecked"] = True
    return _fits(entry, number)


def _day(text: str, number: int, today: dt.date) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise _wrong(number, "skriv datoen som 2026-11-23", "write the date as 2026-11-23") from None
    if day and day > today:
        raise _wrong(number, "dagen for kontrollen er ikke kommet endnu", "the day of the check has not come yet")
    return day


def _fits(entry: dict[str, Any], number: int) -> dict[str, Any]:
    try:
        Helpline.model_validate(entry)
    except ValidationError as error:
        named = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        if "number" in named:
            raise _wrong(
                number, "skriv nummeret med cifre og mellemrum", "write the number in digits and spaces"
            ) from None
        da, en = (
            "linket skal begynde med https:// og ikke have mellemrum",
            "the link must begin with https:// without spaces",
        )
        raise _wrong(number, da, en) from None
    return entry


def _wrong(number: int, da: str, en: str) -> WrongUse:
    return WrongUse(f"Kontakt {number}: {da}.", f"Contact {number}: {en}.")
