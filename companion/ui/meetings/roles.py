"""Roles that go round in a group that leads itself: the names as the group writes them, or letters, and a sheet to hang up."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.facilitation.roles import FEWEST, MOST, MOST_CASES, MOST_MEETINGS, Rotation, Turn, roles_paper, rotate
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.plan_view import number_field
from companion.ui.meetings.take import line, take
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.steps import Step
from companion.ui.texts import Texts, both
from companion.ui.view import focused, heading, inert, paragraphs
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk

_FIRST_SEEN: Form = {"names": "", "people": "6", "meetings": "6", "cases": "2"}


class RolesTool:
    """The tool on one language's page."""

    name = "roles"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {"roles_make": self._make}

    def papers(self) -> Mapping[str, Make]:
        return {"roles": _sheet}

    def opened(self, press: Pressed) -> Step:
        head = heading(self._texts("roles_heading"), self._texts("roles_lead"))
        return self._desk.show(press, head + forms.form(_fields(_FIRST_SEEN | press.form, self._texts), self.name))

    def typed(self, form: Form) -> str:
        return form.get("names", "")

    def _make(self, press: Pressed) -> Step:
        texts, rotation = self._texts, rotation_of(press.form)
        notes = paragraphs(*(note.to(texts.lang) for note in rotation.notes))
        head = f'<h1 tabindex="-1"{focused()}>{inert(texts("roles_made"))}</h1>'
        change = f"<summary>{inert(texts('roles_change'))}</summary>{_fields(press.form, texts)}"
        html = (
            f'<div class="words">{head}</div>{_table(rotation, texts)}<div class="roles-notes">{notes}</div>'
            f"{take(texts('roles_take'), line(texts('roles_sheet'), 'roles'))}"
            f'<details class="aside">{change}</details>'
        )
        return self._desk.show(press, forms.form(html, self.name))


def rotation_of(form: Form) -> Rotation:
    """What the form asks for. Without names, as many letters as there are people."""
    names = [name.strip() for name in form.get("names", "").splitlines() if name.strip()]
    people = names or list(ascii_uppercase[: _number(form.get("people", ""))])
    return rotate(people, _number(form.get("meetings", "")), _number(form.get("cases", "")))


def _sheet(form: Form, lang: Lang) -> Handout:
    return Handout(Both(da="hvem-goer-hvad", en="who-does-what"), paper=roles_paper(rotation_of(form), lang))


def _number(text: str) -> int:
    """Two digits at most: what is too many is told where the roles are shared out."""
    if not text.strip().isdecimal() or len(text.strip()) > 2:
        raise WrongUse(*both("roles_number_wrong"))
    return int(text)


def _fields(form: Form, texts: Texts) -> str:
    def numbers(most: int) -> list[tuple[str, str]]:
        return [(str(one), str(one)) for one in range(1, most + 1)]

    people = number_field("people", texts("roles_people"), form.get("people", ""), FEWEST, MOST)
    meetings = forms.choice("meetings", texts("roles_meetings"), numbers(MOST_MEETINGS), form.get("meetings", ""))
    cases = forms.choice("cases", texts("roles_cases"), numbers(MOST_CASES), form.get("cases", ""))
    return (
        forms.area("names", texts("roles_names"), form.get("names", ""))
        + f'{people}<div class="beside">{meetings}{cases}</div>'
        + forms.row(forms.button("roles_make", texts("roles_make"), kind="primary"))
    )


def _table(rotation: Rotation, texts: Texts) -> str:
    heads = [texts(f"roles_{name}") for name in ("meeting", "host", "leader", "brings", "timekeeper")]
    head = "".join(f'<th scope="col">{inert(one)}</th>' for one in heads)
    rows = "".join(_row(number, turn, heads) for number, turn in enumerate(rotation.turns, start=1))
    return f'<table class="roles"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(number: int, turn: Turn, heads: list[str]) -> str:
    meeting, *roles = heads
    cells = "".join(
        f'<td data-label="{inert(label)}">{"".join(f"<span>{inert(name)}</span>" for name in names)}</td>'
        for label, names in zip(roles, ((turn.host,), (turn.leader,), turn.cases, (turn.timekeeper,)), strict=True)
    )
    return f'<tr><th scope="row" data-label="{inert(meeting)}">{number}</th>{cells}</tr>'
