"""How the Word version looks: Word's own styles adjusted, a few added, all named.

Calibri and Georgia, as they are where Word is and have metric twins elsewhere; both cover Polish, Turkish, Vietnamese.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table

INK, QUIET, CARRY, HERE, LINE, PANEL = "22302F", "5D6B69", "1F5A53", "A85F14", "D6CEC0", "FBF1E2"
_SANS, SERIF = "Calibri", "Georgia"


class Look(NamedTuple):
    """Sizes and spaces in points; `leading` in lines. `panel`: on amber; `over`, `under`: a line there, as (colour, eighths of
    a point)."""

    size: float
    ink: str = INK
    font: str = _SANS
    bold: bool = False
    before: float = 0
    after: float = 0
    leading: float = 1.0
    keep: bool = False
    panel: bool = False
    over: tuple[str, int] | None = None
    under: tuple[str, int] | None = None


BRIEF = {
    "Normal": Look(11, after=1, leading=1.0),
    "Brief Confidential": Look(10, CARRY, bold=True, keep=True),
    "Subtitle": Look(10, QUIET, after=12, under=(CARRY, 10)),
    "Heading 1": Look(10, HERE, bold=True, keep=True, panel=True),
    "Title": Look(16, font=SERIF, after=10, panel=True),
    "Heading 2": Look(10, CARRY, bold=True, before=6, keep=True),
    "Brief Quiet": Look(9.5, QUIET, before=2, after=2),
    "Brief Columns": Look(9.5, QUIET, bold=True, before=8, after=2),
    "Brief Round": Look(10.5, before=1.5, after=1.5),
    "Brief Foot": Look(8.5, QUIET, before=12, over=(LINE, 4)),
}
_TO_LINE = 6
"""Points between text and the line over or under it."""
_PANEL_EDGE = 9
"""Points between panel and text, drawn as a border in the panel's own colour."""


def set_page(document: Document) -> None:
    """A4 with generous margins."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(17)


def set_styles(document: Document, language: str, scale: float = 1.0, looks: Mapping[str, Look] = BRIEF) -> None:
    """Adjusts Word's styles and adds ours; `scale` shrinks the type a little for a long brief."""
    from docx.enum.style import WD_STYLE_TYPE

    for name, look in looks.items():
        known = name in (style.name for style in document.styles)
        style: Any = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _dress(style, look, scale)
    for root in (document.styles.element, document.settings.element):
        _speak(root, language)


def _dress(style: ParagraphStyle, look: Look, scale: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    _clear(style.element.get_or_add_pPr(), "w:pBdr", "w:contextualSpacing")
    style.font.name = look.font
    for script in ("w:cs", "w:eastAsia"):
        properties.rFonts.set(qn(script), look.font)
    style.font.size = Pt(round(look.size * scale * 2) / 2)
    style.font.color.rgb = RGBColor.from_string(look.ink)
    style.font.bold, style.font.italic = look.bold, False
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before * scale), Pt(look.after * scale)
    layout.line_spacing, layout.keep_with_next, layout.widow_control = look.leading, look.keep, True
    if look.panel:
        _panel(layout._element.get_or_add_pPr())
    for side, line in (("top", look.over), ("bottom", look.under)):
        if line:
            _border(layout._element.get_or_add_pPr(), side, line[0], eighths=line[1], space=_TO_LINE)


def _panel(properties: Any) -> None:
    """Paragraphs with like borders and shading join into one panel."""
    for side in ("top", "left", "bottom", "right"):
        _border(properties, side, PANEL, eighths=8, space=_PANEL_EDGE)
    shade = element("w:shd", val="clear", color="auto", fill=PANEL)
    properties.insert_element_before(shade, *_AFTER_SHADING)
    indent = properties.get_or_add_ind()
    indent.left = indent.right = _PANEL_EDGE * 12700


_AFTER_SHADING = (
    "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
    "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""Word refuses a paragraph whose properties are out of order."""


def _border(properties: Any, side: str, colour: str, eighths: int, space: int) -> None:
    from docx.oxml.ns import qn

    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = element("w:pBdr")
        properties.insert_element_before(borders, "w:shd", *_AFTER_SHADING)
    borders.append(element(f"w:{side}", val="single", sz=eighths, space=space, color=colour))


def hairlines(table: Table) -> None:
    """A thin line above every row but the first."""
    borders = element("w:tblBorders")
    borders.append(element("w:insideH", val="single", sz=4, space=0, color=LINE))
    properties = table._tbl.tblPr
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def header_row(table: Table) -> None:
    """The first row names the columns, also to a screen reader."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if number == 0:
            properties.append(element("w:tblHeader"))


def _speak(root: Any, language: str) -> None:
    """The language Word proofs and reads aloud in."""
    from docx.oxml.ns import qn

    for spoken in [*root.iter(qn("w:lang")), *root.iter(qn("w:themeFontLang"))]:
        spoken.set(qn("w:val"), language)


def _clear(properties: Any, *names: str) -> None:
    from docx.oxml.ns import qn

    for name in names:
        for found in properties.findall(qn(name)):
            properties.remove(found)


def element(name: str, **attributes: str | int) -> BaseOxmlElement:
    """An element of Word's own, as "w:shd"."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
