"""Nothing is said twice in the same words: no answer beside a question, and no question that grew out of an answer."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import folded, talks
from evals.transcript import Transcript

NAME, GATE = "no_loop", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """A question that waited behind a pause is put again, and rightly so."""
    if not talks(case) or len(transcript.seen) < 2:
        return None
    said: set[str] = set()
    waiting = ""
    for line in transcript.lines:
        text = folded(line.text)
        if line.kind == "pause":
            said.discard(waiting)
        elif line.kind in ("note", "deepening", "open") and text:
            if text in said:
                return Score(NAME, False, f"said twice: {line.text}")
            said.add(text)
            waiting = waiting if line.kind == "note" else text
    return Score(NAME, True)
