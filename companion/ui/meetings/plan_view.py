"""The plan of a meeting as HTML: the fields it is made from, and the plan itself as a quiet list."""

from __future__ import annotations

from companion.facilitation.plan import FEWEST, MOST, Plan
from companion.facilitation.plan_data import FACILITATORS, MEETINGS
from companion.facilitation.plan_facts import TITLES, clock, facts, quoted, source_of
from companion.facilitation.plan_groups import groups_in_words
from companion.facilitation.plan_words import PlanBlock
from companion.ui import forms
from companion.ui.forms import UNKEPT, Form
from companion.ui.meetings import timer
from companion.ui.meetings.plan_wanted import LATE, day, starts
from companion.ui.meetings.take import calendar, line, take
from companion.ui.texts import Texts
from companion.ui.view import focused, inert

_CASES = 20
"""The list of numbers of cases goes so far; a plan for more is offered where it is the nearest."""


def fields(form: Form, texts: Texts, kind: str = "primary") -> str:
    """What is wanted, and the press that makes a plan of it. `kind`: of the press."""
    chosen = form.get("cases", "").strip()
    most = max(_CASES, int(chosen) if chosen.isdecimal() else 0)
    cases = [("", texts("plan_cases_any")), ("0", texts("plan_cases_none"))]
    cases += [(str(one), str(one)) for one in range(1, most + 1)]
    when = forms.line("starts", texts("plan_starts"), form.get("starts", ""), "time")
    when += forms.line("date", texts("plan_date"), form.get("date", ""), "date")
    where = forms.line("place", texts("plan_place"), form.get("place", ""))
    numbers = number_field("minutes", texts("plan_minutes"), form.get("minutes", ""), 10, 600)
    numbers += number_field("people", texts("plan_people"), form.get("people", ""), FEWEST, MOST)
    numbers += forms.choice("cases", texts("plan_cases"), cases, chosen)
    return (
        forms.radios(
            "meeting", texts("plan_meeting"), [(one, texts(f"plan_{one}")) for one in MEETINGS], form["meeting"]
        )
        + f'<div class="beside">{numbers}</div>'
        + forms.radios(
            "facilitator",
            texts("plan_facilitator"),
            [(one, texts(f"plan_{one}")) for one in FACILITATORS],
            form["facilitator"],
        )
        + f'<div class="field">{forms.tick("online", texts("plan_online"), bool(form.get("online")))}</div>'
        + f'<fieldset class="when"><legend>{inert(texts("plan_when"))}</legend><div class="beside">{when}</div>{where}'
        + f'</fieldset><input type="hidden" name="late" value="{inert(form.get("late", "0"))}" {UNKEPT}>'
        + forms.row(forms.button("plan_make", texts("plan_make"), kind=kind))
    )


def plan_page(plan: Plan, form: Form, texts: Texts) -> str:
    """The plan, what can be done with it, and the fields folded under it."""
    at = starts(form)
    title = f'<h1 tabindex="-1"{focused()}>{inert(TITLES[plan.wanted.meeting].to(plan.lang))}</h1>'
    told = "".join(f'<p class="note">{inert(note)}</p>' for note in plan.notes)
    groups = f'<p class="soft">{inert(_groups(plan, texts))}</p>' if plan.groups else ""
    head = f'<div class="words">{title}<p>{inert(facts(plan, at))}</p>{groups}</div>{told}'
    late = texts("plan_late", n=LATE)
    turn = ("plan_make", texts("plan_on_time")) if plan.wanted.late else ("plan_late", late)
    blocks = "".join(
        _block(block, clock(block.start_min, plan, at), quoted(block, plan), texts) for block in plan.blocks
    )
    again = f'<details class="aside"><summary>{inert(texts("plan_change"))}</summary>{fields(form, texts)}</details>'
    return (
        f"{head}{forms.row(timer.show(texts), forms.button(*turn))}"
        f'<ol class="plan">{blocks}</ol>{_papers(texts)}{again}{timer.timer(plan, at, day(form), texts)}'
    )


def _papers(texts: Texts) -> str:
    return take(
        texts("plan_papers"),
        line(texts("plan_for_leader"), "plan-facilitator"),
        line(texts("plan_for_all"), "plan-participants"),
        calendar(texts("plan_for_calendar"), "plan-calendar", texts("plan_calendar")),
    )


def _block(block: PlanBlock, when: str, said: str, texts: Texts) -> str:
    length = texts("plan_minutes_short", n=block.minutes)
    hidden = f'<span class="visually-hidden">{inert(texts("plan_more_of", title=block.title))}</span>'
    rows = (
        ("plan_how", block.how),
        ("plan_purpose", block.purpose),
        ("plan_materials", ", ".join(block.materials)),
        ("plan_source", source_of(block)),
    )
    more = "".join(f"<dt>{inert(texts(name))}</dt><dd>{inert(text)}</dd>" for name, text in rows if text)
    return (
        f'<li><p class="when"><b>{inert(when)}</b> <span>{inert(length)}</span></p><div><h2>{inert(block.title)}</h2>'
        f'<p class="who">{inert(block.roles)}</p><p class="said">{inert(said)}</p>'
        f"<details><summary>{inert(texts('plan_more'))}{hidden}</summary><dl>{more}</dl></details></div></li>"
    )


def _groups(plan: Plan, texts: Texts) -> str:
    if len(plan.groups) == 1:
        return texts("plan_groups", groups=groups_in_words(plan.groups[0], plan.lang))
    told = (groups_in_words(sizes, plan.lang) for sizes in plan.groups)
    return " ".join(texts("plan_round", round=n, groups=one) for n, one in enumerate(told, start=1))


def number_field(name: str, label: str, value: str, least: int, most: int) -> str:
    """A whole number; what it may be is told by the browser, and again where it is read."""
    return (
        f'<label class="field"><span>{inert(label)}</span><input type="number" inputmode="numeric" '
        f'name="{name}" min="{least}" max="{most}" value="{inert(value)}" {UNKEPT}></label>'
    )
