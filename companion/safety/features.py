"""A text as what the learned part of the screen counts: letters in a row, words and pairs of words, beginnings of words.

Each feature is a place in a table, found by hashing, so nothing of a text is kept and a word never seen costs nothing.
Pieces of a text (a sentence, or at most `LONGEST` words of one) are counted apart, and any run of pieces is their sum.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from companion.safety.fold import Token

BITS = 17
"""Each family has 2**BITS places; two features in one place are taken for one, which costs next to nothing."""
FAMILIES = 3
"""Letters, words, beginnings: each is brought to length 1 by itself, so that the many letters do not drown the words."""
PLACES = FAMILIES << BITS
LONGEST = 40
"""Words in a piece: of a sentence without an end, as hasty people write, the rest is a piece of its own."""
_LETTERS = range(3, 7)
_APART = range(1, 5)
"""How far apart two words may stand and still be a pair."""
_BEGINNING = 4

_BASE = np.uint64(1_000_003)
_MIX = np.uint64(0x9E37_79B9_7F4A_7C15)
_FIRST, _SECOND = np.uint64(0x85EB_CA6B_27D4_EB4F), np.uint64(0xC2B2_AE3D_27D4_EB4F)
_SHIFT = np.uint64(64 - BITS)

Places = NDArray[np.int64]
_Hashes = NDArray[np.uint64]


class Counted(NamedTuple):
    """Every feature of a text: its place, the piece it stands in and its family; how many pieces and words there are."""

    places: Places
    pieces: Places
    families: Places
    size: int
    words: int


def counted(words: list[Token]) -> Counted:
    """The features of a text, each as often as it occurs. Linear in its length."""
    if not words:
        nothing = np.zeros(0, np.int64)
        return Counted(nothing, nothing, nothing, 0, 0)
    pieces = _pieces(words)
    spelt = [word.word for word in words]
    found = [
        (0, _letters(spelt, pieces)),
        (1, _pairs(spelt, pieces)),
        (2, _pairs([word[:_BEGINNING] for word in spelt], pieces)),
    ]
    return Counted(
        np.concatenate([_place(hashes, family) for family, (hashes, _) in found]),
        np.concatenate([where for _, (_, where) in found]),
        np.concatenate([np.full(len(hashes), family, np.int64) for family, (hashes, _) in found]),
        int(pieces[-1]) + 1,
        len(words),
    )


def _pieces(words: list[Token]) -> Places:
    """The number of the piece each word stands in."""
    numbers: list[int] = []
    piece = -1
    for _, group in groupby(words, key=lambda word: word.sentence):
        for index, _ in enumerate(group):
            piece += index % LONGEST == 0
            numbers.append(piece)
    return np.array(numbers, np.int64)


def _place(hashes: _Hashes, family: int) -> Places:
    mixed = hashes ^ (hashes >> np.uint64(29))
    return ((mixed * _MIX) >> _SHIFT).astype(np.int64) + (family << BITS)


def _letters(words: list[str], pieces: Places) -> tuple[_Hashes, Places]:
    """Three to six letters in a row, the spaces between words included, within a piece."""
    ends = np.flatnonzero(np.diff(pieces, append=-1))
    lines: list[str] = []
    start = 0
    for end in ends.tolist():
        lines.append(" " + " ".join(words[start : end + 1]) + " ")
        start = end + 1
    codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    where = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    found: list[_Hashes] = []
    homes: list[Places] = []
    hashes = np.zeros(len(codes) + 1, np.uint64)
    for size in range(1, _LETTERS.stop):
        hashes = hashes[:-1] * _BASE + codes[size - 1 :]
        if size in _LETTERS and len(hashes):
            inside = where[: len(hashes)] == where[size - 1 :]
            found.append(hashes[inside] + np.uint64(size))
            homes.append(where[: len(hashes)][inside])
    return np.concatenate(found), np.concatenate(homes)


def _pairs(words: list[str], pieces: Places) -> tuple[_Hashes, Places]:
    """Single words, and pairs that stand up to four words apart in the same piece, however far."""
    single = np.array([_hash(word) for word in words], np.uint64)
    found, homes = [single * _FIRST], [pieces]
    for apart in _APART:
        together = pieces[:-apart] == pieces[apart:]
        if apart == 1:
            found.append((single[:-1] * _FIRST + single[1:] * _SECOND)[together])
        else:
            found.append((single[:-apart] * _SECOND + single[apart:] * _FIRST)[together])
        homes.append(pieces[apart:][together])
    return np.concatenate(found), np.concatenate(homes)


@lru_cache(maxsize=20_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
