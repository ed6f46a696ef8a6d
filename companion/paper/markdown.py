"""A paper as Markdown that is as readable raw as rendered, and in which nothing that somebody wrote can act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from companion.brief.markdown import inert, labelled
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
from companion.vocabulary import Lang

_OPENS = re.compile(r"^(\d{1,9})([.)])|^([#+\-=])")
"""What makes a list, a heading or a line of whatever begins with it."""
_RULED = "_" * 60
"""Rendered, a line across the page; raw, a line to write on."""
_LINES = " · "


def render_markdown(paper: Paper) -> str:
    """The whole of a tidy paper, ending in a newline."""
    head = [f"**{inert(paper.over)}**" if paper.over else "", f"# {inert(paper.title)}" if paper.title else ""]
    body = chain.from_iterable(_block(block, paper.lang) for block in paper.blocks)
    foot = ["---", _plain(paper.foot)] if paper.foot else []
    return "\n\n".join(part for part in (*head, _plain(paper.facts), *body, *foot) if part) + "\n"


def _block(block: Block, lang: Lang) -> Iterator[str]:
    match block:
        case Heading() | Text():
            yield _said(block)
        case Points():
            yield _points(block)
        case Panel(label, text):
            yield f"> {labelled(label)} {inert(text)}" if label else f"> {_plain(text)}"
        case Table():
            yield _table(block)
        case Moment():
            yield from _moment(block, lang)
        case Write() | Signatures():
            yield from _by_hand(block)
        case Cards():
            yield from _cards(block)
        case Bars(label, rows):
            yield f"**{inert(label)}**" if label else ""
            yield "\n".join(f"- {': '.join(filter(None, (_plain(name), inert(said))))}" for name, _, said in rows)
        case Break():
            yield "---"
        case _:
            assert_never(block)


def _said(block: Heading | Text) -> str:
    if isinstance(block, Heading):
        return f"## {inert(block.text)}"
    return _quiet(block.text) if block.quiet else _plain(block.text)


def _by_hand(block: Write | Signatures) -> Iterator[str]:
    if isinstance(block, Signatures):
        return chain.from_iterable((_RULED, _plain(label)) for label in block.labels)
    return iter((labelled(block.label) if block.label else "", *[_RULED] * block.lines))


def _plain(text: str) -> str:
    """A text at the beginning of a line."""
    return _OPENS.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", inert(text))


def _quiet(text: str) -> str:
    return f"*{inert(text)}*"


def _points(block: Points) -> str:
    marks = (
        f"{number}. " if block.ordered else "- [ ] " if block.boxes else "- " for number, _ in enumerate(block.items, 1)
    )
    return "\n".join(mark + _plain(item) for mark, item in zip(marks, block.items, strict=True))


def _table(table: Table) -> str:
    head = table.head or ("",) * len(table.widths)
    rows = (head, ("---",) * len(head), *table.rows)
    return "\n".join(f"| {' | '.join(cell if row is rows[1] else _cell(cell) for cell in row)} |" for row in rows)


def _cell(text: str) -> str:
    return inert(text.replace("\n", _LINES))


def _moment(moment: Moment, lang: Lang) -> Iterator[str]:
    length = f"({moment.length})" if moment.length else ""
    yield f"### {inert(' '.join(filter(None, (moment.when, moment.title, length))))}"
    yield from map(_plain, moment.paragraphs)
    if moment.said:
        yield f"> {inert(quoted(moment.said, lang))}"
    yield from map(_quiet, moment.notes)


def _cards(block: Cards) -> Iterator[str]:
    """A card's own number is told where it is not its place in the list."""
    for place, card in enumerate(block.cards, 1):
        yield f"{place}. {_plain(card.text)}"
        below = _LINES.join(filter(None, (card.number if card.number != str(place) else "", card.below)))
        if below:
            yield f"{' ' * (len(str(place)) + 2)}{_quiet(below)}"
