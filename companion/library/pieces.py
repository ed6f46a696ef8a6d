"""A document as pieces that can be found and cited: split at headings and paragraphs, each with where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from companion.library.documents import Piece

LEAST, MOST = 80, 180
"""Words of a piece, about; a section shorter than LEAST is a piece all the same."""
_ALONE = 40
"""Words from which a section is a piece by itself."""
_LONGEST_WORD = 80
"""Characters; what goes on without a space for longer is cut."""
_LETTERS = re.compile(r"[^\W_]+")
_LIST_MARK = re.compile(r"^(?:[-–—•*]|\(?\d{1,2}[.)]|\(?[a-zæøå][.)])\s+", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"”“’»)]))(?<!\bfx\.)(?<!\bca\.)(?<!\bbl\.a\.)\s+(?=[\"”“»(–-]*[A-ZÆØÅ0-9])"
)
_REPEATED, _SHORT = 4, 25
"""A paragraph of at most so many words that stands so often is a header or a footer."""

_Path = tuple[str, ...]


class Block(NamedTuple):
    """A heading (`level` 1 to 6) or a paragraph (0), and the page or slide it begins on."""

    text: str
    level: int = 0
    page: int | None = None


def mark_of(blocks: Iterable[Block]) -> str:
    """16 hex digits that are the same for the same text, whatever the format, the line breaks and the list marks."""
    letters = sha256()
    for block in blocks:
        for word in _LETTERS.findall(_LIST_MARK.sub("", block.text).casefold()):
            letters.update(word.encode())
    return letters.hexdigest()[:16]


def without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without those that come again and again: page headers, footers, disclaimers. The first of them stays."""
    keys = [block.text.casefold() if _words(block.text) <= _SHORT else "" for block in blocks]
    often = {key for key, count in Counter(keys).items() if key and count >= _REPEATED}
    seen: set[str] = set()
    kept = []
    for block, key in zip(blocks, keys, strict=True):
        if key in seen & often:
            continue
        seen.add(key)
        kept.append(block)
    return kept


def split(blocks: Sequence[Block], slides: bool = False) -> tuple[Piece, ...]:
    """The pieces in order; what says the same as an earlier one is left out. Of slides each is by itself."""
    parts: list[_Part] = []
    for section in _sections(_headings_with_text(blocks)):
        for part in _portions(section):
            if parts and _may_join(parts[-1], part, slides):
                parts[-1] = parts[-1].and_(part)
            else:
                parts.append(part)
    return tuple(_numbered(parts))


def _numbered(parts: Iterable[_Part]) -> Iterator[Piece]:
    """The pieces, without those that hold no letter or what an earlier one holds."""
    seen = {""}
    for part in parts:
        key = "".join(_LETTERS.findall(part.text.casefold()))
        if key not in seen and any(map(str.isalpha, key)):
            yield Piece(number=len(seen), section=" › ".join(part.path), page=part.page, text=part.text)
            seen.add(key)


@dataclass(frozen=True)
class _Part:
    """Some paragraphs in runs, each under its own heading."""

    page: int | None
    runs: tuple[tuple[_Path, tuple[str, ...]], ...]

    @property
    def path(self) -> _Path:
        """The heading of the longest run; the others' stand in the text."""
        return max(self.runs, key=lambda run: sum(map(_words, run[1])))[0]

    @property
    def text(self) -> str:
        headed = (((*path[-1:], *run) if path != self.path else run) for path, run in self.runs)
        return "\n".join(paragraph for run in headed for paragraph in run)

    def and_(self, other: _Part) -> _Part:
        """Both as one."""
        (last, paragraphs), (first, more) = self.runs[-1], other.runs[0]
        if last == first:
            return _Part(self.page, (*self.runs[:-1], (last, paragraphs + more), *other.runs[1:]))
        return _Part(self.page, self.runs + other.runs)


def _may_join(before: _Part, part: _Part, slides: bool) -> bool:
    """A remainder goes to what is before it, and so does a short section beside, above or below another."""
    one, other = _words(before.text), _words(part.text)
    if one + other > MOST or min(one, other) >= _ALONE or (slides and before.page != part.page):
        return False
    above, below = before.path, part.path
    shortest = min(len(above), len(below))
    return above[:shortest] == below[:shortest] or above[:-1] == below[:-1]


def _headings_with_text(blocks: Sequence[Block]) -> list[Block]:
    """A heading with nothing under it, neither text nor deeper headings, is a paragraph: nothing would carry it."""
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        bare = block.level and (following is None or 0 < following.level <= block.level)
        kept.append(block._replace(level=0) if bare else block)
    return kept


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[_Path, list[Block]]]:
    """The paragraphs under each heading, with the headings above."""
    path: dict[int, str] = {}
    for is_heading, group in groupby(blocks, key=lambda block: block.level > 0):
        run = list(group)
        if not is_heading:
            yield tuple(path[level] for level in sorted(path)), run
            continue
        for heading in run:
            path = {level: text for level, text in path.items() if level < heading.level}
            path[heading.level] = heading.text


def _portions(section: tuple[_Path, list[Block]]) -> Iterator[_Part]:
    """A section in portions: one is closed at a paragraph when the next would be too much, or once it has LEAST words and a
    page ends."""
    path, paragraphs = section
    held: list[str] = []
    page = paragraphs[0].page
    for paragraph in paragraphs:
        for text in _shortened(paragraph.text):
            words = sum(map(_words, held))
            full = words + _words(text) > (MOST - 30 if words >= LEAST else MOST)
            if held and (full or (words >= LEAST and page != paragraph.page)):
                yield _Part(page, ((path, tuple(held)),))
                held = []
            page = page if held else paragraph.page
            held.append(text)
    yield _Part(page, ((path, tuple(held)),))


def _shortened(text: str) -> Iterator[str]:
    """A paragraph as it is, or one longer than a piece in groups of whole sentences; an endless sentence in runs of words."""
    if _words(text) <= MOST:
        yield text
        return
    group: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        words = _word_list(sentence)
        for run in (words[at : at + MOST] for at in range(0, len(words), MOST)):
            if group and len(group) + len(run) > MOST - 30:
                yield " ".join(group)
                group = []
            group += run
    yield " ".join(group)


def _word_list(text: str) -> list[str]:
    return [word[at : at + _LONGEST_WORD] for word in text.split() for at in range(0, len(word), _LONGEST_WORD)]


def _words(text: str) -> int:
    """How many words; what goes on without a space counts as several."""
    words = text.split()
    if len(text) <= _LONGEST_WORD or max(map(len, words), default=0) <= _LONGEST_WORD:
        return len(words)
    return sum(-(-len(word) // _LONGEST_WORD) for word in words)
