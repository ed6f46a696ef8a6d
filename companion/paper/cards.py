"""Cards to cut out: eight a page, always in the same place, so that a pile of pages can be cut at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from companion.brief import typeset
from companion.brief.typeset import CARRY, QUIET, SMALL, Strip, Style, Typesetter, height_of
from companion.paper.blocks import Card, Cards, Paper

WIDTH, HEIGHT, COLUMNS, ROWS = 93.0, 58.0, 2, 4
"""Of a card, in millimetres; and how many of them a page holds."""
LEFT = (typeset.PAGE_WIDTH - COLUMNS * WIDTH) / 2
TOP = (typeset.PAGE_HEIGHT - ROWS * HEIGHT) / 2
ABOVE, BELOW = 21.0, 14.0
"""What there is room for over and under the cards."""

_TITLE = Style("serif", 15, 1.25)
_QUESTION = Style("serif", 17, 1.3)
_FOOT = Style("plain", 8.8, 1.3, QUIET)
_NUMBER = Style("strong", 8.8, 1.3, CARRY)
_PAD, _FLOOR, _NUMBERS, _AIR, _SMALLER = typeset.LEFT - LEFT, 6.0, 12.0, 3.0, 0.96
"""The words of the left cards begin where those of the page do."""
_STEP = -0.45
"""Height goes by the square of the scale: a little less than the whole way at once, so as not to end too small."""


@dataclass(frozen=True)
class Piece:
    """Strips in their place on a page."""

    strips: Sequence[Strip]
    top: float = typeset.TOP
    left: float = typeset.LEFT


def head(paper: Paper, setter: Typesetter) -> list[Strip]:
    """The head of the paper, small, for the margin over the first cards."""
    over = setter.lines(paper.over, typeset.CONFIDENTIAL) if paper.over else []
    title = setter.lines(paper.title, _TITLE) if paper.title else []
    return [*over, *title, *(setter.lines(paper.facts, SMALL) if paper.facts else [])]


def pages(block: Cards, setter: Typesetter) -> Iterator[tuple[list[Piece], int]]:
    """Page by page: what stands on it, and how many rows of cards it holds."""
    for start in range(0, len(block.cards), COLUMNS * ROWS):
        shown = block.cards[start : start + COLUMNS * ROWS]
        pieces = [piece for place, card in enumerate(shown) for piece in _card(card, place, setter)]
        yield pieces, -(-len(shown) // COLUMNS)


def _card(card: Card, place: int, setter: Typesetter) -> list[Piece]:
    left = LEFT + place % COLUMNS * WIDTH + _PAD
    top = TOP + place // COLUMNS * HEIGHT
    scale = 1.0
    while (full := _full(*(set_ := _set(card, setter, scale)))) > 1:
        scale *= min(_SMALLER, full**_STEP)
    text, number, below = set_
    floor = top + HEIGHT - _FLOOR - max(height_of(number), height_of(below))
    ceiling = top + _FLOOR
    middle = ceiling + (floor - ceiling - height_of(text)) / 2
    return [Piece(text, middle, left), Piece(below, floor, left), Piece(number, floor, left)]


def _set(card: Card, setter: Typesetter, scale: float) -> tuple[list[Strip], list[Strip], list[Strip]]:
    """Text, number and what stands below; the small type shrinks later than the large."""
    small = min(1.0, scale * 1.4)
    inner = WIDTH - 2 * _PAD
    text = setter.lines(card.text, _sized(_QUESTION, scale), width=inner, balanced=True)
    named = setter.lines(card.number, _sized(_NUMBER, small), width=_NUMBERS - 2) if card.number else []
    number = [_right(strip, inner, setter) for strip in named]
    below = setter.lines(card.below, _sized(_FOOT, small), width=inner - _NUMBERS) if card.below else []
    return text, number, below


def _right(strip: Strip, edge: float, setter: Typesetter) -> Strip:
    """The line ends at `edge`."""
    runs = (replace(run, x=edge - setter.ruler(run.face, run.size, run.text)) for run in strip.runs)
    return replace(strip, runs=tuple(runs))


def _sized(style: Style, scale: float) -> Style:
    return replace(style, size=style.size * scale)


def _full(text: list[Strip], number: list[Strip], below: list[Strip]) -> float:
    """How much of the card's height is taken: 1 is all of it."""
    small = max(height_of(number), height_of(below))
    return (height_of(text) + small + (_AIR if small else 0)) / (HEIGHT - 2 * _FLOOR)
