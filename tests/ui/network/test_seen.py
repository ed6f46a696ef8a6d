"""What HR can see, told to every leader: true of the settings, with the report itself as the example."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from companion.pilot.counts import PILOT_FILE, Counts
from companion.pilot.example import MADE_UP, example_report
from companion.settings import Settings
from companion.ui.access import EVERYBODY, LEADER, NETWORK
from companion.ui.network.seen import way
from companion.ui.texts import Texts
from companion.vocabulary import LANGS
from companion.welcome import SERVER
from evals import pilot as pilots

from ..conftest import Books, Window, opened


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_reached_from_the_start_and_from_how_it_works(window, lang) -> None:
    """Fails with the button taken away, or leading nowhere."""
    leader, texts = window(lang), Texts(lang)
    for place in ("start", "about"):
        assert way(texts) in leader.press("nav", place)
    html = leader.press("nav", "seen")
    assert leader.told == "" and texts("seen_heading") in html and MADE_UP.to(lang) in html and "{" not in html


@pytest.mark.parametrize("roles", [EVERYBODY, LEADER, NETWORK, frozenset({"facilitator"})])
def test_everybody_may_see_it(room, roles) -> None:
    assert Texts("da")("seen_heading") in Window(room, roles=roles).press("nav", "seen")


@pytest.mark.parametrize("lang", LANGS)
def test_whether_use_is_counted_is_told_as_it_is(tmp_path: Path, lang) -> None:
    """Fails with a page that says the same whether a pilot is on or not."""
    texts, pages = Texts(lang), []
    for pilot in (False, True):
        room = opened(Books(), SERVER, Settings(data_dir=tmp_path, pilot_k=9, pilot=pilot))
        pages.append((Window(room, lang).press("nav", "seen"), Window(room, lang).press("nav", "about")))
        room.close()
    (seen, about), (seen_then, about_then) = pages
    assert texts("seen_nothing") in seen and texts("about_counted_off") in about
    assert texts("seen_counts", k=9) in seen_then and texts("about_counted_on", k=9) in about_then
    assert texts("seen_nothing") not in seen_then and texts("about_counted_off") not in about_then
    assert texts("seen_beside_shared") in seen and texts("seen_beside_own") not in seen


@pytest.mark.parametrize("lang", LANGS)
def test_where_the_key_is_is_told_as_it_is(lang) -> None:
    """Fails with the old sentence, which puts a given key into a file."""
    texts, told = Texts(lang), []
    for settings in (Settings(), Settings(key="ab" * 32)):
        room = opened(Books(), settings=settings)
        told.append(Window(room, lang).press("nav", "about"))
        room.close()
    in_file, given = told
    assert texts("about_key_file") in in_file and texts("about_key_given") not in in_file
    assert texts("about_key_given") in given and texts("about_key_file") not in given


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("k", [5, 8, 12])
def test_the_example_is_the_report_on_made_up_figures(lang, k: int) -> None:
    """Of thirty people; something is shown and something hidden, and it is the same each time."""
    paper = example_report(lang, k)
    assert paper.over == MADE_UP.to(lang) and paper == example_report(lang, k)
    cells = [
        cell for block in paper.blocks for row in getattr(block, "rows", ()) for cell in row if isinstance(cell, str)
    ]
    assert cells.count("–") >= 3 and sum(cell.isdecimal() for cell in cells) > 4
    assert any(str(k) in getattr(block, "label", "") for block in paper.blocks)


def test_nothing_of_the_example_is_counted_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_DATA_DIR", str(tmp_path))
    example_report("da", 8)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lang", LANGS)
def test_what_has_been_released_is_shown_to_every_leader_and_looking_releases_nothing(tmp_path: Path, lang) -> None:
    """Fails with the example alone, and with `new` left out."""
    days = [pilots.BEGINS]
    counts = Counts.open(tmp_path / PILOT_FILE, b"k" * 32, lambda: days[0])
    for event in pilots.pilot():
        days[0] = event.day
        counts.agree(event.owner)
        counts.count(event.owner, event.kind, event.value)
    days[0] = pilots.BEGINS + dt.timedelta(weeks=9)
    room, texts = opened(Books(), SERVER, Settings(data_dir=tmp_path, pilot=True)), Texts(lang)
    assert texts("seen_now") not in Window(room, lang, roles=LEADER).press("nav", "seen")
    counts.table(8)
    page = Window(room, lang, roles=LEADER).press("nav", "seen")
    room.close()
    assert texts("seen_now") in page and page.count('class="example"') == 2
