"""Whom to turn to: the dated register in knowledge/helplines.yaml, by level and language, and an organisation's own before it.

Nothing here is fetched or rung. Whatever states a fact carries the day a person checked it, or says that nobody has; then it
is shown as a link, not as a number.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from companion.errors import PartFailed, WrongUse
from companion.resources import given_yaml, load_yaml
from companion.settings import load_settings
from companion.vocabulary import Both, ConcernLevel, Lang, Word

LIFE = "112"
"""Always first where a life is in danger, and never replaced."""
AS_NUMBERS = frozenset({LIFE, "livslinien"})
"""Shown as numbers though nobody has checked them yet: in the moment they are for, a link is no help."""
_UNCHECKED = Both(da="(Endnu ikke kontrolleret.)", en="(Not yet checked.)")


class Helpline(Word):
    """A person or place to turn to, as it stands in the register."""

    id: str = Field(min_length=1)
    levels: tuple[Literal["strain", "duty", "acute"], ...] = Field(min_length=1)
    name: Both
    number: str | None = Field(default=None, pattern=r"^\+?\d[\d ]+$")
    link: str | None = Field(default=None, pattern=r"^https://\S+$")
    when: Both
    limits: Both | None = None
    """What it cannot do, or for whom it is not."""
    source: str = Field(min_length=1)
    checked_on: date | None = None
    unchecked: bool = False
    """True where no person has checked it yet."""

    @property
    def states_a_fact(self) -> bool:
        """A number, an address or a limit can become wrong; "someone you trust" cannot."""
        return bool(self.number or self.link or self.limits)

    @property
    def shown_number(self) -> str:
        """The number where it may be shown as one."""
        return self.number or "" if self.checked_on or self.id in AS_NUMBERS else ""

    @model_validator(mode="after")
    def _dated_or_marked(self) -> Helpline:
        if self.states_a_fact and self.unchecked == (self.checked_on is not None):
            raise ValueError("a helpline that states a fact has either a date or unchecked: true")
        if self.states_a_fact and not self.shown_number and not self.checked_on and not self.link:
            raise ValueError("a helpline that nobody has checked has a link to be shown by")
        return self


class Route(Word):
    """A helpline as it is shown, in one language."""

    id: str
    title: str
    """The number where there is one to show, else the name: what stands in bold."""
    name: str
    text: str
    """When it suits, its limits, and that nobody has checked it where that is so."""
    href: str = ""
    """`tel:` or `https:`; empty where there is nothing to press."""
    unchecked: bool = False


def helplines() -> tuple[Helpline, ...]:
    """The register in the order it is shown: the organisation's own first, in the place of ours of the same id. PartFailed
    when ours cannot be read, WrongUse that says what is wrong when theirs cannot."""
    own = own_helplines()
    theirs = {helpline.id for helpline in own}
    return (*own, *(helpline for helpline in _ours() if helpline.id not in theirs))


def own_helplines() -> tuple[Helpline, ...]:
    """Those of the file in COMPANION_HELP_FILE, and none when none is named. WrongUse says what is wrong with it."""
    path = load_settings().help_file
    return _theirs(path) if path else ()


@cache
def _ours() -> tuple[Helpline, ...]:
    try:
        return tuple(Helpline.model_validate(entry) for entry in load_yaml("helplines.yaml")["helplines"])
    except (ValidationError, KeyError, TypeError) as error:
        raise PartFailed(
            "knowledge/helplines.yaml kan ikke læses. Ret filen, eller installér Sparringsrum igen.",
            "knowledge/helplines.yaml cannot be read. Mend the file, or install Sparringsrum again.",
        ) from error


@cache
def _theirs(path: Path) -> tuple[Helpline, ...]:
    return register(_entries(path))


def register(entries: Sequence[Any]) -> tuple[Helpline, ...]:
    """What stands in an organisation's file, as the product would take it. WrongUse says what is wrong with it."""
    found = tuple(_own(entry, number) for number, entry in enumerate(entries, 1))
    ids = [helpline.id for helpline in found]
    for number, one in enumerate(ids, 1):
        if one == LIFE:
            raise _wrong(
                f"post {number} bruger id 112, som ikke kan skiftes ud", f"entry {number} has the id 112, which stays"
            )
        if one in ids[: number - 1]:
            raise _wrong(f"post {number} har et id, der er brugt", f"entry {number} has an id that is taken")
    return found


def _entries(path: Path) -> list[Any]:
    """What stands in the list."""
    data, _ = given_yaml(path, _wrong)
    listed = data.get("helplines") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not listed:
        raise _wrong("listen helplines mangler", "the list helplines is missing")
    return listed


def _own(entry: Any, number: int) -> Helpline:
    try:
        return Helpline.model_validate(entry)
    except ValidationError as error:
        places = [[part for part in one["loc"] if isinstance(part, str)] for one in error.errors()]
    known = (".".join(place) for place in places if place and place[0] in Helpline.model_fields)
    if fields := ", ".join(dict.fromkeys(known)):
        raise _wrong(f"se på {fields} i post {number}", f"look at {fields} in entry {number}")
    if any(places):
        raise _wrong(f"post {number} har en nøgle, der er ukendt", f"entry {number} has a key that is unknown")
    raise _wrong(
        f"post {number} skal have checked_on, eller unchecked: true og et link",
        f"entry {number} needs checked_on, or unchecked: true and a link",
    )


def _wrong(da: str, en: str) -> WrongUse:
    return WrongUse(
        f"Filen i COMPANION_HELP_FILE kan ikke bruges: {da}. Ret den, eller fjern indstillingen, og start igen. Den skal have "
        "samme form som knowledge/helplines.yaml.",
        f"The file in COMPANION_HELP_FILE cannot be used: {en}. Correct it or remove the setting, and start again. It must be "
        "of the same form as knowledge/helplines.yaml.",
    )


def routes(level: ConcernLevel, lang: Lang) -> tuple[Route, ...]:
    """The ways out for a level, never a single one; none for "none". Where a life is in danger 112 comes before all."""
    found = [helpline for helpline in helplines() if level in helpline.levels]
    return tuple(_route(helpline, lang) for helpline in sorted(found, key=lambda helpline: helpline.id != LIFE))


def _route(helpline: Helpline, lang: Lang) -> Route:
    number, name = helpline.shown_number, helpline.name.to(lang)
    texts = [text.to(lang) for text in (helpline.when, helpline.limits) if text]
    texts += [_UNCHECKED.to(lang)] if helpline.unchecked and not number else []
    return Route(
        id=helpline.id,
        title=number or name,
        name=name,
        text=" ".join(texts),
        href=f"tel:{number.replace(' ', '')}" if number else helpline.link or "",
        unchecked=helpline.unchecked,
    )


def stale(today: date, months: int = 6) -> list[Helpline]:
    """What a person must check: never checked, or last checked more than `months` months before `today`."""
    return outdated(helplines(), today, months)


def outdated(register: Sequence[Helpline], today: date, months: int = 6) -> list[Helpline]:
    """The same of a part of the register."""
    oldest = _months_before(today, months)
    return [one for one in register if one.states_a_fact and (one.checked_on is None or one.checked_on < oldest)]


def _months_before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
