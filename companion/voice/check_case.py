"""Whether a model's words stay with what the leader told: no fact, name or quotation that is not in the case, no word about it
that is not the leader's, and nothing that was asked before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from companion.confidentiality.detect import find
from companion.confidentiality.lexicon import lexicon
from companion.vocabulary import Lang
from companion.voice.check_words import Known, asking, foreign, known, listed, stem, weighty, words
from companion.voice.lint_words import words as lint_words

_QUOTED = re.compile(r'[”“„"»«]([^”“„"»«]+)[”“"»«]|(?<!\w)[’‘\']([^’‘\']+)[’‘\'](?!\w)')
_CAPITAL = re.compile(r"(?<=[^\s.!?:…–—”“\"»«(])\s+[”“\"»«(]?(?P<word>[^\W\d_a-zæøå][\w'’-]+)")
_PAST = re.compile(
    r"\bi (?:går|forgårs)\b(?! i stå| galt)|\bforleden\b|\b(?:sidste|forrige) (?:uge|måned|år)\b|\byesterday\b"
    r"|\b(?:last|previous) (?:week|month|year|night)\b"
)
_WHEN: dict[Lang, re.Pattern[str]] = {
    "da": re.compile(r"(?:^|[,–—] ?|\bog )(?:da|dengang|efter|efter at|siden)\b(?P<what>[^,.?!–—:;]*)"),
    "en": re.compile(r"(?<=.)\b(?:when|after|since)\b(?P<what>[^,.?!–—:;]*)"),
}
_SUPPOSED = re.compile(r"\b(?:hvis|if|forestil|imagine|suppose|ville|would)\b")
_SPELT = re.compile(r"[^\W\d_]+(?:['’\-\u2011][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_OPENS = re.compile(r"(?:[.!?,;:–—(”“\"»«]\s*|\s(?:og|men|for|så|and|but|so|then)\s)[\s”“\"»«(]*$", re.IGNORECASE)
_NEAR = 12
"""Characters that are looked at on either side of a quotation."""
_CLOSES = re.compile(
    r"(?P<mark>[.!?…]?)(?:$|[\s,;:–—)”“\"»«]+(?:$|(?:og|men|for|så|and|but|so)\b)|[.!?,;:–—)])", re.IGNORECASE
)
_SCALE = frozenset({"0", "1", "10", "100"})
_NUMBERED = frozenset({"person", "organisation", "place", "other"})
_COPIED = 8
"""So many words in a row of the prompt are copied from it."""
_COPIED_WHOLE = 4
_SAME = 0.7
"""The share of their telling words from which two questions are the same."""


class Case(NamedTuple):
    """The leader's words, and everything that is known by name."""

    lang: Lang
    text: str
    """What was said, lowered, with single spaces."""
    words: Known


def case_of(said: Iterable[str], names: Iterable[str], lang: Lang) -> Case:
    """`names`: whoever and whatever was named to the product."""
    texts = (*said, *names)
    return Case(lang, _flat(" \n ".join(texts)), known(texts, lang))


def _flat(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def quotes_what_was_not_said(text: str, case: Case) -> bool:
    """True for words in quotation marks that the leader did not write."""
    quoted = (_flat(one or other).strip(" .,!?…") for one, other in _QUOTED.findall(text))
    return any(one not in case.text for one in quoted)


def quoted_from(sentence: str, wanted: Sequence[str]) -> str:
    """The stretch of a sentence that has just these words, if it is one or more whole clauses of it."""
    found = list(_SPELT.finditer(sentence))
    spelt = [match.group().lower().replace("’", "'") for match in found]
    for at in range(len(spelt) - len(wanted) + 1):
        if spelt[at : at + len(wanted)] == list(wanted):
            start, end = found[at].start(), found[at + len(wanted) - 1].end()
            closes = _CLOSES.match(sentence[end : end + _NEAR])
            if closes and (not at or _OPENS.search(sentence[max(0, start - _NEAR) : start])):
                return sentence[start:end] + closes["mark"]
    return ""


def tells_a_figure(text: str, case: Case) -> bool:
    """True for a number, a day or a month the leader did not give; a scale and a stretch of time ahead are none."""
    told = words(text)
    scale = any(word.startswith(("skala", "scale")) for word in told)
    for word, following in zip(told, [*told[1:], ""], strict=True):
        counts = (
            word in listed("figures", case.lang)
            and not case.words.has(word)
            and following not in listed("spans", case.lang)
        )
        digits = word[0].isdigit() and word not in case.words.words and not (scale and word in _SCALE)
        if counts or digits:
            return True
    return False


def presumes(text: str, case: Case) -> bool:
    """True for what is told as having been, of which the leader told nothing: a time ("i går"), a deed ("da du spurgte hende"),
    a deed of someone who is not in the case."""
    flat = _flat(text)
    if _SUPPOSED.search(flat):
        return False
    if any(match.group() not in case.text for match in _PAST.finditer(flat)):
        return True
    when = {word for match in _WHEN[case.lang].finditer(flat) for word in words(match["what"])}
    told = words(flat)
    deeds = [word for word in told if word in listed("deeds", case.lang)]
    if any(word in when and not case.words.has(word) for word in deeds):
        return True
    return bool(deeds) and any(word in listed("afar", case.lang) and not case.words.akin(word) for word in told)


def names_another(text: str, case: Case) -> bool:
    """True for a name that nobody gave, and for a capital that is none of the leader's."""
    found = {word for entity in find(text) if entity.kind in _NUMBERED for word in words(entity.text)}
    capitals = {word for match in _CAPITAL.finditer(text) for word in words(match["word"])}
    capitals -= {"i", "i'm", "i've", "i'd", "i'll", "jer", "jeres", "de", "dem", "deres"}
    return any(not _is_known(word, case) for word in found | (capitals - lexicon().allowed))


def _is_known(word: str, case: Case) -> bool:
    return (
        case.words.has(word)
        or word in asking(case.lang).words
        or (word[-1] == "s" and case.words.has(word[:-1].rstrip("'")))
    )


def adds_to_the_case(text: str, case: Case) -> bool:
    """True for words about the case that are neither the leader's nor words of asking. One that is only thought of ("en
    tryllestav", "hvis …") takes nothing for granted."""
    told = [word for word in words(text) if not word[0].isdigit() and word not in listed("figures", case.lang)]
    added = [word for word in foreign(told, case.words) if not _is_known(word, case)]
    return len(added) > 1 or any(not _is_thought_of(told, told.index(word)) for word in added)


def strays(text: str, case: Case, least: float) -> bool:
    """True for a statement of which fewer than `least` of the words that say something are those of the case, or that has more
    than one that is of neither the case nor the words of asking."""
    told = weighty(text, case.lang)
    taken = sum(case.words.akin(word) for word in told)
    return taken < least * len(told) or len(foreign(told, case.words)) > 1


def judges(text: str, case: Case) -> bool:
    """True for a feeling or a verdict that the leader did not name."""
    named, stems = lint_words("emotion") | lint_words("verdict"), tuple(lint_words("stem"))
    judging = (word for word in words(text) if word in named or word.startswith(stems))
    return any(not case.words.akin(word) for word in judging)


def _is_thought_of(told: Sequence[str], at: int) -> bool:
    before = told[max(0, at - 2) : at]
    return not listed("thought_of", "da").union(listed("thought_of", "en")).isdisjoint(before)


def copies(text: str, system: str) -> bool:
    """True for what was taken from the prompt."""
    told, fixed = words(text), f" {' '.join(words(system))} "
    if len(told) >= _COPIED_WHOLE and f" {' '.join(told)} " in fixed:
        return True
    return any(f" {' '.join(part)} " in fixed for part in _runs(told, _COPIED))


def _runs(told: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    return (told[at : at + length] for at in range(len(told) - length + 1))


def repeats(text: str, asked: Iterable[str], lang: Lang) -> bool:
    """True for a question that is nearly one of those asked."""
    told = _telling(text, lang)
    return any(_shared(told, _telling(other, lang)) >= _SAME for other in asked)


def _telling(text: str, lang: Lang) -> Collection[str]:
    """The roots of the words that make a question this one and no other."""
    return frozenset(stem(word, lang) for word in words(text) if word not in listed("light", lang))


def _shared(one: Collection[str], other: Collection[str]) -> float:
    return len({*one} & {*other}) / max(1, len({*one} | {*other}))
