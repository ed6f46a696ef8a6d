"""The evaluation on paper: blank sheets, what the group answered, and what HR gets."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from companion.paper.blocks import Bars, Heading, Paper, Points, Table, Text, Write
from companion.paper.render import render
from companion.paper.tidy import texts
from companion.pilot.evaluation import OCCASIONS, Occasion, evaluation
from companion.pilot.evaluation_papers import evaluation_paper, gathered_evaluation, released_paper
from companion.vocabulary import LANGS, Lang

PAGES: dict[Occasion, int] = {"meeting": 1, "trial": 2, "year": 2}


def pages(paper: Paper) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(render(paper, ".pdf"))).pages]


def under(paper: Paper) -> dict[str, object]:
    """What stands after each heading."""
    return {
        one.text: after for one, after in zip(paper.blocks, paper.blocks[1:], strict=False) if isinstance(one, Heading)
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", OCCASIONS)
def test_a_blank_sheet_has_every_item_and_whose_the_answers_are(which: Occasion, lang: Lang) -> None:
    paper, words = evaluation_paper(which, lang), evaluation().words
    said = " ".join(texts(paper))
    for item in evaluation().of(which).items:
        assert item.text.to(lang) in said
        assert all(end.to(lang) in said for end in (item.low, item.high) if end)
    assert all(one.to(lang) in said for one in (words.whose, words.hr, words.guessed, words.nobody_told))
    kinds = [item.kind for item in evaluation().of(which).items]
    assert sum(isinstance(block, Write) for block in paper.blocks) == kinds.count("words")
    assert sum(isinstance(block, Table) for block in paper.blocks) == kinds.count("scale")
    assert sum(isinstance(block, Points) and block.boxes for block in paper.blocks) == kinds.count("choice")
    assert len(pages(paper)) == PAGES[which]


@pytest.mark.parametrize("lang", LANGS)
def test_the_groups_answers_stand_under_their_questions(lang: Lang) -> None:
    given = {
        "trial-rhythm": ["right", "right", "often"], "trial-place": ["4", "5"], "trial-change": ["Kaffe", "Mere tid"],
    }  # fmt: skip
    paper, items = gathered_evaluation("trial", given, 6, lang), {one.id: one for one in evaluation().of("trial").items}
    found = {name: under(paper)[items[name].text.to(lang)] for name in items}
    rhythm, change = found["trial-rhythm"], found["trial-change"]
    assert isinstance(rhythm, Bars) and [row[1] for row in rhythm.rows] == [0.0, 2.0, 1.0]
    assert "3" in rhythm.label and "6" in rhythm.label
    assert isinstance(change, Points) and sorted(change.items) == ["Kaffe", "Mere tid"]
    assert found["trial-place"] == Text(evaluation().words.too_few.to(lang), quiet=True)
    assert found["trial-safe"] == Text(evaluation().words.skipped.to(lang), quiet=True)


@pytest.mark.parametrize("kind", [".pdf", ".docx", ".md"])
def test_what_too_few_have_answered_is_in_no_format(kind: str) -> None:
    two, three = (gathered_evaluation("trial", {"trial-rhythm": ["often"] * many}, 6, "da") for many in (2, 3))
    assert not any(isinstance(block, Bars) for block in two.blocks)
    assert any(isinstance(block, Bars) for block in three.blocks) and render(two, kind) != render(three, kind)


def test_the_paper_of_many_answers_is_shuffled_once_more() -> None:
    given = [str(n) for n in range(40)]
    paper = gathered_evaluation("meeting", {"meeting-good": given}, 40, "da")
    (good,) = [block for block in paper.blocks if isinstance(block, Points)]
    assert sorted(good.items) == sorted(given) and list(good.items) != given


@pytest.mark.parametrize("lang", LANGS)
def test_hr_gets_the_very_words_and_room_for_who_and_when(lang: Lang) -> None:
    words = evaluation().release
    paper = released_paper(["Vi fortsætter."], ["Vi tør mere.", "  "], lang)
    assert [block.items for block in paper.blocks if isinstance(block, Points)] == [
        ("Vi fortsætter.",),
        ("Vi tør mere.",),
    ]
    assert [block.label for block in paper.blocks if isinstance(block, Write)] == [
        words.who.to(lang),
        words.when.to(lang),
    ]
    assert len(pages(paper)) == 1 and not any(isinstance(block, Bars) for block in paper.blocks)


def test_what_is_not_given_has_no_heading() -> None:
    paper = released_paper(["Vi slutter."], [], "da")
    assert [block.text for block in paper.blocks if isinstance(block, Heading)] == ["Det har vi besluttet"]
