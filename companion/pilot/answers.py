"""Answers to the survey that come in over a link, kept so that nobody can be told from them.

What lies in the file of them: random ids and sealed answers of the same size, in the order of the ids. Each time one is added
all are sealed anew under new ids, and the file is written afresh: neither the place of an answer in it, nor its age, nor a
comparison with an earlier copy tells which came when. An answer holds no owner and no time.

That nobody answers twice is not kept as who answered: it is a token, HMAC of the owner under the survey's own key, which
no list of answers leads to. The key lies sealed in the file and is destroyed with the answers, when the result is made or
after KEPT_DAYS; whatever copy of a token is left then is the token of nobody. While a survey is open, whoever holds the
master key could find out who answered, never what. An answer that was sent cannot be changed: it is not known which it is.

The result is what lies there afterwards, sealed, until it is deleted or KEPT_DAYS have passed. The file system notes when
the file was last written: that is when the last answer came, and of no other.
"""

from __future__ import annotations

import datetime as dt
import hmac
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from random import SystemRandom

from Crypto.Cipher import AES

from companion.errors import PartFailed, Refused, WrongUse
from companion.pilot.survey import About, Answer
from companion.pilot.survey_picture import Picture

FILE = "pilot-answers.db"
KEPT_DAYS = 60
MOST = 500
"""Answers to one survey."""
_SIZE = 4096
"""Bytes; every answer is made as long as a whole number of these."""
_BUSY_SECONDS = 10.0
_NONCE, _TAG, _ID, _KEY = 12, 16, 16, 32
_TABLES = """
CREATE TABLE IF NOT EXISTS survey (one INTEGER PRIMARY KEY CHECK (one = 1), day TEXT NOT NULL, key BLOB, sealed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS answers (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (token BLOB PRIMARY KEY) WITHOUT ROWID;
"""
_EVERYTHING = ("answers", "tokens", "survey")


class Answers:
    """The survey of an installation, one at a time. `seal_key`: the master key; what seals the file at `path` is
    made from it. There is no file before the first survey. PartFailed, with what to do, when it cannot be read or written."""

    def __init__(self, path: Path, seal_key: bytes) -> None:
        self._path = path
        self._key = hmac.digest(seal_key, b"sparringsrum: key of the survey's answers", "sha256")

    def open(self, about: About, today: dt.date) -> None:
        """A new survey. WrongUse while another is there."""
        with self._file(today, make=True) as file:
            own = secrets.token_bytes(_KEY)
            row = (today.isoformat(), _sealed(self._key, own), _sealed(self._key, about.model_dump_json().encode()))
            added = file.execute("INSERT OR IGNORE INTO survey VALUES (1, ?, ?, ?)", row).rowcount
        if not added:
            raise WrongUse(
                "Der er allerede et spørgeskema. Slet det først.", "There is a survey already. Delete that one first."
            )

    def about(self, today: dt.date) -> About | None:
        """What the form tells; None where no survey is open."""
        with self._file(today) as file:
            found = _row(file)
            if found is None or found[0] is None:
                return None
            return About.model_validate_json(self._opened(found[1]))

    def answered(self, owner: str, today: dt.date) -> bool:
        """Whether this one has sent an answer to the survey that is open."""
        with self._file(today) as file:
            own = self._own_key(file)
            asked = "SELECT 1 FROM tokens WHERE token = ?"
            return bool(own and file.execute(asked, (_token(own, owner),)).fetchone())

    def put(self, owner: str, answer: Answer, today: dt.date) -> None:
        """One answer among the others. Refused where this one has answered, or no survey is open."""
        with self._file(today) as file:
            own = self._own_key(file)
            if own is None:
                raise Refused("Spørgeskemaet er lukket.", "The survey is closed.")
            if not file.execute("INSERT OR IGNORE INTO tokens VALUES (?)", (_token(own, owner),)).rowcount:
                raise Refused(
                    "Du har svaret. Svaret kan ikke rettes, for ingen ved, hvilket der er dit.",
                    "You have answered. The answer cannot be changed, since nobody knows which one is yours.",
                )
            answers = [*_read(file, own), answer]
            if len(answers) > MOST:
                raise Refused("Der er ikke plads til flere svar.", "There is no room for more answers.")
            _write(file, own, answers)

    def enough(self, k: int, today: dt.date) -> bool:
        """Whether there are so many answers that something may be shown; how many is not told before that."""
        with self._file(today) as file:
            return bool(file.execute("SELECT count(*) FROM answers").fetchone()[0] >= k)

    def close(self, make: Callable[[Sequence[Answer]], Picture], today: dt.date) -> Picture:
        """The result, made of all answers; they, the tokens and their key are gone when this returns. Refused where no
        survey is open."""
        with self._file(today) as file:
            own = self._own_key(file)
            if own is None:
                raise Refused("Spørgeskemaet er lukket.", "The survey is closed.")
            answers = _read(file, own)
            SystemRandom().shuffle(answers)
            found = make(answers)
            for table in ("answers", "tokens"):
                file.execute(f"DELETE FROM {table}")
            kept = _sealed(self._key, found.model_dump_json().encode())
            file.execute("UPDATE survey SET key = NULL, sealed = ?", (kept,))
        return found

    def result(self, today: dt.date) -> Picture | None:
        """What was made; None where nothing is."""
        with self._file(today) as file:
            found = _row(file)
            if found is None or found[0] is not None:
                return None
            return Picture.model_validate_json(self._opened(found[1]))

    def delete(self, today: dt.date) -> None:
        """Everything: answers, tokens, key and result."""
        with self._file(today) as file:
            _empty(file)

    def reseal(self, seal_key: bytes, today: dt.date) -> None:
        """What is sealed, under another master key, when that is changed."""
        new = Answers(self._path, seal_key)._key
        with self._file(today) as file:
            if found := _row(file):
                own, sealed = found
                values = (own and _sealed(new, self._opened(own)), _sealed(new, self._opened(sealed)))
                file.execute("UPDATE survey SET key = ?, sealed = ?", values)
        self._key = new

    def _own_key(self, file: sqlite3.Connection) -> bytes | None:
        found = _row(file)
        return self._opened(found[0]) if found and found[0] is not None else None

    def _opened(self, sealed: bytes) -> bytes:
        return _unsealed(self._key, sealed)

    @contextmanager
    def _file(self, today: dt.date, make: bool = False) -> Iterator[sqlite3.Connection]:
        """The file, alone with it until the end, and written afresh where something was changed; an empty one in memory where
        there is none. What is too old is deleted first."""
        try:
            with closing(_connected(self._path if make or self._path.exists() else None)) as file:
                file.execute("BEGIN IMMEDIATE")
                _forget_old(file, today)
                before = file.total_changes
                yield file
                file.execute("COMMIT")
                if file.total_changes != before or _is_loose(file):
                    file.execute("VACUUM")
        except (sqlite3.Error, OSError, ValueError) as error:
            raise _told(error) from error


def _connected(path: Path | None) -> sqlite3.Connection:
    """For its owner alone. A transaction that is not committed is undone when the file is closed."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    file = sqlite3.connect(path or ":memory:", timeout=_BUSY_SECONDS, isolation_level=None)
    for setting in ("secure_delete=ON", "temp_store=MEMORY", "journal_mode=DELETE", "synchronous=FULL"):
        file.execute(f"PRAGMA {setting}")
    file.executescript(_TABLES)
    return file


def _forget_old(file: sqlite3.Connection, today: dt.date) -> None:
    """Everything, where the survey was opened KEPT_DAYS ago."""
    found = file.execute("SELECT day FROM survey").fetchone()
    if found and today >= dt.date.fromisoformat(found[0]) + dt.timedelta(days=KEPT_DAYS):
        _empty(file)


def _empty(file: sqlite3.Connection) -> None:
    for table in _EVERYTHING:
        file.execute(f"DELETE FROM {table}")


def _is_loose(file: sqlite3.Connection) -> bool:
    return bool(file.execute("PRAGMA freelist_count").fetchone()[0])


def _row(file: sqlite3.Connection) -> tuple[bytes | None, bytes] | None:
    """The survey's own key while it is open, and what lies with it."""
    found: tuple[bytes | None, bytes] | None = file.execute("SELECT key, sealed FROM survey").fetchone()
    return found


def _read(file: sqlite3.Connection, key: bytes) -> list[Answer]:
    rows = file.execute("SELECT sealed FROM answers").fetchall()
    return [Answer.model_validate_json(_unsealed(key, sealed)) for (sealed,) in rows]


def _write(file: sqlite3.Connection, key: bytes, answers: Sequence[Answer]) -> None:
    """All of them, sealed anew under new ids, as long as the longest: no length is anybody's."""
    texts = [answer.model_dump_json().encode() for answer in answers]
    size = -(-max(map(len, texts)) // _SIZE) * _SIZE
    file.execute("DELETE FROM answers")
    rows = [(secrets.token_bytes(_ID), _sealed(key, text.ljust(size))) for text in texts]
    file.executemany("INSERT INTO answers VALUES (?, ?)", sorted(rows))


def _token(key: bytes, owner: str) -> bytes:
    return hmac.digest(key, owner.encode(), "sha256")[:_ID]


def _sealed(key: bytes, plain: bytes) -> bytes:
    """AES-GCM: nonce, tag and ciphertext."""
    cipher = AES.new(key, AES.MODE_GCM, nonce=secrets.token_bytes(_NONCE))
    ciphertext, tag = cipher.encrypt_and_digest(plain)
    return bytes(cipher.nonce + tag + ciphertext)


def _unsealed(key: bytes, sealed: bytes) -> bytes:
    """ValueError where the key is another or the bytes are damaged."""
    nonce, tag, ciphertext = sealed[:_NONCE], sealed[_NONCE : _NONCE + _TAG], sealed[_NONCE + _TAG :]
    return bytes(AES.new(key, AES.MODE_GCM, nonce=nonce).decrypt_and_verify(ciphertext, tag))


def _told(error: Exception) -> PartFailed:
    """What to do, without any content."""
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return PartFailed(
            "Et andet program har filen med svar åben. Luk det, og prøv igen; intet er gået tabt.",
            "Another program has the file of answers open. Close it and try again; nothing is lost.",
        )
    if isinstance(error, (OSError, sqlite3.OperationalError)):
        return PartFailed(
            "Der kan ikke gemmes svar i datamappen. Giv skriveadgang til den, og gør plads på disken.",
            "Answers cannot be saved in the data folder. Allow writing to it, and make room on the disk.",
        )
    return PartFailed(
        f"Svarene kan ikke læses: Filen er beskadiget, eller nøglen er skiftet. Slet {FILE} i datamappen, og spørg igen.",
        f"The answers cannot be read: the file is damaged, or the key was changed. Delete {FILE} in the data folder, and ask "
        "again.",
    )
