"""What many labelled texts taught: how far a text lies on the side of danger, of duty, of strain, rather than of none.

One linear model a language over the features of companion/safety/features.py; the weights come with the product
(knowledge/safety/learned.npz, made by `python -m evals.safety.train`). Deterministic; nothing is remembered.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from companion.errors import PartFailed
from companion.resources import folder
from companion.safety.features import FAMILIES, PLACES, Counted, counted
from companion.safety.fold import Token
from companion.vocabulary import LANGS, ConcernLevel, Lang

COLUMNS = ("acute", "duty", "strain", "care")
"""What is weighed against none; `care` is violence from those one works for, weighed against every other duty."""
WINDOWS = (1, 2, 3)
"""Pieces in a row that are read as a text of their own, so that a long reply does not drown the sentence that tells."""
FOUND: tuple[ConcernLevel, ...] = ("acute", "duty", "strain")
_CLEAR = 2
"""How many more little words of one language than of the other make a text that language; below it both are heard."""
_RUN = 0.4
"""How much more a run of pieces must say than a whole text; chosen by leaving files out."""
_DENIED = -0.6
STEPS = 31
"""Weights are kept as whole numbers up to this, with a scale a column: it costs nothing in what is found, and packs well."""

Floats = NDArray[np.float32]
Scores = dict[str, float]
"""By column."""
Limits = dict[str, float]
"""What a score must pass: by level to be found, and by `level_agrees` to consent to a rule."""


class Model(NamedTuple):
    """One language. `table`: a row a place, the weights of the four columns and last the square of how much a feature
    there counts in a text's length; `start`: what each column begins from."""

    table: Floats
    start: Floats
    limits: Limits

    def scores(self, text: Counted) -> Scores:
        """How far a text lies on the side of each column: as a whole, or in the run of pieces that says it most. A run must
        say more than a whole text, since there are many of them."""
        sums = _sums(self.table, text)
        runs = np.concatenate([[sums[-1]], *(sums[size:] - sums[:-size] for size in WINDOWS if size < text.size)])
        lengths = np.sqrt(np.maximum(runs[:, :, -1:], 1e-9))
        margins = (runs[:, :, :-1] / lengths).sum(axis=1) + self.start
        margins[1:] -= _RUN
        return dict(zip(COLUMNS, margins.max(axis=0).tolist(), strict=True))


class Verdict(NamedTuple):
    """What the learned part says of a text."""

    found: frozenset[ConcernLevel]
    """Levels it finds by itself."""
    agrees: frozenset[ConcernLevel]
    """Levels it consents to when a rule finds them."""
    denies: frozenset[ConcernLevel]
    """Levels it is so far from that not even an explicit rule is believed ("they don't want to live", in a lecture)."""
    care: bool
    """Whether a duty is violence from those one works for, which is said quietly."""

    def signals(self) -> dict[str, ConcernLevel]:
        """The levels found, by the names of their signals."""
        return {"learned_care" if level == "duty" and self.care else f"learned_{level}": level for level in self.found}


def verdict(words: list[Token], leaning: int) -> Verdict:
    """What the model of the text's language says; where no language clearly leads, both are heard."""
    text = counted(words)
    heard = [models()[lang] for lang in languages(leaning)] if text.size else []
    return judged([(model.scores(text), model.limits) for model in heard])


def languages(leaning: int) -> list[Lang]:
    """Whose model reads a text with so many more English than Danish little words."""
    heard: dict[Lang, bool] = {"da": leaning < _CLEAR, "en": leaning > -_CLEAR}
    return [lang for lang in LANGS if heard[lang]]


def judged(heard: Sequence[tuple[Scores, Limits]]) -> Verdict:
    """Scores against their limits."""
    return Verdict(
        frozenset(level for scores, limits in heard for level in FOUND if scores[level] > limits[level]),
        frozenset(level for scores, limits in heard for level in FOUND if scores[level] > limits[f"{level}_agrees"]),
        frozenset(level for level in FOUND if all(scores[level] < _DENIED for scores, _ in heard)),
        any(scores["care"] > 0 for scores, _ in heard),
    )


def _sums(table: Floats, text: Counted) -> NDArray[np.float64]:
    """Running sums over the pieces: pieces + 1, families, columns of the table."""
    rows = table[text.places]
    homes = text.pieces * FAMILIES + text.families
    size = text.size * FAMILIES
    columns = [np.bincount(homes, weights=rows[:, column], minlength=size) for column in range(rows.shape[1])]
    found = np.stack(columns, axis=1).reshape(text.size, FAMILIES, rows.shape[1])
    return np.concatenate([np.zeros((1, *found.shape[1:])), np.cumsum(found, axis=0)])


class Kept(NamedTuple):
    """A model as it lies in the file: whole numbers, and what they are steps of."""

    weights: NDArray[np.int8]
    scale: Floats
    rarity: NDArray[np.uint8]
    """How much a feature at a place counts, in steps of `RARITY`; 0 where training saw none."""
    start: Floats
    limits: Limits

    def model(self) -> Model:
        """The same, ready to score with."""
        rarity = self.rarity.astype(np.float32)[:, None] * RARITY
        return Model(np.hstack([self.weights * self.scale * rarity, rarity**2]), self.start, self.limits)


RARITY = np.float32(0.05)


def save(models: Mapping[Lang, Kept], path: Path) -> None:
    """One packed file."""
    kept: dict[str, NDArray[np.generic]] = {}
    for lang, model in models.items():
        kept |= {f"{lang}_weights": model.weights, f"{lang}_scale": model.scale, f"{lang}_rarity": model.rarity}
        kept |= {f"{lang}_start": model.start, f"{lang}_names": np.array(list(model.limits))}
        kept[f"{lang}_limits"] = np.array(list(model.limits.values()))
    with path.open("wb") as file:
        np.savez_compressed(file, **kept)  # type: ignore[arg-type]


@cache
def models() -> dict[Lang, Model]:
    """The models that come with the product. Raises PartFailed when the file is damaged: without it danger is missed."""
    try:
        with np.load(shipped()) as kept:
            return {lang: _loaded(lang, kept).model() for lang in LANGS}
    except (OSError, ValueError, KeyError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise PartFailed(
            "knowledge/safety/learned.npz kan ikke læses. Installér Sparringsrum igen.",
            "knowledge/safety/learned.npz cannot be read. Install Sparringsrum again.",
        ) from error


def _loaded(lang: Lang, kept: Mapping[str, NDArray[np.generic]]) -> Kept:
    weights = kept[f"{lang}_weights"].astype(np.int8)
    if weights.shape != (PLACES, len(COLUMNS)):
        raise ValueError("the table has another form than the features")
    names = [str(name) for name in kept[f"{lang}_names"]]
    limits = dict(zip(names, kept[f"{lang}_limits"].astype(float).tolist(), strict=True))
    scale, start = (kept[f"{lang}_{name}"].astype(np.float32) for name in ("scale", "start"))
    return Kept(weights, scale, kept[f"{lang}_rarity"].astype(np.uint8), start, limits)


def shipped() -> Path:
    """Where the product's own weights lie."""
    return folder("knowledge") / "safety" / "learned.npz"
