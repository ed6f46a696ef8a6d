"""Every line of the brief is the leader's: word for word in its turn, with a role in place of a name at most."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._sourced import is_of
from evals.scorers._text import talks
from evals.transcript import Transcript

NAME, GATE = "brief_source", True


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    brief, state = transcript.brief, transcript.state
    if not talks(case) or brief is None or state is None:
        return None
    turns = [turn.text if turn.who == "leader" else "" for turn in state["turns"]]
    said, proposed = "\n".join(turns), state["suggested"]
    offered = {line.text for line in transcript.seen if line.kind == "review" and not line.model}
    offered -= set(proposed.key_questions if proposed else ())
    lines = [(line.text, turns[line.from_turn]) for one in brief.answers.values() for line in one]
    lines += [(brief.dilemma, said), *([] if brief.key_question in offered else [(brief.key_question, said)])]
    model = [question.text for question in state["trail"] if question.model and question.id not in state["adopted"]]
    lines += [(heading, said) for heading in brief.headings.values() if heading in model]
    loose = next((line for line, turn in lines if not is_of(line, turn, state["people"])), None)
    return Score(NAME, loose is None, f"not the leader's words: {loose}" if loose else "")
