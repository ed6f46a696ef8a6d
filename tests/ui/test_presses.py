"""Presses over real HTTP, as a page makes them and as nobody should: sent twice, sent late, sent while the disk is full, and
sent by one while another waits."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from companion.errors import StoreProblem
from companion.ui import room as rooms

from .house import House, SlowVoice, opened

STALE, SAVED, RECEIVED = "allerede besvaret", "Det, du sendte, er gemt, men", "Det er gemt."


@pytest.fixture
def voice() -> SlowVoice:
    return SlowVoice()


@pytest.fixture
def house(place, voice: SlowVoice) -> Iterator[House]:
    with opened(place, voice) as house:
        yield house


def test_the_same_press_sent_twice_is_taken_once_and_told(house: House) -> None:
    with house.visit() as visit:
        visit.begin()
        assert STALE not in visit.answer("Vi gik fra hinanden uden en aftale.")
        now, press = visit.at, visit.sent
        assert STALE in visit.send(press) and visit.at == now
        assert [answer.text for answer in house.case(visit)["answers"]] == ["Vi gik fra hinanden uden en aftale."]
        assert STALE not in visit.answer("For os begge to.")


@pytest.mark.parametrize("button", ["skip", "another", "back", "keep", "finish"])
def test_no_button_counts_twice_when_the_browser_sends_it_again(house: House, button: str) -> None:
    with house.visit() as visit:
        visit.begin()
        visit.answer("Jeg har overvejet at sige det til ham. Jeg håber på ro.")
        while button == "keep" and not house.case(visit)["question"].stands:
            visit.answer("", "skip")
        visit.answer("", button) if button != "keep" else visit._press("keep", "click", [visit.at], None)
        before = house.case(visit)
        assert STALE in visit.send(visit.sent) and house.case(visit) == before


def test_the_brief_is_approved_once_and_a_late_page_is_told(house: House) -> None:
    with house.visit() as visit, house.visit() as late:
        visit.begin()
        visit.answer("Vi gik fra hinanden uden en aftale.", "finish")
        late.do("continue", visit.at.partition(" ")[0])
        visit.do("approve", wish="Lyt til mig.")
        assert STALE in late.do("update", wish="Noget andet.") and house.case(visit)["brief"].wish == "Lyt til mig."


def test_how_it_went_is_told_once(house: House) -> None:
    with house.visit() as visit:
        visit.begin()
        visit.answer("Vi gik fra hinanden uden en aftale.", "finish")
        visit.do("approve", date="2020-01-01")
        case = visit.at.partition(" ")[0]
        (to,) = set(re.findall(r'return_save\\" data-with=\\"([^\\]+)', visit.do("nav", "start")))
        visit.do("return_save", to, tried="Vi talte sammen.")
        assert STALE in visit.send(visit.sent)
        assert [told.tried for told in house.book.look("anna", case)["follow_ups"]] == ["Vi talte sammen."]


def test_one_leader_waits_for_a_slow_voice_and_nobody_else_does(house: House, voice: SlowVoice) -> None:
    with house.visit("anna") as slow, house.visit("bo") as quick:
        slow.begin()
        quick.begin()
        waits = threading.Thread(target=slow.answer, args=("Alle siger altid nej, og det går langsomt.",))
        waits.start()
        assert voice.asked.wait(20)
        for text in ("Vi talte sammen i går.", "For ham."):
            assert "data-question" in quick.answer(text)
        assert waits.is_alive() and house.case(slow)["reply"].text == "Alle siger altid nej, og det går langsomt."
        voice.go_on.set()
        waits.join(20)
    assert not waits.is_alive()


def test_gradio_remembers_no_window_but_the_last(house: House) -> None:
    for words in ("Den første blåhval.", "Den anden blåhval.", "Den tredje blåhval."):
        with house.visit() as visit:
            visit.begin()
            visit.answer(words)
    assert len(house.pages) == 2 and len(house.remembered()) == 1
    assert not [said for said in house.remembered() if "første" in said or "anden blåhval" in said]


def full_disk(*_: Any) -> Any:
    raise sqlite3.OperationalError("database or disk is full")


def test_a_full_disk_is_told_in_place_of_received_and_the_page_stays(house: House, monkeypatch) -> None:
    with house.visit() as visit:
        visit.begin()
        at = visit.at
        with monkeypatch.context() as disk:
            disk.setattr(house.book._store, "prune", full_disk)
            told = visit.answer("Den her kommer ikke ned.")
        assert "Disken er fuld" in told and RECEIVED not in told and "Den her" not in told and visit.at == at
        assert STALE not in visit.answer("Den her kommer ikke ned.") and house.case(visit)["answers"][0].text


def test_what_is_received_stays_received_when_the_rest_fails(house: House, monkeypatch) -> None:
    with house.visit() as visit:
        visit.begin()
        with monkeypatch.context() as broken:
            broken.setattr(house.book, "carry_on", _fails)
            assert SAVED in visit.answer("Den er gemt.")
        assert house.book.finish_pending() == 1
        assert "data-question" in visit.do("continue", visit.at.partition(" ")[0])
        assert house.case(visit)["answers"][0].text == "Den er gemt."


def _fails(*_: Any) -> Any:
    raise StoreProblem("Disken er fuld.", "The disk is full.")


def test_what_is_too_old_goes_on_the_day_it_is_too_old(place, monkeypatch) -> None:
    monkeypatch.setattr(rooms, "LOOK_SECONDS", 0.01)
    room, sitting = rooms.Room(180), place.sitting()
    days = [room.today()]
    monkeypatch.setattr(rooms.Room, "today", lambda self: days[-1])
    room.furnish(lambda: (sitting.book, None, None))  # type: ignore[arg-type, return-value]
    place.clock.later(days=181)
    time.sleep(0.1)
    assert len(sitting.book.cases("me")) == 1
    days.append("tomorrow")  # type: ignore[arg-type]
    until = time.monotonic() + 10
    while sitting.book.cases("me") and time.monotonic() < until:
        time.sleep(0.02)
    assert sitting.book.cases("me") == []
    room._closing.set()
