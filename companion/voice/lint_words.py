"""How the linter reads a text: quotations out, sentences apart, words lowered. And where its word lists come from.

Everything here takes linear time in the length of the text, whatever the text is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from companion.resources import load_yaml

QUOTE = "qq"
"""Stands in a sentence for a whole quotation, which is someone else's words and neither counted nor judged."""

_QUOTED = re.compile(
    r'”[^”]*”|“[^“”]*[“”]|„[^“”„]*[“”]|"[^"]*"|»[^«»]*«|«[^«»]*»'
    r"|(?<!\w)[’‘'](?:[^’‘'\n]|(?<=\w)[’'](?=\w)){1,300}[’'](?!\w)"
)
_LINK = re.compile(r"https?://\S+")
_TAG = re.compile(r"<[^<>]{0,300}>|&[a-z]{2,6};")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_ABBREVIATION = re.compile(
    r"\b(?:f\.\s?eks|bl\.\s?a|d\.\s?v\.\s?s|e\.g|i\.e|osv|mht|pga|kl|ca|dvs|evt|etc|vs|dr|mrs?|ms|nr|st|inkl|ift|vedr)\.",
    re.I,
)
_ORDINAL = re.compile(r"(?<=\d)\.(?=\s+\w)")
_TOKEN = re.compile(r"[^\W_]+(?:['’\-/][^\W_]+)*|\.{2,}|[?!.…,:;–—()\n]|(?<=\s)-(?=\s)")
_STOPS = frozenset("?!.\n")
_BREAKS = frozenset({",", ":", ";", "–", "—", "(", ")", "-", "…"})


Words = tuple[str, ...]
Clause = tuple[str, Words]


def framed(parts: Sequence[str]) -> str:
    """Words as the patterns of knowledge/lint.yaml read them."""
    return f" {' '.join(parts)} "


@dataclass(frozen=True)
class Sentence:
    """A sentence as lowered words and the marks between them. "I" alone keeps its capital: it is a pronoun."""

    tokens: Words
    end: str
    """The mark it ends with: "?", ".", "!", ":", a line break, or nothing."""

    @property
    def words(self) -> Words:
        """Words only, with a quotation as one word `QUOTE`."""
        return tuple(token for token in self.tokens if token not in _BREAKS)

    @property
    def length(self) -> int:
        """Number of words outside quotations."""
        return sum(word != QUOTE for word in self.words)

    @property
    def line(self) -> str:
        """The words as the patterns of knowledge/lint.yaml read them."""
        return framed(self.words)

    @property
    def clauses(self) -> list[Clause]:
        """The mark in front of each clause ("" for the first) and its words."""
        parts: list[tuple[str, list[str]]] = [("", [])]
        for token in self.tokens:
            if token in _BREAKS:
                parts.append((token, []))
            else:
                parts[-1][1].append(token)
        return [(mark, tuple(part)) for mark, part in parts if part]


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text`. A colon in front of a capital ends one too, as Danish writes it."""
    raw = [match.group() for match in _TOKEN.finditer(_plain(text))]
    found: list[Sentence] = []
    held: list[str] = []
    for position, token in enumerate(raw):
        following = raw[position + 1] if position + 1 < len(raw) else ""
        pauses = token in ":…" or token[0] == "."
        if token in _STOPS or (pauses and following[:1].isupper()):
            found.append(Sentence(tuple(held), token if token in _STOPS or token == ":" else "."))
            held = []
        else:
            held.append(_lowered(token))
    found.append(Sentence(tuple(held), ""))
    return [sentence for sentence in found if sentence.words]


def _lowered(token: str) -> str:
    if token == "I":
        return token
    if token[0] == ".":
        return "…"
    return token.lower().replace("’", "'")


def _plain(text: str) -> str:
    """`text` without markup, links, invisible characters and quotations."""
    text = unicodedata.normalize("NFC", text).replace("？", "?")
    text = _LINK.sub(QUOTE, _TAG.sub(" ", _INVISIBLE.sub("", _CONTROL.sub(" ", text)))).strip()
    whole = _QUOTED.fullmatch(text)
    if whole:
        text = text[1:-1]
    text = _QUOTED.sub(_stand_in, text)
    text = _ABBREVIATION.sub(lambda match: match.group().replace(".", ""), text)
    return _ORDINAL.sub("", text)


def _stand_in(match: re.Match[str]) -> str:
    """A quotation that is a sentence of its own ends one: ”Dårligt samarbejde.” Hvad skete der sidst?"""
    ends = match.group()[-2] in ".!?…" and match.string[match.end() : match.end() + 2].strip()[:1].isupper()
    return f" {QUOTE}. " if ends else f" {QUOTE} "


def without_fillers(parts: Sequence[str]) -> Words:
    """The words without the small ones that may stand in front of a question: "Og så: …", "So …"."""
    start = 0
    while start < len(parts) - 1 and parts[start] in words("filler"):
        start += 1
    if start and parts[start - 1] == "så" and parts[start] in words("subject"):
        start -= 1
    return tuple(parts[start:])


@cache
def words(name: str) -> frozenset[str]:
    """A word list of knowledge/lint.yaml."""
    return frozenset(_data()["words"][name].split())


@cache
def tags() -> frozenset[str]:
    """What may hang on a statement to make it a question: "ikke", "isn't it"."""
    return frozenset(" ".join(tag.split()) for tag in _data()["tags"].split("|"))


@cache
def pattern(finding: str, where: str) -> re.Pattern[str]:
    """All patterns for a finding in one kind of sentence, as one expression."""
    parts: dict[str, str] = {**_data()["parts"], "mild": f"(?:{'|'.join(sorted(words('mild')))})"}
    source = "|".join(_data()[finding][where])
    for _ in range(2):
        for name, fragment in parts.items():
            source = source.replace(f"{{{name}}}", fragment)
    return re.compile(source)


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = load_yaml("lint.yaml")
    return loaded
