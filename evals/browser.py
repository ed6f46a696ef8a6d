"""Drives the app in headless Chromium as a leader would: the app as a process of its own, and a hand on its page.

Relies only on the page's stable hooks (ids and `data-do`), never on its layout. Used by `evals.screenshots` and by the
browser tests.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
QUIET_BROWSER = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-gpu", "--disable-quic",
]  # fmt: skip
START_SECONDS = 60
PATIENCE_MS = 15_000
BETWEEN_PRESSES = 0.45
"""Seconds: the page takes two presses within 0.4 s for one."""

_SHOWN = """() => {
  const seen = (id) => { const node = document.getElementById(id); return node && node.getClientRects().length ? node : null; };
  const asked = seen("asked"), panel = seen("panel");
  if (!asked === !panel) return "";
  if (asked) return asked.dataset.case + asked.dataset.question;
  const forms = [...panel.querySelectorAll("form, [data-with]")];
  const tool = panel.querySelector(".tool"), marks = forms.map((one) => [one.dataset.question, one.dataset.with]);
  return panel.innerText + marks.join() + (tool ? tool.dataset.shown : "");
}"""
"""What stands on the page, as a text to compare; empty while one screen gives way to another."""
_TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def chromium_path() -> str | None:
    """Where a Chromium of the system lies; None when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A headless browser that asks nobody for anything of its own accord."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET_BROWSER)
        try:
            yield browser
        finally:
            browser.close()


class App:
    """The app as a process of its own, everything it writes under one folder. Killed and started again at will."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.address = ""

    def start(self) -> App:
        """Start, and wait for the one line with the address. TimeoutError with what it said instead, if it does not."""
        self._folder.mkdir(parents=True, exist_ok=True)
        told, trouble = self._folder / "stdout", self._folder / "stderr"
        command = [sys.executable, "-m", "companion", "serve", "--port", str(self.port), "--no-browser"]
        with told.open("wb") as out, trouble.open("wb") as err:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment(), stdout=out, stderr=err)
        until = time.monotonic() + START_SECONDS
        while not told.read_text().endswith("\n"):
            if time.monotonic() > until or self._process.poll() is not None:
                raise TimeoutError(f"the app did not start: {trouble.read_text()[-2000:]}")
            time.sleep(0.05)
        self.address = told.read_text().strip()
        return self

    def kill(self) -> None:
        """SIGKILL: no time to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop, as Ctrl+C does."""
        self._end(signal.SIGINT)

    def said(self) -> str:
        """Everything it wrote to its two streams since it was last started."""
        return "".join((self._folder / name).read_text() for name in ("stdout", "stderr"))

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")}
        own = {
            "HOME": self._folder,
            "COMPANION_DATA_DIR": self._folder / "data",
            "COMPANION_KEY_FILE": self._folder / "key",
        }
        return kept | {name: str(path) for name, path in own.items()}


def free_port() -> int:
    """A port that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Leader:
    """A leader in front of the page. Every press waits until the page has answered."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._pressed = 0.0
        page.set_default_timeout(PATIENCE_MS)

    def open(self, address: str) -> Leader:
        """Go to the page and wait for its first screen."""
        self.page.goto(address)
        self.page.wait_for_selector("#panel form, #panel [data-do], #asked[data-question]")
        return self

    @property
    def asked(self) -> Locator:
        return self.page.locator("#asked")

    @property
    def box(self) -> Locator:
        return self.page.locator("#answer textarea")

    @property
    def panel(self) -> Locator:
        return self.page.locator("#panel")

    @property
    def question(self) -> str:
        """The open question; empty where nothing is asked."""
        return self.page.locator("#asked h1").inner_text() if self.asked.is_visible() else ""

    @property
    def question_id(self) -> str:
        return (self.asked.get_attribute("data-question") or "") if self.asked.is_visible() else ""

    @property
    def step_number(self) -> int:
        """Which of the steps the open question belongs to, from 0."""
        steps = self.page.locator("#sitting ol li")
        return int(steps.evaluate_all("(all) => all.findIndex((one) => one.ariaCurrent === 'step')"))

    def button(self, do: str, with_: str = "") -> Locator:
        """A button of a panel or of the navigation, by what it does."""
        return self.page.locator(f'[data-do="{do}"]' + (f'[data-with~="{with_}"]' if with_ else "")).first

    def field(self, name: str) -> Locator:
        return self.page.locator(f'#panel [name="{name}"]').first

    def press(self, do: str, with_: str = "") -> Leader:
        """Press a button of a panel or of the navigation."""
        return self.after(lambda: self._press(do, with_))

    def refused_press(self, do: str) -> str:
        """Press a button of a panel and not get through; what the page says to it."""
        return self.refused(lambda: self._press(do))

    def _press(self, do: str, with_: str = "") -> None:
        time.sleep(max(0.0, self._pressed + BETWEEN_PRESSES - time.monotonic()))
        self.button(do, with_).click()
        self._pressed = time.monotonic()

    def click(self, name: str) -> Leader:
        """Press a button of the sitting: send, another, skip, back, keep, pause, finish."""
        return self.after(self.page.locator(f"#{name}").click)

    def say(self, text: str) -> Leader:
        """Answer with the keyboard."""
        self.box.fill(text)
        return self.after(lambda: self.box.press("Control+Enter"))

    def go(self, place: str) -> Leader:
        """A place in the navigation: start, mine, about, or case."""
        return self.press("nav", place)

    def after(self, act: Callable[[], Any]) -> Leader:
        """Do something, and wait until another screen or question stands there."""
        before = self.page.evaluate(_SHOWN)
        act()
        self.page.wait_for_function(f"(before) => ![before, ''].includes(({_SHOWN})())", arg=before)
        self.page.evaluate(_TWO_FRAMES)
        return self

    def refused(self, act: Callable[[], Any]) -> str:
        """Do something that will not be taken; what the page says to it."""
        self.page.evaluate("document.getElementById('told')?.remove()")
        act()
        return self.page.locator("#told").inner_text()
