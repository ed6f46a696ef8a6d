"""What in a text identifies someone: names, places, organisations, numbers, addresses. Recall comes first.

Names are found by the leader's own roster, by memory within the case, by lists, and by the rule that a capital inside a
Danish or English sentence is a name. Nothing is looked up outside the machine.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from companion.confidentiality.entity import Entity, Kind
from companion.confidentiality.follow import owns, speaks_as_name
from companion.confidentiality.lexicon import (
    compound,
    everyday,
    foreign_letters,
    job_title,
    key_of,
    lexicon,
    maybe_noun,
    stem_of,
    surely_noun,
    words_of,
)
from companion.confidentiality.patterns import shaped
from companion.confidentiality.tokens import Token, tokens

__all__ = ["Entity", "Kind", "find"]

_PARTICLES = words_of("von van de der den af da dos do di la le al el bin ibn ter ten zu zum du abu")
_FACILITY = re.compile(
    r"(?:hjem|hjemmet|skole|skolen|center|centeret|centret|have|haven|afdeling|afdelingen|firma|firmaet|virksomheden|"
    r"kommune|kommunen|butikken|hospitalet|sygehuset|afsnit|team|teamet|hus|huset|gruppen|institutionen|stuen)$"
)
_ORGANISATION = re.compile(
    r".{3,}(?:kommune|kommunen|skolen|hjemmet|hospitalet|sygehuset|centret|centeret|banken|fonden|forbundet|"
    r"styrelsen|ministeriet|universitetet|foreningen|børnehaven|vuggestuen)s?$"
)
_COMMON = words_of(
    """bo per hans mark max will may dag del tage vide ville line my jo fred ben tom andre love liv lykke sten stig
    april august juni maj rose hope joy grace art bill sue rob lone else tea will don dan le so do ho in an"""
)
"""Everyday words so common that even a roster name does not make them one in lower case."""
_SURNAMES = words_of("holm lund dam berg kjær skov bach toft ravn lind møller krog due hald lang juul birk bjerg busk")
_INITIALS = re.compile(r"(?<!\w)(?:[A-ZÆØÅ]\.\s?)+$")


def find(text: str, roster: Sequence[str] = (), known: Collection[str] = ()) -> tuple[Entity, ...]:
    """Everything in `text` that identifies someone, in order, without overlap.

    `roster`: people of the case as the leader listed them. `known`: names already seen in the case. Both also count in
    lower case and by first name or surname alone, unless that word is an everyday one.
    """
    numbers = shaped(text)
    words = tokens(text, numbers)
    listed, memory = _keys(roster), _keys(known)
    words = _stemmed(words, listed | memory | {w.key[:-1] for at, w in enumerate(words) if _owner(words, at)})
    marks = [_mark(words, at, listed, memory) for at in range(len(words))]
    heard = {w.stem for w, m in zip(words, marks, strict=True) if m == "person" and w.capital and len(w.stem) > 2}
    if heard:
        words = _stemmed(words, heard)
        marks = [m or _recall(words, at, heard) for at, m in enumerate(marks)]
    found = [*numbers, *_groups(text, words, marks)]
    return tuple(sorted(found, key=lambda entity: entity.start))


def _keys(names: Iterable[str]) -> frozenset[str]:
    """Every word of every name, by itself; particles and initials say nothing alone."""
    keys = (stem_of(token.key) for name in names for token in tokens(name))
    return frozenset(key for key in keys if len(key) > 1 and key not in _PARTICLES)


def _owner(words: list[Token], at: int) -> bool:
    """True for a name no list has, in the genitive: "Houmarks smukke udspil"."""
    word = words[at]
    return word.capital and word.stem == word.key and not everyday(word.key) and owns(words, at)


def _stemmed(words: list[Token], names: Collection[str]) -> list[Token]:
    """The words again, the genitive of names that no list has taken off: "Qvarnellas" where Qvarnella is known."""
    return [
        replace(word, stem=word.key[:-1])
        if word.stem == word.key and word.key[-1:] == "s" and word.key[:-1] in names and not lexicon().named(word.key)
        else word
        for word in words
    ]


def _mark(words: list[Token], at: int, listed: Collection[str], memory: Collection[str]) -> Kind | None:
    """What one word is by itself, or None."""
    word = words[at]
    if len(word.stem) < 2 or not word.lettered:
        return None
    if word.stem in listed or word.key in listed:
        return _remembered(words, at, everyday(word.stem) and (word.opens or word.key in _COMMON))
    if word.stem in memory or word.key in memory:
        return _remembered(words, at, everyday(word.stem))
    lex = lexicon()
    if word.key in lex.allowed or word.key.split("'")[0] in lex.allowed or _allowed_part(word):
        return "person" if word.stem in lex.first and word.key != word.stem and speaks_as_name(words, at) else None
    if not word.capital:
        return _lower(word)
    if word.acronym:
        return "person" if len(word.stem) > 3 and word.stem in lex.first and not everyday(word.stem) else None
    if word.stem in lex.places or word.key in lex.places:
        return "place"
    return _opening(words, at) if word.opens else _inside(words, at)


def _allowed_part(word: Token) -> bool:
    """True for "HR-chef", "Teams-møde", "MUS-samtale"."""
    head, dash, _ = word.text.partition("-")
    return bool(dash) and (head.isupper() or key_of(head) in lexicon().allowed)


def _remembered(words: list[Token], at: int, doubtful: bool) -> Kind | None:
    """A word of a known name: always, but where it is an everyday word what follows must speak for a name."""
    word = words[at]
    if not doubtful or (word.capital and not word.opens):
        return "person"
    return "person" if speaks_as_name(words, at) or word.key != word.stem else None


def _lower(word: Token) -> Kind | None:
    """A name typed without its capital: only a listed one that is no everyday word; short surnames say too little."""
    lex = lexicon()
    if not (len(word.stem) > 2 and word.stem in lex.first) and not (len(word.stem) > 4 and word.stem in lex.last):
        return None
    return None if everyday(word.stem) or everyday(word.key) else "person"


def _inside(words: list[Token], at: int) -> Kind | None:
    """A capital inside a sentence is a name, unless it is an everyday word that no list knows as a name."""
    word, lex = words[at], lexicon()
    before = words[at - 1].key if at else ""
    if _ORGANISATION.match(word.key):
        return "organisation"
    if lex.named(word.stem):
        return "person"
    if _FACILITY.search(before) and word.gap == " ":
        return "organisation"
    if everyday(word.key) or (compound(word.key) and job_title(word.key)):
        return None
    return "place" if before in {"i", "in"} and word.gap == " " else "person"


def _opening(words: list[Token], at: int) -> Kind | None:
    """The first word of a sentence: a listed name, or an unknown word that stands where a name stands."""
    word, lex = words[at], lexicon()
    if lex.named(word.stem):
        plain = not everyday(word.stem) or (word.key != word.stem and not everyday(word.key))
        return "person" if plain or speaks_as_name(words, at) else None
    if compound(word.key):
        return None
    if _ORGANISATION.match(word.key):
        return "organisation"
    if foreign_letters(word.key):
        return "person"
    if surely_noun(word.key):
        return None
    return "person" if not maybe_noun(word.key) or speaks_as_name(words, at) else None


def _recall(words: list[Token], at: int, heard: set[str]) -> Kind | None:
    """Memory within the text: a name seen once is known from then on, and before."""
    word = words[at]
    if word.stem not in heard or everyday(word.stem) or word.key in lexicon().allowed:
        return None
    return "person"


def _groups(text: str, words: list[Token], marks: list[Kind | None]) -> list[Entity]:
    """Neighbouring words of one name as one span: "Mette Holm Jensen", "Mohammed al-Hassan", "Karen M. Due"."""
    found: list[Entity] = []
    at = 0
    while at < len(words):
        kind = marks[at]
        if kind is None:
            at += 1
            continue
        last = _reach(words, marks, at) if kind == "person" else at
        start, end = words[at].start, words[last].name_end
        if kind == "person" and (initials := _INITIALS.search(text, max(0, start - 12), start)):
            start = initials.start()
        found.append(Entity(start=start, end=end, text=text[start:end], kind=kind))
        at = last + 1
    return found


def _reach(words: list[Token], marks: list[Kind | None], at: int) -> int:
    """The index of the last word that belongs to the name beginning at `at`."""
    last, ahead = at, at + 1
    while ahead < len(words) and words[last].name_end == words[last].end:
        word = words[ahead]
        if word.gap not in {" ", "\u00a0", ". "} or (word.gap == ". " and len(words[ahead - 1].text) > 1):
            break
        if _belongs(word, marks[ahead], words[at].text):
            last = ahead
        elif not (word.key in _PARTICLES or (len(word.text) == 1 and word.capital)):
            break
        ahead += 1
    return last


def _belongs(word: Token, mark: Kind | None, before: str) -> bool:
    """True when a word next to a name is part of it: "Due" in "Mette Due", though a dove is a bird."""
    lex, shouted, small = lexicon(), before.isupper(), before.islower()
    if mark == "person":
        return word.capital or not everyday(word.stem)
    if mark == "place":
        return word.stem in lex.last
    if mark is None and not word.capital:
        return small and word.lettered and len(word.text) > 3 and (word.key in _SURNAMES or not compound(word.key))
    return (
        mark is None
        and word.capital
        and len(word.text) > 2
        and (not word.acronym or (shouted and (lex.named(word.stem) or not everyday(word.key))))
        and not (word.opens or word.key in lex.allowed or _allowed_part(word))
    )
