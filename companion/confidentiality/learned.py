"""The learned part of the detector: two small conditional random fields, one for text with capitals and one for text without.

Trained by `evals/confidentiality/train.py` on the Danish Dependency Treebank's names (DaN+, CC BY-SA 4.0) and on made-up
leader texts; the models lie in knowledge/names/ and are read the first time a text is searched.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from companion.confidentiality.entity import Kind
from companion.confidentiality.features import features
from companion.confidentiality.kept import Kept
from companion.confidentiality.tokens import Token
from companion.resources import folder

if TYPE_CHECKING:
    from pycrfsuite import Tagger

KINDS: dict[str, Kind] = {"P": "person", "O": "organisation", "L": "place"}
"""The letter of a label and what it stands for; a label begins with B or I."""
_LEAST = 0.02
"""Less than this share of probability is not worth telling."""
_FEW_CAPITALS = 0.34
_BESIDE = 4
"""So many words beside a sentence are read with it, as a name may go on there or a word of it hang on one there."""
_SEEN = _BESIDE + 2
"""What is seen of a word is two words on either side of it: all that a sentence's guesses depend on."""
_SHORT = 8
"""Words of a sentence that is not read by itself."""
Manner = Literal["cased", "capitals", "lower", "shouted"]


class Guess(NamedTuple):
    """What a word may be, and with which probability: `share` for being hidden at all, `sure` for being of this kind."""

    kind: Kind
    share: float
    sure: float
    doubted: bool = False
    """True for a word without a capital in a text that has them elsewhere."""


class _Sentence(NamedTuple):
    """The words of [start, end) of `words`, which has those beside them."""

    start: int
    end: int
    words: Sequence[Token]


_kept: Kept[tuple[tuple[int, Guess], ...]] = Kept(8192)


def guesses(words: Sequence[Token], manner: Manner) -> list[Guess | None]:
    """What each word of a text may be, or None. Safe to call from several threads."""
    if not words:
        return []
    told = [f"{len(word.gap)} {word.gap}{word.text} {word.stem} {word.opens:d}" for word in words]
    found: list[Guess | None] = [None] * len(words)
    for start, end in pairwise(_edges(words)):
        first, last = max(0, start - _SEEN), min(len(words), end + _SEEN)
        key = " ".join((manner, f"{start - first} {last - end}", *told[first:last]))
        sentence = _Sentence(start - first, end - first, words[first:last])
        for at, guess in _kept.of(key, partial(_guessed, manner, sentence)):
            found[start + at] = guess
    return found


def _edges(words: Sequence[Token]) -> list[int]:
    """Where a sentence begins, and the end; short ones go with what follows, so that little is read twice as a neighbour. Where
    an edge is must not hang on anything further off, or the same words would not be found again."""
    opening = [0, *(at for at, word in enumerate(words) if at and word.opens)]
    return [0, *(at for before, at in pairwise(opening) if at - before >= _SHORT), len(words)]


def manner_of(words: Sequence[Token]) -> Manner:
    """How a text is written, which says who reads it. Where sentences begin without capitals ("lower"), and where there is
    nothing else ("shouted"), a capital says nothing."""
    long = [word.text for word in words if len(word.text) > 2]
    if len(long) > 1 and sum(map(str.isupper, long)) > 0.8 * len(long):
        return "shouted"
    opening = [word for word in words if word.opens and word.lettered]
    if sum(word.text[0].isupper() for word in opening) <= _FEW_CAPITALS * len(opening):
        return "lower"
    return "capitals" if all(word.capital for word in words) else "cased"


def _guessed(manner: Manner, sentence: _Sentence) -> tuple[tuple[int, Guess], ...]:
    """What a sentence's words may be, each with its place in it."""
    words = sentence.words
    if manner in ("lower", "shouted"):
        found = _by("lower", sentence, [word.lowered() for word in words] if manner == "shouted" else words)
    else:
        found = _by("cased", sentence, words)
    if manner == "cased":
        lower = _by("lower", sentence, [word.lowered() for word in words])
        own = words[sentence.start : sentence.end]
        found = [one if word.capital else _higher(one, low) for word, one, low in zip(own, found, lower, strict=True)]
    return tuple((at, guess) for at, guess in enumerate(found) if guess)


def _higher(cased: Guess | None, lower: Guess | None) -> Guess | None:
    """For a word without a capital: the model that reads capitals, unless the other one sees more in it."""
    if lower is None or (cased is not None and cased.share >= lower.share):
        return cased
    return lower._replace(doubted=True)


def _by(name: str, sentence: _Sentence, words: Sequence[Token]) -> list[Guess | None]:
    """The words beside the sentence are read with it, those whose own neighbours are there."""
    model = _model(name)
    begin, stop = max(0, sentence.start - _BESIDE), sentence.end + _BESIDE
    with model.lock:
        model.tagger.set(features(words)[begin:stop])
        return [_guess(model, at - begin) for at in range(sentence.start, sentence.end)]


def _guess(model: _Model, at: int) -> Guess | None:
    share = model.tagger.marginal
    if 1.0 - share("O", at) < _LEAST:
        return None
    shares = {letter: sum(share(label, at) for label in labels) for letter, labels in model.labels.items()}
    if (whole := sum(shares.values())) < _LEAST:
        return None
    best = max(shares, key=lambda letter: shares[letter])
    return Guess(KINDS[best], whole, shares[best])


class _Model(NamedTuple):
    tagger: Tagger
    labels: dict[str, tuple[str, ...]]
    """The labels of each letter that the model knows."""
    lock: threading.Lock
    """A tagger keeps the text it was last given."""


@cache
def _model(name: str) -> _Model:
    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open(str(folder("knowledge") / "names" / f"{name}.crf"))
    known = set(tagger.labels())
    labels = {letter: tuple(sorted({f"B{letter}", f"I{letter}"} & known)) for letter in KINDS}
    return _Model(tagger, {letter: names for letter, names in labels.items() if names}, threading.Lock())
