"""Whether a question comes alone: no praise, no sympathy and no telling beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from companion.voice.check_words import data
from companion.voice.lint_clauses import asked
from companion.voice.lint_invitations import ponders
from companion.voice.lint_words import Clause, Sentence, sentences, without_fillers, words

Besides = Literal["advice", "leading", "praise"]

_HARD = frozenset("–—;:-")
_PEOPLE = frozenset(
    {"jeg", "du", "han", "hun", "vi", "I", "i", "you", "he", "she", "they", "we", "it", "it's", "i'm", "you're"}
)
_TELLERS = frozenset({"de", "det", "der", "dette", "that", "that's", "this", "there"})
_VERB_ENDINGS = ("er", "ede", "erer", "s", "ed")


def beside(text: str) -> list[Sentence]:
    """What is told beside the question: whole sentences, and clauses in front of it or behind a dash. A sentence that sets the
    scene for a thought ("Forestil dig …") belongs to the question."""
    found: list[Sentence] = []
    read = sentences(text)
    for at, sentence in enumerate(read):
        if asked(sentence):
            found += [Sentence(words, ".") for words in _told_in(sentence)]
        elif not (ponders(sentence.words) and at + 1 < len(read)):
            found.append(sentence)
    return found


def _told_in(sentence: Sentence) -> list[tuple[str, ...]]:
    clauses = sentence.clauses
    return [clause for at, (mark, clause) in enumerate(clauses) if _tells(clauses, at, mark)]


def _tells(clauses: list[Clause], at: int, mark: str) -> bool:
    clause = clauses[at][1]
    if asked(Sentence(clause, "")) or (at and mark not in _HARD) or (not at and len(clauses) == 1):
        return False
    bare = without_fillers(clause)
    if len(bare) > 1 and bare[0] in _PEOPLE:
        return True
    if len(bare) < 2 or bare[0] not in _TELLERS:
        return not at and bool(praise() & set(clause)) and bare[0] not in words("subordinator") | words("preposition")
    return bare[1] in words("finite") or bare[1].endswith(_VERB_ENDINGS)


def besides(text: str) -> list[Besides]:
    """Advice, praise and guesses in forms that models have and people hardly."""
    lines = [sentence.line for sentence in sentences(text)]
    return [name for name, pattern in _patterns().items() if any(pattern.search(line) for line in lines)]


@cache
def _patterns() -> dict[Besides, re.Pattern[str]]:
    return {name: re.compile("|".join(parts)) for name, parts in data()["besides"].items()}


def praises(sentence: Sentence) -> bool:
    """True for praise and for sympathy."""
    return not praise().isdisjoint(sentence.words)


def praise() -> frozenset[str]:
    """Words of praise and of sympathy."""
    return frozenset(" ".join(data()["praise"].values()).split())
