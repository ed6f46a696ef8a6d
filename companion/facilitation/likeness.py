"""How alike two texts are, by the words that carry them: for finding a theme in any inflection and for leaving out repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from companion.library.words import load_vocabulary, tokens

_ENDINGS = re.compile(r"(?:ernes?|enes?|nes|ne|ens|ets|ers|er|en|et|es|e|s)$")
"""Danish and English inflections of nouns and adjectives; what derives a new word ("-ing") is left on."""
_LEAST_STEM = 4
REPEATS = 0.5
"""From this likeness on two questions are taken for one within a set."""
_COMMON = frozenset({
    "leder", "ledere", "lederen", "din", "egen", "egne", "seneste", "sidst", "sidste", "siden", "hos", "jer", "først",
    "første", "næste", "gang", "arbejde", "leader", "leaders", "own", "manager", "last", "time", "since", "next", "first",
    "your", "work", "borger", "borgere", "kunde", "kunder", "citizen", "citizens", "customer", "customers",
})  # fmt: skip
"""Words that the form of a question brings along, and that make no two of them alike."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its inflection, where enough is left of it."""
    found = _ENDINGS.search(word)
    cut = word[: found.start()] if found and found.start() >= _LEAST_STEM else word
    return cut[:-1] if len(cut) > _LEAST_STEM and cut[-1] == cut[-2] else cut


def forms(text: str) -> tuple[str, ...]:
    """The words of a text without their inflections, in order."""
    return tuple(stem(word) for word in tokens(text))


def content(text: str) -> tuple[str, ...]:
    """The words of any weight: the small ones of both languages left out."""
    quiet = load_vocabulary().quiet
    return tuple(word for word in tokens(text) if word not in quiet)


@lru_cache(maxsize=20_000)
def weighty(text: str) -> frozenset[str]:
    """What a question is about: its words of weight without inflection and without what only its form brings along."""
    return frozenset(stem(word) for word in content(text) if word not in _COMMON)


def alike(one: str, other: str) -> float:
    """0 nothing in common, 1 the same words: twice what is shared over what there is in both. One shared word is only a subject
    in common, and counts for nothing."""
    mine, theirs = weighty(one), weighty(other)
    both = mine & theirs
    return 2 * len(both) / (len(mine) + len(theirs)) if len(both) > 1 else 0.0


def most_alike(text: str, others: Iterable[str]) -> float:
    """How alike it is to the one it is most like; 0 beside nothing."""
    return max((alike(text, other) for other in others), default=0.0)
