"""The page when the questions stop: people to turn to. Calm, and never a single route."""

from __future__ import annotations

from companion.method.state import State
from companion.safety.helplines import Route, routes
from companion.safety.words import concern_text, help_words, is_quiet
from companion.ui import forms
from companion.ui.texts import Texts
from companion.ui.view import heading, inert, paragraphs
from companion.vocabulary import Concern, ConcernLevel


def pause(state: State, texts: Texts) -> str:
    """Danger: the help card. A duty to act: what it may be, whom to ask, and the choice to go on."""
    said, words = state["shown"][-1], help_words(state["shown"][-1].level, texts.lang)
    acute = said.level == "acute"
    presses = forms.row(
        forms.button("go_on", words.back if acute else words.prepare),
        forms.button("close", words.leave if acute else texts("duty_stop")),
    )
    return help_card(said.level, words.heading, words.lead if acute else said.text, texts, presses)


def help_card(level: ConcernLevel, title: str, lead: str, texts: Texts, presses: str) -> str:
    """A screen of its own: people to turn to, and nothing else but the ways on."""
    told = paragraphs(help_words(level, texts.lang).closing) if level == "acute" else ""
    top = f'<div role="alert">{heading(title, lead)}</div>'
    return f'{top}{people(level, texts)}<div class="words">{told}</div>{presses}'


def people(level: ConcernLevel, texts: Texts) -> str:
    """Whom to turn to, never a single one."""
    return f'<ul class="routes">{"".join(_item(route) for route in routes(level, texts.lang))}</ul>'


def shows_people(concern: Concern) -> bool:
    """Whether more than a quiet line is due."""
    return concern.level != "none" and not is_quiet(concern)


def beside(concern: Concern, texts: Texts, here: str) -> str:
    """Strain, or something to act on: people to turn to, quietly, beside what was asked for. `here` is on what one reads
    first. Danger is a screen of its own."""
    if not shows_people(concern):
        line = concern_text(concern, texts.lang)
        return f'<p class="note">{inert(line)}</p>' if line else ""
    words = help_words(concern.level, texts.lang)
    lead = words.lead if concern.level == "duty" else texts("material_strain_lead")
    return (
        f'<section class="turn-to"><h2 tabindex="-1"{here}>{inert(words.heading)}</h2>{paragraphs(lead)}'
        f"{people(concern.level, texts)}{paragraphs(words.closing)}</section>"
    )


def _item(route: Route) -> str:
    """A number or a name in bold, and when it suits. A telephone number can be pressed."""
    title = inert(route.title)
    bold = f'<a href="{inert(route.href)}">{title}</a>' if route.href.startswith("tel:") else title
    name = "" if route.name == route.title or route.text.startswith(route.name) else f"{inert(route.name)}. "
    link = f' <a href="{inert(route.href)}">{inert(route.href)}</a>' if route.href.startswith("https:") else ""
    return f"<li><b>{bold}</b><span>{name}{inert(route.text)}{link}</span></li>"
