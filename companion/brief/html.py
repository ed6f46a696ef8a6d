"""The brief as a fragment for the page, styled by brief.css beside this file. Every text is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from companion.brief import words
from companion.brief.layout import Ask, Block, Foot, Head, Quiet, Round, Said, blocks
from companion.vocabulary import CaseBrief

_TEMPLATE_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "{}$`"})
"""Harmless in HTML, but page frameworks read them as templates."""


def render_html(brief: CaseBrief) -> str:
    """An <article class="brief-page">; headings and answers lie in description lists, runs of them in one list."""
    inner = "".join(_group(said, list(group)) for said, group in groupby(blocks(brief), lambda b: isinstance(b, Said)))
    title = _inert(words.TITLE.to(brief.lang))
    return f'<article class="brief-page" lang="{words.LANGUAGE_TAG[brief.lang]}" aria-label="{title}">{inner}</article>'


def _group(said: bool, group: list[Block]) -> str:
    inner = "".join(_block(block) for block in group)
    return f'<dl class="brief-words">{inner}</dl>' if said else inner


def _block(block: Block) -> str:
    match block:
        case Head(line, facts):
            return f'<p class="brief-meta"><b>{_inert(line)}</b> <span>{_inert(facts)}</span></p>'
        case Ask(label, text):
            return f'<div class="brief-ask"><b>{_inert(label)}</b><p dir="auto">{_inert(text)}</p></div>'
        case Said(label, paragraphs):
            return f"<dt>{_inert(label)}</dt>" + "".join(f'<dd dir="auto">{_inert(text)}</dd>' for text in paragraphs)
        case Quiet(text):
            return f'<p class="brief-skipped">{_inert(text)}</p>'
        case Round():
            return "".join(_table(block))
        case Foot(text):
            return f'<p class="brief-foot">{_inert(text)}</p>'
        case _:
            assert_never(block)


def _table(part: Round) -> Iterator[str]:
    yield '<table class="brief-round"><thead><tr>'
    yield f'<th scope="col">{_inert(part.minute)}</th><th scope="col">{_inert(part.label)}</th></tr></thead><tbody>'
    for when, what in part.rows:
        yield f'<tr><td>{_inert(when)}</td><td dir="auto">{_inert(what)}</td></tr>'
    yield "</tbody></table>"


def _inert(text: str) -> str:
    return html.escape(text, quote=True).translate(_TEMPLATE_SIGNS)
