"""What people have written at one screen, as the window holds it until all is shown.

The answers lie in hidden fields and go back with every press, one field a question, shuffled as they are put away: no field
holds them in the order in which they came.
"""

from __future__ import annotations

import json

from companion.brief.words import clean
from companion.errors import Refused
from companion.facilitation.feedback import feedback, put_away
from companion.ui.forms import MOST_CHARACTERS, UNKEPT, Form
from companion.ui.texts import both
from companion.ui.view import inert

Answers = dict[str, list[str]]
"""What was put away, by question."""


def being_typed(form: Form) -> dict[str, str]:
    """What stands in the six fields now."""
    return {question.id: form.get(question.id, "") for question in feedback().questions}


def were_put(form: Form) -> Answers:
    """What was put away. Whatever else somebody has made of the hidden fields is passed over."""
    return {question.id: _read(form.get(f"put.{question.id}", "")) for question in feedback().questions}


def _read(text: str) -> list[str]:
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    lines = (line for line in found if isinstance(line, str)) if isinstance(found, list) else ()
    return [line for one in lines if (line := clean(one))]


def with_typed(form: Form) -> Answers:
    """What was put away and what stands in the fields. Refused where the window could not send it back."""
    put = put_away(were_put(form), being_typed(form))
    if any(len(_written(lines)) > MOST_CHARACTERS for lines in put.values()):
        raise Refused(*both("feedback_full"))
    return put


def _written(lines: list[str]) -> str:
    return json.dumps(lines, ensure_ascii=False)


def hidden(put: Answers) -> str:
    return "".join(
        f'<input type="hidden" name="put.{name}" value="{inert(_written(lines))}" {UNKEPT}>'
        for name, lines in put.items()
        if lines
    )
