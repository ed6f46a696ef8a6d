"""It ends in a brief, or in none, as the case says."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "brief_made", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if case.must.brief is None:
        return None
    made = transcript.brief is not None
    return Score(NAME, made == case.must.brief, "" if made == case.must.brief else f"brief made: {made}")
