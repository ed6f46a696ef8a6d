"""What is counted of a leader's presses over real HTTP, and what is not: only after a yes, only once, nothing of a case.

Fails with: counting before a yes; a step counted at every press that stands on it; an answer taken twice; a disk that is full
stopping a press; the owner or a word in the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from companion.errors import StoreProblem
from companion.pilot.answers import FILE
from companion.pilot.counts import PILOT_FILE, Counts

from .house import House, SlowVoice, opened

SAID = "Vi gik fra hinanden uden en mærkesætning."
OWNERS = ("anna", "bodil")


@pytest.fixture
def house(place) -> Iterator[House]:
    with opened(place, SlowVoice(), pilot=True) as house:
        house.folder = place.folder
        yield house


def tallies(house: House) -> dict[tuple[str, int], int]:
    """What the file holds: kind and value to how often, whoever it was."""
    if not (house.folder / PILOT_FILE).exists():
        return {}
    with sqlite3.connect(house.folder / PILOT_FILE) as file:
        return dict(((kind, value), count) for kind, value, count in file.execute(
            "SELECT kind, value, sum(count) FROM tallies GROUP BY kind, value"
        ))  # fmt: skip


def sits(visit, to_the_end: bool = True) -> None:
    visit.begin()
    visit.answer(SAID)
    visit.answer("", "finish")
    if to_the_end:
        visit.do("approve", **{"share.0": "1"})


def test_nothing_before_a_yes_and_nothing_after_a_no(house: House) -> None:
    with house.visit() as visit:
        assert "count_yes" in visit.do("nav", "start")
        sits(visit)
        assert tallies(house) == {}
        visit.do("count_no")
        assert "count_yes" not in visit.do("nav", "start")
        sits(visit)
        assert tallies(house) == {}


def test_each_step_once_and_the_brief_once_however_one_goes_about(house: House) -> None:
    with house.visit() as visit:
        visit.do("count_yes")
        sits(visit, to_the_end=False)
        assert tallies(house).keys() >= {("begun", 0), ("step", 1)} and ("finished", 0) not in tallies(house)
        visit.do("approve")
        visit.do("edit")
        visit.do("approve")
        found = tallies(house)
        assert found[("begun", 0)] == found[("finished", 0)] == 1
        assert all(count == 1 for (kind, _), count in found.items() if kind == "step")


def test_whoever_takes_it_back_is_gone_from_the_file_and_the_others_stay(house: House) -> None:
    for owner in OWNERS:
        with house.visit(owner) as visit:
            visit.do("count_yes")
            sits(visit)
    assert tallies(house)[("finished", 0)] == 2
    with house.visit(OWNERS[0]) as visit:
        assert "count_no" in visit.do("nav", "mine")
        visit.do("count_no", "mine")
    assert tallies(house)[("finished", 0)] == 1
    for path in house.folder.glob(f"{PILOT_FILE}*"):
        assert not any(mark.encode() in path.read_bytes() for mark in (*OWNERS, "mærkesætning"))


def test_an_answer_is_given_once_for_each_brief(house: House) -> None:
    with house.visit() as visit:
        visit.do("count_yes")
        sits(visit)
        visit.do("count_rate", helped="4", goal="2")
        visit.do("count_rate", helped="5", goal="9")
        assert {key: count for key, count in tallies(house).items() if key[1] and key[0] != "step"} == {
            ("helped", 4): 1,
            ("goal", 2): 1,
        }


def test_the_tools_are_counted_by_kind(house: House) -> None:
    with house.visit() as visit:
        visit.do("count_yes")
        visit.do("questions_make", theme="conflicts")
        visit.do("plan_make", meeting="following", minutes="120", people="6", facilitator="one")
        visit.do("plan_make", meeting="following", minutes="nej", people="6", facilitator="one")
        visit.do("practice_end", practice_case="night-shift", practice_asked='["Hvad?"]')
    assert tallies(house) == {("question_set", 0): 1, ("plan", 0): 1, ("practised", 0): 1}


def test_a_count_that_cannot_be_kept_stops_nobody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **more: object) -> None:
        raise StoreProblem("fuld", "full")

    with house.visit() as visit:
        visit.do("count_yes")
        monkeypatch.setattr(Counts, "count", full)
        sits(visit)
        assert "/own/brief/" in visit.do("nav", "case")


def test_whoever_deletes_everything_is_not_counted_any_more(house: House) -> None:
    with house.visit() as visit:
        visit.do("count_yes")
        sits(visit)
        assert tallies(house)
        visit.do("purge")
    assert tallies(house) == {}


def test_a_survey_that_cannot_be_read_keeps_nobody_out(place) -> None:
    """Fails with what `_tidy` meets there ending the run for everybody."""
    place.folder.mkdir(parents=True, exist_ok=True)
    (place.folder / FILE).write_bytes(b"no database" * 400)
    with opened(place, SlowVoice()) as house, house.visit() as visit:
        assert "begin" in visit.do("nav", "start")
        assert visit.begin() and house.case(visit)["question"].step == "problem"
