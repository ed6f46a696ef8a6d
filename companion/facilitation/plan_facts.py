"""What is said of a plan wherever it is shown: what it is called, how long it is, and when each thing comes."""

from __future__ import annotations

import datetime as dt

from companion.facilitation.plan import Plan
from companion.facilitation.plan_words import PlanBlock
from companion.library.sources import load_sources
from companion.vocabulary import Both

TITLES = {
    "first": Both(da="Første møde", en="First meeting"),
    "following": Both(da="Netværksmøde", en="Network meeting"),
    "sparring": Both(da="Sparringsrunder", en="Sparring rounds"),
}
_FACTS = Both(da="{time} · {people} personer · {cases} oplæg", en="{time} · {people} people · {cases} {case}")
_MINUTES = Both(da="{minutes} minutter", en="{minutes} minutes")
_NO = Both(da="ingen", en="no")
_DAY = 24 * 60


def clock(minutes: int, plan: Plan, starts: dt.time | None = None) -> str:
    """So many minutes after the planned start: "1:05", or what the clock shows then ("10.05", in English "10:05")."""
    if starts is None:
        return f"{minutes // 60}:{minutes % 60:02}"
    hour, minute = divmod((starts.hour * 60 + starts.minute + minutes) % _DAY, 60)
    return f"{hour}{'.' if plan.lang == 'da' else ':'}{minute:02}"


def facts(plan: Plan, starts: dt.time | None = None) -> str:
    """How long or from when to when, how many people, how many cases."""
    wanted, lang = plan.wanted, plan.lang
    hours = f"{clock(0, plan, starts)}–{clock(wanted.minutes, plan, starts)}"
    return _FACTS.to(
        lang,
        time=hours if starts else _MINUTES.to(lang, minutes=wanted.minutes),
        people=wanted.people,
        cases=plan.cases or _NO.to(lang),
        case="case" if plan.cases == 1 else "cases",
    )


def quoted(block: PlanBlock, plan: Plan) -> str:
    """What is said at the transition, in the language's quotation marks, once."""
    if "”" in block.say:
        return block.say
    return f"”{block.say}”" if plan.lang == "da" else f"“{block.say}”"


def source_of(block: PlanBlock) -> str:
    """Title and section."""
    return f"{load_sources()[block.source].title}: {block.section}"
