"""A year of meetings: whatever is asked for, no meeting falls on a day nobody should meet.

Seen to fail: with a day of `why_not` never in the way (holidays, eves, days between, weeks); with earlier days allowed before
the meeting before; with `APART` at one week; with the evaluation taken from the last meeting whatever its month; with the
first meeting's cases kept; with a place or theme given to the wrong meeting.
"""

from __future__ import annotations

import datetime as dt
import random
from itertools import pairwise

import pytest
from holidays import country_holidays

from companion.errors import WrongUse
from companion.facilitation.plan import make_plan
from companion.paper.blocks import Points, Table
from companion.paper.render import render
from companion.pilot.days import Days
from companion.pilot.year import Wanted, YearPlan, plan_of, year_calendar, year_plan
from companion.pilot.year_paper import moves, year_paper
from companion.vocabulary import LANGS

WEEK = dt.timedelta(weeks=1)
COUNTRIES = ("DK", "DK", "DK", "NO", "SE", "DE", "GB", "US", "PL", "JP", "SA", "FO")


def wanted(first: str = "2027-01-12", **more: object) -> Wanted:
    return Wanted.model_validate({"first": first, "starts": "09:00", **more})


def days_of(plan: YearPlan) -> list[dt.date]:
    return [one.day for one in plan.meetings]


def closed(country: str, day: dt.date) -> bool:
    """The test's own look at the calendar."""
    named = country_holidays(country, years=day.year, categories=("public", "optional") if country == "DK" else None)
    return day in named or (day.month, day.day) in ((12, 24), (12, 31))


def faults(plan: YearPlan) -> list[str]:
    """Everything a year must not be, by name."""
    asked, held = plan.wanted, days_of(plan)
    weekday = asked.first.weekday() if asked.weekday is None else asked.weekday
    found = ["holiday"] * any(closed(asked.country, day) for day in (*held, plan.evaluation))
    found += ["apart"] * any((after - before).days < 14 for before, after in pairwise(held))
    found += ["weekday"] * any(day.weekday() != weekday for day in (*held, plan.evaluation))
    found += ["before"] * (held[0] < asked.first) + ["count"] * (len(held) != asked.meetings)
    found += ["why"] * any((one.day != one.planned) != (one.moved is not None) for one in plan.meetings)
    weeks = {day.isocalendar().week for day in held} if asked.country == "DK" and asked.often else set()
    found += ["weeks"] * bool(weeks & {7, 8, 28, 29, 30, 42})
    first, last = held[0] + dt.timedelta(days=181), held[0] + dt.timedelta(days=366)
    found += ["evaluation"] * (not first <= plan.evaluation <= last)
    marked = [one.day for one in plan.meetings if one.evaluation]
    own_day = "sin egen dag" in "".join(note.da for note in plan.notes)
    found += ["marked"] * (marked != ([] if own_day else [plan.evaluation]))
    return found


def test_no_year_has_a_meeting_on_a_day_off_whatever_is_asked_for() -> None:
    dice = random.Random(9)
    for _ in range(1500):
        first = dt.date(2024, 1, 1) + dt.timedelta(days=dice.randrange(365 * 12))
        country = dice.choice(COUNTRIES)
        plan = year_plan(
            wanted(
                first.isoformat(), country=country, weekday=dice.choice([None, 0, 1, 2, 3, 4]), often=dice.random() < 0.8,
                meetings=dice.randint(2, 12), every=dice.choice([None, *range(2, 14)]),
            )
        )  # fmt: skip
        assert faults(plan) == [], (plan.wanted, days_of(plan))


def test_faults_are_seen() -> None:
    plan = year_plan(wanted(meetings=3))
    one, two, three = plan.meetings

    def having(day: dt.date) -> YearPlan:
        return plan.model_copy(update={"meetings": (one, two.model_copy(update={"day": day}), three)})

    assert {"holiday", "why"} <= set(faults(having(dt.date(2027, 12, 24))))
    assert "apart" in faults(having(one.day + WEEK)) and "weekday" in faults(having(two.day + dt.timedelta(days=1)))
    assert "weeks" in faults(having(dt.date(2027, 7, 13)))
    assert "evaluation" in faults(plan.model_copy(update={"evaluation": one.day + 20 * WEEK}))
    assert "marked" in faults(plan.model_copy(update={"evaluation": two.day}))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2027-03-25", "Skærtorsdag"), ("2026-06-05", "Grundlovsdag"), ("2026-05-01", "Arbejdernes kampdag"),
        ("2026-12-24", "Juleaftensdag"), ("2026-12-31", "Nytårsaften"), ("2027-05-07", "klemt inde"),
        ("2026-12-29", "klemt inde"), ("2028-12-28", "klemt inde"), ("2027-03-23", "før påske"), ("2027-02-16", "uge 7, "),
        ("2027-02-23", "uge 8, "), ("2027-07-28", "uge 30, "), ("2027-10-20", "uge 42, "),
        ("2027-08-03", None), ("2027-03-30", None), ("2027-05-10", None), ("2027-01-04", None), ("2026-12-23", None),
    ],
)  # fmt: skip
def test_what_is_in_the_way_in_denmark_is_named(day: str, why: str | None) -> None:
    told = Days().why_not(dt.date.fromisoformat(day))
    assert (told is None) if why is None else (told is not None and why in told.da)


def test_what_many_take_off_can_be_had_but_no_holiday() -> None:
    free = Days(often=False)
    assert free.why_not(dt.date(2027, 2, 16)) is None and free.why_not(dt.date(2027, 3, 25))
    assert Days("NO").why_not(dt.date(2027, 5, 17)).en == "Constitution Day, Pentecost Monday"
    assert Days("NO").why_not(dt.date(2027, 2, 16)) is None


def test_a_year_says_what_it_moved_and_why() -> None:
    plan = year_plan(wanted("2027-01-07", every=7, meetings=4))
    assert [str(day) for day in days_of(plan)] == ["2027-01-07", "2027-03-04", "2027-04-15", "2027-06-03"]
    (told,) = moves(plan, "da")
    assert told == "Møde 2: ikke torsdag 25. februar 2027 (uge 8, ofte vinterferie)."


@pytest.mark.parametrize(
    ("meetings", "every", "check", "evaluation"),
    [(6, None, 4, 6), (8, None, 4, 8), (4, None, 3, 4), (3, None, 0, 3), (2, None, 0, 0), (12, 4, 4, 12), (6, 2, 4, 0)],
)
def test_when_the_form_and_the_year_are_looked_at(
    meetings: int, every: int | None, check: int, evaluation: int
) -> None:
    plan = year_plan(wanted("2027-01-12", meetings=meetings, every=every))
    assert [one.number for one in plan.meetings if one.check] == [check] * bool(check)
    assert [one.number for one in plan.meetings if one.evaluation] == [evaluation] * bool(evaluation)
    told = " ".join(note.da for note in plan.notes)
    assert ("for få møder" in told) == (meetings < 3) and ("samme møde" in told) == (meetings == 3)


def test_places_go_in_turn_and_themes_from_the_second_meeting_on() -> None:
    plan = year_plan(wanted(places=("Rådhuset", "Online"), themes=tuple("abcdefg")))
    assert [one.place for one in plan.meetings] == ["Rådhuset", "Online"] * 3
    assert [one.plan.online for one in plan.meetings] == [False, True] * 3
    assert [one.theme for one in plan.meetings] == ["", *"abcde"] and plan.later == ("f", "g")


def test_who_does_what_and_no_case_where_there_is_no_time() -> None:
    names = ("Anna", "Bo", "Carla", "David", "Eva", "Finn")
    plan = year_plan(wanted(names=names))
    assert [len(one.turn.cases) for one in plan.meetings if one.turn] == [0, 2, 2, 2, 2, 2]
    assert "ikke tid til oplæg" in plan.notes[0].da and {one.turn.host for one in plan.meetings} == set(names)
    longer = year_plan(wanted(minutes=150))
    assert len(longer.meetings[0].turn.cases) == 2 and not longer.notes
    assert year_plan(wanted(people=20)).meetings[3].turn is None


@pytest.mark.parametrize("lang", LANGS)
def test_each_meeting_has_the_facilitators_plan_for_it(lang) -> None:
    plan = year_plan(wanted(places=("Online",)))
    assert [one.plan.meeting for one in plan.meetings] == ["first", *["following"] * 5]
    for one in plan.meetings:
        made = plan_of(one, lang)
        assert made == make_plan(one.plan, lang) and sum(block.minutes for block in made.blocks) == 120
        assert made.cases == len(one.turn.cases) and one.plan.facilitator == "rolling" and one.plan.online


def test_the_calendar_has_every_meeting_and_nobodys_name() -> None:
    plan = year_plan(wanted(names=("Anna", "Bo", "Carla"), people=3, places=("Rådhuset",)))
    text = year_calendar(plan, "da").decode()
    assert text.count("BEGIN:VEVENT") == 6 and "Carla" not in text and "LOCATION:Rådhuset" in text
    assert f"DTSTART:{plan.meetings[0].day:%Y%m%d}T080000Z" in text


@pytest.mark.parametrize("lang", LANGS)
def test_the_sheet_tells_the_whole_year(lang) -> None:
    plan = year_plan(wanted("2027-01-07", names=("Anna", "Bo", "Carla"), people=3, themes=("Delegering",), every=7))
    paper = year_paper(plan, lang)
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert len(table.rows) == 6 and "Delegering" in table.rows[1][4] and "Anna" in table.rows[0][3]
    assert ("torsdag 7. januar 2027", "Thursday 7 January 2027")[lang == "en"] == table.rows[0][1]
    assert (
        any(isinstance(block, Points) for block in paper.blocks)
        and ("9.00–11.00", "9:00–11:00")[lang == "en"] in paper.facts
    )
    assert render(paper, ".docx") and render(paper, ".md").decode().count("Delegering") == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"meetings": 1}, "2 to 12"), ({"meetings": 13}, "2 to 12"), ({"every": 1}, "2 to 13"), ({"people": 2}, "3 to 40"),
        ({"country": "XX"}, "two letters"), ({"country": "../../x"}, "two letters"), ({"minutes": 30}, "nearest is"),
        ({"first": "0001-01-01"}, "year cannot"), ({"names": ("Anna", "Bo")}, "3 to 40"), ({"themes": ("x" * 121,)}, "120"),
        ({"weekday": 7}, "year cannot"),
        ({"names": ("Anna", "anna", "Bo"), "people": 3}, "same name"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_no_name_with_it(change: dict[str, object], told: str) -> None:
    with pytest.raises(WrongUse, match=told) as caught:
        year_plan(wanted(**change))
    assert "nna" not in caught.value.message.da + caught.value.message.en
