"""Teaches the learned part of the screen: `python -m evals.safety.train` writes knowledge/safety/learned.npz.

Texts: evals/safety/training and the development sets of evals/cases. Never evals/safety/reported.jsonl.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.svm import LinearSVC

from companion.safety.features import FAMILIES, PLACES, Counted, counted
from companion.safety.fold import tokens
from companion.safety.learned import (
    RARITY,
    STEPS,
    WINDOWS,
    Kept,
    Limits,
    Model,
    Scores,
    judged,
    languages,
    save,
    shipped,
)
from companion.safety.reading import Reading
from companion.safety.rules import rulebook
from companion.safety.screen import joined
from companion.vocabulary import LANGS, ConcernLevel, Lang
from evals import screen_quality

LEVELS = ("acute", "duty", "strain", "none")
CARE = "D4"
"""The sub-topic of violence from those one works for."""
_HERE = Path(__file__).parent
_CASES = _HERE.parent / "cases"
_COST = 0.4
"""What a text on the wrong side costs, against the size of the weights; chosen by leaving files out."""

_STOPPED: dict[ConcernLevel, float] = {"acute": 0.008, "duty": 0.003, "strain": 0.03}
"""The share of texts that are none which each level may find by itself."""
_AGREED = {"acute": 0.002, "duty": 0.003, "strain": 0.015}
"""The share that a rule and the learned part may find together, beyond what the learned part finds alone."""
_WHOLE = ("train_", "screen_blind")
"""Files of whole texts by people who had not seen the rules: the measure for the limits."""

Row = dict[str, Any]


def training() -> list[Row]:
    """Every labelled text that may be learned from, each once, with the file it came from."""
    paths = sorted((_HERE / "training").glob("*.jsonl"))
    paths += [_CASES / f"screen_{name}.jsonl" for name in ("blind", "own", "ordinary")]
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


def table(rows: Sequence[Row]) -> Table:
    """Each text as a whole; of a text that is none every part is none too, so its parts are learned from as well."""
    places: list[NDArray[np.int64]] = []
    owners: list[int] = []
    whole: list[bool] = []
    for number, row in enumerate(rows):
        text = counted(tokens(row["text"]))
        runs = _runs(text) if row["level"] == "none" else []
        for first, last in [(0, text.size), *runs]:
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


def learn(rows: Sequence[Row], table: Table, use: NDArray[np.bool_]) -> Kept:
    """The model of the rows whose texts are marked in `use`: those of one language."""
    mine = use[table.owners]
    counts, owners = table.counts[mine], table.owners[mine]
    rarity = _rarity(counts[table.whole[mine]])
    vectors = _lengthened(counts, rarity)
    levels = np.array([LEVELS.index(row["level"]) for row in rows])[owners]
    machine = LinearSVC(C=_COST, tol=1e-2, class_weight="balanced", random_state=0).fit(vectors, levels)
    weights, start = machine.coef_[:3] - machine.coef_[3], machine.intercept_[:3] - machine.intercept_[3]
    care = _care(rows, owners)
    known = care >= 0
    if len(set(care[known].tolist())) == 2:
        second = LinearSVC(C=_COST, tol=1e-2, class_weight="balanced", random_state=0).fit(vectors[known], care[known])
        weights, start = np.vstack([weights, second.coef_]), np.hstack([start, second.intercept_])
    else:
        weights, start = np.vstack([weights, np.zeros(PLACES)]), np.hstack([start, -1])
    scale = np.maximum(np.abs(weights).max(axis=1) / STEPS, 1e-9)
    return Kept(
        np.round(weights / scale[:, None]).astype(np.int8).T.copy(), scale.astype(np.float32), rarity,
        start.astype(np.float32), {},
    )  # fmt: skip


def _rarity(counts: csr_matrix) -> NDArray[np.uint8]:
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.where(seen > 0, np.log((counts.shape[0] + 1) / (seen + 0.5)), 0)
    return np.round(rarity / RARITY).clip(0, 255).astype(np.uint8)


def _lengthened(counts: csr_matrix, rarity: NDArray[np.uint8]) -> csr_matrix:
    """Each family brought to length 1, as companion/safety/learned.py does when it scores."""
    weighed = rarity.astype(np.float32) * RARITY
    size = PLACES // FAMILIES
    parts = []
    for family in range(FAMILIES):
        of = slice(family * size, (family + 1) * size)
        block = counts[:, of]
        lengths = np.sqrt(np.maximum(block @ (weighed[of] ** 2), 1e-9))
        parts.append(diags(1 / lengths) @ block @ diags(weighed[of]))
    return hstack(parts).tocsr()


def _care(rows: Sequence[Row], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """1 for violence from those one works for, 0 for other duties, -1 for all else."""
    topics = [row.get("topic", "") if row["level"] == "duty" else "" for row in rows]
    return np.array([-1 if not topic else int(topic == CARE) for topic in topics])[owners]


def in_language(rows: Iterable[Row], lang: str) -> NDArray[np.bool_]:
    return np.array([row["lang"] == lang for row in rows])


Read = dict[int, dict[Lang, Scores]]
"""By text, what each language's model says of it."""


def left_out(rows: Sequence[Row], table: Table) -> Read:
    """What models that had not seen its file say of each text of the files that are whole texts."""
    read: Read = {}
    files = np.array([row["file"] for row in rows])
    for file in sorted({name for name in files if name.startswith(_WHOLE)}):
        models: dict[Lang, Model] = {}
        for number in np.flatnonzero(files == file):
            reading = Reading(tokens(rows[number]["text"]))
            for lang in languages(reading.leaning):
                if lang not in models:
                    models[lang] = learn(rows, table, in_language(rows, lang) & (files != file)).model()
                read.setdefault(int(number), {})[lang] = models[lang].scores(counted(reading.words))
    return read


def limits(rows: Sequence[Row], read: Read, lang: Lang) -> Limits:
    """What a score must pass: by itself, so that at most the share `_STOPPED` of the texts that are none is found; with a
    rule, so that at most `_AGREED` of them is."""
    none = [n for n in read if rows[n]["level"] == "none" and lang in read[n]]
    readings = [Reading(tokens(rows[number]["text"])) for number in none]
    ruled = [{rule.level for rule in rulebook().rules if reading.first(rule)} for reading in readings]
    found: Limits = {}
    for level, share in _STOPPED.items():
        scores = np.array([read[number][lang][level] for number in none])
        found[level] = float(np.quantile(scores, 1 - share))
        agreed = [s for s, levels in zip(scores.tolist(), ruled, strict=True) if level in levels and s <= found[level]]
        allowed = round(_AGREED[level] * len(none))
        found[f"{level}_agrees"] = sorted(agreed)[-allowed - 1] if len(agreed) > allowed else found[level] - 1
    return found


def report(rows: Sequence[Row], read: Read, limits: dict[Lang, Limits]) -> list[str]:
    """The whole screen over texts whose file its learned part had not seen."""
    found: list[Row] = []
    for number, scores in read.items():
        learned = judged([(of, limits[lang]) for lang, of in scores.items()])
        concern = joined(Reading(tokens(rows[number]["text"])), learned)
        found.append(rows[number] | {"found": concern.level, "stops": screen_quality.stops(concern)})
    return screen_quality.table(found)


def main() -> None:
    rows = training()
    counts = table(rows)
    read = left_out(rows, counts)
    found: dict[Lang, Limits] = {lang: limits(rows, read, lang) for lang in LANGS}
    kept = {lang: learn(rows, counts, in_language(rows, lang))._replace(limits=found[lang]) for lang in LANGS}
    save(kept, shipped())
    print(f"{len(rows)} texts; files left out in turn:", *report(rows, read, found), sep="\n")
    print(found)


if __name__ == "__main__":
    main()
