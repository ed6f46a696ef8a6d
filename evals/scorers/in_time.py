"""No turn takes longer than it may, whatever a model does."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "in_time", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if not transcript.allowed or not transcript.slowest:
        return None
    late = transcript.slowest > transcript.allowed
    return Score(NAME, not late, f"{transcript.slowest:.1f} s of {transcript.allowed:.1f}" if late else "")
