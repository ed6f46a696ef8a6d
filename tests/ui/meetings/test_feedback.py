"""The closing feedback at one screen: filled in turn, shown without names, deleted."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from companion.errors import WrongUse
from companion.facilitation.feedback import feedback
from companion.paper.blocks import Points, Write
from companion.ui.forms import MOST_CHARACTERS
from companion.vocabulary import LANGS, Lang

from .filled import desk, fields, seen

IDS = [question.id for question in feedback().questions]
STRAIN = "Jeg vågner klokken fire hver nat og kan ikke mere"
ACUTE = "Jeg vil ikke leve længere"


class Room:
    """One screen that goes round."""

    def __init__(self, window: Any, lang: Lang = "da") -> None:
        self.window = window(lang)
        self.window.press("tool", "feedback")

    @property
    def put(self) -> dict[str, list[str]]:
        """What the window has put away."""
        form = fields(self.window.panel)
        return {name: json.loads(html.unescape(form.get(f"put.{name}", "[]"))) for name in IDS}

    def press(self, do: str, with_: str = "", **typed: str) -> str:
        return self.window.press(f"feedback_{do}", with_, **fields(self.window.panel) | typed)

    def shown(self) -> list[list[str]]:
        """The answers on the page, question by question."""
        parts = self.window.panel.split("<section><h2>")[1:]
        return [[html.unescape(one) for one in re.findall(r'<li dir="auto">(.*?)</li>', part)] for part in parts]


@pytest.fixture
def round_(window) -> Room:
    return Room(window)


@pytest.mark.parametrize("lang", LANGS)
def test_six_fields_and_whose_the_answers_are(window, lang: Lang) -> None:
    page = Room(window, lang).window.panel
    assert [name for name in fields(page) if name in IDS] == IDS and set(fields(page)) == set(IDS)
    for question in feedback().questions:
        assert f"<span>{html.escape(question.text.to(lang))}</span>" in re.sub(r' class=""', "", page)
    assert ("HR får dem ikke" if lang == "da" else "HR does not get them") in page
    assert set(re.findall(r'data-paper="([^"]+)"', page)) == {
        f"feedback-sheet.{kind}" for kind in ("pdf", "docx", "md")
    }


def test_three_people_write_in_turn_and_then_all_of_it_is_shown(round_: Room) -> None:
    for name in ("a", "b"):
        page = round_.press("next", good=f"Godt {name}", less=f"Mindre {name}\nOg {name}")
        left = fields(page)
        assert [left[one] for one in IDS] == [""] * 6 and page.count("data-focus=") == 1
        assert "lagt til side" in page and f"Godt {name}" not in re.sub(r"<input[^>]*>", "", page)
    round_.press("show", good="Godt c <b>", missed="Kaffe")
    good, missed, works, more, improve, less = round_.shown()
    assert sorted(good) == ["Godt a", "Godt b", "Godt c <b>"] and missed == ["Kaffe"]
    assert works == more == improve == [] and sorted(less) == ["Mindre a", "Mindre b", "Og a", "Og b"]
    assert round_.window.panel.count("Ingen skrev noget her.") == 3 and "<b>" not in round_.window.panel
    round_.press("more")
    assert round_.put["missed"] == ["Kaffe"] and fields(round_.window.panel)["missed"] == ""


def test_the_window_holds_no_order_that_tells_who_wrote_what(round_: Room) -> None:
    people = [f"nr {n}" for n in range(12)]
    for name in people:
        round_.press("next", **dict.fromkeys(IDS, name))
    put = round_.put
    assert all(sorted(put[name]) == sorted(people) for name in IDS)
    assert people not in put.values() and len({tuple(lines) for lines in put.values()}) == len(IDS)


@pytest.mark.parametrize("do", ["show", "next"])
def test_who_writes_nothing_puts_nothing_away(round_: Room, do: str) -> None:
    round_.press(do, good=" \n ", more="\t")
    assert not any(round_.put.values())
    assert ("Der er ingen svar endnu" in round_.window.told) is (do == "show")


def test_whom_to_turn_to_is_for_the_eyes_of_whoever_wrote_it(round_: Room) -> None:
    page = round_.press("next", missed=STRAIN)
    assert 'class="turn-to"' in page and set(fields(page)) == {"put.missed"}
    assert STRAIN not in re.sub(r"<input[^>]*>", "", page)
    for do, typed in (("more", {}), ("next", {"good": "Runden"}), ("show", {})):
        assert 'class="turn-to"' not in round_.press(do, **typed)
    assert round_.shown()[1] == [STRAIN]
    round_.press("more")
    assert 'class="turn-to"' in round_.press("show", good=STRAIN)
    assert [*map(len, round_.shown())] == [] and len(round_.put["good"]) == 2


def test_danger_stops_the_tool(round_: Room) -> None:
    page = round_.press("next", improve=ACUTE)
    assert "112" in page and ACUTE not in seen(page) and not fields(seen(page))


def test_everything_that_was_written_is_screened(window) -> None:
    tool = desk(window()).tools["feedback"]
    form = {name: f"nu {name}" for name in IDS} | {f"put.{name}": json.dumps([f"før {name}"]) for name in IDS}
    assert sorted(tool.typed(form).split("\n")) == sorted(f"{when} {name}" for when in ("nu", "før") for name in IDS)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("{", []),
        ("[" * 20_000, []),
        ('{"a": "b"}', []),
        ("9" * 5000, []),
        ('"et ord"', []),
        ('[1, null, ["x"], {"y": "z"}, "Godt", "", "  "]', ["Godt"]),
        ('["\\ud800 <script>alert(1)</script>\\u0000"]', ["\ufffd <script>alert(1)</script>"]),
    ],
)
def test_a_hidden_field_that_somebody_has_changed_does_no_harm(round_: Room, sent: str, kept: list[str]) -> None:
    page = round_.press("next", **{"put.good": sent, "put.unknown": '["x"]', "missed": "Kaffe"})
    assert round_.put["good"] == kept and round_.put["missed"] == ["Kaffe"]
    assert "<script" not in page and "unknown" not in page and page.encode("utf-8")


def test_what_the_window_could_not_send_back_is_not_taken(round_: Room) -> None:
    line = "x" * (MOST_CHARACTERS // 2)
    round_.press("next", good=line)
    stood = round_.press("next", good=line)
    assert "ikke plads" in round_.window.told and round_.put["good"] == [line] and stood == round_.window.panel
    round_.press("next", good="Kort")
    assert sorted(round_.put["good"]) == ["Kort", line] and not round_.window.told


def test_deleting_it_all_is_asked_for_once_more(round_: Room) -> None:
    round_.press("show", good="Runden")
    assert round_.press("wipe").count("data-do=") >= 3 and round_.put["good"] == ["Runden"]
    assert round_.press("show") and round_.shown()[0] == ["Runden"]
    round_.press("wipe")
    page = round_.press("wipe", "sure")
    assert "Alle svar er slettet." in page and "Runden" not in page and not any(round_.put.values())


@pytest.mark.parametrize("lang", LANGS)
def test_papers_of_an_empty_sheet_and_of_all_that_was_written(window, lang: Lang) -> None:
    papers = desk(window(lang)).tools["feedback"].papers()
    sheet = papers["feedback-sheet"]({"good": "Runden"}, lang).paper
    assert sum(isinstance(block, Write) for block in sheet.blocks) == 6 and "Runden" not in repr(sheet)
    form = {"put.good": '["Runden", "Kaffen"]', "put.more": '["Tid"]', "less": "står endnu i feltet"}
    gathered = papers["feedback"](form, lang).paper
    found = [sorted(block.items) for block in gathered.blocks if isinstance(block, Points)]
    assert found == [["Kaffen", "Runden"], ["Tid"]] and "endnu" not in repr(gathered)
    with pytest.raises(WrongUse):
        papers["feedback"]({"good": "Runden"}, lang)
