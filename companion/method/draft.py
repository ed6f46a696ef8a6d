"""Draft: gather the leader's own sentences into a brief they can look over. Nothing in it is invented."""

from __future__ import annotations

from langgraph.runtime import Runtime

from companion.method import compose
from companion.method.sequence import load_sequence
from companion.method.speak import asked_so_far, discretion, told, voice_for
from companion.method.state import Context, DraftLine, State
from companion.safety.outside import expressed
from companion.vocabulary import Answer, Names, Question, Turn
from companion.voice import Situation, notice


def draft(state: State, runtime: Runtime[Context]) -> State:
    """The lines, the people in them, and a first brief; what the leader chose in an earlier review is kept. What a model
    proposes lies beside it."""
    proposed = _proposed(state, runtime.context)
    state = state | proposed
    lines = _lines(state)
    fresh = proposed | State(lines=lines, people=compose.cast(state | State(lines=lines)), approved=False, held=None)
    brief = compose.brief(state | fresh, compose.choices(state | fresh))
    return fresh | State(brief=brief) | waiting(state, "review")


def _proposed(state: State, context: Context) -> State:
    """Key questions and a sentence to choose from, where a model has them. Nothing is sent of a case without words."""
    if not state["answers"]:
        return State()
    said = told(state)
    situation = Situation(
        lang=state["lang"],
        step=load_sequence(state["sequence"]).steps[0],
        signals=(),
        answer="\n".join(text for one in said for text in one.texts),
        used=tuple(state["used"]),
        may_mirror=False,
        told=said,
        asked=asked_so_far(state),
    )
    proposal = voice_for(state, context).propose(situation, discretion(state, context))
    return State(suggested=proposal.suggested, names=proposal.names or state["names"])


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
        DraftLine(step=answer.step, said=sentence, from_turn=answer.from_turn, share=_is_for_the_room(sentence))
        for answer in state["answers"]
        for sentence in _sentences(answer)
    ]
    return [before.get((line.from_turn, line.said), line) for line in fresh]


def _is_for_the_room(sentence: str) -> bool:
    """Not what the leader asked of the companion itself; that it was asked what to do may be: the room can take it up."""
    return expressed(sentence) in ("", "advice")


def _sentences(answer: Answer) -> list[str]:
    """The sentences of an answer, each a line one can strike; words without a full sentence stand as they are."""
    return notice.sentences(answer.text) or [answer.text.strip()]
