"""Words of a text, each knowing whether its capital says anything: at the start of a sentence it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from companion.confidentiality.entity import Entity
from companion.confidentiality.lexicon import key_of, stem_of, words_of

_LETTERS = r"\w[\w\u0300-\u036f]*"
_WORD = re.compile(rf"{_LETTERS}(?:[-'’\u2011]{_LETTERS})*")
_HYPHEN = re.compile(r"[-\u2011]")
_ENDS = re.compile(r"[.!?…:\n\r•*#|>]|^\s*[-–]\s")
_OPENS = re.compile(r"[\s(\[–-][”“„»«\"‘’'(\[]+$")
_ABBREVIATED = words_of(
    "bl f.eks eks d dr hr fr frk mr mrs ms prof kl ca nr st sct skt tlf afd evt inkl ift mht pga obs osv vedr jf"
)


class Token(NamedTuple):
    """One word. `key` is its look-up form, `stem` that without a genitive; `opens`: first in a sentence."""

    start: int
    end: int
    text: str
    key: str
    stem: str
    opens: bool
    gap: str
    """What stands between the word before and this one."""

    @property
    def capital(self) -> bool:
        """True when it begins with a capital: also "al-Hassan", not "e-mail" or "HR-chef"."""
        return self.text[0].isupper() or ("-" in self.text and self.text.rsplit("-", 1)[1][:1].isupper())

    def lowered(self) -> Token:
        """The same word as it would stand in a text without capitals."""
        return self._replace(text=self.text.lower())

    @property
    def lettered(self) -> bool:
        """True for words of letters alone: "B12" and "2026" are never names."""
        return self.text.isalpha() or not any(char.isdigit() or char == "_" for char in self.text)

    @property
    def acronym(self) -> bool:
        """True for "HR", "DSB", "TR's": all capitals, two to six letters."""
        body = re.sub(r"['’-]?(?:s|en|et|er|erne)$", "", self.text)
        return 2 <= len(body) <= 6 and body.isupper()

    @property
    def name_end(self) -> int:
        """Where the name itself ends: the genitive stays outside."""
        return self.end - (len(self.key) - len(self.stem)) if len(self.key) == len(self.text) else self.end


def tokens(text: str, taken: Sequence[Entity] = ()) -> list[Token]:
    """The words of `text` outside the stretches already `taken`."""
    found: list[Token] = []
    blocks = iter(taken)
    block = next(blocks, None)
    last = 0
    for start, end in _words(text):
        while block is not None and block.end <= start:
            last, block = max(last, block.end), next(blocks, None)
        if block is not None and end > block.start:
            continue
        gap = text[last:start]
        word = text[start:end]
        key = key_of(word)
        opens = (gap != " " or not last) and _opens(
            gap, found[-1].text if found and found[-1].end == last else "", not last
        )
        found.append(Token(start, end, word, key, stem_of(key), opens, gap))
        last = end
    return found


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Spans of words; "Mette-gruppen" gives Mette alone, "Anne-Mette" and "al-Hassan" stay whole."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        parts = _HYPHEN.split(word) if "-" in word or "\u2011" in word else ()
        if parts and parts[0][0].isupper() and not parts[0].isupper() and parts[1][0].islower():
            end = start + len(parts[0])
        yield start, end


def _opens(gap: str, before: str, first: bool) -> bool:
    if first and not before:
        return True
    if _OPENS.search(gap):
        return True
    if gap.startswith(".") and gap[1:].strip() == "" and _abbreviated(before):
        return False
    return _ENDS.search(gap) is not None


def _abbreviated(word: str) -> bool:
    """True for "hr." and for initials; "HR." ends a sentence."""
    return len(word) == 1 or (not word.isupper() and word.lower() in _ABBREVIATED)


def opens_sentence(text: str, position: int) -> bool:
    """True when a word put at `position` is the first of a sentence."""
    before = text[:position]
    words = _WORD.findall(before[-40:])
    end = before.rfind(words[-1]) + len(words[-1]) if words else 0
    return _opens(before[end:], words[-1] if words else "", not words)
