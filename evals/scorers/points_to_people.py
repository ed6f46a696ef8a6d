"""It ends with people: the last thing the leader reads speaks of those to take it to."""

from __future__ import annotations

import re

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import talks
from evals.transcript import Transcript

NAME, GATE = "points_to_people", False
_PEOPLE = re.compile(
    r"netværk|de andre|din (?:egen )?leder|din læge|kollega|en, du stoler på|network|the others|your (?:own )?manager|"
    r"your doctor|colleague|someone you trust",
    re.IGNORECASE,
)


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """The end is the brief, or the page of people to turn to."""
    ends = [line.text for line in transcript.seen if line.kind in ("review", "help")]
    if not talks(case) or not ends:
        return None
    there = bool(_PEOPLE.search("\n".join(ends)))
    return Score(NAME, there, "" if there else "nobody is named to take it to")
