"""Neighbouring words of one name as one span: "Mette Holm Jensen", "Mohammed al-Hassan", "Karen M. Due", "Penrose & Sons"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from companion.confidentiality.entity import Entity, Kind
from companion.confidentiality.lexicon import compound, everyday, lexicon, words_of
from companion.confidentiality.marks import never_a_name
from companion.confidentiality.tokens import Token

_PARTICLES = words_of("von van de der den af da dos do di la le al el bin ibn ter ten zu zum du abu")
_FIRM = re.compile(r"\s?[&+]\s?$")
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:[A-ZÆØÅ]\s?\.\s?)+|(?:(?:von|van|da|dos|di|la|le|al|el|bin|ibn|ter|zu|du|abu)\s(?:de[rn]?\s)?|(?:St|Skt|Sct)\.?\s)+|"
    r"(?:Store|Lille|Gamle|Lange|Tykke|Old|Big|Little|Young)[\s-])$"
)
"""Initials, particles, "St" and the like in front of a name, as one searches backwards."""
_OWN_S = re.compile(r"(?:St|Skt|Sct)\b|[^&]+[&+]")
"""Where the last s is the workplace's own: "St Chad's", "Penrose & Sons"."""
_SHORT = frozenset("iåøaou")
"""Words of one letter, which are no initials."""
_MONTH_NAMES = words_of("maj juni april august may june")
"""Months that are names of people as well, after another name."""
_SURNAMES = words_of("holm lund dam berg kjær skov bach toft ravn lind møller krog due hald lang juul birk bjerg busk")


def spans(text: str, words: list[Token], marks: list[Kind | None]) -> Iterator[Entity]:
    """The names that the marked words make up, in order; the genitive stays outside."""
    at = 0
    while at < len(words):
        kind = marks[at]
        if kind is None:
            at += 1
            continue
        last = _reach(text, words, marks, at) if kind == "person" else _whole(words, marks, at)
        last, kind = _firm(words, marks, last, kind)
        start, end = words[at].start, words[last].name_end
        if words[at].capital and (before := _BEFORE.search(text, max(0, start - 16), start)):
            start = before.start()
        if kind == "organisation" and _OWN_S.match(text[start:]):
            end = words[last].end
        yield Entity(start=start, end=end, text=text[start:end], kind=kind)
        at = last + 1


def words_in(names: Iterable[str]) -> frozenset[str]:
    """The words of names that say something by themselves: no particles, no initials."""
    return frozenset(word for word in names if len(word) > 1 and word not in _PARTICLES)


def _whole(words: list[Token], marks: list[Kind | None], at: int) -> int:
    """The index of the last word of a workplace or place with a name of several words."""
    last = at
    while last + 1 < len(words) and marks[last + 1] == marks[at] and words[last + 1].gap == " ":
        last += 1
    return last


def _firm(words: list[Token], marks: list[Kind | None], last: int, kind: Kind) -> tuple[int, Kind]:
    """ "Penrose & Sons" is one firm, whatever the words are by themselves."""
    while last + 1 < len(words) and words[last + 1].capital and _FIRM.fullmatch(words[last + 1].gap):
        last, kind = last + 1, "organisation"
    return last, kind


def _reach(text: str, words: list[Token], marks: list[Kind | None], at: int) -> int:
    """The index of the last word that belongs to the name beginning at `at`; an initial with its full stop may end it."""
    last, ahead = at, at + 1
    while ahead < len(words) and words[last].name_end == words[last].end:
        word, initial = words[ahead], len(words[ahead].text) == 1
        after_initial = word.gap in {". ", " . "} and len(words[ahead - 1].text) == 1
        if word.gap not in {" ", "\u00a0"} and not after_initial:
            break
        small = words[at].text.islower()
        dot = text[word.end : word.end + 1] == "." and (word.capital or small)
        ends = initial and (dot or (small and word.key not in _SHORT))
        if ends or _belongs(word, marks[ahead], words[at].text, after_initial):
            last = ahead
        elif not (word.key in _PARTICLES or (initial and word.capital)):
            break
        ahead += 1
    return last


def _belongs(word: Token, mark: Kind | None, before: str, after_initial: bool) -> bool:
    """True when a word next to a name is part of it: "Due" in "Mette Due", though a dove is a bird."""
    lex, shouted, small = lexicon(), before.isupper(), before.islower()
    if mark == "person":
        return small or (word.capital and not (shouted and everyday(word.key))) or not everyday(word.stem)
    if mark == "place":
        return word.stem in lex.last
    if mark is None and not word.capital:
        return small and word.lettered and len(word.text) > 3 and (word.key in _SURNAMES or not compound(word.key))
    return (
        mark is None
        and word.capital
        and len(word.text) > 2
        and (not word.acronym or (shouted and (lex.named(word.stem) or not everyday(word.key))))
        and (after_initial or not word.opens)
        and (word.key in _MONTH_NAMES or not never_a_name(word))
    )
