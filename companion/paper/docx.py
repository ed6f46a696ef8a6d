"""A paper as a Word document with real styles, to be changed, printed and read aloud. Made in memory, as the brief is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from companion.brief import words
from companion.brief.docx import saved, set_properties
from companion.brief.words import quoted
from companion.paper.blocks import (
    Bars,
    Block,
    Break,
    Cards,
    Heading,
    Moment,
    Panel,
    Paper,
    Points,
    Signatures,
    Table,
    Text,
    Write,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_SHORT_HEAD = 160
"""Characters of a head that leaves room for eight cards under it."""


def render_docx(paper: Paper) -> bytes:
    """The .docx file of a tidy paper."""
    from docx import Document

    from companion.brief.docx_styles import set_page, set_styles
    from companion.paper.docx_styles import LOOKS, number_pages

    document = Document()
    set_page(document)
    set_styles(document, words.LANGUAGE_TAG[paper.lang], looks=LOOKS)
    set_properties(document, paper.title, paper.lang)
    number_pages(document, " · ".join(filter(None, (paper.title, paper.over))))
    _Sheet(document, paper).write()
    return saved(document)


class _Sheet:
    """The document while it is written. `turn`: what comes next begins a page."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.document, self.paper, self.turn = document, paper, False

    def write(self) -> None:
        """From top to bottom; moments that follow each other are rows of one table."""
        paper = self.paper
        for text, style in ((paper.over, "Paper Over"), (paper.title, "Title"), (paper.facts, "Subtitle")):
            self.say(text, style)
        for kind, run in groupby(paper.blocks, type):
            if kind is Moment:
                self.moments([block for block in run if isinstance(block, Moment)])
            else:
                for block in run:
                    self.add(block)
        self.turn = False
        self.say(paper.foot, "Paper Foot")

    def say(self, text: str, style: str) -> Paragraph | None:
        """A paragraph, if there is anything to say."""
        return self.paragraph(text, style) if text else None

    def paragraph(self, text: str, style: str) -> Paragraph:
        """A paragraph, empty or not, on a new page if one is due."""
        made = self.document.add_paragraph(text, style=style)
        if self.turn:
            made.paragraph_format.page_break_before = True
            self.turn = False
        return made

    def add(self, block: Block) -> None:
        """Any block but a moment."""
        match block:
            case Heading(text):
                self.paragraph(text, "Heading 1")
            case Text(text, quiet):
                self.paragraph(text, "Paper Quiet" if quiet else "Normal")
            case Points():
                self.points(block)
            case Panel(label, text):
                self.say(label, "Paper Panel Label")
                self.paragraph(text, "Paper Panel")
                self.gap()
            case Table():
                self.table(block)
            case Write(label, lines):
                self.lines(label, lines)
            case Signatures(labels):
                self.signatures(labels)
            case Bars():
                self.bars(block)
            case Cards() | Break():
                self.turning(block)

    def gap(self) -> None:
        """Word joins tables and panels with nothing between them."""
        self.paragraph("", "Paper Gap")

    def lines(self, label: str, count: int) -> None:
        """Lines to write on; the first six stay together."""
        self.say(label, "Paper Label")
        for line in range(count):
            self.paragraph("", "Paper Line").paragraph_format.keep_with_next = line < min(count, 6) - 1
        self.gap()

    def rows(self, widths: Sequence[float]) -> Any:
        """A new table without rows, its columns as wide as told in millimetres, on a new page if one is due."""
        from companion.paper.docx_styles import blank_table

        if self.turn:
            self.gap()
        return blank_table(self.document, widths)

    def points(self, block: Points) -> None:
        from docx.shared import Pt

        from companion.paper.docx_styles import numbering

        style = "Paper Box" if block.boxes else "List Number" if block.ordered else "List Bullet"
        number = numbering(self.document) if block.ordered and not block.boxes else None
        for place, item in enumerate(block.items):
            made = self.paragraph(f"☐\t{item}" if block.boxes else item, style)
            if place == 0:
                made.paragraph_format.space_before = Pt(4)
            if number is not None:
                properties = made._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number

    def table(self, block: Table) -> None:
        from companion.brief.docx_styles import hairlines
        from companion.paper.docx_styles import WIDTH, add_row

        table = self.rows([share * WIDTH for share in block.widths])
        if block.head:
            add_row(table, [[(text, "Paper Columns")] for text in block.head], head=True)
        for row in block.rows:
            add_row(table, [[(line, "Paper Cell") for line in cell.split("\n")] for cell in row])
        hairlines(table)
        self.gap()

    def moments(self, moments: Sequence[Moment]) -> None:
        from companion.brief.docx_styles import hairlines
        from companion.paper.docx_styles import MARGIN, WIDTH, add_row

        table = self.rows([MARGIN, WIDTH - MARGIN])
        for moment in moments:
            said = [quoted(moment.said, self.paper.lang)] if moment.said else []
            margin = [(moment.when, "Paper Time"), (moment.length, "Paper Small")]
            what = [(moment.title, "Heading 2"), *((text, "Paper Cell") for text in moment.paragraphs)]
            what += [*((text, "Paper Said") for text in said), *((text, "Paper Small") for text in moment.notes)]
            add_row(table, [margin, what])
        hairlines(table)
        self.gap()

    def signatures(self, labels: Sequence[str]) -> None:
        from companion.paper.docx_styles import WIDTH, add_row, ruled_above

        table = self.rows([WIDTH / 2 - 5, 10, WIDTH / 2 - 5])
        for start in range(0, len(labels), 2):
            pair = [*labels[start : start + 2], ""][:2]
            add_row(table, [[("", "Paper Sign")], [], []])
            signed = add_row(table, [[(pair[0], "Paper Small")], [], [(pair[1], "Paper Small")]])
            for cell, label in zip((signed.cells[0], signed.cells[2]), pair, strict=True):
                if label:
                    ruled_above(cell)
        self.gap()

    def bars(self, block: Bars) -> None:
        from companion.paper.docx_styles import BARS, add_row, bar

        self.say(block.label, "Paper Label")
        longest = max(value for _, value, _ in block.rows) or 1.0
        table = self.rows(BARS)
        for label, value, written in block.rows:
            row = add_row(table, [[(label, "Paper Cell")], [("", "Paper Bar")], [(written, "Paper Cell")]])
            bar(row.cells[1].paragraphs[0], value / longest)
        self.gap()

    def turning(self, block: Cards | Break) -> None:
        """Cards have pages of their own; the first of them stand under a short head."""
        from companion.paper.docx_cards import add_cards

        if isinstance(block, Break):
            self.turn = True
            return
        paper = self.paper
        first = paper.blocks[0] is block and len(paper.over + paper.title + paper.facts) <= _SHORT_HEAD
        self.turn = not first
        add_cards(self.rows, block)
        self.gap()
        self.turn = True
