"""What is kept between turns: it changes nothing about what is found, and holds no words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, get_args

import pytest

from companion.confidentiality import learned, patterns
from companion.confidentiality.detect import find
from companion.confidentiality.entity import Kind
from companion.confidentiality.kept import Kept
from companion.confidentiality.learned import Guess, guesses, manner_of
from companion.confidentiality.tokens import tokens
from evals.confidentiality.marked import HERE, read

TEXTS = [text.text for text in read(HERE / "tuned.jsonl") if len(text.text) > 200]
THRESHOLDS = (0.03, 0.07, 0.14, 0.18, 0.5, 0.9)
"""From which the detector hides a word."""


@pytest.fixture(autouse=True)
def _nothing_read_before() -> None:
    learned._kept.forget()
    patterns._kept.forget()


def guessed(text: str) -> list[Guess | None]:
    words = tokens(text)
    return guesses(words, manner_of(words))


def test_the_same_is_worked_out_once_and_the_oldest_goes_first() -> None:
    kept: Kept[str] = Kept(2)
    worked: list[str] = []

    def of(text: str) -> str:
        return kept.of(text, lambda: (worked.append(text), text.upper())[1])

    assert [of(text) for text in ("a", "b", "a", "c", "a")] == ["A", "B", "A", "C", "A"]
    assert worked == ["a", "b", "c", "a"]
    kept.forget()
    assert of("c") == "C" and worked[-1] == "c" and len(worked) == 5


def test_sentence_by_sentence_finds_what_the_whole_text_does(monkeypatch) -> None:
    """No probability comes out on the other side of what decides."""
    apart = [guessed(text) for text in TEXTS]
    learned._kept.forget()
    monkeypatch.setattr(learned, "_SHORT", 10**6)
    whole = [guessed(text) for text in TEXTS]
    pairs = [(one, two) for text in zip(apart, whole, strict=True) for one, two in zip(*text, strict=True)]
    shares = [(one.share if one else 0.0, two.share if two else 0.0) for one, two in pairs]
    assert sum(two > 0.5 for _, two in shares) > 200
    assert [(one, two) for one, two in shares if [one >= t for t in THRESHOLDS] != [two >= t for t in THRESHOLDS]] == []


@pytest.mark.parametrize("before", ["", "Vi skal tale om det. ", "mette var der ikke. "])
def test_what_was_read_before_changes_nothing(before: str) -> None:
    texts = [before + text for text in TEXTS[:12]]
    fresh = []
    for text in texts:
        learned._kept.forget()
        patterns._kept.forget()
        fresh.append(find(text))
    for text in TEXTS:
        find(text)
    assert [find(text) for text in texts] == fresh


def test_nothing_a_leader_wrote_is_kept() -> None:
    for text in TEXTS:
        find(text)
    held = [*learned._kept._held.items(), *patterns._kept._held.items()]
    assert len(held) > 200
    assert all(isinstance(mark, bytes) and len(mark) == 16 for mark, _ in held)
    assert set(chain.from_iterable(strings(value) for _, value in held)) <= set(get_args(Kind))
    assert Kept(1)._salt != Kept(1)._salt


def strings(value: Any) -> Iterator[str]:
    """Everything in it that is not a number."""
    if isinstance(value, tuple):
        for inner in value:
            yield from strings(inner)
    elif not isinstance(value, int | float):
        yield value
