"""The tables of knowledge/README.md: every heading of the five texts, and the cards that carry it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pytest

from companion.library.cards import Card, load_cards
from companion.library.sources import Source, load_sources
from companion.resources import folder

CARDS, SOURCES = load_cards(), load_sources()
TEXT = (folder("knowledge") / "README.md").read_text(encoding="utf-8")
_NAMED = re.compile(r"`([a-z0-9-]+)`(?: \((\d{3})\))?")


class Row(NamedTuple):
    """A row of a table. `cards`: id and, behind a card of another text, that text's number."""

    source: str
    heading: str
    """The one it stands under, itself included."""
    is_heading: bool
    cards: tuple[tuple[str, str], ...]
    left_out: str


def rows(text: str) -> Iterator[Row]:
    """Every row of the tables under a `## number: title`."""
    source = heading = ""
    for line in text.splitlines():
        if line.startswith("#"):
            source, heading = line[3:6] if re.match(r"## \d{3}: ", line) else "", ""
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if source and line.startswith("| ") and len(cells) == 3 and cells[0] not in ("---", "heading or passage"):
            bold = re.fullmatch(r"\*\*(.+)\*\*", cells[0])
            heading = bold[1] if bold else heading
            yield Row(source, heading, bool(bold), tuple(_NAMED.findall(cells[1])), cells[2])


def faults(text: str, cards: Sequence[Card], sources: Mapping[str, Source]) -> list[str]:
    """What is wrong with the tables, in a few words each."""
    known, table = {card.id: card for card in cards}, list(rows(text))
    found = [f"{one.id}: headings" for one in sources.values() if _headings(table, one.id) != list(one.headings)]
    for row in table:
        if not row.cards and not row.left_out:
            found.append(f"{row.source} {row.heading}: neither card nor reason")
        for name, number in row.cards:
            if name not in known:
                found.append(f"{name}: no such card")
            elif (number or row.source) != known[name].source or number == row.source:
                found.append(f"{name}: of another text than the row says")
    stands = {(row.source, row.heading, name) for row in table for name, _ in row.cards}
    return found + [f"{card.id}: in no row of its own heading" for card in cards if _own(card) not in stands]


def _headings(table: Sequence[Row], source: str) -> list[str]:
    return [row.heading for row in table if row.source == source and row.is_heading]


def _own(card: Card) -> tuple[str, str, str]:
    return card.source, card.section, card.id


def test_every_heading_has_its_row_and_every_card_its_heading() -> None:
    assert faults(TEXT, CARDS, SOURCES) == []


def test_no_heading_stands_twice_in_a_text() -> None:
    assert all(len(set(one.headings)) == len(one.headings) for one in SOURCES.values())


def test_the_tables_stand_under_the_titles_of_the_texts() -> None:
    assert re.findall(r"^## (\d{3}): (.+)$", TEXT, re.MULTILINE) == [(one.id, one.title) for one in SOURCES.values()]


def _replaced(was: str, now: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert text.count(was) == 1, was
        return text.replace(was, now)

    return edit


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (_replaced("| **Kommentarer** | | nothing stands under it |\n", ""), "001: headings"),
        (_replaced("| **Cases** | `self", "| **Fire cases** | `self"), "004: headings"),
        (_replaced("| **Inputs** |", "| Inputs |"), "002: headings"),
        (_replaced("| **Kommentarer** | | nothing stands under it |", "| **Kommentarer** | | |"), "001 Kommentarer: neither"),
        (_replaced("`follow-up`, ", ""), "follow-up: in no row"),
        (_replaced("`hr-catalyst`", "`hr-katalysator`"), "hr-katalysator: no such card"),
        (_replaced("`three-conditions` (001)", "`three-conditions`"), "three-conditions: of another"),
        (_replaced("`curious`", "`curious` (002)"), "curious: of another"),
    ],
)  # fmt: skip
def test_a_table_that_lags_behind_is_told(edit: Callable[[str], str], told: str) -> None:
    assert any(fault.startswith(told) for fault in faults(edit(TEXT), CARDS, SOURCES))


def test_cards_and_headings_that_run_ahead_are_told() -> None:
    moved = CARDS[0].model_copy(update={"section": "Udbytte", "source": "001"})
    told = faults(TEXT, [moved, *CARDS[1:]], SOURCES)
    assert {f"{moved.id}: in no row of its own heading", f"{moved.id}: of another text than the row says"} <= set(told)
    new = CARDS[0].model_copy(update={"id": "a-new-card"})
    assert faults(TEXT, [*CARDS, new], SOURCES) == ["a-new-card: in no row of its own heading"]
    longer = SOURCES["004"].model_copy(update={"headings": (*SOURCES["004"].headings, "Et nyt afsnit")})
    assert faults(TEXT, CARDS, {**SOURCES, "004": longer}) == ["004: headings"]


def test_what_lies_in_the_folder_is_what_the_page_lists() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", TEXT, re.MULTILINE)
    there = [path.name + "/" * path.is_dir() for path in folder("knowledge").iterdir() if path.name[0] not in "._"]
    assert sorted(listed) == sorted(there)


def test_what_is_said_beyond_the_sources_is_said_of_cards_there_are() -> None:
    named = _NAMED.findall(TEXT.partition("# Said beyond the sources")[2])
    assert named and {name for name, _ in named} <= {card.id for card in CARDS}
