"""The first screen: what this is, what was begun, and how it went at the meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from companion.brief.words import date_in_words
from companion.casebook.summary import Summary
from companion.method.sequence import load_sequence
from companion.ui import forms
from companion.ui.network import seen
from companion.ui.texts import Texts
from companion.ui.view import heading, inert, paragraphs
from companion.vocabulary import Both
from companion.welcome import welcome_parts


def start(
    cases: Sequence[Summary],
    due: Summary | None,
    to: str,
    days: int,
    place: Both,
    models: str,
    texts: Texts,
    more: str = "",
) -> str:
    """Welcome; the way back to what was begun; after the meeting's date, how it went. `to`: the case that is due and the
    question its follow-up answers; `models`: what something may be sent to; `more`: fields of the follow-up."""
    begun = next((case for case in cases if not case.goal and not case.told and case is not due), None)
    hello, *rest = welcome_parts(texts.lang, days=days, place=place, models=models)
    back = (returned(due, to, texts, more) if due else "") + (_begun(begun, texts) if begun else "")
    begin = forms.row(forms.button("begin", texts("begin_another" if begun else "begin"), kind=_weight(bool(back))))
    told = f'<div class="words small">{paragraphs(*rest)}</div>{seen.way(texts)}'
    top = heading(texts("return_heading")) if due else heading(texts("start_heading"), hello)
    return top + back + begin + told + _goal(texts)


def due(cases: Sequence[Summary], today: dt.date) -> Summary | None:
    """The case whose meeting has been, and of which nothing is told yet."""
    return next((case for case in cases if case.meeting and case.meeting < today and not case.told), None)


def _weight(second: bool) -> str:
    return "secondary" if second else "primary"


def _begun(case: Summary, texts: Texts) -> str:
    """The case last worked on, one press away."""
    title = inert(case.title or texts("untitled"))
    at = load_sequence().step(case.step).title.to(texts.lang) if case.stage not in ("review", "done") else ""
    go = texts("open_brief" if case.stage in ("review", "done") else "continue")
    meeting = date_in_words(case.meeting, texts.lang) if case.meeting else ""
    head = texts("ready_for", date=meeting) if case.stage == "done" and meeting else texts("continue_heading")
    return (
        f'<section class="panel begun"><h2>{inert(head)}</h2><p dir="auto">”{title}”</p>'
        f'<p class="soft">{inert(at)}</p>{forms.row(forms.button("continue", go, case.id, "primary"))}</section>'
    )


def returned(case: Summary, to: str, texts: Texts, more: str = "") -> str:
    """The return loop: what was tried, learned, what is next, and who will ask about it."""
    said = "goal_lead" if case.goal else "return_lead"
    date = date_in_words(case.meeting, texts.lang) if case.meeting else ""
    held = forms.radios("held", texts("held"), [("1", texts("held_yes")), ("", texts("held_no"))], "1")
    fields = "".join(forms.area(name, texts(name)) for name in ("tried", "learned", "next"))
    inner = (
        held + fields + forms.line("asked_by", texts("asked_by")) + forms.line("date", texts("return_date"), "", "date") + more
        + forms.row(
            forms.button("return_save", texts("return_save"), to, "primary"),
            forms.button("return_new", texts("return_new"), to),
            forms.button("return_later", texts("return_later"), kind="quiet"),
        )
    )  # fmt: skip
    lead = texts(said, date=date, title=case.title)
    return f'<section class="panel"><p dir="auto">{inert(lead)}</p>{forms.form(inner, "return")}</section>'


def _goal(texts: Texts) -> str:
    """A goal told to the network is kept the same way as a case, and asked about the same way."""
    inner = (
        forms.area("goal", texts("goal")) + forms.line("date", texts("date"), "", "date")
        + forms.line("asked_by", texts("asked_by")) + forms.row(forms.button("goal_save", texts("goal_save")))
    )  # fmt: skip
    return f'<details class="aside"><summary>{texts("goal_heading")}</summary>{forms.form(inner, "goal")}</details>'
