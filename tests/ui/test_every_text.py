"""Every text a leader can enter is screened before anything else sees it: the graph screens what comes as a reply, the
material what it is asked; and no press hands words on in any other way.

Fails with: a new press or kind of reply that is in no list here, one that gives words to something else first, a screen
that is not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, get_args

import pytest

import companion.method.screen
import companion.ui.material
from companion.method.graph import build
from companion.method.state import State
from companion.ui.access import EVERYBODY
from companion.ui.actions import Actions
from companion.ui.pages import At, Pages
from companion.ui.texts import Texts
from companion.vocabulary import Concern, Reply, ReplyKind

from .conftest import Books, Window

MARK = "mærkesætning"
PLAIN = "I går gik vi fra hinanden uden en aftale om planen. Jeg håber på ro."
REPLIED = {
    "go_on", "approve", "update", "edit", "another_key", "more", "goto", "inspire", "return_save", "return_new", "goal_save",
    "names_not", "names_is", "names_same", "names_apart", "names_mark", "names_people",
}  # fmt: skip
"""Presses whose words, if any, come as a reply."""
ASKED = {"ask", "ask_back", "card", "piece", "own_sure", "own_remove"}
"""Presses of the material."""
WORDLESS = {
    "count_yes", "count_no", "count_rate", "nav", "begin", "continue", "open", "close", "delete_ask", "delete", "mine_sure",
    "purge", "return_later",
}  # fmt: skip
TOOLS = {
    "tool", "questions_make", "questions_swap", "questions_swap_all", "questions_add", "questions_up", "questions_down",
    "questions_remove", "questions_fit", "case_make", "case_new", "case_up", "case_down", "case_remove", "plan_make",
    "plan_late", "plan_near", "roles_make", "feedback_next", "feedback_more", "feedback_show", "feedback_wipe",
    "practice_cases", "practice_case", "practice_ask", "practice_undo", "practice_back", "practice_end",
    "network_tool", "charter_at", "charter_back", "charter_begin", "charter_next", "charter_see", "charter_skip",
    "charter_take", "year_make", "year_open", "survey_begin", "survey_close", "survey_delete", "survey_show", "reply_send",
    "evaluation_all", "evaluation_begin", "evaluation_more", "evaluation_next", "evaluation_show", "evaluation_wipe",
    "report_close", "report_release",
}  # fmt: skip
"""Presses of the desk, which screens what comes with them: see meetings/test_desk.py. The casebook hears nothing of it."""
TYPED = {"approve", "update", "another_key", "more", "goto", "return_save", "return_new", "goal_save"}
"""Presses of a form in which something is typed; those on names need a page that shows some."""
FORM = dict.fromkeys(
    [
        "question", "asked", "cited", "goal", "asked_by", "tried", "learned", "next", "key_question", "wish", "dilemma",
        "people", "missed", "text.0", "typed",
    ],
    MARK,
)  # fmt: skip


class Heard:
    """The casebook of one case that stands as told, keeping what it is given."""

    def __init__(self, state: State) -> None:
        self.given: list[object] = []
        self._answers = {"look": state, "answer": state, "carry_on": state, "begin": "c"}

    def __getattr__(self, name: str) -> Any:
        def take(*args: Any, **more: Any) -> Any:
            self.given += [*args, *more.values()]
            if name not in self._answers | {"receive": None}:
                raise LookupError(name)
            return self._answers.get(name)

        return take

    def words(self) -> list[object]:
        """Each thing given that holds the words."""
        return [one for one in self.given if MARK in repr(one)]


@pytest.fixture
def heard(sitting) -> Heard:
    sitting.says(PLAIN)
    return Heard(sitting.to_review())


@pytest.fixture
def press(window, heard: Heard, monkeypatch) -> Callable[[str], None]:
    """A button, with words in every field there is, as far as the page comes with it."""
    one = window()
    monkeypatch.setattr(one.room, "book", lambda: heard)

    def pressed(do: str) -> None:
        with suppress(LookupError, AttributeError, StopIteration, TypeError, ValueError):
            list(_actions(one).press("me", At(case="c", question="q1"), do, "n1", dict(FORM)))

    return pressed


def test_every_press_is_in_one_list(window) -> None:
    assert set(_actions(window())._do) == REPLIED | ASKED | WORDLESS | TOOLS
    assert not REPLIED & ASKED and not WORDLESS & (REPLIED | ASKED) and not TOOLS & (REPLIED | ASKED | WORDLESS)


@pytest.mark.parametrize("do", sorted(REPLIED | WORDLESS | TOOLS))
def test_a_press_gives_words_to_the_casebook_as_a_reply_or_not_at_all(do: str, press, heard: Heard) -> None:
    """What a new case begins with was a reply in the one before, where a concern would have stopped it."""
    press(do)
    first, *others = heard.words() or [None]
    assert first is None or isinstance(first, Reply)
    assert all(isinstance(one, Reply) for one in others) or do == "return_new"
    assert not heard.words() or do in REPLIED
    assert heard.words() or do not in TYPED


@pytest.mark.parametrize("do", sorted(ASKED))
def test_the_material_is_searched_for_nothing_that_was_not_screened(do: str, books: Books, window, monkeypatch) -> None:
    seen: list[str] = []

    def screened(text: str) -> Concern:
        seen.append(text)
        return Concern(level="none")

    monkeypatch.setattr(companion.ui.material, "screen", screened)
    search = books.search
    monkeypatch.setattr(books, "search", lambda text, *a, **k: _after(seen, text) and search(text, *a, **k))
    window().press(do, MARK if do == "ask" else "", **FORM)
    assert all(MARK not in text or MARK in seen for text, *_ in books.asked)
    assert (do in ("ask", "ask_back")) <= bool(seen)


def _after(seen: list[str], text: str) -> bool:
    assert text in seen or _screens_again(text), "searched before it was screened"
    return True


def _screens_again(text: str) -> bool:
    """What stands on the page was screened when it was asked, and is again for the line above the answers."""
    return text == FORM["asked"]


FORMS: dict[ReplyKind, dict[str, str]] = {
    "review": {"wish": MARK},
    "follow_up": {"tried": MARK, "learned": ""},
    "goal": {"goal": MARK},
    "names": {"do": "people", "people": MARK},
}


@pytest.mark.parametrize("kind", get_args(ReplyKind))
def test_the_graph_screens_every_kind_of_reply(kind: ReplyKind, sitting, monkeypatch) -> None:
    sitting.says(PLAIN)
    while kind == "keep" and not sitting.asked.stands:
        sitting.does("skip")
    if kind in ("review", "inspire", "follow_up", "goal", "more", "add"):
        sitting.to_review()
    seen: list[str] = []

    def screened(text: str) -> Concern:
        seen.append(text)
        return Concern(level="acute", signals=("x",))

    monkeypatch.setattr(companion.method.screen, "screened", screened)
    form = FORMS.get(kind, {})
    sitting.does(kind, "" if form else MARK, form=form, step="problem" if kind in ("goto", "add", "more") else "")
    assert any(MARK in text for text in seen)
    assert sitting.state["question"].kind == "pause"


def test_nothing_stands_between_a_reply_and_the_screen() -> None:
    ways = {(edge.source, edge.target) for edge in build().get_graph().edges}
    assert {target for source, target in ways if source == "listen"} == {"screen"}
    assert {source for source, target in ways if target == "hide"} == {"screen"}


def _actions(window: Window) -> Actions:
    names: list[Any] = ["at", "top", "told", "panel", "asking"]
    return Actions(Pages(window.room, Texts(window.lang), *names, roles=EVERYBODY))
