"""Which card a question asks for, learned from the many ways people ask: a ridge regression over features of the text, one
column a card and one for what no card answers. A language has a model of its own.

The weights come with the product (knowledge/ranker.npz, made by `python -m companion.library.ranker`); when cards, phrases
or this code have changed since, they are learned anew as the index is built, which takes some ten seconds.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.library.cards import Card, load_cards
from companion.library.features import features
from companion.library.phrases import NOTHING, Phrase, learned_from
from companion.resources import folder
from companion.vocabulary import LANGS, Lang

DIMENSION = 6144
_COUNTED = 2**17
"""Places in which the features' document counts are kept; two features in one place are taken for one."""
_RIDGE = 1.0
_STEPS = 127
_MAKERS = ("features.py", "phrases.py", "ranker.py", "words.py")

Vector = NDArray[np.float32]


class Model:
    """One language. `rarity`: the weight of a feature by its place, 0 for one never seen."""

    def __init__(self, lang: Lang, cards: Sequence[str], rarity: Vector, weights: Vector) -> None:
        self.lang, self.cards, self.rarity, self.weights = lang, tuple(cards), rarity, weights

    @classmethod
    def learned(cls, lang: Lang, phrases: Sequence[Phrase]) -> Model:
        """From the phrases in its language."""
        mine = [phrase for phrase in phrases if phrase.lang == lang]
        found = [Counter(features(phrase.text, lang)) for phrase in mine]
        rarity = _rarity(found)
        cards = sorted({phrase.card for phrase in mine})
        rows = np.stack([_vector(counted, rarity) for counted in found])
        asked = np.zeros((len(mine), len(cards)), np.float32)
        asked[range(len(mine)), [cards.index(phrase.card) for phrase in mine]] = 1
        return cls(lang, cards, rarity, _ridge(rows, asked))

    def scores(self, text: str) -> dict[str, float]:
        """Every card, and NOTHING, with how much speaks for it: about 1 for a phrase it was learned from, about 0 for none."""
        weighed = _vector(Counter(features(text, self.lang)), self.rarity) @ self.weights
        return dict(zip(self.cards, weighed.tolist(), strict=True))


def _ridge(rows: Vector, asked: Vector) -> Vector:
    """Solved over the phrases or over the features, whichever are fewer."""
    if len(rows) < DIMENSION:
        return rows.T @ _solved(rows @ rows.T, asked)
    return _solved(rows.T @ rows, rows.T @ asked)


def _solved(square: Vector, right: Vector) -> Vector:
    square[np.diag_indices(len(square))] += _RIDGE
    return np.linalg.solve(square, right).astype(np.float32)


def _rarity(found: Sequence[Counter[str]]) -> Vector:
    counts = np.zeros(_COUNTED, np.float32)
    for counted in found:
        counts[sorted({_mark(feature) % _COUNTED for feature in counted})] += 1
    seen = counts > 0
    weighed = np.zeros(_COUNTED, np.float32)
    weighed[seen] = np.log((len(found) + 1) / (counts[seen] + 0.5))
    return weighed


def _vector(counted: Counter[str], rarity: Vector) -> Vector:
    """Of length 1; all zeros when nothing in it was ever seen."""
    vector = np.zeros(DIMENSION, np.float32)
    for feature, times in counted.items():
        mark = _mark(feature)
        vector[mark % DIMENSION] += (1 + math.log(times)) * rarity[mark % _COUNTED] * (1 if mark >> 31 else -1)
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _mark(feature: str) -> int:
    return zlib.crc32(feature.encode())


Models = dict[Lang, Model]


def mark_of(cards: Sequence[Card]) -> str:
    """What the models of these cards are made from, as one number."""
    mark = sha256()
    for made_by in (folder("knowledge") / "thesaurus.yaml", *(Path(__file__).with_name(name) for name in _MAKERS)):
        mark.update(made_by.read_bytes())
    for phrase in learned_from(cards):
        mark.update("\t".join(phrase).encode())
    return mark.hexdigest()


def learn(cards: Sequence[Card]) -> Models:
    """The models of these cards, learned now."""
    phrases = learned_from(cards)
    return {lang: Model.learned(lang, phrases) for lang in LANGS}


def save(models: Models, mark: str, path: Path) -> None:
    """As whole numbers from -127 to 127 with a scale a card, which costs nothing in what is found."""
    kept: dict[str, NDArray[np.generic]] = {"mark": np.array(mark)}
    for lang, model in models.items():
        scale = np.abs(model.weights).max(axis=0) / _STEPS
        kept[f"{lang}_cards"] = np.array(model.cards)
        kept[f"{lang}_rarity"] = model.rarity.astype(np.float16)
        kept[f"{lang}_scale"] = scale
        kept[f"{lang}_weights"] = np.round(model.weights / scale).astype(np.int8)
    with path.open("wb") as file:
        np.savez_compressed(file, **kept)  # type: ignore[arg-type]


def load(path: Path, mark: str) -> Models | None:
    """What `save` saved; None when there is none, it is damaged, or it was made from something else."""
    try:
        with np.load(path) as kept:
            if str(kept["mark"]) != mark:
                return None
            return {lang: _loaded(lang, kept) for lang in LANGS}
    except (OSError, ValueError, KeyError, EOFError, zlib.error):
        return None


def _loaded(lang: Lang, kept: dict[str, NDArray[np.generic]]) -> Model:
    weights = kept[f"{lang}_weights"].astype(np.float32) * kept[f"{lang}_scale"].astype(np.float32)
    cards = [str(card) for card in kept[f"{lang}_cards"]]
    return Model(lang, cards, kept[f"{lang}_rarity"].astype(np.float32), weights)


def shipped() -> Path:
    """Where the product's own weights lie."""
    return folder("knowledge") / "ranker.npz"


__all__ = ["NOTHING", "Model", "Models", "learn", "load", "mark_of", "save", "shipped"]


if __name__ == "__main__":
    every = load_cards()
    save(learn(every), mark_of(every), shipped())
