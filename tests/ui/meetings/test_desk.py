"""The desk: every tool has its place, sees nothing that was not screened, and keeps what was typed when the questions stop.

Fails with: a press that is wired past the desk; a tool that leaves a field out of `typed`; a danger screen without the form; a
tool that opens empty whatever comes along.
"""

from __future__ import annotations

from typing import Any

import pytest

import companion.ui.meetings.desk
from companion.ui.meetings.desk import PRACTICE, REPLY
from companion.vocabulary import LANGS, Concern, Lang

from .filled import desk, fields, seen

ACUTE = "Jeg vil ikke leve længere"
MARK = "mærkesætning"
OPEN = {
    "questions": ("questions_make", "own", {}),
    "case": ("case_make", "brief", {}),
    "plan": ("plan_make", "place", {}),
    "roles": ("roles_make", "names", {}),
    "feedback": ("feedback_next", "missed", {"put.good": '["Roen"]'}),
    "practice": ("practice_ask", "question", {}),
}
"""A press of each tool that has one, the field that is typed in, and what the form carries besides."""


@pytest.fixture(autouse=True)
def nothing_near(books, monkeypatch) -> None:
    monkeypatch.setattr(books, "search", lambda text, lang, **more: books.asked.append(text) or ())


def opened(one: Any, name: str) -> dict[str, str]:
    """A tool as it is first seen, and what a browser would send of it."""
    one.press("tool", name)
    if name == PRACTICE:
        one.press("practice_case", "night-shift")
    return fields(one.panel)


@pytest.mark.parametrize("lang", LANGS)
def test_every_tool_but_the_practice_ground_stands_on_the_desk(window, lang: Lang) -> None:
    one = window(lang)
    page, tools = one.press("nav", "meetings"), desk(one).tools
    assert all((f'data-do="tool" data-with="{name}"' in page) == (name not in (PRACTICE, REPLY)) for name in tools)
    assert set(OPEN) | {"rules", REPLY} == set(tools)


@pytest.mark.parametrize("name", sorted(OPEN))
def test_when_the_questions_stop_nothing_that_was_typed_is_lost(window, name: str) -> None:
    one, (do, field, more) = window(), OPEN[name]
    stopped = one.press(do, **opened(one, name) | more | {field: ACUTE})
    assert "70 201 201" in stopped and ACUTE not in seen(stopped)
    back = one.press("tool", name, **fields(stopped))
    assert fields(back)[field] == ACUTE and more.items() <= fields(back).items()


@pytest.mark.parametrize("name", sorted({*OPEN, "rules"}))
def test_every_field_with_words_in_it_is_screened(window, name: str, monkeypatch) -> None:
    one, heard = window(), []
    found = opened(one, name)
    monkeypatch.setattr(companion.ui.meetings.desk, "screen", lambda text: heard.append(text) or Concern(level="none"))
    free = [field for field in found if f'<textarea name="{field}"' in one.panel or field in ("own", "place")]
    tool = desk(one).tools[name]
    assert free and all(MARK in tool.typed(found | {field: MARK}) for field in free)
    if name in OPEN:
        one.press(OPEN[name][0], **found | {OPEN[name][1]: MARK})
        assert MARK in heard[0]


def test_an_unknown_tool_or_press_is_told(window) -> None:
    one = window()
    one.press("tool", "<b>")
    assert "Hent siden igen" in one.told and "<b>" not in one.told
