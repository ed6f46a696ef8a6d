"""Plain text and Markdown as blocks. In plain text paragraphs and headings are a matter of line lengths and capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from companion.library import heal
from companion.library.pieces import Block

_BULLET = re.compile(r"^(?:[-–—•*]|\(?\d{1,2}[.)]|[a-zæøå]\))\s+")
_DASH = re.compile(r"^[-–—]\s+(?=[a-zæøå])")
"""A bullet, or a sentence going on after a dash."""
_SHOUTED = re.compile(r"^(?:[A-ZÆØÅ]+[\s,.:]+){1,}[A-ZÆØÅ]{2,}\b")
"""Words in capitals with which some layouts begin a section."""
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.:)]?\s+\S")
_ENDS = re.compile(r"[.!?…:][\"”“’»)]*$")
_MARKS = re.compile(r"\*\*|__|^#{1,6}\s+|^>\s+")
"""What is left of Markdown in a text that was copied from a page."""
_CAPITALS = re.compile(r"[A-ZÆØÅ]{2,}\b")
_HEADING_WORDS = 14
_UNDER = 8
"""Words of the paragraph under a heading, at least."""
_CUT = re.compile(r"[^\W\d_]-$")
_A_PARAGRAPH = 120
"""Characters of a line that is a paragraph by itself, in a text whose lines are not cut to a width."""
_TAIL = 100
"""Characters at the end of a paragraph that are looked at when something is added to it."""
_IN_A_WORD = 9
_LONG = 4_000
"""Characters of a paragraph so long that nothing is added to it."""
_FAR = 60
"""Paragraphs within which a sentence that was cut in two may go on."""
_FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n(?:---|\.\.\.)\s*\n", re.DOTALL)


def text_blocks(text: str) -> tuple[list[Block], int | None]:
    """Plain text, and how many pages it has: a form feed, if there is one, parts them."""
    raw = [_parted_pages(page.expandtabs(4).splitlines()) for page in text.rstrip().split("\f")]
    lines = [[heal.line(found) for found in heal.untangled(page)] for page in raw]
    running = heal.running_heads(lines)
    pages = [
        ["" if at in heads else found for at, found in enumerate(page)]
        for page, heads in zip(lines, running, strict=True)
    ]
    known = heal.known_words(found for page in pages for found in page)
    count = len(pages) if len(pages) > 1 else None
    blocks = [
        Block(_MARKS.sub("", heal.join(group, known)), page=number if count else None)
        for number, page in enumerate(pages, 1)
        for group in _groups(page)
    ]
    return _with_headings(mended(blocks, known)), count


def _parted_pages(lines: Sequence[str]) -> list[str]:
    """A single space before a line that nothing else is indented around is what some converters make of a form feed."""
    parted: list[str] = []
    for before, found in pairwise(["", *lines]):
        if re.match(r" [^\sa-zæøå]", found) and not before.startswith(" "):
            parted.append("")
        parted.append(found)
    return parted


def _groups(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines of each paragraph."""
    run: list[str] = []
    for found in (*lines, ""):
        if found:
            run.append(found)
        elif run:
            yield from _parted(run)
            run = []


def _parted(run: Sequence[str]) -> Iterator[list[str]]:
    """Lines without an empty one between them, parted where a new paragraph begins."""
    width = max(map(len, run))
    group = [run[0]]
    for at, found in enumerate(run[1:], 2):
        if _begins(found, group, width, last=at == len(run)):
            yield group
            group = []
        group.append(found)
    yield group


def _begins(found: str, group: Sequence[str], width: int, last: bool) -> bool:
    """Does a line begin a new paragraph after the lines in `group`? `width`: of the longest line around; `last`:
    none follows."""
    before = group[-1]
    ended = bool(_ENDS.search(before))
    if _DASH.match(found) and not ended and not _DASH.match(group[0]):
        return False
    if _BULLET.match(found):
        return True
    if found[0].islower() or _CUT.search(before) or (before.isupper() and _CAPITALS.match(found)):
        return False
    early = len(before) < (0.85 if ended else 0.6) * width or (ended and not last and len(found) < 0.6 * width)
    shouted = bool(_SHOUTED.match(found)) and not _SHOUTED.match(before)
    headed = len(group) == 1 and (before.isupper() or before.endswith("?"))
    return early or shouted or headed or len(before) > _A_PARAGRAPH


def mended(blocks: Sequence[Block], known: Counter[str]) -> list[Block]:
    """Sentences cut in two by a page, an empty line or a box made whole: what begins in the middle of a sentence goes to the
    paragraph before it that most surely stops in the middle of one."""
    kept: list[Block] = []
    odds: list[int] = []
    for block in blocks:
        at = _cut_before(odds, len(block.text.split())) if _goes_on(block) else None
        if at is None:
            kept.append(block)
            odds.append(_unfinished(block))
        else:
            text = kept[at].text
            end = text.rfind(" ", 0, -_TAIL) + 1
            kept[at] = kept[at]._replace(text=text[:end] + heal.join([text[end:], block.text], known))
            odds[at] = _unfinished(kept[at])
    return kept


def _goes_on(block: Block) -> bool:
    return block.level == 0 and block.text[:1].islower() and not _BULLET.match(block.text)


def _cut_before(odds: Sequence[int], words: int) -> int | None:
    """Where the sentence that goes on with so many words began; the nearest, when several are as likely."""
    near = range(len(odds) - 1, max(-1, len(odds) - 1 - _FAR), -1)
    best, likely = 1, None
    for at in near:
        odd = odds[at] + (odds[at] > 0 and at == len(odds) - 1)
        if odd > best and (words > 2 or odds[at] == _IN_A_WORD or at == len(odds) - 1):
            best, likely = odd, at
    return likely


def _unfinished(block: Block) -> int:
    """How surely a paragraph stops in the middle: 0 not at all, 1 perhaps, 3 when it has whole sentences before that, and
    most surely in the middle of a word."""
    if block.level or len(block.text) > _LONG or _ENDS.search(block.text[-5:]):
        return 0
    if _CUT.search(block.text[-2:]):
        return _IN_A_WORD
    words = len(block.text.split())
    if words < 3:
        return 0
    return 3 if words > 15 and re.search(r"[.!?] ", block.text) and not _BULLET.match(block.text) else 1


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """A short line that ends in no full stop, stands once, and has a paragraph under it, is a heading."""
    counts = Counter(block.text for block in blocks)
    headed = []
    for at, block in enumerate(blocks):
        under = blocks[at + 1].text if at + 1 < len(blocks) else ""
        is_one = counts[block.text] == 1 and _may_head(block.text) and _is_text(under)
        headed.append(block._replace(level=1) if is_one else block)
    return headed


def _may_head(text: str) -> bool:
    if not text or len(text.split()) > _HEADING_WORDS or text[0].islower() or text[-1] in ".,;:…–-":
        return False
    return not _BULLET.match(text) or bool(_NUMBERED.match(text))


def _is_text(text: str) -> bool:
    return len(text.split()) >= _UNDER or bool(_BULLET.match(text))


def markdown_blocks(text: str) -> list[Block]:
    """Markdown, by its headings; what is written in HTML is left out."""
    from markdown_it import MarkdownIt

    blocks: list[Block] = []
    level, item = 0, False
    for token in MarkdownIt("commonmark").enable("table").parse(_FRONT_MATTER.sub("", text)):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "list_item_open":
            item = True
        elif token.type in ("inline", "fence", "code_block"):
            said = _said(token) if token.type == "inline" else heal.clean(token.content)
            if said.strip():
                blocks.append(Block(f"• {said.strip()}" if item else said.strip(), level))
            level, item = 0, False
    return blocks


def _said(token: object) -> str:
    """The words of a line of Markdown: of a link its text, of a picture what it is said to show."""
    parts = []
    for child in getattr(token, "children", None) or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type != "html_inline":
            parts.append(child.content)
    return heal.clean("".join(parts))
