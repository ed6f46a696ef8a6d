"""Everything that writes to a casebook, and what must be true of one whenever it is opened: for `dies.py`."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from companion.__main__ import context, key, library
from companion.casebook.casebook import OWN, Casebook, utc_now
from companion.commands import rotate
from companion.settings import Settings
from companion.vocabulary import Receipt, Reply

FIRST, SECOND = "Alle siger altid nej til mig.", "At vi kan lave planen sammen."
SENT = "[PERSON_1] hilser ikke."
CASE = "case"
"""The file that says which case the template holds."""


class Home:
    """A data folder and its key file under one folder, and what was said to have been received."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(data_dir=folder / "data", key_file=folder / "config" / "key")

    def book(self) -> Casebook:
        return Casebook(self.settings.data_dir, key(self.settings), context(library(self.settings)))

    @property
    def case(self) -> str:
        return (self.folder / CASE).read_text()

    def say(self, what: str) -> None:
        """As the page would: on disk at once, for whoever looks after the death."""
        with (self.folder / "said").open("a") as file:
            file.write(what + "\n")
            file.flush()
            os.fsync(file.fileno())

    @property
    def said(self) -> list[str]:
        path = self.folder / "said"
        return path.read_text().splitlines() if path.exists() else []


def begun(home: Home) -> None:
    book = home.book()
    (home.folder / CASE).write_text(book.begin(OWN, "da"))


def under_way(home: Home) -> None:
    begun(home)
    book = home.book()
    book.answer(OWN, home.case, Reply(question_id="q1", kind="answer", text=FIRST))


def in_review(home: Home) -> None:
    under_way(home)
    reply(home, home.book(), "stop")


def of_old(home: Home, name: str) -> None:
    """An earlier form of the stored data, with its key."""
    stored = Path(__file__).with_name("stored")
    home.settings.data_dir.mkdir(parents=True)
    shutil.copy(stored / f"{name}.db", home.settings.data_dir / "casebook.db")
    home.settings.key_file.parent.mkdir(parents=True)
    home.settings.key_file.write_text(bytes(range(32)).hex())
    (home.folder / CASE).write_text(json.loads((stored / f"{name}.json").read_text())["under way"]["id"])


def reply(home: Home, book: Casebook, kind: Any, text: str = "", early: bool = False, **more: Any) -> None:
    """Receive, say so, carry on. `early` says so before: the fault that these tests are there to find."""
    question = book.look(OWN, home.case)["question"].id
    sent = Reply(question_id=question, kind=kind, text=text, **more)
    if early:
        home.say(text or kind)
    book.receive(OWN, home.case, sent)
    home.say(text or kind)
    book.carry_on(OWN, home.case)
    home.say("answered")


def goes_on(home: Home) -> None:
    """Every reply said to be received is there, the case is whole, and the leader is to speak."""
    book = home.book()
    book.finish_pending()
    state = book.look(OWN, home.case)
    words = {answer.text for answer in state["answers"]}
    assert {said for said in home.said if said in (FIRST, SECOND)} <= words, "lost"
    assert len(words) == len(state["answers"]), "taken twice"
    if "stop" in home.said:
        assert state["question"].kind == "review" and state["brief"], "no brief"
    if "review" in home.said:
        assert state["approved"] and state["question"].kind == "done", "review lost"
    whole(home)


def whole(home: Home) -> None:
    """No case without its key, no checkpoint without its case, one checkpoint a case, no receipt without its case; all open; no
    second key lies about."""
    book = home.book()
    for case in book.cases(OWN):
        book.look(OWN, case.id)
    kept = [receipt for case in book.cases(OWN) for receipt in book.receipts(OWN, case.id)]
    assert all(receipt.sent == SENT for receipt in (*kept, *book.receipts_without_case(OWN))), "not whole"
    with book._store.cursor() as cursor:
        (receipts,) = cursor.execute("SELECT count(*) FROM receipts").fetchone()
        assert receipts == len(kept), "not whole"
        ids = [
            [row[0] for row in cursor.execute(f"SELECT {column} FROM {table} ORDER BY 1")]
            for table, column in (("cases", "id"), ("keys", "id"), ("checkpoints", "thread_id"))
        ]
    assert ids[0] == ids[1] == ids[2], "not whole"
    assert not list(home.settings.key_file.parent.glob("*.next")) and home.settings.key_file.exists()


def has_its_words(home: Home) -> None:
    whole(home)
    assert home.book().look(OWN, home.case)["answers"], "words lost"


def keeps_its_receipts(home: Home) -> None:
    has_its_words(home)
    book = home.book()
    assert len(book.receipts(OWN, home.case)) == len(book.receipts_without_case(OWN)) == 1, "untold"


def is_there_or_gone(home: Home) -> None:
    whole(home)
    left = [case.id for case in home.book().cases(OWN)]
    assert left == ([] if "deleted" in home.said else [home.case]) or not (left or "deleted" in home.said)


def asked(home: Home) -> None:
    """A case that has receipts, and some without a case."""
    in_review(home)
    asks(home)


def asks(home: Home, early: bool = False) -> None:
    """What the material says, in a library that calls out: a receipt, then the call, then the receipt once more."""
    book = Casebook(home.settings.data_dir, key(home.settings), context(Outside(home, early)))  # type: ignore[arg-type]
    reply(home, book, "inspire")
    Outside(home, early).for_case(discretion=book.questioning(OWN))


class Outside:
    """A library that says when it calls."""

    def __init__(self, home: Home, early: bool) -> None:
        self._home, self._early = home, early

    def for_case(self, *_: Any, discretion: Any, **__: Any) -> tuple[Any, ...]:
        name = secrets.token_hex(16)
        receipt = Receipt(
            id=name, at=utc_now(), what="embedding", model="some", host="h:1", replaced=1, sent=SENT, outcome="sent"
        )
        if self._early:
            self._home.say(f"called {name}")
        discretion.keep_receipt(receipt)
        self._home.say(f"called {name}")
        discretion.keep_receipt(receipt.model_copy(update={"outcome": "answered"}))
        return ()


def tells_what_left(home: Home) -> None:
    """Every call that was made has its receipt."""
    goes_on(home)
    book = home.book()
    kept = {receipt.id for receipt in (*book.receipts(OWN, home.case), *book.receipts_without_case(OWN))}
    assert {said.split()[1] for said in home.said if said.startswith("called")} <= kept, "untold"


def rotates(home: Home) -> None:
    rotate.run(home.settings, lambda: Opened(home.book()), True, "da")
    home.say("rotated")


class Opened:
    """A book as a context."""

    def __init__(self, book: Casebook) -> None:
        self._book = book

    def __enter__(self) -> Casebook:
        return self._book

    def __exit__(self, *why: object) -> None:
        self._book.close()


def deletes(home: Home) -> None:
    home.book().delete(OWN, home.case)
    home.say("deleted")


Deed = tuple[Callable[[Home], None], Callable[[Home], None], Callable[[Home], None]]
DEEDS: dict[str, Deed] = {
    "first start": (lambda home: None, begun, whole),
    "begin": (under_way, lambda home: str(home.book().begin(OWN, "en")) and None, has_its_words),
    "answer": (begun, lambda home: reply(home, home.book(), "answer", FIRST), goes_on),
    "second answer": (under_way, lambda home: reply(home, home.book(), "answer", SECOND), goes_on),
    "stop": (under_way, lambda home: reply(home, home.book(), "stop"), goes_on),
    "review": (in_review, lambda home: reply(home, home.book(), "review", form={"approved": "1"}), goes_on),
    "ask": (in_review, asks, tells_what_left),
    "delete": (asked, deletes, is_there_or_gone),
    "rotate": (asked, rotates, keeps_its_receipts),
    "upgrade": (lambda home: of_old(home, "v1"), lambda home: home.book().close(), has_its_words),
    "second upgrade": (lambda home: of_old(home, "v2"), lambda home: home.book().close(), has_its_words),
    "said too early": (begun, lambda home: reply(home, home.book(), "answer", FIRST, early=True), goes_on),
    "called too early": (in_review, lambda home: asks(home, early=True), tells_what_left),
}
