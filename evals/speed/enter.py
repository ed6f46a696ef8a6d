"""From Enter to the next question in the page, in headless Chromium, beside an echo on a bare Gradio page.

The clock is the page's own: a listener notes when the key goes down, an observer when the new words are in the document.
What Playwright itself takes is in neither.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error
from playwright.sync_api import Page as Tab

from evals.browser import chromium, chromium_path
from evals.speed.processes import CouldNot, bare, ours
from evals.speed.replies import REPLIES
from evals.speed.table import Row, spread

MOST_ABOVE_MS = 60.0
PAUSE_MS = 700
"""Between typing and sending: the half-typed text has been kept by then, as when a leader reads it over."""
WATCH = """(spoken) => {
  const now = () => { const at = document.querySelector(spoken); return at && (at.dataset.question || at.textContent); };
  let before = null, from = null;
  window.took = null;
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    before = now(); window.took = null; from = performance.now();
  }, true);
  new MutationObserver(() => {
    if (from === null || now() === before || !now()) return;
    window.took = performance.now() - from; from = null;
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
}"""
"""An observer's callback runs when the changed words are in the document, just before they are painted."""


def enter_to_question(cases: int) -> list[Row]:
    """Turn by turn in two tabs of one browser. Milliseconds."""
    ours_took: list[float] = []
    bare_took: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="sparringsrum-speed-") as folder,
        _browser() as browser,
        ours(Path(folder)) as room,
        bare() as plain,
    ):
        echo = _tab(browser, plain.address, "#box textarea", "#said")
        for place in range(cases + 1):
            tab = _begun(browser, room.address if not place else room.address.partition("?")[0])
            _case(tab, echo, ours_took, bare_took)
            tab.close()
            if not place:
                ours_took.clear()
                bare_took.clear()
    return spread("Enter to the next question", ours_took, bare_took, most_above=MOST_ABOVE_MS)


def _case(tab: Tab, echo: Tab, ours_took: list[float], bare_took: list[float]) -> None:
    """One case to its review, an echo of the same words before each answer. The step to the review is no question."""
    for text in REPLIES:
        said = _sent(echo, "#box textarea", f"{text} {len(bare_took)}", "Shift+Enter")
        took = _sent(tab, "#answer textarea", text, "Control+Enter")
        if took is None:
            return
        assert said is not None
        ours_took.append(took)
        bare_took.append(said)
    raise CouldNot("Enter to the next question: twelve replies did not bring the case to its review")


def _sent(tab: Tab, box: str, text: str, key: str) -> float | None:
    """Fill the box, press, and read the page's own clock; None when the review came instead of a question."""
    tab.bring_to_front()
    tab.fill(box, text)
    tab.wait_for_timeout(PAUSE_MS)
    tab.press(box, key)
    tab.wait_for_function("() => window.took !== null || document.querySelector('#review')", timeout=30_000)
    took = tab.evaluate("() => document.querySelector('#review') ? null : window.took")
    return None if took is None else float(took)


def _begun(browser: Browser, address: str) -> Tab:
    tab = _tab(browser, address, "[data-do=begin]", "#asked[data-question]")
    tab.click("[data-do=begin]")
    tab.wait_for_selector("#asked[data-question]", timeout=60_000)
    return tab


def _tab(browser: Browser, address: str, first: str, spoken: str) -> Tab:
    """A page with the watch in it, once `first` can be seen. One context, so that the key is used once."""
    context = browser.contexts[0] if browser.contexts else browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_selector(first, timeout=60_000)
    tab.evaluate(WATCH, spoken)
    return tab


@contextmanager
def _browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        raise CouldNot("Enter to the next question: there is no Chromium on this machine")
    try:
        with chromium(path) as browser:
            yield browser
    except Error as problem:
        raise CouldNot(f"Enter to the next question: {problem.message.splitlines()[0]}") from problem
