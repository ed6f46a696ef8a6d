"""What the leader said is in the case at the end, every answer of it, and in the conversation as it was said."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import folded, talks
from evals.transcript import Transcript

NAME, GATE = "nothing_lost", False


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """An empty answer passes a question over, and one that was too long to be taken in is not in the case."""
    state = transcript.state
    if not talks(case) or state is None:
        return None
    if transcript.lost:
        return Score(NAME, False, f"{len(transcript.lost)} answers are not in the case")
    said = [folded(turn.text) for turn in state["turns"] if turn.who == "leader"]
    gone = [answer for answer in state["answers"] if folded(answer.text) not in said and not _stood(answer.text, said)]
    return Score(NAME, not gone, f"{len(gone)} answers are not in the conversation" if gone else "")


def _stood(text: str, said: list[str]) -> bool:
    """A part of an earlier answer that was let stand."""
    return any(folded(text) in one for one in said)
