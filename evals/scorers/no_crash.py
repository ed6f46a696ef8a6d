"""Nothing that goes wrong gets out."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "no_crash", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    return Score(NAME, not transcript.crashed, transcript.crashed)
