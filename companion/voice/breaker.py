"""When a model is left alone for a while: after trouble that another call would only meet again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from companion.errors import ModelProblem

_AT_ONCE = frozenset({401, 403, 404})
"""The key, the right or the model is missing: someone has to mend that first."""
_IN_A_ROW = 2
"""Turns in trouble before it is left alone."""
_SECONDS, _LONGER, _MOST = 30.0, 2.0, 600.0
_SECONDS_TO_MEND = 120.0


class Breaker:
    """One for each model of a process. Safe to use from several threads; nothing waits in it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, trial: float = 30.0) -> None:
        """`trial`: seconds that a call may take which tries whether the model is back."""
        self._clock, self._trial = clock, trial
        self._lock = threading.Lock()
        self._failed = 0
        self._until = 0.0

    def lets_through(self) -> bool:
        """Whether a call may be made now. Of several that find its time over, the first one tries."""
        with self._lock:
            now = self._clock()
            if now < self._until:
                return False
            if self._until:
                self._until = now + self._trial
            return True

    def succeeded(self) -> None:
        """It answers."""
        with self._lock:
            self._failed, self._until = 0, 0.0

    def failed(self, problem: ModelProblem) -> None:
        """It did not: after a second time, or at once where it must be mended or asks to be left alone, it is. The longer the
        more often that is so."""
        with self._lock:
            self._failed += 1
            seconds = self._seconds(problem)
            self._until = self._clock() + seconds if seconds else 0.0

    def _seconds(self, problem: ModelProblem) -> float:
        if problem.status in _AT_ONCE or problem.kind == "unset":
            return _SECONDS_TO_MEND
        if problem.retry_after is not None:
            return min(max(problem.retry_after, 1.0), _MOST)
        if self._failed < _IN_A_ROW and problem.status != 429:
            return 0.0
        return min(_SECONDS * _LONGER ** max(0, self._failed - _IN_A_ROW), _MOST)
