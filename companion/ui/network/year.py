"""The year of a network: dates that hold, roles in turn, and the facilitator's plan for each meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.pilot.year import YearMeeting, YearPlan, plan_of, year_calendar, year_plan
from companion.pilot.year_paper import year_paper
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.network.year_view import NUMBER, fields, meeting_page, year_page
from companion.ui.network.year_wanted import FIRST_SEEN, WRITTEN, wanted
from companion.ui.steps import Step
from companion.ui.texts import both
from companion.ui.view import heading
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


class YearTool:
    """The tool on one language's page."""

    name = "year"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        """`year_open`: the plan of the meeting with this number."""
        return {"year_make": self._make, "year_open": self._open}

    def papers(self) -> Mapping[str, Make]:
        return {
            "year": _sheet, "year-calendar": _calendar, "year-facilitator": _for_leader, "year-participants": _for_all,
        }  # fmt: skip

    def opened(self, press: Pressed) -> Step:
        head = heading(self._texts("year_heading"), self._texts("year_lead"))
        return self._desk.show(press, head + forms.form(fields(FIRST_SEEN | press.form, self._texts), self.name))

    def typed(self, form: Form) -> str:
        return "\n".join(form.get(name, "") for name in WRITTEN)

    def _make(self, press: Pressed) -> Step:
        plan = year_plan(wanted(press.form))
        return self._desk.show(press, forms.form(year_page(plan, press.form, self._texts), self.name))

    def _open(self, press: Pressed) -> Step:
        plan = year_plan(wanted(press.form))
        html = meeting_page(_meeting(press.with_, plan), plan, press.form, self._texts)
        return self._desk.show(press, forms.form(html, self.name))


def _meeting(number: str, plan: YearPlan) -> YearMeeting:
    found = next((one for one in plan.meetings if str(one.number) == number), None)
    if found is None:
        raise WrongUse(*both("tool_gone"))
    return found


def _sheet(form: Form, lang: Lang) -> Handout:
    return Handout(Both(da="aarsplan", en="year-plan"), paper=year_paper(year_plan(wanted(form)), lang))


def _calendar(form: Form, lang: Lang) -> Handout:
    return Handout(Both(da="aarets-moeder", en="meetings"), calendar=year_calendar(year_plan(wanted(form)), lang))


def _for_leader(form: Form, lang: Lang) -> Handout:
    from companion.facilitation.plan_papers import facilitator_paper

    want = wanted(form)
    made = plan_of(_meeting(form.get(NUMBER, ""), year_plan(want)), lang)
    return Handout(Both(da="moedeplan", en="meeting-plan"), paper=facilitator_paper(made, want.starts))


def _for_all(form: Form, lang: Lang) -> Handout:
    from companion.facilitation.plan_papers import participants_paper

    want = wanted(form)
    made = plan_of(_meeting(form.get(NUMBER, ""), year_plan(want)), lang)
    return Handout(Both(da="moedet", en="the-meeting"), paper=participants_paper(made, want.starts))
