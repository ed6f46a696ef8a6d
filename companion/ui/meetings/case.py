"""A brief that somebody was sent: which questions would open it, step by step, with the case giver's wish respected. Names
are turned into roles before anything of it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from companion.errors import WrongUse
from companion.facilitation.case_questions import CaseQuestion, case_questions, theme_of
from companion.facilitation.case_texts import CaseText, case_text, in_roles
from companion.facilitation.question_papers import LISTEN, WISH, cards_paper, list_paper
from companion.facilitation.themes import steps, themes
from companion.ui import forms
from companion.ui.forms import MOST_CHARACTERS, UNKEPT, Form
from companion.ui.meetings import rows as listed
from companion.ui.meetings.rows import Focus, Row
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.steps import Shown
from companion.ui.texts import both
from companion.ui.view import INVISIBLE, heading, inert
from companion.vocabulary import Both, Lang, Word

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk

COUNT, MOST = 8, 100
CARDS, LIST = Both(da="spoergsmaal-kort", en="question-cards"), Both(da="spoergsmaal", en="questions")


class Read(Word):
    """A brief as it was read, without a name. `theme`: the id of the one it is about, or ""."""

    case: CaseText
    theme: str


class Opened(NamedTuple):
    """What the form holds: the brief as it was read, and the questions to it."""

    read: Read
    rows: list[Row]


class Case:
    """The tool. The brief itself goes no further than the press that brings it; what was read of it stands in the form."""

    name = "case"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        again = {"case_new": lambda press: self.opened(replace(press, form={}))}
        return {"case_make": self._make, **again, **{f"case_{to}": self._mover(to) for to in ("up", "down", "remove")}}

    def papers(self) -> Mapping[str, Make]:
        return {"case-cards": self._cards, "case-list": self._list}

    def opened(self, press: Pressed) -> Shown:
        texts = self._texts
        if "read" in press.form:
            return self._show(press, self._opened(press.form), Focus())
        file = (
            f'<label class="field"><span>{inert(texts("case_file"))}</span><input type="file" id="case-file" '
            f'accept=".docx,.md,.txt" data-wrong="{inert(texts("case_file_wrong"))}"></label>'
        )
        brief = forms.area("brief", texts("case_brief"), press.form.get("brief", ""))
        inner = (
            f'{brief}{file}<p class="paper-told" role="alert"></p>'
            f"{forms.row(forms.button('case_make', texts('case_make'), kind='primary'))}"
        )
        head = heading(texts("case_heading"), texts("case_lead"))
        return self._desk.show(press, head + forms.form(inner, self.name))

    def typed(self, form: Form) -> str:
        """The brief, and the questions that were reworded."""
        said = [form.get("brief", "")]
        with suppress(WrongUse):
            opened = self._opened(form)
            said += opened.read.case.said.values()
            said += [row.text for row in opened.rows if row.edited]
        return "\n".join(said)

    def _make(self, press: Pressed) -> Shown:
        text, lang = press.form.get("brief", "").strip(INVISIBLE), self._texts.lang
        if not text:
            raise WrongUse(*both("case_empty"))
        case = case_text(text, lang)
        theme = theme_of(case, "", lang, self._desk.search)
        read = Read(case=case, theme=theme.id if theme else "")
        if len(read.model_dump_json()) > MOST_CHARACTERS:
            raise WrongUse(*both("case_too_long"))
        rows = [Row(one, one.text) for one in self._questions(read, COUNT)]
        return self._show(press, Opened(read, rows), Focus())

    def _questions(self, read: Read, count: int) -> tuple[CaseQuestion, ...]:
        theme = next((one for one in themes() if one.id == read.theme), None)
        return case_questions(read.case, count, self._texts.lang, theme)

    def _opened(self, form: Form) -> Opened:
        """What the form holds, without a name in what was reworded. WrongUse where there is no brief in it."""
        try:
            read = Read.model_validate_json(form.get("read", ""))
        except ValidationError:
            raise WrongUse(*both("tool_gone")) from None
        rows = listed.rows_of(form, {one.id: one for one in self._questions(read, MOST)})
        lang = self._texts.lang
        return Opened(read, [row._replace(text=in_roles(row.text, lang)) if row.edited else row for row in rows])

    def _mover(self, to: str) -> Press:
        def move(press: Pressed) -> Shown:
            opened = self._opened(press.form)
            rows, focus = listed.moved(opened.rows, listed.place_of(press.with_, opened.rows), to)
            return self._show(press, opened._replace(rows=rows), focus)

        return move

    def _show(self, press: Pressed, opened: Opened, focus: Focus) -> Shown:
        texts, (read, rows) = self._texts, opened
        listen = f'<p class="note">{inert(heard(texts.lang))}</p>' if read.case.wish == "listen" else ""
        said = "".join(
            f'<dt>{inert(step.title.to(texts.lang))}</dt><dd dir="auto">{inert(read.case.said[step.name])}</dd>'
            for step in steps()
            if step.name in read.case.said
        )
        inner = (
            f'{listen}<input type="hidden" name="read" value="{inert(read.model_dump_json())}" {UNKEPT}>'
            f'<details class="aside"><summary>{inert(texts("case_read"))}</summary>'
            f'<p class="soft">{inert(texts("case_look"))}</p><dl class="said">{said}</dl></details>'
            f"{listed.shown(rows, texts, self.name, focus)}{listed.papers(texts, self.name)}"
            f"{forms.row(forms.button('case_new', texts('case_another')))}"
        )
        return self._desk.show(press, heading(texts("case_made")) + forms.form(inner, self.name))

    def _cards(self, form: Form, lang: Lang) -> Handout:
        return Handout(CARDS, cards_paper(self._texts("case_made"), listed.to_print(self._opened(form).rows), lang))

    def _list(self, form: Form, lang: Lang) -> Handout:
        read, rows = self._opened(form)
        listen = read.case.wish == "listen"
        return Handout(LIST, list_paper(self._texts("case_made"), listed.to_print(rows), lang, listen))


def heard(lang: Lang) -> str:
    """What a case giver who wants to be heard asks of the others."""
    return f"{WISH.to(lang)}: {LISTEN.to(lang)}"
