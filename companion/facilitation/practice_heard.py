"""What a question on the practice ground takes up of what was said, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from companion.facilitation.likeness import forms, stem, weighty
from companion.facilitation.practice_cases import CaseAnswer
from companion.facilitation.themes import steps
from companion.library.words import tokens
from companion.resources import load_yaml
from companion.vocabulary import LANGS, Lang

_ENDING = 3
"""Letters that a short word may have after it and still be the same: "kop", "koppen"."""
_SHOWN = 2
"""Words of the other that are repeated in the feedback."""
_LEAST, _MOST_OF = 2, 0.6
"""How many of a hook's longer words, and what share of them, a question has that takes it up in its own order."""


class Followed(NamedTuple):
    """What was taken up: the words, and what they were said in; `answer` None for the opening."""

    words: str
    answer: CaseAnswer | None

    @property
    def layer(self) -> int:
        """How deep it lay; the opening above everything."""
        return self.answer.layer if self.answer else 0


class Said(NamedTuple):
    """A piece of the talk: an answer or the opening, and what was asked before it."""

    text: str
    answer: CaseAnswer | None
    asked: str = ""


def hits(about: Iterable[str], words: Sequence[str]) -> int:
    """How many of these beginnings of words and phrases stand among the words."""
    line = f" {' '.join(words)} "
    return sum(f" {one} " in line if " " in one else any(_is(one.lower(), word) for word in words) for one in about)


def _is(beginning: str, word: str) -> bool:
    if len(beginning) < 3:
        return word == beginning
    return word.startswith(beginning) and (len(beginning) > 3 or len(word) <= len(beginning) + _ENDING)


def meant(question: str, lang: Lang) -> list[str]:
    """Its words, with those that it only means: who asks "for dig" asks for oneself."""
    words = tokens(question)
    line = f" {' '.join(words)} "
    return words + [word for phrase, more in _heard()["means"][lang].items() if f" {phrase} " in line for word in more]


def steps_of(question: str, lang: Lang) -> frozenset[str]:
    """The steps of the sequence that it asks for; the problem itself only where it asks for no other."""
    words = tokens(question)
    asked = frozenset(step for step, cues in _heard()["steps"].items() if hits(cues[lang], words))
    return asked - {"problem"} or asked


def is_sources(question: str) -> bool:
    """Whether it is one of the source's own questions, which is never judged and takes up nothing."""
    mine = tokens(question)
    return any(mine == tokens(step.question.to(each)) for step in steps() for each in LANGS)


def holds(kind: str, question: str) -> bool:
    """Whether one of the words or phrases of that kind stands in it, whole, in either language."""
    line = f" {' '.join(tokens(question))} "
    return any(f" {word} " in line for words in _heard()[kind].values() for word in words)


def followed(question: str, said: Sequence[Said], lang: Lang) -> Followed | None:
    """What the question takes up: a piece of an answer word for word, a word that came first there, or two it holds. The
    latest is meant; who only asks for more means it too."""
    line, words = f" {' '.join(tokens(question))} ", _own_words(question, lang)
    for at in range(len(said) - 1, -1, -1):
        one = said[at]
        hook = next((hook for hook in _hooks(one, lang) if _takes_up(hook, line)), "")
        shared = words & weighty(one.text)
        known = _before(said[: at + 1])
        if hook or len(shared) > 1 or shared - known:
            return Followed(hook or _shown(one.text, shared), one.answer)
    return Followed("", said[-1].answer) if len(said) > 1 and holds("stays", question) else None


def _hooks(one: Said, lang: Lang) -> Sequence[str]:
    return one.answer.hooks.to(lang) if one.answer else ()


def _takes_up(hook: str, line: str) -> bool:
    """The hook stands there, or most of it in another order or form."""
    mine = [form for form in forms(hook) if len(form) > 2]
    there = len(set(mine) & set(forms(line)))
    return f" {' '.join(tokens(hook))} " in line or (there >= _LEAST and there >= _MOST_OF * len(mine))


def _before(said: Sequence[Said]) -> frozenset[str]:
    """What had been said before the last of these, and what was asked for it: no sign of having listened to it."""
    texts = [text for one in said for text in (one.asked, one.text)][:-1]
    return frozenset().union(*(weighty(text) for text in texts))


def _shown(text: str, shared: frozenset[str]) -> str:
    """The shared words as the other said them."""
    found = [word for word in re.findall(r"[^\W_]+", text) if stem(word.lower()) in shared]
    return " … ".join(list(dict.fromkeys(found))[:_SHOWN])


def _own_words(question: str, lang: Lang) -> frozenset[str]:
    """Its words of weight, without those that a form of asking brings along."""
    cues = [cue for cues in (*_heard()["steps"].values(), _heard()["light"]) for cue in cues[lang]]
    return frozenset(word for word in weighty(question) if not hits(cues, (word,)))


@cache
def _heard() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml("facilitation", "practice.yaml")
    return found
