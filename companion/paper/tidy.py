"""A paper as it can be printed: every text clean, what is empty gone, no page turned for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields, replace
from math import isfinite
from typing import Any, TypeVar

from companion.brief.words import clean
from companion.paper.blocks import (
    Bars,
    Block,
    Break,
    Card,
    Cards,
    Moment,
    Panel,
    Paper,
    Points,
    Signatures,
    Table,
    Write,
)

_Part = TypeVar("_Part", bound=Block | Card | Paper)


def tidied(paper: Paper) -> Paper:
    """The paper that the formats set: none of them asks again what a text holds."""
    blocks = [block for block in map(_tidy, paper.blocks) if _holds(block)]
    return replace(_cleaned(paper), blocks=tuple(_turned(blocks)))


def texts(part: Paper | Block) -> Iterator[str]:
    """Every text in it that is not empty; of a paper, the language too."""
    waiting = list(astuple(part))
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and one:
            yield one
        elif isinstance(one, tuple):
            waiting.extend(one)


def _tidy(block: Block) -> Block:
    match block:
        case Points(items):
            return replace(block, items=_kept(items))
        case Table():
            return _table(block)
        case Moment():
            return _moment(block)
        case Signatures(labels):
            return Signatures(_kept(labels))
        case Cards(cards):
            return Cards(tuple(card for card in map(_cleaned, cards) if card.text))
        case Bars(label, rows):
            return Bars(clean(label), tuple(_bars(rows)))
        case _:
            return _cleaned(block)


def _cleaned(part: _Part) -> _Part:
    """With every text of its own clean; the language of a paper is as it was."""
    own = {field.name: getattr(part, field.name) for field in fields(part)}
    tidy: dict[str, Any] = {name: clean(text) for name, text in own.items() if isinstance(text, str)}
    return replace(part, **tidy)


def _holds(block: Block) -> bool:
    """Whether there is anything to print of a tidy block."""
    match block:
        case Break():
            return True
        case Write(_, lines):
            return lines > 0
        case Panel(_, text):
            return bool(text)
        case Table(_, rows) | Bars(_, rows):
            return bool(rows)
        case _:
            return any(texts(block))


def _turned(blocks: list[Block]) -> Iterator[Block]:
    """Page breaks only between what is printed."""
    waits = began = False
    for block in blocks:
        if isinstance(block, Break):
            waits = began
            continue
        if waits:
            yield Break()
        yield block
        waits, began = False, True


def _kept(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for item in items if (text := clean(item)))


def _table(table: Table) -> Table:
    rows = (tuple(map(_cell, row)) for row in table.rows)
    head = tuple(map(_cell, table.head))
    return Table(head if any(head) else (), tuple(row for row in rows if any(row)), table.widths)


def _cell(text: str) -> str:
    return "\n".join(_kept(tuple(text.splitlines())))


def _bars(rows: tuple[tuple[str, float, str], ...]) -> Iterator[tuple[str, float, str]]:
    """A value that is no length (below zero, not a number) has no bar."""
    for name, value, written in rows:
        if clean(name) or clean(written):
            yield clean(name), value if isfinite(value) and value > 0 else 0.0, clean(written)


def _moment(moment: Moment) -> Moment:
    names = ("when", "length", "title", "said")
    cleaned = {name: clean(getattr(moment, name)) for name in names}
    return Moment(**cleaned, paragraphs=_kept(moment.paragraphs), notes=_kept(moment.notes))
