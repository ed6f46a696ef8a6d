"""Second start: to the page, to the first question; then a case, with what it took in memory and in imports."""

from __future__ import annotations

import json
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from evals.speed.presses import Visit
from evals.speed.processes import CouldNot, Page, bare, ours
from evals.speed.replies import REPLIES
from evals.speed.table import Row, share

MOST_TO_PAGE = 1.25
MOST_TO_QUESTION = 1.5
HEAVY = ("litellm", "chromadb", "langgraph")
AT_READY = HEAVY
"""None of these may be imported when the page answers."""
LATER = ("litellm",)
"""Nor this after a whole case without a model; LangGraph carries the case by then."""


def starts(repeats: int) -> list[Row]:
    """Ours and the bare page in turn, after one start of each that is not counted. Seconds, the median."""
    to_page: dict[str, list[float]] = {"ours": [], "bare": []}
    to_question: list[float] = []
    with tempfile.TemporaryDirectory(prefix="sparringsrum-speed-") as folder:
        _first(Path(folder))
        for _ in range(repeats):
            with bare() as page:
                to_page["bare"].append(page.seconds)
            with ours(Path(folder)) as page:
                to_page["ours"].append(page.seconds)
                Visit(page).begin()
                to_question.append(time.perf_counter() - page.started)
    baseline = share(to_page["bare"], 0.5)
    told = f"{repeats} starts of each in turn; the baseline is a bare page's start to its page in both rows"
    return [
        Row("second start to page", share(to_page["ours"], 0.5), baseline, "s", most_ratio=MOST_TO_PAGE),
        Row(
            "second start to first question",
            share(to_question, 0.5),
            baseline,
            "s",
            most_ratio=MOST_TO_QUESTION,
            note=told,
        ),
    ]


def _first(folder: Path) -> None:
    """The first start makes the key, the casebook and the library's index, and fills the disk's cache."""
    with bare():
        pass
    with ours(folder) as page:
        Visit(page).begin()
        _wait(lambda: any(folder.glob("data/index/*/complete")), "the library's index")


def memory_and_imports() -> list[Row]:
    """A whole case over the queue, then the peak of the app's memory, and what it has imported by then."""
    with tempfile.TemporaryDirectory(prefix="sparringsrum-speed-") as name:
        folder = Path(name)
        _first(folder)
        with ours(folder) as page:
            _case(page)
            peak, now = page.memory(), page.memory("VmRSS")
        with bare() as page:
            bare_peak, bare_now = page.memory(), page.memory("VmRSS")
        seen = _imported(folder)
    return [
        Row("peak memory after a case", peak, bare_peak, "MB"),
        Row("memory after a case", now, bare_now, "MB"),
        _absent("heavy imports when the page answers", AT_READY, seen["ready"]),
        _absent("litellm imported after a case", LATER, seen["later"]),
    ]


def _case(page: Page) -> None:
    visit = Visit(page)
    visit.begin()
    for text in REPLIES:
        if 'id=\\"review\\"' in visit.answer(text):
            return
    raise CouldNot("the app: twelve replies did not bring the case to its review")


def _imported(folder: Path) -> dict[str, list[str]]:
    """The modules at both moments, in a run of its own: looking must not cost the figures above anything."""
    file = folder / "modules.json"
    with ours(folder, witnessed=True) as page:
        _case(page)
        os.kill(page.process.pid, signal.SIGUSR1)
        _wait(lambda: "later" in json.loads(file.read_text(encoding="utf-8")), "the list of imports")
    seen: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return seen


def _absent(name: str, unwanted: tuple[str, ...], modules: list[str]) -> Row:
    found = [module for module in unwanted if module in modules]
    others = [module for module in HEAVY if module in modules and module not in found]
    note = f"found: {', '.join(found) or 'none'} of {', '.join(unwanted)}"
    note += f"; there by then, as meant: {', '.join(others)}" if others else ""
    return Row(name, len(found), None, "", most=0, note=note)


def _wait(done: Callable[[], bool], what: str) -> None:
    """Up to half a minute."""
    for _ in range(600):
        if done():
            return
        time.sleep(0.05)
    raise CouldNot(f"{what}: it did not come within half a minute")
