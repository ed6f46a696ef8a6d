"""Whom to turn to: the dated register in knowledge/helplines.yaml, by level and language.

Nothing here is fetched or rung. Whatever states a fact carries the day a person checked it, or says that nobody has.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from companion.errors import PartFailed
from companion.resources import load_yaml
from companion.vocabulary import Both, ConcernLevel, Lang, Word


class Helpline(Word):
    """A person or place to turn to, as it stands in the register."""

    id: str
    levels: tuple[Literal["strain", "duty", "acute"], ...] = Field(min_length=1)
    name: Both
    number: str | None = Field(default=None, pattern=r"^[\d +]+$")
    link: str | None = Field(default=None, pattern=r"^https://")
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

    @model_validator(mode="after")
    def _dated_or_marked(self) -> Helpline:
        if self.states_a_fact and self.unchecked == (self.checked_on is not None):
            raise ValueError("a helpline that states a fact has either a date or unchecked: true")
        return self


class Route(Word):
    """A helpline as it is shown, in one language."""

    id: str
    title: str
    """The number where there is one, else the name: what stands in bold."""
    name: str
    text: str
    """When it suits, and its limits."""
    href: str = ""
    """`tel:` or `https:`; empty where there is nothing to press."""
    unchecked: bool = False


@cache
def helplines() -> tuple[Helpline, ...]:
    """The register in the order it is shown. Raises PartFailed when it cannot be read."""
    try:
        return tuple(Helpline.model_validate(entry) for entry in load_yaml("helplines.yaml")["helplines"])
    except (ValidationError, KeyError, TypeError) as error:
        raise PartFailed(
            "knowledge/helplines.yaml kan ikke læses. Ret filen, eller installér Sparringsrum igen.",
            "knowledge/helplines.yaml cannot be read. Mend the file, or install Sparringsrum again.",
        ) from error


def routes(level: ConcernLevel, lang: Lang) -> tuple[Route, ...]:
    """The ways out for a level, never a single one; none for "none"."""
    return tuple(_route(helpline, lang) for helpline in helplines() if level in helpline.levels)


def _route(helpline: Helpline, lang: Lang) -> Route:
    texts = [helpline.when, *([helpline.limits] if helpline.limits else [])]
    href = helpline.link or (f"tel:{helpline.number.replace(' ', '')}" if helpline.number else "")
    return Route(
        id=helpline.id,
        title=helpline.number or helpline.name.to(lang),
        name=helpline.name.to(lang),
        text=" ".join(text.to(lang) for text in texts),
        href=href,
        unchecked=helpline.unchecked,
    )


def stale(today: date, months: int = 6) -> list[Helpline]:
    """What a person must check: never checked, or last checked more than `months` months before `today`."""
    oldest = _months_before(today, months)
    return [
        helpline
        for helpline in helplines()
        if helpline.states_a_fact and (helpline.checked_on is None or helpline.checked_on < oldest)
    ]


def _months_before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
