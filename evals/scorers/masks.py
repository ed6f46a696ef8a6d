"""Pseudonymise hides what identifies and leaves what does not."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import folded
from evals.transcript import Transcript

NAME, GATE = "masks", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if case.kind != "pseudonymise" or not (case.must.masks or case.must.keeps):
        return None
    text = folded(transcript.masked)
    shown = [one for one in case.must.masks if folded(one) in text]
    gone = [one for one in case.must.keeps if folded(one) not in text]
    why = f"stands: {shown[0]}" if shown else f"is gone: {gone[0]}" if gone else ""
    return Score(NAME, not why, why)
