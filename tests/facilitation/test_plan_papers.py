"""The two papers of a plan: what is on them, that all get one page, and what to do when the meeting starts late."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from companion.facilitation.plan import Plan, Wanted, chosen, make_plan
from companion.facilitation.plan_data import MEETINGS
from companion.facilitation.plan_papers import LATE, facilitator_paper, participants_paper
from companion.library.sources import load_sources
from companion.paper.blocks import Heading, Moment, Panel, Paper, Points, Table, Text, Write
from companion.paper.render import render
from companion.vocabulary import LANGS

NINE = dt.time(9)
WORKED = Wanted(meeting="following", minutes=120, people=6, cases=2)


def planned(lang: str = "da", **changed: Any) -> Plan:
    return make_plan(WORKED.model_copy(update=changed), lang)


def of(paper: Paper, kind: type) -> list[Any]:
    return [block for block in paper.blocks if isinstance(block, kind)]


def reserve(paper: Paper) -> Table | None:
    """The plan for a late start."""
    tables = of(paper, Table)
    return tables[1] if len(tables) > 1 else None


def texts(paper: Paper) -> Iterator[str]:
    """What stands after the heading of the late start."""
    late = [place for place, block in enumerate(paper.blocks) if isinstance(block, Heading)][-1]
    yield from (block.text for block in paper.blocks[late:] if isinstance(block, Text))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("meeting", MEETINGS)
def test_who_leads_has_all_of_every_block(meeting: str, lang: str) -> None:
    plan = planned(lang, meeting=meeting, minutes=150, people=8, cases=None)
    paper = facilitator_paper(plan)
    assert [row[1:] for row in of(paper, Table)[0].rows] == [
        (str(one.minutes), one.title, one.roles) for one in plan.blocks
    ]
    for block, moment in zip(plan.blocks, of(paper, Moment), strict=True):
        assert "{" not in str(moment)
        told = " ".join((*moment.paragraphs, moment.said, *moment.notes))
        source = load_sources()[block.source].title
        wanted = (block.purpose, block.how, block.roles, *block.materials, source, block.section)
        assert (
            all(text in told for text in wanted) and moment.title == block.title and str(block.minutes) in moment.length
        )


@pytest.mark.parametrize(("lang", "before", "said"), [
    ("da", "Efter 12 minutter:", "Nu erfaringerne."),
    ("en", "After 12 minutes:", "Now the experiences."),
])  # fmt: skip
def test_what_is_said_aloud_stands_alone(lang: str, before: str, said: str) -> None:
    """The paper itself puts quotation marks around it."""
    moments = of(facilitator_paper(planned(lang)), Moment)
    assert (moments[5].paragraphs[-1], moments[5].said) == (before, said)
    assert not any(mark in moment.said for moment in moments for mark in "“”")


@pytest.mark.parametrize(("lang", "starts", "whens", "facts"), [
    ("da", None, ("0:00", "1:05"), "120 minutter · 6 personer · 2 oplæg"),
    ("da", dt.time(9, 5), ("9.05", "10.10"), "9.05–11.05 · 6 personer · 2 oplæg"),
    ("en", dt.time(9, 5), ("9:05", "10:10"), "9:05–11:05 · 6 people · 2 cases"),
    ("en", dt.time(0), ("0:00", "1:05"), "0:00–2:00 · 6 people · 2 cases"),
    ("da", dt.time(23, 30), ("23.30", "0.35"), "23.30–1.30 · 6 personer · 2 oplæg"),
])  # fmt: skip
def test_by_the_clock_or_from_the_start(lang: str, starts: dt.time | None, whens: tuple, facts: str) -> None:
    for paper in (facilitator_paper(planned(lang), starts), participants_paper(planned(lang), starts)):
        rows = of(paper, Table)[0].rows
        assert (rows[0][0], rows[5][0]) == whens and paper.facts == facts


def test_what_is_to_be_ready_is_told_once() -> None:
    ready = of(facilitator_paper(planned(cases=4, minutes=180)), Points)[0]
    assert (
        ready.boxes
        and len(set(ready.items)) == len(ready.items)
        and {"Papir og blyant", "Kaffe og te"} <= {*ready.items}
    )


def test_what_departs_from_the_method_is_on_the_paper() -> None:
    plan = planned(minutes=60, people=5)
    assert plan.notes and set(plan.notes) <= {block.text for block in of(facilitator_paper(plan), Text)}


def test_a_late_start_has_a_plan_that_ends_on_time() -> None:
    paper = facilitator_paper(planned(), NINE)
    rows = reserve(paper).rows
    assert rows[0][0] == "9.15" and sum(int(row[1]) for row in rows) == 120 - LATE
    assert list(texts(paper)) == []


@pytest.mark.parametrize(("changed", "said"), [
    ({"minutes": 60}, ["Der er ikke tid til: Tema."]),
    ({"minutes": 60, "people": 5}, ["Tag 1 oplæg i stedet for 2."]),
    ({"minutes": 45, "people": 6}, ["Det kan ikke nås til tiden. Spørg, om alle kan blive", "til 9.5"]),
    ({"minutes": 49, "cases": None}, ["kan blive 6 minutter længere, til 9.55."]),
    ({"meeting": "sparring", "minutes": 30, "people": 4, "cases": 1}, ["Det kan ikke nås til tiden."]),
])  # fmt: skip
def test_a_late_start_says_what_has_to_give(changed: dict, said: list[str]) -> None:
    told = " ".join(texts(facilitator_paper(planned(**changed), NINE)))
    assert all(words in told for words in said), told


def test_a_late_plan_is_never_longer_than_it_is_late_and_adds_nothing() -> None:
    for minutes in range(30, 200, 7):
        for people in (3, 5, 8, 13, 24):
            wanted = WORKED.model_copy(update={"minutes": minutes, "people": people, "cases": None})
            if chosen(wanted):
                whole, rows = (table.rows for table in of(facilitator_paper(make_plan(wanted, "en")), Table))
                over = sum(int(row[1]) for row in rows) + LATE - minutes
                assert 0 <= over <= LATE and "Theme" not in {row[2] for row in rows} - {row[2] for row in whole}


def test_a_plan_that_is_late_has_no_other() -> None:
    assert reserve(facilitator_paper(planned(late=15))) is None


@pytest.mark.parametrize("lang", LANGS)
def test_everyone_sees_when_what_and_what_for_but_no_cues(lang: str) -> None:
    plan = planned(lang)
    paper = participants_paper(plan, NINE)
    assert (
        isinstance(paper.blocks[0], Panel) and paper.blocks[0].label == {"da": "Fortroligt", "en": "Confidential"}[lang]
    )
    assert [row[1:] for row in of(paper, Table)[0].rows] == [(one.title, one.purpose) for one in plan.blocks]
    assert len(of(paper, Write)) == 2 and not of(paper, Moment)
    cues = [one.say for one in plan.blocks[1:]]
    assert not any(cue in str(paper) for cue in cues)


@pytest.mark.parametrize("changed", [
    {"minutes": 40, "people": 7, "cases": 0},
    {"meeting": "first", "minutes": 210, "people": 9, "cases": 8},
    {"meeting": "first", "minutes": 293, "people": 39, "cases": 8},
    {"meeting": "sparring", "minutes": 184, "people": 13, "cases": None},
    {"minutes": 240, "people": 28, "cases": 10, "online": True},
])  # fmt: skip
@pytest.mark.parametrize("lang", LANGS)
def test_everyone_gets_one_page(changed: dict, lang: str) -> None:
    pdf = render(participants_paper(planned(lang, **changed), NINE), ".pdf")
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
