"""What is counted of the presses of leaders who said yes to it, during a pilot: that something was begun, reached, finished,
made. Never what was written, of whom, or in which case. A leader's press goes through whatever becomes of the counting.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from companion.errors import SparringsrumError, WrongUse
from companion.method.sequence import load_sequence
from companion.method.state import State
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.network import seen
from companion.ui.steps import Shown
from companion.ui.texts import Texts, both
from companion.ui.view import inert, paragraphs

if TYPE_CHECKING:
    from companion.pilot.counts import Counts, Kind
    from companion.ui.pages import At, Pages
    from companion.ui.room import Room

_COUNTS: dict[str, tuple[tuple[Kind, int], ...]] = {
    "begin": (("begun", 0), ("step", 1)),
    "return_save": (("follow_up", 0),),
    "return_new": (("follow_up", 0), ("begun", 0), ("step", 1)),
    "questions_make": (("question_set", 0),),
    "case_make": (("question_set", 0),),
    "plan_make": (("plan", 0),),
    "practice_end": (("practised", 0),),
}
"""Press to what it counts as, once it has gone through."""
_ANSWERS = [(str(value), str(value)) for value in range(1, 6)]
RATINGS: tuple[Kind, ...] = ("helped", "goal", "goal_after")
"""What a leader may answer from 1 to 5; each at most as often as there is something to answer about."""


class Counting:
    """The counting of one language's page."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def presses(self) -> dict[str, Callable[[str, At, str, Form], Shown]]:
        """Yes and no to being counted, and the answers from 1 to 5."""
        return {
            "count_yes": lambda owner, at, to, form: self._agrees(owner, True, to),
            "count_no": lambda owner, at, to, form: self._agrees(owner, False, to),
            "count_rate": lambda owner, at, to, form: self._rates(owner, at, form),
        }

    def forget(self, owner: str) -> None:
        """Everything counted of whoever has deleted all that is stored about them."""
        counts = self._pages.room.counts
        if counts and counts.agreed(owner):
            counts.withdraw(owner)

    def pressed(self, owner: str, do: str, form: Form) -> None:
        """A press that has gone through. An answer that stands in its form is counted with it."""
        for kind, value in _COUNTS.get(do, ()):
            self._count(owner, kind, value)
        if do in ("return_save", "return_new"):
            self._answered(owner, form, "goal_after")

    def following(self, owner: str, case_id: str) -> Callable[[Callable[[], Shown]], Callable[[], Shown]]:
        """To be asked before a reply is received: makes of what comes next the same, counted afterwards."""
        if not self._agreed(owner):
            return lambda more: more
        book = self._pages.room.book()
        before = book.look(owner, case_id)

        def counted(more: Callable[[], Shown]) -> Callable[[], Shown]:
            return lambda: self._gone_on(owner, case_id, before, more())

        return counted

    def _gone_on(self, owner: str, case_id: str, before: State, shown: Shown) -> Shown:
        with suppress(SparringsrumError):
            after = self._pages.room.book().look(owner, case_id)
            for step in range(reached(before) + 1, reached(after) + 1):
                self._count(owner, "step", step)
            if after["approved"] and not before["approved"]:
                self._count(owner, "finished", once=case_id)
        return shown

    def _agrees(self, owner: str, yes: bool, to: str) -> Shown:
        counts = self._pages.room.counts
        if counts is None:
            raise WrongUse(*both("count_off"))
        (counts.agree if yes else counts.withdraw)(owner)
        if to == "mine":
            return self._pages.mine(owner)
        return self._pages.start(owner, said="count_yes_told" if yes else "count_no_told")

    def _rates(self, owner: str, at: At, form: Form) -> Shown:
        if not any(form.get(kind) for kind in ("helped", "goal")):
            raise WrongUse(*both("count_nothing"))
        self._answered(owner, form, "helped")
        self._answered(owner, form, "goal")
        return self._pages.case(owner, at.case, rated=True)

    def _answered(self, owner: str, form: Form, kind: Kind) -> None:
        value = form.get(kind, "")
        if value in dict(_ANSWERS) and may_rate(self._pages.room, owner, kind):
            self._count(owner, kind, int(value))

    def _agreed(self, owner: str) -> bool:
        return agreed(self._pages.room, owner) is True

    def _count(self, owner: str, kind: Kind, value: int = 0, once: str = "") -> None:
        with suppress(SparringsrumError):
            if counts := self._pages.room.counts:
                counts.count(owner, kind, value, once=once)


def reached(state: State) -> int:
    """The furthest of the steps that a question was put to, from 1; 0 before the first."""
    names = load_sequence(state["sequence"]).names()
    put = [question.step for question in (*state["trail"], state["question"]) if question.step in names]
    return max((names.index(step) + 1 for step in put), default=0)


def agreed(room: Room, owner: str) -> bool | None:
    """The leader's answer; None where none was given, or the counts cannot be read."""
    with suppress(SparringsrumError):
        counts: Counts | None = room.counts
        return counts.agreed(owner) if counts else None
    return None


def may_rate(room: Room, owner: str, kind: Kind) -> bool:
    """Whether there is something that the leader has not given this answer about."""
    with suppress(SparringsrumError):
        return bool(room.counts and room.counts.may_answer(owner, kind))
    return False


def asked(room: Room, owner: str, texts: Texts) -> str:
    """On the first screen, until it is answered: may you be counted?"""
    if room.counts is None or agreed(room, owner) is not None:
        return ""
    told = paragraphs(texts("count_ask", k=room.counts_from))
    presses = forms.row(
        forms.button("count_yes", texts("count_yes")), forms.button("count_no", texts("count_no")), seen.way(texts)
    )
    return f'<section class="panel"><h2>{inert(texts("count_heading"))}</h2>{told}{presses}</section>'


def standing(room: Room, owner: str, texts: Texts) -> str:
    """Among my data: whether I am counted, and the way to change it."""
    if room.counts is None:
        return ""
    yes = agreed(room, owner)
    told, do = ("count_is", "count_no") if yes else ("count_is_not", "count_yes")
    press = forms.row(forms.button(do, texts("count_stop" if yes else "count_yes"), "mine"), seen.way(texts))
    lead = f'<p class="soft">{inert(texts(told))}</p>'
    return f'<section class="step along"><h2>{inert(texts("count_heading"))}</h2>{lead}{press}</section>'


def rating(room: Room, owner: str, texts: Texts, rated: bool) -> str:
    """Under the finished brief: did it help, and how near the goal are you? For those who are counted, and not asked twice."""
    if rated:
        return f'<p class="note" role="status">{inert(texts("count_thanks"))}</p>'
    if agreed(room, owner) is not True or not may_rate(room, owner, "helped"):
        return ""
    inner = _scale("helped", texts) + _scale("goal", texts)
    inner += forms.row(forms.button("count_rate", texts("count_rate")))
    lead = f'<p class="soft">{inert(texts("count_rate_lead"))}</p>'
    head = f"<summary>{inert(texts('count_rate_heading'))}</summary>"
    return f'<details class="aside">{head}{forms.form(lead + inner, "rate")}</details>'


def afterwards(room: Room, owner: str, texts: Texts) -> str:
    """In the follow-up: how near the goal now?"""
    return _scale("goal_after", texts) if agreed(room, owner) is True else ""


def _scale(kind: str, texts: Texts) -> str:
    return forms.radios(kind, texts(f"count_{kind}"), _ANSWERS, "")
