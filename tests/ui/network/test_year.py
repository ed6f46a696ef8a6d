"""The year of a network, press by press.

Seen to fail: with a field read under another name than it has; with the year not carried into the plan of a meeting; with
`typed` giving nothing; with `inert` left out of a place.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from companion.errors import WrongUse
from companion.paper.render import render
from companion.ui.network.year_wanted import FIELDS
from companion.vocabulary import LANGS
from tests.ui.meetings.filled import desk, fields
from tests.ui.network.sent import papers

ACUTE = "Jeg vil ikke leve længere"
WISH = {"date": "2027-01-07", "names": "Anna\nBo\nCarla\nDavid", "places": "Rådhuset\nOnline", "themes": "Delegering"}


def made(leader: Any, **more: str) -> str:
    leader.press("network_tool", "year")
    return leader.press("year_make", **fields(leader.panel) | WISH | more)


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_as_first_seen_lacks_only_the_day(window, lang) -> None:
    leader = window(lang)
    leader.press("network_tool", "year")
    before = fields(leader.panel)
    assert set(before) == set(FIELDS)
    leader.press("year_make", **before)
    assert "09:00" in leader.told and fields(leader.panel) == before
    html = leader.press("year_make", **before | {"date": "2027-01-12"})
    assert html.count('<li><p class="when">') == 6 and leader.told == "" and html.count("data-focus=") == 1
    assert papers(html) == {"year", "year-calendar"}


def test_the_year_is_shown_with_what_was_moved_and_why(window) -> None:
    html = made(window(), every="7", meetings="4")
    assert "Møde 2: ikke torsdag 25. februar 2027 (uge 8, ofte vinterferie)." in html
    assert html.count("Online") >= 2 and "Delegering" in html and "Mødeleder: " in html and "Virker formen?" in html
    assert fields(html)["names"] == WISH["names"]


@pytest.mark.parametrize("lang", LANGS)
def test_each_meeting_opens_its_plan_with_papers_and_leads_back(window, lang) -> None:
    leader = window(lang)
    html = made(leader)
    numbers = re.findall(r'data-do="year_open" data-with="(\d)"', html)
    assert numbers == list("123456")
    for number, words in (("1", ("første møde", "first meeting")), ("2", ("netværksmøde", "network meeting"))):
        leader.press("year_open", number, **fields(html))
        assert words[lang == "en"] in leader.panel.lower() and papers(leader.panel) == {
            "year-facilitator",
            "year-participants",
        }
        for name in papers(leader.panel):
            paper = desk(leader, "network").paper(name)[1](fields(leader.panel), lang).paper
            assert words[lang == "en"] in paper.title.lower() and ("9.00", "9:00")[lang == "en"] in paper.facts
    assert "Rådhuset" in leader.press("year_make", **fields(leader.panel))


@pytest.mark.parametrize("lang", LANGS)
def test_the_papers_of_the_year(window, lang) -> None:
    leader = window(lang)
    form = fields(made(leader))
    sheet, calendar = (desk(leader, "network").paper(name)[1](form, lang) for name in ("year", "year-calendar"))
    assert "Carla" in render(sheet.paper, ".md").decode() and calendar.calendar.count(b"BEGIN:VEVENT") == 6
    assert re.fullmatch(r"[a-z-]+", sheet.stem.to(lang)) and b"Carla" not in calendar.calendar


@pytest.mark.parametrize(
    ("change", "told"),
    [({"date": ""}, "09:00"), ({"date": "2027-02-30"}, "dato"), ({"people": "x", "names": ""}, "hele tal"),
     ({"people": "2", "names": ""}, "3 til 40"), ({"country": "Danmark"}, "to bogstaver"), ({"minutes": "20"}, "nærmeste"),
     ({"meetings": "99"}, "2 til 12"), ({"every": "1"}, "2 til 13"), ({"names": "Anna\nanna\nBo"}, "samme navn")],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_moves(window, change, told) -> None:
    leader = window()
    leader.press("network_tool", "year")
    before = leader.panel
    leader.press("year_make", **fields(before) | WISH | change)
    assert leader.panel == before and told in leader.told and "nna" not in leader.told
    with pytest.raises(WrongUse):
        desk(leader, "network").paper("year")[1](fields(before) | WISH | change, "da")


def test_danger_in_a_field_stops_the_tool_and_odd_text_is_shown_as_it_is(window) -> None:
    html = made(window(), themes=ACUTE)
    assert 'href="tel:112"' in html and "<ol" not in html
    odd = made(window(), places="<img src=x>{{1}}", names="<script>\nBo\nCarla")
    assert "<script" not in odd and "<img" not in odd and "{{" not in odd


def test_only_hr_reaches_it(window) -> None:
    leader = window()
    leader.roles = frozenset({"leader", "facilitator"})
    leader.press("network_tool", "year")
    assert "anden rolle" in leader.told
    leader.press("year_make", **WISH)
    assert leader.told and not leader.panel
