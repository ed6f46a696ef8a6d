"""What stands in quotation marks as the leader's is the leader's, word for word."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import QUOTED, any_of, is_from, leader, talks, words
from evals.transcript import ASKED, Transcript

NAME, GATE = "quotes_exact", False
_PAGE = any_of(r"sådan virker det|mine data", r"how it works|my data")
"""The pages it points to, by their names."""


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """A single word in quotation marks may be a heading of the brief."""
    lines = [line for line in transcript.seen if line.kind in (*ASKED, "note")]
    texts = [line.lead if line.quoted else line.spoken for line in lines]
    quoted = [one for text in texts for one in QUOTED.findall(text) if len(words(one)) > 1 and not _PAGE.search(one)]
    if not talks(case) or not quoted:
        return None
    said = "\n".join(leader(transcript))
    false = next((one for one in quoted if not is_from(one, said)), None)
    return Score(NAME, false is None, f"nobody wrote {false}" if false else "")
