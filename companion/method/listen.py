"""Listen: wait for the leader. The only interrupt of the graph, and nothing else happens in this node."""

from __future__ import annotations

import datetime as dt

from langgraph.types import interrupt

from companion.method.state import State
from companion.vocabulary import Answer, FollowUp, Question, Reply, Turn

MOST_DAYS = 30
"""So many days are remembered."""


def listen(state: State) -> State:
    """Wait; then take in what the leader did."""
    return take(state, Reply.model_validate(interrupt({"question_id": state["question"].id})))


def take(state: State, reply: Reply) -> State:
    """What a reply changes before anything thinks about it: its words are in the case the moment it is committed."""
    return _taken(state, reply) | _come(state, reply)


def _taken(state: State, reply: Reply) -> State:
    question = state["question"]
    update = State(reply=reply, note="")
    match reply.kind:
        case "answer" | "keep" | "add":
            step = reply.step if reply.kind == "add" else question.step
            return update | _heard(state, step, reply.text) | _answered(state, question, reply)
        case "skip":
            return update | _heard(state, question.step, "") | _left(state, question) | _unsent(state, question, reply)
        case "another" | "back" | "goto":
            return update | _unsent(state, question, reply)
        case "follow_up" if reply.at:
            return update | _followed_up(state, reply, reply.at)
        case "goal":
            told = State(goal=reply.form["goal"].strip(), asked_by=reply.form.get("asked_by", "").strip())
            return update | told | _meeting(reply) | _waits_on(state)
        case "names":
            return State(reply=reply) | _roster(state, reply) | _waits_on(state)
        case "go_on" if state["held"]:
            return update | _waits_on(state, state["held"].question)
    return update


def _come(state: State, reply: Reply) -> State:
    """The day it came on, once."""
    day, days = reply.at.date().isoformat() if reply.at else "", state.get("days", [])
    return State(days=[*days, day][-MOST_DAYS:]) if day and day not in days else State()


def _heard(state: State, step: str, text: str) -> State:
    return State(turns=[*state["turns"], Turn(who="leader", step=step, text=text)])


def _unsent(state: State, question: Question, reply: Reply) -> State:
    """What stood half typed is kept for the next time the step is asked about."""
    return State(unsent={**state["unsent"], question.step: reply.text}) if reply.text else State()


def _followed_up(state: State, reply: Reply, at: dt.datetime) -> State:
    """What happened after the meeting becomes part of the case; the waiting question gets a fresh id."""
    told = {name: reply.form.get(name, "").strip() for name in ("tried", "learned", "next", "asked_by")}
    follow_up = FollowUp(held=reply.form.get("held", "1") == "1", at=at, **told)
    return State(follow_ups=[*state["follow_ups"], follow_up]) | _meeting(reply) | _waits_on(state)


def _roster(state: State, reply: Reply) -> State:
    """The people of the case as the leader lists them, a line or a comma between."""
    if "people" not in reply.form:
        return State()
    listed = (part.strip() for part in reply.form["people"].replace("\n", ",").split(","))
    return State(roster=list(dict.fromkeys(part for part in listed if part)))


def _meeting(reply: Reply) -> State:
    """The date in a form, when it is one."""
    try:
        return State(meeting=dt.date.fromisoformat(reply.form.get("date", "")).isoformat())
    except ValueError:
        return State()


def _waits_on(state: State, question: Question | None = None) -> State:
    """A question stays open under a fresh id, so that the same words sent twice are taken once."""
    fresh = (question or state["question"]).model_copy(update={"id": f"q{state['asked'] + 1}"})
    return State(question=fresh, asked=state["asked"] + 1)


def _left(state: State, question: Question) -> State:
    """A question passed over. A question put again keeps its earlier answer."""
    if question.changes:
        return State()
    step_left = question.kind != "deepening" and question.step not in state["skipped"]
    answered = any(answer.step == question.step for answer in state["answers"])
    skipped = [*state["skipped"], question.step] if step_left and not answered else state["skipped"]
    return State(trail=[*state["trail"], question], skipped=skipped)


def _answered(state: State, question: Question, reply: Reply) -> State:
    """The answer in its place: a new one last, a changed one where the old one stood, added words at their own step."""
    step = reply.step if reply.kind == "add" else question.step
    from_turn = _turn_of(state, question) if reply.kind == "keep" else len(state["turns"])
    named = question.changes or question.id
    answer = Answer(step=step, text=reply.text, from_turn=from_turn, question_id=named)
    skipped = [name for name in state["skipped"] if name != step]
    unsent = {name: text for name, text in state["unsent"].items() if name != step}
    if reply.kind == "add":
        return State(answers=[*state["answers"], answer], skipped=skipped) | _waits_on(state)
    if any(old.question_id == named for old in state["answers"]):
        changed = [answer if old.question_id == named else old for old in state["answers"]]
        return State(answers=changed, skipped=skipped, unsent=unsent)
    trail = state["trail"] if question.changes else [*state["trail"], question]
    return State(answers=[*state["answers"], answer], trail=trail, skipped=skipped, unsent=unsent)


def _turn_of(state: State, question: Question) -> int:
    """The turn in which the words that are left standing were said."""
    return next(touch.from_turn for touch in state["touches"] if touch.step == question.step)
