"""The closing feedback: a form filled in turn at one screen, and what all wrote, without names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.facilitation.feedback import Part, feedback, feedback_sheet, gathered_paper
from companion.safety.screen import screen
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.feedback_put import Answers, being_typed, hidden, were_put, with_typed
from companion.ui.meetings.take import line, take
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.steps import Step
from companion.ui.texts import Texts, both
from companion.ui.view import focused, heading, inert, paragraphs
from companion.vocabulary import Both, Concern, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk

_PARTS: tuple[Part, ...] = ("today", "onward")


class FeedbackTool:
    """The tool on one language's page."""

    name = "feedback"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {
            "feedback_next": self._next,
            "feedback_more": lambda press: self._asks(press, were_put(press.form), here=True),
            "feedback_show": self._show,
            "feedback_wipe": self._wipe,
        }

    def papers(self) -> Mapping[str, Make]:
        return {"feedback-sheet": _sheet, "feedback": _gathered}

    def opened(self, press: Pressed) -> Step:
        return self._asks(press, were_put(press.form), filled=being_typed(press.form))

    def typed(self, form: Form) -> str:
        return "\n".join([*being_typed(form).values(), *(line for lines in were_put(form).values() for line in lines)])

    def _next(self, press: Pressed) -> Step:
        put, told = with_typed(press.form), self._texts("feedback_next_told")
        return self._cares(press, put, "feedback_more", "feedback_pass") or self._asks(press, put, told, here=True)

    def _show(self, press: Pressed) -> Step:
        put = with_typed(press.form)
        if not any(put.values()):
            raise WrongUse(*both("feedback_none"))
        html = _all(put, self._texts) + hidden(put)
        return self._cares(press, put, "feedback_show", "feedback_show") or self._page(press, html)

    def _cares(self, press: Pressed, put: Answers, do: str, words: str) -> Step | None:
        """Whom to turn to, for the eyes of whoever has just written and still sits there; None without reason to."""
        concern = screen("\n".join(being_typed(press.form).values()))
        if concern.level == "none":
            return None
        told = f'<p role="status">{inert(self._texts("feedback_next_told"))}</p>'
        on = forms.row(forms.button(do, self._texts(words), kind="primary"))
        return self._desk.show(replace(press, concern=concern), forms.form(told + hidden(put) + on, self.name))

    def _wipe(self, press: Pressed) -> Step:
        texts = self._texts
        if press.with_ == "sure":
            return self._asks(press, {}, texts("feedback_wiped"))
        title = f'<div class="words"><h1>{inert(texts("feedback_wipe"))}</h1>{paragraphs(texts("feedback_wipe_told"))}</div>'
        sure = forms.button("feedback_wipe", texts("feedback_wipe_sure"), "sure", "harm")
        keep = forms.button("feedback_show", texts("feedback_keep"))
        return self._page(press, title + hidden(were_put(press.form)) + forms.row(sure, keep))

    def _asks(
        self, press: Pressed, put: Answers, told: str = "", here: bool = False, filled: Form | None = None
    ) -> Step:
        """The form, with nothing in its fields but `filled`. `here`: one goes on in the first."""
        texts = self._texts
        note = f'<p class="note" role="status">{inert(told)}</p>' if told else ""
        fields = "".join(_fields(part, filled or {}, texts, here and part == "today") for part in _PARTS)
        presses = forms.row(
            forms.button("feedback_next", texts("feedback_next"), kind="primary"),
            forms.button("feedback_show", texts("feedback_show")),
        )
        lead = heading(texts("feedback_heading"), texts("feedback_lead"), texts("feedback_lead_how"))
        sheet = take(texts("feedback_paper_instead"), line(texts("feedback_sheet"), "feedback-sheet"))
        return self._page(press, lead + note + fields + hidden(put) + presses + sheet)

    def _page(self, press: Pressed, inner: str) -> Step:
        """What was written before belongs to somebody else: nothing is said of it here."""
        return self._desk.show(replace(press, concern=Concern(level="none")), forms.form(inner, self.name))


def _fields(part: Part, filled: Form, texts: Texts, here: bool) -> str:
    questions = feedback().of(part)
    areas = "".join(forms.area(one.id, one.text.to(texts.lang), filled.get(one.id, "")) for one in questions)
    areas = areas.replace("<textarea", f"<textarea{focused()}", 1) if here else areas
    return f"<section><h2>{inert(texts(f'feedback_{part}'))}</h2>{areas}</section>"


def _all(put: Answers, texts: Texts) -> str:
    """Question by question what was written, and what can be done with it."""
    parts = [heading(texts("feedback_all"), texts("feedback_all_lead"))]
    for question in feedback().questions:
        items = "".join(f'<li dir="auto">{inert(line)}</li>' for line in put[question.id])
        said = (
            f'<ul class="answers">{items}</ul>' if items else f'<p class="soft">{inert(texts("feedback_nobody"))}</p>'
        )
        parts.append(f"<section><h2>{inert(question.text.to(texts.lang))}</h2>{said}</section>")
    parts.append(take(texts("feedback_take"), line(texts("feedback_paper"), "feedback")))
    more = forms.button("feedback_more", texts("feedback_more"))
    return "".join(parts) + forms.row(more, forms.button("feedback_wipe", texts("feedback_wipe"), kind="quiet"))


def _sheet(form: Form, lang: Lang) -> Handout:
    return Handout(Both(da="evalueringsark", en="feedback-sheet"), paper=feedback_sheet(lang))


def _gathered(form: Form, lang: Lang) -> Handout:
    put = were_put(form)
    if not any(put.values()):
        raise WrongUse(*both("feedback_none"))
    return Handout(Both(da="evaluering", en="feedback"), paper=gathered_paper(put, lang))
