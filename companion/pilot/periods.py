"""The calendar of the counts: ISO weeks, the months they belong to, and which of them are over. Nothing is finer than a week.

A week is written as ISO 8601 has it, "2026-W53", so that weeks sort as texts. It belongs to the month of its Thursday, as the
year of a week does. Days are those of the machine's own calendar: whoever counts hands in a local date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

_WEEK = dt.timedelta(weeks=1)
_TO_THURSDAY = dt.timedelta(days=3)


def week_of(day: dt.date) -> str:
    """The ISO week a day lies in; its year is not always the day's own."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday(week: str) -> dt.date:
    """The day a week begins."""
    return dt.date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def after(week: str) -> str:
    """The week after."""
    return week_of(monday(week) + _WEEK)


def weeks(first: str, before: str) -> tuple[str, ...]:
    """Every week from `first` up to `before`, which is not among them."""
    start = monday(first)
    return tuple(week_of(start + n * _WEEK) for n in range((monday(before) - start).days // 7))


def month_of(week: str) -> str:
    """The month of its Thursday, as "2026-12"."""
    return f"{monday(week) + _TO_THURSDAY:%Y-%m}"


def by_month(some: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Month to its weeks among these, in order."""
    months: dict[str, tuple[str, ...]] = {}
    for week in sorted(some):
        months[month_of(week)] = (*months.get(month_of(week), ()), week)
    return months
