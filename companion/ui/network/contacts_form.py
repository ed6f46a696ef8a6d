"""The form for an organisation's own help contacts: one folded part a contact, and the file to hand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from companion.pilot.help_file import LEVELS, Draft
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.texts import Texts
from companion.ui.view import inert

_WORDS = ("name_da", "name_en", "when_da", "when_en")
_TYPED = (*_WORDS, "number", "link", "checked_on")
_NAMED = {"hr", "amr", "tr", "whistleblower_own", "crisis"}


def form(given: Sequence[Draft], texts: Texts) -> str:
    """What is to be filled in; the ticks and times we suggest stand in it already."""
    parts = "".join(_contact(one, number, texts) for number, one in enumerate(given, start=1))
    label, told = inert(texts("contacts_file")), '<p class="paper-told" role="alert"></p>'
    button = f'<button type="button" class="primary" data-paper="contacts-file.yaml">{label}</button>'
    inner = (
        f"<h2>{inert(texts('contacts_new'))}</h2><p>{inert(texts('contacts_new_lead'))}</p>{parts}"
        f'<div class="row">{button}</div>{told}<p class="soft">{inert(texts("contacts_hand_on"))}</p>'
    )
    return f'<section class="contacts">{forms.form(inner, "contacts")}</section>'


def _contact(one: Draft, number: int, texts: Texts) -> str:
    title = (one.name_da if texts.lang == "da" else one.name_en) or _title(one.id, texts)
    at = f"c{number}"
    ticks = "".join(forms.tick(f"{at}.{level}", texts(f"contacts_{level}"), level in one.levels) for level in LEVELS)
    names = "".join(forms.line(f"{at}.{name}", texts(f"contacts_{name}"), getattr(one, name)) for name in _WORDS[:2])
    whens = "".join(forms.area(f"{at}.{name}", texts(f"contacts_{name}"), getattr(one, name)) for name in _WORDS[2:])
    facts = (
        forms.line(f"{at}.number", texts("contacts_number"), one.number)
        + forms.line(f"{at}.link", texts("contacts_link"), one.link)
        + forms.line(f"{at}.checked_on", texts("contacts_checked_on"), one.checked_on, "date")
    )
    return (
        f'<details class="aside"><summary>{number}. {inert(title)}</summary>{names}{facts}{whens}'
        f'<fieldset class="field"><legend>{inert(texts("contacts_levels"))}</legend>{ticks}</fieldset></details>'
    )


def _title(name: str, texts: Texts) -> str:
    return texts(f"contacts_for_{name}" if name in _NAMED else "contacts_for_other")


def read(sent: Form, given: Sequence[Draft]) -> list[Draft]:
    """The contacts as they were typed, each in the place of the one the form began with."""
    return [_read(sent, one, f"c{number}") for number, one in enumerate(given, start=1)]


def _read(sent: Form, one: Draft, at: str) -> Draft:
    typed: dict[str, Any] = {name: " ".join(sent.get(f"{at}.{name}", "").split()) for name in _TYPED}
    levels = tuple(level for level in LEVELS if sent.get(f"{at}.{level}"))
    return replace(one, levels=levels, **typed)


def typed(sent: Form) -> str:
    """What somebody has written: not the words we put into the form, which speak of violence and strain."""
    from companion.pilot.help_file import drafts

    ours = {f"c{number}.{name}": getattr(one, name) for number, one in enumerate(drafts(), 1) for name in _WORDS}
    return "\n".join(text for name, text in sent.items() if name in ours and text.strip() and text != ours[name])
