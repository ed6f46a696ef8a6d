"""Meetings as a calendar file. It tells when and where, and the agenda; nobody's name, no case, nothing of this machine.

Times are in UTC: they need no description of a time zone, and Outlook misreads the one icalendar makes, since it is told as
dates (RDATE) rather than as a rule (iCalcreator issues 86 and 106). Every calendar shows them in the reader's own time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from companion.errors import WrongUse
from companion.facilitation.plan import Plan
from companion.facilitation.plan_facts import clock
from companion.vocabulary import Both

if TYPE_CHECKING:
    from icalendar import Event

_HERE = ZoneInfo("Europe/Copenhagen")
_YEARS = range(2000, 2100)
_SUMMARY = Both(da="Netværksmøde", en="Network meeting")
_LINE = Both(da="{at} {title} ({minutes} min.)", en="{at} {title} ({minutes} min)")


class Meeting(NamedTuple):
    """A plan with a day, a time of day in Denmark and perhaps a place."""

    plan: Plan
    day: dt.date
    starts: dt.time
    place: str = ""


def calendar(plan: Plan, day: dt.date, starts: dt.time, place: str = "") -> bytes:
    """One meeting as an .ics file."""
    return calendar_of([Meeting(plan, day, starts, place)])


def calendar_of(meetings: Sequence[Meeting]) -> bytes:
    """Several meetings in one .ics file. WrongUse for a day nobody means."""
    from icalendar import Calendar

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Sparringsrum//")
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    for meeting in meetings:
        made.add_component(_event(meeting, now))
    content: bytes = made.to_ical()
    return content


def _event(meeting: Meeting, now: dt.datetime) -> Event:
    from icalendar import Event

    plan, place = meeting.plan, _one_line(meeting.place)
    if meeting.day.year not in _YEARS:
        raise WrongUse(
            "Året kan ikke passe. Skriv datoen igen, for eksempel 2027-03-12.",
            "That year cannot be right. Write the date again, for example 2027-03-12.",
        )
    start = dt.datetime.combine(meeting.day, meeting.starts, _HERE).astimezone(dt.UTC)
    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", now)
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=plan.wanted.minutes))
    event.add("summary", _SUMMARY.to(plan.lang))
    event.add("description", _agenda(plan, meeting.starts))
    if place:
        event.add("location", place)
    return event


def _agenda(plan: Plan, starts: dt.time) -> str:
    """A line for each block."""
    return "\n".join(
        _LINE.to(plan.lang, at=clock(one.start_min, plan, starts), title=one.title, minutes=one.minutes)
        for one in plan.blocks
    )


def _one_line(text: str) -> str:
    """As a calendar can carry it."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
