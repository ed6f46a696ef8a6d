"""A question to the material finds something where there is something, and nothing where there is not."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "answers", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if case.must.answers is None:
        return None
    found = len(transcript.passages)
    right = bool(found) == case.must.answers
    return Score(NAME, right, "" if right else f"{found} passages")
