"""The rules of the room: what stands in the form, what of it people wrote, and the paper of it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from companion.errors import Refused, WrongUse
from companion.facilitation.agreement import agreement
from companion.paper.blocks import Break, Points
from companion.ui.access import EVERYBODY
from companion.ui.meetings.routes import paper
from companion.vocabulary import LANGS, Lang

from .filled import desk, fields

ACUTE = "Jeg vil ikke leve længere"


def opened(window: Any, lang: Lang = "da") -> tuple[Any, dict[str, str]]:
    """The tool, and its form as it is first seen."""
    one = window(lang)
    form = fields(one.press("tool", "rules"))
    return desk(one).tools["rules"], form


def made(tool: Any, form: dict[str, str], lang: Lang = "da") -> Any:
    return tool.papers()["rules"](form, lang).paper


def points(sheet: Any) -> list[str]:
    return [item for block in sheet.blocks if isinstance(block, Points) for item in block.items if set(item) != {"_"}]


@pytest.mark.parametrize("lang", LANGS)
def test_every_clause_stands_there_ticked_where_it_is_essential_with_where_it_comes_from(window, lang: Lang) -> None:
    one = window(lang)
    form = fields(one.press("tool", "rules"))
    for clause in agreement().clauses:
        assert form[f"text.{clause.id}"] == clause.text.to(lang)
        assert form[f"with.{clause.id}"] == ("1" if clause.essential else "")
    asked = re.findall(r'<div class="clause">.*?</div><p>(.*?)</p></div>', one.panel)
    assert [
        clause.section in said.replace("&#x27;", "'") for clause, said in zip(agreement().clauses, asked, strict=True)
    ]
    ours = "Vores forslag" if lang == "da" else "Our proposal"
    assert [said.startswith(ours) for said in asked] == [clause.ours for clause in agreement().clauses]
    assert form["internal"] == form["look_again"] == form["own.1"] == form["own.2"] == ""
    assert set(re.findall(r'data-paper="([^"]+)"', one.panel)) == {"rules.pdf", "rules.docx", "rules.md"}


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_product_says_is_nothing_that_somebody_typed(window, lang: Lang) -> None:
    tool, form = opened(window, lang)
    assert tool.typed(form) == "" and tool.typed({}) == ""
    assert tool.typed(form | {"text.names": "Vi siger du.", "own.2": "Vi spiser."}) == "Vi spiser.\nVi siger du."


def test_the_paper_has_what_is_ticked_in_the_words_that_stand_there(window) -> None:
    tool, form = opened(window)
    essential = [clause.text.da for clause in agreement().clauses if clause.essential]
    assert points(made(tool, form)) == essential
    changed = {"with.time": "", "text.phones": "Telefonen bliver i bilen.", "own.1": "Vi spiser.", "with.absence": "1"}
    absence = next(clause.text.da for clause in agreement().clauses if clause.id == "absence")
    found = points(made(tool, form | changed))
    assert found[-3:] == [essential[-1], absence, "Vi spiser."] and "Telefonen bliver i bilen." in found
    assert len(found) == len(essential) + 1


@pytest.mark.parametrize(
    ("form", "facts", "more"),
    [
        ({}, "Vi ser på aftalen igen den ____", False),
        ({"look_again": "2027-03-12"}, "Vi ser på aftalen igen den 12. marts 2027", False),
        ({"look_again": "i morgen <b>"}, "Vi ser på aftalen igen den ____", False),
        ({"internal": "1"}, "Vi ser på aftalen igen den ____", True),
    ],
)
def test_a_date_and_a_page_for_a_facilitator_from_within(window, form: dict, facts: str, more: bool) -> None:
    tool, first = opened(window)
    sheet = made(tool, first | form)
    assert sheet.facts.startswith(facts) and (Break() in sheet.blocks) is more


@pytest.mark.parametrize(
    "form", [{}, {"text.time": "Vi kommer."}, {"with.time": "1", "text.time": " \n"}, {"own.3": "x"}]
)
def test_nothing_to_agree_on_makes_no_paper(window, form: dict[str, str]) -> None:
    tool, _ = opened(window)
    with pytest.raises(WrongUse) as told:
        made(tool, form)
    assert "mindst én" in told.value.say("da") and "at least one" in told.value.say("en")


def test_the_paper_as_a_file_and_none_where_danger_is_written(window) -> None:
    one = window()
    _, form = opened(lambda lang: one)
    one.room.papers["da"] = lambda roles, name: desk(one).paper(name)
    answer = paper(one.room, "rules.md", json.dumps(form | {"own.1": "Vi spiser sammen."}).encode(), "da", EVERYBODY)
    assert (
        "Vi spiser sammen." in bytes(answer.body).decode()
        and "spilleregler.md" in answer.headers["content-disposition"]
    )
    for field in ("own.2", "text.limits"):
        with pytest.raises(Refused) as told:
            paper(one.room, "rules.md", json.dumps(form | {field: ACUTE}).encode(), "da", EVERYBODY)
        assert "112" in told.value.say("da")
