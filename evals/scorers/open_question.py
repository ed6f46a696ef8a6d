"""Every question is open: it begins with a question word ("Hv…", "Wh…") or invites, and cannot be answered by yes or no."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._questions import questions
from evals.scorers._text import talks, turns
from evals.transcript import Transcript

NAME, GATE = "open_question", True


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    texts = [
        text for turn in turns(transcript) for line in turn for text in (line.lead, "" if line.quoted else line.text)
    ]
    if not talks(case) or not any(map(questions, texts)):
        return None
    closed = next((text for text in texts if not is_open(text)), None)
    return Score(NAME, closed is None, f"closed: {closed}" if closed else "")


def is_open(text: str) -> bool:
    """Whether nothing in a text asks for yes or no."""
    return all(one.way != "closed" for one in questions(text))
