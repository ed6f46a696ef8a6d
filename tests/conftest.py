"""What most stories begin with: a casebook in a folder of its own, a clock that can be set, and a leader who sits at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from companion.casebook.casebook import OWN, Casebook
from companion.method.state import Context, State
from companion.vocabulary import Lang, Passage, Question, Reply, ReplyKind
from companion.voice.guided import GuidedVoice

KEY = bytes(range(32))


@dataclass
class Clock:
    """The time of the story."""

    now: dt.datetime = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@dataclass
class Shelf:
    """A library that says what it is told to say."""

    found: tuple[tuple[Passage, str, str], ...] = ()

    def for_case(
        self, texts: Sequence[str], lang: Lang, k: int = 3, without: Sequence[str] = (), discretion: Any = None
    ) -> tuple[tuple[Passage, str, str], ...]:
        return tuple(one for one in self.found if one[0].card not in without)[:k]


@dataclass
class Sitting:
    """A leader at a case: says and does things, and sees where it stands."""

    book: Casebook
    case: str
    owner: str = OWN

    @property
    def state(self) -> State:
        return self.book.look(self.owner, self.case)

    @property
    def asked(self) -> Question:
        return self.state["question"]

    @property
    def words(self) -> list[tuple[str, str]]:
        """Step and text of every answer, in the order they are kept."""
        return [(answer.step, answer.text) for answer in self.state["answers"]]

    def reply(self, kind: ReplyKind, text: str = "", **more: Any) -> Reply:
        return Reply(question_id=self.asked.id, kind=kind, text=text, **more)

    def does(self, kind: ReplyKind, text: str = "", **more: Any) -> State:
        return self.book.answer(self.owner, self.case, self.reply(kind, text, **more))

    def says(self, *texts: str) -> State:
        for text in texts:
            self.does("answer", text)
        return self.state

    def until(self, step: str) -> Question:
        """Skips questions until one of `step` is open."""
        while self.asked.step != step:
            self.does("skip")
        return self.asked

    def to_review(self) -> State:
        return self.does("stop")


@dataclass
class Place:
    """A data folder and the books opened on it."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    shelf: Shelf = field(default_factory=Shelf)
    voice: Any = field(default_factory=GuidedVoice)
    _open: list[Casebook] = field(default_factory=list)

    def book(self, key: bytes = KEY) -> Casebook:
        context = Context(voice=self.voice, library=self.shelf, clock=self.clock)
        self._open.append(Casebook(self.folder, key, context))
        return self._open[-1]

    def sitting(self, lang: Lang = "da", owner: str = OWN, book: Casebook | None = None, **more: Any) -> Sitting:
        book = book or self.book()
        return Sitting(book, book.begin(owner, lang, **more), owner)

    def restart(self, sitting: Sitting) -> Sitting:
        """Closes everything and opens the case anew, as after a restart of the machine."""
        self.close()
        return Sitting(self.book(), sitting.case, sitting.owner)

    def close(self) -> None:
        while self._open:
            self._open.pop().close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path / "data")
    yield place
    place.close()


@pytest.fixture
def sitting(place: Place) -> Sitting:
    """A Danish case at its first question."""
    return place.sitting()


@pytest.fixture
def sealed_files() -> Callable[[Path], bytes]:
    """Every byte of every file in a folder, names included."""

    def read(folder: Path) -> bytes:
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        return b"\n".join(str(file).encode() + file.read_bytes() for file in files)

    return read
