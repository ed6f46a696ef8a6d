"""The lines of printed pages as headings and paragraphs: by the size of the letters and the room above a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from companion.library import heal
from companion.library.layout import Run, columns
from companion.library.pieces import Block
from companion.library.plain import mended

_LARGER = 1.12
"""Times the size of the text from which a line is a heading."""
_HEADING_WORDS, _BOLD_WORDS = 16, 10
_LEVELS = 3
_ROOM = 1.3
"""Times the distance between lines from which a line stands apart."""
_ITEM = re.compile(r"^(?:[-–—•*]|\(?\d{1,2}[.)])\s")
_STOPPED = re.compile(r"[.,;:]$")


class _Line(NamedTuple):
    """`apart`: it begins something new, by the room above it or by its indent."""

    text: str
    size: float
    bold: bool
    apart: bool


def printed_blocks(pages: Sequence[Sequence[Run]]) -> list[Block]:
    """Headings and paragraphs of all pages in reading order, healed."""
    lines = [[line for column in columns(page) for line in _lines(column)] for page in pages]
    body = _body_size(lines)
    lines = _without_running_heads(lines, body)
    known = heal.known_words(line.text for page in lines for line in page)
    blocks: list[Block] = []
    sizes: list[float] = []
    for number, page in enumerate(lines, 1):
        for group in _paragraphs(page):
            blocks.append(Block(heal.join([line.text for line in group], known), int(_heads(group, body)), number))
            sizes.append(round(2 * group[0].size) / 2)
    return mended(_levelled(blocks, sizes), known)


def _lines(column: Sequence[Run]) -> Iterator[_Line]:
    pitch = _pitch(column)
    left, right = min(run.left for run in column), max(run.right for run in column)
    for above, run in zip([None, *column], column, strict=False):
        text = heal.line(run.text)
        if text:
            yield _Line(text, run.size, run.bold, above is None or _is_apart(above, run, pitch, left, right))


def _pitch(column: Sequence[Run]) -> float:
    """How far the lines of a column stand from each other, the room between paragraphs left aside."""
    steps = sorted(above.bottom - run.bottom for above, run in pairwise(column))
    return max(1.0, median(steps[: max(1, len(steps) * 3 // 4)])) if steps else 1.0


def _is_apart(above: Run, run: Run, pitch: float, left: float, right: float) -> bool:
    indented = run.left - left > 0.8 * run.size and above.left - left < 0.3 * run.size
    return above.bottom - run.bottom > _ROOM * pitch or (indented and above.right < right - run.size)


def _body_size(pages: Sequence[Sequence[_Line]]) -> float:
    """The size most letters are set in."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[round(2 * line.size) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def _without_running_heads(pages: Sequence[list[_Line]], body: float) -> list[list[_Line]]:
    """What is set larger than the text is a heading, however often it stands there."""
    running = heal.running_heads([[line.text for line in page] for page in pages])
    return [
        [line for at, line in enumerate(page) if at not in heads or line.size >= _LARGER * body]
        for page, heads in zip(pages, running, strict=True)
    ]


def _paragraphs(page: Sequence[_Line]) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in page:
        if group and (line.apart or _ITEM.match(line.text) or not _alike(group[-1], line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _alike(above: _Line, line: _Line) -> bool:
    return abs(above.size - line.size) < (_LARGER - 1) * above.size and above.bold == line.bold


def _heads(group: Sequence[_Line], body: float) -> bool:
    """Is it a heading: larger than the text, or a bold line by itself?"""
    text = " ".join(line.text for line in group)
    words = len(text.split())
    if not any(map(str.isalpha, text)) or _STOPPED.search(text) or len(text) < 2:
        return False
    larger = group[0].size >= _LARGER * body and words <= _HEADING_WORDS
    return larger or (group[0].bold and group[0].size >= 0.95 * body and words <= _BOLD_WORDS and group[0].apart)


def _levelled(blocks: Sequence[Block], sizes: Sequence[float]) -> list[Block]:
    """Headings by their size: the largest are level 1. Only sizes that headings have count."""
    used = sorted({size for block, size in zip(blocks, sizes, strict=True) if block.level}, reverse=True)
    rank = {size: min(at, _LEVELS) for at, size in enumerate(used, 1)}
    return [
        block._replace(level=rank[size]) if block.level else block for block, size in zip(blocks, sizes, strict=True)
    ]
