"""How a paper looks in Word: its styles, and the few things that python-docx has no word for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from companion.brief.docx_styles import CARRY, HERE, LINE, QUIET, SERIF, Look, element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

WIDTH, MARGIN = 166.0, 27.0
"""Of the page, and of the margin where the times of a meeting stand, in millimetres."""
BARS = (50.0, 82.0, 34.0)
"""The columns of a chart."""
_AIR = {"top": 40, "left": 0, "bottom": 60, "right": 200}
"""Within a cell, in twentieths of a point."""
_RULED = "A8A59B"
_LONG_ROW = 1500
"""Characters; a longer row may be parted by a page."""

LOOKS = {
    "Normal": Look(11, before=2, after=3, leading=1.15),
    "Paper Over": Look(10, CARRY, bold=True, keep=True),
    "Title": Look(24, font=SERIF, before=2, after=3, keep=True),
    "Subtitle": Look(10, QUIET, after=14, under=(CARRY, 10)),
    "Heading 1": Look(13, CARRY, bold=True, before=14, after=4, keep=True),
    "Heading 2": Look(12, bold=True, before=5, after=2, keep=True),
    "List Bullet": Look(11, after=2, leading=1.15),
    "List Number": Look(11, after=2, leading=1.15),
    "Paper Box": Look(11, after=3, leading=1.15),
    "Paper Quiet": Look(10, QUIET, before=3, after=3),
    "Paper Panel Label": Look(10, HERE, bold=True, before=10, keep=True, panel=True),
    "Paper Panel": Look(17, font=SERIF, panel=True),
    "Paper Columns": Look(9.5, QUIET, bold=True, before=3, after=3, keep=True),
    "Paper Cell": Look(10.5, before=1.5, after=1.5, leading=1.08),
    "Paper Time": Look(18, CARRY, font=SERIF, before=1),
    "Paper Small": Look(9.5, QUIET, after=2),
    "Paper Said": Look(12, font=SERIF, before=3, after=3, leading=1.15),
    "Paper Label": Look(10.5, CARRY, bold=True, before=10, after=2, keep=True),
    "Paper Line": Look(19, under=(_RULED, 4)),
    "Paper Sign": Look(30, keep=True),
    "Paper Bar": Look(9.5, before=2, after=2),
    "Paper Gap": Look(5),
    "Paper Card": Look(17, font=SERIF, leading=1.05),
    "Paper Card Foot": Look(8.5, QUIET),
    "Paper Foot": Look(8.5, QUIET, before=14, over=(LINE, 4)),
    "Footer": Look(8, QUIET),
}


def number_pages(document: Document, line: str) -> None:
    """From the second page on: what the sheet is, and which page of how many. The first page has its title."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.footer.paragraphs[0]
    style: Any = document.styles["Footer"]
    style.paragraph_format.tab_stops.clear_all()
    style.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{line}\t")
    _field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES")
    _hang_boxes(document)
    _rule_lines(document)


def numbering(document: Document) -> int:
    """A list of its own that begins at 1: Word would go on counting from the last one."""
    known = document.part.numbering_part.element
    style: Any = document.styles["List Number"]
    used = known.num_having_numId(style.element.pPr.numPr.numId.val)
    number = known.add_num(used.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def blank_table(document: Document, widths: Sequence[float]) -> Any:
    """A table without rows and with fixed columns, in millimetres. Its words begin where those of the page do."""
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    air = element("w:tblCellMar")
    for side, twips in _AIR.items():
        air.append(element(f"w:{side}", w=twips, type="dxa"))
    table._tbl.tblPr.insert_element_before(air, "w:tblLook")
    return table


def add_row(table: Any, cells: Sequence[Sequence[tuple[str, str]]], head: bool = False) -> Any:
    """A row, each cell a list of texts with their styles. It stays on one page unless it is very long; a `head` is repeated."""
    row = table.add_row()
    for cell, column, texts in zip(row.cells, table.columns, cells, strict=True):
        cell.width = column.width
        first, *rest = [(text, style) for text, style in texts if text] or list(texts[:1]) or [("", "Paper Cell")]
        cell.paragraphs[0].text, cell.paragraphs[0].style = first
        for text, style in rest:
            cell.add_paragraph(text, style=style)
    properties = row._tr.get_or_add_trPr()
    if sum(len(text) for texts in cells for text, _ in texts) <= _LONG_ROW:
        properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    return row


def ruled_above(cell: _Cell) -> None:
    """A line to sign on."""
    edge(cell, top=element("w:top", val="single", sz=4, space=0, color=_RULED))


def edge(cell: _Cell, **sides: Any) -> None:
    """The cell's own borders; Word wants them in the order top, left, bottom, right."""
    borders = element("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            borders.append(sides[side])
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_BORDERS = ("w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")


def bar(paragraph: Paragraph, share: float) -> None:
    """Colours the line from the left, as far as `share` of the column; nothing has no colour."""
    from docx.shared import Mm

    if share <= 0:
        return
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        element("w:shd", val="clear", color="auto", fill=CARRY), "w:spacing", "w:ind", "w:jc"
    )
    paragraph.paragraph_format.right_indent = Mm((1 - share) * (BARS[1] - 4.5))


def _field(paragraph: Paragraph, name: str) -> None:
    for kind in ("begin", name, "end"):
        run: Any = paragraph.add_run()
        if kind == name:
            code: Any = element("w:instrText")
            code.text = name
            run._r.append(code)
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def _hang_boxes(document: Document) -> None:
    from docx.shared import Mm

    style: Any = document.styles["Paper Box"]
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Mm(7), Mm(-7)
    style.paragraph_format.tab_stops.add_tab_stop(Mm(7))


def _rule_lines(document: Document) -> None:
    """Word draws one border around paragraphs that are alike, and lines between them only when told."""
    from docx.oxml.ns import qn

    style: Any = document.styles["Paper Line"]
    style.element.pPr.find(qn("w:pBdr")).append(element("w:between", val="single", sz=4, space=6, color=_RULED))
