"""The evaluation of a network: filled in in turn at one screen, shown once to the group, and released line by line or not at
all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from companion.errors import Refused, WrongUse
from companion.pilot.evaluation import OCCASIONS, Occasion, evaluation
from companion.pilot.evaluation_papers import evaluation_paper, gathered_evaluation, released_paper
from companion.safety.screen import screen
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.take import line
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.network.evaluation_put import Put, begun, being_typed, reworded, ticked, were_put, with_typed
from companion.ui.network.evaluation_view import asks, everything
from companion.ui.steps import Step
from companion.ui.texts import both
from companion.ui.view import heading, inert
from companion.vocabulary import Both, Concern, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


class EvaluationTool:
    """The tool on one language's page."""

    name = "evaluation"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {
            "evaluation_begin": lambda press: self._asks(press, begun(press.with_)),
            "evaluation_next": self._next,
            "evaluation_more": lambda press: self._more(press, were_put(press.form)),
            "evaluation_all": self._all,
            "evaluation_show": self._show,
            "evaluation_wipe": self._wipe,
        }

    def papers(self) -> Mapping[str, Make]:
        sheets: dict[str, Make] = {f"evaluation-{which}": partial(_sheet, which) for which in OCCASIONS}
        return sheets | {"evaluation-group": _group, "evaluation-hr": _hr}

    def opened(self, press: Pressed) -> Step:
        if press.form.get("which") in OCCASIONS and press.with_ != "sure":
            put = were_put(press.form)
            return self._show(press) if put.shown else self._asks(press, put, filled=press.form)
        texts, lang, words = self._texts, self._texts.lang, evaluation().words
        lead = heading(
            texts("evaluation_heading"), f"{words.whose.to(lang)} {words.hr.to(lang)}", texts("evaluation_lead")
        )
        ways = forms.row(
            *(forms.button("evaluation_begin", form.when.to(lang), form.id) for form in evaluation().forms)
        )
        lines = "".join(line(form.when.to(lang), f"evaluation-{form.id}") for form in evaluation().forms)
        told = '<p class="paper-told" role="alert"></p>'
        papers = f'<section class="papers"><h2>{inert(texts("evaluation_paper"))}</h2>{lines}{told}</section>'
        gone = f'<p class="note" role="status">{inert(texts("evaluation_wiped"))}</p>' if press.with_ == "sure" else ""
        return self._page(press, lead + gone + ways + papers)

    def typed(self, form: Form) -> str:
        put = were_put(form).lines if form.get("which") in OCCASIONS else []
        return "\n".join([being_typed(form), *put, reworded(form)])

    def _next(self, press: Pressed) -> Step:
        put = with_typed(press.form)
        return self._cares(press, put, "evaluation_more", "evaluation_pass") or self._more(press, put)

    def _more(self, press: Pressed, put: Put) -> Step:
        if put.shown:
            raise Refused(*both("evaluation_shown"))
        return self._asks(press, put, self._texts("evaluation_next_told", people=put.people))

    def _all(self, press: Pressed) -> Step:
        """Whether everyone has answered: what is shown is shown once."""
        put, texts = with_typed(press.form), self._texts
        if not put.people:
            raise WrongUse(*both("evaluation_none"))
        told = texts("evaluation_sure_told", people=put.people)
        presses = forms.row(
            forms.button("evaluation_show", texts("evaluation_sure"), kind="primary"),
            forms.button("evaluation_more", texts("evaluation_more")),
        )
        inner = heading(texts("evaluation_all"), told, evaluation().words.once.to(texts.lang)) + put.hidden() + presses
        return self._cares(press, put, "evaluation_all", "evaluation_all") or self._page(press, inner)

    def _show(self, press: Pressed) -> Step:
        put = were_put(press.form)
        if not put.people:
            raise WrongUse(*both("evaluation_none"))
        return self._page(press, everything(put._replace(shown=True), self._texts))

    def _cares(self, press: Pressed, put: Put, do: str, words: str) -> Step | None:
        """Whom to turn to, for the eyes of whoever has just written and still sits there; None without reason to."""
        concern = screen(being_typed(press.form))
        if concern.level == "none":
            return None
        told = f'<p role="status">{inert(self._texts("evaluation_put_told"))}</p>'
        on = forms.row(forms.button(do, self._texts(words), kind="primary"))
        return self._desk.show(replace(press, concern=concern), forms.form(told + put.hidden() + on, self.name))

    def _wipe(self, press: Pressed) -> Step:
        texts = self._texts
        if press.with_ == "sure":
            return self.opened(press)
        title = heading(texts("evaluation_wipe"), texts("evaluation_wipe_told"))
        sure = forms.button("evaluation_wipe", texts("evaluation_wipe_sure"), "sure", "harm")
        keep = forms.button("evaluation_show", texts("evaluation_keep"))
        return self._page(press, title + were_put(press.form).hidden() + forms.row(sure, keep))

    def _asks(self, press: Pressed, put: Put, told: str = "", filled: Form | None = None) -> Step:
        return self._page(press, asks(put, self._texts, told, filled or {}))

    def _page(self, press: Pressed, inner: str) -> Step:
        """What was written before belongs to somebody else: nothing is said of it here."""
        return self._desk.show(replace(press, concern=Concern(level="none")), forms.form(inner, self.name))


def _sheet(which: Occasion, form: Form, lang: Lang) -> Handout:
    return Handout(Both(da="evalueringsark", en="evaluation-sheet"), paper=evaluation_paper(which, lang))


def _group(form: Form, lang: Lang) -> Handout:
    put = were_put(form)
    if not put.shown:
        raise WrongUse(*both("evaluation_none"))
    paper = gathered_evaluation(put.which, put.answers, put.people, lang)
    return Handout(Both(da="netvaerkets-evaluering", en="network-evaluation"), paper=paper)


def _hr(form: Form, lang: Lang) -> Handout:
    """Nothing goes further that the group has not chosen, and none of it before everyone agrees."""
    to = form.get("to", "")
    if to not in ("decision", "chosen"):
        raise WrongUse(*both("evaluation_hr_nothing"))
    decided, lines = form.get("decided", "").splitlines(), ticked(form) if to == "chosen" else []
    if not any(text.strip() for text in (*decided, *lines)):
        raise WrongUse(*both("evaluation_hr_empty"))
    if not form.get("agreed"):
        raise WrongUse(*both("evaluation_hr_agree"))
    return Handout(Both(da="til-hr", en="for-hr"), paper=released_paper(decided, lines, lang))
