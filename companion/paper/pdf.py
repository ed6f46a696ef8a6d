"""A paper as a PDF on A4. Made in memory; the metadata carry its title and language: no author, no time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from companion.brief import typeset, words
from companion.brief.fonts import MISSING, lacks, printable
from companion.brief.pdf import blank, characters, page_line, paint, ruler
from companion.brief.typeset import Strip, Typesetter, height_of, paginate, wrap
from companion.paper import cards, strips
from companion.paper.blocks import Break, Cards, Paper
from companion.paper.cards import Piece
from companion.paper.strips import ROOM, Flow
from companion.paper.tidy import texts

if TYPE_CHECKING:
    from fpdf import FPDF

_NO_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""A PDF from this library cannot be without a time; the same paper is to be the same file."""
_CUT, _DASH, _CUT_WIDTH = (150, 150, 145), 1.6, 0.15
_NUMBER_WIDTH, _PAGE_LINE_SIZE = 20.0, 8.0


@dataclass
class _Page:
    pieces: list[Piece]
    rows: int = 0
    """Of cards."""


def render_pdf(paper: Paper) -> bytes:
    """The file of a tidy paper. Raises PartFailed when the typefaces are not installed."""
    pdf = blank(paper.lang, paper.title)
    pdf.set_creation_date(_NO_TIME)
    has = characters(pdf)
    setter = Typesetter(ruler(pdf), partial(printable, has=has))
    closing = [paper.foot] if paper.foot else []
    if any(lacks(text.replace("\n", " "), has) for text in texts(paper)):
        closing.append(words.UNPRINTABLE.to(paper.lang, mark=MISSING))
    pages = _pages(paper, strips.foot(" ".join(closing), setter), setter)
    line = _line(paper, setter)
    for number, page in enumerate(pages, start=1):
        pdf.add_page()
        _cutting_lines(pdf, page.rows)
        for piece in page.pieces:
            paint(pdf, piece.strips, piece.top, piece.left)
        if len(pages) > 1:
            page_line(pdf, line, f"{number} / {len(pages)}")
    return bytes(pdf.output())


def _pages(paper: Paper, foot: list[Strip], setter: Typesetter) -> list[_Page]:
    """A foot that would take a third of the page is set as text."""
    ending, foot = (foot, []) if height_of(foot) > ROOM / 3 else ([], foot)
    parts = list(_parts(paper)) or [[]]
    pages: list[_Page] = []
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if isinstance(part, Cards):
            pages += _card_pages(part, paper if number == 0 else None, setter)
        else:
            head = strips.head(paper, setter) if number == 0 else []
            lines = [*head, *strips.flow(part, setter, paper.lang), *(ending if last else [])]
            pages += _dealt(lines, foot if last else [])
    if isinstance(parts[-1], Cards):
        _close(pages, ending, foot)
    return pages


def _parts(paper: Paper) -> Iterator[list[Flow] | Cards]:
    """What begins on a new page."""
    run: list[Flow] = []
    for block in paper.blocks:
        if not isinstance(block, Break | Cards):
            run.append(block)
            continue
        if run:
            yield run
        if isinstance(block, Cards):
            yield block
        run = []
    if run:
        yield run


def _dealt(lines: list[Strip], foot: list[Strip]) -> list[_Page]:
    """On pages, the foot at the bottom of the last one."""
    dealt = paginate(lines, ROOM)
    if height_of(dealt[-1]) + height_of(foot) > ROOM:
        dealt = paginate(lines, ROOM - height_of(foot))
    pages = [_Page([Piece(page)]) for page in dealt]
    pages[-1].pieces.append(_at_the_bottom(foot))
    return pages


def _at_the_bottom(foot: list[Strip]) -> Piece:
    return Piece(foot, typeset.PAGE_HEIGHT - typeset.BOTTOM - height_of(foot))


def _card_pages(block: Cards, headed: Paper | None, setter: Typesetter) -> list[_Page]:
    """The head of the paper stands in the margin over the first cards, or on a page of its own if it is too high."""
    pages = [_Page(pieces, rows) for pieces, rows in cards.pages(block, setter)]
    if headed is None:
        return pages
    above = cards.head(headed, setter)
    if height_of(above) > cards.ABOVE:
        return [*_dealt(strips.head(headed, setter), []), *pages]
    pages[0].pieces.append(Piece(above, cards.TOP - 2.5 - height_of(above)))
    return pages


def _close(pages: list[_Page], ending: list[Strip], foot: list[Strip]) -> None:
    """The foot under the last cards, or on a page of its own."""
    if ending or height_of(foot) > cards.BELOW:
        pages += _dealt([*ending, *foot], [])
    else:
        pages[-1].pieces.append(_at_the_bottom(foot))


def _line(paper: Paper, setter: Typesetter) -> str:
    """What every page of several is known by, in one line."""
    text = setter.printable(" · ".join(filter(None, (paper.title, paper.over))))
    measure = partial(setter.ruler, "plain", _PAGE_LINE_SIZE)
    first, *more = wrap(text, typeset.WIDTH - _NUMBER_WIDTH, measure)
    return f"{first} …" if more else first


def _cutting_lines(pdf: FPDF, rows: int) -> None:
    if not rows:
        return
    pdf.set_draw_color(*_CUT)
    pdf.set_line_width(_CUT_WIDTH)
    pdf.set_dash_pattern(dash=_DASH, gap=_DASH)
    right, bottom = cards.LEFT + cards.COLUMNS * cards.WIDTH, cards.TOP + rows * cards.HEIGHT
    for column in range(cards.COLUMNS + 1):
        x = cards.LEFT + column * cards.WIDTH
        pdf.line(x, cards.TOP, x, bottom)
    for row in range(rows + 1):
        y = cards.TOP + row * cards.HEIGHT
        pdf.line(cards.LEFT, y, right, y)
    pdf.set_dash_pattern()
