"""The cards as data: cited, in both languages, in our own words, and refused with the file's name when they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import LibraryProblem
from companion.library.cards import Card, load_cards
from companion.library.sources import load_sources

CARDS = load_cards()

GOOD = """---
id: a-card
title: {da: "Et kort", en: "A card"}
kind: rule
steps: [problem]
audience: [leader]
source: "002"
section: Første møde
asked_as:
  da: [en, to, tre, fire]
  en: [one, two, three, four]
---

## da

Her står noget.

## en

Here stands something.
"""


def _card(tmp_path: Path, text: str, name: str = "a-card") -> Path:
    path = tmp_path / "rule" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path


def test_there_are_enough_cards_of_every_kind() -> None:
    assert len(CARDS) >= 140
    assert {card.kind for card in CARDS} == {"method", "meeting", "network", "role", "theme", "wellbeing", "rule"}


def test_every_card_names_a_heading_of_its_source() -> None:
    sources = load_sources()
    assert set(sources) == {"000", "001", "002", "003", "004"}
    assert [card.id for card in CARDS if card.section not in sources[card.source].headings] == []


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_is_short_and_its_questions_are_open(card: Card) -> None:
    assert max(len(card.title.da), len(card.title.en)) <= 60
    for body in (card.body.da, card.body.en):
        assert 2 <= sum(body.count(end) for end in (". ", "? ", ": ")) + 1 <= 8
        assert len(body.split()) <= 100
    assert len(set(card.asked_as.da + card.asked_as.en)) == len(card.asked_as.da + card.asked_as.en)
    if card.experience:
        assert card.experience.da.startswith("Hvilke erfaringer har I med") and card.experience.da.endswith("?")
        assert card.experience.en.startswith("What experiences do you have with") and card.experience.en.endswith("?")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_each_language_has_its_own_quotation_marks_around_as_many_quotations(card: Card) -> None:
    assert not set(card.body.da) & set('“"') and not set(card.body.en) & set('"')
    assert card.body.da.count("”") == 2 * card.body.en.count("“") == 2 * card.body.en.count("”")


def test_the_sources_own_questions_stand_as_they_are() -> None:
    said = " ".join(card.body.da for card in CARDS)
    for question in (
        "”Hvad er problemet?”",
        "”Hvordan er det et problem – og for hvem?”",
        "”Hvad håber du på kan ske?”",
        "”Hvad har du overvejet at gøre?”",
        "”Hvad holder dig tilbage?”",
        "”Hvad har du brug for?”",
        "”Hvilke andre muligheder kan jeg/vi få øje på?”",
        "”Hvilke (måske) relevante erfaringer kan jeg/vi dele?”",
        "”Hvad har især været godt i dag?”",
        "”Hvad savnede vi i dag?”",
    ):
        assert question in said


def test_a_good_card_is_read(tmp_path: Path) -> None:
    (card,) = load_cards(_card(tmp_path, GOOD))
    assert (card.body.da, card.citation.section) == ("Her står noget.", "Første møde")
    assert card.ask_of_the_network("da") == ""


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ("id: a-card", "id: another", "id and kind"),
        ("kind: rule", "kind: role", "id and kind"),
        ("kind: rule", "kind: song", "kind"),
        ("section: Første møde", "section: Sidste møde", "section"),
        ('source: "002"', 'source: "009"', "source"),
        ('source: "002"', "source: 2", "source"),
        ("steps: [problem]", "steps: [prolbem]", "prolbem"),
        ("audience: [leader]", "audience: []", "audience"),
        ("da: [en, to, tre, fire]", "da: [en, to, tre]", "asked_as.da"),
        ('en: "A card"', 'de: "Eine Karte"', "title"),
        ("audience:", "colour: red\naudience:", "colour"),
        ("## en", "## de", "body"),
        ("Here stands something.", "", "body.en"),
        ("title: {", "title: {{", "Error"),
        ("---\nid", "id", "front matter"),
    ],
)
def test_a_bad_card_is_refused_by_name(tmp_path: Path, was: str, now: str, fault: str) -> None:
    with pytest.raises(LibraryProblem) as told:
        load_cards(_card(tmp_path, GOOD.replace(was, now)))
    assert "rule/a-card.md" in told.value.say("da") and fault in told.value.say("en")


def test_no_cards_at_all_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(LibraryProblem):
        load_cards(tmp_path)
