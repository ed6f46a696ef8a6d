"""The clock for the room: what it is given, and in a browser with a clock of its own what it shows."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable, Iterator
from html import unescape
from importlib.resources import files
from typing import Any

import pytest

from companion.facilitation.plan import Wanted, make_plan
from companion.facilitation.plan_facts import quoted
from companion.ui.meetings.timer import show, timer
from companion.ui.texts import Texts
from companion.vocabulary import LANGS, Lang
from evals.browser import chromium, chromium_path

HERE = "http://127.0.0.1:9/"
SCRIPT = files("companion.ui.meetings").joinpath("timer.js").read_text(encoding="utf-8")
MORNING = dt.datetime(2027, 3, 12, 8, 0, tzinfo=dt.UTC)
"""Nine in Denmark."""
NINE = dt.time(9)
WANT = Wanted(meeting="following", minutes=120, people=6, cases=2)
LATE = WANT.model_copy(update={"late": 15})


def given(html: str, name: str) -> str:
    """An attribute of the dialog, as a browser reads it."""
    (found,) = re.findall(f' data-{name}="([^"]*)"', html)
    return unescape(found)


@pytest.mark.parametrize("lang", LANGS)
def test_the_clock_is_given_every_block_of_the_plan(lang) -> None:
    """Fails with a part of a block left out."""
    plan = make_plan(WANT, lang)
    blocks = json.loads(given(timer(plan, None, None, Texts(lang)), "blocks"))
    said = [(one.title, quoted(one, plan), one.start_min, one.minutes) for one in plan.blocks]
    assert [(one["title"], one["say"], one["start"], one["minutes"]) for one in blocks] == said


STARTS = [
    (None, None, ""),
    (None, dt.date(2027, 3, 12), ""),
    (NINE, None, "T09:00"),
    (NINE, dt.date(2027, 3, 12), "2027-03-12T09:00"),
]


@pytest.mark.parametrize(("starts", "day", "told"), STARTS)
def test_the_planned_start_is_told_as_the_clock_on_the_wall_has_it(starts, day, told) -> None:
    """Fails with a day told without a time, or an offset in it."""
    assert given(timer(make_plan(WANT, "da"), starts, day, Texts("da")), "start") == told


def test_no_word_of_a_plan_can_break_out_of_its_attribute() -> None:
    """Fails with `inert` left out of the blocks."""
    plan = make_plan(WANT, "da")
    odd = '"><img src=x onerror=1>{{1}}${2}`'
    plan = plan.model_copy(update={"blocks": (plan.blocks[0].model_copy(update={"title": odd, "say": odd}),)})
    html = timer(plan, None, None, Texts("da"))
    assert "<img" not in html and "{{" not in html and "${" not in html
    assert json.loads(given(html, "blocks"))[0]["title"] == odd


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_and_press_of_the_script_is_there(lang) -> None:
    """Fails with a word left out of `_SAID`, or a press that the script does not know."""
    html = timer(make_plan(WANT, lang), None, None, Texts(lang)) + show(Texts(lang))
    wanted = {re.sub("([A-Z])", r"-\1", name).lower() for name in re.findall(r"words\.(\w+)", SCRIPT)} - {"replace"}
    assert len(wanted) == 14 and all(given(html, name) for name in wanted)
    for press in re.findall(r'data-clock="(\w+)"', html):
        assert re.search(rf"^    {press}\(", SCRIPT, re.MULTILINE), press


def test_the_script_asks_nobody_and_keeps_nothing_for_good() -> None:
    """Fails with any way out of the window, or anything that outlives its tab."""
    ways = "fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import|localStorage|indexedDB|cookie|caches|Audio|trigger"
    assert re.findall(rf"\b({ways})\b", SCRIPT) == []


class Screen:
    """A window with a plan on it, and a clock that goes when it is told to."""

    def __init__(self, page: Any) -> None:
        self.page, self.asked = page, []
        page.on("request", lambda request: self.asked.append(request.url))

    def shows(self, want: Wanted = WANT, starts: dt.time | None = None, lang: Lang = "da") -> Screen:
        clock = timer(make_plan(want, lang), starts, None, Texts(lang))
        html = f'<div id="panel"><form id="plan">{show(Texts(lang))}{clock}</form></div><script>{SCRIPT}</script>'
        self.page.unroute("**")
        self.page.route(
            "**",
            lambda route: route.fulfill(
                body=f'<!doctype html><html lang="{lang}">{html}', content_type="text/html; charset=utf-8"
            ),
        )
        self.page.goto(HERE)
        self.asked.clear()
        return self.press("show")

    def press(self, *names: str) -> Screen:
        for name in names:
            self.page.locator(f"[data-clock={name}]").click()
        return self

    def after(self, minutes: float) -> Screen:
        """As a window that slept until a second before."""
        self.page.clock.fast_forward(int(minutes * 60_000) - 1_000)
        self.page.clock.run_for(1_000)
        return self

    def __getitem__(self, name: str) -> str:
        return self.page.locator(f"[data-{name}]").inner_text()

    @property
    def kept(self) -> dict[str, Any] | None:
        return json.loads(self.page.evaluate("sessionStorage.getItem('clock')") or "null")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """It ends with this file: its event loop would be in the way of other tests' own."""
    path = chromium_path()
    if path is None:
        why = "there is no Chromium here: apt-get install chromium"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    with chromium(path) as started:
        yield started


@pytest.fixture
def screen(browser) -> Iterator[Callable[..., Screen]]:
    context = browser.new_context(timezone_id="Europe/Copenhagen")

    def opened(minutes: float = 0) -> Screen:
        """So many minutes after nine."""
        page = context.new_page()
        page.clock.install(time=MORNING - dt.timedelta(hours=6))
        page.clock.pause_at(MORNING + dt.timedelta(minutes=minutes))
        return Screen(page)

    yield opened
    context.close()


@pytest.mark.browser
def test_the_clock_stands_until_it_is_started_and_then_counts(screen) -> None:
    """Fails with a clock that goes at once, or that counts ticks."""
    one = screen().shows().after(3)
    assert (one["title"], one["left"], one["then-place"]) == (
        "Ankomst",
        "5:00",
        "Derefter: Opfølgning på sidst (15 min.)",
    )
    assert one.kept is None
    one.press("go").after(2)
    assert (one["left"], one["then-place"]) == ("3:00", "Derefter, kl. 9.08: Opfølgning på sidst (15 min.)")
    one.page.clock.run_for(60_000)
    assert one["left"] == "2:00"


@pytest.mark.browser
def test_when_the_time_is_up_it_says_so_and_counts_on(screen) -> None:
    """Fails with a clock that stops at nought, goes on by itself, or says its word again and again."""
    one = screen().shows().press("go").after(4.99)
    face = one.page.locator("#plan-clock")
    assert one["word"] == "" and "over" not in face.get_attribute("class")
    one.page.evaluate(
        "said = 0; new MutationObserver(() => said++).observe(document.querySelector('[data-word]'), {childList: true})"
    )
    one.page.clock.run_for(91_000)
    assert (one["left"], one["word"], one["title"]) == ("+1:30", "Tiden er gået", "Ankomst")
    assert "over" in face.get_attribute("class") and one["late"] == "1 min. efter planen"
    assert one.page.evaluate("said") == 1
    assert one.press("more")["left"] == "+0:30" and one.press("more")["left"] == "0:30" and one["word"] == ""


@pytest.mark.browser
def test_next_back_and_pause(screen) -> None:
    """Fails with time lost by a press too many, or with a clock that goes while it is stopped."""
    one = screen().shows().press("go").after(2).press("next")
    assert (one["title"], one["left"], one["at"]) == ("Opfølgning på sidst", "15:00", "2 / 10")
    assert (one.press("back")["title"], one["left"]) == ("Ankomst", "3:00")
    assert one.press("go").after(10)["left"] == "3:00" and one["word"] == "Uret står stille"
    assert one["late"] == "10 min. efter planen"
    assert one.press("next")["left"] == "15:00" and one.after(1)["left"] == "15:00"
    assert one.press("go").after(1)["left"] == "14:00"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("minutes", "want", "title", "left", "word"),
    [
        (-90, WANT, "Ankomst", "5:00", ""),
        (-30, WANT, "Ankomst", "30:00", "Begynder kl. 9.00"),
        (0, WANT, "Ankomst", "5:00", ""),
        (30, WANT, "Tema", "20:00", ""),
        (30, LATE, "Opfølgning på sidst", "1:00", ""),
        (10, LATE, "Ankomst", "5:00", "Begynder kl. 9.15"),
        (119, WANT, "Slut", "1:00", ""),
        (125, WANT, "Ankomst", "5:00", ""),
    ],
)
def test_with_a_planned_start_it_is_where_the_plan_is(screen, minutes, want, title, left, word) -> None:
    """A start long gone or far off is not meant: the clock then waits for the press. Fails with the start read in UTC, or with
    the minutes of a late start counted twice."""
    one = screen(minutes).shows(want, NINE)
    assert (one["title"], one["left"], one["word"]) == (title, left, word)


@pytest.mark.browser
def test_a_window_that_is_loaded_again_goes_on_where_it_was_and_keeps_times_alone(screen) -> None:
    """Fails with nothing kept, or with a word of the plan in what is."""
    one = screen().shows().press("go", "next").after(4)
    kept = one.kept
    numbers = [kept[name] for name in kept if name not in ("plan", "past")] + [
        n for at in kept["past"] for n in at.values()
    ]
    assert re.fullmatch(r"[\d ]+", kept["plan"]) and all(isinstance(one, int | None) for one in numbers)
    assert set(one.kept) == {"plan", "past", "end", "at", "length", "ends", "left", "saved"}
    one.shows()
    assert (one["title"], one["left"]) == ("Opfølgning på sidst", "11:00")
    assert one.shows(WANT.model_copy(update={"minutes": 150}))["title"] == "Ankomst"


@pytest.mark.browser
def test_what_was_kept_is_gone_when_the_meeting_ends_or_the_plan_is_left(screen) -> None:
    """Fails with `forget` left out of either."""
    one = screen().shows().press("go", *["next"] * 9)
    assert one["then-place"].startswith("Det er det sidste punkt.") and one["clock=next"] == "Slut mødet" and one.kept
    one.press("next")
    assert one.kept is None and not one.page.locator("#plan-clock").is_visible()
    one.press("show", "go", "close")
    assert one.kept
    one.page.evaluate("document.getElementById('panel').innerHTML = '<p></p>'")
    assert one.kept is None


@pytest.mark.browser
def test_it_asks_nobody_for_anything_and_gives_the_focus_back(screen) -> None:
    """Fails with a press that goes to the server, or a dialog that Escape does not close."""
    one = screen().shows().press("go", "next", "more", "back", "go").after(30)
    one.page.keyboard.press("Escape")
    assert not one.page.locator("#plan-clock").is_visible() and one.asked == []
    assert one.page.evaluate("document.activeElement.dataset.clock") == "show"
    assert (
        one.page.locator("[data-left][role=timer]").count() == 1
        and one.page.locator("[data-word][role=status]").count() == 1
    )


@pytest.mark.browser
def test_it_speaks_english(screen) -> None:
    """Fails with a word of the other language, or its way of writing the time."""
    one = screen().shows(lang="en").press("go")
    assert (
        one["then-place"] == "Then, at 9:05: Follow-up on last time (15 min)" and one.after(6)["word"] == "Time is up"
    )
