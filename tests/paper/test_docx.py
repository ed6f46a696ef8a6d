"""The Word version, read back with python-docx."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from companion.paper.blocks import Bars, Break, Heading, Panel, Paper, Points, Table, Text, Write
from companion.paper.docx_cards import FOOT, HEIGHT, fitted
from companion.paper.render import render

from .examples import everything, of, of_cards


def _read(paper: Paper) -> Document:
    return docx.Document(BytesIO(render(paper, ".docx")))


def _styled(document: Document) -> list[tuple[str, str]]:
    return [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs]


def test_it_has_real_styles() -> None:
    expected = {
        ("Title", "Første møde i netværket"), ("Heading 1", "Roller"), ("Paper Panel Label", "Mødets spørgsmål"),
        ("Paper Box", "☐\tUr, som alle kan se"), ("List Number", "Skriv ned, hvad I aftalte."),
        ("Paper Foot", "Bygger på Sparring i netværk for ledere, BFA."),
    }  # fmt: skip
    document = _read(everything())
    assert expected <= set(_styled(document))
    moments = document.tables[0]
    assert [(p.style.name, p.text) for p in moments.rows[0].cells[1].paragraphs][:1] == [("Heading 2", "Velkommen")]
    assert [p.text for p in moments.rows[1].cells[0].paragraphs] == ["0:10", "25 min."]
    assert "”Telefonerne væk. Det, der siges her, bliver her.”" in moments.rows[0].cells[1].text


def test_rows_stay_whole_and_the_head_is_repeated() -> None:
    table = _read(of(Table(("Hvem", "Hvad"), (("a", "b"), ("c", "ord " * 2000)), (0.3, 0.7)))).tables[0]
    marks = [{child.tag.split("}")[1] for child in row._tr.trPr} for row in table.rows]
    assert marks == [{"cantSplit", "tblHeader"}, {"cantSplit"}, set()]
    assert [round(column.width / Mm(1)) for column in table.columns] == [50, 116]


def test_each_numbered_list_begins_at_one() -> None:
    document = _read(of(Points(("a", "b"), ordered=True), Text("og"), Points(("c",), ordered=True)))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style and p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    known = document.part.numbering_part.element
    for number in set(numbers):
        (override,) = known.num_having_numId(number).findall(qn("w:lvlOverride"))
        assert override.find(qn("w:startOverride")).get(qn("w:val")) == "1"


@pytest.mark.parametrize(("count", "rows"), [(1, 2), (8, 8), (11, 12)])
def test_cards_are_rows_of_one_height_four_pairs_a_page(count: int, rows: int) -> None:
    table = _read(of_cards(count)).tables[0]
    heights = [(round(row.height / Mm(1)), row.height_rule) for row in table.rows]
    assert len(heights) == rows
    assert {height for height, _ in heights[::2]} == {HEIGHT} and {height for height, _ in heights[1::2]} == {FOOT}
    assert {int(rule) for _, rule in heights} == {2}
    assert 4 * (HEIGHT + FOOT) < 297 - 2 * 17 < 5 * (HEIGHT + FOOT)


def test_type_on_cards_is_fitted() -> None:
    sizes = [
        fitted("a" * 6 + " ", 38, 17),
        fitted("ord ord " * 38, 38, 17),
        fitted("W" * 300, 38, 17),
        fitted("å" * 9000, 38, 17),
    ]
    assert sizes[0] == 17
    assert sizes == sorted(sizes, reverse=True) and sizes[1] >= 9 and sizes[-1] > 0


def test_a_break_turns_the_page_before_whatever_follows() -> None:
    for block in (
        Heading("Ny"),
        Write("Ny", 1),
        Table(("Ny",), (("a",),), (1.0,)),
        Panel("Ny", "b"),
        Bars("", (("Ny", 1, "1"),)),
    ):
        turned = [p for p in _read(of(Text("Før."), Break(), block)).paragraphs if p.paragraph_format.page_break_before]
        assert len(turned) == 1


def test_bars_are_as_long_as_they_say() -> None:
    table = _read(of(Bars("Tid", (("a", 10, "10"), ("b", 5, "5"), ("c", 0, "0"), ("d", float("nan"), "?"))))).tables[0]
    indents = [row.cells[1].paragraphs[0].paragraph_format.right_indent for row in table.rows]
    shaded = [row.cells[1].paragraphs[0]._p.pPr.find(qn("w:shd")) is not None for row in table.rows]
    assert shaded == [True, True, False, False]
    assert indents[0] == 0 and round(indents[1] / Mm(1)) == 39


def test_there_is_a_line_for_each_line_to_write_on() -> None:
    assert _styled(_read(of(Write("Mit næste skridt", 4)))).count(("Paper Line", "")) == 4


def test_pages_are_numbered_from_the_second() -> None:
    section = _read(everything()).sections[0]
    assert section.different_first_page_header_footer
    assert [code.text for code in section.footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)


def test_properties_are_in_the_order_word_demands() -> None:
    document = _read(Paper("da", "T", (*everything().blocks, *of_cards().blocks)))
    order = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs", "spacing",
             "ind", "jc", "outlineLvl"]  # fmt: skip
    everywhere = [*document.styles.element.iter(qn("w:pPr")), *document.element.iter(qn("w:pPr"))]
    assert len(everywhere) > 80
    for properties in everywhere:
        names = [child.tag.split("}")[1] for child in properties if child.tag.split("}")[1] in order]
        assert names == sorted(names, key=order.index)
