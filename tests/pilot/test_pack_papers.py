"""Each statement of the pack that follows from the settings is true of them, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from companion.confidentiality.ways import Way
from companion.paper.blocks import Heading, Paper, Points, Table, Text, Write
from companion.paper.render import render
from companion.paper.tidy import texts
from companion.pilot.pack import NAMES, Document, document
from companion.pilot.pack_facts import Facts, is_near
from companion.pilot.pack_papers import STEMS, pack_paper, pack_papers, shown
from companion.vocabulary import LANGS, Lang

from .installations import KINDS, OWN_HELP, TODAY, settings


def said(given: dict[str, Any], lang: Lang, name: str = "") -> str:
    papers = pack_papers(Facts(settings(**given), TODAY), lang)
    return "\n".join(text for one, paper in papers.items() if name in ("", one) for text in texts(paper))


@pytest.mark.parametrize(("base", "name", "near"), [
    ("http://localhost:11434", "ollama/x", True), ("http://127.0.0.1", "x", True), ("http://[::1]:1", "x", True),
    ("https://192.168.1.4", "x", True), ("https://172.20.0.1", "x", True), ("https://[fd00::1]", "x", True),
    ("https://100.64.0.1", "x", False), ("https://8.8.8.8", "x", False), ("https://[::ffff:8.8.8.8]", "x", False),
    ("https://[::ffff:10.0.0.1]", "x", True), ("https://model.our.town.dk", "x", False), ("", "ollama/x", False),
    ("http://localhost:11434", "ollama/big:cloud", False), ("http://localhost", "", False),
    ("https://localhost.evil.example", "x", False),
])  # fmt: skip
def test_near_is_told_by_number_alone(base: str, name: str, near: bool) -> None:
    assert is_near(Way(name, base, 1)) is near


@pytest.mark.parametrize("kind", KINDS)
def test_of_each_pair_of_conditions_one_holds(kind: str) -> None:
    so = Facts(settings(**KINDS[kind]), TODAY).holds()
    pairs = [
        ("model", "no_model"), ("embedding", "no_embedding"), ("shared", "own_machine"), ("key_file", "key_given"),
        ("help_file", "no_help_file"), ("counting", "no_counting"),
    ]  # fmt: skip
    assert all((one in so) != (other in so) for one, other in pairs)
    for use in ("model", "embedding"):
        assert ((f"{use}_local" in so) + (f"{use}_remote" in so)) == (use in so)
    assert ("connected" in so) == bool({"model", "embedding"} & so)


TRUE_WHEN: list[tuple[str, str, str]] = [
    ("no_model no_embedding", "Ingen sprogmodel er koblet på", "No language model is connected"),
    ("no_model no_embedding", "Programmet sender intet ud", "The program sends nothing out"),
    ("connected", "Noget af det, du skriver, sendes til", "Some of what you write is sent to"),
    ("connected", "Kvittering for hver tekst", "A receipt of every text"),
    ("model", "Til sprogmodellen ", "To the language model "),
    ("embedding", "Til søgemodellen ", "To the search model "),
    ("model_local", "denne maskine eller en på jeres eget net", "this machine or one on your own network"),
    ("model_remote", "regn med, at det er uden for jeres net", "take it to be outside your network"),
    ("model_remote", "må forventes at være databehandler: aftale", "must be expected to be a processor: agreement"),
    ("open_line", "nås uden kryptering på en anden maskine", "reached without encryption on another machine"),
    ("shared", "kører på en server med mange brugere", "runs on a server with many users"),
    ("shared", "Login, tidspunkter og adresser", "Sign-in, times and addresses"),
    ("own_machine", "kører på lederens egen maskine", "runs on the leader’s own machine"),
    ("key_file", "En fil, programmet har lavet", "A file the program made"),
    ("key_given", "Givet af organisationen", "Given by the organisation"),
    ("no_counting", "Brugen tælles ikke", "Use is not counted"),
    ("no_help_file", "er ikke sat op endnu", "are not set up yet"),
    ("help_file", "Organisationens egne, som vises først", "The organisation’s own, shown first"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_holds_and_what_does_not_hold_is_not_said(kind: str) -> None:
    """Fails with a `when` that is taken off a block, or with a condition read from another setting."""
    so = Facts(settings(**KINDS[kind]), TODAY).holds()
    for lang, at in (("da", 1), ("en", 2)):
        told = said(KINDS[kind], lang)
        for row in TRUE_WHEN:
            assert (row[at] in told) == so.issuperset(row[0].split()), (kind, row[at])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_values_are_those_of_the_settings(kind: str, lang: Lang) -> None:
    """Fails with a value that does not come from the settings, or with a path or a key that gets into a paper."""
    given = KINDS[kind]
    one, told = settings(**given), said(given, lang)
    assert "{" not in told and "}" not in told
    days = {"da": f"{one.retention_days} dage", "en": f"{one.retention_days} days"}[lang]
    assert told.count(days) >= 3
    for model in filter(None, (one.model, one.embedding_model)):
        assert model in told
    assert ("api.eu.mistral.ai" in told) == ("mistral" in one.api_base)
    assert "hemmelig" not in told and "ab" * 32 not in told and str(one.key_file) not in told
    chosen = {"da": "en mappe, organisationen har valgt", "en": "a folder the organisation chose"}[lang]
    assert (chosen in told) == ("data_dir" in given)


def test_while_a_proof_is_awaited_a_statement_is_not_printed() -> None:
    """Fails with a promise printed as a fact, and with its table or heading left behind."""
    form = {"kind": "text", "da": "Lovet.", "en": "Promised.", "proof": "awaited: a test that shows it"}
    head = {"kind": "heading", "da": "Over det", "en": "Above it"}
    told = {"kind": "text", "da": "Vist.", "en": "Shown.", "proof": "settings"}
    both = {"da": "A", "en": "A"}
    made = Document.model_validate({"title": both, "over": both, "blocks": [told, head, form]})
    assert [block.texts("da") for block in shown(made, Facts(settings(), TODAY))] == [("Vist.",)]


@pytest.mark.parametrize("kind", ["default", "shared with model"])
def test_counting_that_is_on_is_told_of_and_never_as_off(kind: str) -> None:
    """Fails with "not counted" left standing, and with the threshold of another installation."""
    given = KINDS[kind] | {"pilot_k": 11}
    before = said(given, "da")
    given |= {"pilot": True}
    for lang, off, on in (("da", "tælles ikke", "11 personer"), ("en", "not counted", "11 people")):
        told = said(given, lang)
        assert off not in told and told.count(on) > 5 and "{" not in told
    assert "Brugen tælles ikke" in before and "11 personer" not in before
    report = "Begyndt og færdige oplæg, uge for uge"
    assert (report in said(given, "da")) == (kind != "default") and report not in before


def test_an_own_help_file_comes_first_with_the_days_it_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails with ours of the same id kept, with an unchecked number shown as one, or with a date for what nobody rang."""
    path = tmp_path / "help.yaml"
    path.write_text(OWN_HELP, encoding="utf-8")
    monkeypatch.setenv("COMPANION_HELP_FILE", str(path))
    paper = pack_paper("contacts", Facts(settings(), TODAY), "da")
    own, ours, facts = [block for block in paper.blocks if isinstance(block, Table)]
    assert [row[0] for row in own.rows] == ["Krisehjælpen", "Personaleafdelingen"]
    assert own.rows[0][1] == "12 34 56 78" and own.rows[0][4] == "1. november 2026" and own.rows[1][1] == "–"
    names = [row[0] for row in ours.rows]
    assert names[:2] == ["Alarmcentralen", "Livslinien"] and "HR" not in names and len(facts.rows) == 5
    assert all(row[4] == "" and row[5] == "" for row in ours.rows)
    assert own.rows[0][2] == "Fare for liv\nBelastning"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_no_heading_and_no_table_stands_empty(kind: str, name: str) -> None:
    blocks = shown(document(name), Facts(settings(**KINDS[kind]), TODAY))
    kinds = [block.kind for block in blocks]
    for this, following in zip(kinds, [*kinds[1:], ""], strict=True):
        assert this != "table" or following == "row"
        assert this != "heading" or following not in ("", "heading")


def test_the_ten_questions_each_name_what_shows_the_answer() -> None:
    paper = pack_paper("questions", Facts(settings(), TODAY), "da")
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]
    proofs = [block.text for block in paper.blocks if isinstance(block, Text) and block.quiet]
    assert [head.partition(".")[0] for head in heads] == [str(n) for n in range(1, 11)]
    assert len(proofs) == 10 and all(proof.startswith("Vist af: ") and "tests/" not in proof for proof in proofs)
    assert len({len(proof.split(", ")) == len(set(proof.split(", "))) for proof in proofs}) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_as_long_as_a_reader_has_time_for(lang: Lang) -> None:
    """Fails with a text grown over the page."""
    papers = pack_papers(Facts(settings(), TODAY), lang)
    pages = {name: len(pypdfium2.PdfDocument(render(paper, ".pdf"))) for name, paper in papers.items()}
    assert pages == {
        "notice": 1, "questions": 2, "limits": 1, "stop": 1, "dataflow": 1, "dpia": 3, "contacts": 3, "evaluation": 1,
    }  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "default"])
def test_with_more_to_say_no_document_is_more_than_a_page_longer(kind: str) -> None:
    for lang in LANGS:
        papers = pack_papers(Facts(settings(**KINDS[kind]), TODAY), lang)
        for name, most in (("notice", 2), ("stop", 2), ("dataflow", 2), ("questions", 3), ("dpia", 4)):
            assert len(pypdfium2.PdfDocument(render(papers[name], ".pdf"))) <= most


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_have_the_same_blocks(lang: Lang) -> None:
    def form(paper: Paper) -> Iterator[object]:
        for block in paper.blocks:
            match block:
                case Points(items):
                    yield "points", len(items)
                case Table(head, rows, widths):
                    yield len(head), len(rows), widths
                case Write(_, lines):
                    yield "write", lines
                case _:
                    yield type(block)

    facts = Facts(settings(**KINDS["everything"]), TODAY)
    for name in NAMES:
        assert list(form(pack_paper(name, facts, lang))) == list(form(pack_paper(name, facts, "da")))


def test_the_files_have_plain_names_no_two_the_same() -> None:
    stems = [STEMS[name].to(lang) for name in NAMES for lang in LANGS]
    assert len(set(stems)) == 16 and all(set(stem) <= set("abcdefghijklmnopqrstuvwxyz-12345678") for stem in stems)
