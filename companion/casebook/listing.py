"""Whose each case is, when it was last used, and what the list shows of it."""

from __future__ import annotations

import datetime as dt
import hmac
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, cast

from companion.casebook.seal import Seal
from companion.casebook.store import Store, speaking
from companion.casebook.summary import Summary, summary_of
from companion.errors import Refused
from companion.method.state import State


class Listing:
    """The table of cases."""

    def __init__(self, store: Store, clock: Callable[[], dt.datetime]) -> None:
        self._store, self._clock = store, clock
        self._beginning: dict[str, str] = {}
        store.saver.also.append(self._note)

    def begins(self, owner: str, case: str) -> None:
        """A case to come: its first checkpoint enters it."""
        self._beginning[case] = self._store.digest(owner)

    def own(self, owner: str, case: str) -> None:
        """Refused when the case is not the owner's or does not exist."""
        with self._store.cursor() as cursor:
            row = cursor.execute("SELECT owner FROM cases WHERE id = ?", (case,)).fetchone()
        if not row or not hmac.compare_digest(row[0], self._store.digest(owner)):
            raise _not_here()

    def of(self, owner: str) -> list[Summary]:
        """The owner's cases, last used first."""
        with self._store.cursor() as cursor:
            rows = cursor.execute(
                "SELECT id, used, sealed FROM cases WHERE owner = ? ORDER BY used DESC", (self._store.digest(owner),)
            ).fetchall()
        with speaking():
            return [
                Summary(id=case, used=used, **seal.unseal(sealed))
                for case, used, sealed in rows
                if (seal := self._store.seal_of(case))
            ]

    def ids(self, owner: str | None = None, before: float | None = None) -> list[str]:
        """Of all cases, or of one owner's, or of those not used since; opens none."""
        digest = None if owner is None else self._store.digest(owner)
        with self._store.cursor() as cursor:
            rows = cursor.execute(
                "SELECT id FROM cases WHERE (?1 IS NULL OR owner = ?1) AND (?2 IS NULL OR used < ?2)", (digest, before)
            ).fetchall()
        return [row[0] for row in rows]

    def used_now(self, case: str) -> None:
        """Opening a case is using it."""
        with self._store.cursor() as cursor:
            cursor.execute("UPDATE cases SET used = ? WHERE id = ?", (self._clock().timestamp(), case))

    def _note(self, case: str, values: Mapping[str, Any], seal: Seal, cursor: sqlite3.Cursor) -> None:
        """With each checkpoint: older ones and the draft go, and the listing is brought up to date. With the first, the
        case gets its place and its key."""
        used, sealed = (
            self._clock().timestamp(),
            seal.seal(summary_of(cast(State, values)).model_dump(mode="json")),
        )
        if owner := self._beginning.pop(case, None):
            cursor.execute("INSERT INTO cases VALUES (?, ?, ?, ?)", (case, owner, used, sealed))
            self._store.keep_key(case, owner, cursor)
        else:
            cursor.execute("UPDATE cases SET used = ?, sealed = ? WHERE id = ?", (used, sealed, case))
            if cursor.rowcount != 1:
                raise _not_here()
        cursor.execute("DELETE FROM drafts WHERE id = ?", (case,))
        self._store.prune(case, cursor)


def _not_here() -> Refused:
    return Refused(
        "Det oplæg findes ikke her. Det kan være slettet; begynd på et nyt.",
        "That case is not here. It may have been deleted; begin a new one.",
    )
