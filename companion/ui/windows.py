"""Which screen each window was last given, so that what took its time does not take the place of where the leader has gone
since."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock


class Windows:
    """Counts the screens of the latest windows. Knows nothing of what they show; the door has said whose they are."""

    def __init__(self, room: int = 10_000) -> None:
        self._given: OrderedDict[str, int] = OrderedDict()
        self._room, self._hand = room, Lock()

    def given(self, window: str) -> int:
        """How many screens it was given."""
        return self._given.get(window, 0)

    def gives(self, window: str, seen: int) -> int | None:
        """The count with one screen more; None when it was given another than the `seen` ones in the meantime."""
        with self._hand:
            if self._given.get(window, seen) != seen:
                return None
            self._given[window] = seen + 1
            self._given.move_to_end(window)
            while len(self._given) > self._room:
                self._given.popitem(last=False)
            return seen + 1
