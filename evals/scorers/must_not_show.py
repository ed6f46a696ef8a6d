"""What the case says must not be read is not, but for the leader's own words."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import holds, leader, unquoted
from evals.transcript import Transcript

NAME, GATE = "must_not_show", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """The welcome is the same in every case. Words that the leader wrote or took in are left aside where they are quoted."""
    if not case.must_not.shows:
        return None
    said = "\n".join([*leader(transcript), *(document.text for document in case.documents)])
    seen = [line for line in transcript.seen if line.kind != "welcome"]
    for one in case.must_not.shows:
        theirs = holds(said, one)
        lines = [line for line in seen if not (theirs and line.quoted and line.kind in ("review", "masked", "passage"))]
        if any(holds(unquoted(line.spoken, said), one) for line in lines):
            return Score(NAME, False, f"read: {one}")
    return Score(NAME, True)
