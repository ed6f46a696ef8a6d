"""The return loop: after the meeting the page asks how it went, and what was told can begin a new case."""

from __future__ import annotations

import datetime as dt

import pytest

pytestmark = pytest.mark.browser
YESTERDAY = (dt.date.today() - dt.timedelta(days=1)).isoformat()
LATER = (dt.date.today() + dt.timedelta(days=30)).isoformat()


@pytest.fixture
def returned(visit, made_up):
    """A leader on the start page, the day after the meeting; the case, and what there is to tell."""
    leader, told = visit("da").emptied(), made_up["da"]
    case_id = leader.begun()
    leader.say(told["answers"][5]).click("finish")
    leader.field("date").fill(YESTERDAY)
    leader.press("approve").go("start")
    assert leader.page.locator("form#return").is_visible()
    return leader, case_id, told


def _tell(leader, told) -> None:
    for name in ("tried", "learned", "next", "asked_by"):
        leader.field(name).fill(told[name])


def test_what_happened_is_kept_and_not_asked_about_again(returned) -> None:
    leader, case_id, told = returned
    _tell(leader, told)
    leader.press("return_save", case_id)
    assert leader.page.locator("form#return").count() == 0
    leader.page.reload()
    leader.button("begin").wait_for()
    assert leader.page.locator("form#return").count() == 0


def test_a_new_case_begins_with_what_is_next(returned) -> None:
    leader, case_id, told = returned
    _tell(leader, told)
    leader.press("return_new", case_id)
    assert told["next"] in leader.asked.inner_text() and leader.asked.get_attribute("data-case") != case_id
    leader.click("keep")
    assert told["next"] in leader.page.locator("#sitting").inner_text()


def test_a_meeting_that_was_called_off_gets_a_new_date(returned) -> None:
    leader, case_id, _ = returned
    leader.page.locator('#panel [name=held][value=""]').check()
    leader.field("date").fill(LATER)
    leader.press("return_save", case_id)
    assert leader.page.locator("form#return").count() == 0


def test_not_now_leaves_it_for_next_time(returned) -> None:
    leader, _, _ = returned
    leader.press("return_later")
    assert leader.page.locator("form#return").count() == 0
    leader.page.reload()
    leader.page.locator("form#return").wait_for()


def test_danger_in_what_happened_shows_people_first(returned) -> None:
    leader, case_id, told = returned
    leader.field("learned").fill(told["acute"])
    leader.press("return_save", case_id)
    assert leader.page.locator('#panel a[href="tel:112"]').is_visible()


def test_a_goal_is_kept_and_asked_about(visit, made_up) -> None:
    leader, goal = visit("da").emptied(), made_up["da"]["goal"]
    leader.page.locator("details:has(form#goal) summary").click()
    assert leader.refused_press("goal_save")
    leader.page.locator("form#goal [name=goal]").fill(goal)
    leader.page.locator("form#goal [name=date]").fill(YESTERDAY)
    leader.press("goal_save")
    leader.page.locator("form#return").wait_for()
    assert leader.shows(goal)
    leader.go("mine")
    assert goal in leader.page.locator("ul.cases").inner_text()
