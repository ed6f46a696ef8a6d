"""One app and one Chromium for all browser tests; each test has windows of its own, watched until they close."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -e '.[test]'")

from playwright.sync_api import Browser, BrowserContext

from evals.browser import App, chromium, chromium_path
from evals.walk import page_address, sittings

from .leader import Visit

LOCALE = {"da": "da-DK", "en": "en-GB"}

Visits = Callable[..., Visit]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Headless Chromium; without one the tests are skipped, and in CI they fail. It ends with this folder, since its event
    loop would be in the way of other tests' own."""
    path = chromium_path()
    if path is None:
        why = "there is no Chromium here: apt-get install chromium"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    with chromium(path) as started:
        yield started


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app as a process of its own."""
    running = App(tmp_path_factory.mktemp("app")).start()
    yield running
    said = running.said()
    running.stop()
    assert said.strip() == running.address


@pytest.fixture
def visit(browser: Browser, app: App) -> Iterator[Visits]:
    """Opens the page in a window: `visit("en", 390)`; in the same browser profile with `beside=earlier_visit`."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def opened(lang: str = "da", width: int = 1280, beside: Visit | None = None) -> Visit:
        context = beside.page.context if beside else browser.new_context(locale=LOCALE[lang], accept_downloads=True)
        contexts.append(context)
        visits.append(Visit(context.new_page(), lang, width))
        visits[-1].open(page_address(app, lang))
        return visits[-1]

    yield opened
    for one in visits:
        if not one.page.is_closed():
            one.closed()
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def made_up() -> dict[str, dict]:
    """The made-up cases, by language."""
    return sittings()
