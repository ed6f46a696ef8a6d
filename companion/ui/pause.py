"""The page when the questions stop: people to turn to. Calm, and never a single route."""

from __future__ import annotations

from companion.method.state import State
from companion.safety.helplines import Route, routes
from companion.safety.words import help_words
from companion.ui import forms
from companion.ui.texts import Texts
from companion.ui.view import heading, inert, paragraphs


def pause(state: State, texts: Texts) -> str:
    """Danger: the help card. A duty to act: what it may be, whom to ask, and the choice to go on."""
    said, words = state["shown"][-1], help_words(state["shown"][-1].level, texts.lang)
    items = "".join(_item(route) for route in routes(said.level, texts.lang))
    acute = said.level == "acute"
    top = heading(words.heading, words.lead if acute else said.text)
    told = paragraphs(words.closing) if acute else ""
    presses = forms.row(
        forms.button("go_on", words.back if acute else words.prepare),
        forms.button("close", words.leave if acute else texts("duty_stop")),
    )
    return f'<div role="alert">{top}</div><ul class="routes">{items}</ul><div class="words">{told}</div>{presses}'


def _item(route: Route) -> str:
    """A number or a name in bold, and when it suits. A telephone number can be pressed."""
    title = inert(route.title)
    bold = f'<a href="{inert(route.href)}">{title}</a>' if route.href.startswith("tel:") else title
    name = "" if route.name == route.title or route.text.startswith(route.name) else f"{inert(route.name)}. "
    link = f' <a href="{inert(route.href)}">{inert(route.href)}</a>' if route.href.startswith("https:") else ""
    return f"<li><b>{bold}</b><span>{name}{inert(route.text)}{link}</span></li>"
