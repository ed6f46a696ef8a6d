"""The return loop: after the meeting it is asked how it went, and a goal is kept the same way as a case."""

from __future__ import annotations

import datetime as dt

import pytest

from companion.method.state import Inspiration, opening, waiting_goal
from companion.vocabulary import Passage

PLAIN = "I går gik vi fra hinanden uden en aftale om planen."
TOLD = {"tried": "Jeg spurgte hende.", "learned": "Hun var lettet.", "next": "Vi mødes igen.", "asked_by": "Lone"}


@pytest.fixture
def done(sitting):
    """An approved brief for a meeting on 1 December."""
    sitting.says(PLAIN)
    sitting.to_review()
    sitting.does("review", form={"approved": "1", "date": "2026-12-01"})
    return sitting


def summary(sitting):
    (found,) = sitting.book.cases(sitting.owner)
    return found


def test_the_date_of_the_meeting_stands_in_the_list(done) -> None:
    assert (summary(done).meeting, summary(done).told, summary(done).stage) == (dt.date(2026, 12, 1), False, "done")


def test_what_happened_becomes_part_of_the_case(place, done) -> None:
    place.clock.later(days=10)
    state = done.does("follow_up", form=TOLD)
    (said,) = state["follow_ups"]
    assert said.model_dump(include=set(TOLD)) == TOLD and said.held and said.at == place.clock.now
    assert summary(done).told and state["question"].kind == "done"


def test_a_meeting_called_off_gets_a_new_date_and_is_asked_about_again(place, done) -> None:
    place.clock.later(days=10)
    done.does("follow_up", form={"held": "0", "date": "2027-01-15"})
    assert not done.state["follow_ups"][0].held
    assert (summary(done).meeting, summary(done).told) == (dt.date(2027, 1, 15), False)


@pytest.mark.parametrize("date", ["", "i morgen", "2026-13-45"])
def test_a_date_that_is_none_changes_nothing(done, date: str) -> None:
    done.does("follow_up", form={**TOLD, "date": date})
    assert done.state["meeting"] == "2026-12-01"


def test_the_same_words_sent_twice_are_taken_once(done) -> None:
    reply = done.reply("follow_up", form=TOLD)
    done.book.answer(done.owner, done.case, reply)
    with pytest.raises(Exception, match="already been answered"):
        done.book.answer(done.owner, done.case, reply)
    assert len(done.state["follow_ups"]) == 1


def test_what_is_next_can_open_a_new_case(place, done) -> None:
    new = place.sitting(book=done.book, start=opening("Vi mødes igen."))
    assert new.asked.lead == "Du skrev allerede: ”Vi mødes igen.”" and new.asked.stands == "Vi mødes igen."
    new.does("keep", new.asked.stands)
    assert new.words == [("problem", "Vi mødes igen.")]


def test_a_goal_is_kept_without_questions_and_asked_about(place) -> None:
    sitting = place.sitting(start=waiting_goal())
    sitting.does("goal", form={"goal": "Tage samtalen.", "asked_by": "Alex", "date": "2026-12-24"})
    assert (summary(sitting).title, summary(sitting).goal) == ("Tage samtalen.", True)
    assert summary(sitting).meeting == dt.date(2026, 12, 24) and sitting.state["asked_by"] == "Alex"
    place.clock.later(days=40)
    sitting.does("follow_up", form=TOLD)
    assert summary(sitting).told


def test_the_material_is_asked_only_when_the_leader_asks_and_may_say_nothing(done) -> None:
    assert done.state["inspiration"] is None
    assert done.does("inspire")["inspiration"] == [] and done.asked.kind == "done"


def test_what_the_material_says_stands_apart_with_its_citation(place, done) -> None:
    passage = Passage(card="c", title="T", text="x", source="002", section="Sparringsøvelse", score=0.5)
    place.shelf.found = ((passage, "Hvem har prøvet det?", "Vi mødes aldrig."),)
    state = done.does("inspire")
    assert state["inspiration"] == [
        Inspiration(passage=passage, experience="Hvem har prøvet det?", because="Vi mødes aldrig.")
    ]
    assert "x" not in [line.text for line in state["brief"].answers["problem"]]


def test_asked_again_the_material_says_only_what_it_has_not_said(place, done) -> None:
    cards = [Passage(card=name, title="T", text="x", source="002", section="Inputs", score=0.5) for name in "abcde"]
    place.shelf.found = tuple((card, "", "") for card in cards)
    assert [one.passage.card for one in done.does("inspire")["inspiration"]] == ["a", "b", "c"]
    assert [one.passage.card for one in done.does("inspire")["inspiration"]] == ["a", "b", "c", "d", "e"]
    again = done.does("inspire")
    assert len(again["inspiration"]) == 5 and "ikke mere" in again["note"]
