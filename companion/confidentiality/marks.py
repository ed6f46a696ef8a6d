"""What the rules make of a word: the leader's own list, the case's memory, the lists of names, and the capital inside a
Danish or English sentence."""

from __future__ import annotations

import re
from collections.abc import Collection

from companion.confidentiality.entity import Kind
from companion.confidentiality.follow import speaks_as_name
from companion.confidentiality.lexicon import (
    compound,
    everyday,
    foreign_letters,
    inflected,
    job_title,
    key_of,
    lexicon,
    maybe_noun,
    surely_noun,
    words_of,
)
from companion.confidentiality.tokens import Token

_FACILITY = re.compile(
    r"(?:hjem|hjemmet|skole|skolen|center|centeret|centret|have|haven|afdeling|afdelingen|firma|firmaet|virksomheden|"
    r"kommune|kommunen|butikken|hospitalet|sygehuset|afsnit|team|teamet|hus|huset|gruppen|institutionen|stuen)$"
)
_HOUSES = words_of(
    """hospital school academy college clinic hotel hospice nursery kindergarten infirmary manor primary
    skole plejehjem plejecenter børnehave vuggestue sygehus bosted bofællesskab fritidshjem lægehus gymnasium efterskole"""
)
"""What a workplace is called after its name."""
_ORGANISATION = re.compile(
    r".{3,}(?:kommune|kommunen|skolen|hjemmet|hospitalet|sygehuset|centret|centeret|banken|fonden|forbundet|"
    r"styrelsen|ministeriet|universitetet|foreningen|børnehaven|vuggestuen)s?$"
)
COMMON = words_of(
    """bo per hans mark max will may dag del tage vide ville line my jo love liv lykke april august juni maj hope art else do ho
    in an so le andre"""
)
"""Everyday words so common that even a listed name does not make them one in lower case."""
_LONG_ENOUGH = 5
"""Letters from which a word that differs by one is taken for a misspelt name."""
_TITLES = words_of("mr mrs ms miss dr fru hr frk prof pastor provst sister sir")
"""Whatever capital follows them is a name."""


def by_rule(words: list[Token], listed: Collection[str], memory: Collection[str]) -> list[Kind | None]:
    """What each word is by itself and by its neighbours, or None. `listed`, `memory`: words of the names that the leader
    listed, and of those seen in the case before; one that is misspelt by a letter counts as well."""
    known, lex = {*listed, *memory}, lexicon()
    marks = [
        _mark(words, at, listed, memory)
        if word.capital or word.stem in known or word.key in known or lex.named(word.stem)
        else _named_house(words, at)
        for at, word in enumerate(words)
    ]
    if not known:
        return marks
    near = _shortened_each(known)
    return [
        mark or ("person" if _misspelt(word, near) or _cut_short(word, known) else None)
        for word, mark in zip(words, marks, strict=True)
    ]


def _cut_short(word: Token, known: Collection[str]) -> bool:
    """True for the beginning or the end of a name of the case, used as a name: "Stoffers" where Kristoffer is known."""
    if not word.capital or word.acronym or never_a_name(word) or (word.opens and word.key in lexicon().words):
        return False
    forms = {form for form in (word.stem, word.key.removesuffix("s")) if len(form) >= _LONG_ENOUGH}
    return any(
        len(form) < len(name) and (name.startswith(form) or name.endswith(form)) for name in known for form in forms
    )


def _named_house(words: list[Token], at: int) -> Kind | None:
    """The name of a workplace typed without its capital: a word that is none, before what it names ("hollowmere animal
    hospital")."""
    word, after = words[at], words[at + 1 : at + 3]
    if not any(next_one.key in _HOUSES and next_one.gap == " " for next_one in after) or len(word.key) < _LONG_ENOUGH:
        return None
    plain = (
        not word.lettered or everyday(word.stem) or inflected(word.key) or never_a_name(word) or surely_noun(word.key)
    )
    return None if plain or after[0].gap != " " else "organisation"


def _misspelt(word: Token, near: frozenset[str]) -> bool:
    """True for a word that is no everyday one and differs by a letter, or two swapped, from a name of the case."""
    if (
        len(word.stem) < _LONG_ENOUGH
        or not word.lettered
        or everyday(word.stem)
        or compound(word.key)
        or never_a_name(word)
    ):
        return False
    return word.stem in near or not near.isdisjoint(_shortened(word.stem))


def _shortened_each(names: Collection[str]) -> frozenset[str]:
    long = [name for name in names if len(name) >= _LONG_ENOUGH]
    return frozenset(short for name in long for short in (name, *_shortened(name)))


def _shortened(name: str) -> frozenset[str]:
    """The word without one letter, each in turn but the first: two words that share one differ by little."""
    return frozenset(name[:at] + name[at + 1 :] for at in range(1, len(name)))


def never_a_name(word: Token) -> bool:
    """True for what only looks like a name: HR, Teams, "MUS-samtale"."""
    allowed = lexicon().allowed
    if word.key in allowed or word.key.split("'")[0] in allowed:
        return True
    head, dash, _ = word.text.partition("-")
    return bool(dash) and (head.isupper() or key_of(head) in allowed)


def _mark(words: list[Token], at: int, listed: Collection[str], memory: Collection[str]) -> Kind | None:
    word, lex = words[at], lexicon()
    if len(word.stem) < 2 or not word.lettered:
        titled = at and words[at - 1].key in _TITLES and words[at - 1].capital and word.gap in (" ", ". ")
        return "person" if titled and word.lettered and word.text.isupper() and word.text != "I" else None
    if word.stem in listed or word.key in listed:
        return _remembered(words, at, word.key in COMMON and everyday(word.stem) and not word.capital)
    if word.stem in memory or word.key in memory:
        return _remembered(words, at, everyday(word.stem) and not word.capital)
    if at and word.capital and words[at - 1].key in _TITLES and word.gap in (" ", ". ") and not word.acronym:
        return "person"
    if never_a_name(word):
        return "person" if word.stem in lex.first and word.capital and _told_of(words, at) else None
    if not word.capital:
        return _lower(word)
    if word.acronym:
        return "person" if len(word.stem) > 3 and word.stem in lex.first and not everyday(word.stem) else None
    if word.stem in lex.places or word.key in lex.places:
        return "place"
    return _opening(words, at) if word.opens else _inside(words, at)


def _remembered(words: list[Token], at: int, doubtful: bool) -> Kind | None:
    """A word of a known name: always, but where it is an everyday word what follows must speak for a name."""
    word = words[at]
    if not doubtful or (word.capital and not word.opens):
        return "person"
    return "person" if speaks_as_name(words, at) or word.key != word.stem else None


def _told_of(words: list[Token], at: int) -> bool:
    """True for a month or the like that is used as a name: "Mays plan virker", "May, som er elev"."""
    comma = at + 1 < len(words) and words[at + 1].gap.strip() == ","
    return (comma or words[at].key != words[at].stem) and speaks_as_name(words, at)


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
