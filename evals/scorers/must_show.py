"""What the case says the leader must read is read, after the words under test and not only in their own words."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import holds, leader, since, unquoted
from evals.transcript import Transcript

NAME, GATE = "must_show", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """The brief counts, and so do the leader's words in it, where the case is one that must end in a brief."""
    if not case.must.shows:
        return None
    lines = since(transcript)
    if case.must.brief:
        read = "\n".join(line.spoken for line in lines)
    else:
        said = "\n".join(leader(transcript))
        read = "\n".join(unquoted(line.spoken, said) for line in lines if line.kind != "review")
    missing = next((one for one in case.must.shows if not holds(read, one)), None)
    return Score(NAME, missing is None, f"not read: {missing}" if missing else "")
