"""Where what is already known stands in a text, however it is written: the last sweep behind the detector."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from companion.confidentiality.lexicon import everyday, key_of, lexicon
from companion.vocabulary import IdentifierKind

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_GAP = re.compile(r"\s{1,3}|[-_.\u2010-\u2015]")
_DIGITS = re.compile(r"\d(?:[\s.\-–/()]{0,2}\d)*")
_NUMBERS = frozenset({"cpr", "cvr", "phone", "account"})
_LEAST_DIGITS = 6


class Value(NamedTuple):
    """Something known: one written form of it. `always`: the leader marked it, so an everyday word counts as well."""

    text: str
    kind: IdentifierKind
    always: bool = False


class Stretch(NamedTuple):
    """A stretch of a text, [start, end), and what it is."""

    start: int
    end: int
    kind: IdentifierKind


class _Words(NamedTuple):
    """A value as look-up words with what stands between them."""

    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    value: Value


def standing(text: str, values: Iterable[Value]) -> list[Stretch]:
    """Every stretch of `text` that is one of `values`, the genitive outside; the longest first where several begin.

    In the case it was written a value always counts, elsewhere unless it is a single everyday word.
    """
    values = list(values)
    book: dict[str, list[_Words]] = defaultdict(list)
    for value in values:
        keys, gaps = _words_of(value.text)
        if any(len(key) > 1 for key in keys):
            book[keys[0]].append(_Words(keys, gaps, value))
    return [*_by_words(text, book), *_by_digits(text, values)] if book else []


@lru_cache(maxsize=4096)
def _words_of(value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    keys, gaps, _ = _split(value)
    return keys, gaps


def _split(text: str) -> tuple[tuple[str, ...], tuple[str, ...], list[tuple[int, int]]]:
    spans = [match.span() for match in _WORD.finditer(text)]
    keys = tuple(key_of(text[start:end]) for start, end in spans)
    gaps = tuple(text[end:start] for (_, end), (start, _) in pairwise(spans))
    return keys, gaps, spans


def _by_words(text: str, book: dict[str, list[_Words]]) -> Iterator[Stretch]:
    keys, gaps, spans = _split(text)
    after = 0
    for at, key in enumerate(keys):
        if at < after:
            continue
        here = book.get(key, []) + (book.get(key[:-1], []) if key[-1] == "s" else [])
        fits = [known for known in here if _fits(text, known, keys, gaps, spans, at)]
        if fits:
            known = max(fits, key=lambda one: (len(one.keys), len(one.keys[-1])))
            after = at + len(known.keys)
            end = spans[after - 1][1] - (keys[after - 1] != known.keys[-1])
            yield Stretch(spans[at][0], end, known.value.kind)


def _fits(
    text: str, known: _Words, keys: tuple[str, ...], gaps: tuple[str, ...], spans: list[tuple[int, int]], at: int
) -> bool:
    last = at + len(known.keys) - 1
    if (
        last >= len(keys)
        or keys[at:last] != known.keys[:-1]
        or keys[last] not in (known.keys[-1], known.keys[-1] + "s")
    ):
        return False
    for mine, there in zip(known.gaps, gaps[at:last], strict=True):
        if mine != there and not (_GAP.fullmatch(mine) and _GAP.fullmatch(there)):
            return False
    return len(known.keys) > 1 or known.value.always or _counts(text[slice(*spans[at])], keys[at], known.value)


def certain(value: Value) -> bool:
    """False for an everyday word typed small, unless the leader marked it."""
    return value.always or not _common(key_of(value.text)) or value.text != value.text.lower()


def _counts(word: str, key: str, value: Value) -> bool:
    """Whether a single word is the known one: as it was written with its capital, or in any case if no everyday word."""
    if word.startswith(value.text) and value.text != value.text.lower():
        return True
    return not _common(key) and not _common(key_of(value.text))


def _common(key: str) -> bool:
    return everyday(key) or key in lexicon().allowed


def _by_digits(text: str, values: list[Value]) -> Iterator[Stretch]:
    """Numbers in whatever spacing."""
    known = {"".join(re.findall(r"\d", one.text)): one for one in values if one.kind in _NUMBERS}
    known.pop("", None)
    for run in _DIGITS.finditer(text) if known else ():
        places = [at for at in range(*run.span()) if text[at].isdigit()]
        digits = "".join(text[at] for at in places)
        for number, value in known.items():
            at = digits.find(number) if len(number) >= _LEAST_DIGITS else -1
            while at >= 0:
                yield Stretch(places[at], places[at + len(number) - 1] + 1, value.kind)
                at = digits.find(number, at + len(number))
