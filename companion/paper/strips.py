"""The printed paper as strips, block by block: everything but cards, which lie on pages of their own (`cards.py`).

Pure arithmetic in millimetres (type sizes in points), as the brief's `typeset`, whose strips these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from itertools import zip_longest

from companion.brief import typeset
from companion.brief.typeset import CARRY, LABEL, SMALL, WIDTH, Mark, Strip, Style, Typesetter, beside, height_of
from companion.brief.words import quoted
from companion.paper.blocks import Bars, Heading, Moment, Panel, Paper, Points, Signatures, Table, Text, Write
from companion.vocabulary import Lang

Flow = Heading | Text | Points | Panel | Table | Moment | Write | Signatures | Bars
"""What stands below each other, as long as the page reaches."""
ROOM = typeset.PAGE_HEIGHT - typeset.TOP - typeset.BOTTOM

_TITLE = Style("serif", 24, 1.2)
_HEADING = Style("strong", 13, 1.3, CARRY)
_BODY = Style("plain", 11, 1.42)
_MARKER = Style("strong", 11, 1.42, CARRY)
_CELL = Style("plain", 10.2, 1.34)
_TIME = Style("serif", 18, 1.15, CARRY)
_MOMENT = Style("strong", 12, 1.35)
_SAID = Style("serif", 12, 1.42)
_NOTE = replace(SMALL, size=9.5)
_MEASURE = 150.0
"""Running text is narrower than the page: lines of about 90 characters."""
_POINT, _GUTTER, _MARGIN, _LABELS, _VALUES = 7.0, 5.0, 27.0, 50.0, 34.0
_BOX, _BAR, _RULED_HEIGHT, _SIGN_HEIGHT = 3.3, 3.8, 9.5, 17.0
_RULED = (168, 165, 155)
_HAIR = 0.25


def head(paper: Paper, setter: Typesetter) -> list[Strip]:
    """Over the title, the title, the facts, and the line that parts them from the rest."""
    over = setter.lines(paper.over, typeset.CONFIDENTIAL) if paper.over else []
    title = setter.lines(paper.title, _TITLE, balanced=True) if paper.title else []
    facts = [Strip(1), *setter.lines(paper.facts, SMALL)] if paper.facts else []
    named = [*over, *([Strip(1)] if over else []), *title, *facts]
    return [replace(strip, keep=True) for strip in [*named, *setter.head_rule()]] if named else []


def foot(text: str, setter: Typesetter) -> list[Strip]:
    """The last lines of the paper, under a hairline."""
    return [*setter.rule(2.2), *setter.lines(text, typeset.FOOT)] if text else []


def flow(blocks: Sequence[Flow], setter: Typesetter, lang: Lang) -> list[Strip]:
    """The blocks' strips, the space above each included."""
    return [strip for block in blocks for strip in _strips(block, setter, lang)]


def _strips(block: Flow, setter: Typesetter, lang: Lang) -> list[Strip]:
    match block:
        case Heading(text):
            lines = [*setter.lines(text, _HEADING, balanced=True), Strip(0.6)]
            return [_gap(6), *(replace(strip, keep=True) for strip in lines)]
        case Text(text, quiet):
            return [_gap(2.4), *setter.lines(text, SMALL if quiet else _BODY, width=_MEASURE)]
        case Points():
            return _points(block, setter)
        case Panel(label, text):
            return [_gap(3), *setter.ask(label, text)]
        case Table():
            return _table(block, setter)
        case Moment():
            return _moment(block, setter, lang)
        case Write(label, lines):
            return _write(label, lines, setter)
        case Signatures(labels):
            return _signatures(labels, setter)
        case Bars():
            return _bars(block, setter)


def _gap(height: float) -> Strip:
    """Air that stays with what is under it."""
    return Strip(height, space=True, keep=True)


def _together(strips: Sequence[Strip], limit: float = ROOM / 2) -> list[Strip]:
    """In one piece, unless that would be higher than `limit`: then it may be parted as its lines allow."""
    if not strips or height_of(strips) > limit:
        return list(strips)
    return [*(replace(strip, keep=True) for strip in strips[:-1]), replace(strips[-1], keep=False)]


def _side_by_side(columns: Iterable[Sequence[Strip]]) -> list[Strip]:
    return [reduce(beside, row, None) or Strip(0) for row in zip_longest(*columns)]


def _points(block: Points, setter: Typesetter) -> list[Strip]:
    strips: list[Strip] = [_gap(2)]
    for number, item in enumerate(block.items, start=1):
        lines = setter.lines(item, _BODY, x=_POINT, width=_MEASURE)
        if block.boxes:
            box = Mark(0.2, (lines[0].height - _BOX) / 2, _BOX, _BOX, typeset.QUIET, filled=False)
            marker = [Strip(0, marks=(box,))]
        else:
            marker = setter.lines(f"{number}." if block.ordered else "•", _MARKER, width=_POINT + _GUTTER)
        strips += [*_side_by_side((marker, lines)), Strip(1.4 if block.boxes else 0.9, space=True)]
    return strips


def _table(table: Table, setter: Typesetter) -> list[Strip]:
    """The head is set again on every page, as long as it leaves most of the page to the rows."""
    named = _row(table.head, table.widths, typeset.COLUMN, setter) if table.head else []
    named = [replace(strip, keep=True) for strip in named]
    again = tuple(named) if height_of(named) < ROOM / 4 else ()
    strips = [_gap(3.5), *named]
    for row in table.rows:
        lines = [*setter.rule(1.4), *_row(row, table.widths, _CELL, setter)]
        strips += [replace(strip, again=again) for strip in _together(lines)]
    return [*strips, Strip(1.5, rule=(typeset.LINE, 0.2), space=True)]


def _row(cells: Sequence[str], widths: Sequence[float], style: Style, setter: Typesetter) -> list[Strip]:
    columns, x = [], 0.0
    for cell, share in zip(cells, widths, strict=True):
        end = x + share * WIDTH
        texts = cell.split("\n") if cell else []
        right = end - _GUTTER if end < WIDTH - 1 else WIDTH
        columns.append([line for text in texts for line in setter.lines(text, style, x=x, width=right)])
        x = end
    return [*_side_by_side(columns), Strip(1.4)]


def _moment(moment: Moment, setter: Typesetter, lang: Lang) -> list[Strip]:
    when, length = (
        _set(text, style, setter, 0, _MARGIN - 2) for text, style in ((moment.when, _TIME), (moment.length, _NOTE))
    )
    what = _set(moment.title, _MOMENT, setter, _MARGIN)
    for text in moment.paragraphs:
        what += [Strip(0.8), *_set(text, _BODY, setter, _MARGIN)]
    if moment.said:
        what += [Strip(1.6), *_set(quoted(moment.said, lang), _SAID, setter, _MARGIN)]
    for number, text in enumerate(moment.notes):
        what += [Strip(0 if number else 1.4), *_set(text, _NOTE, setter, _MARGIN)]
    return [
        _gap(2.6),
        *_together([*setter.rule(2.2), *_side_by_side(([*when, Strip(0), *length], what))], ROOM),
        Strip(1.4, space=True),
    ]


def _set(text: str, style: Style, setter: Typesetter, x: float, width: float = WIDTH) -> list[Strip]:
    return setter.lines(text, style, x=x, width=width) if text else []


def _write(label: str, lines: int, setter: Typesetter) -> list[Strip]:
    named = [replace(strip, keep=True) for strip in _set(label, LABEL, setter, 0)]
    ruled = [Strip(_RULED_HEIGHT, keep=True), Strip(0, rule=(_RULED, _HAIR))] * lines
    return [_gap(4), *_together([*named, *ruled]), Strip(1, space=True)]


def _signatures(labels: Sequence[str], setter: Typesetter) -> list[Strip]:
    half = (WIDTH - 2 * _GUTTER) / 2
    strips: list[Strip] = []
    for pair in (labels[start : start + 2] for start in range(0, len(labels), 2)):
        starts = [place * (half + 2 * _GUTTER) for place in range(len(pair))]
        line = Strip(1.2, marks=tuple(Mark(x, 0, half, _HAIR, _RULED) for x in starts))
        names = (setter.lines(label, SMALL, x=x, width=x + half) for label, x in zip(pair, starts, strict=True))
        strips += _together([Strip(_SIGN_HEIGHT), line, *_side_by_side(names)])
    return [*strips, Strip(2, space=True)]


def _bars(block: Bars, setter: Typesetter) -> list[Strip]:
    longest = max(value for _, value, _ in block.rows) or 1.0
    named = [*_set(block.label, LABEL, setter, 0), Strip(1.2)] if block.label else []
    strips = [replace(strip, keep=True) for strip in named]
    for label, length, written in block.rows:
        wide = length / longest * (WIDTH - _LABELS - _VALUES)
        name = _set(label, _CELL, setter, 0, _LABELS - _GUTTER / 2)
        value = _set(written, _CELL, setter, _LABELS + wide + (2 if wide else 0)) or [Strip(_BAR + 1)]
        mark = (Mark(_LABELS, (value[0].height - _BAR) / 2, wide, _BAR),) if wide else ()
        value[0] = replace(value[0], marks=mark)
        strips += [*_together(_side_by_side((name, value))), Strip(1.2, space=True, keep=True)]
    return [_gap(4), *_together(strips)]
