"""Inspire: the method's two INPUTS, as passages of the material and experience questions. Only when the leader asks."""

from __future__ import annotations

from langgraph.runtime import Runtime

from companion.method.draft import waiting
from companion.method.state import Context, Inspiration, State


def inspire(state: State, runtime: Runtime[Context]) -> State:
    """What the material says to this case; an empty list when it says nothing that fits."""
    texts = [answer.text for answer in state["answers"]]
    found = runtime.context.library.for_case(texts, state["lang"])
    inspiration = [Inspiration(passage=passage, experience=question) for passage, question in found]
    return State(inspiration=inspiration) | waiting(state, "done" if state["approved"] else "review")
