"""At most three deepening questions in a sitting, and two after one another at a step."""

from __future__ import annotations

from itertools import groupby

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import talks
from evals.transcript import ASKED, Transcript

NAME, GATE = "few_deepening", False
_IN_A_SITTING, _IN_A_STEP = 3, 2


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """A question that is put again behind a pause counts once."""
    asked = [line for line in transcript.seen if line.kind in ASKED]
    if not talks(case) or not asked:
        return None
    kinds = [(line.kind, line.text) for line, _ in groupby(asked)]
    steps = [list(group) for deepening, group in groupby(kinds, lambda one: one[0] == "deepening") if deepening]
    total, most = sum(map(len, steps)), max(map(len, steps), default=0)
    few = total <= _IN_A_SITTING and most <= _IN_A_STEP
    return Score(NAME, few, "" if few else f"{total} deepening questions, {most} in a row")
