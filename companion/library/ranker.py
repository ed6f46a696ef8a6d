"""Which card a question asks for, learned from the many ways people ask: a linear support vector machine over features of the
text, one column a card and one for what no card answers. A language has a model of its own.

The weights come with the product (knowledge/ranker.npz, made by `python -m companion.library.ranker`); when cards, phrases
or this code have changed since, they are learned anew as the index is built, which takes a minute.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from companion.library.cards import Card, load_cards
from companion.library.features import features
from companion.library.fingerprint import of_weights
from companion.library.phrases import NOTHING, Phrase, learned_from
from companion.resources import folder
from companion.vocabulary import LANGS, Lang

DIMENSION = 2**17
"""Places for features; two features in one place are taken for one."""
_LEARNED_FROM = 0.5
"""How much a phrase on the wrong side costs, against the size of the weights; chosen on the tuning half of evals/retrieval."""
_STEPS = 31
"""Weights are kept as whole numbers up to this, with a scale a card: it costs nothing in what is found, and packs well."""

Floats = NDArray[np.float32]


class Row(NamedTuple):
    """A text as the places of its features and how much each weighs: a vector of length 1, or empty."""

    places: NDArray[np.int64]
    values: Floats


class Model(NamedTuple):
    """One language. `rarity`: the weight of a feature by its place, 0 for one never seen; `weights`: a row a place, a column a
    card, in steps of `scale`; `start`: what each card begins from."""

    lang: Lang
    cards: tuple[str, ...]
    rarity: Floats
    weights: NDArray[np.int8]
    scale: Floats
    start: Floats

    def scores(self, text: str) -> dict[str, float]:
        """Every card, and NOTHING, with how much speaks for it: 1 and more for what it was learned from, 0 and less for what
        has nothing to do with it."""
        row = _weighed(_counted(text, self.lang), self.rarity)
        margins = row.values @ self.weights[row.places].astype(np.float32) * self.scale + self.start
        return dict(zip(self.cards, ((margins + 1) / 2).tolist(), strict=True))


Models = dict[Lang, Model]


def learn(cards: Sequence[Card]) -> Models:
    """The models of these cards, learned now."""
    phrases = learned_from(cards)
    return {lang: _learned(lang, [phrase for phrase in phrases if phrase.lang == lang]) for lang in LANGS}


def _learned(lang: Lang, phrases: Sequence[Phrase]) -> Model:
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    counted = [_counted(phrase.text, lang) for phrase in phrases]
    rarity = _rarity(counted)
    rows = [_weighed(one, rarity) for one in counted]
    ends = np.cumsum([0, *(len(row.places) for row in rows)])
    table = csr_matrix(
        (np.concatenate([row.values for row in rows]), np.concatenate([row.places for row in rows]), ends),
        shape=(len(rows), DIMENSION),
    )
    names = sorted({phrase.card for phrase in phrases})
    asked = [names.index(phrase.card) for phrase in phrases]
    machine = LinearSVC(C=_LEARNED_FROM, random_state=0).fit(table, asked)
    weights, start = machine.coef_.T, machine.intercept_
    if len(names) == 2:  # scikit-learn then learns one column for the second of the two
        weights, start = np.hstack([-weights, weights]), np.hstack([-start, start])
    scale = np.maximum(np.abs(weights).max(axis=0) / _STEPS, 1e-9)
    return Model(
        lang,
        tuple(names),
        rarity,
        np.round(weights / scale).astype(np.int8),
        scale.astype(np.float32),
        start.astype(np.float32),
    )


def _rarity(counted: Sequence[Counter[tuple[int, int]]]) -> Floats:
    counts = np.zeros(DIMENSION, np.float32)
    for one in counted:
        counts[sorted({place for place, _ in one})] += 1
    weighed = np.zeros(DIMENSION, np.float32)
    seen = counts > 0
    weighed[seen] = np.log((len(counted) + 1) / (counts[seen] + 0.5))
    return weighed.astype(np.float16).astype(np.float32)


def _weighed(counted: Counter[tuple[int, int]], rarity: Floats) -> Row:
    """Features never seen weigh nothing."""
    summed: dict[int, float] = defaultdict(float)
    for (place, sign), times in counted.items():
        summed[place] += sign * (1 + math.log(times)) * float(rarity[place])
    places = np.array(sorted(place for place, value in summed.items() if value), np.int64)
    values = np.array([summed[place] for place in places.tolist()], np.float32)
    return Row(places, values / np.linalg.norm(values) if len(values) else values)


def _counted(text: str, lang: Lang) -> Counter[tuple[int, int]]:
    """Where each feature of a text lies, and with which sign, so that two in one place need not add up."""
    marks = (zlib.crc32(feature.encode()) for feature in features(text, lang))
    return Counter((mark % DIMENSION, 1 if mark >> 31 else -1) for mark in marks)


def save(models: Models, cards: Sequence[Card], path: Path) -> None:
    """One packed file, which says what it was learned from."""
    kept: dict[str, NDArray[np.generic]] = {"mark": np.array(of_weights(cards))}
    for lang, model in models.items():
        kept[f"{lang}_cards"], kept[f"{lang}_rarity"] = np.array(model.cards), model.rarity.astype(np.float16)
        kept[f"{lang}_weights"], kept[f"{lang}_scale"] = model.weights, model.scale
        kept[f"{lang}_start"] = model.start
    with path.open("wb") as file:
        np.savez_compressed(file, **kept)  # type: ignore[arg-type]


def load(path: Path, cards: Sequence[Card]) -> Models | None:
    """What `save` saved; None when there is none, it is damaged, or it was learned from something else."""
    try:
        with np.load(path) as kept:
            return {lang: _loaded(lang, kept) for lang in LANGS} if str(kept["mark"]) == of_weights(cards) else None
    except (OSError, ValueError, KeyError, EOFError, zlib.error, zipfile.BadZipFile):
        return None


def _loaded(lang: Lang, kept: Mapping[str, NDArray[np.generic]]) -> Model:
    floats = {name: kept[f"{lang}_{name}"].astype(np.float32) for name in ("rarity", "scale", "start")}
    names = tuple(str(card) for card in kept[f"{lang}_cards"])
    return Model(lang, names, weights=kept[f"{lang}_weights"].astype(np.int8), **floats)


def shipped() -> Path:
    """Where the product's own weights lie."""
    return folder("knowledge") / "ranker.npz"


__all__ = ["NOTHING", "Model", "Models", "learn", "load", "save", "shipped"]


if __name__ == "__main__":
    every = load_cards()
    save(learn(every), every, shipped())
