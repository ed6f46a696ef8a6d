"""By keyboard alone: one can always see where one is, and a new question finds the hands on the box."""

from __future__ import annotations

import pytest

from .leader import FOCUS, Visit

pytestmark = pytest.mark.browser
FAR = 40
"""Presses on Tab after which something is out of reach."""


def _tab_to(leader: Visit, selector: str) -> None:
    """Tab until `selector` has the focus, which is in sight at every stop."""
    for _ in range(FAR):
        if leader.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        leader.page.keyboard.press("Tab")
        at_the_end = leader.page.evaluate("document.activeElement === document.body")
        assert at_the_end or leader.page.evaluate(FOCUS), leader.page.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
    raise AssertionError(f"{selector} cannot be reached")


def _in_the_box(leader: Visit) -> bool:
    return bool(leader.page.evaluate("document.activeElement === document.querySelector('#answer textarea')"))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_sitting_by_keyboard(visit, made_up, width) -> None:
    leader, answers = visit("da", width).emptied(), made_up["da"]["answers"]
    leader.page.reload()
    leader.button("begin").wait_for()
    keys = leader.page.keyboard
    _tab_to(leader, "[data-do=begin]")
    leader.after(lambda: keys.press("Enter"))
    assert _in_the_box(leader)
    keys.insert_text(answers[5])
    _tab_to(leader, "#send")
    leader.after(lambda: keys.press("Enter"))
    assert leader.question_id == "q2" and _in_the_box(leader)
    keys.insert_text(answers[6])
    leader.after(lambda: keys.press("Control+Enter"))
    assert _in_the_box(leader)
    _tab_to(leader, "#skip")
    leader.after(lambda: keys.press("Space"))
    assert _in_the_box(leader)
    _tab_to(leader, "#finish")
    leader.after(lambda: keys.press("Enter"))
    _tab_to(leader, '[name="share.0"]')
    keys.press("Space")
    assert not leader.field("share.0").is_checked()
    _tab_to(leader, "[data-do=approve]")
    leader.after(lambda: keys.press("Enter"))
    assert leader.page.locator(".brief-page").is_visible()
