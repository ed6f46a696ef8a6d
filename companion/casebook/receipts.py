"""Receipts of what left the machine: those of a case go with it; those of a question asked outside any case are their
owner's, and go when they are old or when the owner deletes everything."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from companion.casebook.seal import Seal
from companion.casebook.store import Store, speaking, turned
from companion.errors import HeldBack, KeyProblem, StoreProblem
from companion.vocabulary import Receipt


class Receipts:
    """Kept in the open database, each in a transaction of its own: what is not on disk must not be sent."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._left: dict[str, bool] = {}
        self._ended: dict[str, list[Receipt]] = {}
        self._hand = threading.Lock()
        store.saver.also.append(self._with_checkpoint)

    def keep(self, case: str, receipt: Receipt) -> None:
        """With its case: at once before anything is sent, and when the call has ended with the checkpoint that follows, in the
        same transaction; until then it counts as sent. HeldBack where there is no such case yet."""
        if receipt.outcome in ("answered", "failed"):
            with self._hand:
                self._ended.setdefault(case, []).append(receipt)
            return
        seal = self._store.seal_of(case)
        with self._store.cursor() as cursor:
            if seal is None or not _put(cursor, seal, case, receipt):
                raise HeldBack

    def settle(self, case: str) -> None:
        """Keep what has ended and no checkpoint followed; of a case that is gone, forget it."""
        if case not in self._ended:
            return
        if (seal := self._store.seal_of(case)) is None:
            del self._ended[case]
            return
        with self._store.cursor() as cursor:
            self._with_checkpoint(case, {}, seal, cursor)

    def settle_all(self) -> None:
        """Before the database is closed: whatever has ended and was not kept yet."""
        for case in list(self._ended):
            with suppress(StoreProblem, KeyProblem):
                self.settle(case)

    def _with_checkpoint(self, case: str, values: Mapping[str, Any], seal: Seal, cursor: sqlite3.Cursor) -> None:
        with self._hand:
            ended = self._ended.pop(case, [])
        for receipt in ended:
            _put(cursor, seal, case, receipt)

    def of_case(self, case: str) -> list[Receipt]:
        """In the order of time."""
        self.settle(case)
        seal = self._store.seal_of(case)
        rows = self._rows("SELECT sealed FROM receipts WHERE of_case = ?", case)
        with speaking():
            return _in_order(seal.unseal(sealed) for (sealed,) in rows if seal)

    def keep_loose(self, owner: str, receipt: Receipt) -> None:
        """Of a question that belongs to no case. KeyProblem when the master key was changed meanwhile."""
        sealed = _sealed(self._store.loose_seal(owner, receipt.id), receipt)
        with self._store.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO loose_receipts SELECT ?, ?, ?, ? FROM master WHERE turn = ?",
                (receipt.id, self._store.digest(owner), receipt.at.timestamp(), sealed, self._store.turn),
            )
            if cursor.rowcount != 1:
                raise turned()

    def loose(self, owner: str) -> list[Receipt]:
        """In the order of time."""
        rows = self._rows(
            "SELECT loose.id, loose.sealed, turn FROM loose_receipts AS loose JOIN master WHERE owner = ?",
            self._store.digest(owner),
        )
        if any(turn != self._store.turn for _, _, turn in rows):
            raise turned()
        with speaking():
            return _in_order(self._store.loose_seal(owner, name).unseal(sealed) for name, sealed, _ in rows)

    def sent(self, owner: str) -> int:
        """How many calls have left with something of the owner's. Whether one has never changes: each is opened once."""
        digest = self._store.digest(owner)
        of_cases = self._rows(
            "SELECT receipts.id, of_case FROM receipts JOIN cases ON cases.id = of_case WHERE owner = ?", digest
        )
        loose = self._rows("SELECT id FROM loose_receipts WHERE owner = ?", digest)
        new = [
            one for case in {case for name, case in of_cases if name not in self._left} for one in self.of_case(case)
        ]
        new += self.loose(owner) if any(name not in self._left for (name,) in loose) else []
        self._left |= {one.id: one.outcome != "held_back" for one in new}
        return sum(self._left.get(row[0], True) for row in (*of_cases, *loose))

    def forget_loose(self, owner: str) -> None:
        """All the owner's, without opening any."""
        self._forget("owner = ?", self._store.digest(owner))

    def expire_loose(self, before: float) -> None:
        """Those from before; seconds since 1970."""
        self._forget("at < ?", before)

    def _forget(self, which: str, value: Any) -> None:
        with self._store.cursor() as cursor:
            gone = cursor.execute(f"DELETE FROM loose_receipts WHERE {which}", (value,)).rowcount
        if gone:
            self._store.check_swept()

    def _rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        with self._store.cursor() as cursor:
            return cursor.execute(query, values).fetchall()


def _put(cursor: sqlite3.Cursor, seal: Seal, case: str, receipt: Receipt) -> bool:
    """False where there is no such case."""
    values = (receipt.id, _sealed(seal, receipt), case)
    cursor.execute("INSERT OR REPLACE INTO receipts SELECT ?, id, ? FROM cases WHERE id = ?", values)
    return cursor.rowcount == 1


def _sealed(seal: Seal, receipt: Receipt) -> bytes:
    return seal.seal(receipt.model_dump(mode="json"))


def _in_order(unsealed: Iterable[Any]) -> list[Receipt]:
    return sorted((Receipt.model_validate(one) for one in unsealed), key=lambda receipt: receipt.at)
