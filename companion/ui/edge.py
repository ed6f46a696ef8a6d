"""The edge of a handler: what goes wrong inside is told on the page."""

from __future__ import annotations

import time
from html import escape
from types import TracebackType
from typing import Any

from companion import faults
from companion.errors import SparringsrumError
from companion.ui.texts import Texts


class Edge:
    """The edge of a handler: what goes wrong inside is told on the page, nothing moves, and what was typed stays.

    Usable as a context manager that hands out the updates to fill in. An error of our own says what to do. Any other is
    a fault of the program: it is logged by kind and place, since its message may hold a leader's words. `saved`: the reply
    is received already, and only what follows from it went wrong.
    """

    def __init__(self, texts: Texts, told: Any, saved: bool = False) -> None:
        self._texts, self._told, self._saved = texts, told, saved
        self._shown: dict[Any, Any] = {}

    def __enter__(self) -> dict[Any, Any]:
        return self._shown

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        told = error.say(self._texts.lang) if isinstance(error, SparringsrumError) else self._texts("fault")
        if not isinstance(error, SparringsrumError):
            faults.log(error)
        if self._saved:
            told = self._texts("received_only")
        self._shown[self._told] = f'<p id="told" role="alert" data-said="{time.monotonic_ns()}">{escape(told)}</p>'
        return True
