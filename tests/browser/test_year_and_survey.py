"""HR in front of the page: a year with a calendar file, and a survey with twelve answers out of a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.pilot.survey import titles
from companion.pilot.survey_template import written
from companion.vocabulary import LANGS

pytestmark = pytest.mark.browser
HEAD = ["delegation", "stress", "hybrid", "worth"]


def rows(few: int) -> list[list[str]]:
    """Twelve answers, of which so many choose the last theme."""
    return [HEAD, *(["x", "x" if at < 9 else "", "x" if at < few else "", "At vi mødes"] for at in range(12))]


def downloaded(leader, name: str) -> tuple[str, bytes]:
    """A paper's file: its name, and what is in it."""
    with leader.page.expect_download() as waited:
        leader.page.locator(f'[data-paper="{name}"]').click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_year_with_its_calendar_and_the_plan_of_a_meeting(visit, lang, width) -> None:
    leader = visit(lang, width)
    leader.go("network").press("network_tool", "year")
    leader.field("date").fill("2027-01-07")
    leader.field("names").fill("Anna\nBo\nCarla\nDavid")
    leader.field("places").fill("Rådhuset\nOnline")
    leader.press("year_make")
    assert leader.page.locator("ol.year > li").count() == 6 and leader.shows("Rådhuset")
    name, calendar = downloaded(leader, "year-calendar.ics")
    assert name.endswith(".ics") and calendar.count(b"BEGIN:VEVENT") == 6
    assert downloaded(leader, "year.docx")[1].startswith(b"PK")
    leader.press("year_open", "3")
    assert downloaded(leader, "year-facilitator.pdf")[1].startswith(b"%PDF")
    leader.press("year_make")
    assert leader.shows("Carla")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_twelve_answers_from_a_spreadsheet(visit, tmp_path, lang, kind) -> None:
    leader = visit(lang)
    leader.go("network").press("network_tool", "survey")
    leader.field("network").fill("Netværk Nord")
    assert downloaded(leader, "survey-form.docx")[1].startswith(b"PK")
    assert downloaded(leader, "survey-sheet.xlsx")[1].startswith(b"PK")
    sheet = tmp_path / f"svar.{kind}"
    sheet.write_bytes(written(rows(few=2), kind, lang))
    leader.page.set_input_files("#survey-file", sheet)
    leader.page.locator("#survey-answers input").nth(11).wait_for(state="attached")
    leader.press("survey_show")
    ranked = leader.page.locator("ol.ranked li").all_inner_texts()
    first, second, third = (titles()[theme].to(lang) for theme in ("delegation", "stress", "hybrid"))
    assert ranked[0].startswith(first) and ranked[1].startswith(second) and "9" in ranked[1] and len(ranked) == 2
    assert third in leader.page.locator("p.rest").inner_text()
    assert downloaded(leader, "survey-result.docx")[1].startswith(b"PK")


def test_a_file_of_another_kind_is_told_on_the_page(visit, tmp_path) -> None:
    leader = visit()
    leader.go("network").press("network_tool", "survey")
    (tmp_path / "svar.pdf").write_bytes(b"%PDF-")
    leader.page.set_input_files("#survey-file", tmp_path / "svar.pdf")
    assert "xlsx eller csv" in leader.page.locator(".survey-told").inner_text()
