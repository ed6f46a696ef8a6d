"""The survey as a leader meets it: a short form without a name, and afterwards what the network pointed to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from companion.errors import PartFailed, WrongUse
from companion.pilot.survey import LONGEST, Answer, survey, titles
from companion.pilot.survey_picture import survey_result_paper
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.take import line
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.network.survey_put import answers_of, k_of
from companion.ui.network.survey_view import TOLD, asked, picture_html
from companion.ui.room import Room
from companion.ui.steps import Step
from companion.ui.texts import Texts, both
from companion.ui.view import INVISIBLE, heading, inert, paragraphs
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk

_HERE = "start"


class Reply:
    """The tool on one language's page; it is reached from the start page while there is something to answer or to see."""

    name = "reply"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {"reply_send": self._send}

    def papers(self) -> Mapping[str, Make]:
        return {"reply-result": self._result}

    def opened(self, press: Pressed) -> Step:
        """The form, the result, or that there is nothing."""
        room, texts = self._desk.pages.room, self._texts
        answers, today = answers_of(room), room.today()
        if found := answers.result(today):
            papers = f'<section class="papers">{line(texts("survey_result"), "reply-result")}{TOLD}</section>'
            return self._page(press, survey().result.title.to(texts.lang), picture_html(found, texts) + papers)
        about, title = answers.about(today), survey().title.to(texts.lang)
        if about is None:
            return self._page(press, title, paragraphs(texts("reply_none")))
        if answers.answered(press.owner, today):
            return self._page(press, title, paragraphs(texts("reply_done")))
        return self._page(press, title, asked(about, press.form, k_of(room), texts))

    def typed(self, form: Form) -> str:
        return "\n".join(text for name, text in form.items() if name.startswith("q."))

    def _send(self, press: Pressed) -> Step:
        room = self._desk.pages.room
        answers_of(room).put(press.owner, _answer(press.form), room.today())
        closing = survey().closing.to(self._texts.lang)
        return self._page(press, self._texts("reply_sent"), paragraphs(closing, self._texts("reply_sent_told")))

    def _page(self, press: Pressed, title: str, inner: str) -> Step:
        return self._desk.show(press, heading(title) + forms.form(inner, self.name), here=_HERE)

    def _result(self, form: Form, lang: Lang) -> Handout:
        room = self._desk.pages.room
        found = answers_of(room).result(room.today())
        if found is None:
            raise WrongUse(*both("paper_gone"))
        return Handout(Both(da="det-pegede-vi-paa", en="what-we-pointed-to"), paper=survey_result_paper(found, lang))


def notice(room: Room, owner: str, texts: Texts) -> str:
    """On the start page: that there is something to answer, or a result to see; else nothing, also where it cannot be told."""
    if not room.shared or room.opened is None:
        return ""
    with suppress(PartFailed):
        answers, today = answers_of(room), room.today()
        waits = answers.about(today) is not None and not answers.answered(owner, today)
        if waits or answers.result(today):
            said = texts("reply_waits" if waits else "reply_there")
            button = forms.button("tool", texts("reply_open" if waits else "reply_see"), Reply.name)
            return f'<section class="panel survey-waits"><p>{inert(said)}</p>{forms.row(button)}</section>'
    return ""


def _answer(form: Form) -> Answer:
    """WrongUse where it is empty, holds too many themes or too many words; nothing is kept then."""
    themes = tuple(theme for theme in titles() if form.get(f"t.{theme}"))
    said = {name: form.get(f"q.{name}", "").strip(INVISIBLE) for name in survey().fields}
    if len(themes) > survey().most_themes:
        raise WrongUse(*(survey().too_many.to(lang, count=len(themes)) for lang in ("da", "en")))
    if any(len(text) > LONGEST for text in said.values()):
        raise WrongUse(*both("reply_long", most=LONGEST))
    answer = Answer(themes=themes, said={name: text for name, text in said.items() if text})
    if answer.is_empty:
        raise WrongUse(*both("reply_empty"))
    return answer
