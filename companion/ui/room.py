"""What the page's handlers are handed: the casebook and the library, which are loaded after the page answers."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from companion.errors import PartFailed, SparringsrumError
from companion.settings import Settings
from companion.ui.access import Roles
from companion.ui.texts import both
from companion.vocabulary import Both, Lang
from companion.welcome import OWN_MACHINE

if TYPE_CHECKING:
    from companion.casebook.casebook import Casebook
    from companion.library.documents import Documents
    from companion.library.library import Library
    from companion.pilot.counts import Counts
    from companion.ui.cited import Answerer
    from companion.ui.meetings.tool import Make, Tool

WAIT_SECONDS = 60
Papers = Callable[[Roles, str], "tuple[Tool, Make] | None"]
LOOK_SECONDS = 3600.0
"""How often the clock is looked at for a new day: a machine that slept must not miss one."""


@dataclass
class Room:
    """One run of the app."""

    retention_days: int
    place: Both = OWN_MACHINE
    settings: Settings | None = None
    trouble: SparringsrumError | None = None
    answerer: Answerer | None = None
    """The model's voice, which answers from the material too; None where there is no model."""
    papers: dict[Lang, Papers] = field(default_factory=dict)
    """Of the tools of each language's page: whose a paper is and how it is made; None where these roles have none so named."""
    _book: Casebook | None = None
    _library: Library | None = None
    _open: threading.Event = field(default_factory=threading.Event)
    _tried: threading.Event = field(default_factory=threading.Event)
    """Set when the index is whole, or could not be made so."""
    _closing: threading.Event = field(default_factory=threading.Event)

    @property
    def shared(self) -> bool:
        """True on a server with many owners, where the words have left the leader's own machine."""
        return self.place is not OWN_MACHINE

    @property
    def connected(self) -> bool:
        """True when there is a model that something may be sent to."""
        return bool(self.settings and (self.settings.model or self.settings.embedding_model))

    @property
    def searches_by(self) -> str:
        """The embedding model that a question to the material is sent to; empty where there is none."""
        return self.settings.embedding_model if self.settings else ""

    @property
    def words_by(self) -> str:
        """The model that words questions and answers; empty where there is none."""
        return self.settings.model if self.settings else ""

    def furnish(self, load: Callable[[], tuple[Casebook, Library, Answerer | None]]) -> None:
        """Load what takes its time; to be run beside the server. What goes wrong is kept for `book` to tell. Nobody waits
        for a model: what was cut off is carried on beside the open room."""
        try:
            self._book, self._library, self.answerer = load()
            self._tidy(self._book)
            beside = [self._book.finish_pending, partial(self._tidy_daily, self._book)]
            for work in [*beside, *([self.answerer.warm_up] if self.answerer else [])]:
                threading.Thread(target=_quietly, args=(work,), daemon=True).start()
        except SparringsrumError as error:
            self.trouble = error
        finally:
            self._open.set()

    def _tidy_daily(self, book: Casebook) -> None:
        """Once each new day while the app runs: what has not been used for so long is deleted. When that fails, it is
        tried again at the next look."""
        done = self.today()
        while not self._closing.wait(LOOK_SECONDS):
            if (today := self.today()) != done:
                with suppress(SparringsrumError):
                    self._tidy(book)
                    done = today

    def _tidy(self, book: Casebook) -> None:
        """Delete what is too old: cases, and the answers to a survey. A survey that cannot be read stops nobody's case; HR is
        told where it is shown."""
        book.expire(self.retention_days)
        if self.settings and self.shared:
            from companion.pilot.answers import FILE, Answers

            with suppress(PartFailed):
                Answers(self.settings.data_dir / FILE, book.key_beside()).about(self.today())

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

    @property
    def counts(self) -> Counts | None:
        """The counts of the pilot, where there is one."""
        if not (self.settings and self.settings.pilot):
            return None
        from companion.pilot.counts import PILOT_FILE, Counts

        return Counts.open(self.settings.data_dir / PILOT_FILE, self.book().key_beside(), self.today)

    @property
    def counts_from(self) -> int:
        """So many people there must be before a figure of them is told."""
        return self.settings.pilot_k if self.settings else 0

    @property
    def opened(self) -> Casebook | None:
        """The casebook when it is open already; nobody waits for it."""
        return self._book if self._open.is_set() and not self.trouble else None

    def prepare_library(self) -> None:
        """Build the index while the leader thinks; when it cannot be built, whoever asks something of it is told."""
        if self._library is None:
            return
        with suppress(SparringsrumError):
            self._library.build_if_needed()
        self._tried.set()

    def library(self) -> Library:
        """The library, once its index is whole. Nobody waits for it: until then PartFailed says to try again shortly. An
        index that could not be built is tried again by whoever asks, who is told what is wrong."""
        if self._library is None or not (self._tried.is_set() or self._library.ready()):
            raise PartFailed(*both("material_not_ready"))
        return self._library

    @property
    def documents(self) -> Documents | None:
        """The own documents, whether the index is whole or not; None until the library is there."""
        return self._library.documents if self._library else None

    def today(self) -> dt.date:
        """The date where the machine is."""
        return dt.datetime.now().date()

    def close(self) -> None:
        """Close what is open."""
        self._closing.set()
        if self._book:
            self._book.close()


def _quietly(work: Callable[[], object]) -> None:
    """What goes wrong beside the page is met again, and told, by whoever needs what was not done."""
    with suppress(SparringsrumError):
        work()
