"""Nothing the leader said is lost: a restart in the middle, and a machine that died between reply and answer."""

from __future__ import annotations

import pytest

from companion.errors import StaleReply

PLAIN = "I går gik vi fra hinanden uden en aftale om planen."


def test_a_case_goes_on_after_a_restart(place, sitting) -> None:
    sitting.says(PLAIN)
    asked = sitting.asked
    again = place.restart(sitting)
    assert again.asked == asked and again.words == [("problem", PLAIN)]
    again.says("For os alle.")
    assert len(again.words) == 2


@pytest.mark.parametrize("kind", ["answer", "skip", "another", "back", "stop"])
def test_whatever_was_received_is_carried_on_at_start(place, sitting, kind: str) -> None:
    sitting.says(PLAIN)
    sitting.book.receive(sitting.owner, sitting.case, sitting.reply(kind, "Det sidste, der blev skrevet."))
    again = place.restart(sitting)
    assert again.book.finish_pending() == 1 and again.book.finish_pending() == 0
    state = again.state
    kept = [*(text for _, text in again.words), *state["unsent"].values()]
    assert state["reply"] is None and state["question"].id != "q2"
    assert "Det sidste, der blev skrevet." in kept or kind == "stop"


def test_a_received_reply_is_carried_on_when_the_case_is_opened_too(place, sitting) -> None:
    sitting.book.receive(sitting.owner, sitting.case, sitting.reply("answer", PLAIN))
    again = place.restart(sitting)
    state = again.book.carry_on(again.owner, again.case)
    assert state["question"].id != "q1" and again.words == [("problem", PLAIN)]


def test_a_second_reply_before_the_first_is_worked_through_is_refused(sitting) -> None:
    sitting.book.receive(sitting.owner, sitting.case, sitting.reply("answer", PLAIN))
    with pytest.raises(StaleReply):
        sitting.book.receive(sitting.owner, sitting.case, sitting.reply("answer", "Noget andet."))
    assert sitting.words == [("problem", PLAIN)]


class BrokenVoice:
    """A voice that has nothing but trouble."""

    def word(self, situation, discretion=None):
        raise RuntimeError("the voice is gone")


def test_a_node_that_fails_leaves_the_reply_and_is_tried_again(place, sitting) -> None:
    mended, place.voice = place.voice, BrokenVoice()
    broken = place.restart(sitting)
    with pytest.raises(RuntimeError):
        broken.says("Alle siger altid nej til mig.")
    place.voice = mended
    again = place.restart(sitting)
    assert again.book.finish_pending() == 1
    assert again.asked.kind == "deepening" and again.words == [("problem", "Alle siger altid nej til mig.")]
