"""A plan as two papers: one to lead the meeting by, with what to do when it starts late, and one page for everybody."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import chain

from companion.facilitation.plan import Plan, Wanted, chosen, make_plan
from companion.facilitation.plan_facts import TITLES, clock, facts, source_of
from companion.facilitation.plan_words import PlanBlock
from companion.paper.blocks import Block, Heading, Moment, Panel, Paper, Points, Table, Text, Write
from companion.vocabulary import Both

LATE = 15
"""Minutes; the start there is a plan in reserve for."""
_ROOMY = 11
"""Rows that leave room to write two lines."""
_FOR_WHO_LEADS = Both(da="Til den, der leder mødet", en="For whoever leads the meeting")
_FOR_ALL = Both(da="Til alle", en="For everyone")
_CLOCK = Both(da="Kl.", en="Time")
_START = Both(da="Start", en="Start")
_MINUTES = Both(da="Min.", en="Min")
_WHAT = Both(da="Hvad", en="What")
_WHO = Both(da="Hvem", en="Who")
_WHAT_FOR = Both(da="Hvorfor", en="What it is for")
_READY = Both(da="Læg klar", en="Have ready")
_ONE_BY_ONE = Both(da="Punkt for punkt", en="Step by step")
_LENGTH = Both(da="{minutes} min.", en="{minutes} min")
_NOTES = (Both(da="Hvem: {told}", en="Who: {told}"), Both(da="Kilde: {told}", en="Source: {told}"))
_MATERIALS = Both(da="Materialer: {told}", en="Materials: {told}")
_IF_LATE = Both(da="Hvis I begynder {late} minutter for sent", en="If you start {late} minutes late")
_OTHER_CASES = Both(da="Tag {cases} oplæg i stedet for {planned}.", en="Take {cases} {case} instead of {planned}.")
_ENDS_LATER = Both(
    da="Det kan ikke nås til tiden. Spørg, om alle kan blive {more} minutter længere, til {end}.",
    en="It cannot be done in time. Ask whether everyone can stay {more} minutes longer, until {end}.",
)
_CONFIDENTIAL = Both(da="Fortroligt", en="Confidential")
_STAYS = Both(da="Det, der siges her, bliver her.", en="What is said here stays here.")
_MINE = Both(da="Det vil jeg gerne blive klogere på i dag", en="What I would like to grow wiser on today")
_NEXT = Both(da="Mit næste skridt", en="My next step")
_TAKE_ALONG = Both(
    da="Skriv ingen navne, og tag arket med dig, når du går.",
    en="Write no names, and take this sheet with you when you leave.",
)


def facilitator_paper(plan: Plan, starts: dt.time | None = None) -> Paper:
    """To lead by: the whole at a glance, then each block with what to do and say. `starts`: the time of day the meeting
    was to start; without it, times are counted from there."""
    lang = plan.lang
    moments = (_moment(block, plan, starts) for block in plan.blocks)
    return Paper(
        lang=lang,
        over=_FOR_WHO_LEADS.to(lang),
        title=TITLES[plan.wanted.meeting].to(lang),
        facts=facts(plan, starts),
        blocks=(
            _overview(plan, starts),
            *(Text(note) for note in plan.notes),
            Heading(_READY.to(lang)),
            Points(_materials(plan), boxes=True),
            Heading(_ONE_BY_ONE.to(lang)),
            *moments,
            *_reserve(plan, starts),
        ),
    )


def participants_paper(plan: Plan, starts: dt.time | None = None) -> Paper:
    """One page for each who takes part: when, what and what for, and room for one's own question and next step."""
    lang, rows = plan.lang, tuple(_purposes(plan, starts))
    lines = 2 if len(rows) <= _ROOMY else 1
    head = (_when(plan, starts), _WHAT.to(lang), _WHAT_FOR.to(lang))
    return Paper(
        lang=lang,
        over=_FOR_ALL.to(lang),
        title=TITLES[plan.wanted.meeting].to(lang),
        facts=facts(plan, starts),
        blocks=(
            Panel(_CONFIDENTIAL.to(lang), _STAYS.to(lang)),
            Table(head, rows, (0.11, 0.37, 0.52)),
            Write(_MINE.to(lang), lines),
            Write(_NEXT.to(lang), lines),
        ),
        foot=_TAKE_ALONG.to(lang),
    )


def _purposes(plan: Plan, starts: dt.time | None) -> Iterator[tuple[str, str, str]]:
    """When, what and what for; the last is said once of what comes several times. Changes of roles go without saying."""
    said: set[str] = set()
    for block in plan.blocks:
        if block.id == "switch":
            continue
        yield clock(block.start_min, plan, starts), block.title, "" if block.purpose in said else block.purpose
        said.add(block.purpose)


def _when(plan: Plan, starts: dt.time | None) -> str:
    return (_START if starts is None else _CLOCK).to(plan.lang)


def _overview(plan: Plan, starts: dt.time | None) -> Table:
    head = (_when(plan, starts), *(word.to(plan.lang) for word in (_MINUTES, _WHAT, _WHO)))
    rows = tuple((clock(one.start_min, plan, starts), str(one.minutes), one.title, one.roles) for one in plan.blocks)
    return Table(head, rows, (0.1, 0.08, 0.38, 0.44))


def _materials(plan: Plan) -> tuple[str, ...]:
    """Each thing once, in the order in which it is needed."""
    things = dict.fromkeys(one for block in plan.blocks for one in block.materials)
    return tuple(one[:1].upper() + one[1:] for one in things)


def _moment(block: PlanBlock, plan: Plan, starts: dt.time | None) -> Moment:
    lang, materials = plan.lang, ", ".join(block.materials)
    who, source = (note.to(lang, told=told) for note, told in zip(_NOTES, (block.roles, source_of(block)), strict=True))
    before, said = _said(block)
    return Moment(
        when=clock(block.start_min, plan, starts),
        length=_LENGTH.to(lang, minutes=block.minutes),
        title=block.title,
        paragraphs=(block.purpose, block.how, *before),
        said=said,
        notes=(who, *([_MATERIALS.to(lang, told=materials)] if materials else []), source),
    )


def _said(block: PlanBlock) -> tuple[tuple[str, ...], str]:
    """What is said aloud, without its quotation marks, and in front of it when, where that is told."""
    found = re.fullmatch(r"(.+) [”“](.+)”", block.say)
    return ((found[1],), found[2]) if found else ((), block.say)


def _reserve(plan: Plan, starts: dt.time | None) -> Iterator[Block]:
    """What to do when a meeting that was to start on time does not: the plan for it in short, and what has to give."""
    lang = plan.lang
    if plan.wanted.late:
        return
    other = make_plan(_late(plan), lang)
    yield Heading(_IF_LATE.to(lang, late=LATE))
    yield from (Text(line) for line in _given_up(plan, other, starts))
    head = (_when(plan, starts), *(word.to(lang) for word in (_MINUTES, _WHAT)))
    rows = ((clock(one.start_min, other, starts), str(one.minutes), one.title) for one in other.blocks)
    yield Table(head, tuple(rows), (0.12, 0.1, 0.78))


def _late(plan: Plan) -> Wanted:
    """The same meeting begun late: with as many of its cases as end on time, or, where not even one does, the least longer.
    There is always one, since as much longer as it starts late it is the plan there is."""
    late = plan.wanted.model_copy(update={"late": LATE, "cases": plan.cases})
    fewer = (late.model_copy(update={"cases": cases}) for cases in range(plan.cases, 0, -1))
    longer = (late.model_copy(update={"minutes": late.minutes + more}) for more in range(LATE + 1))
    return next(one for one in chain(fewer, longer) if chosen(one))


def _given_up(plan: Plan, other: Plan, starts: dt.time | None) -> Iterator[str]:
    lang = plan.lang
    if other.cases != plan.cases:
        case = "case" if other.cases == 1 else "cases"
        yield _OTHER_CASES.to(lang, cases=other.cases, planned=plan.cases, case=case)
    more = other.wanted.minutes - plan.wanted.minutes
    if more:
        yield _ENDS_LATER.to(lang, more=more, end=clock(other.wanted.minutes, plan, starts))
    yield from (note for note in other.notes[1:] if note not in plan.notes)
