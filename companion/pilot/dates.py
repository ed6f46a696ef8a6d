"""On which days meetings fall, week by week, when what is in the way is avoided."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Sequence

from companion.errors import WrongUse
from companion.pilot.days import Days

APART = dt.timedelta(days=14)
"""At least, whatever is moved."""
EVALUATED_AFTER = (6, 12)
"""Months from the first meeting."""
_YEAR_WEEKS = 52
_FARTHEST = 26
"""Weeks a meeting is moved at most."""


def dates(
    first: dt.date, weekday: int | None, meetings: int, every: int | None, days: Days
) -> list[tuple[dt.date, dt.date]]:
    """Of each meeting the day it would have been and the day it is: every so many weeks, or (None) spread over a year."""
    start = _on(first.weekday() if weekday is None else weekday, first)
    earliest, found = start, list[tuple[dt.date, dt.date]]()
    for number in range(meetings):
        weeks = number * every if every else round(number * _YEAR_WEEKS / meetings)
        planned = start + dt.timedelta(weeks=weeks)
        day = _free(planned, earliest, days)
        found.append((planned, day))
        earliest = day + APART
    return found


def _free(planned: dt.date, earliest: dt.date, days: Days) -> dt.date:
    """The nearest day of the same weekday with nothing in the way, a later one before an earlier."""
    for weeks in _outwards():
        day = planned + dt.timedelta(weeks=weeks)
        if day >= earliest and days.why_not(day) is None:
            return day
    raise WrongUse(
        "Den ugedag er næsten altid fri i det land. Vælg en anden.",
        "That weekday is nearly always free in that country. Choose another.",
    )


def _outwards() -> Iterator[int]:
    """No week away, one later, one earlier, two later …"""
    yield 0
    for far in range(1, _FARTHEST + 1):
        yield from (far, -far)


def evaluation_of(held: Sequence[dt.date], days: Days) -> tuple[dt.date, int]:
    """The day of the evaluation, and the number of the meeting it is part of, 0 where it is part of none: the last that is
    held in those months, or else the first free day of the same weekday in them."""
    begin, end = (_months_on(held[0], months) for months in EVALUATED_AFTER)
    inside = [number for number, day in enumerate(held, start=1) if begin <= day <= end]
    if inside:
        return held[inside[-1] - 1], inside[-1]
    planned = _on(held[0].weekday(), begin)
    return _free(planned, planned, days), 0


def _months_on(day: dt.date, months: int) -> dt.date:
    """So many months later; the last of the month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _on(weekday: int, day: dt.date) -> dt.date:
    """That weekday, on the day or after it."""
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)
