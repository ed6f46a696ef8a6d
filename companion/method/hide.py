"""Hide: what identifies someone in the leader's words gets a placeholder, before anything could leave the machine."""

from __future__ import annotations

from companion.confidentiality.pseudonyms import learned, told
from companion.method.draft import renamed
from companion.method.state import State, current
from companion.vocabulary import Reply

_TYPED = frozenset({"goal", "asked_by", "tried", "learned", "next", "next_time", "key_question", "wish", "dilemma"})
"""Where a form holds the leader's own sentences; the rest are dates, numbers, ticks and roles."""


def hide(state: State) -> State:
    """The names of the case, with those of the last reply; or as the leader now says they are, the brief along with them."""
    reply = current(state)[0]
    if reply.kind != "names":
        return State(names=learned(state["names"], _sentences(reply), state["roster"]))
    names = learned(told(state["names"], reply.form), "", state["roster"])
    return State(names=names) | renamed(state, names)


def _sentences(reply: Reply) -> str:
    typed = (text for name, text in reply.form.items() if name in _TYPED or name.startswith("text."))
    return "\n".join(part for part in (reply.text, *typed) if part)
