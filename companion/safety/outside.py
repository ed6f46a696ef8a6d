"""What a leader asks the companion itself for and it does not do: advice, a letter, a verdict on somebody, law, treatment.

Deterministic, Danish and English in the same text, from the words of knowledge/outside.yaml and from what labelled texts
taught (companion/safety/requests.py). What the leader asks the network,
or tells that somebody else asked, is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import Field

from companion.resources import load_yaml
from companion.safety.requests import likely
from companion.vocabulary import Both, Lang, Word

_QUOTED = re.compile(
    r"[”“\"„»«][^”“\"„»«\n]{1,400}[”“\"„»«]|(?<!\w)[’‘'][^’‘'\n]{2,200}[’‘'](?!\w)",
)
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[^\s'’-]|\s-\s|\n")
_JOINS = frozenset({"og", "men", "så", "for", "and", "but", "so"})
"""A clause may begin behind a mark, or behind one of these."""
_FILLERS = frozenset(
    {"altså", "ok", "okay", "jamen", "nå", "hej", "bare", "venligst", "lige", "nu", "ærligt", "egentlig", "ja"}
    | {"well", "please", "just", "now", "hi", "hey", "then", "honestly", "yes"}
)
"""Words that may stand in front of what is asked."""
_LIST = re.compile(r"\(\?:([^()]*)\)|(\w+)")
_BLANK = re.compile(r"<(\w+)>")
_SAYING = frozenset(
    {"spurgte", "spørger", "sagde", "siger", "skrev", "skriver", "råbte", "tænkte", "tænker"}
    | {"asked", "asks", "said", "says", "wrote", "shouted", "thought"}
)
_TOLD = re.compile(r"[^.!?:\n]{0,40}:|(?: (?:mig|os|ham|hende|dem|me|us|him|her|them))?,", re.IGNORECASE)
"""What follows such a word in front of what somebody said: "hun spurgte mig: …"."""
_TELLER = re.compile(r" (?:han|hun|de|jeg|vi|en|min|[A-ZÆØÅ]\w+)\b")
_TOLD_AFTER = re.compile(r"[,?!]\s+(?:(?:he|she|they|I|we|my \w+) )?$")
"""What stands around it behind what somebody said: "… ?, sagde hun", "…, she said"."""
_END = re.compile(r"[.!?…\n]")
_VAGUE, _DEED = "other", "act"
"""The kind of a request that could be for anything, and of one for something to be done elsewhere."""


class _Kind(Word):
    asks: tuple[str, ...] = ()
    says: tuple[Both, ...] = Field(min_length=3)


@cache
def kinds() -> dict[str, _Kind]:
    """By name, the one that is answered first in front. What stands in angle brackets is filled in."""
    data: dict[str, Any] = load_yaml("outside.yaml")

    def whole(asks: str) -> str:
        return _BLANK.sub(lambda blank: data["words"][blank[1]], asks)

    return {
        name: _Kind(asks=tuple(map(whole, kind.get("asks", ()))), says=kind["says"])
        for name, kind in data["kinds"].items()
    }


def asked_for(text: str) -> str:
    """The kind of request in the text, the first of `kinds` if there are several; empty when there is none. Expressions tell
    it where they know it; else what labelled texts taught."""
    known = expressed(text)
    if known not in ("", _VAGUE):
        return known
    kind = likely(_own(_QUOTED.sub("x", text)))
    return kind if not known or kind == _DEED else known


def expressed(text: str) -> str:
    """The kind of request that the expressions of knowledge/outside.yaml know; empty when there is none."""
    spoken = _QUOTED.sub("x", text)
    words = list(_WORD.finditer(spoken))
    openings = _openings(spoken, words)
    found = [match for word in openings if (match := _asks(word[0].lower()).match(spoken, word.start()))]
    told = list(_told(spoken, words)) if found else []
    own = {match.lastgroup for match in found if not any(first <= match.start() < last for first, last in told)}
    return next((kind for kind in kinds() if kind in own), "")


def _own(spoken: str) -> str:
    """A text without what it says that somebody else said."""
    kept, place = "", 0
    for first, last in sorted(_told(spoken, list(_WORD.finditer(spoken)))):
        kept, place = kept + spoken[place : max(place, first)], max(place, last)
    return kept + spoken[place:]


def outside_text(kind: str, lang: Lang, before: int) -> str:
    """What is said to it, in other words than the last time; `before`: how many times it was asked for already."""
    says = kinds()[kind].says
    return says[before % len(says)].to(lang)


@cache
def _asks(opener: str) -> re.Pattern[str]:
    """What begins with that word, as one expression with a named group a kind."""
    asks = {name: [one for one in kind.asks if opener in _opened_by(one)] for name, kind in kinds().items()}
    return re.compile("|".join(f"(?P<{name}>{'|'.join(some)})" for name, some in asks.items() if some), re.IGNORECASE)


@cache
def openers() -> frozenset[str]:
    """The words that a request can begin with."""
    return frozenset().union(*(_opened_by(one) for kind in kinds().values() for one in kind.asks))


@cache
def _opened_by(asks: str) -> frozenset[str]:
    """The plain word, or list of words, that an expression begins with."""
    listed = _LIST.match(asks)
    assert listed, asks
    return frozenset(way.split(" ")[0].strip(",") for way in (listed[1] or listed[2]).split("|"))


def _openings(text: str, words: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The words a request can begin with, where they open a clause."""
    known = openers()
    for number, word in enumerate(words):
        if word[0].lower() in known and _opens(text, words, number):
            yield word


def _opens(text: str, words: list[re.Match[str]], number: int) -> bool:
    """Whether a clause begins at the word of that number, or before it with nothing but fillers between."""
    while number:
        before = words[number - 1]
        if _BREAK.search(text, before.end(), words[number].start()) or before[0].lower() in _JOINS:
            return True
        if before[0].lower() not in _FILLERS:
            return False
        number -= 1
    return True


def _told(text: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """From where to where somebody else is quoted without quotation marks."""
    for word in words:
        if word[0].lower() not in _SAYING:
            continue
        if before := _TOLD.match(text, word.end()):
            end = _END.search(text, before.end())
            yield before.end(), end.end() if end else len(text) + 1
        behind = _TOLD_AFTER.search(text, max(0, word.start() - 30), word.start())
        if behind and (behind[0].strip(" ,?!\n") or _TELLER.match(text, word.end())) and word[0].islower():
            yield 1 + max(text.rfind(mark, 0, behind.start()) for mark in ".!?…\n"), word.end()
