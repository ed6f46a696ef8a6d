"""A year of meetings on paper: one sheet for everybody in the network, and one for whoever leads a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from companion.brief.words import date_in_words
from companion.library.sources import load_sources
from companion.paper.blocks import Block, Heading, Paper, Points, Table, Text
from companion.pilot.year import YearMeeting, YearPlan
from companion.vocabulary import Both, Lang

_FOR_ALL = Both(da="Til alle i netværket", en="For everyone in the network")
_TITLE = Both(da="Året i netværket", en="The year in the network")
_FACTS = Both(da="{meetings} møder · {people} personer · {time}", en="{meetings} meetings · {people} people · {time}")
_HEAD = (
    Both(da="Nr.", en="No."), Both(da="Hvornår", en="When"), Both(da="Hvor", en="Where"), Both(da="Hvem", en="Who"),
    Both(da="Om", en="About"),
)  # fmt: skip
_WIDTHS = (0.06, 0.21, 0.18, 0.35, 0.2)
_ROLES = (
    Both(da="Vært: {who}", en="Host: {who}"), Both(da="Mødeleder: {who}", en="Leads: {who}"),
    Both(da="Oplæg: {who}", en="Cases: {who}"), Both(da="Tid: {who}", en="Time: {who}"),
)  # fmt: skip
FIRST = Both(da="Lær hinanden at kende", en="Getting to know each other")
CHECK = Both(da="Virker formen?", en="Does the form work?")
EVALUATION = Both(da="Evaluering", en="Evaluation")
_MOVED = Both(da="Flyttet", en="Moved")
MOVED = Both(da="Møde {number}: ikke {planned} ({why}).", en="Meeting {number}: not {planned} ({why}).")
_ALONG = Both(da="Undervejs", en="Along the way")
CHECK_TOLD = Both(
    da="Efter møde {number} ser I på formen: Hvad virker, og hvad vil I lave om?",
    en="After meeting {number} you look at the form: what works, and what do you want to change?",
)
EVALUATION_TOLD = Both(
    da="Den {date} evaluerer I processen og indholdet. Sæt en halv time af.",
    en="On {date} you evaluate the process and the content. Set aside half an hour.",
)
LATER = Both(da="Temaer, der ikke blev plads til: {themes}.", en="Themes there was no room for: {themes}.")
_FOOT = Both(
    da="Om at prøve formen af: {first}. Om 6-8 møder og evaluering: {second}.",
    en="On trying out the form: {first}. On 6-8 meetings and evaluation: {second}.",
)
_WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def weekday(number: int, lang: Lang) -> str:
    """0 is Monday."""
    return _WEEKDAYS[lang][number]


def day_in_words(day: dt.date, lang: Lang) -> str:
    """tirsdag 12. januar 2027 · Tuesday 12 January 2027."""
    return f"{weekday(day.weekday(), lang)} {date_in_words(day, lang)}"


def hours(plan: YearPlan, lang: Lang) -> str:
    """From when to when: 9.00–11.00."""
    begins = dt.datetime.combine(plan.meetings[0].day, plan.wanted.starts)
    ends = begins + dt.timedelta(minutes=plan.wanted.minutes)
    mark = "." if lang == "da" else ":"
    return "–".join(f"{one.hour}{mark}{one.minute:02}" for one in (begins, ends))


def year_paper(plan: YearPlan, lang: Lang) -> Paper:
    """One sheet: every meeting, what was moved and why, and when to look at how it goes."""
    sources = load_sources()
    rows = tuple(_row(meeting, lang) for meeting in plan.meetings)
    return Paper(
        lang=lang,
        over=_FOR_ALL.to(lang),
        title=_TITLE.to(lang),
        facts=_FACTS.to(lang, meetings=len(rows), people=plan.wanted.people, time=hours(plan, lang)),
        blocks=(Table(tuple(one.to(lang) for one in _HEAD), rows, _WIDTHS), *_below(plan, lang)),
        foot=_FOOT.to(lang, first=sources["002"].title, second=sources["000"].title),
    )


def roles_of(meeting: YearMeeting, lang: Lang) -> tuple[str, ...]:
    """Who does what, a line a role."""
    turn = meeting.turn
    if turn is None:
        return ()
    who = (turn.host, turn.leader, ", ".join(turn.cases), turn.timekeeper)
    return tuple(role.to(lang, who=one) for role, one in zip(_ROLES, who, strict=True) if one)


def about(meeting: YearMeeting, lang: Lang) -> tuple[str, ...]:
    """The theme, and whether the form or the year is looked at."""
    said = [FIRST.to(lang)] if meeting.number == 1 else [meeting.theme] if meeting.theme else []
    said += [CHECK.to(lang)] if meeting.check else []
    return (*said, EVALUATION.to(lang)) if meeting.evaluation else tuple(said)


def moves(plan: YearPlan, lang: Lang) -> tuple[str, ...]:
    """Each meeting that is not where it would have been, and why."""
    return tuple(
        MOVED.to(lang, number=one.number, planned=day_in_words(one.planned, lang), why=one.moved.to(lang))
        for one in plan.meetings
        if one.moved
    )


def along(plan: YearPlan, lang: Lang) -> tuple[str, ...]:
    """When to look at how it goes, and what one would not expect."""
    checks = [CHECK_TOLD.to(lang, number=one.number) for one in plan.meetings if one.check]
    told = [EVALUATION_TOLD.to(lang, date=date_in_words(plan.evaluation, lang))]
    later = [LATER.to(lang, themes=", ".join(plan.later))] if plan.later else []
    return (*checks, *told, *(note.to(lang) for note in plan.notes), *later)


def _row(meeting: YearMeeting, lang: Lang) -> tuple[str, ...]:
    who, said = " · ".join(roles_of(meeting, lang)), "\n".join(about(meeting, lang))
    return str(meeting.number), day_in_words(meeting.day, lang), meeting.place, who, said


def _below(plan: YearPlan, lang: Lang) -> Iterator[Block]:
    if found := moves(plan, lang):
        yield from (Heading(_MOVED.to(lang)), Points(found))
    yield Heading(_ALONG.to(lang))
    yield from (Text(line) for line in along(plan, lang))
