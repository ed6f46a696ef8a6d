"""Draft: gather the leader's own sentences into a brief they can look over. Nothing in it is invented."""

from __future__ import annotations

from companion.method import compose
from companion.method.state import DraftLine, State
from companion.vocabulary import Answer, Names, Question, Turn
from companion.voice import notice


def draft(state: State) -> State:
    """The lines, the people in them, and a first brief; what the leader chose in an earlier review is kept."""
    lines = _lines(state)
    fresh = State(lines=lines, people=compose.cast(state | State(lines=lines)), approved=False, held=None)
    brief = compose.brief(state | fresh, compose.choices(state | fresh))
    return fresh | State(brief=brief) | waiting(state, "review")


def renamed(state: State, names: Names) -> State:
    """The people and the brief as they are with these names; nothing where there is no brief yet."""
    if state["brief"] is None:
        return State()
    now = state | State(names=names)
    now |= State(people=compose.cast(now))
    return State(people=now["people"], brief=compose.brief(now, compose.choices_anew(state, now)))


def waiting(state: State, kind: str, text: str = "") -> State:
    """The companion waits with the brief: for its review, or done."""
    question = Question(id=f"q{state['asked'] + 1}", step=state["question"].step, kind=kind, text=text)
    turns = [*state["turns"], Turn(who="companion", step=None, text=text)] if text else state["turns"]
    return State(question=question, asked=state["asked"] + 1, turns=turns, reply=None)


def _lines(state: State) -> list[DraftLine]:
    """A line for each sentence, in the order of the steps; a line that was struck or edited stays so."""
    before = {(line.from_turn, line.said): line for line in state["lines"]}
    fresh = [
        DraftLine(step=answer.step, said=sentence, from_turn=answer.from_turn)
        for answer in state["answers"]
        for sentence in _sentences(answer)
    ]
    return [before.get((line.from_turn, line.said), line) for line in fresh]


def _sentences(answer: Answer) -> list[str]:
    """The sentences of an answer, each a line one can strike; words without a full sentence stand as they are."""
    return notice.sentences(answer.text) or [answer.text.strip()]
