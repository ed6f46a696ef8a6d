"""An embedding model beside the machine's own search, over real HTTP to a server that records everything."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pytest

from companion.confidentiality.discretion import Discretion
from companion.library import meaning
from companion.library.cards import load_cards
from companion.library.documents import OwnDocument, Piece
from companion.library.rank import CASE_FLOOR
from companion.vocabulary import Names, Receipt
from evals.inspire.__main__ import read
from evals.stub import Reply, letters

ASKED = "Hvad gør vi, når Mette Holm altid melder afbud?"
SEVERAL = "Hvordan skaber vi tillid i netværket?"


def standing_out(card: str) -> Any:
    """An embedding in which one card, and every question, lies by itself."""

    def embed(texts: Sequence[str]) -> list[list[float]]:
        title = next(one.title for one in load_cards() if one.id == card)
        mine = [text.startswith((title.da, title.en)) or len(texts) == 1 for text in texts]
        return [[1.0, 0.1] if one else [0.1, 1.0] for one in mine]

    return embed


def test_the_cards_are_embedded_once_and_the_question_goes_out_masked(desk) -> None:
    desk.library().build_if_needed()
    cards = len(load_cards())
    assert sum(map(len, desk.asked)) == 4 * cards and desk.kept == []
    desk.stub.recorded.clear()
    again = desk.library()
    again.build_if_needed()
    again.search(ASKED, "da", discretion=desk.discretion)
    assert desk.asked == [["Hvad gør vi, når [PERSON_1] altid melder afbud?"]]
    assert [one.outcome for one in desk.kept] == ["sent", "answered"]


def test_what_it_finds_nearest_moves_up(desk) -> None:
    library = desk.library()
    before = [one.card for one in library.search(SEVERAL, "da")]
    assert len(before) == 3
    desk.stub.embed = standing_out(before[1])
    library.build_if_needed()
    found = library.search(SEVERAL, "da", discretion=desk.discretion)
    assert found[0].card == before[1]
    assert [one.card for one in library.search(SEVERAL, "da")] == before


def test_without_a_discretion_nothing_is_sent(desk) -> None:
    library = desk.library()
    library.build_if_needed()
    desk.stub.recorded.clear()
    library.search(ASKED, "da")
    library.for_case(["Mette melder altid afbud til møderne i netværket."], "da")
    assert desk.stub.recorded == []


def test_nor_where_the_material_has_no_answer(desk) -> None:
    """An embedding always finds something nearest; whether there is an answer is decided by what was learned."""
    library = desk.library()
    library.build_if_needed()
    desk.stub.recorded.clear()
    assert library.search("Hvordan bager jeg et surdejsbrød?", "da", discretion=desk.discretion) == ()
    assert desk.stub.recorded == []


def test_own_documents_are_not_sent(desk) -> None:
    library = desk.library()
    piece = Piece(number=1, text="Fjernlagerets vagtplan hænger i kantinen.", section="", page=None)
    document = OwnDocument(
        id="a" * 16, name="Plan", kind="txt", lang="da", added=dt.date(2026, 11, 22), pages=None, pieces=(piece,)
    )
    try:
        library.take_in(document)
        library.search("Hvor hænger vagtplanen for fjernlageret?", "da", discretion=desk.discretion)
        assert not [text for texts in desk.asked for text in texts if "antine" in text]
    finally:
        library.leave_out(document.id)


CASE = ["Mette Holm melder altid afbud til netværksmøderne, og de andre er ved at opgive.", "At alle kommer hver gang."]


def test_a_case_is_asked_for_by_its_answers_masked(desk) -> None:
    library = desk.library()
    library.build_if_needed()
    desk.stub.recorded.clear()
    library.for_case(CASE, "da", discretion=desk.discretion)
    assert desk.asked == [["[PERSON_1] melder altid afbud til netværksmøderne, og de andre er ved at opgive.", CASE[1]]]


def test_a_card_just_under_its_floor_is_lifted_over_it_and_those_far_below_are_not(desk, monkeypatch) -> None:
    """Of all cards, each of which the model takes for the very one."""
    library, cases = desk.library(), [case["answers"] for case in read("tuned")]
    plain = [{one.passage.card for one in library.for_case(case, "da", k=200)} for case in cases]
    everyone = {card.id: meaning.MEANING for card in load_cards()}
    monkeypatch.setattr(library._meanings, "near", lambda texts, discretion: everyone)
    bearing = [library.for_case(case, "da", k=200, discretion=desk.discretion) for case in cases]
    assert all(before <= {one.passage.card for one in now} for before, now in zip(plain, bearing, strict=True))
    lifted = [one for before, now in zip(plain, bearing, strict=True) for one in now if one.passage.card not in before]
    learned = [one.passage.score - meaning.MEANING for one in lifted]
    assert len(lifted) >= 5 and min(learned) >= CASE_FLOOR - 0.101


@pytest.mark.parametrize(
    "fault",
    [Reply(500, b""), Reply(200, b"<html>", "text/html"), Reply(200, b"{}", pause=9), Reply(200, b"[]")],
    ids=["broken", "a page", "too slow", "another shape"],
)
def test_a_model_that_does_not_answer_changes_nothing_and_is_left_alone_for_a_while(desk, fault: Reply) -> None:
    library = desk.library()
    library.build_if_needed()
    plain = library.search(ASKED, "da")
    desk.stub.recorded.clear()
    desk.stub.fault = fault
    began = time.monotonic()
    assert library.search(ASKED, "da", discretion=desk.discretion) == plain
    assert library.search(ASKED, "da", discretion=desk.discretion) == plain
    assert time.monotonic() - began < 2 and len(desk.stub.recorded) == 1
    assert desk.kept[-1].outcome == "failed"


def test_nor_does_one_that_is_not_there_when_the_index_is_built(desk) -> None:
    desk.stub.fault = Reply(500, b"")
    library = desk.library()
    library.build_if_needed()
    assert len(desk.stub.recorded) == 1 and desk.kept_on_disk == []
    assert library.search(ASKED, "da", discretion=desk.discretion) == library.search(ASKED, "da")


def test_one_that_comes_back_is_asked_again(desk, monkeypatch) -> None:
    monkeypatch.setattr(meaning, "_REST_SECONDS", 0.0)
    desk.stub.fault = Reply(500, b"")
    library = desk.library()
    library.build_if_needed()
    desk.stub.fault = None
    library.search(ASKED, "da", discretion=desk.discretion)
    until(lambda: desk.kept_on_disk)
    until(lambda: library.search(ASKED, "da", discretion=desk.discretion) and desk.kept)


def until(there: Any) -> None:
    end = time.monotonic() + 10
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_held_back_it_answers_as_without(desk, monkeypatch) -> None:
    library = desk.library()
    library.build_if_needed()
    desk.stub.recorded.clear()

    def full(receipt: Receipt) -> None:
        raise OSError

    held = Discretion(Names(), (), full)
    assert library.search(ASKED, "da", discretion=held) == library.search(ASKED, "da")
    assert desk.stub.recorded == []
    assert library.search(ASKED, "da", discretion=desk.discretion) and len(desk.stub.recorded) == 1


def test_another_model_makes_its_own_and_the_earlier_goes(desk) -> None:
    desk.library().build_if_needed()
    first = desk.kept_on_disk
    desk.model = "hosted_vllm/e5"
    desk.library().build_if_needed()
    assert len(first) == 1 and len(desk.kept_on_disk) == 1 and desk.kept_on_disk != first
    assert sum(map(len, desk.asked)) == 8 * len(load_cards())


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", None], ids=["empty", "cut off", "of other cards"])
def test_a_damaged_one_is_made_anew(desk, damage: bytes | None) -> None:
    desk.library().build_if_needed()
    (path,) = desk.kept_on_disk
    whole = path.read_bytes()
    if damage is None:
        np.savez_compressed(path.with_suffix(""), rows=np.ones((3, 5)))
    else:
        path.write_bytes(damage)
    desk.library().build_if_needed()
    assert len(path.read_bytes()) == len(whole) and len(desk.asked[-1]) > 3


def test_a_model_that_changed_behind_its_name_is_embedded_anew(desk) -> None:
    """Its vectors have another length: those of the cards are of no use with them."""
    library = desk.library()
    library.build_if_needed()
    desk.stub.embed = partial(letters, dimension=64)
    assert library.search(ASKED, "da", discretion=desk.discretion) == library.search(ASKED, "da")
    assert desk.kept_on_disk == []
    desk.stub.recorded.clear()
    library.build_if_needed()
    assert sum(map(len, desk.asked)) == 4 * len(load_cards())
    library.search(ASKED, "da", discretion=desk.discretion)
    assert desk.kept_on_disk and desk.kept[-1].outcome == "answered"
