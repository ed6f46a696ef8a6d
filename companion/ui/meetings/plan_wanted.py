"""The meeting somebody wants a plan for, read from a form, and said back where there is no such plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar, get_args

from companion.errors import WrongUse
from companion.facilitation.plan import Plan, Wanted, chosen, make_plan, nearest
from companion.facilitation.plan_data import Facilitator, MeetingKind
from companion.ui.forms import Form
from companion.ui.texts import Texts, both
from companion.vocabulary import LANGS, Lang

Read = TypeVar("Read", dt.time, dt.date)
FIRST_SEEN: Form = {"meeting": "following", "minutes": "120", "people": "6", "cases": "", "facilitator": "one"}
"""What stands in the form before anybody has touched it."""
LATE = 15
"""Minutes of "we begin late"."""
_DIGITS = 4


def wanted(form: Form) -> Wanted:
    """WrongUse where a number is none, or a choice is none that was offered."""
    meeting, facilitator = form.get("meeting"), form.get("facilitator")
    if meeting not in get_args(MeetingKind) or facilitator not in get_args(Facilitator):
        raise WrongUse(*both("tool_gone"))
    return Wanted(
        meeting=meeting,
        minutes=_number(form.get("minutes", ""), "plan_minutes_wrong"),
        people=_number(form.get("people", ""), "plan_people_wrong"),
        cases=_number(form["cases"], "plan_cases_wrong") if form.get("cases", "").strip() else None,
        online=bool(form.get("online")),
        facilitator=facilitator,
        late=_number(form.get("late") or "0", "tool_gone"),
    )


def planned(form: Form, lang: Lang) -> Plan:
    """The plan. WrongUse in the words of a page where there is none."""
    want = wanted(form)
    if near(want) != want:
        raise WrongUse(*(refusal(want, Texts(one)) for one in LANGS))
    return make_plan(want, lang)


def near(want: Wanted) -> Wanted:
    """The nearest there is a plan for. Who begins late ends on time with fewer cases, where that is enough, rather than
    later with all of them."""
    fewer = range(want.cases or 0, 0, -1) if want.late else ()
    less = (want.model_copy(update={"cases": cases}) for cases in fewer)
    return next((one for one in less if chosen(one)), nearest(want))


def refusal(want: Wanted, texts: Texts) -> str:
    """That it does not add up, and what the nearest plan has that was not asked for."""
    other = near(want)
    changed = []
    for name in ("minutes", "people", "cases", "late"):
        was, now = getattr(want, name), getattr(other, name)
        if was != now:
            told = texts(f"plan_{name}_{now}" if now in (0, 1) and name != "minutes" else f"plan_{name}_n", n=now)
            changed.append(told if was is None or name == "late" else texts("plan_instead", told=told, was=was))
    said = texts("plan_refused_late" if want.late else "plan_refused")
    return f"{said} {texts('plan_nearest', told=texts('material_and').join(changed))}"


def taken(form: Form, want: Wanted) -> Form:
    """The form as it would be filled in for `want`."""
    numbers = {name: str(getattr(want, name)) for name in ("minutes", "people", "late")}
    return form | numbers | {"cases": "" if want.cases is None else str(want.cases)}


def starts(form: Form) -> dt.time | None:
    """When it begins, where that is told."""
    return _read(form.get("starts", ""), lambda text: dt.datetime.strptime(text, "%H:%M").time(), "plan_starts_wrong")


def day(form: Form) -> dt.date | None:
    """The day, where it is told."""
    return _read(form.get("date", ""), lambda text: dt.datetime.strptime(text, "%Y-%m-%d").date(), "plan_date_wrong")


def _read(text: str, read: Callable[[str], Read], wrong: str) -> Read | None:
    if not text.strip():
        return None
    try:
        return read(text.strip())
    except ValueError as problem:
        raise WrongUse(*both(wrong)) from problem


def _number(text: str, wrong: str) -> int:
    text = text.strip()
    if not text.isdecimal() or len(text) > _DIGITS:
        raise WrongUse(*both(wrong))
    return int(text)
