"""What people have answered at one screen, as the window holds it until all is shown, and what is ticked to go further.

The answers lie in hidden fields and go back with every press, one field a question, shuffled as they are put away: no field
holds them in the order in which they came.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from companion.errors import Refused, WrongUse
from companion.pilot.evaluation import OCCASIONS, Item, Occasion, evaluation, known, put_away
from companion.ui.forms import MOST_CHARACTERS, UNKEPT, Form
from companion.ui.texts import both
from companion.ui.view import inert

MOST_PEOPLE = 100
"""The number of them is counted so far; a network is far smaller."""


class Put(NamedTuple):
    """What was put away, by item, and how many have answered. `shown`: all of it has been seen, so nobody answers any more."""

    which: Occasion
    answers: dict[str, list[str]]
    people: int
    shown: bool

    @property
    def items(self) -> tuple[Item, ...]:
        """What is asked."""
        return evaluation().of(self.which).items

    @property
    def lines(self) -> list[str]:
        """All that was written, question by question."""
        return [line for item in self.items if item.kind == "words" for line in self.answers[item.id]]

    def hidden(self) -> str:
        """The fields."""
        fields = {"which": self.which, "people": str(self.people), "shown": "1" if self.shown else ""}
        fields |= {f"put.{name}": _written(lines) for name, lines in self.answers.items()}
        return "".join(
            f'<input type="hidden" name="{name}" value="{inert(value)}" {UNKEPT}>' for name, value in fields.items()
        )


def begun(which: str) -> Put:
    """Before anybody has answered. WrongUse where there is no such occasion."""
    found = next((one for one in OCCASIONS if one == which), None)
    if found is None:
        raise WrongUse(*both("tool_gone"))
    return Put(found, {item.id: [] for item in evaluation().of(found).items}, 0, False)


def were_put(form: Form) -> Put:
    """What was put away. Whatever else somebody has made of the hidden fields is passed over."""
    none, people = begun(form.get("which", "")), form.get("people", "")
    answers = {item.id: known(item, _read(form.get(f"put.{item.id}", ""))) for item in none.items}
    number = int(people) if people.isascii() and people.isdecimal() and len(people) < 4 else 0
    return none._replace(answers=answers, people=min(number, MOST_PEOPLE), shown=bool(form.get("shown")))


def _read(text: str) -> list[str]:
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    return [line for line in found if isinstance(line, str)] if isinstance(found, list) else []


def with_typed(form: Form) -> Put:
    """What was put away, and what stands in the fields. Refused when all has been shown already, or where the window could not
    send it back."""
    put = were_put(form)
    typed = {item.id: form.get(item.id, "") for item in put.items}
    if not any(known(item, typed[item.id].splitlines()) for item in put.items):
        return put
    if put.shown:
        raise Refused(*both("evaluation_shown"))
    answers = put_away(put.which, put.answers, typed)
    if any(len(_written(lines)) > MOST_CHARACTERS for lines in answers.values()):
        raise Refused(*both("evaluation_full"))
    return put._replace(answers=answers, people=min(put.people + 1, MOST_PEOPLE))


def being_typed(form: Form) -> str:
    """What somebody has just written."""
    return "\n".join(form.get(item.id, "") for one in evaluation().forms for item in one.items if item.kind == "words")


def _written(lines: list[str]) -> str:
    return json.dumps(lines, ensure_ascii=False)


def ticked(form: Form) -> list[str]:
    """The lines that are to go further, as they are worded now."""
    places = range(len(were_put(form).lines))
    return [text for at in places if form.get(f"line.{at}.with") and (text := form.get(f"line.{at}", "").strip())]


def reworded(form: Form) -> str:
    """What somebody has written for HR."""
    return "\n".join([form.get("decided", ""), *(text for name, text in form.items() if name.startswith("line."))])
