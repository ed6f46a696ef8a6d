"""The screen finds the level that a careful reader would."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "level", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if case.must.level is None:
        return None
    found = transcript.level
    return Score(
        NAME, found == case.must.level, f"{found} in place of {case.must.level}" if found != case.must.level else ""
    )
