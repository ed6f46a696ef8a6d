"""The method's own questions come in the order of the sequence, each once."""

from __future__ import annotations

from itertools import pairwise

from companion.method.sequence import load_sequence
from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import talks
from evals.transcript import Transcript

NAME, GATE = "in_order", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """A question that waited behind a pause is put once more."""
    order = [step.question.to(case.lang) for step in load_sequence().steps]
    put = [line.text for line in transcript.seen if line.kind == "source"]
    if not talks(case) or not put:
        return None
    if strange := next((text for text in put if text not in order), None):
        return Score(NAME, False, f"not a question of the sequence: {strange}")
    places = [order.index(text) for text in put]
    again = any(line.kind == "pause" for line in transcript.seen)
    steady = all(after > before or (again and after == before) for before, after in pairwise(places))
    return Score(NAME, steady, "" if steady else "out of order")
