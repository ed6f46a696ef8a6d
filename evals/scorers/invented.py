"""Nothing is made up: no name and no figure in a model's words that the leader has not used."""

from __future__ import annotations

import re

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import folded, leader, own
from evals.transcript import Transcript

NAME, GATE = "invented", False
_NAME = re.compile(r"(?<=[\w,] )(?!I\b|I['’])[A-ZÆØÅ][\wæøåé-]+|\[[A-Z]+_\d+\]")
_FIGURE = re.compile(r"\d+")


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """An answer from the material rests on its passages."""
    said = [text for line, text in own(transcript) if line.model and line.kind != "answer"]
    if not said:
        return None
    theirs = folded("\n".join(leader(transcript)))
    told = [found for text in said for pattern in (_NAME, _FIGURE) for found in pattern.findall(text)]
    new = next((one for one in told if folded(one).removesuffix("s").rstrip("'") not in theirs), None)
    return Score(NAME, new is None, f"made up: {new}" if new else "")
