"""A case as an earlier version of the product wrote it, in today's state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from companion.casebook.form import newer
from companion.confidentiality.pseudonyms import learned
from companion.method.state import VERSION, State
from companion.vocabulary import Names

_UNMODELLED = State(suggested=None, adopted=[], without_model=False, outside=[], days=[], pointed="")
"""What the second version's cases do not have; the first cases of the third lack the last three as well."""


def todays(values: Mapping[str, Any]) -> State:
    """The case, and what today's has besides. StoreProblem when a later version wrote it. Version 1 knew no hidden names: they
    are learned from everything the leader said; version 2 no model's words."""
    state = cast(State, {**_UNMODELLED, **values})
    if state.get("version", VERSION) > VERSION:
        raise newer()
    if state.get("version", VERSION) < 2:
        said = [turn.text for turn in state["turns"] if turn.who == "leader"]
        told = [" ".join((one.tried, one.learned, one.next, one.asked_by)) for one in state["follow_ups"]]
        words = "\n".join((*said, *told, state["goal"], state["asked_by"]))
        state["names"] = learned(Names(), words, state["roster"])
    return state


def is_earlier(state: State) -> bool:
    """Whether an earlier version wrote it."""
    return bool(state.get("version", VERSION) < VERSION)


def brought_up(state: State) -> State:
    """What an earlier version's case, read by `todays`, takes to be written as today's; nothing for one of today."""
    return State(version=VERSION, names=state["names"]) | _UNMODELLED if is_earlier(state) else State()
