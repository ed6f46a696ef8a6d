"""The faults of text that was once set on a page: hyphens at line ends, ligatures, soft hyphens, odd spaces, running heads,
columns side by side, sentences cut in two by a box.

What a word looks like elsewhere in the same document decides where a hyphen is real: a dictionary would know fewer words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

_LIGATURES: dict[int, str | None] = {ord(letter): unicodedata.normalize("NFKC", letter) for letter in "ﬀﬁﬂﬃﬄﬅﬆ"}
_INVISIBLE: dict[int, str | None] = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xAD]
)
"""Zero-width characters, marks of direction, and the soft hyphen where no line ends."""
_BULLETS: dict[int, str | None] = dict.fromkeys(
    [0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0x25CF, 0x25AA, 0x25E6, 0x2219], "•"
)
"""The bullets of Word's symbol typefaces, which have no character of their own, and others like them."""
_LINE_END_HYPHEN = re.compile(r"[\u00ad\u2010\u2011\ufffe\x02]\s*$")
_SPACE = re.compile(r"[^\S\n]+")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_LONGEST_WORD = 60
_GOES_ON = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"\b([a-zæøå]{3,})-([a-zæøå]{3,})\b")
_SUSPENDED = frozenset({"og", "eller", "samt", "til", "som", "and", "or", "to"})
"""After "leder- " they show that the hyphen stands for a word to come: "leder- og medarbejderudvikling"."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:side|page|s\.|p\.)\s*)?\d{1,4}(?:\s*(?:/|af|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_OUTER_NUMBER = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")
_RUNNING_HEAD = 80
"""Characters of a running head at most."""
_EDGE = 3
"""Lines from the top and the bottom of a page among which running heads and page numbers stand."""
_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
_WINDOW = 120
"""Lines looked at together for columns: more than a page has."""
_LEAST_ROWS = 4
"""Lines side by side before they count as columns."""


def clean(text: str) -> str:
    """One way to write each letter, ordinary spaces, and nothing that cannot be seen. Line ends stay."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole = unicodedata.normalize("NFC", whole).translate(_LIGATURES | _BULLETS | _INVISIBLE)
    return _SPACE.sub(" ", "".join(char if char == "\n" or char.isprintable() else " " for char in whole))


def line(text: str) -> str:
    """One line, cleaned; a hyphen at its end that only a typesetter put there is an ordinary one, for `join` to judge."""
    return clean(_LINE_END_HYPHEN.sub("-", text)).strip()


def known_words(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands whole in the document, in small letters; words cut by a line's end count for nothing."""
    return Counter(
        word.lower() for text in lines for word in _WORD.findall(_BROKEN.sub("", text) if text.endswith("-") else text)
    )


def join(lines: Sequence[str], known: Counter[str]) -> str:
    """The lines of one paragraph as running text, the words that line ends cut in two made whole."""
    filled = [text for text in lines if text]
    linked = (_linked(before, following, known) for before, following in pairwise([*filled, ""]))
    return _HYPHENED.sub(lambda found: _whole_again(found, known), "".join(linked))


def _linked(before: str, following: str, known: Counter[str]) -> str:
    """A line as it stands before the following one: with a space, or without one, or without its hyphen."""
    if not following:
        return before
    broken = _BROKEN.search(before[-_LONGEST_WORD:]) if before.endswith("-") else None
    goes_on = _GOES_ON.match(following)
    if not broken or not goes_on:
        return before if before[-1] in "-/" and before[-2:-1].strip() else f"{before} "
    head, tail = broken[1], goes_on[0]
    if tail.lower() in _SUSPENDED and known[f"{head}{tail}".lower()] == 0:
        return f"{before} "
    return before if _is_real(head, tail, known) else before[:-1]


def _is_real(head: str, tail: str, known: Counter[str]) -> bool:
    """Does the hyphen at a line's end belong to the word? "BFA-værktøj" and "HR-chef" keep theirs."""
    if not tail[0].islower() or len(head) == 1 or (head.isupper() and len(head) < 6):
        return True
    return known[f"{head}-{tail}".lower()] > known[f"{head}{tail}".lower()]


def _whole_again(found: re.Match[str], known: Counter[str]) -> str:
    """A hyphen inside a line that an earlier line end left there: the document itself writes the word whole."""
    together = f"{found[1]}{found[2]}"
    return together if known[together] > 1 and known[found[0]] <= 1 else found[0]


def running_heads(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """For each page which of its lines are page numbers, or stand at the edge of one page after the other."""
    seen: Counter[str] = Counter()
    for number, page in enumerate(pages):
        seen.update({key for at in _edges(page) for key in _keys(page[at], number)})
    often = max(3, 0.3 * len(pages))

    def runs(text: str, number: int) -> bool:
        numbered = len(pages) > 1 and bool(_PAGE_NUMBER.fullmatch(text))
        return numbered or (len(text) <= _RUNNING_HEAD and any(seen[key] >= often for key in _keys(text, number)))

    return [{at for at in _edges(page) if runs(page[at], number)} for number, page in enumerate(pages)]


def _keys(text: str, number: int) -> set[str]:
    """A line as it is, and without the number of its page: "Håndbog 7" on one page is "Håndbog 8" on the next."""
    small = text.lower()
    return {small, _OUTER_NUMBER.sub(lambda found: f"#{int(found[0]) - number}", small)}


def _edges(page: Sequence[str]) -> set[int]:
    """Where the first and the last lines of a page stand that hold anything."""
    filled = [at for at, text in enumerate(page) if text.strip()]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def untangled(lines: Sequence[str]) -> list[str]:
    """Lines in which two columns stand side by side, a gutter of spaces between: first the left one, then the right one.
    Tables stay as they are: their cells are short."""
    return [text for at in range(0, len(lines), _WINDOW) for text in _untangled(lines[at : at + _WINDOW])]


def _untangled(lines: Sequence[str]) -> list[str]:
    starts = Counter(found.end() for text in lines for found in _GUTTER.finditer(text))
    for at, count in starts.most_common(3):
        rows = [row for row, text in enumerate(lines) if _is_parted(text, at)]
        if count < _LEAST_ROWS or len(rows) < _LEAST_ROWS:
            continue
        first, last = _reach(lines, rows, at)
        left = [text[:at].rstrip() for text in lines[first:last]]
        right = [text[at:].strip() for text in lines[first:last]]
        if _is_prose(left) and _is_prose(right):
            return [*_untangled(lines[:first]), *left, "", *right, *_untangled(lines[last:])]
    return list(lines)


def _is_parted(text: str, at: int) -> bool:
    return bool(text[:at].strip()) and bool(text[at:].strip()) and not text[at - 2 : at].strip()


def _reach(lines: Sequence[str], rows: Sequence[int], at: int) -> tuple[int, int]:
    """The stretch from the first parted line to the last that no line across the gutter comes before, and what is left of the
    longer column."""
    crossing = (row for row in range(rows[0], len(lines)) if lines[row][at - 2 : at].strip())
    until = next(crossing, len(lines))
    last = max(row for row in rows if row < until) + 1
    while last < until and lines[last].strip():
        last += 1
    first = rows[0]
    while first and lines[first - 1].strip() and not lines[first - 1][at - 2 : at].strip():
        first -= 1
    return first, last


def _is_prose(column: Sequence[str]) -> bool:
    words = [len(text.split()) for text in column if text.strip()]
    return len(words) >= _LEAST_ROWS and median(words) >= 3
