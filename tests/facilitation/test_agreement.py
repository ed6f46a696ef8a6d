"""The agreement: confidentiality first, every clause on a heading, one page to sign in the group's own words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from companion.errors import LibraryProblem
from companion.facilitation.agreement import agreement, agreement_paper, load_agreement
from companion.paper.blocks import Break, Heading, Panel, Paper, Points, Signatures, Table, Write
from companion.resources import folder
from companion.vocabulary import LANGS, Lang
from companion.voice.lint import lint

FILE = folder("knowledge") / "facilitation" / "agreement.yaml"
ALL = (
    "outside", "own-leader", "names", "broken", "limits", "asking", "party", "time", "phones", "notes",
    "presence", "absence", "joining", "interests",
)  # fmt: skip


def worded(lang: Lang, ids: tuple[str, ...] = ALL) -> dict[str, str]:
    return {clause.id: clause.text.to(lang) for clause in agreement().clauses if clause.id in ids}


def points(paper: Paper) -> list[str]:
    return [item for block in paper.blocks if isinstance(block, Points) for item in block.items]


def pages(paper: Paper) -> int:
    from io import BytesIO

    from pypdf import PdfReader

    from companion.paper.render import render

    return len(PdfReader(BytesIO(render(paper, ".pdf"))).pages)


def test_what_there_is_to_agree_on() -> None:
    clauses = agreement().clauses
    assert tuple(clause.id for clause in clauses) == ALL
    assert [clause.topic for clause in clauses].count("confidentiality") == 5
    assert all(clause.essential for clause in clauses if clause.topic == "confidentiality")
    assert [clause.id for clause in clauses if clause.aloud] == ["party"]


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("a heading the source does not have", lambda raw: raw["clauses"][3].update(section="Fortrolighed")),
        ("a source there is not", lambda raw: raw["clauses"][3].update(source="009")),
        ("the internal page on no heading", lambda raw: raw["internal"].update(section="HR")),
        ("confidentiality further down", lambda raw: raw["clauses"].append(raw["clauses"].pop(0))),
        ("an id twice", lambda raw: raw["clauses"][1].update(id="outside")),
        ("one language alone", lambda raw: raw["clauses"][0]["text"].pop("en")),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(what: str, change, tmp_path: Path) -> None:
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    change(raw)
    path = tmp_path / "agreement.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    with pytest.raises(LibraryProblem) as problem:
        load_agreement(path)
    assert "agreement.yaml" in problem.value.say("da") and "agreement.yaml" in problem.value.say("en")


@pytest.mark.parametrize("lang", LANGS)
def test_confidentiality_stands_first_in_the_order_of_the_file(lang: Lang) -> None:
    paper = agreement_paper(worded(lang), False, lang)
    assert paper.blocks[0] == Heading(agreement().words.confidentiality.to(lang))
    assert points(paper)[:-2] == list(worded(lang).values())
    assert "FORTROLIGT" in paper.over or "CONFIDENTIAL" in paper.over


def test_the_group_words_adds_and_leaves_out() -> None:
    given = worded("da", ("outside", "time", "phones")) | {"outside": " Alt bliver\nher. ", "phones": " \t", "x": "y"}
    paper = agreement_paper(given, False, "da", ["", "Vi spiser sammen bagefter."], dt.date(2027, 3, 12))
    *rules, by_hand = points(paper)
    assert rules == ["Alt bliver her.", worded("da")["time"], "Vi spiser sammen bagefter."]
    assert set(by_hand) == {"_"} and paper.facts == "Vi ser på aftalen igen den 12. marts 2027"
    assert not [block for block in paper.blocks if isinstance(block, Panel | Break)]


@pytest.mark.parametrize(("lang", "asked"), [("da", "Er du part i det her?"), ("en", "Are you party to this?")])
def test_the_question_before_each_round_stands_in_large_type_where_there_is_room(lang: Lang, asked: str) -> None:
    essential = tuple(clause.id for clause in agreement().clauses if clause.essential)
    for ids, large in ((essential, True), (ALL, False), (("time",), False)):
        paper = agreement_paper(worded(lang, ids), False, lang)
        assert any(isinstance(block, Panel) and asked in block.text for block in paper.blocks) is large
        assert any(asked in rule for rule in points(paper)) is ("party" in ids)


def test_the_foot_names_the_sources_of_what_was_adopted() -> None:
    paper = agreement_paper(worded("da", ("time",)), False, "da")
    assert "Danica" in paper.foot and "BFA" not in paper.foot
    assert "BFA" in agreement_paper(worded("da", ("time",)), True, "da").foot


def test_there_is_room_for_what_is_written_by_hand() -> None:
    paper = agreement_paper(worded("en", ("outside",)), False, "en")
    assert [set(rule) == {"_"} for rule in points(paper)] == [False, True, True]
    assert paper.facts.startswith("We look at the agreement again on ___")
    assert paper.blocks[-1] == Signatures(("Name",) * 6)


@pytest.mark.parametrize("lang", LANGS)
def test_an_internal_facilitator_gets_a_page_of_roles_and_confidentiality_inside_and_outside(lang: Lang) -> None:
    paper = agreement_paper(worded(lang), True, lang)
    page = paper.blocks[paper.blocks.index(Break()) + 1 :]
    (table,) = (block for block in page if isinstance(block, Table))
    (says,) = (block for block in page if isinstance(block, Points))
    known = agreement().internal
    assert [row[0] for row in table.rows] == [row[0].to(lang) for row in known.rows] and len(table.head) == 3
    assert all(cell for row in table.rows for cell in row) and sum(table.widths) == pytest.approx(1)
    assert len(says.items) == 5 and all(item[0] in "”“" and item[-1] == "”" for item in says.items)
    asked = [block.label for block in page if isinstance(block, Write)]
    assert asked == [question.to(lang) for question in known.questions]
    assert all(lint(question).ok for question in asked)
    assert page[-1] == Signatures(("Facilitator",))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("essential", [True, False])
def test_whatever_the_group_chooses_the_agreement_is_one_page_and_the_internal_one_another(
    lang: Lang, essential: bool
) -> None:
    ids = tuple(clause.id for clause in agreement().clauses if clause.essential or not essential)
    assert pages(agreement_paper(worded(lang, ids), False, lang)) == 1
    assert pages(agreement_paper(worded(lang, ids), True, lang)) == 2


def test_what_is_written_at_length_takes_another_page_and_loses_nothing() -> None:
    long = {name: f"{name} " + "En regel, der er skrevet helt om og fylder meget. " * 12 for name in ALL}
    paper = agreement_paper(long, False, "da", ["Vores egen.", "Og en til."])
    assert pages(paper) > 1 and [rule.split()[0] for rule in points(paper)] == [*ALL, "Vores", "Og"]
