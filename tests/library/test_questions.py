"""How well everyday questions find their cards. `pytest -rP` prints the figures and every question that misses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from companion.library.cards import load_cards
from companion.library.store import Library
from companion.library.words import tokens
from companion.vocabulary import Passage

HERE = Path(__file__).parent


class Figures(NamedTuple):
    """Shares, 0 to 1. The right card first; among the first three; nothing found where nothing should be."""

    first: float
    third: float
    refused: float


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("library"))
    yield library
    library.close()


def _read(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8")))


def _figures(asked: list[dict[str, Any]], library: Library) -> Figures:
    found = [(entry, library.search(entry["text"], entry["lang"], 3, None)) for entry in asked]
    answerable = [(entry, passages) for entry, passages in found if entry["cards"]]
    beyond = [passages for entry, passages in found if not entry["cards"]]
    for entry, passages in found:
        if not _right(entry, passages, 3):
            print(entry["text"], entry["cards"], [(passage.card, passage.score) for passage in passages])
    return Figures(
        first=sum(_right(entry, passages, 1) for entry, passages in answerable) / len(answerable),
        third=sum(_right(entry, passages, 3) for entry, passages in answerable) / len(answerable),
        refused=sum(not passages for passages in beyond) / len(beyond),
    )


def _right(entry: dict[str, Any], passages: tuple[Passage, ...], k: int) -> bool:
    if not entry["cards"]:
        return not passages
    return any(passage.card in entry["cards"] for passage in passages[:k])


@pytest.mark.parametrize(
    ("name", "floor"),
    [("questions", Figures(0.68, 0.82, 0.8)), ("held_out", Figures(0.33, 0.38, 0.6))],
)
def test_everyday_questions_find_their_card(library: Library, name: str, floor: Figures) -> None:
    figures = _figures(_read(name), library)
    print(name, figures)
    assert all(got >= least for got, least in zip(figures, floor, strict=True)), figures


@pytest.mark.parametrize("name", ["questions", "held_out"])
def test_the_questions_are_not_the_cards_own(name: str) -> None:
    known = {card.id for card in load_cards()}
    phrases = [set(tokens(said)) for card in load_cards() for said in (*card.asked_as.da, *card.asked_as.en)]
    for entry in _read(name):
        words = set(tokens(entry["text"]))
        assert known.issuperset(entry["cards"])
        assert max(len(words & phrase) / len(words | phrase) for phrase in phrases) < 0.75, entry["text"]


@pytest.mark.parametrize("entry", _read("cases"), ids=lambda entry: entry["texts"][0][:30])
def test_what_is_shown_after_a_case_bears_on_it(library: Library, entry: dict[str, Any]) -> None:
    """Precision over filling the page: nothing may be shown first that does not bear on it."""
    shown = library.for_case(entry["texts"], entry["lang"])
    assert not shown or shown[0][0].card in entry["cards"]
    assert all(question.endswith("?") for _, question in shown)
    if entry.get("must"):
        assert shown
