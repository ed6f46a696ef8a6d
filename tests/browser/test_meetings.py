"""The tools for a meeting in a browser, as a facilitator uses them: a set of questions, a plan with its calendar, the clock,
and a talk on the practice ground.

Fails with: tools.js without its `reset` (what was typed in a box stays in it on the next screen); a paper that is not made from
the form; a lint line that is not asked for.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import icalendar
import pytest
import yaml
from docx import Document
from pypdf import PdfReader

from companion.facilitation.findings import told
from companion.facilitation.practice_cases import find_case
from companion.ui.texts import Texts

from .leader import Visit, flat

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize(("lang", "width"), [("da", 1280), ("da", 390), ("en", 1280), ("en", 390)])
BAD = {"da": "Har du prøvet at tale med dem?", "en": "Have you tried to talk to them?"}
CLOSED = {"da": "kan besvares med ja eller nej", "en": "can be answered with yes or no"}
CASE = "night-shift"
TALKS = yaml.safe_load((Path(__file__).parents[1] / "facilitation/practice_talks.yaml").read_text(encoding="utf-8"))


def at_the_tool(visit, name: str, lang: str, width: int) -> Visit:
    leader = visit(lang, width)
    leader.go("meetings").press("tool", name)
    return leader


def downloaded(leader: Visit, name: str) -> tuple[str, bytes]:
    """A paper as it is saved: its name and what is in it."""
    with leader.page.expect_download() as waited:
        leader.page.locator(f'[data-paper="{name}"]').click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


def questions(leader: Visit) -> list[str]:
    """What stands in the boxes, as it is seen."""
    return [one.input_value() for one in leader.page.locator("ol.set textarea").all()]


def goes_on_at(leader: Visit, do: str) -> None:
    """The keyboard is where one pressed."""
    leader.page.wait_for_function("(name) => document.activeElement.dataset.do === name", arg=do)


@BOTH
def test_a_set_is_made_swapped_mended_and_printed(visit, lang: str, width: int) -> None:
    leader, texts = at_the_tool(visit, "questions", lang, width), Texts(lang)
    leader.page.select_option("#panel select[name=theme]", "conflicts")
    leader.press("questions_make")
    first = questions(leader)
    assert len(first) == 8 and leader.page.locator(".lint:visible").count() == 0
    leader.field("q.0.text").fill(BAD[lang])
    lint = leader.page.locator("#lint0")
    lint.filter(has_text=CLOSED[lang]).wait_for()
    leader.press("questions_swap", "3")
    goes_on_at(leader, "questions_swap")
    now = questions(leader)
    assert now[0] == BAD[lang] and now[3] not in first and now[4:] == first[4:] and CLOSED[lang] in lint.inner_text()
    leader.field("q.1.keep").check()
    leader.press("questions_swap_all")
    assert [questions(leader)[at] for at in (0, 1)] == [BAD[lang], first[1]] and not set(first[4:]) & set(
        questions(leader)
    )
    leader.press("questions_swap", "0").press("questions_down", "0")
    final = questions(leader)
    assert BAD[lang] not in final and leader.page.locator(".lint:visible").count() == 0
    name, cards = downloaded(leader, "question-cards.pdf")
    printed = flat(" ".join(page.extract_text() for page in PdfReader(BytesIO(cards)).pages))
    assert name == {"da": "spoergsmaal-kort.pdf", "en": "question-cards.pdf"}[lang]
    assert all(flat(one) in printed for one in final) and len(PdfReader(BytesIO(cards)).pages) == 1
    _, listed = downloaded(leader, "question-list.docx")
    said = flat(" ".join(one.text for one in Document(BytesIO(listed)).paragraphs))
    tables = flat(
        " ".join(cell.text for table in Document(BytesIO(listed)).tables for row in table.rows for cell in row.cells)
    )
    assert all(flat(one) in said + tables for one in final) and leader.shows(texts("questions_take"))


@BOTH
def test_a_plan_is_made_and_its_calendar_opens(visit, lang: str, width: int) -> None:
    leader, texts = at_the_tool(visit, "plan", lang, width), Texts(lang)
    leader.field("minutes").fill("60")
    leader.page.select_option("#panel select[name=cases]", "6")
    leader.press("plan_make")
    assert leader.shows("74") and leader.shows(texts("plan_refused_heading"))
    leader.press("plan_near")
    assert leader.page.locator("ol.plan > li").count() > 8
    leader.page.locator('[data-paper="plan-calendar.ics"]').click()
    leader.page.locator(".paper-told", has_text=texts("plan_calendar_needs")).wait_for()
    leader.may_fail = True  # a browser's console repeats that this paper was refused
    leader.page.locator("details.aside > summary").click()
    leader.field("starts").fill("09:00")
    leader.field("date").fill("2027-03-12")
    leader.press("plan_make")
    name, content = downloaded(leader, "plan-calendar.ics")
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert name == {"da": "moedet.ics", "en": "the-meeting.ics"}[lang]
    assert (event.decoded("dtstart").isoformat(), event.decoded("dtend").isoformat()) == (
        "2027-03-12T08:00:00+00:00",
        "2027-03-12T09:14:00+00:00",
    )
    for paper in ("plan-facilitator.pdf", "plan-participants.docx"):
        assert len(downloaded(leader, paper)[1]) > 5_000


@pytest.mark.parametrize(("lang", "width"), [("da", 1280), ("en", 390)])
def test_the_clock_counts_down_and_shows_what_comes_next(visit, lang: str, width: int) -> None:
    leader = at_the_tool(visit, "plan", lang, width)
    leader.press("plan_make")
    asked = len(leader.asked_for)
    leader.page.get_by_role("button", name=Texts(lang)("plan_clock"), exact=True).click()
    clock = leader.page.locator("dialog[open]")
    assert "5:00" in clock.inner_text() and leader.too_wide() == 0
    clock.get_by_role("button", name=Texts(lang)("timer_go"), exact=True).click()
    leader.page.wait_for_function("() => document.querySelector('dialog[open]').innerText.includes('4:5')")
    clock.get_by_role("button", name=Texts(lang)("timer_next"), exact=True).click()
    assert "2 / 10" in clock.inner_text() and "15:00" in clock.inner_text()
    assert len(leader.asked_for) == asked


@BOTH
def test_a_case_is_practised_to_the_end(visit, lang: str, width: int) -> None:
    leader, texts = visit(lang, width), Texts(lang)
    leader.go("practice").press("practice_case", CASE)
    case, script = find_case(CASE), TALKS[CASE][lang]
    assert leader.shows(flat(case.opening.to(lang)))
    leader.field("question").fill(BAD[lang])
    leader.press("practice_ask")
    assert leader.shows(told(("advice",), lang)) and leader.field("question").input_value() == ""
    leader.press("practice_undo")
    assert leader.field("question").input_value() == BAD[lang]
    for question in script:
        leader.field("question").fill(question)
        leader.press("practice_ask")
    leader.press("practice_end")
    assert leader.shows(flat(case.close.to(lang))) and leader.shows(texts("practice_how"))
    assert not leader.shows(BAD[lang])


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_screen_goes_round_and_nothing_of_one_is_left_for_the_next(visit, lang: str) -> None:
    leader = at_the_tool(visit, "feedback", lang, 390)
    for words in ("Runden", "Stilheden"):
        leader.field("good").fill(words)
        leader.press("feedback_next")
        assert leader.field("good").input_value() == ""
    leader.press("feedback_show")
    assert leader.shows("Runden") and leader.shows("Stilheden")
    leader.press("feedback_wipe").press("feedback_wipe", "sure")
    assert "Runden" not in leader.page.content()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_danger_stops_the_tool_and_loses_nothing(visit, made_up, lang: str) -> None:
    leader = at_the_tool(visit, "case", lang, 390)
    leader.field("brief").fill(made_up[lang]["acute"])
    leader.press("case_make")
    assert leader.page.locator('#panel a[href="tel:112"]').is_visible() and leader.shows("70 201 201")
    leader.press("tool", "case")
    assert leader.field("brief").input_value() == made_up[lang]["acute"]


def test_a_received_brief_is_read_from_a_file_without_its_names(visit, tmp_path: Path) -> None:
    leader = at_the_tool(visit, "case", "da", 1280)
    file = tmp_path / "oplaeg.md"
    file.write_text("Mette Holm kommer for sent hver dag. Jeg vil gerne høres.", encoding="utf-8")
    leader.page.locator("#case-file").set_input_files(file)
    leader.page.wait_for_function("() => document.querySelector('#panel textarea[name=brief]').value !== ''")
    assert "Mette" not in leader.field("brief").input_value()
    leader.press("case_make")
    assert not leader.shows("Mette") and leader.shows("Vil høres") and len(questions(leader)) > 3
