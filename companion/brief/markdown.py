"""The brief as Markdown that is as readable raw as rendered, and in which nothing a leader wrote can act."""

from __future__ import annotations

import re
from typing import assert_never

from companion.brief.layout import Ask, Block, Foot, Head, Quiet, Round, Said, blocks
from companion.vocabulary import CaseBrief

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ACTIVE = re.compile(r"[\\`*_{}\[\]|~$^&<>]")
_AUTOLINK = re.compile(r"(?<=www)\.|:(?=//)|@", re.IGNORECASE)
"""What GitHub and others turn into a link without being asked."""


def render_markdown(brief: CaseBrief) -> str:
    """The whole brief, ending in a newline."""
    return "\n\n".join(_block(block) for block in blocks(brief)) + "\n"


def _block(block: Block) -> str:
    match block:
        case Head(line, facts):
            return f"**{inert(line)}** {inert(facts)}"
        case Ask(label, text):
            return f"> {labelled(label)} {inert(text)}"
        case Said(label, paragraphs):
            return f"{labelled(label)} " + "\n\n".join(inert(text) for text in paragraphs)
        case Quiet(text):
            return f"*{inert(text)}*"
        case Round():
            return _table(block)
        case Foot(text):
            return f"---\n\n{inert(text)}"
        case _:
            assert_never(block)


def labelled(label: str) -> str:
    """A heading that is already a question takes no colon."""
    return f"**{inert(label)}{'' if label.endswith('?') else ':'}**"


def _table(part: Round) -> str:
    rows = [(part.minute, part.label), ("---", "---"), *((when, inert(what)) for when, what in part.rows)]
    return "\n".join(f"| {when} | {what} |" for when, what in rows)


def inert(text: str) -> str:
    """For text within a line, where nothing it holds acts: at the beginning of one a # or a 1. still would."""
    safe = _ACTIVE.sub(lambda found: _ENTITIES.get(found[0], "\\" + found[0]), text)
    return _AUTOLINK.sub(lambda found: "\\" + found[0], safe)
