"""Roles that go round, press by press."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Any

import pytest

from companion.errors import WrongUse
from companion.ui.meetings.roles import rotation_of
from companion.ui.texts import Texts
from companion.vocabulary import LANGS

from .filled import desk, fields, seen

ACUTE = "Jeg vil ikke leve længere"
WISH = {"names": "", "people": "6", "meetings": "6", "cases": "2"}
FIVE = "Anna\n  Bo Holm \n\nCarla\r\nDavid\nEva"


def cells(html: str) -> list[list[list[str]]]:
    """Who stands in each cell, row by row."""
    rows = re.findall(r"<tr><th scope=\"row\".*?</tr>", html)
    return [
        [
            [unescape(name) for name in re.findall(r"<span>(.*?)</span>", cell)]
            for cell in re.findall(r"<td.*?</td>", row)
        ]
        for row in rows
    ]


def shared(leader: Any, **more: str) -> str:
    return leader.press("roles_make", **(WISH | more))


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_as_first_seen_gives_six_people_letters(window, lang) -> None:
    """Fails with a field that is read under another name than it has, or with a column that has no words."""
    leader = window(lang)
    html = leader.press("roles_make", **fields(leader.press("tool", "roles")))
    found = cells(html)
    assert leader.told == "" and len(found) == 6 and html.count("data-focus=") == 1
    assert {name for row in found for cell in row for name in cell} == set("ABCDEF")
    texts = Texts(lang)
    assert all(texts(f"roles_{name}") in html for name in ("meeting", "host", "leader", "brings", "timekeeper"))


def test_the_names_are_the_groups_own_one_a_line(window) -> None:
    """Fails with blank lines or spaces kept, with names masked, or with the number of people asked for where names are."""
    found = cells(shared(window(), names=FIVE, people="12", meetings="8", cases="1"))
    had = Counter(name for row in found for cell in row for name in cell)
    assert set(had) == {"Anna", "Bo Holm", "Carla", "David", "Eva"} and sum(had.values()) == 8 * 4
    assert max(had.values()) - min(had.values()) <= 1


def test_each_cell_holds_who_the_rotation_says(window) -> None:
    """Fails with two roles swapped in `_row`."""
    turns = rotation_of(WISH | {"names": FIVE}).turns
    said = [[[turn.host], [turn.leader], [*turn.cases], [turn.timekeeper]] for turn in turns]
    assert cells(shared(window(), names=FIVE)) == said


def test_what_one_would_not_expect_is_said(window) -> None:
    """Fails with the notes left out."""
    assert "I er færre end rollerne" in shared(window(), people="3", cases="1")
    assert "I er færre end rollerne" not in shared(window())


WRONG = [
    ({"people": "2"}, "3 til 12"),
    ({"people": "99"}, "3 til 12"),
    ({"people": ""}, "for eksempel 6"),
    ({"people": "6666666"}, "for eksempel 6"),
    ({"names": "Anna\nanna\nBo"}, "samme navn"),
    ({"names": "\n".join("x" * n for n in range(1, 14))}, "3 til 12"),
    ({"meetings": "x"}, "for eksempel 6"),
    ({"meetings": "13"}, "1 til 12"),
    ({"cases": "5"}, "1 til 4"),
]


@pytest.mark.parametrize(("change", "told"), WRONG)
def test_what_cannot_be_shared_out_is_told_without_a_name_and_nothing_moves(window, change, told) -> None:
    """Fails with a number read unguarded, or an error that repeats who was typed."""
    leader = window()
    before = leader.press("tool", "roles")
    assert shared(leader, **change) == before and told in leader.told and "nna" not in leader.told


@pytest.mark.parametrize("lang", LANGS)
def test_the_sheet_has_the_names_as_they_are(window, lang) -> None:
    """Fails with a sheet made of letters."""
    from companion.paper.render import render

    leader = window(lang)
    shared(leader, names=FIVE)
    tool, make = desk(leader).paper("roles")
    made = make(fields(leader.panel), lang)
    text = render(made.paper, ".md").decode()
    assert "Bo Holm" in text and re.fullmatch(r"[a-z-]+", made.stem.to(lang)) and tool.name == "roles"
    with pytest.raises(WrongUse):
        make(WISH | {"people": "2"}, lang)


def test_the_names_are_what_is_typed_and_danger_in_them_stops_the_tool(window) -> None:
    """Fails with `typed` giving nothing."""
    html = shared(window(), names=f"Anna\n{ACUTE}\nBo")
    assert 'href="tel:112"' in html and "<table" not in html and ACUTE not in seen(html)


def test_odd_names_are_shown_as_they_are_and_stay_in_the_field(window) -> None:
    """Fails with `inert` left out of a cell or of the field."""
    odd = "<img src=x>{{1}}\n${2}`3`\n</td><script>1"
    html = shared(window(), names=odd)
    assert "<script" not in html and "<img" not in html and "${" not in html and "{{" not in html
    assert {name for row in cells(html) for cell in row for name in cell} == set(odd.split("\n"))
    assert fields(html)["names"] == odd
