"""The Word version, read back with python-docx."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from companion.brief import render_docx
from companion.brief.words import clean, quoted
from companion.vocabulary import Lang

from .examples import HOSTILE, example, lines


def _read(file: bytes) -> Document:
    return docx.Document(BytesIO(file))


@pytest.mark.parametrize(
    ("lang", "tag", "question", "heading", "first_row"),
    [
        ("da", "da-DK", "Hvordan tager jeg den tredje samtale, så vi ender med en aftale?", "Det holder mig tilbage",
         ["Minut", "Runden"]),
        ("en", "en-GB", "How do I hold the third talk so that we end with an agreement?", "What holds me back",
         ["Minute", "The round"]),
    ],
)  # fmt: skip
def test_it_has_real_styles(lang: Lang, tag: str, question: str, heading: str, first_row: list[str]) -> None:
    document = _read(render_docx(example(lang)))
    by_style = {(p.style.name if p.style else "", p.text) for p in document.paragraphs}
    assert {("Title", question), ("Heading 2", heading)} <= by_style
    assert [cell.text for cell in document.tables[0].rows[0].cells] == first_row
    assert len(document.tables[0].rows) == 6
    (language,) = document.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == tag


def test_it_is_a4() -> None:
    section = _read(render_docx(example())).sections[0]
    assert section.page_width and section.page_height
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)


def test_metadata_are_neutral() -> None:
    file = render_docx(example(key_question="Hemmeligt ord"))
    properties = _read(file).core_properties
    assert properties.title == "Oplæg til sparring"
    assert properties.language == "da-DK"
    assert (properties.author, properties.last_modified_by, properties.comments, properties.subject) == ("",) * 4
    with ZipFile(BytesIO(file)) as parts:
        holding = [name for name in parts.namelist() if b"Hemmeligt" in parts.read(name)]
        assert holding == ["word/document.xml"]
        assert not [name for name in parts.namelist() if "thumbnail" in name]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_opens_again(name: str) -> None:
    text = HOSTILE[name]
    brief = example(key_question=text, dilemma=text, answers={"hopes": lines(text)})
    shown = [paragraph.text for paragraph in _read(render_docx(brief)).paragraphs]
    if clean(text):
        assert clean(text) in shown
        assert quoted(clean(text), "da") in shown


@pytest.mark.parametrize("name", ["Łukasz", "Şule", "Nguyễn", "Søren", "Þóra", "王小明"])
def test_names_are_kept(name: str) -> None:
    document = _read(render_docx(example(dilemma=f"{name} er ofte fraværende.")))
    assert f"{name} er ofte fraværende." in [paragraph.text for paragraph in document.paragraphs]


def test_paragraph_properties_are_in_the_order_word_demands() -> None:
    document = _read(render_docx(example()))
    order = ["keepNext", "keepLines", "widowControl", "numPr", "pBdr", "shd", "spacing", "ind", "outlineLvl"]
    for style in document.styles.element.iter(qn("w:pPr")):
        names = [child.tag.split("}")[1] for child in style]
        known = [name for name in names if name in order]
        assert known == sorted(known, key=order.index)
