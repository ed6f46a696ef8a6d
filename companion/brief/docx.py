"""The brief as a Word document with real styles, so that it can be edited, read aloud and navigated.

Made in memory. The core properties carry a neutral title and the language: no author, no times, nothing else.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from companion.brief import words
from companion.brief.layout import Ask, Block, Foot, Head, Quiet, Round, Said, blocks
from companion.brief.reading import word_count
from companion.vocabulary import CaseBrief, Lang

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_ROOMY_WORDS, _SMALLER = 150, 0.9
"""Word breaks its own lines, so the page cannot be fitted here: fuller briefs are set in 10 points instead of 11, which
by Source Sans's widths (a little wider than Calibri's) holds 230 words on the page."""
_LONGEST_TITLE = 255
"""Characters that the properties of a Word file can hold in one field."""
_ROUND_MINUTES_MM, _ROUND_WHAT_MM = 20, 146


def render_docx(brief: CaseBrief) -> bytes:
    """The .docx file."""
    from docx import Document

    from companion.brief.docx_styles import set_page, set_styles

    document = Document()
    set_page(document)
    set_styles(document, words.LANGUAGE_TAG[brief.lang], scale=1.0 if word_count(brief) <= _ROOMY_WORDS else _SMALLER)
    set_properties(document, words.TITLE.to(brief.lang), brief.lang)
    for block in blocks(brief):
        _add(document, block)
    return saved(document)


def saved(document: Document) -> bytes:
    """The file. The container tells no time either: each part of it is dated as early as a zip can be."""
    file, settled = BytesIO(), BytesIO()
    document.save(file)
    with ZipFile(file) as parts, ZipFile(settled, "w", ZIP_DEFLATED) as out:
        for part in parts.infolist():
            out.writestr(ZipInfo(part.filename), parts.read(part), ZIP_DEFLATED)
    return settled.getvalue()


def _add(document: Document, block: Block) -> None:
    match block:
        case Head(line, facts):
            document.add_paragraph(line, style="Brief Confidential")
            document.add_paragraph(facts, style="Subtitle")
        case Ask(label, text):
            document.add_paragraph(label, style="Heading 1")
            document.add_paragraph(text, style="Title")
        case Said(label, paragraphs):
            document.add_paragraph(label, style="Heading 2")
            for text in paragraphs:
                document.add_paragraph(text, style="Normal")
        case Quiet(text):
            document.add_paragraph(text, style="Brief Quiet")
        case Round():
            _add_round(document, block)
        case Foot(text):
            document.add_paragraph(text, style="Brief Foot")
        case _:
            assert_never(block)


def _add_round(document: Document, part: Round) -> None:
    from docx.shared import Mm

    from companion.brief.docx_styles import hairlines, header_row

    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for when, what in [(part.minute, part.label), *part.rows]:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (when, what), (_ROUND_MINUTES_MM, _ROUND_WHAT_MM), strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].text = text
    for column, width in zip(table.columns, (_ROUND_MINUTES_MM, _ROUND_WHAT_MM), strict=True):
        column.width = Mm(width)
    _style_round(table)
    header_row(table)
    hairlines(table)


def _style_round(table: Table) -> None:
    """The last row lets go of what follows; the others stay together on one page."""
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            cell.paragraphs[0].style = "Brief Columns" if number == 0 else "Brief Round"
            cell.paragraphs[0].paragraph_format.keep_with_next = number < last


def set_properties(document: Document, title: str, lang: Lang) -> None:
    """python-docx starts from a template with its own author, comment, dates and thumbnail: all of that goes."""
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = title[:_LONGEST_TITLE]
    properties.language = words.LANGUAGE_TAG[lang]
    package = document.part.package
    for key, relation in list(package.rels.items()) if package else []:
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
