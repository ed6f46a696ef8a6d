"""Inspire: the method's two INPUTS, as passages of the material and experience questions. Only when the leader asks."""

from __future__ import annotations

from langgraph.runtime import Runtime

from companion.errors import LibraryProblem
from companion.method.draft import waiting
from companion.method.speak import discretion, stays_here
from companion.method.state import Context, Inspiration, State
from companion.vocabulary import Both

_NO_MORE = Both(
    da="Der er ikke mere i materialet, der passer til det her.", en="The material has no more that fits this."
)


def inspire(state: State, runtime: Runtime[Context]) -> State:
    """What the material says to this case, and each time it is asked again what was not shown before; an empty list when it
    says nothing that fits. A broken index is a quiet line, and can be asked again: it must never stand between a leader and
    the brief."""
    texts, lang = [answer.text for answer in state["answers"]], state["lang"]
    waits = waiting(state, "done" if state["approved"] else "review")
    shown = state["inspiration"] or []
    known = [one.passage.card for one in shown]
    try:
        may_leave = None if stays_here(state) else discretion(state, runtime.context)
        found = runtime.context.library.for_case(texts, lang, without=known, discretion=may_leave)
    except LibraryProblem as error:
        return State(note=error.say(lang)) | waits
    new = [Inspiration(passage=passage, experience=ask, because=because) for passage, ask, because in found]
    note = State(note=_NO_MORE.to(lang)) if shown and not new else State()
    return State(inspiration=[*shown, *new]) | note | waits
