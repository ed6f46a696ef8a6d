"""The evaluation at one screen: filled in in turn, shown once, and released line by line or not at all."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from companion.errors import WrongUse
from companion.paper.blocks import Bars, Points
from companion.pilot.evaluation import OCCASIONS, evaluation
from companion.ui.forms import MOST_CHARACTERS
from companion.vocabulary import LANGS, Lang
from tests.ui.meetings.filled import desk, seen

from .sent import papers, sent

STRAIN = "Jeg vågner klokken fire hver nat og kan ikke mere"
ACUTE = "Jeg vil ikke leve længere"


class Round:
    """One screen that goes round."""

    def __init__(self, window: Any, which: str = "meeting", lang: Lang = "da") -> None:
        self.window = window(lang)
        self.window.press("network_tool", "evaluation")
        self.press("begin", which)

    @property
    def form(self) -> dict[str, str]:
        return sent(self.window.panel)

    @property
    def put(self) -> dict[str, list[str]]:
        """What the window has put away."""
        return {name[4:]: json.loads(text) for name, text in self.form.items() if name.startswith("put.")}

    def press(self, do: str, with_: str = "", **typed: str) -> str:
        return self.window.press(f"evaluation_{do}", with_, **self.form | typed)

    def answer(self, **typed: str) -> str:
        """One person; "yield_" is meeting-yield."""
        return self.press("next", **{f"meeting-{name.strip('_')}": text for name, text in typed.items()})

    def shown(self) -> str:
        self.press("all")
        return self.press("show")

    def paper(self, name: str, lang: Lang = "da", **more: str) -> Any:
        return desk(self.window, "network").tools["evaluation"].papers()[name](self.form | more, lang).paper


@pytest.fixture
def round_(window) -> Round:
    return Round(window)


@pytest.mark.parametrize("lang", LANGS)
def test_three_occasions_each_with_a_blank_sheet(window, lang: Lang) -> None:
    page = window(lang).press("network_tool", "evaluation")
    assert set(re.findall(r'data-do="evaluation_begin" data-with="(\w+)"', page)) == set(OCCASIONS)
    assert papers(page) == {f"evaluation-{which}" for which in OCCASIONS}
    words = evaluation().words
    assert all(html.escape(one.to(lang), quote=True) in page for one in (words.whose, words.hr))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", OCCASIONS)
def test_every_item_and_what_a_group_may_see_of_itself(window, which: str, lang: Lang) -> None:
    round_ = Round(window, which, lang)
    page, words = html.unescape(round_.window.panel), evaluation().words
    assert all(one.to(lang) in page for one in (words.counted, words.once, words.guessed, words.nobody_told))
    for item in evaluation().of(which).items:
        assert item.text.to(lang) in page and round_.form.get(item.id, "") == ""
        values = re.findall(f'type="radio" name="{item.id}" value="([^"]+)"', page)
        assert values == [value for value, _ in item.values(lang)]
        assert all(page.count(end.to(lang)) >= 2 for end in (item.low, item.high) if end), "to be seen and to be heard"


def test_it_goes_round_with_nothing_of_the_last_in_sight(round_: Round) -> None:
    page = round_.answer(yield_="4", good="Runden")
    seen = re.sub(r'<input type="hidden"[^>]*>', "", page)
    assert "Runden" not in seen and " checked" not in seen and "1 har svaret" in seen
    assert page.count("data-focus=") == 1 and round_.put["meeting-good"] == ["Runden"]
    round_.answer()
    assert round_.form["people"] == "1", "who answers nothing is not counted"


def test_counts_from_three_and_the_words_of_all(round_: Round) -> None:
    for number in range(3):
        round_.answer(yield_="5" if number else "2", energy="3" if number else "", good=f"Godt {number} <b>")
    page = html.unescape(round_.shown())
    assert "3 af 3 har svaret." in page
    found = dict(re.findall(r'<th scope="row">(.*?)</th><td>(\d+)</td>', page))
    assert found == {"1 Ikke noget": "0", "2": "1", "3": "0", "4": "0", "5 Rigtig meget": "2"}, "energy has two answers"
    assert page.count("Færre end tre har svaret her") == 1
    assert {f"Godt {number} <b>" for number in range(3)} == set(re.findall(r"<li dir=auto>(.*?)</li>", page))
    assert "<b>" not in round_.window.panel


def test_what_is_shown_is_shown_once_when_everyone_says_so(round_: Round) -> None:
    round_.answer(good="Runden")
    page = round_.press("all", **{"meeting-good": "Kaffen"})
    assert "2 har svaret" in page and "Runden" not in re.sub(r"<input[^>]*>", "", page)
    round_.press("more")
    round_.answer(good="Luften")
    stood = round_.shown()
    assert "Luften" in stood and 'data-do="evaluation_next"' not in stood and 'data-do="evaluation_more"' not in stood
    for do in ("next", "more", "all"):
        assert round_.press(do, **{"meeting-good": "En til"}) == stood and "allerede vist" in round_.window.told


@pytest.mark.parametrize("do", ["all", "show"])
def test_nothing_is_shown_before_anybody_has_answered(round_: Round, do: str) -> None:
    stood = round_.window.panel
    assert round_.press(do, **{"meeting-good": " \n"}) == stood and "ingen svar" in round_.window.told


def test_the_window_holds_no_order_that_tells_who_wrote_what(round_: Round) -> None:
    people = [f"nr {n}" for n in range(12)]
    for name in people:
        round_.answer(good=name, missed=name, next=name)
    lists = [round_.put[f"meeting-{name}"] for name in ("good", "missed", "next")]
    assert all(sorted(one) == sorted(people) for one in lists)
    assert people not in lists and len({tuple(one) for one in lists}) == 3


def test_whom_to_turn_to_is_for_the_eyes_of_whoever_wrote_it(round_: Round) -> None:
    page = round_.answer(missed=STRAIN)
    assert 'class="turn-to"' in page and STRAIN not in re.sub(r"<input[^>]*>", "", page)
    for do in ("more", "next", "all", "show"):
        assert 'class="turn-to"' not in round_.press(do)
    assert round_.put["meeting-missed"] == [STRAIN]


def test_danger_stops_the_tool(round_: Round) -> None:
    page = round_.answer(next=ACUTE)
    assert "112" in page and ACUTE not in seen(page) and not sent(seen(page))


def test_everything_that_was_written_is_screened(window) -> None:
    tool = desk(window(), "network").tools["evaluation"]
    form = {"which": "meeting", "meeting-good": "nu", "put.meeting-missed": '["før"]', "put.meeting-yield": '["4"]'}
    form |= {"decided": "besluttet", "line.0": "linje", "meeting-yield": "5", "year-change": "andet"}
    assert set(filter(None, tool.typed(form).split("\n"))) == {"nu", "før", "besluttet", "linje", "andet"}
    assert tool.typed({"which": "x"}).strip() == ""


@pytest.mark.parametrize(
    ("sent_", "kept"),
    [
        ("{", []),
        ("[" * 20_000, []),
        ('{"a": "b"}', []),
        ("9" * 5000, []),
        ('[1, null, ["x"], "Godt", "  "]', ["Godt"]),
        ('["\\ud800 <script>alert(1)</script>\\u0000"]', ["\ufffd <script>alert(1)</script>"]),
    ],
)
def test_a_hidden_field_that_somebody_has_changed_does_no_harm(round_: Round, sent_: str, kept: list[str]) -> None:
    changed = {"put.meeting-good": sent_, "put.meeting-yield": '["9", "<script>"]', "people": "-4"}
    page = round_.press("next", **changed, **{"meeting-missed": "Kaffe"})
    assert round_.put["meeting-good"] == kept and round_.put["meeting-yield"] == [] and "<script" not in page
    stood = round_.press("next", which="<script>")
    assert stood == page and round_.window.told


def test_what_the_window_could_not_send_back_is_not_taken(round_: Round) -> None:
    line = "x" * (MOST_CHARACTERS // 2)
    round_.answer(good=line)
    stood = round_.answer(good=line)
    assert "ikke plads" in round_.window.told and stood == round_.window.panel and round_.put["meeting-good"] == [line]


def test_deleting_it_all_is_asked_for_once_more(round_: Round) -> None:
    round_.answer(good="Runden")
    round_.shown()
    round_.press("wipe")
    assert round_.put["meeting-good"] == ["Runden"]
    round_.press("show")
    round_.press("wipe")
    page = round_.press("wipe", "sure")
    assert "Alle svar er slettet." in page and "Runden" not in page and not round_.put


def test_nothing_goes_to_hr_unless_it_is_chosen_ticked_and_agreed(round_: Round) -> None:
    for number in range(3):
        round_.answer(yield_="4", good=f"Godt {number}")
    round_.shown()
    form = round_.form
    ticks = [name for name in form if name.endswith(".with")]
    assert form["to"] == "nothing" and len(ticks) == 3 and not any(form[name] for name in [*ticks, "agreed"])
    chosen = {"to": "chosen", "decided": "Vi fortsætter.\nHjælp os med et lokale.", "agreed": "1"}
    one = {"line.1.with": "1", "line.1": "Skrevet om sammen."}
    for less in ({"to": "nothing"}, {"agreed": ""}, {"decided": "", "line.1.with": ""}):
        with pytest.raises(WrongUse):
            round_.paper("evaluation-hr", **chosen | one | less)
    found = [block.items for block in round_.paper("evaluation-hr", **chosen | one).blocks if isinstance(block, Points)]
    assert found == [("Vi fortsætter.", "Hjælp os med et lokale."), ("Skrevet om sammen.",)]
    decision = round_.paper("evaluation-hr", **chosen | one | {"to": "decision"})
    assert [block.items for block in decision.blocks if isinstance(block, Points)] == found[:1]


def test_figures_never_leave_the_group(round_: Round) -> None:
    for _ in range(4):
        round_.answer(yield_="4", energy="5")
    round_.shown()
    assert any(isinstance(block, Bars) for block in round_.paper("evaluation-group").blocks)
    released = {"to": "chosen", "decided": "Vi fortsætter.", "agreed": "1", "line.0.with": "1", "line.0": "4"}
    made = round_.paper("evaluation-hr", **released)
    assert [block.items for block in made.blocks if isinstance(block, Points)] == [("Vi fortsætter.",)]
    assert not any(name.startswith("line.") for name in round_.form)


def test_the_groups_paper_waits_until_all_is_shown(round_: Round) -> None:
    round_.answer(good="Runden")
    with pytest.raises(WrongUse):
        round_.paper("evaluation-group")
    round_.shown()
    (good,) = [block for block in round_.paper("evaluation-group").blocks if isinstance(block, Points)]
    assert good.items == ("Runden",)


@pytest.mark.parametrize("lang", LANGS)
def test_blank_sheets_hold_nothing_that_was_typed(window, lang: Lang) -> None:
    round_ = Round(window, lang=lang)
    for which in OCCASIONS:
        made = round_.paper(f"evaluation-{which}", lang, **{"meeting-good": "Runden"})
        assert made.title == evaluation().of(which).title.to(lang) and "Runden" not in repr(made)
