"""After the words under test the next question stands there, or does not, as the case says."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.transcript import Transcript

NAME, GATE = "asks", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    if case.must.asks is None:
        return None
    wrong = transcript.asked_last != case.must.asks
    why = "a question stood there" if transcript.asked_last else "no question followed"
    return Score(NAME, not wrong, why if wrong else "")
