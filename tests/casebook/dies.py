"""Does one thing to a casebook again and again, and is killed (SIGKILL) before every statement and every move of a file on
the way; after each death the casebook is opened anew and looked at: `python dies.py FOLDER DEED`.

Prints one JSON object: `deaths`, and `wrong`: what was not as it should be after which of them. Each life is a fork of this
process, which itself never runs a graph and so has no threads.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from companion.__main__ import context, key, library
from companion.casebook.casebook import OWN, Casebook
from companion.commands import rotate
from companion.confidentiality import keys
from companion.settings import Settings
from companion.vocabulary import Reply

FIRST, SECOND = "Alle siger altid nej til mig.", "At vi kan lave planen sammen."
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


def of_old(home: Home) -> None:
    """The first form of the stored data, with its key."""
    stored = Path(__file__).with_name("stored")
    home.settings.data_dir.mkdir(parents=True)
    shutil.copy(stored / "v1.db", home.settings.data_dir / "casebook.db")
    home.settings.key_file.parent.mkdir(parents=True)
    home.settings.key_file.write_text(bytes(range(32)).hex())
    (home.folder / CASE).write_text(json.loads((stored / "v1.json").read_text())["under way"]["id"])


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
    """No case without its key, no checkpoint without its case, one checkpoint a case; all open; no second key lies about."""
    book = home.book()
    for case in book.cases(OWN):
        book.look(OWN, case.id)
    with book._store.cursor() as cursor:
        ids = [
            [row[0] for row in cursor.execute(f"SELECT {column} FROM {table} ORDER BY 1")]
            for table, column in (("cases", "id"), ("keys", "id"), ("checkpoints", "thread_id"))
        ]
    assert ids[0] == ids[1] == ids[2], "not whole"
    assert not list(home.settings.key_file.parent.glob("*.next")) and home.settings.key_file.exists()


def has_its_words(home: Home) -> None:
    whole(home)
    assert home.book().look(OWN, home.case)["answers"], "words lost"


def is_there_or_gone(home: Home) -> None:
    whole(home)
    left = [case.id for case in home.book().cases(OWN)]
    assert left == ([] if "deleted" in home.said else [home.case]) or not (left or "deleted" in home.said)


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
    "delete": (in_review, deletes, is_there_or_gone),
    "rotate": (in_review, rotates, has_its_words),
    "upgrade": (of_old, lambda home: home.book().close(), has_its_words),
    "said too early": (begun, lambda home: reply(home, home.book(), "answer", FIRST, early=True), goes_on),
}


def lived(life: Callable[[], None]) -> int:
    """A life in a process of its own; how it ended. What it says on stdout is nobody's business."""
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        life()
    except AssertionError as wrong:
        os._exit(
            {"lost": 10, "taken twice": 11, "no brief": 12, "review lost": 13, "not whole": 14}.get(str(wrong), 15)
        )
    except BaseException as error:  # noqa: BLE001 - a forked life must end here, whatever it met, and say what it was
        print(type(error).__name__, error, file=sys.stderr)
        os._exit(16)
    os._exit(0)


def mortal(last: int) -> None:
    """From now on the process dies before its step number `last`."""
    steps = iter(range(last))

    def step(*_: Any) -> None:
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    class Killing(sqlite3.Connection):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.set_trace_callback(step)

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **kwargs: connect(*args, factory=Killing, **kwargs)  # type: ignore[assignment]
    for module, name in ((os, "replace"), (os, "link"), (os, "fsync")):
        setattr(module, name, _after(step, getattr(module, name)))
    assert keys.os is os


def _after(step: Callable[[], None], act: Callable[..., Any]) -> Callable[..., Any]:
    def acts(*args: Any) -> Any:
        step()
        return act(*args)

    return acts


def main(folder: Path, deed: str) -> None:
    prepare, act, check = DEEDS[deed]
    folder.mkdir()
    template = Home(folder / "template")
    template.folder.mkdir()
    assert lived(lambda: prepare(template)) == 0
    (template.folder / "said").unlink(missing_ok=True)
    wrong, deaths = [], 0
    while True:
        home = Home(folder / str(deaths))
        shutil.copytree(template.folder, home.folder)

        def life(home: Home = home, last: int = deaths) -> None:
            mortal(last)
            act(home)

        ended = lived(life)
        if ended == -signal.SIGKILL:
            deaths += 1
        found = lived(lambda home=home: check(home))
        if found:
            wrong.append([deaths, found])
        shutil.rmtree(home.folder)
        if ended != -signal.SIGKILL:
            break
    print(json.dumps({"deaths": deaths, "ended": ended, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
