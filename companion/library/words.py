"""What the search knows about words beyond their letters: knowledge/words.yaml."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from companion.resources import load_yaml
from companion.vocabulary import Lang

_DANISH = re.compile("[æøå]")


class Vocabulary:
    """Quiet words, families of words that ask for the same thing, and words the material says nothing about."""

    def __init__(self, quiet: dict[Lang, str], families: dict[str, list[str]], beyond: list[str]) -> None:
        self._quiet = {lang: frozenset(words.split()) for lang, words in quiet.items()}
        self.quiet = frozenset().union(*self._quiet.values())
        self._beyond = tuple(beyond)
        forms = [(form, name) for name, members in families.items() for form in members]
        self._forms = sorted(forms, key=lambda pair: (pair[0].endswith("*"), -len(pair[0])))
        self.family = lru_cache(maxsize=20_000)(self._family)
        """The family of a word, or "": a whole word goes before a beginning, a long beginning before a short one."""

    def _family(self, word: str) -> str:
        return next((name for form, name in self._forms if _fits(word, form)), "")

    def language(self, text: str, otherwise: Lang) -> Lang:
        """The language whose small words it uses more of; `otherwise` when neither."""
        words = tokens(text)
        counts = {lang: sum(word in quiet for word in words) for lang, quiet in self._quiet.items()}
        danish = bool(_DANISH.search(text.lower()))
        best = max(counts, key=lambda lang: (counts[lang] + danish * (lang == "da"), lang == otherwise))
        return best if counts[best] or danish else otherwise

    def says_something(self, text: str) -> bool:
        """False for small words alone."""
        return any(word not in self.quiet for word in tokens(text))

    def is_beyond(self, word: str) -> bool:
        """True for a word the material says nothing about."""
        return any(_fits(word, form) for form in self._beyond)


def tokens(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return re.findall(r"[^\W_]+", text.lower())


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary of the product."""
    raw = load_yaml("words.yaml")
    return Vocabulary(raw["quiet"], raw["families"], raw["beyond"])


def _fits(word: str, form: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form
