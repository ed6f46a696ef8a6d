"""Teaches the learned part of the screen: `python -m evals.safety.train` writes knowledge/safety/learned.npz.

Texts: evals/safety/training and the development sets of evals/cases. Never evals/safety/reported.jsonl.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from companion.library.cards import load_cards
from companion.method.sequence import load_sequence
from companion.safety.fold import tokens
from companion.safety.learned import COLUMNS, FOUND, judged
from companion.safety.reading import Reading
from companion.safety.rules import rulebook
from companion.safety.screen import joined
from companion.safety.weights import Kept, Limits, save, shipped
from companion.vocabulary import LANGS, ConcernLevel, Lang
from companion.voice.bank import bank
from companion.voice.notice import sentences
from evals import screen_quality
from evals.safety import teach
from evals.safety.teach import Read, Row, Table

CARE = "D4"
"""The sub-topic of violence from those one works for."""
_STOPPED: dict[ConcernLevel, float] = {"acute": 0.006, "duty": 0.004, "strain": 0.02}
"""The share of texts that are none which each level may find by itself."""
_AGREED = {"acute": 0.002, "duty": 0.003, "strain": 0.01}
"""The share that a rule and the learned part may find together, beyond what the learned part finds alone."""
_DOUBTED = 0.04
"""The share that may be taken for danger where a doubt is enough."""
_WHOLE = ("train_", "accept_", "o_", "screen_blind")
"""Files of whole texts by people who had not seen the rules: the measure for the limits."""


def training() -> list[Row]:
    """Every labelled text that may be learned from, and the product's own sentences, which are none where no rule holds."""
    own = [teach.CASES / f"screen_{name}.jsonl" for name in ("blind", "own", "ordinary")]
    rows = teach.rows_of([*sorted(teach.TRAINING.glob("*.jsonl")), *own])
    known = {row["text"] for row in rows}
    return [*rows, *(row for row in product() if row["text"] not in known)]


def product() -> list[Row]:
    """The sentences of the cards, what people ask them, and the questions of the bank."""
    texts: dict[str, Lang] = {}
    for lang in LANGS:
        for card in load_cards():
            said = [*sentences(card.body.to(lang)), *getattr(card.asked_as, lang), card.ask_of_the_network(lang)]
            texts |= dict.fromkeys(filter(None, said), lang)
        for step in load_sequence().names():
            texts |= dict.fromkeys((question.text.to(lang) for question in bank(step)), lang)
    plain = {text: Reading(tokens(text)) for text in texts}
    return [
        {"text": text, "lang": texts[text], "level": "none", "file": "product"}
        for text, reading in plain.items()
        if not any(reading.first(rule) for rule in rulebook().rules)
    ]


def learn(rows: Sequence[Row], table: Table, use: NDArray[np.bool_]) -> Kept:
    """The model of the rows marked in `use`: those of one language."""
    lesson = teach.lesson(table, use)
    labels = np.array([row["level"] for row in rows])
    return lesson.kept([lesson.against_none(labels, FOUND), lesson.either(_care(rows))], COLUMNS)


def _care(rows: Sequence[Row]) -> NDArray[np.int64]:
    """1 for violence from those one works for, 0 for other duties, -1 for all else."""
    topics = [row.get("topic", "") if row["level"] == "duty" else "" for row in rows]
    return np.array([-1 if not topic else int(topic == CARE) for topic in topics])


def limits(rows: Sequence[Row], read: Read, lang: Lang) -> Limits:
    """What a score must pass: by itself, so that at most the share `_STOPPED` of the texts that are none is found; with a
    rule, so that at most `_AGREED` of them is."""
    none = [n for n in read if rows[n]["level"] == "none" and lang in read[n]]
    readings = [Reading(tokens(rows[number]["text"])) for number in none]
    ruled = [{rule.level for rule in rulebook().rules if reading.first(rule)} for reading in readings]
    danger = np.array([read[number][lang]["acute"] for number in none])
    found: Limits = {"doubt": float(np.quantile(danger, 1 - _DOUBTED))}
    for level, share in _STOPPED.items():
        scores = np.array([read[number][lang][level] for number in none])
        found[level] = float(np.quantile(scores, 1 - share))
        agreed = [s for s, levels in zip(scores.tolist(), ruled, strict=True) if level in levels and s <= found[level]]
        allowed = round(_AGREED[level] * len(none))
        found[f"{level}_agrees"] = sorted(agreed)[-allowed - 1] if len(agreed) > allowed else found[level] - 1
    return found


def report(rows: Sequence[Row], read: Read, limits: dict[Lang, Limits]) -> list[str]:
    """The whole screen over texts whose file its learned part had not seen, by kind of file."""
    found: dict[str, list[Row]] = {}
    for number, scores in read.items():
        learned = judged([(of, limits[lang]) for lang, of in scores.items()])
        concern = joined(Reading(tokens(rows[number]["text"])), learned)
        row = rows[number] | {"found": concern.level, "stops": screen_quality.stops(concern)}
        found.setdefault(row["file"].partition("_")[0], []).append(row)
    return [line for kind, of in found.items() for line in (f"{kind}:", *screen_quality.table(of))]


def main() -> None:
    rows = training()
    table = teach.table(rows, "level")
    files = sorted({row["file"] for row in rows if row["file"].startswith(_WHOLE)})
    read = teach.left_out(rows, files, partial(learn, rows, table))
    found: dict[Lang, Limits] = {lang: limits(rows, read, lang) for lang in LANGS}
    kept = {lang: learn(rows, table, teach.in_language(rows, lang))._replace(limits=found[lang]) for lang in LANGS}
    save(kept, shipped("learned"))
    print(f"{len(rows)} texts; files left out in turn:", *report(rows, read, found), sep="\n")
    print(found)


if __name__ == "__main__":
    main()
