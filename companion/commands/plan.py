"""`companion plan`: a meeting plan that fits to the minute, in the terminal, as Markdown or as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from companion.commands.export import write_out
from companion.errors import WrongUse
from companion.facilitation.plan import Plan, Wanted, make_plan
from companion.facilitation.plan_data import Facilitator, MeetingKind
from companion.facilitation.plan_markdown import TITLES, clock, facts, quoted, render_plan
from companion.vocabulary import Both, Lang

KINDS = (".md",)
_SAVED = Both(da="Planen er gemt.", en="The plan is saved.")


def run(
    meeting: MeetingKind,
    minutes: int,
    people: int,
    cases: int | None,
    online: bool,
    facilitator: Facilitator,
    late: int,
    out: Path | None,
    force: bool,
    as_json: bool,
    lang: Lang,
) -> int:
    """On standard output, or in a file; with both, the file and the JSON."""
    _check_out(out)
    wanted = Wanted(
        meeting=meeting, minutes=minutes, people=people, cases=cases, online=online, facilitator=facilitator, late=late
    )
    plan = make_plan(wanted, lang)
    if out:
        write_out(out, render_plan(plan), force)
    if as_json:
        print(json.dumps(document(plan), ensure_ascii=False))
    else:
        print(_SAVED.to(lang) if out else read_aloud(plan))
    return 0


def document(plan: Plan) -> dict[str, Any]:
    """The document of the contract; minutes sum to the meeting, less what it starts late."""
    told = plan.wanted.model_dump(mode="json") | {"cases": plan.cases, "groups": plan.groups, "notes": plan.notes}
    return told | {"blocks": [block.model_dump(mode="json") for block in plan.blocks]}


def read_aloud(plan: Plan) -> str:
    """What whoever leads needs at a glance: when, how long, what, who, and what to say."""
    head = [f"{TITLES[plan.wanted.meeting].to(plan.lang)} · {facts(plan)}", *plan.notes, ""]
    rows = [
        f"{clock(one.start_min):>5} {one.minutes:>4} min.  {one.title}\n{'':17}{one.roles}\n{'':17}{quoted(one, plan)}"
        for one in plan.blocks
    ]
    return "\n".join([*head, *rows])


def _check_out(path: Path | None) -> None:
    """WrongUse when `path` cannot become a plan; one that exists is refused where it is written."""
    if path and path.suffix.lower() not in KINDS:
        raise WrongUse("Filen skal ende på .md. Ret den efter --out.", "The file must end in .md. Mend it after --out.")
