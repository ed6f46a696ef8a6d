"""One question a turn: what stands there together asks one thing. A source wording counts as one, however it is put."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._questions import questions
from evals.scorers._text import talks, turns
from evals.transcript import Line, Transcript

NAME, GATE = "one_question", True


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    asked = list(turns(transcript))
    if not talks(case) or not asked:
        return None
    for turn in asked:
        found = sum(map(count, turn))
        if found != 1:
            return Score(NAME, False, f"{found} questions in one turn: {turn[-1].spoken}")
    return Score(NAME, True)


def count(line: Line) -> int:
    """How many questions a line puts."""
    if line.kind == "note":
        return sum(one.count for one in questions(line.text, marked=True))
    before = sum(one.count for one in questions(line.lead, marked=True))
    return before + (1 if line.quoted else sum(one.count for one in questions(line.text)))
