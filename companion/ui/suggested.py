"""What a model proposes for the brief, on the review: marked as the model's, never preset. To take a sentence is to adopt it;
it then stands in the leader's own field, to be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from companion.method.compose import asked_freely, in_roles
from companion.method.state import State
from companion.ui import forms
from companion.ui.texts import Texts
from companion.ui.view import inert, worded
from companion.vocabulary import Step


def key_questions(state: State, chosen: str, texts: Texts) -> str:
    """Further key questions, below the field."""
    found = state["suggested"]
    return _offered(found.key_questions, "key_question", found.model, state, chosen, texts) if found else ""


def dilemma(state: State, chosen: str, texts: Texts) -> str:
    """The dilemma in one sentence, beside the leader's own."""
    found = state["suggested"]
    return _offered([found.dilemma], "dilemma", found.model, state, chosen, texts) if found and found.dilemma else ""


def _offered(sentences: Sequence[str], field: str, model: str, state: State, chosen: str, texts: Texts) -> str:
    """The sentences as the brief would have them, people by role; the one that stands in the field is said to."""
    rows = "".join(_row(in_roles(one, state), field, chosen, texts) for one in sentences)
    name = f"{field}-suggested"
    head = f'<p class="worded" id="{name}">{inert(texts("suggested_by", model=model))}</p>'
    return f'<div class="suggested" role="group" aria-labelledby="{name}">{head}<ul>{rows}</ul></div>' if rows else ""


def _row(sentence: str, field: str, chosen: str, texts: Texts) -> str:
    stands = f'<span class="soft">{texts("suggested_stands")}</span>'
    press = (
        f'<button type="button" class="quiet" data-take="{field}" data-with="{inert(sentence)}" '
        f'aria-label="{inert(texts("suggested_take"))}: {inert(sentence)}">{texts("suggested_take")}</button>'
    )
    return f'<li><span dir="auto">{inert(sentence)}</span> {stands if sentence == chosen else press}</li>'


def as_heading(state: State, step: Step, typed: Mapping[str, str], texts: Texts) -> str:
    """A free question that a model worded, and the tick that lets it stand in the brief."""
    asked = asked_freely(state, step)
    if asked is None or not asked.model:
        return ""
    name = f"adopt.{asked.id}"
    on = typed[name] == "1" if name in typed else asked.id in state["adopted"]
    question = f'<p dir="auto">{inert(in_roles(asked.text, state))}</p>'
    return f'<div class="adopt">{question}{worded(asked.model, texts)}{forms.tick(name, texts("adopt"), on)}</div>'
