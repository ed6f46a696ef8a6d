"""Teaches what a request to the companion is: `python -m evals.safety.train_requests` writes knowledge/safety/requests.npz.

Texts: evals/safety/requests, evals/cases/outside.jsonl, and the screen's training texts, in which nothing is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.safety.requests import ASKED, marked
from companion.safety.weights import Kept, Limits, save, shipped
from companion.vocabulary import LANGS, Lang
from evals.safety import teach
from evals.safety.teach import NONE, Read, Row, Table

KINDS = (
    "advice", "write", "judge", "law", "health", "rank", "agree", "machine", "instructions", "memory", "act", "reliance",
)  # fmt: skip
_REQUESTS = Path(__file__).parent / "requests"
_PLAIN = ("o_*_long.jsonl", "train_*.jsonl")
"""Of the screen's training texts; in `o_da1` and its like something is asked of the companion now and then."""
_LOOKS = "looks so"
"""Texts in which nothing is asked of the companion, and that only look so."""
_TAKEN = 0.01
"""The share of texts in which nothing is asked that may be taken for a request: that costs one line above the next question."""


def training() -> list[Row]:
    """Every text by the kind of what it asks for."""
    asking = teach.rows_of([*sorted(_REQUESTS.glob("*.jsonl")), teach.CASES / "outside.jsonl"])
    plain = teach.rows_of(path for part in _PLAIN for path in sorted(teach.TRAINING.glob(part)))
    return [*asking, *(row | {"kind": NONE} for row in plain)]


def learn(rows: Sequence[Row], table: Table, use: NDArray[np.bool_]) -> Kept:
    """The model of the rows marked in `use`: those of one language."""
    lesson = teach.lesson(table, use)
    kinds = np.array([row["kind"] for row in rows])
    learned = [lesson.either((kinds != NONE).astype(np.int64)), lesson.among(kinds, KINDS)]
    return lesson.kept(learned, (ASKED, *KINDS))


def limit(rows: Sequence[Row], read: Read, lang: Lang) -> Limits:
    """What a score must pass, so that at most the share `_TAKEN` of the texts that ask nothing does."""
    plain = [scores[lang][ASKED] for n, scores in read.items() if lang in scores and rows[n]["kind"] == NONE]
    return {ASKED: float(np.quantile(plain, 1 - _TAKEN))}


def report(rows: Sequence[Row], read: Read, limits: dict[Lang, Limits]) -> list[str]:
    """By kind and language: how many are found, and how many as that kind, in files the model had not seen."""
    found: Counter[tuple[str, str, str]] = Counter()
    for number, scores in read.items():
        lang = max(scores, key=lambda lang: scores[lang][ASKED] - limits[lang][ASKED])
        asked = scores[lang][ASKED] > limits[lang][ASKED]
        kind = max(KINDS, key=lambda kind: scores[lang][kind])
        wanted, of = rows[number]["kind"], rows[number]["lang"]
        wanted = _LOOKS if wanted == NONE and rows[number]["file"].startswith("q_") else wanted
        found.update((wanted, of, what) for what in ("of", *(["asked"] if asked else [])))
        found.update([(wanted, of, "right")] if asked and kind == wanted else [])
    return [f"{kind:<13}" + "   ".join(_line(found, kind, lang) for lang in LANGS) for kind in (*KINDS, NONE, _LOOKS)]


def _line(found: Counter[tuple[str, str, str]], kind: str, lang: Lang) -> str:
    asked, of, right = (found[kind, lang, what] for what in ("asked", "of", "right"))
    return f"{lang} {asked:>4} of {of:>4}, as it {right:>4}"


def main() -> None:
    rows = training()
    table = teach.table(rows, "kind", marked)
    files = sorted({row["file"] for row in rows if row["file"].startswith(("q_", "train_"))})
    read = teach.left_out(rows, files, partial(learn, rows, table), marked)
    limits: dict[Lang, Limits] = {lang: limit(rows, read, lang) for lang in LANGS}
    kept = {lang: learn(rows, table, teach.in_language(rows, lang))._replace(limits=limits[lang]) for lang in LANGS}
    save(kept, shipped("requests"))
    print(f"{len(rows)} texts; files left out in turn:", *report(rows, read, limits), limits, sep="\n")


if __name__ == "__main__":
    main()
