"""The report on thirty leaders and eight weeks: what it shows, on every kind of paper, and what two of them give away."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from companion.errors import LibraryProblem
from companion.paper.tidy import texts
from companion.pilot import report_words
from companion.pilot.counts import Counts, Released
from companion.pilot.report import Report, report
from companion.pilot.report_papers import ENDINGS, report_file, report_paper
from companion.vocabulary import LANGS, Lang
from evals.pilot import BEGINS, pilot, reported, shares

KEY = bytes(32)
EMPTY = report(Released(8))


@pytest.fixture(scope="module")
def made() -> Report:
    """The pilot that is simulated, all over."""
    return reported(pilot())


def test_a_pilot_of_thirty_has_something_to_show(made: Report) -> None:
    """Measured over twenty such pilots with `python -m evals.pilot`."""
    shown = shares(made)
    assert shown["period", True] == 6 and shown["month", True] >= 3 and shown["week", True] >= 8
    assert made.people == 24 and made.how_far and made.ratings["helped"]


def test_the_figures_are_those_of_the_pilot(made: Report) -> None:
    true = Counter(event.kind for event in pilot())
    for kind in ("begun", "finished", "follow_up", "question_set", "plan", "practised"):
        assert made.total(kind).count == true[kind]
    assert made.count("2026-W40", "begun") == sum(
        event.kind == "begun" and event.day < BEGINS + dt.timedelta(weeks=1) for event in pilot()
    )
    helped = made.ratings["helped"]
    given = [event.value for event in pilot() if event.kind == "helped"]
    assert helped and helped.count == len(given) and helped.mean[0] <= sum(given) / len(given) <= helped.mean[1]


def test_the_document_of_the_contract(made: Report) -> None:
    document = made.model_dump(mode="json")
    assert document.keys() >= {"k", "weeks", "months", "cells", "people", "how_far", "ratings", "closed"}
    assert document["k"] == 8 and len(document["weeks"]) == 8 and document["months"] == ["2026-10"]
    assert len(document["cells"]) == 6 * (8 + 1 + 1) and document["cells"][0].keys() == {"scope", "kind", "count"}


def read(kind: str, file: bytes) -> str:
    """All that can be read in a file, in one line."""
    if kind == ".pdf":
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
    elif kind == ".docx":
        text = " ".join(
            node.text or "" for node in Document(io.BytesIO(file)).element.iter() if node.tag.endswith("}t")
        )
    else:
        text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", file.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ENDINGS)
def test_every_format_tells_the_threshold_and_the_figures(made: Report, kind: str, lang: Lang) -> None:
    text = read(kind, report_file(made, kind, lang))
    begun = made.total("begun").count
    limit, least = ("færre end 8 personer", "mindst 24") if lang == "da" else ("fewer than 8 people", "at least 24")
    assert limit in text and least in text and re.search(rf"\b{begun}\b", text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ENDINGS)
def test_a_report_on_nothing_is_a_report(kind: str, lang: Lang) -> None:
    nothing = "Ingen hel uge" if lang == "da" else "No whole week"
    assert nothing in read(kind, report_file(EMPTY, kind, lang)) and EMPTY.people is None


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_is_left_to_fill_in_or_in_the_other_language(made: Report, lang: Lang) -> None:
    said = " ".join(texts(report_paper(made, lang)))
    assert not re.search(r"[{}]", said) and ("hidden" in said.lower()) == (lang == "en")


def test_a_chart_says_hidden_where_a_week_is() -> None:
    """A bar of no length is no zero. In the first week only a few begin, and another week is hidden for its sake."""
    second = BEGINS + dt.timedelta(weeks=1)
    thin = [one for one in pilot() if one.day >= second or one.owner > "leader24"]
    assert sum(text == "skjult" for text in texts(report_paper(reported(thin), "da"))) == 2


def test_a_file_of_words_that_is_not_as_it_should_be_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    report_words.report_words.cache_clear()
    monkeypatch.setattr(report_words, "load_yaml", lambda *parts: {"steps": [], "title": "x"})
    with pytest.raises(LibraryProblem, match=r"report\.yaml"):
        report_words.report_words()


def differences(one: dict, other: dict) -> dict[int, tuple[str, str]]:
    """Every difference of any two numbers of one kind in the two reports, and of what."""

    def numbers(name: str, document: dict) -> list[tuple[str, str, int]]:
        return [(f"{name} {cell['scope']}", cell["kind"], cell["count"])
                for cell in document["cells"] if cell["count"] is not None]  # fmt: skip

    both = numbers("first", one) + numbers("second", other)
    return {abs(a[2] - b[2]): (a[0], b[0]) for a, b in combinations(both, 2) if a[1] == b[1] == "plan"}


@pytest.mark.parametrize("acts", ["comes", "goes", "stays away"])
def test_one_person_more_or_less_between_two_reports_is_not_seen(tmp_path: Path, acts: str) -> None:
    """Somebody who makes a report before and after one leader's doings, and subtracts: with her or without, the second says the
    same of all that the first could, and what is new is of k or more, or nothing."""
    day = [BEGINS]
    counts = Counts.open(tmp_path / "pilot.db", KEY, lambda: day[0])
    for number in range(20):
        counts.agree(f"p{number}")
        counts.count(f"p{number}", "plan")
    counts.agree("she")
    counts.count("she", "plan")
    day[0] += dt.timedelta(weeks=1)
    first = report(counts.table(8)).model_dump(mode="json")
    if acts == "goes":
        counts.withdraw("she")
    elif acts == "comes":
        counts.count("she", "plan")
        counts.count("she", "plan", day=BEGINS)
    day[0] += dt.timedelta(weeks=1)
    second = report(counts.table(8)).model_dump(mode="json")
    assert differences(first, second).keys() == {0} and second["people"] == first["people"] == 16
    assert {cell["count"] for cell in second["cells"]} == {None, 21}
