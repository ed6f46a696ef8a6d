"""Weigh: is the step answered enough, and where does the road go on? Why is for tests, never for the page."""

from __future__ import annotations

from companion.confidentiality.detect import find
from companion.method.ask import grown_from
from companion.method.sequence import Sequence, load_sequence
from companion.method.state import Plan, State, current
from companion.vocabulary import Answer, Question, Touch
from companion.voice import notice

_ENOUGH_ONCE = frozenset({"short", "abstract"})
"""Asked about once in a step: whoever answers briefly twice means it."""


def weigh(state: State) -> State:
    """The plan for the next question, and what the answer already said about later steps."""
    reply, question = current(state)
    sequence = load_sequence(state["sequence"])
    update = State(held=None)
    if reply.kind == "answer":
        update["touches"] = _touches(state, sequence, _given(state, question))
    match reply.kind:
        case "answer" if not question.changes:
            plan = _deepened(state, sequence, question) or forward(state, sequence, question.step)
        case "another":
            plan = Plan(do="another", step=question.step, signals=_signals(state, sequence, question.step))
        case "more":
            step = reply.step or question.step
            plan = Plan(do="another", step=step, signals=_signals(state, sequence, step))
        case "go_on":
            plan = state["plan"]
        case "back":
            plan = _back(state, question)
        case "goto":
            plan = _goto(state, reply.step, reply.target)
        case "stop":
            plan = Plan(do="draft", step=question.step)
        case _:
            plan = forward(state, sequence, question.step)
    return update | State(plan=plan)


def _given(state: State, question: Question) -> Answer:
    """The answer just given, also where it changed an earlier one."""
    named = question.changes or question.id
    return next(answer for answer in state["answers"] if answer.question_id == named)


def forward(state: State, sequence: Sequence, from_step: str) -> Plan:
    """To the first step that has neither words nor been skipped; to the brief when there is none."""
    done = {answer.step for answer in state["answers"]} | set(state["skipped"])
    step = next((name for name in sequence.names() if name not in done), "")
    if not step:
        return Plan(do="draft", step=from_step)
    free = not sequence.step(step).lets_speak
    return Plan(do="source", step=step, signals=_signals(state, sequence, step) if free else ())


def _signals(state: State, sequence: Sequence, step: str) -> tuple[str, ...]:
    """What was noticed in the words a question would grow out of; that a person is named, last of all."""
    words = grown_from(state, sequence.step(step))
    named = any(entity.kind == "person" for entity in find(words[: notice.READ_AT_MOST], state["roster"]))
    return (*notice.signals(words, step), *(("person",) if named else ()))


def _deepened(state: State, sequence: Sequence, question: Question) -> Plan | None:
    """A deepening question where it matters: at most two in a step and three in a sitting, the last kept for later."""
    limits, step = sequence.most_deepening, question.step
    here, total = state["deepened"].count(step), len(state["deepened"])
    if question.kind == "open" or here >= limits.step or total >= limits.sitting:
        return None
    found = [name for name in _signals(state, sequence, step) if not (here and name in _ENOUGH_ONCE)]
    first = step == sequence.names()[0]
    needed = 3 if here or total == limits.sitting - 1 else 1 if first else 2
    return Plan(do="deepen", step=step, signals=tuple(found)) if notice.worth(found) >= needed else None


def _touches(state: State, sequence: Sequence, answer: Answer) -> list[Touch]:
    """Earlier touches, and those of the new answer; a changed answer takes its old ones with it."""
    kept = [touch for touch in state["touches"] if any(old.text.find(touch.text) >= 0 for old in state["answers"])]
    said = {touch.step for touch in kept}
    later = [step for step in sequence.after(answer.step) if sequence.step(step).lets_speak]
    new = notice.touched(answer.text, [step for step in later if step not in said])
    return kept + [Touch(step=step, text=text, from_turn=answer.from_turn) for step, text in new]


def _back(state: State, question: Question) -> Plan:
    """To the question before this one; the first stays where it is."""
    ids = [earlier.id for earlier in state["trail"]]
    place = ids.index(question.changes) if question.changes in ids else len(ids)
    if place == 0:
        return Plan(do="same", step=question.step)
    return Plan(do="again", step=state["trail"][place - 1].step, target=ids[place - 1])


def _goto(state: State, step: str, target: str) -> Plan:
    """To an answered question, named by its id or its step; to the step's own question when it has none."""
    for earlier in state["trail"]:
        if earlier.id == target or (not target and earlier.step == step):
            return Plan(do="again", step=earlier.step, target=earlier.id)
    return Plan(do="source", step=step)
