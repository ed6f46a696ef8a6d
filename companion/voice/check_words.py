"""Words and their kinship, as the checks read them: is this word the leader's, in whatever form or compound?

A light stemmer for each language. It errs on the side of kinship: what it misses would stop a good question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from companion.resources import load_yaml
from companion.vocabulary import Lang

_WORD = re.compile(r"[^\W\d_]+(?:['’\-\u2011][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_ENDINGS: dict[Lang, tuple[str, ...]] = {
    "da": (
        "ernes", "erende", "erede", "erne", "enes", "ende", "erer", "eret", "eren", "ene", "ede", "ens", "ets", "ere", "est",
        "este", "er", "en", "et", "es", "ed", "e", "s", "t", "n", "r",
    ),
    "en": ("ings", "ing", "edly", "ied", "ies", "ers", "est", "'s", "ed", "es", "er", "ly", "e", "s", "y"),
}  # fmt: skip
_LEAST = 3
_AKIN, _AKIN_SHARE = 5, 0.6
"""So many letters, and such a share of the longer of two words, must be the same from the beginning on."""
_PART = 4
"""Letters of a part of a compound."""


def words(text: str) -> list[str]:
    """The words of `text`, lowered, in order; figures too."""
    return [match.group().lower().replace("’", "'").replace("\u2011", "-") for match in _WORD.finditer(text)]


def stem(word: str, lang: Lang) -> str:
    """What a word has in common with its other forms: "samtalerne" → "samtal", "presset" → "pres", "sagde" → "sige". Not kept
    anywhere: it may be the leader's."""
    if head := families(lang).get(word):
        return head
    for ending in _ENDINGS[lang]:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _LEAST and word[-1] == word[-2] else word


class Known(NamedTuple):
    """A set of words to be recognised in other forms."""

    lang: Lang
    words: frozenset[str]
    stems: frozenset[str]

    def has(self, word: str) -> bool:
        """True for the word in this form or a regular other one."""
        root = stem(word, self.lang)
        return not self.words.isdisjoint((word, root)) or not self.stems.isdisjoint((word, root))

    def akin(self, word: str) -> bool:
        """True for a word made of the same root, or that is part of a compound of theirs, or the other way round."""
        root = stem(word, self.lang)
        return self.has(word) or any(_akin(root, other) for other in self.stems)


def _akin(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _PART:
        return False
    if long.startswith(short) or long.endswith(short):
        return True
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(short))
    return same >= _AKIN and same >= _AKIN_SHARE * len(long)


def known(texts: Iterable[str], lang: Lang) -> Known:
    """The words of `texts`."""
    found = frozenset(word for text in texts for word in words(text))
    parts = frozenset(part for word in found if not word.isalnum() for part in re.split(r"[-']", word) if part)
    return Known(lang, found | parts, frozenset(stem(word, lang) for word in found | parts))


@cache
def families(lang: Lang) -> dict[str, str]:
    """Forms that endings do not explain, each with the first of its family."""
    return {word: line.split()[0] for line in data()["families"][lang] for word in line.split()}


@cache
def asking(lang: Lang) -> Known:
    """The words any question may be made of (knowledge/checks.yaml)."""
    return known([data()["small"][lang], data()["asking"][lang]], lang)


@cache
def listed(name: str, lang: Lang) -> frozenset[str]:
    """A list of words in knowledge/checks.yaml."""
    return frozenset(data()[name][lang].split())


def weighty(text: str, lang: Lang) -> list[str]:
    """The words of `text` that say something by themselves; no figures."""
    return [word for word in words(text) if word not in listed("small", lang) and not word[0].isdigit()]


@cache
def data() -> dict[str, Any]:
    """knowledge/checks.yaml."""
    loaded: dict[str, Any] = load_yaml("checks.yaml")
    return loaded


def foreign(text: Sequence[str], case: Known) -> list[str]:
    """The words that are neither words of asking nor the leader's, nor a compound of such."""
    ask = asking(case.lang)
    return [word for word in dict.fromkeys(text) if not (ask.has(word) or case.akin(word) or _made_of(word, ask, case))]


def _made_of(word: str, ask: Known, case: Known) -> bool:
    """True for a compound of which both parts are known; English writes its own with a hyphen."""
    cuts = range(_LEAST, len(word) - _LEAST + 1) if case.lang == "da" else ()
    splits = [word.split("-", 1)] if "-" in word else [[word[:at], word[at:]] for at in cuts]
    return any(_is_part(head, ask, case) and _is_part(tail, ask, case) for head, tail in splits)


def _is_part(part: str, ask: Known, case: Known) -> bool:
    """In this very form, or as the leader has it in another; with the letter that joins it to the next."""
    forms = (part, part.removesuffix("s"), part.removesuffix("e"))
    return any(len(form) >= _PART and (form in ask.words or case.has(form)) for form in forms)
