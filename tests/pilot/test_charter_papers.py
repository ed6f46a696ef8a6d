"""The charter on paper: only what was answered, confidentiality first, signatures, the date of the next look, two pages."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from companion.brief.files import KINDS
from companion.paper.blocks import Paper, Table, Write
from companion.paper.render import render
from companion.pilot.charter import charter
from companion.pilot.charter_papers import answered, charter_paper
from companion.vocabulary import LANGS, Lang

DAY = dt.date(2027, 6, 1)


def first_of_all(lang: Lang, short: bool = False) -> dict[str, str]:
    """The first example or option of every question."""
    return {
        one.id: one.options[0].id if one.options else one.examples[0].to(lang) for one in charter().questions(short)
    }


def rows(paper: Paper) -> list[tuple[str, ...]]:
    return [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]


def test_only_what_was_answered_with_confidentiality_first() -> None:
    given = {"purpose-why": "For at lære.", "confidentiality-stays": "Alt.", "themes-which": " \n ", "x": "y"}
    paper = charter_paper(given, "da")
    assert rows(paper) == [("Fortrolighed", "Det bliver her: Alt."), ("Formål", "Derfor mødes vi: For at lære.")]
    assert "y" not in [cell for row in rows(paper) for cell in row]


def test_the_other_sections_keep_their_order() -> None:
    order = [section.id for section, _ in answered(first_of_all("da"), "da")]
    rest = [section.id for section in charter().sections if section.id != "confidentiality"]
    assert order == ["confidentiality", *rest]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Vi ses.", "Vi ses."),
        ("- Vi ses\n• Vi ler!\n", "Vi ses. Vi ler!"),
        ("Vi ses.\n\nVi ler", "Vi ses. Vi ler"),
        ("Et\tord\x07", "Et ord"),
    ],
)
def test_lines_become_one_text(typed: str, said: str) -> None:
    assert rows(charter_paper({"purpose-why": typed}, "da")) == [("Formål", f"Derfor mødes vi: {said}")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_choice_says_its_line(lang: Lang) -> None:
    (row,) = rows(charter_paper({"evaluation-answers": "nothing"}, lang))
    assert ("HR får dem ikke" if lang == "da" else "HR does not get them") in row[1]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_left_for_the_group_is_named_and_nothing_else_of_it(lang: Lang) -> None:
    given = {"purpose-why": "For at lære."}
    paper = charter_paper(given, lang, together=("themes-which", "purpose-why", "group-size", "unknown"))
    words = {one.id: one.heading.to(lang) for one in charter().questions()}
    assert rows(paper)[-1] == (
        charter().words.skipped.to(lang), f"{words['group-size']} · {words['themes-which']}",
    )  # fmt: skip


@pytest.mark.parametrize(("lang", "said"), [("da", "1. juni 2027"), ("en", "1 June 2027")])
def test_when_the_group_looks_again_and_where_it_signs(lang: Lang, said: str) -> None:
    paper = charter_paper(first_of_all(lang), lang, DAY)
    assert said in paper.facts and "____" in charter_paper(first_of_all(lang), lang).facts
    (write,) = [block for block in paper.blocks if isinstance(block, Write)]
    assert paper.blocks[-1] == write and write.lines >= 6
    assert charter().words.signed.to(lang) in write.label and charter().words.sign_line.to(lang) in write.label
    assert paper.over == charter().words.draft.to(lang)


def test_the_foot_names_the_sources_of_what_was_answered() -> None:
    assert "Danica" in charter_paper({"themes-which": "x"}, "da").foot
    assert "Danica" not in charter_paper({"purpose-why": "x"}, "da").foot
    assert charter_paper({"confidentiality-papers": "x"}, "da").foot == "", "no source says it"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("short", [True, False])
def test_two_pages_at_most(lang: Lang, short: bool) -> None:
    answers = first_of_all(lang, short)
    pages = PdfReader(BytesIO(render(charter_paper(answers, lang, DAY), ".pdf"))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) <= 2
    assert all(one.says(answers[one.id], lang).split()[0] in text for one in charter().questions(short))


@pytest.mark.parametrize("kind", KINDS)
def test_every_format(kind: str) -> None:
    assert len(render(charter_paper(first_of_all("da"), "da", DAY, ("themes-which",)), kind)) > 1000
