"""The casebook: begin, reply, carry on, look, list, delete. Every look-up is by owner and case.

A reply is committed as a checkpoint of its own before anything thinks about it (`receive`); what follows can be done
again from there (`carry_on`), also after the machine died in between.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from filelock import FileLock

from companion.casebook.store import Store, speaking
from companion.casebook.summary import Draft, Summary, summary_of
from companion.errors import Refused, StaleReply
from companion.method.graph import build
from companion.method.listen import take
from companion.method.sequence import load_sequence
from companion.method.state import Context, State, new_case
from companion.vocabulary import Lang, Reply

OWN = "me"
"""The one owner of an own machine."""


class Casebook:
    """All cases of one data folder; with no folder, in memory and gone when it is closed."""

    def __init__(self, folder: Path | None, key: bytes, context: Context) -> None:
        self._store = Store(folder, key)
        self._locks = folder / "locks" if folder else None
        if self._locks:
            with speaking():
                self._locks.mkdir(mode=0o700, exist_ok=True)
        self._key, self._context = key, context
        self._store.saver.also = self._note
        self._graph = build(self._store.saver)

    def begin(self, owner: str, lang: Lang, sequence: str = "sparring", start: State | None = None) -> str:
        """A new case with its first question put. Returns its id, 128 bits of chance."""
        case_id = secrets.token_hex(16)
        first = new_case(lang, sequence, load_sequence(sequence).names()[0])
        with self._at(case_id):
            sealed = self._sealed_summary(self._run(case_id, first | (start or State())))
            with self._store.cursor() as cursor:
                row = (case_id, self._sealed_owner(owner), self._context.clock().timestamp(), sealed)
                cursor.execute("INSERT INTO cases VALUES (?, ?, ?, ?)", row)
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
                "SELECT id, used, sealed FROM cases WHERE owner = ? ORDER BY used DESC", (self._sealed_owner(owner),)
            ).fetchall()
        with speaking():
            return [Summary(id=row[0], used=row[1], **self._store.unseal(row[2])) for row in rows]

    def keep_draft(self, owner: str, case_id: str, draft: Draft) -> None:
        """What is being typed, sealed; an empty text forgets it."""
        self._own(owner, case_id)
        with self._store.cursor() as cursor:
            if draft.text:
                sealed = self._store.seal(draft.model_dump())
                cursor.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?)", (case_id, sealed))
            else:
                cursor.execute("DELETE FROM drafts WHERE id = ?", (case_id,))

    def draft(self, owner: str, case_id: str) -> Draft | None:
        """What was being typed when it was last left."""
        self._own(owner, case_id)
        with self._store.cursor() as cursor:
            row = cursor.execute("SELECT sealed FROM drafts WHERE id = ?", (case_id,)).fetchone()
        with speaking():
            return Draft.model_validate(self._store.unseal(row[0])) if row else None

    def delete(self, owner: str, case_id: str) -> None:
        """One case, gone."""
        self._own(owner, case_id)
        with self._at(case_id), self._store.cursor() as cursor:
            self._store.forget(case_id, cursor)
        self._unlock(case_id)

    def purge(self, owner: str) -> int:
        """All the owner's cases, gone; how many there were."""
        ids = [summary.id for summary in self.cases(owner)]
        for case_id in ids:
            self.delete(owner, case_id)
        return len(ids)

    def expire(self, retention_days: int) -> int:
        """Delete what nobody has used for so long; how many there were."""
        before = self._context.clock().timestamp() - retention_days * 86400
        with self._store.cursor() as cursor:
            old = [row[0] for row in cursor.execute("SELECT id FROM cases WHERE used < ?", (before,)).fetchall()]
            for case_id in old:
                self._store.forget(case_id, cursor)
        for case_id in old:
            self._unlock(case_id)
        return len(old)

    def finish_pending(self) -> int:
        """At start: carry on every case that was left between a reply and its answer; how many there were."""
        with self._store.cursor() as cursor:
            ids = [row[0] for row in cursor.execute("SELECT id FROM cases").fetchall()]
        waiting = [case_id for case_id in ids if self._stands(case_id)[1]]
        for case_id in waiting:
            with self._at(case_id):
                self._run(case_id, None)
        return len(waiting)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def _run(self, case_id: str, start: State | None) -> State:
        """Until the leader is to speak; the case as it then stands."""
        with speaking():
            done = self._graph.invoke(start, _config(case_id), context=self._context, durability="exit", version="v2")
        return State(**done.value)  # type: ignore[typeddict-item]

    def _stands(self, case_id: str) -> tuple[State, bool]:
        """The case, and whether its last reply has not been worked through; read and unsealed once for both."""
        with speaking():
            seen = self._graph.get_state(_config(case_id))
        return State(**seen.values), seen.next not in (("listen",), ())  # type: ignore[typeddict-item]

    def _note(self, case_id: str, values: Mapping[str, Any], cursor: sqlite3.Cursor) -> None:
        """With each checkpoint: older ones and the draft go, and the listing is brought up to date."""
        row = (self._context.clock().timestamp(), self._sealed_summary(cast(State, values)), case_id)
        cursor.execute("UPDATE cases SET used = ?, sealed = ? WHERE id = ?", row)
        cursor.execute("DELETE FROM drafts WHERE id = ?", (case_id,))
        self._store.prune(case_id, cursor)

    def _sealed_summary(self, state: State) -> bytes:
        return self._store.seal(summary_of(state).model_dump(mode="json"))

    def _used_now(self, case_id: str) -> None:
        """Opening a case is using it."""
        with self._store.cursor() as cursor:
            cursor.execute("UPDATE cases SET used = ? WHERE id = ?", (self._context.clock().timestamp(), case_id))

    def _own(self, owner: str, case_id: str) -> None:
        with self._store.cursor() as cursor:
            row = cursor.execute("SELECT owner FROM cases WHERE id = ?", (case_id,)).fetchone()
        if not row or not hmac.compare_digest(row[0], self._sealed_owner(owner)):
            raise Refused(
                "Det oplæg findes ikke her. Det kan være slettet; begynd på et nyt.",
                "That case is not here. It may have been deleted; begin a new one.",
            )

    def _sealed_owner(self, owner: str) -> str:
        """An owner's name is content too: only a keyed digest of it is stored."""
        return hmac.new(self._key, owner.encode(), hashlib.sha256).hexdigest()

    @contextmanager
    def _at(self, case_id: str) -> Iterator[None]:
        """One hand on a case at a time, across threads and processes. The lock is a file by the case's name, so whether
        there is such a case is asked first: a name may come from anywhere."""
        if self._locks is None:
            yield
            return
        with speaking(), FileLock(self._locks / f"{case_id}.lock", timeout=30, mode=0o600, is_singleton=True):
            yield

    def _unlock(self, case_id: str) -> None:
        if self._locks:
            (self._locks / f"{case_id}.lock").unlink(missing_ok=True)


def _config(case_id: str) -> Any:
    return {"configurable": {"thread_id": case_id}}


def utc_now() -> dt.datetime:
    """The clock of a real run."""
    return dt.datetime.now(dt.UTC)
