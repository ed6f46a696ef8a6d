"""The load measurement: a small real run in which nothing goes wrong, and made-up servers that do every wrong there is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from companion.ui import forms
from evals.load import apps, crowd
from evals.load.crowd import Came, came, read_back
from evals.load.report import Level, rows
from evals.load.screen import new_mark, read
from evals.load.seat import Failed, Wiring
from evals.load.visitors import Echoed, Leader, Said

ANOTHERS = new_mark()
QUESTIONS = 3
Messages = list[dict[str, Any]]
_NAMED = {1: None, 2: "panel", 3: "answer", 4: "send", 5: "skip", 6: "finish", 7: None, 8: None}
"""The components: 1 says where the window is, 7 is the question, 8 what is told."""
_CLICKS = [{"id": n, "targets": [[n, "click"]], "inputs": [3, 1], "outputs": [1, 2, 8, 7]} for n in (4, 5, 6)]
_CONFIG = {
    "components": [{"id": number, "props": {"elem_id": name}} for number, name in _NAMED.items()],
    "dependencies": [
        {"id": 0, "targets": [[99, "load"]], "inputs": [], "outputs": [1, 2, 8, 7]},
        {"id": 2, "targets": [[2, "submit"]], "inputs": [1], "outputs": [1, 2, 8, 7]},
        *_CLICKS,
    ],
    "connect_heartbeat": False,
}
PAGE = f"<script>window.gradio_config = {json.dumps(_CONFIG)};</script>"


class MadeUp:
    """A server that asks three questions and approves. `tamper` is given the number of each press and its messages."""

    def __init__(self, tamper: Callable[[int, Messages], Messages], brief: str = "") -> None:
        self._tamper, self._brief = tamper, brief
        self.pressed: list[dict[str, Any]] = []
        self.told: Messages = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.endswith("/join"):
            self.pressed.append(json.loads(request.content))
            self.told = self._tamper(len(self.pressed), self._answer(len(self.pressed)))
            return httpx.Response(500 if self.told == [{"status": 500}] else 200, json={})
        if path.endswith("/data"):
            lines = [f"data: {json.dumps(one, separators=(',', ':'), ensure_ascii=False)}\n\n" for one in self.told]
            return httpx.Response(200, text="".join(lines))
        said = next((press["data"][0] for press in self.pressed if press["fn_index"] == 4), "")
        return httpx.Response(200, text=PAGE if path == "/" else self._brief or said)

    def _answer(self, number: int) -> Messages:
        """1 opens the page, 2 begins, then come the replies, and last the approval."""
        if number == 1:
            return completed("", "<h1>Velkommen</h1>")
        place = number - 1
        if place <= QUESTIONS:
            shown = completed(f"c1 q{place}", f'<section id="asked" data-case="c1" data-question="q{place}"></section>')
        elif place == QUESTIONS + 1:
            shown = completed("c1 r", forms.form(forms.area("text.0", "Linje", "Ord"), "review", "c1", "r"))
        else:
            shown = completed("c1 d", '<a href="/own/brief/c1.md" download>Markdown</a>')
        return shown if number == 2 else [*received(), *shown]


def received() -> Messages:
    told = '<p id="told" class="received" role="status">Det er gemt.</p>'
    return [{"msg": "process_generating", "success": True, "output": {"data": [{}, {}, told, {}]}}]


def completed(at: str, html: str, told: str = "", success: bool = True) -> Messages:
    return [{"msg": "process_completed", "success": success, "output": {"data": [at, html, told, {"visible": True}]}}]


def at(place: int, instead: Messages) -> Callable[[int, Messages], Messages]:
    """Everything as it should be but for one press."""
    return lambda number, messages: instead if number == place else messages


def came_to(server: MadeUp) -> Leader:
    leader = Leader(0)
    transport = httpx.MockTransport(server)
    asyncio.run(crowd.crowd("http://127.0.0.1", Wiring.of(PAGE), [leader], 1, transport))
    return leader


ALERT = '<p id="told" role="alert">Noget gik galt.</p>'
ASKED = '<section id="asked" data-case="{}" data-question="{}"></section>'
WRONG = [
    ("another's words", at(3, [*received(), *completed("c1 q2", ASKED.format("c1", "q2") + ANOTHERS)]), "", 1, 3),
    ("another's case", at(3, [*received(), *completed("c2 q2", ASKED.format("c2", "q2"))]), "", 1, 3),
    ("a failure", at(4, completed("", "", success=False)), "a press was not carried out", 0, 1),
    ("a failure afterwards", at(4, [*received(), *completed("", "", success=False)]), "a press was not carried out", 0, 2),
    ("a failure with another's words", at(4, completed("", ANOTHERS, success=False)), "a press was not carried out", 1, 1),
    ("no answer", at(4, received()), "a press was never answered", 0, 2),
    ("a broken server", at(5, [{"status": 500}]), "HTTP 500", 0, 2),
    ("trouble", at(4, [*received(), *completed("c1 q2", "", ALERT)]), "the page told of trouble", 0, 2),
    ("the same question", at(4, [*received(), *completed("c1 q2", ASKED.format("c1", "q2"))]), "a reply was not", 0, 2),
    ("not received", at(4, completed("c1 q3", ASKED.format("c1", "q3"))), "a reply was not received", 0, 1),
    ("no review", at(2, completed("", "<h1>Velkommen</h1>")), "neither a question nor the review came", 0, 0),
    ("no approval", at(6, completed("c1 r", "")), "the brief was not approved", 0, 3),
]  # fmt: skip


def test_a_made_up_server_that_does_nothing_wrong() -> None:
    server = MadeUp(at(0, []))
    leader = came_to(server)
    assert (leader.failure, leader.crossed, leader.approved, leader.presses) == ("", 0, True, 6)
    assert [said.question for said in leader.said] == ["q1", "q2", "q3"]
    assert [press["data"] for press in server.pressed] == [
        [], [""], *([said.text, f"c1 {said.question}"] for said in leader.said), ["c1 r"],
    ]  # fmt: skip
    assert server.pressed[-1]["event_data"] == {"do": "approve", "with": "", "form": {"text.0": "Ord"}}


@pytest.mark.parametrize(
    ("tamper", "failure", "crossed", "said"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_every_wrong_is_counted(tamper, failure: str, crossed: int, said: int) -> None:
    leader = came_to(MadeUp(tamper))
    assert leader.failure.startswith(failure) and bool(leader.failure) is bool(failure)
    assert (leader.crossed, len(leader.said)) == (crossed, said)


@pytest.mark.parametrize(
    ("brief", "failure", "crossed"),
    [("Ingenting.", "the brief was without the leader's words", 0), (ANOTHERS, "the brief was without", 1)],
    ids=["nobody's words", "another's words"],
)
def test_a_brief_is_looked_at_too(brief: str, failure: str, crossed: int) -> None:
    leader = came_to(MadeUp(at(0, []), brief))
    assert leader.failure.startswith(failure) and leader.crossed == crossed


@pytest.mark.parametrize(("heard", "crossed"), [(ANOTHERS, 1), ("Noget andet.", 0)], ids=["another's", "nobody's"])
def test_an_echo_that_says_something_else(heard: str, crossed: int) -> None:
    config = _CONFIG | {
        "components": [{"id": 3, "props": {"elem_id": "box"}}, {"id": 4, "props": {"elem_id": "go"}}],
        "dependencies": [{"id": 4, "targets": [[4, "click"]], "inputs": [3], "outputs": [7]}],
    }
    said = completed("", "")
    said[0]["output"]["data"] = [heard]
    page = f"<script>window.gradio_config = {json.dumps(config)};</script>"
    echoed, server = Echoed(0, 2), httpx.MockTransport(MadeUp(lambda number, messages: said))
    asyncio.run(crowd.crowd("http://127.0.0.1", Wiring.of(page), [echoed], 1, server))
    assert (echoed.failure, echoed.crossed, echoed.presses) == ("the echo said something else", crossed, 1)


@pytest.mark.parametrize("page", ["<p>", PAGE.replace('"connect_heartbeat": false', '"connect_heartbeat": true')])
def test_a_page_that_cannot_be_pressed_is_told(page: str) -> None:
    with pytest.raises(Failed):
        Wiring.of(page)


def test_who_is_not_through_in_time_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        raise AssertionError("waited for")

    monkeypatch.setattr(crowd, "CROWD_SECONDS", 0.1)
    late: Any = never
    assert came_to(late).failure == "not through when the time was up"


def test_a_form_is_read_as_a_browser_sends_it() -> None:
    fields = forms.area("a", "A", "<to> & fro") + forms.tick("b", "B", True) + forms.tick("c", "C", False)
    fields += forms.radios("d", "D", [("x", "X"), ("y", "Y")], "y") + forms.choice(
        "e", "E", [("", "?"), ("z", "Z")], "z"
    )
    fields += forms.line("f", "F", "12", "number") + forms.button("approve", "Godkend")
    other = forms.form(forms.area("goal", "Mål"), "goal")
    screen = read(
        ["c q9", {"value": other + forms.form(fields, "review", "c", "q9"), "visible": True}, {"visible": False}]
    )
    assert (screen.case, screen.question, screen.form) == ("c", "q9", "review")
    assert screen.fields == {"a": "<to> & fro", "b": "1", "c": "", "d": "y", "e": "z", "f": "12"}


def test_the_table_says_what_was_missed() -> None:
    def side(visitors: list[Any], milliseconds: float, peak: float) -> Came[Any]:
        for one in visitors:
            one.turns, one.received, one.failure = [milliseconds] * 5, [milliseconds], ""
        return Came(visitors, seconds=10.0, cpu=2.0, idle=100.0, peak=peak)

    def level(at_once: int, ours: float, echo: float, peak: float) -> Level:
        both = [Leader(n) for n in range(200)], [Echoed(n, 5) for n in range(200)]
        return Level(at_once, side(both[0], ours, peak), side(both[1], echo, 110.0), 0, 0)

    good = {
        row.name.strip(): row for row in rows([level(1, 10, 5, 110), level(20, 60, 10, 110), level(200, 60, 10, 160)])
    }
    assert good["growth of a turn's p95, 1 to 20"].cells()[1:] == ("6", "2", "3.00", "≤ 3 times", "yes")
    assert good["server's memory a case, 200 at once"].cells()[1:3] == ("307.2 kB", "51.2 kB")
    assert all(row.met is not False for row in good.values())
    bad = level(200, 60, 10, 200)
    bad.lost, bad.crossed_at_rest, bad.ours.visitors[0].failure = 1, 2, "HTTP 500"
    found = rows([level(1, 10, 5, 110), level(20, 61, 10, 110), bad])
    assert [row.name.strip() for row in found if row.met is False] == [
        "errors", "replies lost", "crossed", "growth of a turn's p95, 1 to 20", "server's memory a case, 200 at once",
    ]  # fmt: skip
    assert "1 HTTP 500" in [row.note for row in found]


def test_the_echo_allows_as_many_at_once_as_the_room() -> None:
    from companion.ui.app import AT_ONCE
    from evals.load import echo

    assert echo.AT_ONCE == AT_ONCE


@pytest.mark.process
def test_three_real_leaders_and_what_becomes_of_their_words(tmp_path: Path) -> None:
    leaders = [Leader(number) for number in (1, 2, 3)]
    with apps.ours(tmp_path) as page:
        room = came(page, leaders, 3, Leader(0))
        page.process.kill()
        page.process.wait()
    assert (room.errors, room.crossed, len(room.turns)) == ({}, 0, sum(len(one.said) for one in leaders) + 1)
    assert all(one.approved and len(one.said) >= 6 for one in leaders) and room.peak >= room.idle > 0 and room.cpu > 0
    assert read_back(tmp_path, leaders) == (0, 0)
    leaders[0].said += [Said("q1", "Det her blev aldrig sendt."), Said("q99", "")]
    leaders[1].mark = new_mark()
    leaders[2].owner = leaders[0].owner
    assert read_back(tmp_path, leaders) == (2 + len(leaders[2].said) + 1, 1)


@pytest.mark.process
def test_the_echo_says_it_back() -> None:
    with apps.echo() as page:
        echo = came(page, [Echoed(number, 4) for number in range(3)], 3, Echoed(9, 1))
    assert (echo.errors, echo.crossed, echo.presses) == ({}, 0, 12)
