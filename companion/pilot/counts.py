"""What was used how much, in which week: the one file HR's figures come from, and in which nobody can be found.

A row is a tally of a week, a kind and somebody's keyed hash; nothing says which case, what was said, or in what order (the
table is its own index, and the file is written anew in its order after every change). The key of the hashes lies
sealed in the file under one made from the master key. When a period closes, key, hashes and answers go; what stays are the
figures that were released. Nobody is counted before a yes, and there is no file before the first answer.

A connection lasts as long as what is done with it, so that threads and processes share the file; SQLite's own lock
makes them wait for each other.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from companion.errors import KeyProblem, WrongUse
from companion.pilot import periods
from companion.pilot.counts_file import PILOT_FILE, reading, writing
from companion.pilot.suppress import PEOPLE, Figure, Tally, release

__all__ = ["PILOT_FILE", "Counts", "Kind", "Released"]
Kind = Literal[
    "begun", "step", "finished", "follow_up", "question_set", "plan", "practised", "helped", "goal", "goal_after"
]
_VALUES: dict[str, range] = {"step": range(1, 8), **dict.fromkeys(("helped", "goal", "goal_after"), range(1, 6))}
"""What `value` may be: the step reached, or an answer from 1 to 5; elsewhere 0."""
_NONCE, _TAG, _HASH = 12, 16, 16


class Released(NamedTuple):
    """Everything a report may be made from. `weeks`: the complete ones of the period."""

    k: int
    weeks: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    now: str = ""
    """The week that is not over; of a closed period, the one it was closed in."""
    closed: bool = False


class Counts:
    """The counts of one data folder. PartFailed, with what to do, when the file or its key fails."""

    def __init__(self, path: Path, seal_key: bytes, today: Callable[[], dt.date]) -> None:
        self._path, self._today = path, today
        self._seal = hmac.digest(seal_key, b"sparringsrum: key of the pilot's counts", "sha256")

    @classmethod
    def open(cls, path: Path, seal_key: bytes = b"", today: Callable[[], dt.date] = dt.date.today) -> Counts:
        """`seal_key`: the master key; reports and closing need none. `today`: the machine's local date."""
        return cls(path, seal_key, today)

    def agree(self, owner: str) -> None:
        """A leader's yes, for this period. The first answer opens it."""
        self._answer(owner, True)

    def withdraw(self, owner: str) -> None:
        """A leader's no, also after a yes: their tallies are gone. Released figures stand, since nobody is in them."""
        self._answer(owner, False)

    def agreed(self, owner: str) -> bool | None:
        """The leader's answer; None when they were not asked in this period."""
        if not self._path.exists():
            return None
        with reading(self._path) as file:
            key = self._key(file)
            row = key and file.execute("SELECT yes FROM answers WHERE who = ?", (_hash(key, owner),)).fetchone()
        return bool(row[0]) if row else None

    def count(self, owner: str, kind: Kind, value: int = 0, day: dt.date | None = None, once: str = "") -> None:
        """One event, if the leader has said yes. `once`: what it may be counted of but once in a period; of it a keyed hash is
        kept, beside nobody's. `day` is local; a week that has been reported, or one that never was
        since the clock went back, gives its events to the first that is open."""
        if kind not in get_args(Kind) or value not in _VALUES.get(kind, range(1)):
            raise WrongUse("Det kan ikke tælles. Ret kaldet.", "That cannot be counted. Correct the call.")
        if not self._path.exists():
            return
        with writing(self._path) as file:
            key = self._key(file)
            who = _hash(key, owner) if key else b""
            if not file.execute("SELECT 1 FROM answers WHERE who = ? AND yes", (who,)).fetchone():
                return
            if once and key:
                mark = _hash(key, f"{kind} {once}")
                if not file.execute("INSERT OR IGNORE INTO once VALUES (?)", (mark,)).rowcount:
                    return
            week = max(periods.week_of(day or self._today()), _open_from(self._figures(file)))
            file.execute(
                "INSERT INTO tallies VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                (week, kind, value, who),
            )

    def may_answer(self, owner: str, kind: Kind) -> bool:
        """Whether there is something left to give this answer about: a finished brief, or a follow-up, for each."""
        if not self._path.exists():
            return False
        about = "follow_up" if kind == "goal_after" else "finished"
        with reading(self._path) as file:
            key = self._key(file)
            sums = "SELECT coalesce(sum(count), 0) FROM tallies WHERE who = ? AND kind = ?"
            of = (
                {one: file.execute(sums, (_hash(key, owner), one)).fetchone()[0] for one in (kind, about)}
                if key
                else {}
            )
        return bool(of) and of[kind] < of[about]

    def table(self, k: int, new: bool = True) -> Released:
        """What may be shown: of the period that is open, else of the last one. With `new`, what has become fit to be shown is
        released with it, and stands from then on; without, nothing changes: for whoever only wants to look."""
        if not self._path.exists():
            return Released(k)
        with writing(self._path) as file:
            period, first, closed, _ = _period(file)
            figures = self._figures(file)
            now = closed or max(periods.week_of(self._today()), _open_from(figures))
            tallies = [Tally(*row) for row in file.execute("SELECT * FROM tallies")]
            weeks = periods.weeks(min([first, *(one.week for one in tallies)]), now) if first else ()
            if new and not closed:
                rows = (_row(period, one) for one in release(tallies, figures, weeks, k))
                file.executemany("INSERT OR REPLACE INTO released VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
                figures = self._figures(file)
        return Released(k, weeks, tuple(one for one in figures if one.k >= k), now, bool(closed))

    def close_period(self) -> None:
        """End the period: the key, the answers and everything counted of anybody are destroyed. What was released stays."""
        if not self._path.exists():
            return
        with writing(self._path) as file:
            period, first, closed, _ = _period(file)
            if not period or closed:
                return
            first = min([first, *(week for (week,) in file.execute("SELECT week FROM tallies"))])
            now = max(periods.week_of(self._today()), _open_from(self._figures(file)))
            file.execute("UPDATE periods SET sealed = NULL, first = ?, closed = ? WHERE id = ?", (first, now, period))
            file.execute("DELETE FROM tallies")
            file.execute("DELETE FROM answers")
            file.execute("DELETE FROM once")

    def reseal(self, seal_key: bytes) -> None:
        """The period's key under another master key, when that is changed."""
        if not self._path.exists():
            return
        with writing(self._path) as file:
            key = self._key(file)
            self._seal = Counts(self._path, seal_key, self._today)._seal
            if key:
                period = _period(file)[0]
                file.execute("UPDATE periods SET sealed = ? WHERE id = ?", (self._sealed(key, period), period))

    def _answer(self, owner: str, yes: bool) -> None:
        with writing(self._path) as file:
            key = self._key(file) or self._begin(file)
            who = _hash(key, owner)
            file.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (who, yes))
            if not yes:
                file.execute("DELETE FROM tallies WHERE who = ?", (who,))

    def _begin(self, file: sqlite3.Connection) -> bytes:
        """A new period, with a key of its own."""
        key, period = secrets.token_bytes(32), _period(file)[0] + 1
        values = (period, periods.week_of(self._today()), self._sealed(key, period))
        file.execute("INSERT INTO periods (id, first, sealed) VALUES (?, ?, ?)", values)
        return key

    def _key(self, file: sqlite3.Connection) -> bytes | None:
        """The open period's key; None when there is none."""
        from Crypto.Cipher import AES

        period, _, _, sealed = _period(file)
        if not sealed:
            return None
        nonce, tag, ciphertext = sealed[:_NONCE], sealed[_NONCE : _NONCE + _TAG], sealed[_NONCE + _TAG :]
        cipher = AES.new(self._seal, AES.MODE_GCM, nonce=nonce)
        cipher.update(str(period).encode())
        try:
            return bytes(cipher.decrypt_and_verify(ciphertext, tag))
        except ValueError:
            raise KeyProblem(
                "Optællingen er skrevet med en anden nøgle. Læg den rigtige nøgle tilbage, eller slet pilot.db i "
                "datamappen, og begynd tællingen forfra.",
                "The counts were written with another key. Put the right key back, or delete pilot.db in the data folder "
                "and begin counting again.",
            ) from None

    def _sealed(self, key: bytes, period: int) -> bytes:
        from Crypto.Cipher import AES

        cipher = AES.new(self._seal, AES.MODE_GCM, nonce=secrets.token_bytes(_NONCE))
        cipher.update(str(period).encode())
        ciphertext, tag = cipher.encrypt_and_digest(key)
        return bytes(cipher.nonce + tag + ciphertext)

    def _figures(self, file: sqlite3.Connection) -> list[Figure]:
        rows = file.execute("SELECT * FROM released WHERE period = ?", (_period(file)[0],))
        return [
            Figure(kind, frozenset(weeks.split()), count, k, (low, high))
            for _, kind, low, high, weeks, count, k in rows
        ]


def _period(file: sqlite3.Connection) -> tuple[int, str, str | None, bytes | None]:
    """Id, first week, the week it was closed in, sealed key: of the last period."""
    row = file.execute("SELECT id, first, closed, sealed FROM periods ORDER BY id DESC").fetchone()
    return row or (0, "", None, None)


def _hash(key: bytes, owner: str) -> bytes:
    return hmac.digest(key, owner.encode("utf-8", "surrogatepass"), sha256)[:_HASH]


def _open_from(figures: list[Figure]) -> str:
    """The first week of which nothing has been released."""
    return max((periods.after(max(one.weeks)) for one in figures if one.kind != PEOPLE), default="")


def _row(period: int, one: Figure) -> tuple[int, str, int, int, str, int, int]:
    return period, one.kind, *one.values, " ".join(sorted(one.weeks)), one.events, one.k
