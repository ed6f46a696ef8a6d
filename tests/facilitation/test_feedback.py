"""The closing feedback: the sources' own questions, a sheet to hand out, and answers that show nothing of who wrote them."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from companion.facilitation.feedback import feedback, feedback_sheet, gathered_paper, put_away
from companion.paper.blocks import Break, Heading, Points, Text, Write
from companion.vocabulary import LANGS, Lang

WORDINGS = [
    ("good", "today", "002", "Hvad har især været godt i dag?"),
    ("missed", "today", "002", "Hvad savnede vi i dag?"),
    ("works", "onward", "000", "Hvad fungerer godt?"),
    ("more", "onward", "000", "Hvad kan du med fordel gøre mere af?"),
    ("improve", "onward", "000", "Hvad kan forbedres?"),
    ("less", "onward", "000", "Hvad kan du med fordel gøre mindre af eller gøre anderledes næste gang?"),
]
"""As the sources have them; 002 writes its two as one sentence, without question marks."""


def test_the_questions_are_the_sources_own_and_marked_so() -> None:
    found = [(one.id, one.part, one.source, one.text.da) for one in feedback().questions]
    assert found == WORDINGS and all(one.quoted for one in feedback().questions)


@pytest.mark.parametrize("lang", LANGS)
def test_a_sheet_has_the_two_questions_on_one_side_and_the_four_fields_on_the_other(lang: Lang) -> None:
    paper = feedback_sheet(lang)
    at = paper.blocks.index(Break())
    sides = [[one.label for one in side if isinstance(one, Write)] for side in (paper.blocks[:at], paper.blocks[at:])]
    questions = [one.text.to(lang) for one in feedback().questions]
    assert sides == [questions[:2], questions[2:]]
    assert "BFA" in paper.foot and "Danica" in paper.foot


@pytest.mark.parametrize("lang", LANGS)
def test_a_sheet_is_two_sides_of_a4(lang: Lang) -> None:
    from companion.paper.render import render

    pages = [page.extract_text() for page in PdfReader(BytesIO(render(feedback_sheet(lang), ".pdf"))).pages]
    assert len(pages) == 2
    fourth = feedback().questions[3].text.to(lang)
    assert fourth not in pages[0] and fourth in pages[1]


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("Runden", ["Runden"]),
        ("Runden\n- At vi nåede det\r\n• Kaffen", ["At vi nåede det", "Kaffen", "Runden"]),
        (" \n \u200b \n-\n", ["\u200b"]),
        ("Et\tord\x07 og ét\ud800", ["Et ord og ét\ufffd"]),
        ("", []),
    ],
)
def test_every_line_is_an_answer_of_its_own(answer: str, lines: list[str]) -> None:
    assert sorted(put_away({}, {"good": answer})["good"]) == lines


def test_no_order_shows_who_wrote_what() -> None:
    """Sixteen people in turn: in none of 16! to the power of five ways should the six lists tell the same story."""
    people, put = [f"nr. {n}" for n in range(16)], {}
    ids = [question.id for question in feedback().questions]
    for person in people:
        put = put_away(put, dict.fromkeys(ids, person))
    assert all(sorted(put[name]) == sorted(people) for name in ids)
    assert len({tuple(put[name]) for name in ids}) == len(ids) and people not in put.values()
    given = {"good": "\n".join(people)}
    assert put_away({}, given) != put_away({}, given), "an order that can be foretold can be undone"


@pytest.mark.parametrize("lang", LANGS)
def test_the_groups_answers_stand_under_their_questions(lang: Lang) -> None:
    answers = {"good": ["Runden", "Kaffen"], "less": ["Oplæg"], "unknown": ["x"]}
    paper = gathered_paper(answers, lang)
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert heads == [question.text.to(lang) for question in feedback().questions]
    under = dict(zip(heads, paper.blocks[1::2], strict=True))
    good, less = under[heads[0]], under[heads[5]]
    assert isinstance(good, Points) and sorted(good.items) == ["Kaffen", "Runden"] and less == Points(("Oplæg",))
    assert sum(isinstance(block, Text) and block.quiet for block in paper.blocks) == 4


def test_the_paper_of_many_answers_is_shuffled_once_more() -> None:
    given = [str(n) for n in range(40)]
    (good,) = [block for block in gathered_paper({"good": given}, "da").blocks if isinstance(block, Points)]
    assert sorted(good.items) == sorted(given) and list(good.items) != given
