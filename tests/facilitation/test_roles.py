"""Roles in turn: every size there may be is fair, and what could break that is seen; the sheet to hang up."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from companion.errors import WrongUse
from companion.facilitation.roles import FEWEST, MOST, MOST_CASES, MOST_MEETINGS, Rotation, Turn, roles_paper, rotate
from companion.library.sources import load_sources
from companion.paper.blocks import Table, Text, Write
from companion.vocabulary import LANGS

SIZES = [
    (people, meetings, cases)
    for people in range(FEWEST, MOST + 1)
    for meetings in range(1, MOST_MEETINGS + 1)
    for cases in range(1, min(MOST_CASES, people) + 1)
]


def roles(turn: Turn) -> list[tuple[str, str]]:
    """Each role given at a meeting, and to whom."""
    single = [(role, getattr(turn, role)) for role in ("host", "leader", "timekeeper")]
    return [*single, *(("cases", name) for name in turn.cases)]


def spread(names: list[str], people: tuple[str, ...]) -> int:
    """How many more turns one has than another."""
    had = Counter(names)
    return max(had[one] for one in people) - min(had[one] for one in people)


def faults(rotation: Rotation, cases: int) -> list[str]:
    """Everything a rotation must not be, by name."""
    people, found = rotation.people, []
    given = [pair for turn in rotation.turns for pair in roles(turn)]
    for role in ("host", "leader", "timekeeper", "cases"):
        found += [role] if spread([name for one, name in given if one == role], people) > 1 else []
    found += ["load"] if spread([name for _, name in given], people) > 1 else []
    for turn in rotation.turns:
        had = Counter(name for _, name in roles(turn))
        enough = cases + 3 <= len(people)
        found += (
            ["two roles"] if max(had.values()) > (1 if enough else 2) or len(had) < min(cases + 3, len(people)) else []
        )
        found += ["cases"] if len(set(turn.cases)) != cases else []
        found += ["leads own"] if turn.leader in turn.cases and cases < len(people) else []
    for before, after in pairwise(rotation.turns):
        again = set(roles(before)) & set(roles(after))
        found += (
            ["again"] if len(again) > max(0, 2 * cases - len(people)) or {role for role, _ in again} - {"cases"} else []
        )
    return found


@pytest.mark.parametrize("people", range(FEWEST, MOST + 1))
def test_every_size_is_fair(people: int) -> None:
    for _, meetings, cases in (size for size in SIZES if size[0] == people):
        rotation = rotate([f"N{place}" for place in range(people)], meetings, cases)
        assert len(rotation.turns) == meetings and not faults(rotation, cases), (people, meetings, cases)


@pytest.mark.parametrize(("turn", "changed", "fault"), [
    (0, {"host": "C"}, "two roles"),
    (0, {"timekeeper": "F"}, "timekeeper"),
    (1, {"host": "D"}, "again"),
    (2, {"leader": "D"}, "leads own"),
    (0, {"cases": ("A",)}, "cases"),
    (0, {"cases": ("A", "F")}, "load"),
])  # fmt: skip
def test_a_spoiled_rotation_is_seen(turn: int, changed: dict, fault: str) -> None:
    fair = rotate("ABCDEF", 6)
    turns = [*fair.turns]
    turns[turn] = turns[turn].model_copy(update=changed)
    assert not faults(fair, 2) and fault in faults(fair.model_copy(update={"turns": tuple(turns)}), 2)


def test_the_same_is_asked_the_same_is_answered() -> None:
    assert rotate("ABCDEFG", 8) == rotate("ABCDEFG", 8)


@pytest.mark.parametrize(("people", "meetings", "cases", "said"), [
    (6, 6, 2, []),
    (4, 6, 2, ["to roller"]),
    (3, 6, 2, ["to roller", "to gange i træk"]),
    (3, 1, 2, ["to roller"]),
    (7, 6, 4, ["to gange i træk"]),
    (4, 6, 4, ["to roller", "Alle har oplæg"]),
])  # fmt: skip
def test_what_cannot_be_otherwise_is_said(people: int, meetings: int, cases: int, said: list[str]) -> None:
    notes = rotate("ABCDEFG"[:people], meetings, cases).notes
    assert len(notes) == len(said) and all(words in note.da for words, note in zip(said, notes, strict=True))


@pytest.mark.parametrize(("people", "meetings", "cases", "da", "en"), [
    (["Ane", "Bo"], 6, 2, "3 til 12 navne", "3 to 12 names"),
    ([*"ABCDEFGHIJKLM"], 6, 2, "3 til 12 navne", "3 to 12 names"),
    (["Ane", " ", "Bo"], 6, 2, "tomt", "empty"),
    (["Ane", "Bo", " ane "], 6, 2, "samme navn", "same name"),
    (["Ane", "Bo", "C" * 41], 6, 2, "40 tegn", "40 characters"),
    ([*"ABC"], 0, 2, "1 til 12 møder", "1 to 12 meetings"),
    ([*"ABC"], 13, 2, "1 til 12 møder", "1 to 12 meetings"),
    ([*"ABC"], 6, 0, "1 til 3 oplæg", "1 to 3 cases"),
    ([*"ABC"], 6, 4, "1 til 3 oplæg", "1 to 3 cases"),
    ([*"ABCDEF"], 6, 5, "1 til 4 oplæg", "1 to 4 cases"),
])  # fmt: skip
def test_what_no_rotation_can_be_made_of(people: list[str], meetings: int, cases: int, da: str, en: str) -> None:
    with pytest.raises(WrongUse) as told:
        rotate(people, meetings, cases)
    assert da in told.value.say("da") and en in told.value.say("en") and "Ane" not in str(told.value.message)


def test_names_are_kept_as_they_are_but_for_the_space_around_them() -> None:
    assert rotate([" Ane  Marie ", "Bo", "Åse"], 1, 1).people == ("Ane Marie", "Bo", "Åse")


@pytest.mark.parametrize("lang", LANGS)
def test_the_sheet_has_every_turn_every_role_and_where_it_is_from(lang: str) -> None:
    rotation = rotate(["Ane", "Bo", "Cay", "Dea", "Eli", "Fie"], 7)
    paper = roles_paper(rotation, lang)
    turns, does = (block for block in paper.blocks if isinstance(block, Table))
    for row, turn in zip(turns.rows, rotation.turns, strict=True):
        assert row[2:] == (turn.host, turn.leader, ", ".join(turn.cases), turn.timekeeper) and row[1] == ""
    assert [row[0] for row in does.rows] == list(turns.head[2:])
    places = {f"{one.title}: {heading}" for one in load_sources().values() for heading in one.headings}
    assert {row[2] for row in does.rows} <= places and "Selvledende netværk" in paper.foot
    assert sum(turns.widths) == pytest.approx(1) and sum(does.widths) == pytest.approx(1)
    assert any(isinstance(block, Write) for block in paper.blocks)


@pytest.mark.parametrize(("meetings", "cases", "facts", "share"), [
    (6, 2, "6 personer · 6 møder · 2 oplæg hver gang", "Hver har 5 roller i alt."),
    (7, 2, "6 personer · 7 møder · 2 oplæg hver gang", "Hver har 5 eller 6 roller i alt."),
    (1, 1, "6 personer · 1 møde · 1 oplæg hver gang", "Hver har 0 eller 1 rolle i alt."),
])  # fmt: skip
def test_the_sheet_says_how_the_roles_are_shared(meetings: int, cases: int, facts: str, share: str) -> None:
    paper = roles_paper(rotate("ABCDEF", meetings, cases), "da")
    assert paper.facts == facts and any(share in block.text for block in paper.blocks if isinstance(block, Text))


def test_what_cannot_be_otherwise_is_on_the_sheet() -> None:
    rotation = rotate("ABC", 6)
    told = str(roles_paper(rotation, "en"))
    assert all(note.en in told for note in rotation.notes)
