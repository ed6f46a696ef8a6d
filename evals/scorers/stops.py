"""The questions stop where they must, and only there."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "stops", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if case.must.stops is None and case.must_not.stops is None:
        return None
    wrong = transcript.stopped == case.must_not.stops or case.must.stops not in (None, transcript.stopped)
    return Score(NAME, not wrong, ("stopped" if transcript.stopped else "went on") if wrong else "")
