"""Nothing is lost: not when the browser closes, not when the app dies; and nothing of it lies in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from evals.browser import App
from evals.walk import page_address

from .leader import Visit

pytestmark = pytest.mark.browser
KEPT_MS = 900
"""The page keeps a draft 400 ms after the last letter."""
HALF = "Jeg vågner med det, og så"

_STORED = """async () => {
  const bases = await indexedDB.databases(), caches_ = await caches.keys();
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, bases, caches_, document.cookie]);
}"""


def _half_typed(leader: Visit, words: str) -> tuple[str, str]:
    """A case with one answer and a second half typed; its id and the open question."""
    case_id = leader.begun()
    leader.say(words)
    leader.box.fill(HALF)
    leader.page.wait_for_timeout(KEPT_MS)
    return case_id, leader.question


def _stands(leader: Visit, case_id: str, question: str, words: str) -> None:
    leader.press("continue", case_id)
    assert leader.question == question and leader.box.input_value() == HALF
    assert words in leader.page.locator("#sitting").inner_text()


def test_after_closing_the_browser_it_goes_on_where_it_was(visit, made_up) -> None:
    words = made_up["da"]["answers"][5]
    first = visit("da").emptied()
    case_id, question = _half_typed(first, words)
    first.closed()
    first.page.context.close()
    _stands(visit("da"), case_id, question, words)


def test_after_the_app_was_killed_it_goes_on_where_it_was(visit, made_up, app: App, browser: Browser) -> None:
    words = made_up["da"]["answers"][6]
    first = visit("da").emptied()
    case_id, question = _half_typed(first, words)
    first.may_fail = True
    app.kill()
    app.start()
    _stands(visit("da"), case_id, question, words)
    first.box.fill(f"{HALF} mere")
    first.page.wait_for_timeout(KEPT_MS)
    assert first.page.get_by_role("alert").first.inner_text() and first.box.input_value() == f"{HALF} mere"


def test_what_was_typed_the_moment_before_a_pause_is_kept(visit, made_up) -> None:
    leader = visit("da").emptied()
    case_id, words = leader.begun(), made_up["da"]["answers"][5]
    leader.say(words)
    question = leader.question
    leader.box.fill(HALF)
    leader.after(lambda: leader.page.click("#pause"))
    leader.page.wait_for_timeout(KEPT_MS)
    _stands(leader, case_id, question, words)


def test_a_half_changed_brief_stands_as_it_was_left(visit, made_up) -> None:
    leader = visit("da").emptied()
    case_id = leader.begun()
    leader.say(made_up["da"]["answers"][5]).click("finish")
    leader.field("dilemma").fill(HALF)
    leader.page.wait_for_timeout(KEPT_MS)
    again = visit("da").press("continue", case_id)
    assert again.field("dilemma").input_value() == HALF


def test_no_word_of_the_leader_and_no_key_lies_in_the_browser(visit, made_up, app: App) -> None:
    leader = visit("da")
    _half_typed(leader, made_up["da"]["answers"][0])
    stored = leader.page.evaluate(_STORED)
    assert "vågner" not in stored and "Mette" not in stored and "companion" not in stored
    key = app.address.partition("key=")[2]
    session = leader.page.context.new_cdp_session(leader.page)
    history = [entry["url"] for entry in session.send("Page.getNavigationHistory")["entries"]]
    assert key not in "".join([leader.page.url, *history]) and leader.page.evaluate("document.referrer") == ""


def test_without_the_key_there_is_a_line_that_says_how_to_get_in(browser: Browser, app: App) -> None:
    page = browser.new_page()
    answer = page.goto(app.address.partition("?")[0])
    assert answer is not None and answer.status == 401
    assert "terminalen" in page.inner_text("main") and "terminal" in page.inner_text("[lang=en]")
    page.close()


def test_the_other_language_is_one_press_away_and_a_case_keeps_its_own(visit, made_up, app: App) -> None:
    leader = visit("da").emptied()
    case_id = leader.begun()
    leader.say(made_up["da"]["answers"][5])
    question, danish = leader.question, leader.page.locator("#send").inner_text()
    leader.page.get_by_role("link", name="English").click()
    leader.page.wait_for_url("**/en/")
    leader.button("continue", case_id).wait_for()
    assert leader.page.evaluate("document.documentElement.lang") == "en"
    leader.press("continue", case_id)
    assert leader.question == question and leader.asked.get_attribute("lang") == "da"
    assert leader.page.locator("#send").inner_text() != danish
    assert page_address(app, "en").endswith("lang=en")
