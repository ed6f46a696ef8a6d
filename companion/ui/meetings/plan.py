"""A plan for a meeting: what is wanted, the plan or the nearest there is, papers of it, and the clock for the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.facilitation.plan import make_plan
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.plan_view import fields, plan_page
from companion.ui.meetings.plan_wanted import FIRST_SEEN, LATE, day, near, planned, refusal, starts, taken, wanted
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.steps import Step
from companion.ui.texts import both
from companion.ui.view import focused, heading, inert, paragraphs
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


class PlanTool:
    """The tool on one language's page."""

    name = "plan"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        """`plan_near` takes the nearest plan there is in place of what was wanted."""
        return {
            "plan_make": lambda press: self._make(press, press.form | {"late": "0"}),
            "plan_late": lambda press: self._make(press, press.form | {"late": str(LATE)}),
            "plan_near": lambda press: self._make(press, taken(press.form, near(wanted(press.form)))),
        }

    def papers(self) -> Mapping[str, Make]:
        return {"plan-facilitator": _for_leader, "plan-participants": _for_all, "plan-calendar": _for_calendar}

    def opened(self, press: Pressed) -> Step:
        head = heading(self._texts("plan_heading"), self._texts("plan_lead"))
        kept = f'<p class="note" data-clock-kept hidden>{inert(self._texts("timer_kept"))}</p>'
        return self._desk.show(press, head + kept + forms.form(fields(FIRST_SEEN | press.form, self._texts), "plan"))

    def typed(self, form: Form) -> str:
        return form.get("place", "")

    def _make(self, press: Pressed, form: Form) -> Step:
        want, texts = wanted(form), self._texts
        starts(form), day(form)
        if near(want) == want:
            plan = make_plan(want, texts.lang)
            return self._desk.show(press, forms.form(plan_page(plan, form, texts), "plan"))
        said = f'<h1 tabindex="-1"{focused()}>{inert(texts("plan_refused_heading"))}</h1>'
        said += paragraphs(refusal(want, texts))
        take = forms.row(forms.button("plan_near", texts("plan_take"), kind="primary"))
        html = f'<div class="words">{said}</div>{take}<div class="again">{fields(form, texts, "secondary")}</div>'
        return self._desk.show(press, forms.form(html, "plan"))


def _for_leader(form: Form, lang: Lang) -> Handout:
    from companion.facilitation.plan_papers import facilitator_paper

    paper = facilitator_paper(planned(form, lang), starts(form))
    return Handout(Both(da="moedeplan", en="meeting-plan"), paper=paper)


def _for_all(form: Form, lang: Lang) -> Handout:
    from companion.facilitation.plan_papers import participants_paper

    paper = participants_paper(planned(form, lang), starts(form))
    return Handout(Both(da="moedet", en="the-meeting"), paper=paper)


def _for_calendar(form: Form, lang: Lang) -> Handout:
    from companion.facilitation.calendar import calendar

    on, at = day(form), starts(form)
    if on is None or at is None:
        raise WrongUse(*both("plan_calendar_needs"))
    content = calendar(planned(form, lang), on, at, form.get("place", "").strip())
    return Handout(Both(da="moedet", en="the-meeting"), calendar=content)
