"""A walk through every screen of the page with a made-up case, for whoever wants to look at each: a camera, an axe."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Literal

import yaml
from playwright.sync_api import Page

from companion.vocabulary import Lang
from evals.browser import ROOT, App, Leader

WIDTHS = {1280: 860, 390: 844}
"""Width of a laptop and of a telephone, each with its height, in CSS pixels."""

Sitting = dict[str, Any]
_MIRRORS = re.compile(r"(Du skriver|You write)[^.]*[“”]")
Scheme = Literal["light", "dark"]

_NO_HALF_WAY = """() => new Promise((done) => requestAnimationFrame(() => {
  document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish());
  done();
}))"""
"""Colours fade from one scheme to the other; nobody looks at the page just then."""


def sittings() -> dict[Lang, Sitting]:
    """The made-up cases of evals/cases/sittings.yaml, by language."""
    found: dict[Lang, Sitting] = yaml.safe_load((ROOT / "evals/cases/sittings.yaml").read_text(encoding="utf-8"))
    return found


def page_address(app: App, lang: Lang) -> str:
    """The printed address, in a language."""
    return f"{app.address}&lang={lang}"


def screens(leader: Leader, sitting: Sitting) -> Iterator[str]:
    """The name of each screen, while it stands there. Begins on an empty start page and ends with nothing stored."""
    yield "start"
    case_id = yield from _to_the_review(leader, sitting)
    yield from _the_brief(leader, sitting)
    yield from _the_other_places(leader)
    yield from the_tools(leader)
    yield from _concerns(leader, sitting)
    yield from _afterwards(leader, sitting, case_id)
    leader.go("mine").press("mine_sure", "all").press("purge")
    yield "mine_empty"


def _to_the_review(leader: Leader, sitting: Sitting) -> Iterator[str]:
    leader.press("begin")
    case_id = leader.asked.get_attribute("data-case") or ""
    yield "question"
    leader.refused(lambda: leader.page.click("#send"))
    yield "refused"
    leader.say(sitting["answers"][0])
    yield "gathered"
    leader.say(sitting["answers"][1])
    yield "touched"
    yield from _names(leader)
    yield from _the_rest(leader, sitting)
    leader.page.locator("form#review").wait_for()
    yield "review"
    return case_id


def _names(leader: Leader) -> Iterator[str]:
    """The names we hide, one of them and every fold open; afterwards as they were."""
    folds = "(all, open) => all.forEach((one) => { one.open = open; })"
    opened = "#names .found li:first-child details, #names > details"
    leader.page.eval_on_selector_all(opened, folds, True)
    yield "names"
    leader.page.eval_on_selector_all(opened, folds, False)


def _the_rest(leader: Leader, sitting: Sitting) -> Iterator[str]:
    """Answer until the brief: each step with its own answer, what is asked beyond that with one of the others. The first
    question that gives the leader's words back is a screen to look at."""
    answers, more = dict(enumerate(sitting["answers"][1:])), list(sitting["more"])
    mirrored = False
    while leader.asked.is_visible():
        if not mirrored and _MIRRORS.search(leader.asked.inner_text()):
            mirrored = True
            yield "mirror"
        leader.say(answers.pop(leader.step_number) if leader.step_number in answers else more.pop(0))


def _the_brief(leader: Leader, sitting: Sitting) -> Iterator[str]:
    leader.field("date").fill((dt.date.today() + dt.timedelta(days=20)).isoformat())
    leader.field("approve.0").check()
    leader.press("approve")
    yield "done"
    leader.press("inspire")
    yield "material"
    leader.press("delete_ask")
    yield "delete"


def _the_other_places(leader: Leader) -> Iterator[str]:
    leader.go("about")
    yield "about"
    leader.go("start")
    yield "begun"
    leader.go("mine")
    yield "mine"
    leader.press("nav", "receipts")
    yield "receipts"
    leader.go("mine").press("mine_sure", "all")
    yield "mine_delete"


def the_tools(leader: Leader) -> Iterator[str]:
    """The tools for a meeting and the practice ground, each as it is first seen and with something made."""
    leader.go("meetings")
    yield "meetings"
    for tool in ("questions", "plan", "roles"):
        leader.press("tool", tool)
        yield tool
        leader.press(f"{tool}_make")
        yield f"{tool}_made"
        leader.go("meetings")
    for tool in ("rules", "case", "feedback"):
        leader.press("tool", tool)
        yield tool
        if tool != "feedback":
            leader.go("meetings")
    leader.page.locator("#panel textarea").first.fill("Runden")
    leader.press("feedback_show")
    yield "feedback_shown"
    leader.go("practice")
    yield "practice"
    leader.press("practice_case").field("question").fill("Hvad?")
    leader.press("practice_ask")
    yield "practice_asked"
    leader.press("practice_end")
    yield "practice_end"


def _concerns(leader: Leader, sitting: Sitting) -> Iterator[str]:
    for level in ("strain", "duty", "acute"):
        leader.go("start").press("begin").say(sitting[level])
        yield level


def _afterwards(leader: Leader, sitting: Sitting, case_id: str) -> Iterator[str]:
    leader.go("mine").press("continue", case_id).press("edit")
    leader.field("date").fill((dt.date.today() - dt.timedelta(days=1)).isoformat())
    leader.press("approve").go("start")
    yield "return"
    leader.press("return_later")
    leader.page.locator("details:has(form#goal) summary").click()
    leader.field("goal").fill(sitting["goal"])
    yield "goal"


def looks(page: Page, *schemes: Scheme) -> Iterator[tuple[int, Scheme]]:
    """The same screen in both widths, and in each colour scheme: light, dark."""
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(_NO_HALF_WAY)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            yield width, scheme
    page.set_viewport_size({"width": 1280, "height": WIDTHS[1280]})
    page.emulate_media(color_scheme="light")
