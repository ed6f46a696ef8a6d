"""Word and PowerPoint: everything that is said, nothing that is not, and archives that are not what they seem."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from companion.library import ooxml
from companion.library.ooxml import check_archive, docx_blocks, pptx_blocks
from companion.library.pieces import Block
from companion.library.refusals import Reason, Unreadable
from tests.library.documents import made

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def _xml(inside: str) -> Callable[[Any], None]:
    """The body of a document begins with this."""
    return lambda document: document.element.body.insert(0, parse_xml(inside))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(*inside: str) -> str:
    return f"<w:p {W} {MC}>{''.join(inside)}</w:p>"


def _own_style(document: Any) -> None:
    style = document.styles.add_style("Klubbens overskrift", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Tavlen", style="Klubbens overskrift")


def _table(document: Any) -> None:
    table = document.add_table(2, 2)
    for at, text in enumerate(("Dag", "Vært", "mandag", "stuen")):
        table.cell(at // 2, at % 2).text = text


def _layout_table(document: Any) -> None:
    cell = document.add_table(1, 2).cell(0, 0)
    cell.paragraphs[0].style = document.styles["Heading 1"]
    cell.paragraphs[0].add_run("I en ramme")
    cell.add_paragraph("mange ord " * 25)


def _contents(document: Any) -> None:
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Porten 3", style="toc 1")


BOX = f"<w:r><w:pict><w:txbxContent>{_paragraph(_run('i en boks'))}</w:txbxContent></w:pict></w:r>"
TWICE = f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>"
GONE = f"<w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:moveFrom>{_run('y')}</w:moveFrom>"
CONTROL = f"<w:sdt {W}><w:sdtContent>{_paragraph(_run('i et felt'))}</w:sdtContent></w:sdt>"
SIGNS = "<w:r><w:t>HR</w:t><w:noBreakHyphen/><w:t>chef</w:t><w:tab/><w:t>nu</w:t></w:r>"
MANY = ("mange ord " * 25).strip()
TEXTS: tuple[tuple[str, Callable[[Any], None], list[Block]], ...] = (
    ("a heading", lambda d: d.add_heading("Porten", 3), [Block("Porten", 3)]),
    ("a title", lambda d: d.add_heading("Porten", 0), [Block("Porten", 1)]),
    ("a style made from a heading", _own_style, [Block("Tavlen", 2)]),
    ("a list", lambda d: d.add_paragraph("lapper", style="List Bullet"), [Block("lapper")]),
    ("a numbered paragraph", _xml(_paragraph("<w:pPr><w:numPr/></w:pPr>", _run("lapper"))), [Block("• lapper")]),
    (
        "a tracked insertion",
        _xml(_paragraph(_run("åbent "), f"<w:ins>{_run('altid')}</w:ins>")),
        [Block("åbent altid")],
    ),
    ("a tracked deletion", _xml(_paragraph(_run("åbent"), GONE)), [Block("åbent")]),
    ("a content control", _xml(CONTROL), [Block("i et felt")]),
    ("a link", _xml(_paragraph(_run("se "), f"<w:hyperlink>{_run('her')}</w:hyperlink>")), [Block("se her")]),
    ("a text box", _xml(_paragraph(_run("udenfor"), BOX)), [Block("udenfor"), Block("i en boks")]),
    ("a text box and its spare copy", _xml(_paragraph(TWICE)), [Block("i en boks")]),
    ("signs that are no letters", _xml(_paragraph(SIGNS)), [Block("HR-chef nu")]),
    ("a table", _table, [Block("Dag | Vært"), Block("mandag | stuen")]),
    ("a table that is a frame", _layout_table, [Block("I en ramme", 1), Block(MANY)]),
    ("a table of contents", _contents, []),
)


@pytest.mark.parametrize(("change", "blocks"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_what_a_word_document_says(change: Callable[[Any], None], blocks: list[Block]) -> None:
    assert docx_blocks(made.word([], change)) == blocks


def test_slides_in_their_order_with_titles_tables_groups_and_notes() -> None:
    """slides.pptx was made by PowerPoint's own template, its first slide then moved to the end."""
    told: list[tuple[int, int]] = []
    data = Path(made.__file__).with_name("slides.pptx").read_bytes()
    blocks, count = pptx_blocks(data, lambda done, of: told.append((done, of)))
    assert count == 3 and told == [(1, 3), (2, 3), (3, 3)]
    assert blocks == [
        Block("Torsdage", 1, 1),
        Block("Der er altid en til stede mellem fem og syv", 0, 1),
        Block("Man gør det selv, med egne hænder", 0, 1),
        Block("Husk at vise den røde kasse", 0, 1),
        Block("Hvem låser", 1, 2),
        Block("Dag | Vært", 0, 2),
        Block("Mandag | Stuen til venstre", 0, 2),
        Block("Nøglen hænger hos viceværten", 0, 2),
        Block("Cykelværkstedet", 1, 3),
        Block("Introduktion for nye beboere", 0, 3),
    ]


def test_numbers_and_footers_of_slides_are_left_out() -> None:
    blocks, _ = pptx_blocks(made.slides([("Et", ["noget"], "en note"), ("To", ["andet"], "")]), lambda done, of: None)
    assert blocks == [
        Block("Et", 1, 1),
        Block("noget", 0, 1),
        Block("en note", 0, 1),
        Block("To", 1, 2),
        Block("andet", 0, 2),
    ]


def _flagged(data: bytes) -> bytes:
    """As an archive whose first part is locked."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(mark) + offset] |= 1
    return bytes(changed)


UTF16 = made.LAUGHS.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (made.word(), None),
        (made.with_part(made.word(), "word/x.xml", b"<a>&lt;!DOCTYPE</a>"), None),
        (made.boasting(4_000_000_000), "bomb"),
        (made.archive({f"word/{n}.xml": "" for n in range(10_001)}), "bomb"),
        (made.archive({"xl/workbook.xml": ""}), "other"),
        (made.slides([("Et", ["to"], "")]), "other"),
        (made.with_part(made.word(), "word/document.xml", made.LAUGHS), "hostile"),
        (made.with_part(made.word(), "word/_rels/x.RELS", made.LAUGHS), "hostile"),
        (made.with_part(made.word(), "word/document.xml", UTF16), "hostile"),
        (made.with_part(made.word(), "word/document.xml", b" " * (ooxml._CHUNK - 5) + b"<!DOCTYPE w><w/>"), "hostile"),
        (_flagged(made.word()), "locked"),
        (made.word()[:-200], "damaged"),
        (made.word().replace(b"word/document.xml", b"word/dokument.xml"), None),
        (b"PK\x03\x04 and then something else", "damaged"),
    ],
)
def test_archives(data: bytes, reason: Reason | None) -> None:
    if reason is None:
        check_archive(data, "docx")
        return
    with pytest.raises(Unreadable) as refused:
        check_archive(data, "docx")
    assert refused.value.reason == reason


def test_an_archive_that_declares_too_little_is_damaged() -> None:
    """What comes out of a part ends where it was declared to end, and then its checksum is wrong."""
    with pytest.raises(Unreadable, match="damaged"):
        check_archive(made.boasting(10, of=bytes(3_000_000)), "docx")


@pytest.mark.parametrize(("name", "room"), [("a.bmp", 2_900_000), ("a.xml", 2_900_000), ("a.xml", 10**9)])
def test_what_comes_out_counts_and_not_only_what_is_declared(
    name: str, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ooxml, "_LARGEST_XML", 2_950_000)
    with zipfile.ZipFile(BytesIO(made.archive({name: bytes(3_000_000)}))) as archive:
        (part,) = archive.infolist()
        with pytest.raises(Unreadable, match="bomb"):
            ooxml._unpacked(archive, part, room)
        assert name.endswith(".xml") or ooxml._unpacked(archive, part, 3_000_000) == 3_000_000


def test_the_largest_xml_is_smaller_than_the_largest_archive() -> None:
    with zipfile.ZipFile(BytesIO(made.word())) as archive:
        assert max(part.file_size for part in archive.infolist()) < ooxml._LARGEST_XML < ooxml.UNPACKED
