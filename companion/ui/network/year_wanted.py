"""The year somebody wants, read from a form."""

from __future__ import annotations

from companion.errors import WrongUse
from companion.pilot.days import HERE
from companion.pilot.year import Wanted
from companion.ui.forms import Form
from companion.ui.meetings.plan_wanted import day, starts
from companion.ui.texts import both

FIRST_SEEN: Form = {"meetings": "6", "minutes": "120", "people": "6", "starts": "09:00", "country": HERE, "often": "1"}
FIELDS = (
    "date", "starts", "meetings", "every", "weekday", "minutes", "people", "names", "places", "themes", "country", "often",
)  # fmt: skip
WRITTEN = ("names", "places", "themes", "country")
"""Of them, what somebody writes."""


def wanted(form: Form) -> Wanted:
    """WrongUse where a number is none, or a date is missing."""
    first, at = day(form), starts(form)
    if first is None or at is None:
        raise WrongUse(*both("year_needs"))
    names = lines(form, "names")
    return Wanted(
        first=first,
        starts=at,
        meetings=_number(form, "meetings"),
        every=_number(form, "every") if form.get("every") else None,
        weekday=_number(form, "weekday") if form.get("weekday") else None,
        minutes=_number(form, "minutes"),
        people=len(names) or _number(form, "people"),
        names=names,
        places=lines(form, "places"),
        themes=lines(form, "themes"),
        country=form.get("country", "").strip() or HERE,
        often=bool(form.get("often")),
    )


def lines(form: Form, name: str) -> tuple[str, ...]:
    """One a line, the empty ones left out."""
    return tuple(" ".join(line.split()) for line in form.get(name, "").splitlines() if line.strip())


def _number(form: Form, name: str) -> int:
    text = form.get(name, "").strip()
    if not (text.isascii() and text.isdecimal()) or len(text) > 3:
        raise WrongUse(*both("year_number_wrong"))
    return int(text)
