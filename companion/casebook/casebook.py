"""The casebook: begin, reply, carry on, look, list, delete. Every look-up is by owner and case.

A reply is committed as a checkpoint of its own before anything thinks about it (`receive`); what follows can be done
again from there (`carry_on`), also after the machine died in between.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, cast

from companion.casebook.form import newer
from companion.casebook.seal import Seal
from companion.casebook.store import Store, speaking
from companion.casebook.summary import Draft, Summary, summary_of
from companion.errors import Refused, StaleReply, StoreProblem
from companion.method.graph import build
from companion.method.listen import take
from companion.method.sequence import load_sequence
from companion.method.state import VERSION, Context, State, new_case
from companion.vocabulary import Lang, Reply

OWN = "me"
"""The one owner of an own machine."""


class Casebook:
    """All cases of one data folder; with no folder, in memory and gone when it is closed."""

    def __init__(self, folder: Path | None, key: bytes, context: Context) -> None:
        self._store = Store(folder, key)
        self._context = context
        self._beginning: dict[str, str] = {}
        self._store.saver.also = self._note
        self._graph = build(self._store.saver)

    def begin(self, owner: str, lang: Lang, sequence: str = "sparring", start: State | None = None) -> str:
        """A new case with its first question put. Returns its id, 128 bits of chance."""
        case_id = secrets.token_hex(16)
        first = new_case(lang, sequence, load_sequence(sequence).names()[0])
        with self._at(case_id), self._store.beginning(case_id):
            self._beginning[case_id] = self._store.digest(owner)
            self._run(case_id, first | (start or State()))
        return case_id

    def look(self, owner: str, case_id: str) -> State:
        """The case as it stands. Refused when it is not the owner's or does not exist."""
        self._own(owner, case_id)
        return self._stands(case_id)[0]

    def receive(self, owner: str, case_id: str, reply: Reply) -> None:
        """Commit a reply. When this returns it is safe; StaleReply when its question is no longer the open one."""
        self._own(owner, case_id)
        with self._at(case_id):
            self._own(owner, case_id)
            state, pending = self._stands(case_id)
            if pending or state["question"].id != reply.question_id:
                raise StaleReply(
                    "Det spørgsmål er allerede besvaret, måske i et andet vindue. Din tekst står her stadig; hent siden "
                    "igen for at se, hvor du er.",
                    "That question has already been answered, perhaps in another window. Your text is still here; reload "
                    "the page to see where you are.",
                )
            stamped = reply.model_copy(update={"at": self._context.clock()})
            with speaking():
                self._graph.update_state(_config(case_id), dict(take(state, stamped)), as_node="listen")

    def carry_on(self, owner: str, case_id: str) -> State:
        """Do what is pending until the leader is to speak again. Harmless when nothing is."""
        self._own(owner, case_id)
        with self._at(case_id):
            state, pending = self._stands(case_id)
            if pending:
                state = self._run(case_id, None)
            else:
                self._used_now(case_id)
            return state

    def answer(self, owner: str, case_id: str, reply: Reply) -> State:
        """Receive a reply and carry on, with one hand on the case throughout."""
        self._own(owner, case_id)
        with self._at(case_id):
            self.receive(owner, case_id, reply)
            return self._run(case_id, None)

    def cases(self, owner: str) -> list[Summary]:
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

    def keep_draft(self, owner: str, case_id: str, draft: Draft) -> None:
        """What is being typed, sealed; an empty text forgets it."""
        self._own(owner, case_id)
        seal = self._store.seal_of(case_id)
        with self._store.cursor() as cursor:
            if draft.text and seal:
                cursor.execute(
                    "INSERT OR REPLACE INTO drafts SELECT id, ? FROM cases WHERE id = ?",
                    (seal.seal(draft.model_dump()), case_id),
                )
            else:
                cursor.execute("DELETE FROM drafts WHERE id = ?", (case_id,))

    def draft(self, owner: str, case_id: str) -> Draft | None:
        """What was being typed when it was last left."""
        self._own(owner, case_id)
        seal = self._store.seal_of(case_id)
        with self._store.cursor() as cursor:
            row = cursor.execute("SELECT sealed FROM drafts WHERE id = ?", (case_id,)).fetchone()
        with speaking():
            return Draft.model_validate(seal.unseal(row[0])) if row and seal else None

    def delete(self, owner: str, case_id: str) -> None:
        """One case, gone, and the key it was sealed with."""
        self._own(owner, case_id)
        with self._at(case_id):
            self._store.forget([case_id])
        self._store.locks.forget(case_id)

    def purge(self, owner: str) -> int:
        """All the owner's cases, gone; how many there were. Works without opening any of them."""
        with self._store.cursor() as cursor:
            rows = cursor.execute("SELECT id FROM cases WHERE owner = ?", (self._store.digest(owner),)).fetchall()
        for (case_id,) in rows:
            self.delete(owner, case_id)
        return len(rows)

    def expire(self, retention_days: int) -> int:
        """Delete what nobody has used for so long; how many there were."""
        before = self._context.clock().timestamp() - retention_days * 86400
        with self._store.cursor() as cursor:
            old = [row[0] for row in cursor.execute("SELECT id FROM cases WHERE used < ?", (before,)).fetchall()]
        for case_id in old:
            with self._at(case_id):
                self._store.forget([case_id])
            self._store.locks.forget(case_id)
        return len(old)

    def finish_pending(self) -> int:
        """At start: carry on every case that was left between a reply and its answer; how many there were. One that will
        not open hinders no other, and is told about when it is opened."""
        with self._store.cursor() as cursor:
            ids = [row[0] for row in cursor.execute("SELECT id FROM cases").fetchall()]
        finished = 0
        for case_id in ids:
            with suppress(StoreProblem):
                finished += self._finish(case_id)
        return finished

    def rekey(self, key: bytes) -> int:
        """A new master key, and new keys for all cases; the old one opens nothing any more. How many cases."""
        return self._store.rekey(key)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def _run(self, case_id: str, start: State | None) -> State:
        """Until the leader is to speak; the case as it then stands."""
        with speaking():
            done = self._graph.invoke(start, _config(case_id), context=self._context, durability="exit", version="v2")
        return State(**done.value)  # type: ignore[typeddict-item]

    def _finish(self, case_id: str) -> bool:
        if not self._stands(case_id)[1]:
            return False
        with self._at(case_id):
            self._run(case_id, None)
        return True

    def _stands(self, case_id: str) -> tuple[State, bool]:
        """The case, and whether its last reply has not been worked through; read and unsealed once for both. StoreProblem
        when a later version of the product wrote it."""
        with speaking():
            seen = self._graph.get_state(_config(case_id))
        if seen.values.get("version", VERSION) > VERSION:
            raise newer()
        return State(**seen.values), seen.next not in (("listen",), ())  # type: ignore[typeddict-item]

    def _note(self, case_id: str, values: Mapping[str, Any], seal: Seal, cursor: sqlite3.Cursor) -> None:
        """With each checkpoint: older ones and the draft go, and the listing is brought up to date. With the first, the
        case gets its place and its key."""
        used, sealed = (
            self._context.clock().timestamp(),
            seal.seal(summary_of(cast(State, values)).model_dump(mode="json")),
        )
        if owner := self._beginning.pop(case_id, None):
            cursor.execute("INSERT INTO cases VALUES (?, ?, ?, ?)", (case_id, owner, used, sealed))
            self._store.keep_key(case_id, owner, cursor)
        else:
            cursor.execute("UPDATE cases SET used = ?, sealed = ? WHERE id = ?", (used, sealed, case_id))
            if cursor.rowcount != 1:
                raise _not_here()
        cursor.execute("DELETE FROM drafts WHERE id = ?", (case_id,))
        self._store.prune(case_id, cursor)

    def _used_now(self, case_id: str) -> None:
        """Opening a case is using it."""
        with self._store.cursor() as cursor:
            cursor.execute("UPDATE cases SET used = ? WHERE id = ?", (self._context.clock().timestamp(), case_id))

    def _own(self, owner: str, case_id: str) -> None:
        with self._store.cursor() as cursor:
            row = cursor.execute("SELECT owner FROM cases WHERE id = ?", (case_id,)).fetchone()
        if not row or not hmac.compare_digest(row[0], self._store.digest(owner)):
            raise _not_here()

    def _at(self, case_id: str) -> AbstractContextManager[None]:
        """One hand on a case at a time."""
        return self._store.locks.of(case_id)


def _not_here() -> Refused:
    return Refused(
        "Det oplæg findes ikke her. Det kan være slettet; begynd på et nyt.",
        "That case is not here. It may have been deleted; begin a new one.",
    )


def _config(case_id: str) -> Any:
    return {"configurable": {"thread_id": case_id}}


def utc_now() -> dt.datetime:
    """The clock of a real run."""
    return dt.datetime.now(dt.UTC)
