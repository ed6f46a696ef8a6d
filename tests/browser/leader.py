"""A leader whose visit is watched: which hosts the page asks, what its console says, and whether it fits the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from evals.browser import Leader
from evals.walk import WIDTHS

_TALLY = """() => {
  window.broken = [];
  document.addEventListener("securitypolicyviolation", (event) => window.broken.push(event.violatedDirective));
}"""
_TOO_WIDE = """() => {
  const own = [...document.querySelectorAll("#top *, #panel *, #sitting *")].filter((node) => node.getClientRects().length);
  const edge = Math.max(0, ...own.map((node) => node.getBoundingClientRect().right));
  return Math.max(0, document.scrollingElement.scrollWidth - innerWidth, Math.ceil(edge) - innerWidth);
}"""
"""Also what a parent hides of itself beyond the edge."""
FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const inside = here.type === "date" && !here.matches(":focus");
  return inside || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
}"""
"""Whether one can see where the focus is. The button inside a date field draws its own ring."""


class Visit(Leader):
    """One window of the page, from its opening to `closed`."""

    def __init__(self, page: Page, lang: str = "da", width: int = 1280) -> None:
        super().__init__(page)
        self.lang = lang
        self.asked_for: list[str] = []
        self.trouble: list[str] = []
        self.may_fail = False
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        page.add_init_script(f"({_TALLY})()")
        page.on("request", lambda request: self.asked_for.append(request.url))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: (self.trouble.append("a dialog opened"), dialog.dismiss()))

    def after(self, act: Callable[[], Any]) -> Visit:
        """As a leader's, and the new screen is no wider than the window."""
        super().after(act)
        assert self.too_wide() == 0
        return self

    def too_wide(self) -> int:
        """CSS pixels by which the page is wider than its window."""
        return int(self.page.evaluate(_TOO_WIDE))

    def emptied(self) -> Visit:
        """Delete whatever earlier visits left."""
        self.go("mine")
        if self.button("mine_sure", "all").count():
            self.press("mine_sure", "all").press("purge")
        self.go("start")
        return self

    def begun(self) -> str:
        """Begin a case; its id."""
        self.press("begin")
        return self.asked.get_attribute("data-case") or ""

    def shows(self, text: str) -> bool:
        return text in flat(self.page.locator("body").inner_text())

    def closed(self) -> None:
        """Nothing was asked of another host, nothing broke, no policy was violated."""
        hosts = {urlsplit(url).netloc for url in self.asked_for if not url.startswith(("data:", "blob:"))}
        assert len(hosts) == 1 and re.fullmatch(r"127\.0\.0\.1:\d+", hosts.pop())
        if not self.may_fail:
            assert self.trouble == [] and self.page.evaluate("window.broken") == []


def flat(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())
