"""Small forms as HTML: a panel of the page is one form, and every press sends what stands in it.

Native fields, each with its label. `data-do` on a button names the action; see actions.py. What a press sends: listen.js.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from companion.errors import Refused
from companion.ui.view import inert

Form = dict[str, str]
"""What stands in a form, by the names of its fields."""
MOST_FIELDS = 20_000
MOST_CHARACTERS = 20_000
"""The longest text of one field, and of an answer."""
TYPED = "typed"
"""The field in which a press brings along what stands half typed outside its own form."""
UNKEPT = 'autocomplete="off" spellcheck="false"'
"""On every field with words in it: the browser writes none of them to its profile, nor sends them to a spelling service."""


def button(do: str, text: str, with_: str = "", kind: str = "secondary") -> str:
    """A button that does something; `kind`: primary, secondary or quiet."""
    return f'<button type="button" class="{kind}" data-do="{do}" data-with="{inert(with_)}">{inert(text)}</button>'


def row(*parts: str) -> str:
    """Buttons beside one another."""
    return f'<div class="row">{"".join(parts)}</div>'


def line(name: str, label: str, value: str = "", kind: str = "text", hint: str = "") -> str:
    """One line of text, a date or a number."""
    more = f" {UNKEPT}" + (' dir="auto"' if kind == "text" else "")
    more += ' min="10" max="60"' if kind == "number" else ""
    below = f'<small id="{name}-hint">{inert(hint)}</small>' if hint else ""
    described = f' aria-describedby="{name}-hint"' if hint else ""
    return (
        f'<label class="field"><span>{inert(label)}</span>'
        f'<input type="{kind}" name="{name}" value="{inert(value)}"{more}{described}>{below}</label>'
    )


def area(name: str, label: str, value: str = "", quiet: bool = False) -> str:
    """Several lines of text. `quiet`: the label is for screen readers alone."""
    heard = "visually-hidden" if quiet else ""
    return (
        f'<label class="field"><span class="{heard}">{inert(label)}</span>'
        f'<textarea name="{name}" rows="1" dir="auto" {UNKEPT}>{inert(value)}</textarea></label>'
    )


def tick(name: str, label: str, on: bool, quiet: bool = False) -> str:
    """A box to tick."""
    heard = "visually-hidden" if quiet else ""
    checked = " checked" if on else ""
    return (
        f'<label class="tick"><input type="checkbox" name="{name}"{checked}>'
        f'<span class="{heard}">{inert(label)}</span></label>'
    )


def choice(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    """One of a few; each option is (value, words)."""
    inner = "".join(
        f'<option value="{inert(value)}"{" selected" if value == chosen else ""}>{inert(words)}</option>'
        for value, words in options
    )
    return f'<label class="field"><span>{inert(label)}</span><select name="{name}">{inner}</select></label>'


def radios(name: str, legend: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    """One of two or three, all in sight."""
    inner = "".join(
        f'<label class="tick"><input type="radio" name="{name}" value="{inert(value)}"{" checked" if value == chosen else ""}>'
        f"<span>{inert(words)}</span></label>"
        for value, words in options
    )
    return f'<fieldset class="field"><legend>{inert(legend)}</legend>{inner}</fieldset>'


def form(inner: str, name: str, case_id: str = "", question_id: str = "", same: str = "") -> str:
    """A form with an id of its own; the case and question it belongs to let the page keep what is half typed. `same`: as in
    `view.question`."""
    about = f'data-case="{case_id}" data-question="{question_id}" data-same="{inert(same)}"'
    return f'<form id="{name}" {about}>{inner}</form>'


def read_typed(text: str | None) -> Form:
    """A half-filled form, as the page sent it to be kept; empty when it is none."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}


def check_size(form: Form) -> None:
    """Refused when a field holds more than a person writes; the page keeps it. What is only brought along has its own
    measure."""
    if len(form) > MOST_FIELDS or any(len(form[name]) > MOST_CHARACTERS for name in form if name != TYPED):
        raise Refused(
            "Der står for meget i et af felterne. Gør teksten kortere, og send igen; intet er slettet.",
            "There is too much in one of the fields. Shorten it and send again; nothing is deleted.",
        )
