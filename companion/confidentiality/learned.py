"""The learned part of the detector: two small conditional random fields, one for text with capitals and one for text without.

Trained by `evals/confidentiality/train.py` on the Danish Dependency Treebank's names (DaN+, CC BY-SA 4.0) and on made-up
leader texts; the models lie in knowledge/names/ and are read the first time a text is searched.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from companion.confidentiality.entity import Kind
from companion.confidentiality.features import features
from companion.confidentiality.tokens import Token
from companion.resources import folder

if TYPE_CHECKING:
    from pycrfsuite import Tagger

KINDS: dict[str, Kind] = {"P": "person", "O": "organisation", "L": "place"}
"""The letter of a label and what it stands for; a label begins with B or I."""
_LEAST = 0.02
"""Less than this share of probability is not worth telling."""
_FEW_CAPITALS = 0.34


class Guess(NamedTuple):
    """What a word may be, and with which probability: `share` for being hidden at all, `sure` for being of this kind."""

    kind: Kind
    share: float
    sure: float
    doubted: bool = False
    """True for a word without a capital in a text that has them elsewhere."""


def guesses(words: Sequence[Token]) -> list[Guess | None]:
    """What each word of a text may be, or None. Safe to call from several threads."""
    if not words:
        return []
    if not writes_capitals(words):
        return _by("lower", [word.lowered() for word in words] if _shouts(words) else words)
    cased = _by("cased", words)
    if all(word.capital for word in words):
        return cased
    lower = _by("lower", [word.lowered() for word in words])
    return [
        found if word.capital else _higher(found, low) for word, found, low in zip(words, cased, lower, strict=True)
    ]


def _higher(cased: Guess | None, lower: Guess | None) -> Guess | None:
    """For a word without a capital: the model that reads capitals, unless the other one sees more in it."""
    if lower is None or (cased is not None and cased.share >= lower.share):
        return cased
    return lower._replace(doubted=True)


def writes_capitals(words: Sequence[Token]) -> bool:
    """False for a text whose sentences begin without capitals, or that has nothing else: there a capital says nothing."""
    if _shouts(words):
        return False
    opening = [word for word in words if word.opens and word.lettered]
    return sum(word.text[0].isupper() for word in opening) > _FEW_CAPITALS * len(opening)


def _shouts(words: Sequence[Token]) -> bool:
    """True for a text all in capitals."""
    long = [word.text for word in words if len(word.text) > 2]
    return len(long) > 1 and sum(map(str.isupper, long)) > 0.8 * len(long)


def _by(name: str, words: Sequence[Token]) -> list[Guess | None]:
    model = _model(name)
    with model.lock:
        model.tagger.set(features(words))
        return [_guess(model, at) for at in range(len(words))]


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
