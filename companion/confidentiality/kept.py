"""What was worked out of a text, kept so that the same need not be worked out again in the next turn.

It is found by a salted digest of the text and must hold no words itself, only places, kinds and numbers: nothing a leader said
stays here when a case is deleted.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from hashlib import blake2b
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """At most so many, the oldest going first. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._salt = secrets.token_bytes(16)
        self._held: dict[bytes, _Value] = {}
        self._lock = threading.Lock()

    def forget(self) -> None:
        """As if nothing had been read."""
        with self._lock:
            self._held.clear()

    def of(self, text: str, work: Callable[[], _Value]) -> _Value:
        """What `work` makes of `text`, and of nothing else."""
        mark = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._salt).digest()
        if (held := self._held.get(mark)) is not None:
            return held
        made = work()
        with self._lock:
            self._held[mark] = made
            while len(self._held) > self._most:
                del self._held[next(iter(self._held))]
        return made
