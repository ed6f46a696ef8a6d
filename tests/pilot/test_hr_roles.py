"""HR's roles: on headings that are there, with cards that are there, and said to leaders as the file has it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from companion.errors import LibraryProblem
from companion.library.cards import load_cards
from companion.paper.render import render
from companion.pilot.hr_roles import hr_roles, load_hr_roles, roles_paper
from companion.resources import folder
from companion.vocabulary import LANGS, Lang


def test_three_roles_three_limits_and_cards_that_are_there() -> None:
    told, cards = hr_roles(), {card.id for card in load_cards()}
    said = (told.intro, *told.roles, *told.not_done.items, told.not_done.if_hr_facilitates)
    assert [one.id for one in told.roles] == ["catalyst", "culture-bearer", "support"]
    assert [one.id for one in told.not_done.items] == ["read", "judge", "reports"]
    assert {one.card for one in said} <= cards


def test_a_heading_that_no_source_has_is_refused(tmp_path: Path) -> None:
    text = (folder("knowledge") / "pilot" / "roles.yaml").read_text(encoding="utf-8")
    path = tmp_path / "roles.yaml"
    path.write_text(text.replace("HR's rolle og næste skridt", "HR's magt", 1), encoding="utf-8")
    with pytest.raises(LibraryProblem):
        load_hr_roles(path)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_for_leaders_is_one_page(lang: Lang) -> None:
    paper = roles_paper(lang)
    assert len(pypdfium2.PdfDocument(render(paper, ".pdf"))) == 1 and "{" not in render(paper, ".md").decode()
