"""A paper as an HTML file of its own: every text escaped, no script, nothing fetched from anywhere; prints well."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

from companion.brief.words import LANGUAGE_TAG, quoted
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
from companion.paper.tidy import tidied
from companion.vocabulary import Lang

_LINE = '<div class="line"></div>'
_CLOSED = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may do, whatever stands in it: be styled by itself."""


def render_html(paper: Paper) -> str:
    """The whole document. The same paper gives the same text."""
    paper = tidied(paper)
    style = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE_TAG[paper.lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_CLOSED}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(paper.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"{_inside(paper, 'h1')}\n</main>\n</body>\n</html>\n"
    )


def render_inside(paper: Paper) -> str:
    """What is to stand within another page, under a heading of that page's own."""
    return _inside(tidied(paper), "h2")


def _inside(paper: Paper, title: str) -> str:
    body = "\n".join(part for block in paper.blocks for part in _block(block, paper.lang))
    named = f"<{title}>{_safe(paper.title)}</{title}>" if paper.title else ""
    head = f"{_p(paper.over, 'over')}{named}{_p(paper.facts, 'facts')}"
    return f"{head}\n{body}\n{_p(paper.foot, 'foot')}"


def _block(block: Block, lang: Lang) -> Iterator[str]:
    match block:
        case Heading() | Text() | Points() | Panel():
            yield _said(block)
        case Write() | Signatures() | Cards():
            yield _by_hand(block)
        case Table():
            yield from _table(block)
        case Moment():
            yield from _moment(block, lang)
        case Bars():
            yield from _bars(block)
        case Break():
            yield '<div class="break"></div>'
        case _:
            assert_never(block)


def _said(block: Heading | Text | Points | Panel) -> str:
    match block:
        case Heading(text):
            return f"<h2>{_safe(text)}</h2>"
        case Text(text, quiet):
            return _p(text, "quiet" if quiet else "")
        case Points(items, ordered, boxes):
            tag, look = ("ol", "") if ordered else ("ul", ' class="boxes"' if boxes else "")
            return f"<{tag}{look}>{_each('li', items)}</{tag}>"
        case Panel(label, text):
            return f'<div class="panel">{_b(label)}{_p(text)}</div>'


def _by_hand(block: Write | Signatures | Cards) -> str:
    match block:
        case Write(label, lines):
            return _p(label) + _LINE * lines
        case Signatures(labels):
            signed = "".join(f"<div>{_LINE}{_p(label, 'quiet')}</div>" for label in labels)
            return f'<div class="signatures">{signed}</div>'
        case Cards(cards):
            told = ("".join((_p(one.number, "quiet"), _p(one.text), _p(one.below, "quiet"))) for one in cards)
            return '<div class="cards">' + "".join(f'<div class="card">{one}</div>' for one in told) + "</div>"


def _table(table: Table) -> Iterator[str]:
    columns = "".join(f'<col style="width:{share:.0%}">' for share in table.widths)
    head = "".join(f'<th scope="col">{_safe(cell)}</th>' for cell in table.head)
    yield f'<div class="wide"><table><colgroup>{columns}</colgroup>'
    yield f"<thead><tr>{head}</tr></thead><tbody>" if table.head else "<tbody>"
    yield from (f"<tr>{_each('td', row)}</tr>" for row in table.rows)
    yield "</tbody></table></div>"


def _moment(moment: Moment, lang: Lang) -> Iterator[str]:
    yield f'<div class="moment"><div><span class="when">{_safe(moment.when)}</span>{_p(moment.length, "quiet")}</div><div>'
    yield f"<h3>{_safe(moment.title)}</h3>" if moment.title else ""
    yield "".join(map(_p, moment.paragraphs))
    yield f"<blockquote>{_safe(quoted(moment.said, lang))}</blockquote>" if moment.said else ""
    yield f"{''.join(_p(note, 'quiet') for note in moment.notes)}</div></div>"


def _bars(bars: Bars) -> Iterator[str]:
    """The number stands beside its bar as text, so that nothing is said by length or colour alone."""
    longest = max((value for _, value, _ in bars.rows), default=0) or 1
    yield f'<div class="bars">{_b(bars.label)}<dl>'
    for label, value, written in bars.rows:
        bar = f'<i style="width:{value / longest:.1%}"></i>' if value else ""
        yield f"<dt>{_safe(label)}</dt><dd>{bar}<span>{_safe(written)}</span></dd>"
    yield "</dl></div>"


def _each(tag: str, texts: Iterable[str]) -> str:
    return "".join(f"<{tag}>{_safe(text)}</{tag}>" for text in texts)


def _b(text: str) -> str:
    return f"<b>{_safe(text)}</b>" if text else ""


def _p(text: str, look: str = "") -> str:
    opening = f'<p class="{look}">' if look else "<p>"
    return f"{opening}{_safe(text)}</p>" if text else ""


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
