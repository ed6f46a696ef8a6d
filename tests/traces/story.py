"""What a leader does in a browser while much goes wrong: every place that takes words gets a marked one."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page, sync_playwright

from evals.browser import QUIET_BROWSER, Leader

from .house import App, House
from .search import Marks, sealed

CHROMIUM_NOTES = 1.8
"""Seconds within which Chromium writes down what stands in a form."""
YESTERDAY = (dt.date.today() - dt.timedelta(days=1)).isoformat()
KEPT_BY_THE_BROWSER = """async () => JSON.stringify([
  location.href, document.title, history.state, document.cookie, {...localStorage}, {...sessionStorage},
  await indexedDB.databases(), (await caches.keys()), window.name, performance.getEntries().map((entry) => entry.name),
])"""
MALFORMED = """(words) => fetch("/gradio_api/queue/join", {
  method: "POST", headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ data: [words], fn_index: window.gradio_config.dependencies.find((one) => one.inputs.length > 1).id,
    session_hash: words.slice(0, 11), event_data: { form: words } }),
}).then((answer) => answer.status)"""
"""Less than the handler takes: Gradio says what it got, and that was a leader's words."""
BAD_DRAFT = """(words) => fetch("/own/draft", {
  method: "POST", headers: { "Content-Type": "application/json" }, body: '{"case": "' + words + '", "text": ' + words,
}).then((answer) => answer.status)"""


@dataclass
class Lived:
    """What happened, for the tests to look at."""

    house: House
    marks: Marks
    told: dict[str, object] = field(default_factory=dict)
    """What went wrong, and how it was told or ended."""
    erased: list[bytes] = field(default_factory=list)
    """Sealed values that a deletion took away."""


class Desk:
    """A leader at the page of a running app, and what befalls them there."""

    def __init__(self, lived: Lived, context: BrowserContext, page: Page) -> None:
        self.lived, self.context, self.leader = lived, context, Leader(page)
        self.house, self.mark, self.told = lived.house, lived.marks, lived.told

    def sit_down(self, app: App) -> str:
        """Begin a case, with all that may go wrong in a turn; its id."""
        self.leader.open(f"{app.address}&lang=da").press("begin")
        case = self.leader.asked.get_attribute("data-case") or ""
        self.leader.say(f"Vi gik fra hinanden uden en {self.mark('answer')}.").click("another").click("skip")
        self._failing_disk()
        self._failing_voice(case)
        self._failing_handler()
        self._malformed(app)
        self._stale(app, case)
        return case

    def _failing_disk(self) -> None:
        long = " ".join(f"Ord {number} om {self.mark('lost')}{number * 7919}." for number in range(250))
        for trap in ("full", "readonly"):
            self.house.set_trap(trap)
            self.leader.box.fill(long)
            self.told[trap] = self.leader.refused(self.leader.page.locator("#send").click)
            (self.house.traps / trap).unlink()
        self._reload()

    def _failing_voice(self, case: str) -> None:
        """The reply is kept, the question that was to follow is not there: the page says so and has it after a reload."""
        self._resume(case)
        self.house.set_trap("voice", self.mark("voice"))
        self.leader.box.fill(f"Det {self.mark('interrupted')} altid.")
        self.leader.page.locator("#send").click()
        self.leader.page.locator('#told[role="alert"]').wait_for()
        self._reload()
        self._resume(case)

    def _reload(self) -> None:
        """The page anew, until its first screen stands: pressing before would be overtaken by it."""
        self.leader.page.reload()
        self.leader.button("begin").wait_for()

    def _resume(self, case: str) -> None:
        """From the list of all cases: others are at work in the same house."""
        self.leader.go("mine").press("continue", case)

    def _failing_handler(self) -> None:
        trap = self.house.set_trap("handler", self.mark("handler"))
        self.leader.button("nav", "about").click()
        _until(lambda: not trap.exists())
        self._reload()
        self.leader.button("nav", "about").wait_for()

    def _malformed(self, app: App) -> None:
        self.told["draft"] = self.leader.page.evaluate(BAD_DRAFT, self.mark("bad_draft"))
        self.told["malformed"] = self.leader.page.evaluate(MALFORMED, self.mark("malformed"))
        _until(lambda: "validate_inputs" in app.said())

    def _stale(self, app: App, case: str) -> None:
        """The same case in two windows: the second to answer is told, and keeps the text."""
        self._resume(case)
        beside = Leader(self.context.new_page())
        beside.open(app.home).go("mine").press("continue", case).say(f"Fra vindue to: {self.mark('second_window')}.")
        beside.page.close()
        self.leader.box.fill(f"Fra vindue et: {self.mark('stale')}.")
        self.told["stale"] = self.leader.refused(self.leader.page.locator("#send").click)

    def dies(self, app: App, case: str) -> None:
        """Half an answer is typed; then the app is aborted in the middle of a turn."""
        self._reload()
        self._resume(case)
        self._type(f"Halvt skrevet om {self.mark('half')}")
        self._resume(case)
        _until(lambda: self.mark("half") in self.leader.box.input_value())
        self.house.set_trap("abort")
        self.leader.box.fill(f"Det {self.mark('aborted')} altid.")
        self.leader.page.locator("#send").click()
        self.told["abort"] = app.ended()

    def _type(self, text: str) -> None:
        """Into the box, until it is kept."""
        with self.leader.page.expect_response("**/own/draft"):
            self.leader.box.fill(text)

    def goes_on(self, app: App, case: str) -> None:
        """To the brief, what the material says, and the brief in hand."""
        self.leader.open(f"{app.address}&lang=da")
        self._resume(case)
        self.leader.click("finish")
        fields = {
            "key_question": "Hvad gør jeg ved {}?",
            "dilemma": "Om {}.",
            "text.0": "Om {} igen.",
            "next_time": "At {}.",
        }
        for name, text in fields.items():
            self.leader.field(name).fill(text.format(self.mark(name)))
        self._in_the_review("date", YESTERDAY)
        time.sleep(CHROMIUM_NOTES)
        self.leader.press("approve").press("inspire")
        self._ask_the_material(case)
        with self.leader.page.expect_download() as arriving:
            self.leader.page.locator("#panel a[download]").first.click()
        arriving.value.save_as(self.house.given / arriving.value.suggested_filename)

    def _ask_the_material(self, case: str) -> None:
        """A question, and, when the index is ready by then, a card that answers it; then back to the brief."""
        self.leader.go("material")
        self.leader.field("question").fill(f"Hvor ofte skal netværket mødes om {self.mark('question')}?")
        self.leader.button("ask").click()
        self.leader.page.locator("section.answers, #told[role=alert]").first.wait_for()
        if self.leader.button("card").is_visible():
            self.leader.press("card").press("ask_back")
        self._reload()
        self._resume(case)

    def _in_the_review(self, name: str, value: str) -> None:
        with self.leader.page.expect_response("**/own/draft"):
            self.leader.field(name).fill(value)

    def comes_back(self) -> str:
        """After the meeting: how it went, a new case out of it, a goal; half a thought stands in each box that is left. The
        new case's id."""
        self.leader.go("start")
        for name in ("tried", "learned", "next", "asked_by"):
            self.leader.field(name).fill(f"Det {self.mark(name)}.")
        self._fill_in_a_goal()
        time.sleep(CHROMIUM_NOTES)
        self.leader.press("return_new")
        new = self.leader.asked.get_attribute("data-case") or ""
        self._type(f"Halvt om {self.mark('new_half')}")
        self.leader.go("start")
        self._fill_in_a_goal()
        self.leader.press("goal_save").go("mine").go("about").go("mine")
        return new

    def _fill_in_a_goal(self) -> None:
        self.leader.page.locator("details:has(form#goal) summary").click()
        self.leader.page.locator("form#goal [name=goal]").fill(f"Mit mål er {self.mark('goal')}")
        self.leader.page.locator("form#goal [name=asked_by]").fill(self.mark("goal_asked_by"))

    def deletes(self, case: str) -> None:
        """While another process has the database open and has read from it."""
        database = self.house.data / "casebook.db"
        before = sealed(database)
        with _another_process(self.house):
            self.leader.press("mine_sure", case).press("delete", case)
            self.lived.erased += [value for value in before - sealed(database) if not value.isascii()]

    def leaves(self, case: str) -> None:
        """With words in the box; the page is asked for all it can read of what the browser keeps."""
        self._resume(case)
        self.leader.box.fill(f"Til sidst {self.mark('left')}")
        time.sleep(CHROMIUM_NOTES)
        (self.house.profile / "says.json").write_text(self.leader.page.evaluate(KEPT_BY_THE_BROWSER))


def _until(done) -> None:
    end = time.monotonic() + 15
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


HOLDS = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1])
print(held.execute("SELECT count(*) FROM cases").fetchone(), flush=True)
sys.stdin.read()
"""


@contextmanager
def _another_process(house: House) -> Iterator[None]:
    call = [sys.executable, "-I", "-c", HOLDS, str(house.data / "casebook.db")]
    holder = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout and holder.stdout.readline()
    yield
    holder.communicate()


def in_the_browser(lived: Lived, chromium: str) -> None:
    """A whole visit in a profile of its own, through two runs of the app."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            lived.house.profile, executable_path=chromium, args=QUIET_BROWSER, downloads_path=lived.house.given
        )
        desk = Desk(lived, context, context.pages[0])
        first = App(lived.house, "first")
        try:
            case = desk.sit_down(first)
            desk.dies(first, case)
        finally:
            first.kill()
        second = App(lived.house, "second")
        try:
            desk.goes_on(second, case)
            new = desk.comes_back()
            desk.deletes(case)
            desk.leaves(new)
            lived.told["temp"] = sorted(path.name for path in lived.house.data.glob("tmp/*"))
            context.close()
            lived.told["stop"] = second.stop()
        finally:
            second.kill()
