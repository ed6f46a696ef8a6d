"""Asking the material: with few and with many own passages, building, and the first question of a run."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from pathlib import Path

from companion.library.cards import load_cards
from companion.library.documents import OwnDocument, Piece
from companion.library.library import Library
from companion.library.words import tokens
from evals.retrieval.__main__ import read
from evals.speed.table import Row, share

MOST_AT_MANY = 3.0
_FEW, _MANY = 100, 10_000
_SENTENCE, _SENTENCES, _IN_ONE = 12, 9, 1000
"""Words in a made-up sentence, sentences in a passage, and passages in a document."""


def library(questions: int) -> list[Row]:
    """The same questions to the same cards beside 100 passages and beside 10,000."""
    asked = [one["text"] for one in read("tuned")][:questions]
    with tempfile.TemporaryDirectory(prefix="sparringsrum-speed-") as folder:
        small, large = Library(Path(folder) / "few" / "index"), Library(Path(folder) / "many" / "index")
        build = [_filled(shelf, count) for shelf, count in ((small, _FEW), (large, _MANY))]
        opened = [_seconds(shelf, asked[0]) for shelf in (small, large)]
        few, many = ([_seconds(shelf, text) * 1000 for text in asked] for shelf in (small, large))
        small.close(), large.close()
    return [
        Row("a question to 10,000 passages, p95", share(many, 0.95), share(few, 0.95), most_ratio=MOST_AT_MANY,
            note=f"{len(asked)} questions; the baseline is the same with {_FEW} own passages"),
        Row("a question to 10,000 passages, p50", share(many, 0.5), share(few, 0.5)),
        Row("the first question of a run, 10,000", opened[1], opened[0], "s"),
        Row("taking in 10,000 passages", build[1], build[0], "s", note=f"the baseline takes in {_FEW}; cards included in both"),
    ]  # fmt: skip


def _filled(shelf: Library, count: int) -> float:
    """Seconds to index so many passages, made of the cards' own words."""
    rng = random.Random(count)
    words = sorted({word for card in load_cards() for word in tokens(card.body.da)})
    for start in range(0, count, _IN_ONE):
        pieces = tuple(
            Piece(number=at + 1, section="", page=at + 1, text=_made_up(rng, words))
            for at in range(min(_IN_ONE, count - start))
        )
        shelf.documents.keep(
            OwnDocument(
                id=f"{start:016x}",
                name=f"{start}.txt",
                kind="txt",
                lang="da",
                added=dt.date(2026, 1, 1),
                pages=None,
                pieces=pieces,
            )
        )
    start_time = time.perf_counter()
    shelf.build_if_needed()
    return time.perf_counter() - start_time


def _made_up(rng: random.Random, words: list[str]) -> str:
    sentences = (" ".join(rng.choices(words, k=_SENTENCE)) for _ in range(_SENTENCES))
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def _seconds(shelf: Library, text: str) -> float:
    start = time.perf_counter()
    shelf.search(text, "da")
    return time.perf_counter() - start
