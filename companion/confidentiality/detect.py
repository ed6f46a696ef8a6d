"""What in a text identifies someone: names, places, organisations, numbers, addresses. Recall comes first.

A union: shapes (patterns.py, dates.py), the leader's own list and the case's memory, lists of names and the rule that a capital
inside a Danish or English sentence is a name (marks.py), and a small learned model (learned.py). Nothing is looked up outside
the machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from companion.confidentiality.entity import Entity, Kind
from companion.confidentiality.follow import ASKS, owns
from companion.confidentiality.genitive import language
from companion.confidentiality.learned import Guess, guesses, manner_of
from companion.confidentiality.lexicon import compound, everyday, key_of, lexicon, stem_of
from companion.confidentiality.marks import COMMON, by_rule, never_a_name
from companion.confidentiality.patterns import shaped
from companion.confidentiality.spans import spans, words_in
from companion.confidentiality.tokens import Token, tokens

__all__ = ["Entity", "Kind", "find"]

_ENOUGH, _ENOUGH_LOWER, _ENOUGH_KNOWN, _ENOUGH_EVERYDAY, _ENOUGH_DOUBTED = 0.07, 0.14, 0.03, 0.18, 0.9
"""The probability from which a word is hidden: in a text with capitals, in one without, for a name of the case, for an everyday
word where a capital says nothing, and for a word without the capital that its text gives names. Low, since a name that gets out
cannot be called back."""
_SURE, _PLAIN, _NEVER = 0.5, 0.9, 2.0
"""From where the learned part's kind is believed over what the rules make of the word, and where a name is one beyond doubt."""


_VERB_FOLLOWS = frozenset(
    ["at", "vil", "ville", "skal", "skulle", "kan", "kunne", "må", "måtte", "bør", "to", "not", "cannot"]
)
"""After these a lower-case word that is a name and a verb is the verb: "jeg vil bo her"."""


def find(
    text: str, roster: Sequence[str] = (), known: Collection[str] = (), spared: Collection[str] = ()
) -> tuple[Entity, ...]:
    """Everything in `text` that identifies someone, in order, without overlap.

    `roster`: people of the case as the leader listed them. `known`: names already seen in the case. Both also count in
    lower case and by first name or surname alone, unless that word is an everyday one. `spared`: what the leader says is no
    name.
    """
    numbers = shaped(text)
    words = tokens(text, numbers)
    listed, memory = _keys(roster), _keys(known)
    english = language(text) == "en"
    owners = () if english else (word.key[:-1] for at, word in enumerate(words) if _owner(words, at))
    words = _stemmed(words, {*listed, *memory, *owners})
    initials = _initials((*roster, *known))
    marks = _with_guesses(words, by_rule(words, listed, memory), listed | memory)
    marks = [mark or ("person" if word.text in initials else None) for word, mark in zip(words, marks, strict=True)]
    heard = [w for w, m in zip(words, marks, strict=True) if m == "person" and w.capital and len(w.stem) > 1]
    if heard:
        words = words if english else _stemmed(words, {word.stem for word in heard})
        marks = [mark or _recall(word, heard) for word, mark in zip(words, marks, strict=True)]
    said = {key_of(word) for word in spared}
    found = (one for one in (*numbers, *spans(text, words, marks)) if key_of(one.text) not in said)
    return tuple(sorted(found, key=lambda entity: entity.start))


def _keys(names: Iterable[str]) -> frozenset[str]:
    """Every word of every name, by itself; particles and initials say nothing alone."""
    return words_in(stem_of(token.key) for name in names for token in tokens(name))


def _initials(names: Iterable[str]) -> frozenset[str]:
    """ "MKJ" for Maja Krogh Jensen, where that is not something else as well."""
    parts = ([token.text[0].upper() for token in tokens(name)] for name in names)
    letters = ("".join(part) for part in parts if len(part) > 1)
    return frozenset(
        short for short in letters if short.lower() not in lexicon().allowed and not everyday(short.lower())
    )


def _owner(words: list[Token], at: int) -> bool:
    """True for a name no list has, in the genitive: "Houmarks smukke udspil"."""
    word = words[at]
    return word.capital and word.stem == word.key and not everyday(word.key) and owns(words, at)


def _stemmed(words: list[Token], names: Collection[str]) -> list[Token]:
    """The words again, the genitive of names that no list has taken off: "Qvarnellas" where Qvarnella is known."""
    return [
        word._replace(stem=word.key[:-1])
        if word.stem == word.key and word.key[-1:] == "s" and word.key[:-1] in names and not lexicon().named(word.key)
        else word
        for word in words
    ]


def _with_guesses(words: list[Token], marks: list[Kind | None], names: Collection[str]) -> list[Kind | None]:
    """What the rules found and what the learned part found; neither is asked to agree."""
    manner = manner_of(words)
    guessed, cased = guesses(words, manner), manner in ("cased", "capitals")
    names = {
        *names,
        *(word.stem for word, guess in zip(words, guessed, strict=True) if guess and _plainly(word, guess)),
    }
    befores = ["", *(word.key for word in words)]
    return [
        mark if guess is None or guess.share < _least(word, guess, names, cased, before)
        else guess.kind if mark is None or guess.sure >= _SURE else mark
        for word, mark, guess, before in zip(words, marks, guessed, befores, strict=False)
    ]  # fmt: skip


def _plainly(word: Token, guess: Guess) -> bool:
    """True for a name that is one beyond doubt here, so that little need speak for it elsewhere in the text."""
    return guess.kind == "person" and guess.sure >= _PLAIN and len(word.stem) > 2 and not guess.doubted


def _least(word: Token, guess: Guess, names: Collection[str], cased: bool, before: str) -> float:
    """The probability from which a word is hidden; out of reach for what is never a name. `before`: the word in front."""
    enough = _ENOUGH if cased else _ENOUGH_LOWER
    if not word.lettered or len(word.stem) < 2:
        return _NEVER
    plain = everyday(word.stem) and (word.opens or not word.capital)
    if plain and not word.capital and (before in _VERB_FOLLOWS or (cased and word.key in COMMON)):
        return _NEVER
    if (plain and word.opens and word.capital and word.key in ASKS) or word.text.upper() == word.text.lower():
        return _PLAIN
    if word.stem in names or word.key in names:
        return enough if plain else _ENOUGH_KNOWN
    if plain and word.key in COMMON:
        return _SURE
    if never_a_name(word):
        return _SURE if lexicon().named(word.stem) else _NEVER
    if guess.doubted:
        return _ENOUGH_DOUBTED
    if cased and not word.capital and compound(word.key):
        return _SURE
    return _ENOUGH_EVERYDAY if plain and word.capital else enough


def _recall(word: Token, heard: Sequence[Token]) -> Kind | None:
    """Memory within the text: a name seen once is known from then on, and before. One that is an everyday word too is known by
    its capital, if it had one where no sentence began."""
    same = [other for other in heard if other.stem == word.stem]
    if not same:
        return None
    if word.capital and any(not other.opens for other in same):
        return "person"
    return None if everyday(word.stem) or len(word.stem) < 3 or never_a_name(word) else "person"
