"""PDF pages as lines of text with where they stand, read by PDFium (Chrome's own reader, through pypdfium2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, sin
from statistics import median
from typing import Any, NamedTuple

from companion.library.layout import Run
from companion.library.pieces import Block
from companion.library.printed import printed_blocks
from companion.library.refusals import MOST_PAGES, Unreadable
from companion.library.sniff import check_readable

_LOCKED = (4, 5)
"""PDFium's errors when a file needs a password, or is locked in a way it does not know."""
_LEAST_WORDS = 4
"""Words a page on average, below which a PDF holds pictures of pages."""
_WORD = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]?")
"""PDFium writes one of the last two for a hyphen at a line's end, and the next line without a break."""
_WORD_GAP, _GAP = 0.3, 1.1
"""Heights of a letter between two words, and between two words that do not belong to the same column."""
_ASKEW = 0.2
"""Radians; what is set more askew than the page is a stamp or a watermark."""
_BOLD = 600
"""The weight of a typeface from which it is bold; ordinary is 400."""


def pdf_blocks(data: bytes, told: Callable[[int, int], None]) -> tuple[list[Block], int]:
    """The text in reading order, and how many pages there are."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise Unreadable("locked" if problem.err_code in _LOCKED else "damaged") from None
    count = len(document)
    if count > MOST_PAGES:
        raise Unreadable("too_long")
    pages = []
    for number in range(count):
        pages.append(_runs(document, number))
        told(number + 1, count)
    text = " ".join(run.text for page in pages for run in page)
    if len(text.split()) < _LEAST_WORDS * count:
        raise Unreadable("scanned")
    check_readable(text)
    return printed_blocks(pages), count


def _runs(document: Any, number: int) -> list[Run]:
    """The runs of a page. A page that PDFium cannot make out is an empty one."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    text = page.get_textpage()
    try:
        return _joined(_upright(list(_words(text))))
    finally:
        text.close()
        page.close()


class _Word(NamedTuple):
    """A word and its box, y upwards. `glued`: nothing stands between it and the one before."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    angle: float
    bold: bool
    glued: bool


def _words(text: Any) -> Iterator[_Word]:
    """Every word of a page, in the order in which it was written into the file."""
    import pypdfium2.raw as pdfium

    page = text.raw
    signs = "".join(chr(pdfium.FPDFText_GetUnicode(page, at)) for at in range(text.count_chars()))
    end = -1
    for found in _WORD.finditer(signs):
        glued, end = found.start() == end, found.end()
        angle = pdfium.FPDFText_GetCharAngle(page, found.start())
        bold = pdfium.FPDFText_GetFontWeight(page, found.start()) >= _BOLD
        first, last = _box(page, found.start()), _box(page, end - 1)
        if angle < _ASKEW and not _in_one_line(first, last):
            for at in range(found.start(), end):
                box = _box(page, at)
                yield _Word(
                    signs[at], box.left, box.right, box.bottom, box.top, angle, bold, glued or at > found.start()
                )
            continue
        left, right = min(first.left, last.left), max(first.right, last.right)
        bottom, top = min(first.bottom, last.bottom), max(first.top, last.top)
        yield _Word(found[0], left, right, bottom, top, angle, bold, glued)


def _in_one_line(first: Any, last: Any) -> bool:
    """False for letters that go on in the next line with nothing between."""
    return bool(first.bottom < last.top and last.bottom < first.top and first.left <= last.left)


def _box(page: Any, at: int) -> Any:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, at, box)
    return box


def _upright(words: Sequence[_Word]) -> Iterator[_Word]:
    """The words drawn in the direction most are, turned so that they stand upright."""
    drawn: Counter[float] = Counter()
    for word in words:
        drawn[round(word.angle, 1)] += len(word.text)
    angle = max(drawn, key=lambda one: drawn[one], default=0.0)
    for word in words:
        if abs(word.angle - angle) <= _ASKEW:
            yield word if angle < _ASKEW else _turned(word, angle)


def _turned(word: _Word, angle: float) -> _Word:
    across, up = cos(angle), -sin(angle)
    corners = [(x, y) for x in (word.left, word.right) for y in (word.bottom, word.top)]
    xs = [x * across + y * up for x, y in corners]
    ys = [y * across - x * up for x, y in corners]
    return word._replace(left=min(xs), right=max(xs), bottom=min(ys), top=max(ys))


def _joined(words: Iterable[_Word]) -> list[Run]:
    """The words in runs: as far as they go on along a line without a gap as wide as a gutter."""
    runs: list[list[_Word]] = []
    for word in words:
        if runs and _follows(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_run(run) for run in runs]


def _follows(before: _Word, word: _Word) -> bool:
    height = max(before.top - before.bottom, word.top - word.bottom, 0.1)
    level = min(before.top, word.top) - max(before.bottom, word.bottom)
    return level > 0.3 * height and -0.5 * height < word.left - before.right < _GAP * height


def _run(words: Sequence[_Word]) -> Run:
    text = words[0].text
    for before, word in pairwise(words):
        apart = not word.glued or word.left - before.right > _WORD_GAP * (word.top - word.bottom)
        text += f" {word.text}" if apart else word.text
    return Run(
        text=text,
        left=words[0].left,
        right=max(word.right for word in words),
        bottom=median(word.bottom for word in words),
        top=median(word.top for word in words),
        bold=all(word.bold for word in words),
    )
