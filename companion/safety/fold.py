"""A text as words the screen can compare: small letters, no diacritics, hidden characters gone, places kept.

Every word remembers where it stands in the text as it was written, so that a signal can be quoted exactly.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

APART = 14
"""Empty slots between two sentences: more than any gap in a pattern, so no pattern reaches across a full stop."""

_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff"
_WORD = re.compile(rf"\w(?:[\w{_HIDDEN}\u0300-\u036f'’´`]*[\w\u0300-\u036f])?")
_STOP = re.compile(r"(?<!\d)\.|(?<=\d)\.(?=\s+[A-ZÆØÅ])|[!?…]|[\n\r\u2028]|[\u2600-\u27bf\U0001f300-\U0001faff]")
_BREAK = re.compile(r"[,;:()–—”“\"]")
_DROP = re.compile(rf"[{_HIDDEN}'’´`]")
_LONG = re.compile(r"([^\W\d])\1{2,}")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "ß": "ss", "œ": "oe"})


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One word without case, diacritics, apostrophes and hidden characters: "Vågnér" and "vaagner" become one."""
    plain = _LONG.sub(r"\1", _DROP.sub("", unicodedata.normalize("NFKC", word)).casefold()).translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


class Token(NamedTuple):
    """A folded word, its slot, its sentence, and where it stands in the text (code points, end exclusive)."""

    word: str
    slot: int
    sentence: int
    start: int
    end: int
    opens: bool
    """True when it is the first word of a clause (after a comma, a dash, a quotation mark or a full stop)."""


def tokens(text: str) -> list[Token]:
    """The words of a text in order. Linear in its length."""
    found: list[Token] = []
    slot, sentence, last = 0, 0, 0
    for start, end in _spans(text):
        plain = start == last + 1 and text[last] == " " and bool(found)
        stopped = bool(found) and not plain and bool(_STOP.search(text, last, start + 1))
        if stopped:
            slot, sentence = slot + APART, sentence + 1
        opens = not plain and (not found or stopped or bool(_BREAK.search(text, last, start)))
        found.append(Token(fold(text[start:end].replace(" ", "")), slot, sentence, start, end, opens))
        slot, last = slot + 1, end
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the words stand; four or more letters standing alone ("s e l v") are one word."""
    spans: list[tuple[int, int]] = []
    letters: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start == 1 and text[start].isalpha() and (not letters or start - letters[-1][1] == 1):
            letters.append((start, end))
            continue
        spans += _joined(letters)
        letters = []
        if end - start == 1 and text[start].isalpha():
            letters = [(start, end)]
        else:
            spans.append((start, end))
    return spans + _joined(letters)


def _joined(letters: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(letters[0][0], letters[-1][1])] if len(letters) >= 4 else letters
