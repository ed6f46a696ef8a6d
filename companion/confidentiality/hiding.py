"""Placeholders for names in everything the leader says in one call, before it is looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from companion.confidentiality.patterns import APART
from companion.confidentiality.payload import PLACEHOLDER, Watch
from companion.confidentiality.pseudonyms import Masked, mask, told
from companion.errors import HeldBack
from companion.vocabulary import Names

_APART = f"\n{APART}\n"
"""Between two texts that are hidden together, so that what one of them shows to be a name is known in the other."""
_ROUNDS = 3
"""How often what still reads as a name between placeholders is hidden as well, before nothing is sent."""


class Safe(NamedTuple):
    """The texts as they may leave, the names of the case with those of these texts, and what watches over the payload. `sent`:
    what was replaced in the texts, for what comes back."""

    texts: tuple[str, ...]
    names: Names
    sent: tuple[Masked, ...]
    replaced: int
    watch: Watch


def hidden(
    texts: Sequence[str], names: Names, roster: Sequence[str], ours: Collection[str], settings: Collection[str]
) -> Safe:
    """HeldBack when it cannot be done to the end."""
    whole = _APART.join(text.replace(APART, " ") for text in texts)
    for _ in range(_ROUNDS):
        masked = mask(whole, names, roster)
        apart = masked.text.split(_APART) if texts else []
        if len(apart) != len(texts):
            raise HeldBack
        names, watch = masked.names, Watch(masked.names, roster, ours, settings)
        apart = [watch.beyond_doubt(text) for text in apart]
        left = watch.left_in(_APART.join(apart))
        if not left:
            break
        for one in left:
            names = told(names, {"do": "mark", "form": one.text, "kind": one.kind})
    else:
        raise HeldBack
    for text in apart:
        watch.look_at(text)
    replaced = len({found for text in apart for found in PLACEHOLDER.findall(text)})
    return Safe(tuple(apart), names, (masked,), replaced, watch)
