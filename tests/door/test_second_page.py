"""A second page on another localhost port, in the Chromium in which the owner is logged in and has a case.

Seen to fail: without `_check_source` the first draft and all after it, and the name that leads to this machine; without the
opener policy the windows; with the key left in the address the traces of it. That the tricks work where they may is tried
on the owner's own page.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -e '.[test]'")

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from evals.browser import QUIET_BROWSER, Leader, chromium_path

from .houses import MARK, House
from .stranger import STAY, TRICKS, Stranger, Trick, stranger, whole

pytestmark = pytest.mark.browser
REBOUND = "evil.test"
SESSIONS: list[str] = []
"""The ones that the owner's window has opened with Gradio."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for which a hostile name leads to this machine, as after DNS rebinding."""
    path = chromium_path()
    if path is None:
        why = "there is no Chromium here: apt-get install chromium"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    rule = f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*QUIET_BROWSER, rule])
        yield started
        started.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="da-DK")
    yield opened
    opened.close()


class Before(NamedTuple):
    """What was there before the app, on its port: a page under a name that leads to this machine now, and a browser profile
    in which a program of somebody else's has settled under the app's own address."""

    house: House
    rebound: Page
    settled: BrowserContext


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, browser: Browser, context: BrowserContext) -> Iterator[Before]:
    """The house, started on a port on which somebody else was before."""
    built, rebound, settled = House(tmp_path_factory.mktemp("own")), context.new_page(), browser.new_context()
    with stranger(built.port) as earlier:
        rebound.goto(f"http://{REBOUND}:{built.port}/")
        left = settled.new_page()
        left.goto(earlier.address)
        left.evaluate(STAY)
        left.close()
    yield Before(built.start(), rebound, settled)
    said = built.said()
    settled.close()
    built.stop()
    assert said.strip() == built.address


@pytest.fixture(scope="module")
def house(before: Before) -> House:
    return before.house


@pytest.fixture(scope="module")
def owner(context: BrowserContext, house: House) -> Page:
    """The owner's own window, with the case in it."""
    leader = Leader(context.new_page())
    leader.page.on("request", lambda one: SESSIONS.extend(re.findall(r"session_hash=(\w+)", one.url)))
    leader.open(house.address)
    leader.press("continue", house.begun)
    assert MARK in leader.page.locator("#sitting").inner_text()
    return leader.page


@pytest.fixture(scope="module")
def neighbour() -> Iterator[Stranger]:
    with stranger() as one:
        yield one


@pytest.fixture
def page(context: BrowserContext, owner: Page, neighbour: Stranger) -> Iterator[Page]:
    """The hostile page, in a window beside the owner's."""
    there = [*context.pages]
    opened = context.new_page()
    opened.goto(neighbour.address)
    yield opened
    for one in [one for one in context.pages if one not in there]:
        one.close()


def known(house: House) -> dict[str, str]:
    """What the hostile page has found out somehow: everything but the key and the cookie."""
    question = house.before[house.begun][1].question_id
    told = {"do": "delete", "with": house.begun, "form": {}}
    press = {"fn_index": 2, "session_hash": SESSIONS[-1], "data": [f"{house.begun} {question}"], "event_data": told}
    return {
        "HOME": f"http://127.0.0.1:{house.port}/",
        "BRIEF": f"http://127.0.0.1:{house.port}/own/brief/{house.finished}.md",
        "SESSION": SESSIONS[-1],
        "PRESS": json.dumps(press),
        "DRAFT": json.dumps({"case": house.begun, "question_id": question, "text": "overtaget"}),
    }


@contextmanager
def watched(context: BrowserContext, house: House) -> Iterator[list[int]]:
    """The answers of the app meanwhile: a 0 for each time that it was asked, and its status where the browser tells it."""
    seen: list[int] = []
    own = f"http://127.0.0.1:{house.port}/"
    hears: dict[str, Any] = {
        "request": lambda one: seen.append(0) if one.url.startswith(own) else None,
        "response": lambda one: seen.append(one.status) if one.url.startswith(own) else None,
    }
    for event, hear in hears.items():
        context.on(event, hear)  # type: ignore[call-overload]
    yield seen
    for event, hear in hears.items():
        context.remove_listener(event, hear)


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_a_page_on_another_port_sees_and_changes_nothing(
    house: House, context: BrowserContext, page: Page, trick: Trick
) -> None:
    with watched(context, house) as answers:
        saw = page.evaluate(whole(trick.script), known(house))
    assert saw == trick.saw
    assert answers.count(0) >= trick.asks and set(answers) <= {0, trick.status}
    assert house.contents() == house.before


@pytest.mark.parametrize("name", ["fetch the brief", "XMLHttpRequest", "fetch it blindly"])
def test_the_same_trick_on_the_owners_own_page_is_none(house: House, owner: Page, name: str) -> None:
    script = next(trick.script for trick in TRICKS if trick.name == name)
    assert MARK in owner.evaluate(whole(script), known(house))


REBINDING = ["/", "/en/", "/?key={key}", "/own/brief/{case}.md", "/gradio_api/app_id", "/config", "/static/x.js"]


def test_a_name_that_leads_to_this_machine_leads_nowhere(before: Before, owner: Page) -> None:
    """The page under that name is of one origin with the app, as after DNS rebinding. It is told nothing."""
    house, page, _ = before
    for path in REBINDING:
        asked = path.format(key=house.key, case=house.finished)
        status, text = page.evaluate("(at) => fetch(at).then(async (one) => [one.status, await one.text()])", asked)
        assert status == 421 and MARK not in text and "gradio_config" not in text
    assert page.context.cookies(page.url) == [] and house.contents() == house.before


def test_what_an_earlier_program_on_this_port_left_is_thrown_out(before: Before) -> None:
    """Its service worker would read everything that the page asks and is told, and its store is that of the page. One that
    answers by itself and never asks the app is out of the app's reach."""
    page = Leader(before.settled.new_page()).open(before.house.address).page
    left = "async () => [(await navigator.serviceWorker.getRegistrations()).length, localStorage.getItem('left')]"
    assert page.evaluate("navigator.serviceWorker.controller") is None and page.evaluate(left) == [0, None]


def test_a_cookie_planted_beforehand_is_not_taken_over(house: House, browser: Browser, neighbour: Stranger) -> None:
    """For the whole host, and for the paths that would be sent first."""
    name = f"companion_{house.port}"
    neighbour.cookies = [f"{name}=planted; Path={path}" for path in ("/", "/en", "/own", "/gradio_api")]
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    page.goto(neighbour.address)
    neighbour.cookies = []
    refused = page.goto(f"http://127.0.0.1:{house.port}/")
    assert refused is not None and refused.status == 401
    leader = Leader(page).open(house.address)
    leader.press("continue", house.begun)
    assert MARK in page.locator("#sitting").inner_text()
    planted = house.ask(f"GET /own/brief/{house.finished}.md", f"Cookie: {name}=planted")
    assert planted.status == 401 and MARK.encode() not in planted.raw
    context.close()


def test_the_key_is_left_behind_nowhere(
    house: House, context: BrowserContext, owner: Page, neighbour: Stranger
) -> None:
    """Neither in the address bar, nor in the history, nor with the next page that is visited."""
    page = context.new_page()
    Leader(page).open(house.address)
    bar = page.url
    page.goto("about:blank")
    page.go_back()
    session = context.new_cdp_session(page)
    page.evaluate("(address) => { location.href = address; }", neighbour.address)
    page.wait_for_url(neighbour.address)
    history = [entry["url"] for entry in session.send("Page.getNavigationHistory")["entries"]]
    assert bar == f"http://127.0.0.1:{house.port}/" and bar in history
    told = json.dumps([bar, history, page.evaluate("document.referrer"), neighbour.heard])
    assert house.key not in told
    assert "referer" not in neighbour.heard[-1] and page.evaluate("document.referrer") == ""
    page.close()


def test_the_cookie_itself_reaches_the_other_port(house: House, page: Page, neighbour: Stranger) -> None:
    """Browsers know no ports in cookies. This is why the app asks the kernel whose program sends it (ui/neighbours.py)."""
    assert f"companion_{house.port}=" in neighbour.heard[-1]["cookie"]
