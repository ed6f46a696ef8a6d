"""What the page's handlers are handed: the casebook and the library, which are loaded after the page answers."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from types import TracebackType
from typing import TYPE_CHECKING, Any

import gradio as gr

from companion import faults
from companion.errors import PartFailed, SparringsrumError
from companion.ui.texts import Texts
from companion.vocabulary import Both
from companion.welcome import OWN_MACHINE

if TYPE_CHECKING:
    from companion.casebook.casebook import Casebook
    from companion.library.store import Library

WAIT_SECONDS = 60


@dataclass
class Room:
    """One run of the app."""

    retention_days: int
    place: Both = OWN_MACHINE
    trouble: SparringsrumError | None = None
    library_trouble: SparringsrumError | None = None
    _book: Casebook | None = None
    _library: Library | None = None
    _open: threading.Event = field(default_factory=threading.Event)

    @property
    def shared(self) -> bool:
        """True on a server with many owners, where the words have left the leader's own machine."""
        return self.place is not OWN_MACHINE

    def furnish(self, load: Callable[[], tuple[Casebook, Library]]) -> None:
        """Load what takes its time; to be run beside the server. What goes wrong is kept for `book` to tell."""
        try:
            self._book, self._library = load()
            self._book.finish_pending()
            self._book.expire(self.retention_days)
        except SparringsrumError as error:
            self.trouble = error
        finally:
            self._open.set()

    def book(self) -> Casebook:
        """The casebook, once it is open."""
        self._open.wait(WAIT_SECONDS)
        if self.trouble:
            raise self.trouble
        if self._book is None:
            raise PartFailed(
                "Rummet er ikke åbnet endnu. Vent et øjeblik, og prøv igen.",
                "The room is not open yet. Wait a moment and try again.",
            )
        return self._book

    def prepare_library(self) -> None:
        """Build the index while the leader thinks; when it cannot be built, `inspire` says so."""
        if self._library is None:
            return
        try:
            self._library.build_if_needed()
        except SparringsrumError as error:
            self.library_trouble = error

    def today(self) -> dt.date:
        """The date where the machine is."""
        return dt.datetime.now().date()

    def close(self) -> None:
        """Close what is open."""
        if self._book:
            self._book.close()


def owner_of(request: gr.Request) -> str:
    """Whose room it is, as the door found out."""
    return str(request.request.state.owner)


class Edge:
    """The edge of a handler: what goes wrong inside is told on the page, nothing moves, and what was typed stays.

    Usable as a context manager that hands out the updates to fill in. An error of our own says what to do. Any other is
    a fault of the program: it is logged by kind and place, since its message may hold a leader's words.
    """

    def __init__(self, texts: Texts, told: Any, unmoved: dict[Any, Any]) -> None:
        self._texts, self._told, self._shown = texts, told, dict(unmoved)

    def __enter__(self) -> dict[Any, Any]:
        return self._shown

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        if isinstance(error, SparringsrumError):
            told = error.say(self._texts.lang)
        else:
            told = self._texts("fault")
            faults.log(error)
        self._shown[self._told] = f'<p id="told" role="alert" data-said="{time.monotonic_ns()}">{escape(told)}</p>'
        return True
