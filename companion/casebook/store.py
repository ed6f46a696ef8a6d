"""One SQLite file with everything stored: LangGraph's checkpoints and three small tables of ours, all sealed.

A rollback journal rather than a write-ahead log: nothing deleted lingers in a second file, and another open process
cannot hold a clean-up back. `secure_delete` overwrites what is deleted; the file shrinks with it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from langgraph.checkpoint.serde.encrypted import EncryptedSerializer
from langgraph.checkpoint.sqlite import SqliteSaver

from companion.errors import KeyProblem, StoreProblem
from companion.settings import CASEBOOK_FILE

_TABLES = """
PRAGMA journal_mode=TRUNCATE;
CREATE TABLE IF NOT EXISTS cases (id TEXT PRIMARY KEY, owner TEXT NOT NULL, used REAL NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS cases_by_owner ON cases (owner, used);
CREATE TABLE IF NOT EXISTS drafts (id TEXT PRIMARY KEY, sealed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS seal (id INTEGER PRIMARY KEY CHECK (id = 1), sealed BLOB NOT NULL);
"""
_OPENED = {"sparringsrum": 1}


class Seal:
    """Packs and encrypts; LangGraph's AES cipher underneath.

    A cipher rather than a serializer of our own: a strict graph wraps the cipher it is given in a serializer of its own
    making, and whatever a subclass added would be lost without a word.
    """

    def __init__(self, key: bytes) -> None:
        self._aes = EncryptedSerializer.from_pycryptodome_aes(key=key).cipher

    def encrypt(self, plaintext: bytes) -> tuple[str, bytes]:
        """The cipher's name, and `plaintext` made small and sealed."""
        name, sealed = self._aes.encrypt(zlib.compress(plaintext, 6))
        return name, sealed

    def decrypt(self, ciphername: str, ciphertext: bytes) -> bytes:
        """What was sealed. sqlite3.DatabaseError when the key is another or the bytes are damaged: a seal that does not
        open is damage to the database like any other."""
        try:
            return zlib.decompress(self._aes.decrypt(ciphername, ciphertext))
        except (ValueError, zlib.error):
            raise sqlite3.DatabaseError("malformed: a seal does not open") from None


class Saver(SqliteSaver):  # type: ignore[misc]
    """LangGraph's saver of whole checkpoints: one for a case, and what goes with it in the same commit.

    What a node wrote on the way to a checkpoint is not kept: a reply is a checkpoint of its own and whatever follows is
    done again from there, so nothing resumes from inside a step. A commit costs three waits for the disk.
    """

    also: Callable[[str, Mapping[str, Any], sqlite3.Cursor], None]
    """Given the case's id and its state; runs before a checkpoint is committed."""
    _now = threading.local()

    def put(self, config: Any, checkpoint: Any, metadata: Any, new_versions: Any) -> Any:
        self._now.putting = (config["configurable"]["thread_id"], checkpoint["channel_values"])
        try:
            return super().put(config, checkpoint, metadata, new_versions)
        finally:
            del self._now.putting

    def put_writes(self, config: Any, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        """Nothing: see above."""

    @contextmanager
    def cursor(self, transaction: bool = True) -> Iterator[sqlite3.Cursor]:
        with super().cursor(transaction) as cursor:
            yield cursor
            if putting := getattr(self._now, "putting", None):
                case_id, values = putting
                self.also(case_id, values, cursor)


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

    def __init__(self, folder: Path | None, key: bytes) -> None:
        self._seal = Seal(key)
        with speaking():
            self._connection = _connect(folder)
            self.saver = Saver(self._connection, serde=EncryptedSerializer(self._seal))
            self.saver.setup()
            self._connection.executescript(_TABLES)
            self._connection.execute("PRAGMA synchronous=FULL")
        self._check_key()

    def _check_key(self) -> None:
        """A wrong key is told at the door, not by the first case that will not open."""
        with speaking(), self.saver.cursor() as cursor:
            cursor.execute("INSERT OR IGNORE INTO seal VALUES (1, ?)", (self.seal(_OPENED),))
            (sealed,) = cursor.execute("SELECT sealed FROM seal WHERE id = 1").fetchone()
        try:
            self.unseal(sealed)
        except sqlite3.DatabaseError:
            self.close()
            raise KeyProblem(
                "Nøglen passer ikke til de oplæg, der ligger her. Brug den nøgle, de blev gemt med (COMPANION_KEY "
                "eller nøglefilen), eller vælg en anden datamappe med COMPANION_DATA_DIR.",
                "The key does not fit the cases stored here. Use the key they were saved with (COMPANION_KEY or the key "
                "file), or choose another data folder with COMPANION_DATA_DIR.",
            ) from None

    @contextmanager
    def cursor(self) -> Iterator[sqlite3.Cursor]:
        """A cursor in a transaction of its own, committed at the end."""
        with speaking(), self.saver.cursor() as cursor:
            yield cursor

    def seal(self, value: Any) -> bytes:
        """A small JSON value, sealed."""
        return self._seal.encrypt(json.dumps(value).encode())[1]

    def unseal(self, sealed: bytes) -> Any:
        """What `seal` sealed. sqlite3.DatabaseError when it does not open."""
        return json.loads(self._seal.decrypt("aes", sealed))

    def prune(self, case_id: str, cursor: sqlite3.Cursor) -> None:
        """Keep the last checkpoint of a case alone; the words of a changed answer go with the earlier ones."""
        last = "(SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = ?)"
        for table in ("checkpoints", "writes"):
            cursor.execute(f"DELETE FROM {table} WHERE thread_id = ? AND checkpoint_id < {last}", (case_id, case_id))

    def forget(self, case_id: str, cursor: sqlite3.Cursor) -> None:
        """Everything of one case, overwritten."""
        for table in ("checkpoints", "writes"):
            cursor.execute(f"DELETE FROM {table} WHERE thread_id = ?", (case_id,))
        for table in ("cases", "drafts"):
            cursor.execute(f"DELETE FROM {table} WHERE id = ?", (case_id,))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _connect(folder: Path | None) -> sqlite3.Connection:
    """The connection, its file readable by the owner alone. No folder: in memory, for a sitting that is not kept."""
    if folder is None:
        return sqlite3.connect(":memory:", check_same_thread=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / CASEBOOK_FILE
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, check_same_thread=False, timeout=10)
    connection.execute("PRAGMA page_size=1024")
    connection.execute("PRAGMA auto_vacuum=FULL")
    connection.execute("PRAGMA secure_delete=ON")
    with closing(connection.execute("SELECT count(*) FROM sqlite_master")) as first_look:
        first_look.fetchone()
    return connection
