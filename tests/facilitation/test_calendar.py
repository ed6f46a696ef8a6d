"""The calendar file: opened with a library, it has the right hours and tells nothing it need not."""

from __future__ import annotations

import datetime as dt
import os
import socket

import pytest
from icalendar import Calendar

from companion.errors import WrongUse
from companion.facilitation.calendar import Meeting, calendar, calendar_of
from companion.facilitation.plan import Plan, Wanted, make_plan
from companion.vocabulary import LANGS

DAY, NINE = dt.date(2027, 3, 12), dt.time(9, 5)


def planned(lang: str = "da", **changed: object) -> Plan:
    wanted = Wanted(meeting="following", minutes=120, people=6, cases=2)
    return make_plan(wanted.model_copy(update=changed), lang)


def events(content: bytes) -> list:
    return Calendar.from_ical(content).events


@pytest.mark.parametrize(("day", "starts", "utc"), [
    (dt.date(2027, 3, 12), dt.time(9, 5), dt.datetime(2027, 3, 12, 8, 5)),
    (dt.date(2027, 6, 12), dt.time(9, 5), dt.datetime(2027, 6, 12, 7, 5)),
    (dt.date(2027, 6, 12), dt.time(0, 30), dt.datetime(2027, 6, 11, 22, 30)),
])  # fmt: skip
def test_danish_hours_summer_and_winter(day: dt.date, starts: dt.time, utc: dt.datetime) -> None:
    """In UTC, which every calendar turns into its reader's own hours."""
    content = calendar(planned(), day, starts)
    (event,) = events(content)
    assert event.start == utc.replace(tzinfo=dt.UTC) and event.end - event.start == dt.timedelta(minutes=120)
    assert b"TZID" not in content and b"VTIMEZONE" not in content


def test_a_plan_for_a_late_start_keeps_the_appointment() -> None:
    (event,) = events(calendar(planned(late=15), DAY, NINE))
    assert (event.start.minute, event.end - event.start) == (5, dt.timedelta(minutes=120))
    assert str(event["description"]).startswith("9.20 Ankomst")


@pytest.mark.parametrize("lang", LANGS)
def test_the_agenda_is_plain_text(lang: str) -> None:
    plan = planned(lang)
    lines = str(events(calendar(plan, DAY, NINE))[0]["description"]).split("\n")
    first = {"da": "9.05 Ankomst (5 min.)", "en": "9:05 Arrival (5 min)"}[lang]
    assert lines[0] == first and len(lines) == len(plan.blocks)
    assert all(block.title in line for block, line in zip(plan.blocks, lines, strict=True))


def test_it_tells_nothing_more() -> None:
    content = calendar(planned(), DAY, NINE)
    read = Calendar.from_ical(content)
    assert set(read) == {"VERSION", "PRODID"} and read["prodid"] == "-//Sparringsrum//"
    assert set(read.events[0]) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}
    assert read.events[0]["summary"] == "Netværksmøde" and not read.events[0].subcomponents
    told = content.decode().replace("\r\n ", "")
    assert not any(own and own in told for own in (socket.gethostname(), os.path.expanduser("~") + "/"))


@pytest.mark.parametrize(("typed", "kept"), [
    ("Kantinen; stuen, 2", "Kantinen; stuen, 2"),
    ("  Lokale 3\r\nBEGIN:VALARM\r\n", "Lokale 3 BEGIN:VALARM"),
    ("Øst\x0bfløj\u2028\ud800 A", "Øst fløj A"),
    ("Plejehjemmet Søbo, " * 12, ("Plejehjemmet Søbo, " * 12).strip()),
    ("\n", None),
])  # fmt: skip
def test_a_place_is_one_line_and_nothing_else(typed: str, kept: str | None) -> None:
    content = calendar(planned(), DAY, NINE, typed)
    (event,) = events(content)
    assert event.get("location") == kept and not event.subcomponents
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_several_meetings_in_one_file() -> None:
    days = [DAY, dt.date(2027, 6, 12)]
    content = calendar_of([Meeting(planned(), day, NINE, "Søbo") for day in days])
    read = events(content)
    assert [one.start.hour for one in read] == [8, 7] and len({one["uid"] for one in read}) == 2
    assert content.count(b"BEGIN:VCALENDAR") == 1


def test_no_two_files_can_be_linked() -> None:
    first, second = (events(calendar(planned(), DAY, NINE))[0]["uid"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize("year", [1, 1999, 2100, 9999])
def test_a_year_nobody_means(year: int) -> None:
    with pytest.raises(WrongUse) as told:
        calendar(planned(), dt.date(year, 12, 31), NINE)
    assert "2027-03-12" in told.value.say("da") and "2027-03-12" in told.value.say("en")
