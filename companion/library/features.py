"""A question as what it is made of: the letters of its words, the words and pairs of words themselves, and the concepts of
the thesaurus that they belong to (knowledge/thesaurus.yaml)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from companion.library.words import tokens
from companion.resources import load_yaml
from companion.vocabulary import Lang

_LETTERS = range(3, 6)
_LEAST_STEM = 3


class Form(NamedTuple):
    """A form of two words or more. `open`: its last word may go on."""

    words: tuple[str, ...]
    open: bool
    concept: str


class Thesaurus:
    """The concepts of one language. A word belongs to those it is a form of, and to those of its longest open stem."""

    def __init__(self, concepts: dict[str, list[str]]) -> None:
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._forms: dict[str, list[Form]] = defaultdict(list)
        for concept, forms in concepts.items():
            for form in forms:
                words, is_open = tuple(tokens(form)), form.endswith("*")
                if len(words) == 1:
                    (self._stems if is_open else self._whole)[words[0]].append(concept)
                elif words:
                    self._forms[words[0]].append(Form(words, is_open, concept))

    def concepts(self, words: list[str]) -> list[str]:
        """Every concept that stands in the words, as often as it does."""
        found: list[str] = []
        for at, word in enumerate(words):
            found += self._of(word)
            found += [form.concept for form in self._forms.get(word, ()) if _stands(form, words[at:])]
        return found

    def _of(self, word: str) -> list[str]:
        stem = next((word[:size] for size in range(len(word), _LEAST_STEM - 1, -1) if word[:size] in self._stems), "")
        return self._whole.get(word, []) + self._stems.get(stem, [])


def _stands(form: Form, words: list[str]) -> bool:
    here = tuple(words[: len(form.words)])
    last = len(here) == len(form.words) and (
        here[-1] == form.words[-1] or (form.open and here[-1].startswith(form.words[-1]))
    )
    return last and here[:-1] == form.words[:-1]


@cache
def thesaurus(lang: Lang) -> Thesaurus:
    """The concepts of the product in `lang`."""
    return Thesaurus({name: forms[lang] for name, forms in load_yaml("thesaurus.yaml")["concepts"].items()})


def features(text: str, lang: Lang) -> list[str]:
    """Everything the text is made of, as often as it occurs."""
    words = tokens(text)
    found = [part for word in words for part in _letters(word)]
    found += [f"={word}" for word in words]
    found += [f"~{one} {two}" for one, two in pairwise(words)]
    return found + [f"#{concept}" for concept in thesaurus(lang).concepts(words)]


@lru_cache(maxsize=50_000)
def _letters(word: str) -> tuple[str, ...]:
    edged = f"_{word}_"
    return tuple(edged[at : at + size] for size in _LETTERS for at in range(len(edged) - size + 1))
