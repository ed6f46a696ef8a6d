"""`companion plan`: a meeting plan that fits to the minute, in the terminal, on paper, in the calendar or as JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any, Literal, NamedTuple

from companion.brief.files import KINDS
from companion.commands import saved
from companion.errors import WrongUse
from companion.facilitation.plan import Plan, Wanted, make_plan
from companion.facilitation.plan_facts import TITLES, clock, facts, quoted
from companion.vocabulary import Both, Lang

__all__ = ["Out", "Wanted", "document", "run"]
CALENDAR = ".ics"
_ENDINGS = (*KINDS, CALENDAR)
_SAVED = Both(da="Planen er gemt.", en="The plan is saved.")


class Out(NamedTuple):
    """Where the plan is written, for whom, and when the meeting is."""

    path: Path | None = None
    printed: Literal["facilitator", "participants"] = "facilitator"
    starts: str | None = None
    """As it was typed: "9.20"."""
    date: str | None = None
    force: bool = False


def run(wanted: Wanted, out: Out, as_json: bool, lang: Lang) -> int:
    """On standard output, or in a file; with both, the file and the JSON."""
    starts, day = _time(out.starts), _day(out.date)
    _check(out, starts, day)
    plan = make_plan(wanted, lang)
    if out.path:
        saved.save(out.path, _file(plan, out, starts, day), out.force)
    if as_json:
        print(json.dumps(document(plan), ensure_ascii=False))
    else:
        print(_SAVED.to(lang) if out.path else read_aloud(plan, starts))
    return 0


def document(plan: Plan) -> dict[str, Any]:
    """The document of the contract; minutes sum to the meeting, less what it starts late."""
    told = plan.wanted.model_dump(mode="json") | {"cases": plan.cases, "groups": plan.groups, "notes": plan.notes}
    return told | {"blocks": [block.model_dump(mode="json") for block in plan.blocks]}


def read_aloud(plan: Plan, starts: dt.time | None) -> str:
    """What whoever leads needs at a glance: when, how long, what, who, and what to say."""
    head = [f"{TITLES[plan.wanted.meeting].to(plan.lang)} · {facts(plan, starts)}", *plan.notes, ""]
    rows = [
        f"{clock(one.start_min, plan, starts):>5} {one.minutes:>4} min.  {one.title}\n"
        f"{'':17}{one.roles}\n{'':17}{quoted(one, plan)}"
        for one in plan.blocks
    ]
    return "\n".join([*head, *rows])


def _file(plan: Plan, out: Out, starts: dt.time | None, day: dt.date | None) -> bytes:
    """The plan as the kind of file its name ends in."""
    kind = out.path.suffix.lower() if out.path else ""
    if kind == CALENDAR and starts is not None and day is not None:
        from companion.facilitation.calendar import calendar

        return calendar(plan, day, starts)
    from companion.facilitation.plan_papers import facilitator_paper, participants_paper
    from companion.paper.render import render

    paper = participants_paper if out.printed == "participants" else facilitator_paper
    return render(paper(plan, starts), kind)


def _check(out: Out, starts: dt.time | None, day: dt.date | None) -> None:
    """WrongUse when the path cannot become a plan."""
    saved.check(out.path, out.force, _ENDINGS)
    kind = out.path.suffix.lower() if out.path else ""
    if kind == CALENDAR and (starts is None or day is None):
        raise WrongUse(
            "Kalenderen skal vide, hvornår mødet er. Tilføj --date 2027-03-12 og --starts 9:00.",
            "The calendar must know when the meeting is. Add --date 2027-03-12 and --starts 9:00.",
        )


def _time(text: str | None) -> dt.time | None:
    """As people write a time of day: 9:20, 09.20."""
    if text is None:
        return None
    found = re.fullmatch(r"([01]?\d|2[0-3])[.:]([0-5]\d)", text.strip(), re.ASCII)
    if found is None:
        raise WrongUse("Skriv klokkeslættet som 9:00 efter --starts.", "Write the time of day as 9:00 after --starts.")
    return dt.time(int(found[1]), int(found[2]))


def _day(text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text.strip())
    except ValueError:
        raise WrongUse(
            "Skriv datoen som 2027-03-12 efter --date.", "Write the date as 2027-03-12 after --date."
        ) from None
