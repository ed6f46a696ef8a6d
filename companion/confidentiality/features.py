"""What the learned part of the detector sees of a word: its form, its letters, the lists it is in, and its neighbours.

Whatever depends on the word alone is worked out once and kept, since the same few thousand words make up most of what
anybody writes; what is said of a neighbour is the same again, under another name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from companion.confidentiality.lexicon import compound, everyday, foreign_letters, job_title, lexicon
from companion.confidentiality.tokens import Token

_INSTITUTION = re.compile(
    r"(?:gården|gaarden|hjemmet|huset|skolen|centret|centeret|haven|parken|bakken|lunden|kilden|hospitalet|sygehuset|banken|"
    r"fonden|kommune|gruppen|forlag|teatret|museet|bureauet|byg|tek|soft|bit|lab|pharm|care|works|tech)s?$"
)
_GAPS = {" ": "_", "": "0", ", ": ",", " , ": ",", ". ": ".", " . ": "."}


class _Word(NamedTuple):
    """Features of one word, as said of itself, and the fewer that are said of it by the words beside it."""

    own: tuple[str, ...]
    opening: tuple[str, ...]
    """Added where the word opens a sentence: its capital says nothing there."""
    before: tuple[str, ...]
    after: tuple[str, ...]
    far_before: tuple[str, ...]
    far_after: tuple[str, ...]


def features(words: Sequence[Token]) -> list[list[str]]:
    """One list of features for each word of a text, in order."""
    known = [_word(word.text, word.key, word.stem) for word in words]
    return [_in_place(words, known, at) for at in range(len(words))]


def _in_place(words: Sequence[Token], known: Sequence[_Word], at: int) -> list[str]:
    here = known[at]
    found = [*here.own, _gap(words[at].gap)]
    if words[at].opens:
        found += here.opening
    if at:
        found += known[at - 1].before
    else:
        found.append("-1:none")
    if at > 1:
        found += known[at - 2].far_before
    if at + 1 < len(known):
        found += known[at + 1].after
        found.append(_next_gap(words[at + 1].gap, words[at + 1].opens))
    else:
        found.append("+1:none")
    if at + 2 < len(known):
        found += known[at + 2].far_after
    return found


@lru_cache(maxsize=4096)
def _gap(gap: str) -> str:
    return "g" + _plain(gap)


@lru_cache(maxsize=4096)
def _next_gap(gap: str, opens: bool) -> str:
    return f"n{_plain(gap)}{opens:d}"


def _plain(gap: str) -> str:
    return _GAPS.get(gap) or "".join(dict.fromkeys(char for char in gap.strip() if not char.isdigit()))[:3] or "_"


@lru_cache(maxsize=32768)
def _word(text: str, key: str, stem: str) -> _Word:
    shape, lists = _shape(text), _lists(key, stem)
    body = stem if len(stem) > 1 else key
    own = [
        "b", f"w={key}", f"h={shape}", f"l={lists}", f"hl={shape}{lists}", f"n={min(len(body), 12)}",
        *(f"s{size}={body[-size:]}" for size in (1, 2, 3, 4) if len(body) > size),
        *(f"p{size}={body[:size]}" for size in (2, 3, 4) if len(body) > size),
    ]  # fmt: skip
    own += [name for name, true in _flags(text, key, stem) if true]
    opening = (f"o={shape}", f"ol={lists}", f"os={body[-3:]}", "o")
    beside = (f"w={key}", f"h={shape}", f"l={lists}", f"s={key[-3:]}")
    far = (f"w={key}", f"h={shape}", f"l={lists}")
    return _Word(
        tuple(own),
        opening,
        tuple(f"-1{name}" for name in beside),
        tuple(f"+1{name}" for name in beside),
        tuple(f"-2{name}" for name in far),
        tuple(f"+2{name}" for name in far),
    )


def _flags(text: str, key: str, stem: str) -> tuple[tuple[str, bool], ...]:
    return (
        ("genitive", key != stem),
        ("institution", _INSTITUTION.search(key) is not None),
        ("title", job_title(key)),
        ("foreign", foreign_letters(key)),
        ("dash", "-" in text),
        ("double", re.search(r"([a-z])\1", key) is not None),
    )


def _shape(text: str) -> str:
    """ "Xx" for Mette, "XX" for HR, "xx" for møde, "Xx-Xx" for Anne-Mette, "X" for an initial."""
    plain = re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", _letters, text))
    return plain[:8]


def _letters(match: re.Match[str]) -> str:
    part = match.group()
    if part.islower():
        return "x" if len(part) == 1 else "xx"
    if part.isupper():
        return "X" if len(part) == 1 else "XX" if len(part) < 5 else "XXX"
    return "Xx" if part[0].isupper() and part[1:].islower() else "xX"


def _lists(key: str, stem: str) -> str:
    """Which lists know the word, a letter each: first name, surname, place, everyday, compound, never hidden."""
    lex = lexicon()
    return "".join(
        letter
        for letter, true in (
            ("F", stem in lex.first),
            ("L", stem in lex.last or (stem.endswith("sen") and len(stem) > 6)),
            ("P", stem in lex.places),
            ("E", everyday(key)),
            ("C", not everyday(key) and compound(key)),
            ("A", key in lex.allowed),
        )
        if true
    )
