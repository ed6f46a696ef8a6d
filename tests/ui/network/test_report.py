"""The pilot report on HR's desk: what was released and nothing else, released by a press, and ended after one more question.

Seen to fail: with what is ready released when one looks; with groups of one person shown; with the period ended at the first
press; with the tool given to leaders in access.py; with the ".html" ending taken from routes.py.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from companion.errors import Refused, WrongUse
from companion.pilot.counts import PILOT_FILE, Counts
from companion.settings import Settings
from companion.ui.access import EVERYBODY, LEADER, MEETINGS, NETWORK, Roles
from companion.ui.meetings import routes
from companion.ui.meetings.desk import Desk
from companion.ui.pages import Pages
from companion.ui.room import Room
from companion.ui.texts import Texts
from companion.vocabulary import LANGS, Lang

from ..conftest import Books, Window, opened
from ..meetings.filled import desk
from .sent import papers

KEY, MONDAY, WEEK = bytes(range(32)), dt.date(2026, 11, 2), dt.timedelta(weeks=1)
OPEN = ("report_release", "report_close")


class Counting(Settings):
    """Where counting is switched on."""

    pilot: bool = True


def told(html: str) -> list[str]:
    """Every figure of the report, in its tables and beside its bars."""
    inside = html.partition('<section class="example"')[2].partition("</section>")[0]
    return [text for text in re.findall(r"<(?:td|span)>([^<]*)<", inside) if text.isdecimal()]


def offers(html: str) -> set[str]:
    return {do for do in OPEN if f'data-do="{do}"' in html}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Callable[..., Room]]:
    """`at(day)`: the room on that day, with `tmp_path` as its data folder."""
    rooms: list[Room] = []

    def made(day: dt.date = MONDAY, kind: type[Settings] = Counting) -> Room:
        room = opened(Books(), settings=kind(data_dir=tmp_path))
        room.today = lambda: day  # type: ignore[method-assign]
        rooms.append(room)
        return room

    yield made
    for room in rooms:
        room.close()


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """Nine begin in the first week, seven others in the second; five of them finish five times each."""
    day = [MONDAY]
    counts = Counts.open(tmp_path / PILOT_FILE, KEY, lambda: day[0])
    for who in range(16):
        counts.agree(f"leader{who}")
    for who in range(16):
        counts.count(f"leader{who}", "begun", day=MONDAY if who < 9 else MONDAY + WEEK)
    for who in range(5):
        for _ in range(5):
            counts.count(f"leader{who}", "finished", day=MONDAY)
    return tmp_path / PILOT_FILE


def rows(file: Path, table: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(file) as found:
        return found.execute(f"SELECT * FROM {table}").fetchall()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", [Settings, Counting])
def test_where_nothing_is_counted_it_says_so_and_makes_no_file(at, tmp_path: Path, kind, lang: Lang) -> None:
    leader, texts = Window(at(kind=kind), lang), Texts(lang)
    page = leader.press("network_tool", "report")
    on, off = texts("report_on"), texts("report_off")
    assert (on in page, off in page) == (kind is Counting, kind is Settings) and "COMPANION_PILOT" in off
    assert texts("report_no_weeks") in page and texts("report_none") in page
    assert not offers(page) and not papers(page) and 'data-with="seen"' in page
    for do in OPEN:
        leader.press(do)
    leader.press("report_close", "sure")
    with pytest.raises(WrongUse):
        desk(leader, "network").paper("report")[1]({}, lang)
    assert not list(tmp_path.iterdir())


def test_the_first_week_may_be_ended_and_is_not_shown(at, counted: Path) -> None:
    page = Window(at(MONDAY)).press("network_tool", "report")
    assert offers(page) == {"report_close"} and not told(page) and not papers(page)


@pytest.mark.parametrize("lang", LANGS)
def test_looking_releases_nothing_and_the_press_does(at, counted: Path, lang: Lang) -> None:
    leader, texts = Window(at(MONDAY + 2 * WEEK), lang), Texts(lang)
    page = leader.press("network_tool", "report")
    assert texts("report_none") in page and not told(page) and offers(page) == set(OPEN) and not papers(page)
    with pytest.raises(WrongUse):
        desk(leader, "network").paper("report")[1]({}, lang)
    assert rows(counted, "released") == []
    page = leader.press("report_release")
    assert texts("report_released") in page and papers(page) == {"report"} and len(rows(counted, "released")) == 2
    week = texts("report_figures", count=2, week={"da": "uge 46, 2026", "en": "week 46, 2026"}[lang])
    assert week in page and week in leader.press("network_tool", "report")
    assert texts("report_no_more") in leader.press("report_release")


def test_nothing_under_k_stands_on_the_page_or_on_paper(at, counted: Path) -> None:
    """Neither week alone, since the other would follow; nor what five people did, however often."""
    leader = Window(at(MONDAY + 2 * WEEK))
    assert set(told(leader.press("report_release"))) == {"16"}
    handout = desk(leader, "network").paper("report")[1]({}, "da")
    assert re.findall(r"<(?:td|span)>(\d+)<", handout.files[".html"].decode()) == ["16"]
    numbers = [cell for block in handout.paper.blocks for row in getattr(block, "rows", ()) for cell in row]
    assert [cell for cell in numbers if isinstance(cell, str) and cell.isdecimal()] == ["16"]


@pytest.mark.parametrize("lang", LANGS)
def test_ending_asks_first_and_leaves_only_what_was_released(at, counted: Path, lang: Lang) -> None:
    leader, texts = Window(at(MONDAY + 2 * WEEK), lang), Texts(lang)
    leader.press("report_release")
    page = leader.press("report_close")
    assert all(texts(name) in page for name in ("report_sure", "report_sure_told", "report_sure_first"))
    assert re.findall(r'data-do="(\w+)" data-with="(\w*)"', page)[-3:] == [
        ("report_release", ""), ("report_close", "sure"), ("network_tool", "report"),
    ]  # fmt: skip
    assert rows(counted, "tallies") and rows(counted, "answers") and rows(counted, "periods")[0][3]
    before = rows(counted, "released")
    page = leader.press("report_close", "sure")
    assert texts("report_gone") in page and texts("report_closed") in page and not offers(page)
    assert rows(counted, "tallies") == rows(counted, "answers") == [] and rows(counted, "periods")[0][3] is None
    assert rows(counted, "released") == before and set(told(page)) == {"16"} and papers(page) == {"report"}
    assert set(told(leader.press("report_release"))) == {"16"}


@pytest.mark.parametrize("roles", [LEADER, MEETINGS, MEETINGS - LEADER, frozenset()])
def test_it_is_for_hr_alone(at, counted: Path, roles: Roles) -> None:
    room, told_no = at(MONDAY + 2 * WEEK), Texts("da")("not_yours")
    for press in (("network_tool", "report"), ("report_release",), ("report_close",), ("report_close", "sure")):
        window = Window(room, roles=roles)
        assert window.press(*press) == "" and told_no in window.told
    assert rows(counted, "released") == [] and rows(counted, "tallies") and not rows(counted, "periods")[0][2]
    with pytest.raises(Refused):
        served(room, "report.html", roles)
    assert Window(room, roles=NETWORK).press("report_release")
    assert served(room, "report.html", NETWORK).status_code == 200


@pytest.mark.parametrize(("ending", "kind", "begins"), [
    ("html", "text/html; charset=utf-8", b"<!doctype html>"), ("pdf", "application/pdf", b"%PDF"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ("md", "text/markdown; charset=utf-8", b""),
])  # fmt: skip
def test_each_kind_of_paper(at, counted: Path, ending: str, kind: str, begins: bytes) -> None:
    room = at(MONDAY + 2 * WEEK)
    Window(room).press("report_release")
    answer = served(room, f"report.{ending}", EVERYBODY)
    assert answer.headers["content-type"] == kind and answer.body.startswith(begins)
    assert answer.headers["content-disposition"] == f'attachment; filename="pilotrapport.{ending}"'
    assert answer.headers["cache-control"] == "no-store" and b"<script" not in answer.body


def served(room: Room, name: str, roles: Roles) -> Any:
    """As the route answers to whoever has these roles."""

    def paper(roles: Roles, name: str) -> Any:
        blank: list[Any] = ["at", "top", "told", "panel"]
        pages = Pages(room, Texts("da"), *blank, SimpleNamespace(column="column"), roles)  # type: ignore[arg-type]
        return Desk(pages, "network").paper(name)

    room.papers["da"] = paper
    return routes.paper(room, name, b"{}", "da", roles)
