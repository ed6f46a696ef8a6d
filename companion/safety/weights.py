"""A linear model over what companion/safety/features.py counts: how it is kept in one packed file, and how it scores a text.

One model a language. Deterministic; nothing of a text is remembered.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from companion.errors import PartFailed
from companion.resources import folder
from companion.safety.features import FAMILIES, PLACES, Counted
from companion.vocabulary import LANGS, Lang

WINDOWS = (1, 2, 3)
"""Pieces in a row that are read as a text of their own, so that a long reply does not drown the sentence that tells."""
_CLEAR = 2
"""How many more little words of one language than of the other make a text that language; below it both are heard."""
_RUN, _MANY = 0.2, 0.2
"""How much more a run of pieces must say than a whole text, and how much more for each time as many runs."""
_LONG, _SHORT = 0.6, 20
"""How much more a text must say for each time as long as `_SHORT` words: the more is told, the more can look like anything.
All four chosen by leaving files out."""
STEPS = 31
"""Weights are kept as whole numbers up to this, with a scale a column: it costs nothing in what is found, and packs well."""
RARITY = np.float32(0.05)
"""The step in which it is kept how rare a feature is."""

Floats = NDArray[np.float32]
Scores = dict[str, float]
"""By column."""
Limits = dict[str, float]
"""What scores must pass, by name."""


class Model(NamedTuple):
    """`table`: a row a place, the weights of the columns and last the square of how much a feature there counts in a text's
    length; `start`: what each column begins from."""

    table: Floats
    start: Floats
    limits: Limits
    columns: tuple[str, ...]

    def scores(self, text: Counted) -> Scores:
        """How far a text lies on the side of each column: as a whole, or in the run of pieces that says it most. A run must
        say more than a whole text, since there are many of them."""
        sums = _sums(self.table, text)
        runs = np.concatenate([[sums[-1]], *(sums[size:] - sums[:-size] for size in WINDOWS if size < text.size)])
        lengths = np.sqrt(np.maximum(runs[:, :, -1:], 1e-9))
        margins = (runs[:, :, :-1] / lengths).sum(axis=1) + self.start
        margins[0] -= _LONG * math.log(max(text.words, _SHORT) / _SHORT)
        margins[1:] -= _RUN + _MANY * math.log(max(len(runs) - 1, 1))
        return dict(zip(self.columns, margins.max(axis=0).tolist(), strict=True))


def _sums(table: Floats, text: Counted) -> NDArray[np.float64]:
    """Running sums over the pieces: pieces + 1, families, columns of the table."""
    rows = table[text.places]
    homes = text.pieces * FAMILIES + text.families
    size = text.size * FAMILIES
    columns = [np.bincount(homes, weights=rows[:, column], minlength=size) for column in range(rows.shape[1])]
    found = np.stack(columns, axis=1).reshape(text.size, FAMILIES, rows.shape[1])
    return np.concatenate([np.zeros((1, *found.shape[1:])), np.cumsum(found, axis=0)])


def languages(leaning: int) -> list[Lang]:
    """Whose model reads a text with so many more English than Danish little words."""
    heard: dict[Lang, bool] = {"da": leaning < _CLEAR, "en": leaning > -_CLEAR}
    return [lang for lang in LANGS if heard[lang]]


class Kept(NamedTuple):
    """A model as it lies in the file: whole numbers, and what they are steps of."""

    weights: NDArray[np.int8]
    scale: Floats
    rarity: NDArray[np.uint8]
    """How much a feature at a place counts, in steps of `RARITY`. What training never saw counts most, and says nothing: a
    text of unknown words is not judged by the one that is known."""
    start: Floats
    limits: Limits
    columns: tuple[str, ...]

    def model(self) -> Model:
        """The same, ready to score with."""
        rarity = self.rarity.astype(np.float32)[:, None] * RARITY
        table = np.hstack([self.weights * self.scale * rarity, rarity**2])
        return Model(table, self.start, self.limits, self.columns)


def shipped(name: str) -> Path:
    """Where weights of the product's own lie."""
    return folder("knowledge") / "safety" / f"{name}.npz"


def save(models: Mapping[Lang, Kept], path: Path) -> None:
    """One packed file."""
    kept: dict[str, NDArray[np.generic]] = {}
    for lang, model in models.items():
        kept |= {f"{lang}_weights": model.weights, f"{lang}_scale": model.scale, f"{lang}_rarity": model.rarity}
        kept |= {f"{lang}_start": model.start, f"{lang}_names": np.array(list(model.limits))}
        kept[f"{lang}_limits"] = np.array(list(model.limits.values()))
        kept[f"{lang}_columns"] = np.array(model.columns)
    with path.open("wb") as file:
        np.savez_compressed(file, **kept)  # type: ignore[arg-type]


def load(path: Path) -> dict[Lang, Model]:
    """The models in a file. Raises PartFailed when it is damaged: without it danger is missed."""
    try:
        with np.load(path) as kept:
            return {lang: _loaded(lang, kept).model() for lang in LANGS}
    except (OSError, ValueError, KeyError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise PartFailed(
            f"knowledge/safety/{path.name} kan ikke læses. Installér Sparringsrum igen.",
            f"knowledge/safety/{path.name} cannot be read. Install Sparringsrum again.",
        ) from error


def _loaded(lang: Lang, kept: Mapping[str, NDArray[np.generic]]) -> Kept:
    weights = kept[f"{lang}_weights"].astype(np.int8)
    columns = tuple(str(name) for name in kept[f"{lang}_columns"])
    if weights.shape != (PLACES, len(columns)):
        raise ValueError("the table has another form than the features")
    names = [str(name) for name in kept[f"{lang}_names"]]
    limits = dict(zip(names, kept[f"{lang}_limits"].astype(float).tolist(), strict=True))
    scale, start = (kept[f"{lang}_{name}"].astype(np.float32) for name in ("scale", "start"))
    return Kept(weights, scale, kept[f"{lang}_rarity"].astype(np.uint8), start, limits, columns)
