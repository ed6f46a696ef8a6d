"""A house to break into: the app as a process of its own, with a leader's marked words in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from companion.__main__ import casebook
from companion.casebook.casebook import OWN, Casebook
from companion.casebook.summary import Draft
from companion.settings import Settings
from companion.vocabulary import Reply, ReplyKind
from evals.browser import App

from .wire import PATIENCE, Answer, request, send

MARK = "regnbuekompasset"
"""A word of the leader's that stands nowhere else; plain letters, so that no encoding hides it."""
ANSWER = f"I går væltede det hele, også {MARK}, og ingen sagde noget."
HALF = f"Jeg vågner med {MARK} og"
ANNA = "anna@example.org"
PLACE = "sparring.test"
"""The host name of a shared house."""
SHARED = {"COMPANION_AUTH_HEADER": "X-Auth-User", "COMPANION_PUBLIC_HOSTS": PLACE}
YESTERDAY = (dt.date.today() - dt.timedelta(days=1)).isoformat()


class House(App):
    """One owner's two cases: `finished` has an approved brief and a meeting behind it, `begun` a half-typed answer."""

    def __init__(self, folder: Path, owner: str = OWN, **settings: str) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self._settings = settings
        self._book = Settings(data_dir=folder / "data", key_file=folder / "key")
        self.owner = owner
        self.outdated = ("", "")
        """A key and a cookie of an earlier run."""
        with self.book() as book:
            self.finished, self.begun = _finished(book, owner), _begun(book, owner)
        self.before = self.contents()

    @property
    def key(self) -> str:
        return self.address.partition("key=")[2]

    @contextmanager
    def book(self) -> Iterator[Casebook]:
        """The same data folder, opened beside the app."""
        with casebook(self._book) as opened:
            yield opened

    def contents(self) -> dict[str, Any]:
        """Everything that is stored about the owner, by case."""
        with self.book() as book:
            ids = [case.id for case in book.cases(self.owner)]
            return {one: (book.look(self.owner, one), book.draft(self.owner, one)) for one in ids}

    def ask(self, line: str, *headers: str, body: bytes = b"", patience: float = PATIENCE) -> Answer:
        """What a visitor gets who asks under the house's own name."""
        name = PLACE if "COMPANION_PUBLIC_HOSTS" in self._settings else f"127.0.0.1:{self.port}"
        return send(self.port, request(line, f"Host: {name}", *headers, body=body), patience)

    def log_in(self) -> str:
        """A cookie in exchange for the key, as `name=value`."""
        return httpx.get(self.address).headers["set-cookie"].partition(";")[0]

    def _environment(self) -> dict[str, str]:
        return super()._environment() | self._settings


def _finished(book: Casebook, owner: str) -> str:
    case = book.begin(owner, "da")
    _reply(book, owner, case, "answer", text=ANSWER)
    _reply(book, owner, case, "stop")
    _reply(book, owner, case, "review", form={"approved": "1", "date": YESTERDAY})
    return case


def _begun(book: Casebook, owner: str) -> str:
    case = book.begin(owner, "da")
    _reply(book, owner, case, "answer", text=ANSWER)
    book.keep_draft(owner, case, Draft(question_id=book.look(owner, case)["question"].id, text=HALF))
    return case


def _reply(book: Casebook, owner: str, case: str, kind: ReplyKind, **more: Any) -> None:
    book.answer(owner, case, Reply(question_id=book.look(owner, case)["question"].id, kind=kind, **more))
