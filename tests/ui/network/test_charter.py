"""The charter at the screen: one question at a time, examples to take, choices weighed, the whole to edit, and the paper."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from companion.errors import Refused, WrongUse
from companion.paper.blocks import Table
from companion.pilot.charter import charter, help_cards
from companion.ui.access import EVERYBODY
from companion.ui.forms import MOST_CHARACTERS
from companion.ui.meetings.routes import paper
from companion.vocabulary import LANGS, Lang
from tests.ui.meetings.filled import desk, seen

from .sent import papers, sent

STRAIN = "Jeg vågner klokken fire hver nat og kan ikke mere"
ACUTE = "Jeg vil ikke leve længere"
SHORT = charter().questions(short=True)
CHOICE = next(one for one in SHORT if one.options)


class Talk:
    """One who answers."""

    def __init__(self, window: Any, lang: Lang = "da", way: str = "short") -> None:
        self.window, self.lang = window(lang), lang
        self.window.press("network_tool", "charter")
        self.press("begin", way)

    @property
    def form(self) -> dict[str, str]:
        return sent(self.window.panel)

    @property
    def asked(self) -> str:
        return html.unescape(re.findall(r"<h1[^>]*>(.*?)</h1>", self.window.panel)[0])

    def press(self, do: str, with_: str = "", **typed: str) -> str:
        return self.window.press(f"charter_{do}", with_, **self.form | typed)

    def say(self, text: str, do: str = "next") -> str:
        """An answer to the open question."""
        return self.press(do, **{f"said.{self.form['at']}": text})


@pytest.fixture
def talk(window) -> Talk:
    return Talk(window)


def rows(talk: Talk) -> list[tuple[str, ...]]:
    made = desk(talk.window, "network").tools["charter"].papers()["charter"](talk.form, talk.lang).paper
    return [row for block in made.blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("way", "count"), [("short", 18), ("long", 34)])
def test_one_question_at_a_time_with_where_one_is_in_words(window, lang: Lang, way: str, count: int) -> None:
    talk, asked = Talk(window, lang, way), []
    for number, one in enumerate(charter().questions(way == "short"), start=1):
        progress = f"{number} af {count}" if lang == "da" else f"{number} of {count}"
        assert progress in talk.window.panel and talk.window.panel.count("<h1") == 1
        assert html.escape(one.help.to(lang), quote=True) in talk.window.panel
        asked.append(talk.asked)
        talk.press("skip")
    assert asked == [one.text.to(lang) for one in charter().questions(way == "short")]
    assert talk.asked == ("Jeres aftale" if lang == "da" else "Your charter")


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_has_its_cards_examples_and_source(window, lang: Lang) -> None:
    talk, first = Talk(window, lang), SHORT[0]
    page = html.unescape(talk.window.panel)
    assert all(f"<summary>{card.title.to(lang)}</summary>" in page for card in help_cards(first.cards))
    assert all(example.to(lang) in page for example in first.examples)
    assert first.section in page and charter().words.no_names.to(lang) in page


@pytest.mark.parametrize("lang", LANGS)
def test_a_choice_is_weighed(window, lang: Lang) -> None:
    talk = Talk(window, lang)
    while talk.form["at"] != CHOICE.id:
        talk.press("skip")
    page = html.unescape(talk.window.panel)
    for option in CHOICE.options:
        assert all(reason.to(lang) in page for reason in (*option.in_favour, *option.against))
    assert page.count(charter().words.against.to(lang)) == len(CHOICE.options)
    assert f"pick.{CHOICE.id}" not in talk.form, "nothing is chosen beforehand"
    talk.press("next")
    assert talk.window.told and talk.form["at"] == CHOICE.id
    talk.press("next", **{f"pick.{CHOICE.id}": CHOICE.options[1].id})
    talk.press("back")
    assert talk.form[f"pick.{CHOICE.id}"] == CHOICE.options[1].id
    assert talk.form[f"said.{CHOICE.id}"] == CHOICE.options[1].line.to(lang)


def test_own_words_at_a_choice_stand_until_another_is_chosen(talk: Talk) -> None:
    name = f"said.{CHOICE.id}"
    talk.press("see", **{name: CHOICE.options[0].line.da})
    talk.press("at", CHOICE.id, **{name: "Vi trækker lod <b>."})
    assert talk.form[f"pick.{CHOICE.id}"] == "own" and "Vi trækker lod &lt;b&gt;." in talk.window.panel
    talk.press("see")
    assert talk.form[name] == "Vi trækker lod <b>."
    talk.press("at", CHOICE.id)
    talk.press("see", **{f"pick.{CHOICE.id}": CHOICE.options[2].id})
    assert talk.form[name] == CHOICE.options[2].line.da


def test_examples_are_taken_under_what_stands_there(talk: Talk) -> None:
    first = SHORT[0]
    talk.press("take", "1", **{f"said.{first.id}": "Vi begynder selv."})
    assert talk.form[f"said.{first.id}"] == f"Vi begynder selv.\n{first.examples[1].da}" and talk.form["at"] == first.id
    assert re.search(r"<textarea data-focus=", talk.window.panel)
    for wrong in ("9", "-1", "x", ""):
        stood = talk.window.panel
        assert talk.press("take", wrong) == stood and talk.window.told


def test_nothing_answered_is_lost_on_the_way(talk: Talk) -> None:
    for number in range(4):
        if talk.form["at"] == CHOICE.id:
            talk.press("skip")
        talk.say(f"Svar {number}\nlinje to")
    talk.press("back")
    talk.press("back")
    talk.press("see")
    said = [text for name, text in talk.form.items() if name.startswith("said.") and text]
    assert sorted(said) == [f"Svar {number}\nlinje to" for number in range(4)]


def test_no_field_stands_twice(talk: Talk) -> None:
    """A browser sends the last of two: what somebody types now would be lost to what stood there before."""
    pages = [talk.say("Et."), talk.press("back"), talk.press("see")]
    for page in pages:
        names = re.findall(r'<(?:input type="(?:hidden|date)"|textarea)[^>]* name="([^"]+)"', page)
        assert names and len(set(names)) == len(names), names
    assert f"said.{SHORT[0].id}" in names and "again" in names


def test_an_empty_answer_is_told_about(talk: Talk) -> None:
    talk.say(" \n")
    assert "lad gruppen aftale det sammen" in talk.window.told and talk.form["at"] == SHORT[0].id


def test_what_is_left_for_the_group_keeps_its_words_and_stays_off_the_paper(talk: Talk) -> None:
    talk.say("Halvt tænkt.", "skip")
    talk.say("Alle.")
    talk.press("see")
    assert rows(talk) == [
        ("Deltagere", "Netværket er for: Alle."), ("Aftales på det første møde", SHORT[0].heading.da),
    ]  # fmt: skip
    talk.press("at", SHORT[0].id)
    assert talk.form[f"said.{SHORT[0].id}"] == "Halvt tænkt." and "Aftales på det første møde" in talk.window.panel
    talk.press("next")
    talk.press("see")
    assert rows(talk)[0] == ("Formål", f"{SHORT[0].heading.da}: Halvt tænkt.")


def test_the_whole_is_edited_and_what_is_emptied_is_left_out(talk: Talk) -> None:
    talk.say("Et.")
    talk.say("To.")
    page = talk.press("see")
    assert papers(page) == {"charter"} and talk.form["again"] == ""
    form = talk.form | {f"said.{SHORT[0].id}": "Ændret.", f"said.{SHORT[1].id}": " ", "again": "2027-06-01"}
    made = desk(talk.window, "network").tools["charter"].papers()["charter"](form, "da").paper
    assert made.blocks[0].rows == (("Formål", "Derfor mødes vi: Ændret."),) and "1. juni 2027" in made.facts
    again = desk(talk.window, "network").tools["charter"].papers()["charter"](form | {"again": "i morgen"}, "da").paper
    assert "____" in again.facts


def test_the_date_lives_through_a_question(talk: Talk) -> None:
    talk.say("Et.")
    talk.press("see")
    talk.press("at", SHORT[3].id, again="2027-06-01")
    talk.press("see")
    assert talk.form["again"] == "2027-06-01"


def test_a_question_of_the_long_way_can_be_answered_from_the_short(talk: Talk) -> None:
    talk.say("Et.")
    talk.press("see")
    talk.press("at", "purpose-sign")
    assert "af 34" in talk.window.panel
    assert talk.press("at", "purpose-none") and talk.window.told


def test_nothing_to_agree_on_makes_no_paper(talk: Talk) -> None:
    talk.press("see")
    assert not papers(talk.window.panel)
    with pytest.raises(WrongUse):
        desk(talk.window, "network").tools["charter"].papers()["charter"]({"again": "2027-06-01"}, "da")


def test_the_products_own_words_are_nobodys(talk: Talk) -> None:
    tool = desk(talk.window, "network").tools["charter"]
    limits = next(one for one in SHORT if one.id == "confidentiality-limits")
    form = {f"said.{limits.id}": limits.examples[0].da, f"pick.{CHOICE.id}": "invited", "said.themes-which": "Kaffe"}
    assert tool.typed(form) == "Kaffe"


def test_people_to_turn_to_stand_above_what_follows_and_not_above_all(talk: Talk) -> None:
    assert 'class="turn-to"' in talk.say(STRAIN) and talk.form["at"] == SHORT[1].id
    assert 'class="turn-to"' not in talk.say("Alle ledere.")


def test_danger_stops_the_questions_wherever_it_stands(talk: Talk) -> None:
    page = talk.say(ACUTE)
    assert "112" in page and ACUTE not in seen(page) and not sent(seen(page))


def test_danger_makes_no_paper(window) -> None:
    talk = Talk(window)
    talk.window.room.papers["da"] = lambda roles, name: desk(talk.window, "network").paper(name)
    form = {"said.themes-which": "Kaffe", "at": "whole"}
    answer = paper(talk.window.room, "charter.md", json.dumps(form).encode(), "da", EVERYBODY)
    assert "Kaffe" in bytes(answer.body).decode() and "netvaerksaftale.md" in answer.headers["content-disposition"]
    with pytest.raises(Refused) as told:
        paper(
            talk.window.room, "charter.md", json.dumps(form | {"said.group-size": ACUTE}).encode(), "da", EVERYBODY
        )  # fmt: skip
    assert "112" in told.value.say("da")


@pytest.mark.parametrize(
    "changed",
    [
        {"at": "<script>"},
        {"together": "<script> themes-which themes-which"},
        {"said.<script>": "x", "said.themes-which": "<script>alert(1)</script>"},
        {"again": '"><script>'},
        {"short": "<script>"},
        {f"pick.{CHOICE.id}": "<script>"},
    ],
)
def test_a_hidden_field_that_somebody_has_changed_does_no_harm(talk: Talk, changed: dict[str, str]) -> None:
    assert "<script" not in talk.press("see", **changed) + talk.press("at", SHORT[2].id, **changed)


def test_more_than_a_person_writes_is_not_taken(talk: Talk) -> None:
    stood = talk.window.panel
    assert talk.say("x" * (MOST_CHARACTERS + 1)) == stood and talk.window.told
