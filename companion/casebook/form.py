"""The form of what is stored: the tables, how an earlier form becomes today's, and how all of it gets new keys.

Form 1 sealed everything with the master key. Form 2 gives each case a key of its own, wrapped by the master key. Form 3
keeps receipts of what left the machine: those of a case under its key, the others under the master key.
Whatever changes the form is one transaction: a kill at any point leaves the old form or the new one.
"""

from __future__ import annotations

import hmac
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from typing import NamedTuple

from langgraph.checkpoint.sqlite import SqliteSaver

from companion.casebook.seal import Seal
from companion.confidentiality.keys import KEY_BYTES
from companion.errors import KeyProblem, StoreProblem

FORM = 3
_TABLES = (
    "CREATE TABLE master (id INTEGER PRIMARY KEY CHECK (id = 1), turn INTEGER NOT NULL, sealed BLOB NOT NULL)",
    "CREATE TABLE keys (id TEXT PRIMARY KEY, wrapped BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS cases (id TEXT PRIMARY KEY, owner TEXT NOT NULL, used REAL NOT NULL, sealed BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS cases_by_owner ON cases (owner, used)",
    "CREATE TABLE IF NOT EXISTS drafts (id TEXT PRIMARY KEY, sealed BLOB NOT NULL)",
)
_OF_RECEIPTS = (
    "CREATE TABLE receipts (id TEXT PRIMARY KEY, of_case TEXT NOT NULL, sealed BLOB NOT NULL)",
    "CREATE INDEX receipts_by_case ON receipts (of_case)",
    "CREATE TABLE loose_receipts (id TEXT PRIMARY KEY, owner TEXT NOT NULL, at REAL NOT NULL, sealed BLOB NOT NULL)",
)
_SEALED = (
    ("checkpoints", "thread_id", "checkpoint"),
    ("cases", "id", "sealed"),
    ("drafts", "id", "sealed"),
    ("receipts", "of_case", "sealed"),
)
"""Table, the column that names the case, and the one that is sealed with the case's key."""
OF_A_CASE = (
    ("checkpoints", "thread_id"),
    ("writes", "thread_id"),
    ("cases", "id"),
    ("drafts", "id"),
    ("keys", "id"),
    ("receipts", "of_case"),
)
"""Every table that holds something of a case, and the column that names the case."""


class Opened(NamedTuple):
    """What the master key opens. `turn` counts the master keys there have been; `owners` keys the digest that stands for
    an owner, whose name is content too."""

    turn: int
    owners: bytes

    def digest(self, owner: str) -> str:
        """What stands for an owner in the database."""
        return hmac.new(self.owners, owner.encode(), sha256).hexdigest()


def form_of(connection: sqlite3.Connection) -> int:
    """The form found, 0 for none yet. StoreProblem, and nothing touched, when a later version of the product made it."""
    (form,) = connection.execute("PRAGMA user_version").fetchone()
    if form > FORM:
        raise newer()
    return 1 if form == 0 and _has_first_form(connection) else int(form)


def newer() -> StoreProblem:
    """Told when what is stored was written by a later version."""
    return StoreProblem(
        "Det, der ligger her, er gemt af en nyere udgave af Sparringsrum. Opdatér, og start igen; intet er ændret.",
        "What is stored here was saved by a newer version of Sparringsrum. Update it and start again; nothing has "
        "been changed.",
    )


def set_up(connection: sqlite3.Connection, master: bytes, form: int) -> None:
    """Make the tables, or bring an earlier form up to today's. KeyProblem when that was sealed with another key."""
    with transaction(connection):
        owners = opened(connection, master).owners if form else secrets.token_bytes(KEY_BYTES)
        of_form_2 = () if form == 2 else _TABLES
        for statement in (*(() if form else _langgraph_tables()), *of_form_2, *_OF_RECEIPTS):
            connection.execute(statement)
        if form < 2:
            _write_master(connection, master, Opened(1, owners))
        if form == 1:
            _reseal_all(connection, master, lambda case, owner: Seal(master))
            connection.execute("DROP TABLE seal")
        connection.execute(f"PRAGMA user_version={FORM}")


def opened(connection: sqlite3.Connection, master: bytes) -> Opened:
    """What the master key opens, in whatever form. KeyProblem when it is another."""
    if form_of(connection) == 1:
        _open_first_form(connection, master)
        return Opened(0, master)
    turn, sealed = connection.execute("SELECT turn, sealed FROM master").fetchone()
    try:
        return Opened(turn, bytes.fromhex(_master_seal(master, turn).unseal(sealed)["owners"]))
    except sqlite3.DatabaseError:
        raise wrong_key() from None


def rekey(connection: sqlite3.Connection, old: bytes, new: bytes) -> None:
    """A new master key, and a new key for each case; every word is sealed anew."""
    with transaction(connection):
        before = opened(connection, old)
        connection.execute("DELETE FROM master")
        _write_master(connection, new, Opened(before.turn + 1, before.owners))
        _reseal_all(connection, new, lambda case, owner: seal_of(connection, old, case, owner))
        _reseal_loose(connection, old, new)


def seal_of(connection: sqlite3.Connection, master: bytes, case: str, owner: str) -> Seal:
    """The seal of a case. sqlite3.DatabaseError when there is none or it was sealed with another key or for another."""
    row = connection.execute("SELECT wrapped FROM keys WHERE id = ?", (case,)).fetchone()
    return Seal(unwrapped(master, case, owner, row[0] if row else b""))


def wrapped(master: bytes, case: str, owner: str, key: bytes) -> bytes:
    """A case's key under the master key, bound to the case and to whose it is."""
    return Seal(master, f"{case} {owner}").encrypt(key)


def unwrapped(master: bytes, case: str, owner: str, key: bytes) -> bytes:
    """The key that `wrapped` wrapped."""
    return Seal(master, f"{case} {owner}").decrypt(key)


def loose_seal(master: bytes, owner: str, receipt: str) -> Seal:
    """The seal of a receipt that belongs to no case, bound to it and to whose it is."""
    return Seal(master, f"receipt {receipt} {owner}")


def wrong_key() -> KeyProblem:
    """Told when the master key is not the one things were sealed with."""
    return KeyProblem(
        "Nøglen passer ikke til de oplæg, der ligger her. Brug den nøgle, de blev gemt med (COMPANION_KEY "
        "eller nøglefilen), eller vælg en anden datamappe med COMPANION_DATA_DIR.",
        "The key does not fit the cases stored here. Use the key they were saved with (COMPANION_KEY or the key "
        "file), or choose another data folder with COMPANION_DATA_DIR.",
    )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def _has_first_form(connection: sqlite3.Connection) -> bool:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return "seal" in tables and connection.execute("SELECT count(*) FROM seal").fetchone() == (1,)


def _open_first_form(connection: sqlite3.Connection, master: bytes) -> None:
    (sealed,) = connection.execute("SELECT sealed FROM seal").fetchone()
    try:
        Seal(master).unseal(sealed)
    except sqlite3.DatabaseError:
        raise wrong_key() from None


def _langgraph_tables() -> tuple[str, ...]:
    """LangGraph's own, as it would make them; made by itself it would turn on a write-ahead log first."""
    with closing(sqlite3.connect(":memory:")) as scratch:
        SqliteSaver(scratch).setup()
        rows = scratch.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return tuple(sql.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1) for (sql,) in rows)


def _master_seal(master: bytes, turn: int) -> Seal:
    return Seal(master, f"master {turn}")


def _write_master(connection: sqlite3.Connection, master: bytes, what: Opened) -> None:
    sealed = _master_seal(master, what.turn).seal({"owners": what.owners.hex()})
    connection.execute("INSERT INTO master VALUES (1, ?, ?)", (what.turn, sealed))


def _reseal_all(connection: sqlite3.Connection, master: bytes, seal: Callable[[str, str], Seal]) -> None:
    """A fresh key for every case. What belongs to no case goes; a case that does not open is left as it lies, to be told
    when it is opened."""
    for case, owner in connection.execute("SELECT id, owner FROM cases").fetchall():
        key = secrets.token_bytes(KEY_BYTES)
        try:
            rows = list(_resealed(connection, case, seal(case, owner), Seal(key)))
        except sqlite3.DatabaseError:
            continue
        for statement, values in rows:
            connection.execute(statement, values)
        connection.execute("INSERT OR REPLACE INTO keys VALUES (?, ?)", (case, wrapped(master, case, owner, key)))
    for table, column in OF_A_CASE:
        connection.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM cases)")


def _resealed(
    connection: sqlite3.Connection, case: str, old: Seal, new: Seal
) -> Iterator[tuple[str, tuple[bytes, int]]]:
    for table, column, sealed in _SEALED:
        found = connection.execute(f"SELECT rowid, {sealed} FROM {table} WHERE {column} = ?", (case,)).fetchall()
        for row, value in found:
            yield f"UPDATE {table} SET {sealed} = ? WHERE rowid = ?", (new.encrypt(old.decrypt(value)), row)


def _reseal_loose(connection: sqlite3.Connection, old: bytes, new: bytes) -> None:
    """Receipts that belong to no case; one that does not open goes, since nobody could read it any more."""
    for receipt, owner, sealed in connection.execute("SELECT id, owner, sealed FROM loose_receipts").fetchall():
        try:
            again = loose_seal(new, owner, receipt).encrypt(loose_seal(old, owner, receipt).decrypt(sealed))
        except sqlite3.DatabaseError:
            connection.execute("DELETE FROM loose_receipts WHERE id = ?", (receipt,))
            continue
        connection.execute("UPDATE loose_receipts SET sealed = ? WHERE id = ?", (again, receipt))
