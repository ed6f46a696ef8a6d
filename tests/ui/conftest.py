"""A library that finds what it is told to find, keeps its documents in memory and says what it was asked; and a window on
the page that presses buttons without a browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from companion.library.cards import Card, load_cards
from companion.library.documents import OwnDocument, Piece
from companion.settings import Settings
from companion.ui.access import EVERYBODY, Roles
from companion.ui.actions import Actions
from companion.ui.pages import At, Pages
from companion.ui.room import Room
from companion.ui.texts import Texts
from companion.vocabulary import Both, Lang, Passage
from companion.welcome import OWN_MACHINE, SERVER

HANDBOOK = "0123456789abcdef"
Make = Callable[..., OwnDocument]


def made(document_id: str = HANDBOOK, **more: Any) -> OwnDocument:
    """A document of three pieces on pages 3 to 5."""
    pieces = tuple(
        Piece(number=number, section="Netværk › Aftaler", page=number + 2, text=f"Stykke {number}.\n\nMere af det.")
        for number in (1, 2, 3)
    )
    told: dict[str, Any] = {"id": document_id, "name": "Håndbog <b>.pdf", "kind": "pdf", "lang": "da", "pages": 12}
    return OwnDocument(**(told | {"added": dt.date(2026, 11, 20), "pieces": pieces} | more))


class Kept:
    """Own documents in memory, and the ids of damaged ones."""

    def __init__(self) -> None:
        self.here: dict[str, OwnDocument] = {}
        self.bad: set[str] = set()

    def ids(self) -> tuple[str, ...]:
        return tuple(sorted({*self.here, *self.bad}))

    def all(self) -> tuple[OwnDocument, ...]:
        return tuple(self.here.values())

    def get(self, document_id: str) -> OwnDocument | None:
        return self.here.get(document_id)


@dataclass
class Books:
    """The library of these tests."""

    found: tuple[Passage, ...] = ()
    is_ready: bool = True
    trouble: Exception | None = None
    asked: list[tuple[str, Lang, Any]] = field(default_factory=list)
    under: list[Any] = field(default_factory=list)
    """The discretion each question was asked under."""
    documents: Kept = field(default_factory=Kept)
    taken: list[str] = field(default_factory=list)
    """The documents that were to be indexed."""
    while_indexing: Callable[[], None] = lambda: None
    """What happens half-way through the indexing."""

    def ready(self) -> bool:
        return self.is_ready

    def build_if_needed(self, told: Any = None) -> None:
        if self.trouble:
            raise self.trouble

    def search(
        self, text: str, lang: Lang, k: int = 3, audience: Any = "leader", discretion: Any = None
    ) -> tuple[Passage, ...]:
        if self.trouble:
            raise self.trouble
        self.under.append(discretion)
        self.asked.append((text, lang, audience))
        return self.found

    def card(self, name: str) -> Card | None:
        return next((card for card in load_cards() if card.id == name), None)

    def take_in(self, document: OwnDocument, told: Callable[[int, int], None]) -> bool:
        if document.id in self.documents.here:
            return False
        self.taken.append(document.id)
        told(0, 3)
        self.while_indexing()
        told(3, 3)
        self.documents.here[document.id] = document
        return True

    def leave_out(self, document_id: str) -> bool:
        self.documents.bad.discard(document_id)
        return self.documents.here.pop(document_id, None) is not None


@dataclass
class Window:
    """A window on the page of one language."""

    room: Room
    lang: Lang = "da"
    roles: Roles = EVERYBODY
    panel: str = ""
    told: str = ""
    panels: list[str] = field(default_factory=list)
    """Every screen of the last press, in order."""

    def press(self, do: str, with_: str = "", **form: str) -> str:
        """A button; the screen it leads to, or the one that stays."""
        hidden: Any = SimpleNamespace(column="column")
        names: list[Any] = ["at", "top", "told", "panel"]
        actions = Actions(Pages(self.room, Texts(self.lang), *names, hidden, roles=self.roles))
        self.told, self.panels = "", []
        for shown in actions.press("me", At(), do, with_, form):
            self.told = shown.get("told", self.told)
            self.panels += [shown["panel"]["value"]] if "panel" in shown else []
            self.panel = self.panels[-1] if self.panels else self.panel
        return self.panel


def opened(books: Any, place: Both = OWN_MACHINE, settings: Settings | None = None) -> Room:
    """A room in which the casebook is asked for nothing but receipts, of which there are none."""
    room, none = Room(180, place, settings), lambda owner: []
    book = SimpleNamespace(
        finish_pending=int,
        expire=int,
        close=int,
        cases=none,
        receipts_without_case=none,
        questioning=lambda owner: owner,
        sent=lambda owner: 0,
        key_beside=lambda: b"k" * 32,
    )
    room.furnish(lambda: (book, books, None))  # type: ignore[return-value, arg-type]
    return room


@pytest.fixture
def books() -> Books:
    return Books()


@pytest.fixture
def make() -> Make:
    return made


@pytest.fixture
def room(books: Books) -> Iterator[Room]:
    """On the machine of its one owner."""
    one = opened(books)
    yield one
    one.close()


@pytest.fixture
def server(books: Books) -> Iterator[Room]:
    """The same on a server with many owners."""
    one = opened(books, SERVER)
    yield one
    one.close()


@pytest.fixture
def searching(books: Books) -> Iterator[Room]:
    """The same with an embedding model connected."""
    one = opened(books, settings=Settings(embedding_model="openai/e5"))
    yield one
    one.close()


@pytest.fixture
def window(room: Room) -> Callable[..., Window]:
    """`window("en")`; `window(room=server)`."""
    return lambda lang="da", room=room: Window(room, lang)
