"""The file the counts lie in: its tables, how it is opened, how it is written anew, and what is said when it fails."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from companion.errors import PartFailed

PILOT_FILE = "pilot.db"
_FORM = 1
_BUSY_SECONDS = 10.0
"""How long another program may hold on to the file before it is told about."""
_TABLES = (
    "CREATE TABLE periods (id INTEGER PRIMARY KEY, first TEXT NOT NULL, closed TEXT, sealed BLOB)",
    "CREATE TABLE answers (who BLOB PRIMARY KEY, yes INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE tallies (week TEXT, kind TEXT, value INTEGER, who BLOB, count INTEGER NOT NULL, "
    "PRIMARY KEY (week, kind, value, who)) WITHOUT ROWID",
    "CREATE TABLE once (mark BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE released (period INTEGER, kind TEXT, low INTEGER, high INTEGER, weeks TEXT, count INTEGER NOT NULL, "
    "k INTEGER NOT NULL, PRIMARY KEY (period, kind, low, high, weeks)) WITHOUT ROWID",
    f"PRAGMA user_version={_FORM}",
)
_SETTINGS = ("secure_delete=ON", "temp_store=MEMORY", "synchronous=FULL", "journal_mode=DELETE")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """The open file, its tables in place."""
    with _speaking(), closing(_opened(path)) as file:
        for setting in _SETTINGS:
            file.execute(f"PRAGMA {setting}")
        if (form := _form(file)) > _FORM:
            raise _newer()
        if form < _FORM:
            _set_up(file)
        yield file


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """All of it or nothing, one writer at a time. Within a page SQLite puts rows where there is room, in the order they come;
    after the change the file is written anew, so that they lie in their own. Where somebody else is busy with the file just
    then, they do it after their change."""
    with reading(path) as file:
        file.execute("BEGIN IMMEDIATE")
        with file:
            yield file
        with suppress(sqlite3.OperationalError):
            file.execute("VACUUM")


def _opened(path: Path) -> sqlite3.Connection:
    """Readable by its owner alone, as are the files SQLite makes beside it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)


def _set_up(file: sqlite3.Connection) -> None:
    file.execute("BEGIN IMMEDIATE")
    with file:
        for table in () if _form(file) else _TABLES:
            file.execute(table)


def _form(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _speaking() -> Iterator[None]:
    """What SQLite and the disk say, as a PartFailed that says what to do."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _told(error) from error


def _told(error: Exception) -> PartFailed:
    words = str(error).lower() if isinstance(error, sqlite3.Error) else ""
    if "full" in words or getattr(error, "errno", None) == 28:
        return PartFailed(
            "Disken er fuld, og der blev ikke talt. Gør plads, og prøv igen.",
            "The disk is full and nothing was counted. Make room and try again.",
        )
    if "locked" in words:
        return PartFailed(
            "Et andet program holder på pilot.db, og der blev ikke talt. Luk det program, og prøv igen.",
            "Another program is holding on to pilot.db and nothing was counted. Close that program and try again.",
        )
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        return PartFailed(
            "Optællingen er beskadiget. Læg en kopi af pilot.db tilbage i datamappen, eller slet filen, og begynd tællingen "
            "forfra. Dine oplæg ligger et andet sted.",
            "The counts are damaged. Put a copy of pilot.db back in the data folder, or delete the file and begin counting "
            "again. Your cases lie elsewhere.",
        )
    return PartFailed(
        "Optællingen kan ikke læses eller skrives. Giv skriveadgang til datamappen og til pilot.db i den, eller vælg en anden "
        "mappe med COMPANION_DATA_DIR.",
        "The counts cannot be read or written. Allow writing to the data folder and to pilot.db in it, or choose another "
        "folder with COMPANION_DATA_DIR.",
    )


def _newer() -> PartFailed:
    return PartFailed(
        "Optællingen er skrevet af en nyere udgave af Sparringsrum. Installér den nyere udgave igen.",
        "The counts were written by a newer version of Sparringsrum. Install the newer version again.",
    )
