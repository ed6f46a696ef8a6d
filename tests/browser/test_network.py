"""HR in front of the page, from the charter to the pilot report; what a year and a survey show is in test_year_and_survey.py.

Seen to fail: with an answer of the charter not carried to the next press; with a calendar made from another date; with a
higher threshold for the survey; with a line that was not ticked passed on; with the report's papers outside its form; with a
table that is wider than a telephone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import icalendar
import pytest
from docx import Document
from pypdf import PdfReader

from companion.confidentiality.keys import file_key
from companion.paper.blocks import Bars, Paper, Table
from companion.pilot.charter import charter
from companion.pilot.counts import PILOT_FILE, Counts
from companion.pilot.evaluation import evaluation
from companion.pilot.report import report
from companion.pilot.report_papers import report_paper
from companion.pilot.survey import titles
from companion.pilot.survey_template import written
from companion.ui.texts import Texts
from evals.browser import App
from evals.pilot import WEEKS, Event, counted, pilot

from .leader import Visit, flat

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize(("lang", "width"), [("da", 1280), ("en", 390)])
ALL = pytest.mark.parametrize(("lang", "width"), [("da", 1280), ("da", 390), ("en", 1280), ("en", 390)])
K = 8


class Piloting(App):
    """The app of a pilot that is counted."""

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {"COMPANION_PILOT": "true"}


class Pilot(NamedTuple):
    """What was done, and where it is counted."""

    events: list[Event]
    file: Path


@pytest.fixture(scope="module")
def piloted(tmp_path_factory: pytest.TempPathFactory) -> Pilot:
    """Thirty leaders, and the eight weeks before this one."""
    folder, today = tmp_path_factory.mktemp("pilot"), dt.date.today()
    begins = today - dt.timedelta(days=today.weekday(), weeks=WEEKS)
    events, file = pilot(begins=begins), folder / "data" / PILOT_FILE
    counted(file, events, file_key(folder / "key", data_exists=False), today)
    return Pilot(events, file)


@pytest.fixture(scope="module")
def app(piloted: Pilot) -> Iterator[App]:
    """In place of the package's: with the pilot in its data folder."""
    running = Piloting(piloted.file.parents[1]).start()
    yield running
    said = running.said()
    running.stop()
    assert said.strip() == running.address


@pytest.fixture
def hr(visit) -> Callable[[str, str, int], Visit]:
    """`hr("report", "en", 390)`: at a tool."""
    return lambda tool, lang, width: visit(lang, width).go("network").press("network_tool", tool)


def downloaded(leader: Visit, name: str) -> tuple[str, bytes]:
    """A paper as it is saved: its name and what is in it."""
    with leader.page.expect_download() as waited:
        leader.page.locator(f'[data-paper="{name}"]').click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


def in_word(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return flat(" ".join([*(one.text for one in document.paragraphs), *cells]))


def in_pdf(content: bytes) -> str:
    return flat(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


@BOTH
def test_a_charter_question_by_question_and_its_paper(hr, lang: str, width: int) -> None:
    leader, said = hr("charter", lang, width).press("charter_begin", "short"), []
    for number, one in enumerate(charter().questions(short=True)):
        assert leader.shows(one.text.to(lang))
        if one.options:
            leader.page.locator(f'#panel input[name="pick.{one.id}"]').nth(1).check()
            said.append(one.options[1].line.to(lang))
        elif number == 0:
            leader.press("charter_take", "0")
            said.append(one.examples[0].to(lang))
        else:
            said.append(f"Ord nummer {number}.")
            leader.field(f"said.{one.id}").fill(said[-1])
        leader.press("charter_next")
    assert leader.shows(Texts(lang)("charter_whole"))
    assert [leader.field(f"said.{one.id}").input_value() for one in charter().questions(short=True)] == said
    name, word = downloaded(leader, "charter.docx")
    assert name == {"da": "netvaerksaftale.docx", "en": "network-charter.docx"}[lang]
    pages = PdfReader(BytesIO(downloaded(leader, "charter.pdf")[1])).pages
    assert all(flat(text).rstrip(".") in in_word(word) for text in said) and len(pages) <= 2


@BOTH
def test_the_calendar_of_a_year_opens(hr, lang: str, width: int) -> None:
    leader = hr("year", lang, width)
    leader.field("date").fill("2027-01-07")
    leader.field("starts").fill("09:00")
    leader.press("year_make")
    events = icalendar.Calendar.from_ical(downloaded(leader, "year-calendar.ics")[1]).walk("VEVENT")
    begins = [event.decoded("dtstart") for event in events]
    assert len(events) == leader.page.locator("ol.year > li").count() == 6 and begins == sorted(begins)
    assert (begins[0].date().isoformat(), begins[0].hour) == ("2027-01-07", 8)
    assert len({event["uid"] for event in events}) == 6


@pytest.mark.parametrize("lang", ["da", "en"])
def test_twelve_answers_on_a_telephone_and_their_result_on_paper(hr, tmp_path: Path, lang: str) -> None:
    """Nine of twelve chose the one, all the other; what two chose is not told by number."""
    leader = hr("survey", lang, 390)
    sheet = [["delegation", "stress", "hybrid"], *(["x", "x" * (at < 9), "x" * (at < 2)] for at in range(12))]
    (tmp_path / "svar.csv").write_bytes(written(sheet, "csv", lang))
    leader.page.set_input_files("#survey-file", tmp_path / "svar.csv")
    leader.page.locator("#survey-answers input").nth(11).wait_for(state="attached")
    leader.press("survey_show")
    told = in_word(downloaded(leader, "survey-result.docx")[1])
    assert all(titles()[theme].to(lang) in told for theme in ("delegation", "stress")) and "12" in told and "9" in told
    assert leader.page.locator("ol.ranked li").count() == 2


@ALL
def test_an_evaluation_by_three_and_what_they_pass_on(hr, lang: str, width: int) -> None:
    leader = hr("evaluation", lang, width).press("evaluation_begin", "meeting")
    items = evaluation().of("meeting").items
    scales, (first, *_) = [one for one in items if one.kind == "scale"], [one for one in items if one.kind == "words"]
    lines = ["Runden holdt tiden", "Stilheden", "Kaffen var kold"]
    for line in lines:
        for one in scales:
            leader.page.locator(f'#panel input[name="{one.id}"][value="4"]').check()
        leader.field(first.id).fill(line)
        leader.press("evaluation_next")
        assert leader.field(first.id).input_value() == "" and not leader.shows(line)
    leader.press("evaluation_all").press("evaluation_show")
    assert all(map(leader.shows, lines)) and leader.page.locator("table.counts").count() == len(scales)
    leader.page.locator("details.release > summary").click()
    leader.page.locator('#panel input[name="to"][value="chosen"]').check()
    leader.field("decided").fill("Vi fortsætter")
    shown = [one.input_value() for one in leader.page.locator('#panel textarea[name^="line."]').all()]
    assert sorted(shown) == sorted(lines)
    leader.field(f"line.{shown.index('Stilheden')}.with").check()
    leader.field(f"line.{shown.index('Stilheden')}").fill("Vi lader stilheden stå")
    leader.field("agreed").check()
    told = in_word(downloaded(leader, "evaluation-hr.docx")[1])
    assert "Vi fortsætter" in told and "Vi lader stilheden stå" in told
    assert not any(line in told for line in lines)
    assert leader.too_wide() == 0


def figures(paper: Paper) -> list[str]:
    """What the tables and charts of a paper say."""
    tables = [cell for block in paper.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    bars = [text for block in paper.blocks if isinstance(block, Bars) for label, _, text in block.rows]
    return [text for text in (*tables, *bars) if text]


@ALL
def test_the_report_on_thirty_leaders_and_eight_weeks(
    hr, piloted: Pilot, tmp_path: Path, lang: str, width: int
) -> None:
    leader, texts = hr("report", lang, width), Texts(lang)
    leader.press("report_release")
    made = report(Counts.open(piloted.file).table(K, new=False))
    paper, begun = report_paper(made, lang), Counter(one.kind for one in piloted.events)["begun"]
    assert made.total("begun").count == begun > 100 and made.people == 24 and len(made.weeks) == WEEKS
    shown, expected = leader.page.locator("#panel section.example").inner_text(), figures(paper)
    files = {ending: downloaded(leader, f"report.{ending}") for ending in ("docx", "pdf", "html")}
    stem = {"da": "pilotrapport", "en": "pilot-report"}[lang]
    assert [name for name, _ in files.values()] == [f"{stem}.{ending}" for ending in files]
    (page := tmp_path / "report.html").write_bytes(files["html"][1])
    inside = [flat(shown), in_word(files["docx"][1]), in_pdf(files["pdf"][1]), alone(leader, page)]
    for text in inside:
        assert not {one for one in expected if flat(one) not in text} and str(begun) in text
        assert not any(event.owner in text for event in piloted.events)
    leader.press("report_close")
    assert leader.shows(texts("report_sure_told"))
    leader.press("network_tool", "report")
    assert leader.shows(str(begun)) and Counts.open(piloted.file).table(K, new=False).closed is False


def alone(leader: Visit, page: Path) -> str:
    """The text of a page as it is read on its own: it asks for nothing, and is no wider than the window."""
    sheet, asked = leader.page.context.new_page(), list[str]()
    sheet.set_viewport_size(leader.page.viewport_size or {"width": 390, "height": 844})
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.goto(page.as_uri())
    assert asked == [page.as_uri()] and sheet.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    text = flat(sheet.locator("body").inner_text())
    sheet.close()
    return text
