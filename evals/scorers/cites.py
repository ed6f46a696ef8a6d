"""A question to the material is answered from one of the source texts that treat of it."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "cites", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if not case.must.cites:
        return None
    cited = {one.source for one in transcript.passages}
    hit = bool(cited & set(case.must.cites))
    return Score(NAME, hit, "" if hit else f"cites {', '.join(sorted(cited)) or 'nothing'}")
