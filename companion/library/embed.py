"""Text as a vector, made on this machine from letters alone: no model, no download, the same on every machine.

A word is the sum of its character n-grams (3 to 6, hashed), so that inflections and the parts of a Danish compound
meet each other. A word that belongs to a family in knowledge/words.yaml also carries the family's own dimension, so
that *tit* meets *ofte*. Words weigh by how few cards use them; words no card uses weigh a little more, and words the
material says nothing about much more, so that a question on something else lands far from every card.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from companion.library.words import Vocabulary, load_vocabulary, tokens

DIMENSION = 1024

_NGRAMS = range(3, 7)
_QUIET, _UNKNOWN, _BEYOND = 0.35, 1.2, 3.0
_STEM = 5
"""Letters two words must share from the start for the one to make the other known."""

Vector = NDArray[np.float64]


class Embedder:
    """Vectors of unit length, weighted by the texts it was fitted on (one text a card)."""

    def __init__(self, texts: Iterable[str], words: Vocabulary | None = None) -> None:
        self._words = words or load_vocabulary()
        self._seen: set[str] = set()
        self._cards = 0
        self._spread: Counter[str] = Counter()
        for text in texts:
            known = set(tokens(text))
            self._cards += 1
            self._seen |= known
            self._spread.update({feature for word in known for feature in self._features(word)})
        self._stems = {word[:_STEM] for word in self._seen if len(word) >= _STEM}
        self._vector = lru_cache(maxsize=20_000)(self._word)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, of DIMENSION columns; a text without words is a row of zeros."""
        return np.array([self._text(text) for text in texts], dtype=np.float32).reshape(len(texts), DIMENSION)

    def _text(self, text: str) -> Vector:
        total = np.zeros(DIMENSION)
        for word, times in Counter(tokens(text)).items():
            total += (1 + math.log(times)) * self._vector(word)
        return _unit(total)

    def _word(self, word: str) -> Vector:
        """The word's own letters, as heavy as they are rare among the cards, and its family beside them."""
        grams = _grams(word)
        weights = [self._rarity(gram) for gram in grams]
        vector = np.zeros(DIMENSION)
        for gram, weight in zip(grams, weights, strict=True):
            place, sign = _place(gram)
            vector[place] += sign * weight
        vector = _unit(vector) * (sum(weights) / len(weights))
        if word in self._words.quiet:
            return vector * _QUIET
        return (vector + self._family(word)) * self._emphasis(word)

    def _family(self, word: str) -> Vector:
        """Spread over three places, so that a chance collision with one n-gram cannot stand in for the family."""
        vector = np.zeros(DIMENSION)
        if family := self._words.family(word):
            for mark in ("#", "##", "###"):
                place, sign = _place(mark + family)
                vector[place] += sign * self._rarity("#" + family) / math.sqrt(3)
        return vector

    def _emphasis(self, word: str) -> float:
        if self._words.is_beyond(word):
            return _BEYOND
        known = word in self._seen or word[:_STEM] in self._stems or bool(self._words.family(word))
        return 1.0 if known else _UNKNOWN

    def _features(self, word: str) -> list[str]:
        family = self._words.family(word)
        return [*_grams(word), *(["#" + family] if family else [])]

    def _rarity(self, feature: str) -> float:
        """Between 0 and 1: the square root keeps common subject words (network, meeting) from fading away."""
        most = math.log(self._cards + 1) + 0.3
        return math.sqrt((math.log((self._cards + 1) / (self._spread[feature] + 1)) + 0.3) / most)


@lru_cache(maxsize=20_000)
def _grams(word: str) -> tuple[str, ...]:
    edged = f"_{word}_"
    parts = [edged[at : at + size] for size in _NGRAMS for at in range(len(edged) - size + 1)]
    return (*parts, "=" + word)


@lru_cache(maxsize=100_000)
def _place(feature: str) -> tuple[int, int]:
    """Dimension and sign of a feature, the same on every machine and in every run."""
    number = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest(), "little")
    return number % DIMENSION, 1 - 2 * (number >> 63 & 1)


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
