"""What a sentence asks, by word order: a question word in front, a verb in front, an invitation to tell, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from evals.scorers._grammar import (
    AND,
    ASKING,
    BEFORE,
    DEGREE,
    IF,
    INVITES,
    PRONOUN,
    RELATIVE,
    SUBJECT,
    VERB,
    WHICH,
    WHOM,
)
from evals.scorers._text import sentences, unquoted

_WORDS = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_CLAUSES = re.compile(r"[,;:()]|\s[–—-]+\s|…")
Way = Literal["open", "closed", "invitation"]


class Question(NamedTuple):
    """A sentence that asks: how, and how many questions are in it."""

    text: str
    way: Way
    count: int


def questions(text: str, marked: bool = False) -> list[Question]:
    """Every sentence of a text that asks something, quotations left aside; with `marked` only those with a question mark and
    those that invite."""
    return [asked for sentence in sentences(unquoted(text)) if (asked := _asked(sentence, marked))]


def _asked(sentence: str, marked: bool) -> Question | None:
    clauses = [found for part in _CLAUSES.split(sentence) if (found := _WORDS.findall(part))]
    if not clauses:
        return None
    if INVITES.match(" ".join(_WORDS.findall(sentence))):
        return Question(sentence, "invitation", 1 + _more(clauses, 0))
    place, way = next(((at, kind) for at, clause in enumerate(clauses) if (kind := _opens(clause))), (0, ""))
    plain = way == "open" and place == 0 and not marked and not sentence.endswith(("!", ":"))
    if not sentence.rstrip('”“"»«) …').endswith("?") and not plain:
        return None
    return Question(sentence, "open" if way == "open" else "closed", 1 + _more(clauses, place))


def _led(clause: list[str]) -> list[str]:
    """A clause from its question word on, when no more than three small words stand in front of it."""
    for at, word in enumerate(clause[:4]):
        if word.lower() in ASKING:
            return clause[at:]
        if word.lower() not in BEFORE:
            break
    return clause


def _opens(clause: list[str]) -> Literal["open", "closed", ""]:
    """How a clause asks; nothing for one that only leads up to a question."""
    led = _led(clause)
    first = led[0].lower()
    if first in ASKING:
        return "open" if _main(led) else ""
    if first in IF or (first in BEFORE and first not in AND):
        return ""
    start = [word for word in clause if word.lower() not in AND]
    verb_first = len(start) > 1 and (start[0].lower() in VERB or _inverted(start))
    return "closed" if verb_first else ""


def _inverted(pair: list[str]) -> bool:
    """A verb and its subject behind it: "tror du", "siger han"."""
    verb, subject = pair[0].lower(), pair[1]
    is_subject = subject.lower() in PRONOUN or subject == "I"
    return is_subject and verb.endswith(("r", "ede", "te")) and verb not in PRONOUN | ASKING


def _main(led: list[str]) -> bool:
    """A question of its own ("hvad gør du"), not one that is told of ("hvad du gør")."""
    lower = [word.lower() for word in led]
    if lower[0] not in ASKING:
        return False
    if lower[0] in WHICH:
        return (lower[1:2] != [] and lower[1] in VERB) or not any(word in WHOM for word in lower[2:3])
    if lower[1:2] and lower[1] in DEGREE:
        return not any(word in WHOM for word in lower[2:3])
    return not (led[1:2] and (lower[1] in SUBJECT or led[1] == "I"))


def _more(clauses: list[list[str]], first: int) -> int:
    """How many questions stand in a sentence beside the one that begins its clause `first`."""
    return sum(sum(_beside(clause, place > first)) for place, clause in enumerate(clauses) if place >= first)


def _beside(clause: list[str], at_its_start: bool) -> Iterator[bool]:
    """Where in a clause another question begins: behind an "and" or "or", or, where it may, as its first word."""
    joins = [place + 1 for place, word in enumerate(clause) if word.lower() in AND and (place or at_its_start)]
    if at_its_start and clause[0].lower() not in AND:
        yield _another(_led(clause), joined=False)
    for start in joins:
        if rest := _led(clause[start:]):
            yield _another(rest, joined=True)


def _another(rest: list[str], joined: bool) -> bool:
    """Whether these words ask something of their own: "hvem var med", "and for whom", "og har du"."""
    lower = [word.lower() for word in rest]
    if lower[0] not in ASKING:
        follows = rest[1:2] and (lower[1] in PRONOUN or rest[1] == "I")
        return bool(joined and follows and lower[0] in VERB)
    if not rest[1:]:
        return joined
    if not _main(rest) or (not joined and lower[0] in RELATIVE):
        return False
    inverted = len(rest) > 2 and _inverted(rest[1:3])
    return lower[1] in VERB or lower[0] in WHICH or inverted or (joined and lower[1] in DEGREE)
