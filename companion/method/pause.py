"""Pause: the questions stop, and people to turn to are shown. The leader chooses whether to go on."""

from __future__ import annotations

from companion.method.state import State
from companion.vocabulary import Question, Turn


def pause(state: State) -> State:
    """The concern stands alone under an id of its own; the question it came from waits behind it."""
    said = state["shown"][-1]
    question = Question(id=f"q{state['asked'] + 1}", step=state["question"].step, kind="pause", text=said.text)
    turn = Turn(who="companion", step=said.step, text=said.text)
    return State(question=question, asked=state["asked"] + 1, turns=[*state["turns"], turn], concern=None, reply=None)
