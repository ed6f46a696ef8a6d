"""The printed brief as strips: each block broken into lines that know their height, and the lines dealt out on pages.

Pure arithmetic in millimetres (type sizes in points), apart from the ruler that measures text; drawing is `pdf.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, zip_longest
from typing import assert_never

from companion.brief.fonts import Face
from companion.brief.layout import Ask, Block, Foot, Head, Quiet, Round, Said

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
LEFT, TOP, BOTTOM = 22.0, 19.0, 17.0
WIDTH = PAGE_WIDTH - 2 * LEFT
MM_A_POINT = 25.4 / 72

Colour = tuple[int, int, int]
INK, QUIET, CARRY, HERE = (34, 48, 47), (93, 107, 105), (31, 90, 83), (168, 95, 20)
LINE = (214, 206, 192)

Ruler = Callable[[Face, float, str], float]
"""Width in millimetres of a text in a face at a size."""

_LABELS, _GUTTER, _PANEL, _MINUTES = 39.0, 4.0, 6.0, 19.0
_HALVINGS = 7
"""Of a page width: to about a millimetre."""
_DISPLAY_LINES = 4
"""What is longer reads as running text and needs no balancing."""
_BREAKS_AFTER = re.compile(r"(?<=[\w)])([-–/])(?=\w)")


@dataclass(frozen=True)
class Run:
    """A piece of text on a strip, `x` from the left margin."""

    x: float
    text: str
    face: Face
    size: float
    ink: Colour = INK


@dataclass(frozen=True)
class Mark:
    """A box on a strip, `x` from the left margin and `y` from the strip's top: filled, or outlined (`filled` False)."""

    x: float
    y: float
    width: float
    height: float
    ink: Colour = CARRY
    filled: bool = True


@dataclass(frozen=True)
class Strip:
    """One horizontal strip of the page. `keep`: never the last on a page; `space`: dropped at the top of one; `again`:
    what is set once more above it where it begins a page."""

    height: float
    runs: tuple[Run, ...] = ()
    panel: bool = False
    rule: tuple[Colour, float] | None = None
    keep: bool = False
    space: bool = False
    marks: tuple[Mark, ...] = ()
    again: tuple[Strip, ...] = ()


@dataclass(frozen=True)
class Style:
    """Size in points, leading in lines."""

    face: Face
    size: float
    leading: float
    ink: Colour = INK


BODY = Style("plain", 11, 1.4)
LABEL = Style("strong", 10.2, 1.4, CARRY)
SMALL = Style("plain", 10, 1.4, QUIET)
CONFIDENTIAL = Style("strong", 10, 1.45, CARRY)
_ASK_LABEL = Style("strong", 10, 1.5, HERE)
_QUESTION = Style("serif", 17, 1.3)
COLUMN = Style("strong", 9.5, 1.3, QUIET)
_ROUND = Style("plain", 10.5, 1.3)
FOOT = Style("plain", 8.8, 1.35, QUIET)


class Typesetter:
    """Sets blocks at one scale: type shrinks with it, white space with its square, so that words shrink last."""

    def __init__(self, ruler: Ruler, printable: Callable[[str], str], scale: float = 1.0) -> None:
        self.ruler = ruler
        self.printable = printable
        self.scale = scale

    def strips(self, block: Block) -> list[Strip]:
        """The block's strips, the space above it included."""
        match block:
            case Head(line, facts):
                return [*self.lines(line, CONFIDENTIAL), *self.lines(facts, SMALL), *self.head_rule()]
            case Ask(label, text):
                return self.ask(label, text)
            case Said(label, paragraphs):
                return [self.space(3.4), *self._said(label, paragraphs)]
            case Quiet(text):
                return [self.space(3.4), *self.lines(text, SMALL, x=_LABELS + _GUTTER)]
            case Round():
                return self._round(block)
            case Foot(text):
                return [*self.rule(2.2), *self.lines(text, FOOT)]
            case _:
                assert_never(block)

    def lines(
        self, text: str, style: Style, x: float = 0.0, width: float = WIDTH, balanced: bool = False
    ) -> list[Strip]:
        """A paragraph from `x` to `width`, both from the left margin."""
        size = style.size * self.scale
        lines = (balance if balanced else wrap)(
            self.printable(text), width - x, lambda part: self.ruler(style.face, size, part)
        )
        height = size * style.leading * MM_A_POINT
        return held_together([Strip(height, (Run(x, line, style.face, size, style.ink),)) for line in lines])

    def space(self, height: float, panel: bool = False) -> Strip:
        """Air, in millimetres."""
        return Strip(height * self.scale**2, space=not panel, panel=panel, keep=panel)

    def rule(self, below: float, colour: Colour = LINE, thickness: float = 0.2) -> list[Strip]:
        """A line across the page, and the air under it."""
        return [Strip(below * self.scale**2, rule=(colour, thickness), keep=True)]

    def head_rule(self) -> list[Strip]:
        """What parts the head of the page from the rest."""
        return [self.space(2.6), *self.rule(6.4, CARRY, 0.4)]

    def ask(self, label: str, text: str) -> list[Strip]:
        """The amber panel. Without a label the text stands alone in it."""
        width = WIDTH - _PANEL
        named = [replace(strip, keep=True) for strip in self.lines(label, _ASK_LABEL, _PANEL, width) if label]
        asked = self.lines(text, _QUESTION, _PANEL, width, balanced=True)
        asked[-1] = replace(asked[-1], keep=True)
        body = [replace(strip, panel=True) for strip in [*named, self.space(0.7, panel=True), *asked]]
        end = replace(self.space(5, panel=True), keep=False)
        return [self.space(4.4, panel=True), *body, end, self.space(3)]

    def _said(self, label: str, paragraphs: tuple[str, ...]) -> list[Strip]:
        """Label to the left, words to the right, line by line on one baseline."""
        x = _LABELS + _GUTTER
        said = [strip for text in paragraphs for strip in [self.space(1), *self.lines(text, BODY, x=x)]][1:]
        names = self.lines(label, LABEL, width=_LABELS)
        return [beside(name, words) for name, words in zip_longest(names, said)]

    def _round(self, part: Round) -> list[Strip]:
        """One unbreakable piece: nobody should turn the page in the middle of the round."""
        rows = [(part.minute, part.label, COLUMN), *((when, what, _ROUND) for when, what in part.rows)]
        strips: list[Strip] = []
        for number, (when, what, style) in enumerate(rows):
            if number:
                strips += self.rule(1.3)
            first = self.lines(when, replace(style, ink=CARRY if number else QUIET), width=_MINUTES)
            lines = self.lines(what, style, x=_MINUTES)
            strips += [beside(name, words) for name, words in zip_longest(first, lines)]
            strips.append(replace(self.space(1.3), space=False))
        held = [replace(strip, keep=True) for strip in strips[:-1]]
        return [self.space(6), *held, replace(strips[-1], keep=False)]


def beside(left: Strip | None, right: Strip | None) -> Strip:
    """Two strips as one, on one baseline."""
    if left is None or right is None:
        return left or right or Strip(0)
    keep = left.keep or right.keep
    marks = left.marks + right.marks
    return Strip(max(left.height, right.height), left.runs + right.runs, keep=keep, marks=marks)


def held_together(lines: list[Strip]) -> list[Strip]:
    """No line of a paragraph stands alone at the foot or the head of a page."""
    alone = {0, len(lines) - 2}
    return [replace(line, keep=True) if n in alone and n < len(lines) - 1 else line for n, line in enumerate(lines)]


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Lines no wider than `width`. A word wider than a line is broken at the line's end; an empty text is one line."""
    lines: list[str] = [""]
    for piece in _pieces(text):
        if measure((lines[-1] + piece).rstrip(" ")) <= width:
            lines[-1] += piece
            continue
        *full, rest = _cut(piece, width, measure)
        lines += [*full, rest]
    lines = [line.rstrip(" ") for line in lines]
    return [line for line in lines if line] or [""]


def balance(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """As few lines as `wrap` takes, as even as they get: no last word alone below a long line."""
    lines = wrap(text, width, measure)
    low, high = width / max(len(lines), 1), width
    for _ in range(_HALVINGS if 1 < len(lines) <= _DISPLAY_LINES else 0):
        middle = (low + high) / 2
        narrow = wrap(text, middle, measure)
        low, high, lines = (low, middle, narrow) if len(narrow) == len(lines) else (middle, high, lines)
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Words with the space after them, divided further after hyphen, dash and slash inside them."""
    for word in re.findall(r"[^ ]+ *", text):
        yield from re.split(r"\n", _BREAKS_AFTER.sub("\\1\n", word))


def _cut(piece: str, width: float, measure: Callable[[str], float]) -> list[str]:
    if measure(piece.rstrip(" ")) <= width:
        return [piece]
    parts, used = [""], 0.0
    for char in piece:
        step = measure(char)
        if used + step > width and parts[-1]:
            parts.append("")
            used = 0.0
        parts[-1] += char
        used += step
    return parts


def height_of(strips: Sequence[Strip]) -> float:
    """Millimetres from the first strip's top to the last one's bottom."""
    return sum(strip.height for strip in strips)


def paginate(strips: Sequence[Strip], room: float) -> list[list[Strip]]:
    """Strips dealt out on pages `room` millimetres high; what keeps together moves together, if a page can hold it."""
    pages: list[list[Strip]] = [[]]
    for chunk in _chunks(strips, room):
        if pages[-1] and height_of(pages[-1]) + height_of(chunk) > room + 1e-6:
            pages.append(list(chunk[0].again))
        pages[-1] += chunk if pages[-1] else list(dropwhile(lambda strip: strip.space, chunk))
    return pages


def _chunks(strips: Sequence[Strip], room: float) -> Iterator[list[Strip]]:
    chunk: list[Strip] = []
    for strip in strips:
        if chunk and height_of(chunk[0].again) + height_of(chunk) + strip.height > room:
            yield chunk
            chunk = []
        chunk.append(strip)
        if not strip.keep:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
