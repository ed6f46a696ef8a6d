"""The questions of the charter: grounded, complete, in both languages; and what an answer says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from companion.errors import LibraryProblem
from companion.facilitation.themes import citations
from companion.pilot.charter import charter, help_cards, load_charter
from companion.resources import folder
from companion.vocabulary import LANGS

QUESTIONS = charter().questions()
IDS = [one.id for one in QUESTIONS]
SECTIONS = [
    "purpose", "participants", "rules", "structure", "group", "themes", "expectations", "facilitation", "setting",
    "difference", "confidentiality", "evaluation",
]  # fmt: skip
CHOICES = {
    "participants-ground": ["signs-up", "invited", "appointed"],
    "facilitation-who": ["hr", "external", "rotating"],
    "setting-where": ["internal", "across"],
    "evaluation-answers": ["nothing", "decision", "chosen"],
}


def test_the_charter_asks_about_all_that_the_issue_names() -> None:
    assert [section.id for section in charter().sections] == SECTIONS
    assert {one.id: [option.id for option in one.options] for one in QUESTIONS if one.options} == CHOICES
    assert len(QUESTIONS) == 34 and len(charter().questions(short=True)) == 18
    assert all(one.id.startswith(f"{charter().section_of(one).id}-") for one in QUESTIONS)


def test_every_question_has_help_and_cards_that_exist() -> None:
    cards = {card for one in QUESTIONS for card in one.cards}
    assert cards <= citations().keys() and all(one.cards for one in QUESTIONS)
    assert [card.id for card in help_cards(QUESTIONS[0].cards)] == list(QUESTIONS[0].cards)


def test_what_is_weighed_says_where_it_comes_from() -> None:
    """002 warns of loyalty and competition inside one organisation; 000 has the reasons for who facilitates."""
    by_id = {one.id: one for one in QUESTIONS}
    inside = by_id["setting-where"].options[0]
    told = " ".join(reason.da for reason in inside.against).lower()
    assert "loyalitet" in told and "konkurrere" in told and {reason.source for reason in inside.against} == {"002"}
    who = by_id["facilitation-who"].options
    assert all("000" in {reason.source for reason in (*one.in_favour, *one.against)} for one in who)
    ours = [reason for one in QUESTIONS for option in one.options for reason in option.in_favour if not reason.source]
    assert ours and all(reason.grounded is None for reason in ours)


def test_questions_are_open_and_end_where_they_should() -> None:
    for one in QUESTIONS:
        assert one.text.da.endswith("?") and one.text.en.endswith("?")
        assert one.text.da.startswith("Hv") and re.match(r"(Wh|How)", one.text.en), one.id


@pytest.mark.parametrize("lang", LANGS)
def test_an_option_says_its_line_and_words_say_themselves(lang) -> None:
    one = next(one for one in QUESTIONS if one.id == "facilitation-who")
    assert one.says(" hr ", lang) == one.options[0].line.to(lang) and one.says("Vi ser.", lang) == "Vi ser."


def test_only_what_somebody_wrote_is_typed() -> None:
    why, who = QUESTIONS[0], next(one for one in QUESTIONS if one.id == "facilitation-who")
    example = why.examples[1].en
    answers = {why.id: f"{example}\nVi vil grine.", who.id: who.options[2].line.da, "unknown": "x"}
    assert charter().typed(answers) == "Vi vil grine." and charter().typed({who.id: "hr"}) == ""
    assert charter().typed({why.id: f"{example} Vi vil grine."}) == f"{example} Vi vil grine."


def _changed(tmp_path: Path, change) -> Path:
    data = yaml.safe_load((folder("knowledge") / "pilot" / "charter.yaml").read_text(encoding="utf-8"))
    change(data)
    path = tmp_path / "charter.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_the_file_as_it_is_loads(tmp_path) -> None:
    assert load_charter(_changed(tmp_path, lambda data: None)) == charter()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["sections"][0]["questions"][0].update(section="Ingen sådan overskrift"),
        lambda data: data["sections"][0]["questions"][0].update(source=None),
        lambda data: data["sections"][0]["questions"][0].update(kind="choice"),
        lambda data: data["sections"][0]["questions"][0].update(examples=[{"da": "Ét", "en": "One"}]),
        lambda data: data["sections"][0]["questions"][1].update(id="purpose-why"),
        lambda data: data["sections"][1]["questions"][1]["options"][1]["for"][0].update(section="Findes ikke"),
        lambda data: data["words"]["intro"].pop("en"),
        lambda data: data["words"].pop("signed"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_told(tmp_path, change) -> None:
    with pytest.raises(LibraryProblem) as told:
        load_charter(_changed(tmp_path, change))
    assert "charter.yaml" in told.value.say("da") and "charter.yaml" in told.value.say("en")
