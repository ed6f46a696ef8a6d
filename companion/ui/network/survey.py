"""The survey before the first meeting, as HR handles it: the form to hand out, a sheet to read, or a link to open and close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from companion.pilot.answers import KEPT_DAYS
from companion.pilot.survey import survey_paper
from companion.pilot.survey_picture import Picture, picture, survey_result_paper
from companion.pilot.survey_template import template
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.take import line
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.network import survey_put
from companion.ui.network.survey_view import TOLD, from_sheet, on_paper, picture_html
from companion.ui.steps import Step
from companion.ui.view import focused, heading, inert, paragraphs
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


class SurveyTool:
    """The tool on one language's page. What came over a link HR sees as a ranking, never as words."""

    name = "survey"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {
            "survey_show": self._show, "survey_begin": self._begin, "survey_close": self._close,
            "survey_delete": self._delete,
        }  # fmt: skip

    def papers(self) -> Mapping[str, Make]:
        return {
            "survey-form": self._blank, "survey-sheet": _empty_sheet, "survey-result": self._result,
            "survey-link": self._link_result,
        }  # fmt: skip

    def opened(self, press: Pressed) -> Step:
        return self._page(press, press.form)

    def typed(self, form: Form) -> str:
        return survey_put.words(form)

    def _page(self, press: Pressed, form: Form, said: str = "") -> Step:
        texts = self._texts
        note = f'<p class="note" role="status">{inert(texts(said))}</p>' if said else ""
        head = heading(texts("survey_heading"), texts("survey_lead")) + note
        inner = on_paper(form, survey_put.k_of(self._desk.pages.room), texts) + self._link() + from_sheet(texts)
        return self._desk.show(press, head + forms.form(inner, self.name))

    def _link(self) -> str:
        """The link, as it stands; nothing on an own machine."""
        room, texts = self._desk.pages.room, self._texts
        if not room.shared:
            return ""
        answers, today = survey_put.answers_of(room), room.today()
        found, delete = answers.result(today), forms.button("survey_delete", texts("survey_delete"), kind="quiet")
        if found:
            papers = line(texts("survey_result"), "survey-link") + TOLD
            html = picture_html(found.without_words, texts) + paragraphs(texts("survey_words_there")) + papers
            html += self._sure(delete)
        elif answers.about(today):
            enough = answers.enough(survey_put.k_of(room), today)
            html = paragraphs(texts("survey_open"), texts("survey_enough" if enough else "survey_not_enough"))
            html += self._sure(forms.button("survey_close", texts("survey_close"), kind="primary") + delete)
        else:
            html = paragraphs(texts("survey_link_told", days=KEPT_DAYS))
            html += forms.row(forms.button("survey_begin", texts("survey_begin")))
        return f"<section><h2>{inert(texts('survey_link'))}</h2>{html}</section>"

    def _sure(self, presses: str) -> str:
        """What cannot be undone is one step further away."""
        summary = f"<summary>{inert(self._texts('survey_end'))}</summary>{paragraphs(self._texts('survey_end_told'))}"
        return f'<details class="aside">{summary}{forms.row(presses)}</details>'

    def _begin(self, press: Pressed) -> Step:
        room = self._desk.pages.room
        about = survey_put.about(press.form)
        until = room.today() + dt.timedelta(days=KEPT_DAYS)
        survey_put.answers_of(room).open(about.model_copy(update={"deleted": until}), room.today())
        return self._page(press, press.form, "survey_begun")

    def _close(self, press: Pressed) -> Step:
        room, lang = self._desk.pages.room, self._texts.lang
        k, search = survey_put.k_of(room), self._desk.search
        survey_put.answers_of(room).close(lambda answers: picture(answers, k, lang, search), room.today())
        return self._page(press, press.form, "survey_closed")

    def _delete(self, press: Pressed) -> Step:
        room = self._desk.pages.room
        survey_put.answers_of(room).delete(room.today())
        return self._page(press, press.form, "survey_deleted")

    def _show(self, press: Pressed) -> Step:
        texts, found = self._texts, self._picture(press.form, self._texts.lang)
        title = f'<div class="words"><h1 tabindex="-1"{focused()}>{inert(texts("survey_made"))}</h1></div>'
        papers = f'<section class="papers">{line(texts("survey_result"), "survey-result")}{TOLD}</section>'
        back = forms.row(forms.button("network_tool", texts("survey_back"), self.name))
        inner = picture_html(found, texts) + survey_put.hidden(survey_put.put(press.form)) + papers + back
        return self._desk.show(press, title + forms.form(inner, self.name))

    def _picture(self, form: Form, lang: Lang) -> Picture:
        return picture(survey_put.put(form), survey_put.k_of(self._desk.pages.room), lang, self._desk.search)

    def _blank(self, form: Form, lang: Lang) -> Handout:
        paper = survey_paper(survey_put.about(form), survey_put.k_of(self._desk.pages.room), lang)
        return Handout(Both(da="spoergeskema", en="survey"), paper=paper)

    def _result(self, form: Form, lang: Lang) -> Handout:
        paper = survey_result_paper(self._picture(form, lang), lang)
        return Handout(Both(da="det-pegede-vi-paa", en="what-we-pointed-to"), paper=paper)

    def _link_result(self, form: Form, lang: Lang) -> Handout:
        room = self._desk.pages.room
        found = survey_put.answers_of(room).result(room.today()) or Picture(k=survey_put.k_of(room))
        paper = survey_result_paper(found.without_words, lang)
        return Handout(Both(da="det-pegede-i-paa", en="what-you-pointed-to"), paper=paper)


def _empty_sheet(form: Form, lang: Lang) -> Handout:
    files = {".csv": template("csv", lang), ".xlsx": template("xlsx", lang)}
    return Handout(Both(da="svar", en="answers"), files=files)
