"""The printed version, read back with pypdf."""

from __future__ import annotations

import logging
import re
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from companion.brief import render_pdf
from companion.brief.fonts import FACES, font_file, printable
from companion.brief.layout import blocks, texts
from companion.errors import PartFailed
from companion.vocabulary import CaseBrief, Lang

from .examples import HOSTILE, example, lines, of_words


def _pages(brief: CaseBrief) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(render_pdf(brief))).pages]


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("words", [120, 180, 230])
def test_what_is_read_in_90_seconds_stands_on_one_page(words: int, lang: Lang) -> None:
    assert len(_pages(of_words(words, lang))) == 1


@pytest.mark.parametrize("words", [115, 230, 245, 260, 275, 290, 330, 400, 480, 690])
def test_every_line_is_printed_whatever_the_length(words: int) -> None:
    brief = of_words(words)
    pages = _pages(brief)
    printed = _letters("".join(pages))
    for text in (text for block in blocks(brief) for text in texts(block) if len(text) < 60):
        assert _letters(text) in printed
    assert len(pages) <= 3
    assert all(len(page) > 200 for page in pages)


def test_a_long_brief_is_numbered_and_confidential_on_every_page() -> None:
    pages = _pages(of_words(690))
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "FORTROLIGT. Bliver i netværket, ikke til rapportering." in page


def test_the_order_of_the_page_is_the_order_of_its_text() -> None:
    (page,) = _pages(example())
    marks = ["FORTROLIGT", "12. marts 2026", "Mit spørgsmål", "Jeg ønsker", "Så sig det nu.", "Kort", "”Vi har talt",
             "Sprunget over", "Første spørgsmål til mig", "2–11", "Næste gang", "Ordene er mine egne"]  # fmt: skip
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "name", ["Łukasz", "Şule", "Nguyễn", "Søren", "Þóra", "Ağaoğlu", "Žižek", "Őrsi", "Иван", "Ελένη"]
)
def test_names_print_and_can_be_copied(name: str) -> None:
    (page,) = _pages(example(key_question=f"Hvad siger jeg til {name}?", dilemma=f"{name} er her.", wish=name))
    assert page.count(name) == 3
    assert "[?]" not in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("godt 👍🏽 gået", "godt [?] gået"),
        ("王小明 er syg", "[?] er syg"),
        ("مرحبا Ali", "[?] Ali"),
        ("halv \ud83d", "halv [?]"),
        ("e-mail\u2011adresse", "e-mail-adresse"),
        ("første ① og 𝐀", "første 1 og A"),
        ("af\u00addeling\u200b", "afdeling"),
    ],
)
def test_what_the_font_lacks_leaves_a_mark(text: str, shown: str) -> None:
    (page,) = _pages(example(dilemma=text))
    assert shown in page
    assert ("Word-udgaven" in page) == ("[?]" in shown)


def test_a_mark_the_leader_wrote_needs_no_explaining() -> None:
    (page,) = _pages(example(dilemma="Hvornår [?] ved vi ikke"))
    assert "[?]" in page and "Word-udgaven" not in page


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_prints(name: str, caplog: pytest.LogCaptureFixture) -> None:
    text = HOSTILE[name]
    with caplog.at_level(logging.DEBUG, logger="root"):
        pages = _pages(example(key_question=text, wish=text, answers={"problem": lines(text)}, next_time=text))
    assert "Ordene er mine egne" in pages[-1]
    assert not caplog.records


def test_20000_characters_without_a_space_are_all_there() -> None:
    pages = _pages(example(answers={"problem": lines("å" * 20000)}))
    assert sum(page.count("å") for page in pages) >= 20000


@pytest.mark.parametrize(
    ("lang", "tag", "title"),
    [("da", "da-DK", "Oplæg til sparring"), ("en", "en-GB", "Brief for a sparring round")],
)
def test_metadata_are_neutral(lang: Lang, tag: str, title: str) -> None:
    reader = PdfReader(BytesIO(render_pdf(example(lang))))
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert set(reader.metadata) <= {"/Title", "/Producer", "/CreationDate"}
    assert str(reader.root_object["/Lang"]) == tag
    assert reader.xmp_metadata is None


def test_no_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    render_pdf(example())
    assert not list(tmp_path.iterdir())


def test_the_fonts_are_embedded() -> None:
    file = render_pdf(example())
    assert file.count(b"/FontFile2") == len(FACES)
    assert file.count(b"/ToUnicode") == len(FACES)


def test_a_missing_typeface_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FACES, "serif", ("font_der_ikke_findes", "X.ttf"))
    with pytest.raises(PartFailed) as failed:
        font_file("serif")
    assert "font-der-ikke-findes" in failed.value.say("da")
    assert "Word" in failed.value.say("en")


def test_one_run_of_lacking_characters_is_one_mark() -> None:
    assert printable("a王小b明", {ord("a"), ord("b")}) == "a[?]b[?]"
