"""Review: the brief is the leader's. Strike, edit, choose, give each person a role, approve."""

from __future__ import annotations

import datetime as dt
from typing import Any

from companion.method import compose
from companion.method.draft import waiting
from companion.method.state import DraftLine, State, current
from companion.vocabulary import Person

_TEXTS = ("key_question", "wish", "dilemma", "next_time")


def review(state: State) -> State:
    """The brief as the leader left it. `form` keys: share.N and text.N for line N, role.N and approve.N for person N (or
    `compose.mark_of` in place of N), key_question, wish, dilemma, room_step, minutes, date (ISO), next_time, adopt.ID for a
    question ID that a model worded, and approved."""
    form = current(state)[0].form
    chosen = _choices(form, compose.choices(state))
    people = [_person(person, form, place, state) for place, person in enumerate(state["people"])]
    lines = [_line(line, form, place, state) for place, line in enumerate(state["lines"])]
    fresh = State(people=people, lines=lines, approved=form.get("approved", "") == "1", held=None)
    fresh["adopted"] = _adopted(form, state["adopted"])
    fresh["people"] = compose.cast(state | fresh, *(getattr(chosen, name) for name in _TEXTS))
    brief = compose.brief(state | fresh, chosen)
    meeting = brief.date.isoformat() if brief.date else ""
    return fresh | State(brief=brief, meeting=meeting) | waiting(state, "done" if fresh["approved"] else "review")


def _adopted(form: dict[str, str], before: list[str]) -> list[str]:
    """The questions that may stand as a heading; what the form does not speak of stays as it was."""
    said = {name.removeprefix("adopt."): value == "1" for name, value in form.items() if name.startswith("adopt.")}
    return [*(one for one in before if one not in said), *(one for one, yes in said.items() if yes)]


def _person(person: Person, form: dict[str, str], place: int, state: State) -> Person:
    """The person as the form has it. A name in a role is one that nobody approved."""
    mark = compose.mark_of(person, state)
    said = {name: form.get(f"{name}.{mark}", form.get(f"{name}.{place}", "")) for name in ("role", "approve")}
    typed = said["role"].strip() or person.role
    role = typed if typed == person.role else compose.in_roles(typed, state)
    role = role if role == typed else role[:1].lower() + role[1:]
    return person.model_copy(update={"role": role, "approved": said["approve"] == "1"})


def _line(line: DraftLine, form: dict[str, str], place: int, state: State) -> DraftLine:
    """The line as edited. What comes back as it was shown is unedited, so that a name approved later can stand in it."""
    typed = form.get(f"text.{place}", "").strip()
    untouched = not typed or typed == compose.shown_line(line, state)
    share = form.get(f"share.{place}", "1") == "1"
    return line.model_copy(update={"share": share, "text": line.text if untouched else typed})


def _choices(form: dict[str, str], before: compose.Choices) -> compose.Choices:
    """What the form says, and what stood before where it says nothing. A number or date that is none leaves it be."""
    texts: dict[str, Any] = {name: form[name].strip() for name in _TEXTS if name in form}
    room = {"room_step": form["room_step"] or None} if "room_step" in form else {}
    minutes = form.get("minutes", "")
    amount = (
        {"minutes": min(max(int(minutes), compose.LEAST_MINUTES), compose.MOST_MINUTES)} if minutes.isdigit() else {}
    )
    return before.model_copy(update={**texts, **room, **amount, **_date(form)})


def _date(form: dict[str, str]) -> dict[str, dt.date | None]:
    if "date" not in form:
        return {}
    try:
        return {"date": dt.date.fromisoformat(form["date"].strip()[:10]) if form["date"].strip() else None}
    except ValueError:
        return {}
