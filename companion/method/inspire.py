"""Inspire: the method's two INPUTS, as passages of the material and experience questions. Only when the leader asks."""

from __future__ import annotations

from langgraph.runtime import Runtime

from companion.errors import LibraryProblem
from companion.method.draft import waiting
from companion.method.state import Context, Inspiration, State


def inspire(state: State, runtime: Runtime[Context]) -> State:
    """What the material says to this case; an empty list when it says nothing that fits. A broken index is a
    quiet line, and can be asked again: it must never stand between a leader and the brief."""
    texts, lang = [answer.text for answer in state["answers"]], state["lang"]
    waits = waiting(state, "done" if state["approved"] else "review")
    try:
        found = runtime.context.library.for_case(texts, lang)
    except LibraryProblem as error:
        return State(note=error.say(lang)) | waits
    return State(inspiration=[Inspiration(passage=passage, experience=question) for passage, question in found]) | waits
