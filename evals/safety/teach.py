"""How a model of companion/safety/weights.py is taught from labelled texts: one class against none, a column each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.svm import LinearSVC

from companion.safety.features import FAMILIES, PLACES, Counted, counted
from companion.safety.fold import Token, tokens
from companion.safety.reading import Reading
from companion.safety.weights import RARITY, STEPS, WINDOWS, Floats, Kept, Scores, languages
from companion.vocabulary import Lang

NONE = "none"
TRAINING = Path(__file__).parent / "training"
CASES = Path(__file__).parents[1] / "cases"
_COST = 0.4
"""What a text on the wrong side costs, against the size of the weights; chosen by leaving files out."""
_FOLDS = 8

Row = dict[str, Any]
Read = dict[int, dict[Lang, Scores]]
"""By text, what each language's model says of it."""


def rows_of(paths: Iterable[Path]) -> list[Row]:
    """Every labelled text of the files, each once, with the file it came from."""
    rows: dict[str, Row] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows.setdefault(row["text"], row | {"file": path.stem})
    return list(rows.values())


class Table(NamedTuple):
    """Texts, and runs of pieces of those that are none, as counts of features."""

    counts: csr_matrix
    owners: NDArray[np.int64]
    """The text each row is, or is a part of."""
    whole: NDArray[np.bool_]


Words = Callable[[str], list[Token]]
"""How a text becomes words."""


def table(rows: Sequence[Row], label: str, words: Words = tokens) -> Table:
    """Each text as a whole; of a text that is none every part is none too, so its parts are learned from as well."""
    places: list[NDArray[np.int64]] = []
    owners: list[int] = []
    whole: list[bool] = []
    for number, row in enumerate(rows):
        text = counted(words(row["text"]))
        for first, last in [(0, text.size), *(_runs(text) if row[label] == NONE else [])]:
            places.append(text.places[(text.pieces >= first) & (text.pieces < last)])
            owners.append(number)
            whole.append((first, last) == (0, text.size))
    ends = np.cumsum([0, *map(len, places)])
    flat = np.concatenate(places)
    counts = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(places), PLACES))
    counts.sum_duplicates()
    return Table(counts, np.array(owners), np.array(whole))


def _runs(text: Counted) -> list[tuple[int, int]]:
    return [(at, at + size) for size in WINDOWS if size < text.size for at in range(text.size - size + 1)]


class Lesson(NamedTuple):
    """The rows of a table that are learned from, each family brought to length 1, and what each of them is."""

    vectors: csr_matrix
    owners: NDArray[np.int64]
    rarity: NDArray[np.uint8]

    def against_none(self, labels: NDArray[np.str_], columns: Sequence[str]) -> tuple[Floats, Floats]:
        """Weights and starts: each column against none."""
        names = [*columns, NONE]
        wanted = np.array([names.index(label) for label in labels[self.owners]])
        machine = LinearSVC(C=_COST, tol=1e-2, class_weight="balanced", random_state=0).fit(self.vectors, wanted)
        return machine.coef_[:-1] - machine.coef_[-1], machine.intercept_[:-1] - machine.intercept_[-1]

    def either(self, sides: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Weights and a start: side 1 against side 0; texts of side -1 are left aside."""
        mine = sides[self.owners]
        known = mine >= 0
        if len(set(mine[known].tolist())) < 2:
            return np.zeros((1, PLACES), np.float32), np.array([-1.0], np.float32)
        machine = LinearSVC(C=_COST, tol=1e-2, class_weight="balanced", random_state=0)
        machine.fit(self.vectors[known], mine[known])
        return machine.coef_, machine.intercept_

    def among(self, labels: NDArray[np.str_], columns: Sequence[str]) -> tuple[Floats, Floats]:
        """Weights and starts: each column against the others; texts that are none of them are left aside."""
        mine = labels[self.owners]
        known = np.isin(mine, columns)
        wanted = np.array([list(columns).index(label) for label in mine[known]])
        machine = LinearSVC(C=_COST, tol=1e-2, class_weight="balanced", random_state=0).fit(self.vectors[known], wanted)
        return machine.coef_, machine.intercept_

    def kept(self, learned: Sequence[tuple[Floats, Floats]], columns: tuple[str, ...]) -> Kept:
        """What was learned, as whole numbers."""
        weights = np.vstack([part for part, _ in learned])
        start = np.hstack([part for _, part in learned]).astype(np.float32)
        scale = np.maximum(np.abs(weights).max(axis=1) / STEPS, 1e-9)
        whole = np.round(weights / scale[:, None]).astype(np.int8).T.copy()
        return Kept(whole, scale.astype(np.float32), self.rarity, start, {}, columns)


def lesson(table: Table, use: NDArray[np.bool_]) -> Lesson:
    """The rows whose texts are marked in `use`."""
    mine = use[table.owners]
    counts = table.counts[mine]
    rarity = _rarity(counts[table.whole[mine]])
    return Lesson(_lengthened(counts, rarity), table.owners[mine], rarity)


def _rarity(counts: csr_matrix) -> NDArray[np.uint8]:
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    return np.round(np.log((counts.shape[0] + 1) / (seen + 0.5)) / RARITY).clip(0, 255).astype(np.uint8)


def _lengthened(counts: csr_matrix, rarity: NDArray[np.uint8]) -> csr_matrix:
    """Each family brought to length 1, as companion/safety/weights.py does when it scores."""
    weighed = rarity.astype(np.float32) * RARITY
    size = PLACES // FAMILIES
    parts = []
    for family in range(FAMILIES):
        of = slice(family * size, (family + 1) * size)
        block = counts[:, of]
        lengths = np.sqrt(np.maximum(block @ (weighed[of] ** 2), 1e-9))
        parts.append(diags(1 / lengths) @ block @ diags(weighed[of]))
    return hstack(parts).tocsr()


def left_out(
    rows: Sequence[Row], files: Sequence[str], learn: Callable[[NDArray[np.bool_]], Kept], words: Words = tokens
) -> Read:
    """What models that had not seen its file say of each text of these files; some files are left out at a time."""
    read: Read = {}
    home = np.array([row["file"] for row in rows])
    for fold in (files[start::_FOLDS] for start in range(min(_FOLDS, len(files)))):
        out = np.isin(home, fold)
        models = {lang: learn(in_language(rows, lang) & ~out).model() for lang in ("da", "en")}
        for number in np.flatnonzero(out):
            reading = Reading(words(rows[number]["text"]))
            text = counted(reading.words)
            read[int(number)] = {lang: models[lang].scores(text) for lang in languages(reading.leaning)}
    return read


def in_language(rows: Iterable[Row], lang: str) -> NDArray[np.bool_]:
    return np.array([row["lang"] == lang for row in rows])
