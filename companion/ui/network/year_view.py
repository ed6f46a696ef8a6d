"""The year as HTML: the fields it is made from, its meetings as a list, and the plan of one of them."""

from __future__ import annotations

from companion.brief.words import date_in_words
from companion.facilitation.plan_facts import TITLES, clock, facts
from companion.facilitation.plan_words import PlanBlock
from companion.pilot.year import EVERY, FEWEST_MEETINGS, MOST_MEETINGS, YearMeeting, YearPlan, plan_of
from companion.pilot.year_paper import about, along, hours, moves, roles_of, weekday
from companion.ui import forms
from companion.ui.forms import UNKEPT, Form
from companion.ui.meetings.plan_view import number_field
from companion.ui.meetings.take import line
from companion.ui.network.year_wanted import FIELDS
from companion.ui.texts import Texts
from companion.ui.view import focused, inert

NUMBER = "meeting"
"""The field that says which meeting's plan is open."""


def fields(form: Form, texts: Texts, kind: str = "primary") -> str:
    """What is wanted, and the press that makes a year of it. `kind`: of the press."""
    numbers = [(str(one), str(one)) for one in range(FEWEST_MEETINGS, MOST_MEETINGS + 1)]
    every = [("", texts("year_spread")), *((str(one), texts("year_weeks", n=one)) for one in EVERY)]
    days = [("", texts("year_same_day")), *((str(one), weekday(one, texts.lang)) for one in range(7))]
    when = forms.line("date", texts("year_first"), form.get("date", ""), "date")
    when += forms.line("starts", texts("year_starts"), form.get("starts", ""), "time")
    when += number_field("minutes", texts("plan_minutes"), form.get("minutes", ""), 10, 600)
    often = forms.choice("meetings", texts("year_meetings"), numbers, form.get("meetings", ""))
    often += forms.choice("every", texts("year_every"), every, form.get("every", ""))
    often += forms.choice("weekday", texts("year_weekday"), days, form.get("weekday", ""))
    people = number_field("people", texts("year_people"), form.get("people", ""), 3, 40)
    areas = "".join(
        forms.area(name, texts(f"year_{name}"), form.get(name, "")) for name in ("names", "places", "themes")
    )
    country = forms.line("country", texts("year_country"), form.get("country", ""))
    tick = forms.tick("often", texts("year_often"), bool(form.get("often")))
    return (
        f'<div class="beside">{when}</div><div class="beside">{often}</div>{people}{areas}'
        f'<div class="beside">{country}</div><div class="field">{tick}</div>'
        + forms.row(forms.button("year_make", texts("year_make"), kind=kind))
    )


def year_page(plan: YearPlan, form: Form, texts: Texts) -> str:
    """The meetings, what was moved, and what to take along."""
    lang = texts.lang
    title = f'<h1 tabindex="-1"{focused()}>{inert(texts("year_made"))}</h1>'
    meetings = "".join(_meeting(one, plan, texts) for one in plan.meetings)
    moved = "".join(f"<li>{inert(line)}</li>" for line in moves(plan, lang))
    told = f'<h2>{inert(texts("year_moved"))}</h2><ul class="moved">{moved}</ul>' if moved else ""
    notes = "".join(f"<p>{inert(line)}</p>" for line in along(plan, lang))
    change = f"<summary>{inert(texts('year_change'))}</summary>{fields(form, texts, 'secondary')}"
    return (
        f'<div class="words">{title}</div><ol class="plan year">{meetings}</ol><section class="along">{told}'
        f"<h2>{inert(texts('year_along'))}</h2>{notes}</section>{_papers(texts)}"
        f'<details class="aside">{change}</details>'
    )


def _meeting(meeting: YearMeeting, plan: YearPlan, texts: Texts) -> str:
    lang, day = texts.lang, meeting.day
    who = " · ".join(roles_of(meeting, lang))
    said = f'<p class="who">{inert(who)}</p>' if who else ""
    title = " · ".join(about(meeting, lang)) or TITLES[meeting.plan.meeting].to(lang)
    where = f"{weekday(day.weekday(), lang)} {hours(plan, lang)}" + (f" · {meeting.place}" if meeting.place else "")
    label = texts("year_open_of", date=date_in_words(day, lang))
    opens = (
        f'<button type="button" class="quiet" data-do="year_open" data-with="{meeting.number}" '
        f'aria-label="{inert(label)}">{inert(texts("year_open"))}</button>'
    )
    return (
        f'<li><p class="when"><b>{inert(date_in_words(day, lang))}</b></p><div><h2>{inert(title)}</h2>'
        f'<p class="soft">{inert(where)}</p>{said}{opens}</div></li>'
    )


def _papers(texts: Texts) -> str:
    calendar = (
        f'<p class="paper-line"><span>{inert(texts("plan_for_calendar"))}</span><button type="button" class="quiet" '
        f'data-paper="year-calendar.ics">{inert(texts("year_calendar"))}</button></p>'
    )
    lines = line(texts("year_sheet"), "year") + calendar
    told = '<p class="paper-told" role="alert"></p>'
    return f'<section class="papers"><h2>{inert(texts("plan_papers"))}</h2>{lines}{told}</section>'


def meeting_page(meeting: YearMeeting, plan: YearPlan, form: Form, texts: Texts) -> str:
    """The facilitator's plan for one meeting, and its papers. The year stays in the form."""
    made, at = plan_of(meeting, texts.lang), plan.wanted.starts
    title = f"{TITLES[made.wanted.meeting].to(texts.lang)}, {date_in_words(meeting.day, texts.lang)}"
    head = f'<h1 tabindex="-1"{focused()}>{inert(title)}</h1><p>{inert(facts(made, at))}</p>'
    blocks = "".join(_block(block, clock(block.start_min, made, at), texts) for block in made.blocks)
    lines = line(texts("plan_for_leader"), "year-facilitator")
    lines += line(texts("plan_for_all"), "year-participants")
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{inert(value)}" {UNKEPT}>'
        for name, value in [*((name, form.get(name, "")) for name in FIELDS), (NUMBER, str(meeting.number))]
    )
    back = forms.row(forms.button("year_make", texts("year_back")))
    return (
        f'<div class="words">{head}</div>{kept}<ol class="plan">{blocks}</ol><section class="papers">'
        f'<h2>{inert(texts("plan_papers"))}</h2>{lines}<p class="paper-told" role="alert"></p></section>{back}'
    )


def _block(block: PlanBlock, when: str, texts: Texts) -> str:
    length = texts("plan_minutes_short", n=block.minutes)
    return (
        f'<li><p class="when"><b>{inert(when)}</b> <span>{inert(length)}</span></p><div><h2>{inert(block.title)}</h2>'
        f'<p class="who">{inert(block.roles)}</p><p>{inert(block.how)}</p></div></li>'
    )
