"""The return loop and a goal told to the network: how it went becomes part of the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from companion.errors import WrongUse
from companion.method.state import State, opening, waiting_goal
from companion.ui.forms import Form
from companion.ui.texts import both
from companion.vocabulary import Reply

if TYPE_CHECKING:
    from companion.ui.pages import At, Pages

Shown = dict[Any, Any]


class Returning:
    """These presses in one language's page. `begin` opens a new case."""

    def __init__(self, pages: Pages, begin: Callable[[str, State], Shown]) -> None:
        self._pages, self._begin = pages, begin

    def presses(self) -> dict[str, Callable[[str, At, str, Form], Shown]]:
        """What each button does."""
        return {
            "return_save": lambda owner, at, to, form: self._told(owner, to, form, begin=False),
            "return_new": lambda owner, at, to, form: self._told(owner, to, form, begin=True),
            "return_later": lambda owner, at, to, form: self._pages.start(owner, later=True),
            "goal_save": lambda owner, at, to, form: self._goal(owner, form),
        }

    def _told(self, owner: str, with_: str, form: Form, begin: bool) -> Shown:
        """How it went becomes part of the case, and may open a new one in the leader's own words."""
        case_id, _, question = with_.partition(" ")
        reply = Reply(question_id=question, kind="follow_up", form=form)
        state = self._pages.room.book().answer(owner, case_id, reply)
        if state["question"].kind == "pause":
            return self._pages.case(owner, case_id)
        words = next((form[name].strip() for name in ("next", "learned", "tried") if form.get(name, "").strip()), "")
        return self._begin(owner, opening(words)) if begin else self._pages.start(owner, said="return_saved")

    def _goal(self, owner: str, form: Form) -> Shown:
        if not form.get("goal", "").strip():
            raise WrongUse(*both("empty_goal"))
        book = self._pages.room.book()
        case_id = book.begin(owner, self._pages.texts.lang, start=waiting_goal())
        question = book.look(owner, case_id)["question"]
        state = book.answer(owner, case_id, Reply(question_id=question.id, kind="goal", form=form))
        if state["question"].kind == "pause":
            return self._pages.case(owner, case_id)
        return self._pages.start(owner, said="goal_saved")
