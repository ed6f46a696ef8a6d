"""One SQLite file with everything stored: LangGraph's checkpoints and six small tables of ours, all sealed.

A rollback journal rather than a write-ahead log: nothing deleted lingers in a second file, and a clean-up that another
open process holds back fails and says so. `secure_delete` overwrites what is deleted; the file shrinks with it.
"""

from __future__ import annotations

import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from companion.casebook import form
from companion.casebook.locks import Locks
from companion.casebook.saver import Saver
from companion.casebook.seal import Seal
from companion.confidentiality.keys import KEY_BYTES
from companion.errors import KeyProblem, StoreProblem
from companion.settings import CASEBOOK_FILE

_PAGE = 1024
"""Bytes: a case is small, and so is what its deletion has to move."""
_BUSY_SECONDS = 10.0
"""How long another program may hold on to the database before it is told about."""


@contextmanager
def speaking() -> Iterator[None]:
    """Turns what SQLite and the disk say into a StoreProblem that says what to do, without any content."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _told(error) from error


def _told(error: Exception) -> StoreProblem:
    words = str(error).lower() if isinstance(error, sqlite3.Error) else ""
    if "full" in words or getattr(error, "errno", None) == 28:
        return StoreProblem(
            "Disken er fuld, og det seneste er ikke gemt. Din tekst står stadig i feltet: Gør plads, og send igen.",
            "The disk is full and the latest is not saved. Your text is still in the box: make room and send again.",
        )
    if "locked" in words:
        return StoreProblem(
            "Et andet program har databasen åben og holder på den, så det seneste er hverken gemt eller slettet. Luk det "
            "program, og prøv igen.",
            "Another program has the database open and is holding on to it, so the latest is neither saved nor deleted. "
            "Close that program and try again.",
        )
    if "malformed" in words or "not a database" in words:
        return StoreProblem(
            "Databasen med dine oplæg er beskadiget. Læg en sikkerhedskopi tilbage, eller slet den med "
            "`companion data purge`, og begynd forfra.",
            "The database with your cases is damaged. Put a backup back, or delete it with `companion data purge` "
            "and begin again.",
        )
    return StoreProblem(
        "Der kan ikke gemmes i datamappen. Giv skriveadgang til den, eller vælg en anden med COMPANION_DATA_DIR. "
        "Det, du har skrevet, står stadig i feltet.",
        "The data folder cannot be written to. Allow writing, or choose another with COMPANION_DATA_DIR. "
        "What you wrote is still in the box.",
    )


class Store:
    """The open database: LangGraph's saver, and our tables beside it on the same connection."""

    def __init__(self, folder: Path | None, master: bytes) -> None:
        self._master = master
        self.locks = Locks(folder)
        self._file = folder / CASEBOOK_FILE if folder else None
        self._new_keys: dict[str, bytes] = {}
        self._unwrapped = lru_cache(maxsize=1000)(self._seal)
        with speaking():
            if folder:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self.locks.of("open"):
                self._connection = _connect(self._file)
                self._opened = self._open()
        self.saver = Saver(self._connection)
        self.saver.seal_of = self.seal_of

    def _open(self) -> form.Opened:
        """What the key opens, in today's form. A wrong key is told at the door, not by the first case that will not open."""
        try:
            if (found := form.form_of(self._connection)) < form.FORM:
                form.set_up(self._connection, self._master, found)
            return form.opened(self._connection, self._master)
        except (KeyProblem, StoreProblem, sqlite3.Error):
            self._connection.close()
            raise

    @contextmanager
    def cursor(self) -> Iterator[sqlite3.Cursor]:
        """A cursor in a transaction of its own, committed at the end, or taken back when something fails."""
        with speaking(), self.saver.cursor() as cursor:
            yield cursor

    def digest(self, owner: str) -> str:
        """What stands for an owner in the database."""
        return self._opened.digest(owner)

    def key_beside(self) -> bytes:
        """What the keys of other files in the data folder are made from; it opens nothing here."""
        return hmac.digest(self._master, b"sparringsrum: key of what lies beside the cases", "sha256")

    def loose_seal(self, owner: str, receipt: str) -> Seal:
        """The seal of a receipt that belongs to no case."""
        return form.loose_seal(self._master, self.digest(owner), receipt)

    @property
    def turn(self) -> int:
        """How many master keys there had been when this was opened; another in the database means that the key was changed."""
        return self._opened.turn

    def seal_of(self, case: str) -> Seal | None:
        """The seal of a case, also of one that is being begun; None when there is no such case."""
        if key := self._new_keys.get(case):
            return Seal(key)
        with self.cursor() as cursor:
            row = cursor.execute(
                "SELECT owner, wrapped, turn FROM cases JOIN keys USING (id) JOIN master WHERE cases.id = ?", (case,)
            ).fetchone()
        if row is None:
            return None
        if row[2] != self._opened.turn:
            raise turned()
        with speaking():
            return self._unwrapped(case, *row[:2])

    @contextmanager
    def beginning(self, case: str) -> Iterator[None]:
        """Inside, `case` has a key that is not yet stored; `keep_key` stores it with the first checkpoint."""
        self._new_keys[case] = secrets.token_bytes(KEY_BYTES)
        try:
            yield
        finally:
            del self._new_keys[case]

    def keep_key(self, case: str, owner: str, cursor: sqlite3.Cursor) -> None:
        """Store the key of a case that begins, in the transaction of its first checkpoint. KeyProblem when the master key
        was changed meanwhile: nobody could open the case."""
        wrapped = form.wrapped(self._master, case, owner, self._new_keys[case])
        cursor.execute("INSERT INTO keys SELECT ?, ? FROM master WHERE turn = ?", (case, wrapped, self._opened.turn))
        if cursor.rowcount != 1:
            raise turned()

    def prune(self, case: str, cursor: sqlite3.Cursor) -> None:
        """Keep the last checkpoint of a case alone; the words of a changed answer go with the earlier ones."""
        last = "(SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = ?)"
        cursor.execute(f"DELETE FROM checkpoints WHERE thread_id = ? AND checkpoint_id < {last}", (case, case))

    def forget(self, cases: list[str]) -> None:
        """Everything of these cases and their keys, overwritten; StoreProblem when it is not gone from the file."""
        with self.cursor() as cursor:
            for case in cases:
                for table, column in form.OF_A_CASE:
                    cursor.execute(f"DELETE FROM {table} WHERE {column} = ?", (case,))
        self._unwrapped.cache_clear()
        if cases:
            self.check_swept()

    def rekey(self, new: bytes) -> int:
        """A new master key and new keys for all cases, in one transaction; how many cases."""
        with speaking(), self.locks.of("open"), self.saver.lock:
            form.rekey(self._connection, self._master, new)
        self._master = new
        self._unwrapped.cache_clear()
        with speaking():
            self._opened = form.opened(self._connection, new)
        self.check_swept()
        with self.cursor() as cursor:
            return int(cursor.execute("SELECT count(*) FROM keys").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _seal(self, case: str, owner: str, wrapped: bytes) -> Seal:
        return Seal(form.unwrapped(self._master, case, owner, wrapped))

    def check_swept(self) -> None:
        """Nothing of what was deleted is left in a free page, in the journal, or in a log of another making."""
        if self._file is None:
            return
        with speaking(), self.saver.cursor() as cursor:
            (free,) = cursor.execute("PRAGMA freelist_count").fetchone()
        beside = [self._file.with_name(f"{self._file.name}-{end}") for end in ("journal", "wal")]
        if free or any(path.exists() and path.stat().st_size for path in beside):
            raise StoreProblem(
                "Det er slettet, men rester kan stadig ligge i filen, fordi et andet program holder på den. Luk det program, "
                "og slet igen.",
                "It is deleted, but traces may still lie in the file because another program is holding on to it. Close "
                "that program and delete again.",
            )


def opens(folder: Path, master: bytes) -> bool:
    """Whether the master key opens what is stored in `folder`; False also when nothing is. Changes nothing."""
    if not (folder / CASEBOOK_FILE).exists():
        return False
    with speaking():
        connection = _connect(folder / CASEBOOK_FILE)
        try:
            found = form.form_of(connection)
            return bool(found and form.opened(connection, master))
        except KeyProblem:
            return False
        finally:
            connection.close()


def turned() -> KeyProblem:
    """Told when the master key was changed by another program meanwhile."""
    return KeyProblem(
        "Nøglen er blevet skiftet, mens Sparringsrum kørte. Start det igen; din tekst står her stadig.",
        "The key was changed while Sparringsrum was running. Start it again; your text is still here.",
    )


def _connect(file: Path | None) -> sqlite3.Connection:
    """The connection, its file readable by the owner alone. No file: in memory, for a sitting that is not kept."""
    if file is None:
        return sqlite3.connect(":memory:", check_same_thread=False)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(file, check_same_thread=False, timeout=_BUSY_SECONDS)
    try:
        of_a_new_file = () if form.form_of(connection) else (f"page_size={_PAGE}", "auto_vacuum=FULL")
        for setting in (
            *of_a_new_file,
            "secure_delete=ON",
            "temp_store=MEMORY",
            "synchronous=FULL",
            "journal_mode=TRUNCATE",
        ):
            connection.execute(f"PRAGMA {setting}")
    except (StoreProblem, sqlite3.Error):
        connection.close()
        raise
    return connection
