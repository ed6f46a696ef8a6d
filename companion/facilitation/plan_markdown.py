"""A plan on paper, as Markdown that reads well raw."""

from __future__ import annotations

from collections.abc import Iterator

from companion.facilitation.plan import Plan
from companion.facilitation.plan_words import PlanBlock
from companion.library.sources import load_sources
from companion.vocabulary import Both

TITLES = {
    "first": Both(da="Første møde", en="First meeting"),
    "following": Both(da="Følgende møde", en="Following meeting"),
    "sparring": Both(da="Sparringsrunder", en="Sparring rounds"),
}
_FACTS = Both(
    da="{minutes} minutter · {people} personer · oplæg: {cases}",
    en="{minutes} minutes · {people} people · cases: {cases}",
)
_HEAD = Both(da="| Start | Min. | Hvad | Hvem |", en="| Start | Min | What | Who |")
_ROWS = (
    Both(da="Formål", en="Purpose"),
    Both(da="Sådan", en="How"),
    Both(da="Sig", en="Say"),
    Both(da="Materialer", en="Materials"),
    Both(da="Kilde", en="Source"),
)


def clock(minutes: int) -> str:
    """Hours and minutes after the planned start: "1:05"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def facts(plan: Plan) -> str:
    """How long, how many, how many cases."""
    wanted = plan.wanted
    return _FACTS.to(plan.lang, minutes=wanted.minutes, people=wanted.people, cases=plan.cases)


def quoted(block: PlanBlock, plan: Plan) -> str:
    """What is said at the transition, in the language's quotation marks, once."""
    if "”" in block.say:
        return block.say
    return f"”{block.say}”" if plan.lang == "da" else f"“{block.say}”"


def render_plan(plan: Plan) -> str:
    """The whole plan: the table to lead by, then each block in full."""
    return "\n".join(_lines(plan)).rstrip() + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield from (f"# {TITLES[plan.wanted.meeting].to(plan.lang)}", "", facts(plan), "")
    for note in plan.notes:
        yield from (f"*{note}*", "")
    yield from (_HEAD.to(plan.lang), "| --- | ---: | --- | --- |")
    yield from (f"| {clock(one.start_min)} | {one.minutes} | {one.title} | {one.roles} |" for one in plan.blocks)
    for block in plan.blocks:
        yield from _block(block, plan)


def _block(block: PlanBlock, plan: Plan) -> Iterator[str]:
    yield from ("", f"## {clock(block.start_min)} {block.title} ({block.minutes} min.)", "")
    source = f"{load_sources()[block.source].title}: {block.section}"
    said = (block.purpose, block.how, quoted(block, plan), ", ".join(block.materials), source)
    yield from (f"- **{row.to(plan.lang)}:** {text}" for row, text in zip(_ROWS, said, strict=True) if text)
