"""A file becomes an own document: read, kept and indexed in a thread of its own, told line by line as it goes on.

Lines of JSON: {"told", "done", "of"} on the way; at the end {"document", "told", "list"} the list and its heading as the
page shows them, or {"error"}. `told` is for the leader to read.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from companion import faults
from companion.errors import SparringsrumError
from companion.ui.shelf import headed, listed, measures
from companion.ui.texts import Texts

if TYPE_CHECKING:
    from companion.library.documents import OwnDocument
    from companion.library.library import Library

Tell = Callable[[int, int], None]
Read = Callable[[Path, str, Tell], "OwnDocument"]


def read_file(path: Path, name: str, told: Tell) -> OwnDocument:
    """The library's own reader, fetched when the first file comes."""
    from companion.library import convert

    return convert.read_file(path, name, told)


def line(**said: Any) -> str:
    """One line of the answer."""
    return json.dumps(said, ensure_ascii=False) + "\n"


class BrokenOff(Exception):
    """Nobody waits for the document any more. Never leaves the intake."""


class Intake:
    """One document, from file to index."""

    def __init__(
        self, library: Library, read: Read, file: Path, name: str, texts: Texts, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._library, self._read, self._file, self._name = library, read, file, name
        self._texts, self._loop = texts, loop
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self.left = threading.Event()
        """Set when nobody listens any more."""

    async def lines(self) -> AsyncIterator[str]:
        """What is told, until there is no more."""
        while (told := await self._lines.get()) is not None:
            yield told

    def run(self, held: ExitStack) -> None:
        """`held` lets go of the file and the turn, before the last line is said: the next one may then begin."""
        end = _End(self._texts)
        with end, held:
            end.line = self._taken_in()
        self._say(end.line)
        self._say(None)

    def _taken_in(self) -> str:
        document = self._read(self._file, self._name, self._reading)
        new = self._library.take_in(document, self._indexing)
        if self.left.is_set():
            if new:
                self._library.leave_out(document.id)
            raise BrokenOff
        what = measures(document, self._texts)
        told = self._texts("own_taken" if new else "own_known", name=document.name, what=what)
        facts = {"id": document.id, "name": document.name, "known": not new, "like_a_case": document.like_a_case}
        here = self._library.documents
        rows, head = listed(here, self._texts, shared=False), headed(here, self._texts)
        return line(document=facts, told=told, list=rows, heading=head)

    def _reading(self, done: int, of: int) -> None:
        """How far it has come; whoever reads the file is stopped here when nobody waits for it."""
        if self.left.is_set():
            raise BrokenOff
        self._way("own_reading", done, of)

    def _indexing(self, done: int, of: int) -> None:
        """Here nothing is stopped half-way: what nobody waited for is left out again afterwards."""
        self._way("own_indexing", done, of)

    def _way(self, text: str, done: int, of: int) -> None:
        self._say(line(told=self._texts(text, name=self._name, done=done, of=of), done=done, of=of))

    def _say(self, told: str | None) -> None:
        with suppress(RuntimeError):  # the loop is closed when the app has ended; nobody listens then
            self._loop.call_soon_threadsafe(self._lines.put_nowait, told)


class _End:
    """The last line: what came of it, or what went wrong, told as every press of the page tells it."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.line: str | None = None

    def __enter__(self) -> _End:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        if isinstance(error, SparringsrumError):
            self.line = line(error=error.say(self._texts.lang))
        elif not isinstance(error, BrokenOff):
            faults.log(error)
            self.line = line(error=self._texts("fault"))
        return True
