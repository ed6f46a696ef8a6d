"""A press in two steps: what is shown at once, and what comes of it, however long that takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from companion.method.sequence import load_sequence
from companion.method.state import State
from companion.method.weigh import forward
from companion.ui.texts import Texts
from companion.vocabulary import ReplyKind

Shown = dict[Any, Any]
_WORDED: tuple[ReplyKind, ...] = ("answer", "keep", "skip", "another", "back", "stop", "go_on", "more", "goto")
"""After these a question or a first brief comes next, for which a model may be asked."""


class Then(NamedTuple):
    """`saved`: a reply has been received, and stays so whatever goes wrong in `more`."""

    first: Shown
    more: Callable[[], Shown]
    saved: bool = False


Step = Shown | Then


def line(text: str, later: str = "") -> str:
    """What is said while something is on its way: it shows after a second, and `later` when it takes long."""
    more = f'<span class="later"> {later}</span>' if later else ""
    return f'<p id="told" class="received" role="status">{text}{more}</p>'


def received(state: State, kind: ReplyKind, texts: Texts, connected: bool) -> str:
    """That a reply is safe, and what is on its way. `state`: with the reply in it; `connected`: a model may have to think."""
    if not connected or kind not in _WORDED:
        return line(texts("received"))
    kept = texts("received_answer" if kind in ("answer", "keep") else "received_kept")
    comes = texts("comes_brief" if _ends(state, kind) else "comes_question")
    return line(f"{kept} {comes}", texts("comes_late"))


def _ends(state: State, kind: ReplyKind) -> bool:
    """Whether the brief comes next."""
    asked = state["question"]
    if kind not in ("answer", "skip") or asked.kind != "open" or asked.changes:
        return kind == "stop"
    return forward(state, load_sequence(state["sequence"]), asked.step).do == "draft"
