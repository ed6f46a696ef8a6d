"""While a model thinks: what the page says, and that nothing else waits for it, neither this leader's other presses nor
another leader's.

Seen to fail: with the count left out of `_in_turn`, the late question; with a concurrency limit of 1, the other
leader; with `finish_pending` before the room opens, the open room; with `_ends` always false, the brief.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from companion.method.state import State
from companion.ui.room import Room
from companion.ui.steps import received
from companion.ui.texts import Texts
from companion.ui.windows import Windows
from companion.vocabulary import LANGS, Reply

from .house import House, SlowVoice, Tab, opened

SLOWLY = "Alle siger altid nej, og det går langsomt."
QUICK = 3.0
"""Seconds in which a press that waits for nobody is answered, also on a busy machine."""


@pytest.fixture
def voice() -> SlowVoice:
    return SlowVoice()


@pytest.fixture
def house(place, voice: SlowVoice) -> Iterator[House]:
    with opened(place, voice, model="openai/stub") as house:
        yield house


@pytest.fixture
def thinking(house: House, voice: SlowVoice) -> Iterator[tuple[Tab, str]]:
    """A window whose last answer a model thinks about; and that press."""
    with house.tab() as tab:
        slow = tab.sends(lambda visit: visit.answer(SLOWLY))
        assert voice.asked.wait(20)
        yield tab, slow
        voice.go_on.set()


def test_that_the_answer_is_safe_is_said_before_the_question_is_there(thinking, house, voice) -> None:
    tab, slow = thinking
    assert "Dit svar er gemt. Et spørgsmål er på vej." in tab.says(slow)
    assert [answer.text for answer in house.case(tab.visit)["answers"]] == [SLOWLY]
    voice.go_on.set()
    assert "data-question" in tab.shows(slow) and "på vej" not in tab.shows(slow)


def test_every_other_press_of_the_same_window_is_answered_meanwhile(thinking, voice) -> None:
    tab, slow = thinking
    tab.says(slow)
    assert "Hvad vil du gerne vende" in tab.shows(tab.sends(lambda visit: visit.answer("", "pause")), QUICK)
    assert "Hvad må sprogmodellen" in tab.shows(tab.sends(lambda visit: visit.do("nav", "about")), QUICK)
    assert "data-question" in tab.shows(tab.sends(lambda visit: visit.begin()), QUICK)
    assert "data-question" in tab.shows(tab.sends(lambda visit: visit.answer("Vi talte sammen i går.")), QUICK)
    assert not voice.go_on.is_set()


def test_a_late_question_does_not_take_the_place_of_where_the_leader_has_gone(thinking, house, voice) -> None:
    tab, slow = thinking
    case = tab.at.partition(" ")[0]
    tab.shows(tab.sends(lambda visit: visit.answer("", "pause")), QUICK)
    voice.go_on.set()
    assert "data-question" not in tab.shows(slow) and house.book.look("anna", case)["question"].id == "q2"
    back = tab.shows(tab.sends(lambda visit: visit.do("continue", case)))
    assert 'data-question=\\"q2\\"' in back and SLOWLY in back


def test_who_comes_back_too_early_is_told_to_wait_a_moment_and_gets_the_question(thinking, voice) -> None:
    tab, _ = thinking
    case = tab.at.partition(" ")[0]
    tab.shows(tab.sends(lambda visit: visit.answer("", "pause")), QUICK)
    back = tab.sends(lambda visit: visit.do("continue", case))
    assert "Et øjeblik" in tab.says(back)
    voice.go_on.set()
    assert 'data-question=\\"q2\\"' in tab.shows(back)


def test_no_other_leader_waits(thinking, house, voice) -> None:
    with house.visit("bo") as quick:
        began = time.monotonic()
        quick.begin()
        for text in ("Vi talte sammen i går.", "For ham."):
            assert "data-question" in quick.answer(text)
        assert time.monotonic() - began < 3 * QUICK and not voice.go_on.is_set()


def test_to_the_brief_with_words_in_the_box_keeps_them_before_anything_is_asked(house, voice) -> None:
    with house.tab() as tab:
        stop = tab.sends(lambda visit: visit.answer(SLOWLY, "finish"))
        assert voice.asked.wait(20) and "Oplægget er på vej." in tab.says(stop)
        assert house.case(tab.visit)["answers"][0].text == SLOWLY
        voice.go_on.set()
        assert "key_question" in tab.shows(stop)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("kind", "last", "comes"),
    [("answer", False, "comes_question"), ("another", False, "comes_question"), ("stop", False, "comes_brief"),
     ("answer", True, "comes_brief"), ("skip", True, "comes_brief"), ("another", True, "comes_question")],
)  # fmt: skip
def test_what_is_on_its_way_is_said_as_it_is(sitting, lang, kind, last, comes) -> None:
    texts = Texts(lang)
    if last:
        sitting.says("Jeg er i tvivl.")
        sitting.until("open")
    sitting.book.receive("me", sitting.case, sitting.reply(kind, "To ord." if kind == "answer" else ""))
    assert texts(comes) in received(sitting.state, kind, texts, True)
    assert texts("received_answer") in received(sitting.state, kind, texts, True) or kind != "answer"
    assert texts("received") in received(sitting.state, kind, texts, False)


def test_the_room_is_open_before_what_was_cut_off_is_finished(place, voice) -> None:
    place.voice = voice
    sitting = place.sitting()
    sitting.book.receive("me", sitting.case, Reply(question_id=sitting.asked.id, kind="answer", text=SLOWLY))
    room, warm = Room(180), threading.Event()
    room.furnish(lambda: (place.book(), None, SimpleNamespace(warm_up=warm.set)))  # type: ignore[arg-type, return-value]
    assert voice.asked.wait(20) and warm.wait(20) and room.opened and len(room.book().cases("me")) == 1
    voice.go_on.set()
    until = time.monotonic() + 10
    while _asked(room, sitting) == "q1" and time.monotonic() < until:
        time.sleep(0.02)
    assert _asked(room, sitting) == "q2"
    room.close()


def _asked(room: Room, sitting: Any) -> str:
    state: State = room.book().look("me", sitting.case)
    return state["question"].id


def test_a_window_is_given_one_screen_after_another() -> None:
    windows = Windows(room=2)
    assert windows.gives("a", windows.given("a")) == 1
    slow = windows.given("a")
    assert windows.gives("a", slow) == 2 and windows.gives("a", slow) is None and windows.gives("b", 0) == 1
    for other in ("c", "d"):
        windows.gives(other, 0)
    assert windows.gives("a", 7) == 8, "who was forgotten is not held up"
