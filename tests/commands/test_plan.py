"""`companion plan`: the document of the contract, a table to lead by, papers, a calendar, and a refusal that helps."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

ASKED = ("plan", "--meeting", "following", "--minutes", 120, "--people", 6, "--cases", 2)
KEYS = {"start_min", "minutes", "title", "roles", "how", "source", "purpose", "say", "materials"}
WHEN = ("--date", "2027-03-12", "--starts", "9.05")


def test_the_document_of_the_contract(run) -> None:
    ran = run(*ASKED, "--json")
    blocks = ran.json["blocks"]
    assert ran.code == 0 and all(block.keys() >= KEYS for block in blocks)
    assert sum(block["minutes"] for block in blocks) == 120 and blocks[5]["start_min"] == 65


def test_without_a_number_of_cases_it_says_how_many_there_are(run) -> None:
    document = run(*ASKED[:-2], "--json").json
    assert document["cases"] == 2 and document["groups"] == [[3, 3]]


def test_in_the_terminal_it_is_a_table(run) -> None:
    ran = run(*ASKED, "--lang", "en")
    assert (
        ran.code == 0 and " 1:05   20 min.  Rounds side by side" in ran.out and "“We start again on time.”" in ran.out
    )


@pytest.mark.parametrize("typed", ["9:05", "09.05", " 9.05 "])
def test_with_a_time_of_day_it_is_by_the_clock(run, typed: str) -> None:
    out = run(*ASKED, "--starts", typed).out
    assert "9.05–11.05 · 6 personer · 2 oplæg" in out and "10.10   20 min.  Runder side om side" in out


def test_a_file_is_written_once(run, home) -> None:
    path = home / "plan.md"
    assert run(*ASKED, "--out", path).code == 0
    text = path.read_text(encoding="utf-8")
    assert "# Netværksmøde" in text and "| 1:05 | 20 | Runder side om side |" in text
    again = run(*ASKED, "--out", path)
    assert again.code == 2 and "--force" in again.err and path.read_text(encoding="utf-8") == text
    assert run(*ASKED, "--out", path, "--force", "--json").json["minutes"] == 120


@pytest.mark.parametrize("name", ["plan.md", "plan.DOCX", "plan.pdf", "plan.ics"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_file_is_for_its_owner_alone(run, home, name: str) -> None:
    """Also where one that was open to others is written over."""
    path = home / name
    path.touch()
    path.chmod(0o644)
    ran = run(*ASKED, *WHEN, "--out", path, "--force")
    assert (ran.code, ran.out.strip()) == (0, "Planen er gemt.") and path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("printed", "has", "has_not"), [
    ((), "Værten tager imod", "Mit næste skridt:"),
    (("--print", "facilitator"), "Læg klar", "Mit næste skridt:"),
    (("--print", "participants"), "Mit næste skridt", "Læg klar"),
])  # fmt: skip
def test_one_paper_to_lead_by_and_one_for_all(run, home, printed: tuple, has: str, has_not: str) -> None:
    path = home / "plan.pdf"
    run(*ASKED, *WHEN, *printed, "--out", path)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
    assert has in text and has_not not in text and "10.10" in text


def test_word_opens_the_paper(run, home) -> None:
    from docx import Document

    path = home / "plan.docx"
    run(*ASKED, "--lang", "en", "--out", path)
    assert "Network meeting" in [one.text for one in Document(str(path)).paragraphs]


def test_the_calendar_opens_with_a_library(run, home) -> None:
    path = home / "plan.ics"
    assert run(*ASKED, *WHEN, "--out", path).code == 0
    (event,) = Calendar.from_ical(path.read_bytes()).events
    assert event.start.isoformat() == "2027-03-12T08:05:00+00:00" and (event.end - event.start).seconds == 7200
    assert "9.05 Ankomst" in event["description"]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--out", "plan.txt"), ".md, .docx, .pdf"),
        (("--out", "plan"), ".md, .docx, .pdf"),
        (("--out", "plan.ics"), "--date 2027-03-12"),
        (("--out", "plan.ics", "--date", "2027-03-12"), "--starts 9:00"),
        (("--out", "plan.ics", "--starts", "9:00"), "--date 2027-03-12"),
        (("--starts", "25:00"), "9:00 efter --starts"),
        (("--starts", "9"), "9:00 efter --starts"),
        (("--date", "12. marts"), "2027-03-12 efter --date"),
        (("--out", "plan.ics", "--date", "0001-01-01", "--starts", "0:10"), "Året kan ikke passe"),
        (("--print", "me"), "Sådan kaldes det ikke"),
        (("--minutes", 20), "Den nærmeste plan, der gør: "),
        (("--minutes", "-30"), "--minutes"),
        (("--people", 2), "--people 3"),
        (("--cases", 9), "--cases 6"),
        (("--minutes", "to timer"), "Sådan kaldes det ikke"),
        (("--meeting", "party"), "Sådan kaldes det ikke"),
    ],
)
def test_what_cannot_be_had_is_refused_with_what_can(run, flags: tuple, said: str) -> None:
    ran = run(*ASKED, *flags)
    assert ran.code == 2 and said in ran.err and not ran.out and not list(Path().iterdir())


def test_a_folder_that_is_not_there_is_told(run, home) -> None:
    ran = run(*ASKED, "--out", home / "none" / "plan.pdf")
    assert ran.code == 4 and "--out" in ran.err


def test_a_late_start(run) -> None:
    blocks = run(*ASKED, "--late", 15, "--json").json["blocks"]
    assert blocks[0]["start_min"] == 15 and sum(block["minutes"] for block in blocks) == 105


def test_nothing_is_made_in_the_data_folder(run, home) -> None:
    assert run(*ASKED).code == 0 and not (home / "data").exists()
