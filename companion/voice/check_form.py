"""How a model's words are written, whatever they say: plain characters, no markup, no link, no stand-in for a name, and in the
language of the case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from companion.confidentiality.lexicon import compound
from companion.confidentiality.placeholders import placeholders
from companion.vocabulary import Lang
from companion.voice.check_words import Known, asking, data

_PLAIN = frozenset(".,:;?!…–—-‑\"”“„'’‘‚»«()/%&+ \u00a0\u202f")
_MARKUP = frozenset("*_`~#|<>[]{}\\^=•\n\r\t")
_LISTED = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-cA-C][.)]|[-–—•])\s")
_QUOTED_WHOLE = re.compile(r'^[”“"»«„][^”“"»«„]*[”“"»«]$')
_LINK = re.compile(
    r"://|\bwww\.|\bmailto:|\S@\S|\b[\w-]+\.(?:com|org|net|dk|eu|io|ai|info|gov|edu|app|no|se|de|uk)\b", re.IGNORECASE
)
_NEVER = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_OUTLANDISH = 0.4
"""The share of words that no list of Danish or English has, from which a text is in neither."""


def marked_up(text: str) -> bool:
    """True for anything that a page might take for markup, for items of a list, and for a text all in quotation marks."""
    return bool(_LISTED.match(text) or _QUOTED_WHOLE.match(text)) or not _MARKUP.isdisjoint(text)


def linked(text: str) -> bool:
    """True for an address of any kind."""
    return bool(_LINK.search(text))


def stands_in(text: str, unknown: Sequence[str]) -> bool:
    """True for a placeholder that stands for nobody: every other has become a name by now."""
    return bool(unknown) or any(True for _ in placeholders(text))


def outlandish(text: str, said: str) -> bool:
    """True for a character that cannot be seen, turns the direction of writing, or is of another script; and for any sign that
    is not plain punctuation, unless the leader wrote it."""
    return any(not _is_plain(char, said) for char in text if char not in _PLAIN and char not in _MARKUP)


def _is_plain(char: str, said: str) -> bool:
    kind = unicodedata.category(char)
    if kind in _NEVER:
        return False
    latin = kind[0] == "L" and unicodedata.name(char, "").startswith("LATIN")
    return latin or "0" <= char <= "9" or char in said


def in_other_tongue(text: Sequence[str], lang: Lang, case: Known) -> bool:
    """True when the words are of the other language of the product, or of neither."""
    other: Lang = "en" if lang == "da" else "da"
    told = [word for word in text if not word[0].isdigit() and not case.has(word)]
    ours, theirs = (sum(asking(one).has(word) for word in told) for one in (lang, other))
    if theirs > ours or not elsewhere().isdisjoint(told):
        return True
    strange = sum(not (asking(lang).has(word) or compound(word)) for word in told)
    return strange > 1 and strange >= _OUTLANDISH * len(text)


def elsewhere() -> frozenset[str]:
    """Words that neither Danish nor English has."""
    return frozenset(data()["elsewhere"].split())
