"""Whether a line is somebody's, but for whom it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.vocabulary import Person
from evals.scorers._text import words

_GAP = "xxgapxx"
"""What a role, a name or a bracket in a line is read as: up to eight words."""
_NEUTRAL = r"(?:medarbejder|kollega|employee|colleague) [a-z]\d*(?:'?s)?"


def is_of(line: str, turn: str, people: Sequence[Person]) -> bool:
    """Whether somebody said a line, but for what stands in it in place of who it is about, or a name that is left out."""
    roles = sorted((" ".join(words(person.role)) for person in people), key=len, reverse=True)
    instead = "|".join([*(rf"{re.escape(role)}(?:'?s)?" for role in roles if role), _NEUTRAL])
    read = " ".join(words(re.sub(r"\[[^\]]*\]", f" {_GAP} ", line)))
    read = re.sub(rf" (?:{instead})(?= )", f" {_GAP}", f" {read} ").rstrip()
    pattern = re.escape(read).replace(rf"\ {_GAP}", r"(?: \S+){0,8}?") + "(?= )"
    names = {word for person in people for word in words(person.name)}
    unnamed = (word for word in words(turn) if word not in names)
    return any(re.search(pattern, f" {' '.join(said)} ") for said in (words(turn), unnamed))
