"""The linter finds in a question what a careful reader would, and in a good one nothing."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "findings", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if not case.must.finds:
        return None
    wanted, found = set(case.must.finds) - {"ok"}, set(transcript.findings)
    right = wanted <= found if wanted else not found
    return Score(NAME, right, "" if right else f"found {', '.join(sorted(found)) or 'nothing'}")
