"""The presses of one language's page, each as it is for the visitor who makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import gradio as gr

from companion.ui.access import Roles, Visitor
from companion.ui.actions import Actions
from companion.ui.forms import Form
from companion.ui.meetings.tool import Make, Tool
from companion.ui.pages import At, Pages
from companion.ui.steps import Shown
from companion.vocabulary import ReplyKind


class Visits:
    """Handed a request of Gradio's, of which the door has said whose it is."""

    def __init__(self, pages: Pages) -> None:
        self._of: Callable[[Roles], Actions] = cache(lambda roles: Actions(replace(pages, roles=roles)))

    def press(self, request: gr.Request, at: At, do: str, with_: str, form: Form) -> Iterator[Shown]:
        visitor = _visitor(request)
        return self._of(visitor.roles).press(visitor.owner, at, do, with_, form)

    def speak(self, request: gr.Request, at: At, kind: ReplyKind, text: str) -> Iterator[Shown]:
        visitor = _visitor(request)
        return self._of(visitor.roles).speak(visitor.owner, at, kind, text)

    def keep(self, request: gr.Request, at: At) -> Iterator[Shown]:
        visitor = _visitor(request)
        return self._of(visitor.roles).keep(visitor.owner, at)

    def paper(self, roles: Roles, name: str) -> tuple[Tool, Make] | None:
        """Whose paper it is and how it is made; None where these roles have none so named."""
        return self._of(roles).ways.paper(name)


def _visitor(request: gr.Request) -> Visitor:
    state = request.request.state
    return Visitor(str(state.owner), state.roles)
