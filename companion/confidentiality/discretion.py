"""What is handed to the gate, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from companion.vocabulary import Names, Receipt

if TYPE_CHECKING:
    from companion.confidentiality.restore import Restored


class Ours(NamedTuple):
    """A text of the product's own. It is taken for the leader's unless the gate was told that it is one."""

    text: str


class Said(NamedTuple):
    """What the leader said, or what was made of it."""

    text: str


class Message(NamedTuple):
    """A message to a model, its parts one after the other."""

    role: Literal["system", "user", "assistant"]
    parts: tuple[Ours | Said, ...]


class Discretion(NamedTuple):
    """What a call is made under: the hidden names of a case, its people as the leader listed them, and where receipts go."""

    names: Names
    roster: Sequence[str]
    keep_receipt: Callable[[Receipt], None]


class Answer(NamedTuple):
    """What a model said, names in place again. `unknown`: what looks like a placeholder and is none; `names`: those of the
    case, with those the gate hid besides; `masked`: the answer as it came; `restored`: a part of that with its names, as they
    were written where it quotes what was sent."""

    text: str
    unknown: tuple[str, ...]
    names: Names
    masked: str
    restored: Callable[[str], Restored]
    tokens_in: int = 0
    tokens_out: int = 0


class Probe(NamedTuple):
    """What a call that says nothing of anybody got: from whom, in how many seconds, and what was answered."""

    model: str
    host: str
    seconds: float
    tokens_in: int
    text: str
