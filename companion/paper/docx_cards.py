"""Cards in Word: a table of rows that keep their height, so that every page holds eight and all are cut alike.

Word breaks its lines itself, so the type is fitted here by letters counted as wide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from companion.brief.docx_styles import CARRY, element
from companion.brief.typeset import MM_A_POINT, wrap
from companion.paper.blocks import Card, Cards
from companion.paper.docx_styles import WIDTH, add_row, edge

HEIGHT, FOOT = 43.0, 11.0
"""Millimetres for the question, and for what stands below it: four times the two leave room for a short head and a foot."""
_PAD, _LARGEST, _SMALLEST_STEP, _FOOT_SIZE = 7.0, 17.0, 0.5, 8.5
_LEADING, _EDGE = 1.24, 2.5
"""The card's line spacing with the typeface's own; millimetres of a row that are no room for words."""
_LETTER, _WIDE_LETTER = 0.54, 0.95
"""Ems, on the safe side: DejaVu Serif, which stands in where Georgia is missing and is wider, keeps to the card too."""
_CUT = "969691"


def add_cards(rows: Callable[[Sequence[float]], Any], block: Cards) -> None:
    """Two cards beside each other: a row for the questions, and one under it that is never parted from it."""
    table = rows((WIDTH / 2, WIDTH / 2))
    for start in range(0, len(block.cards), 2):
        pair = [*block.cards[start : start + 2], Card("")][:2]
        asked = add_row(table, [[(card.text, "Paper Card")] for card in pair])
        below = add_row(table, [[(_below(card), "Paper Card Foot")] for card in pair])
        _fix(asked, HEIGHT)
        _fix(below, FOOT)
        for place, card in enumerate(pair):
            _dress(asked.cells[place], fitted(card.text, HEIGHT - _EDGE, _LARGEST), "center", "top")
            _dress(below.cells[place], fitted(_below(card), FOOT - _EDGE, _FOOT_SIZE), "top", "bottom")
            asked.cells[place].paragraphs[0].paragraph_format.keep_with_next = True
            _number(below.cells[place].paragraphs[0], card)


def fitted(text: str, height: float, largest: float) -> float:
    """The largest size in points, in steps of Word's, at which the text stands within a card's width and `height`."""
    size = largest
    while size > _SMALLEST_STEP and _height(text, size) > height:
        size -= _SMALLEST_STEP
    return size


def _height(text: str, size: float) -> float:
    lines = wrap(text, WIDTH / 2 - 2 * _PAD, lambda part: sum(map(_ems, part)) * size * MM_A_POINT)
    return len(lines) * size * _LEADING * MM_A_POINT


def _ems(char: str) -> float:
    return _WIDE_LETTER if char.isupper() or char in "mwMW@%—…" or ord(char) > 0x24F else _LETTER


def _below(card: Card) -> str:
    return "  ".join(filter(None, (card.number, card.below)))


def _number(paragraph: Any, card: Card) -> None:
    """The number in green, before what the card is for."""
    from docx.shared import RGBColor

    if not card.number:
        return
    size = paragraph.runs[0].font.size
    paragraph.clear()
    for text in (card.number, f"  {card.below}" if card.below else ""):
        run = paragraph.add_run(text)
        run.font.size = size
    paragraph.runs[0].font.bold, paragraph.runs[0].font.color.rgb = True, RGBColor.from_string(CARRY)


def _fix(row: Any, height: float) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY


def _dress(cell: Any, size: float, align: str, cut: str) -> None:
    """Cutting lines at the sides and at `cut`."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Mm, Pt

    edge(
        cell, **{side: element(f"w:{side}", val="dashed", sz=4, space=0, color=_CUT) for side in ("left", "right", cut)}
    )
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT[align.upper()]
    layout = cell.paragraphs[0].paragraph_format
    layout.left_indent = layout.right_indent = Mm(_PAD - 2)
    for run in cell.paragraphs[0].runs:
        run.font.size = Pt(size)
