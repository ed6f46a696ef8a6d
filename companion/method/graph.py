"""The flow of a sitting: every node, every edge, on one page. Nodes never route."""

from __future__ import annotations

from typing import Any, Literal

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from companion.method.ask import ask
from companion.method.draft import draft
from companion.method.hide import hide
from companion.method.inspire import inspire
from companion.method.listen import listen
from companion.method.pause import pause
from companion.method.review import review
from companion.method.screen import screen
from companion.method.state import Context, State, current
from companion.method.weigh import weigh


def build(saver: BaseCheckpointSaver[Any] | None = None) -> CompiledStateGraph[State, Context, State, State]:
    """The compiled graph; with a saver it can wait in `listen` for days."""
    graph = StateGraph(State, context_schema=Context)
    for node in (ask, listen, screen, hide, pause, weigh, draft, review, inspire):
        graph.add_node(node.__name__, node)
    graph.add_conditional_edges(START, after_start)
    graph.add_conditional_edges("ask", after_ask)
    graph.add_edge("listen", "screen")
    graph.add_conditional_edges("screen", after_screen)
    graph.add_conditional_edges("hide", after_hide)
    graph.add_edge("pause", "listen")
    graph.add_conditional_edges("weigh", after_weigh)
    graph.add_edge("draft", "listen")
    graph.add_edge("review", "listen")
    graph.add_edge("inspire", "listen")
    return graph.compile(checkpointer=saver)


def after_start(state: State) -> Literal["ask", "listen"]:
    """A goal told to the network is kept without questions; everything else begins with one."""
    return "listen" if "question" in state else "ask"


def after_ask(state: State) -> Literal["pause", "listen"]:
    """A model that was asked for a question may have raised a concern."""
    return "listen" if state["concern"] is None else "pause"


def after_screen(state: State) -> Literal["pause", "hide"]:
    """A concern comes before everything."""
    return "hide" if state["concern"] is None else "pause"


def after_hide(state: State) -> Literal["weigh", "review", "inspire", "listen"]:
    """Where the reply belongs."""
    kind = current(state)[0].kind
    if kind == "review":
        return "review"
    if kind == "inspire":
        return "inspire"
    return "listen" if kind in ("follow_up", "goal", "add", "names") else "weigh"


def after_weigh(state: State) -> Literal["ask", "draft"]:
    """On along the sequence, or to the brief."""
    return "draft" if state["plan"].do == "draft" else "ask"
