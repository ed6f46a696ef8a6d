"""The word lists behind the detector, read from knowledge/names/ the first time a text is searched."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from companion.resources import folder


def words_of(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


_TITLES = tuple(
    words_of(
        """leder lederen chef chefen ansvarlig ansvarlige medarbejder medarbejderen assistent assistenten konsulent
        konsulenten lærer læreren pædagog pædagogen direktør direktøren koordinator formand formanden mester rådgiver
        repræsentant hjælper ske sken manager leader"""
    )
)
_NOUNS = tuple(words_of("en et erne ene ne ing ings hed else ede tion ion ment ness ies isk iske lige ligt igt"))
"""Endings no name has that is not in a list: definite nouns, abstract nouns, adjectives."""
_ENDINGS = ("en", "et", "erne", "ene", "er", "ens", "ets", "ernes", "enes", "n", "t", "ed", "ing")
_DOUBTFUL = tuple(words_of("er ers ed ly lig ige"))
_DANISH_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzæøåéüöä-'’")


class Lexicon(NamedTuple):
    """All lists, lower case. `words` are everyday words of either language; some are names as well."""

    first: frozenset[str]
    last: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    allowed: frozenset[str]

    def named(self, key: str) -> bool:
        """True for a listed first name or surname."""
        return key in self.first or key in self.last


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """The form a word is looked up by: composed, lower case, the Turkish dotted capital as a plain i."""
    return unicodedata.normalize("NFC", word).lower().replace("i̇", "i").replace("’", "'")


@cache
def lexicon() -> Lexicon:
    """The lists; some 50,000 words, read in a few hundredths of a second."""
    words = _read("words_da.txt") | _read("words_en.txt")
    return Lexicon(_read("first.txt"), _read("last.txt"), words, _read("places.txt"), _read("allowed.txt"))


def _read(name: str) -> frozenset[str]:
    text = (folder("knowledge") / "names" / name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=16384)
def stem_of(key: str) -> str:
    """The name without its genitive: "mettes" → "mette", "jonas" → "jonas", "anna's" → "anna"."""
    if key.endswith(("'s", "'")):
        return key.rstrip("s").rstrip("'") if key.endswith("'s") else key[:-1]
    lex = lexicon()
    if len(key) > 2 and key.endswith("s") and not lex.named(key) and key not in lex.places:
        if lex.named(key[:-1]) or key[:-1] in lex.places:
            return key[:-1]
        if re.search(r"(?:sen|gaard|gård|holm|lund|strup|ski|ov|ová?|ić|son)s$", key):
            return key[:-1]
    return key


_SHORTENED = ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't")


@lru_cache(maxsize=16384)
def everyday(key: str) -> bool:
    """True when a word is in the everyday lists, or in its genitive or shortened ("that's", "don't"). A listed name never is by
    its genitive alone."""
    lex = lexicon()
    if key in lex.words:
        return True
    if "'" in key and key.endswith(_SHORTENED):
        body = next(key.removesuffix(end) for end in _SHORTENED if key.endswith(end))
        return body in lex.words and not (key.endswith("'s") and lex.named(body))
    return key.endswith("s") and key[:-1] in lex.words and not lex.named(key) and not lex.named(key[:-1])


@lru_cache(maxsize=16384)
def compound(key: str) -> bool:
    """True for an everyday word and for a long Danish compound of two: "vagtplanen", "plejehjemsleder"."""
    words = lexicon().words
    if everyday(key) or inflected(key):
        return True
    if "-" in key:
        return all(compound(part) for part in key.split("-") if part)
    if len(key) < 8:
        return False
    return any(_head(key[:cut], words) and _tail(key[cut:], words) for cut in range(3, len(key) - 2))


@lru_cache(maxsize=16384)
def inflected(key: str) -> bool:
    """True for another form of an everyday word: "makkeren", "skemaerne"."""
    words = lexicon().words
    return any(
        key.endswith(end) and len(key) - len(end) > 3 and (key[: -len(end)] in words or key[: -len(end)] + "e" in words)
        for end in _ENDINGS
    )


def _head(part: str, words: frozenset[str]) -> bool:
    return part in words or (part[-1] in "se" and len(part) > 3 and part[:-1] in words)


def _tail(part: str, words: frozenset[str]) -> bool:
    return part in words or (part.endswith("s") and len(part) > 4 and part[:-1] in words)


def foreign_letters(key: str) -> bool:
    """True for letters that Danish and English words do not have: such a word at a sentence start is a name."""
    return not _DANISH_LETTERS.issuperset(key)


def job_title(key: str) -> bool:
    """True for "afdelingsleder", "teamchefen" and the like."""
    return key.endswith(_TITLES)


def surely_noun(key: str) -> bool:
    """True for endings of definite and abstract nouns, and of job titles."""
    return key.endswith(_NOUNS) or job_title(key)


def maybe_noun(key: str) -> bool:
    """True for endings that nouns, adjectives and some names share: "møder", "Folmer"."""
    return key.endswith(_DOUBTFUL)
