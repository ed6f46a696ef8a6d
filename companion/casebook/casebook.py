"""The casebook: begin, reply, carry on, look, list, delete. Every look-up is by owner and case.

A reply is committed as a checkpoint of its own before anything thinks about it (`receive`); what follows can be done
again from there (`carry_on`), also after the machine died in between.
"""

from __future__ import annotations

import datetime as dt
import secrets
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from companion.casebook.drafts import Drafts
from companion.casebook.earlier import brought_up, is_earlier, todays
from companion.casebook.export import Export, export_of
from companion.casebook.listing import Listing
from companion.casebook.receipts import Receipts
from companion.casebook.store import Store, speaking
from companion.casebook.summary import Draft, Summary
from companion.confidentiality.discretion import Discretion
from companion.errors import StaleReply, StoreProblem
from companion.method.graph import build
from companion.method.listen import take
from companion.method.sequence import load_sequence
from companion.method.state import Context, State, new_case
from companion.vocabulary import Lang, Names, Receipt, Reply

OWN = "me"
"""The one owner of an own machine."""


class Casebook:
    """All cases of one data folder; with no folder, in memory and gone when it is closed."""

    def __init__(self, folder: Path | None, key: bytes, context: Context) -> None:
        self._store = Store(folder, key)
        self._drafts, self._receipts = Drafts(self._store), Receipts(self._store)
        self._listing = Listing(self._store, context.clock)
        self._context = context
        self._graph = build(self._store.saver)

    def begin(self, owner: str, lang: Lang, sequence: str = "sparring", start: State | None = None) -> str:
        """A new case with its first question put. Returns its id, 128 bits of chance."""
        case_id = secrets.token_hex(16)
        first = new_case(lang, sequence, load_sequence(sequence).names()[0])
        with self._at(case_id), self._store.beginning(case_id):
            self._listing.begins(owner, case_id)
            self._run(case_id, first | (start or State()))
        return case_id

    def key_beside(self) -> bytes:
        """What the keys of other files in the data folder are made from; it opens no case."""
        return self._store.key_beside()

    def look(self, owner: str, case_id: str) -> State:
        """The case as it stands. Refused when it is not the owner's or does not exist."""
        self._listing.own(owner, case_id)
        return self._stands(case_id)[0]

    def receive(self, owner: str, case_id: str, reply: Reply) -> None:
        """Commit a reply. When this returns it is safe; StaleReply when its question is no longer the open one."""
        self._listing.own(owner, case_id)
        with self._at(case_id):
            self._listing.own(owner, case_id)
            state, pending = self._stands(case_id)
            if pending or state["question"].id != reply.question_id:
                raise StaleReply
            stamped = reply.model_copy(update={"at": self._context.clock()})
            self._commit(case_id, take(state, stamped) | brought_up(state))

    def carry_on(self, owner: str, case_id: str) -> State:
        """Do what is pending until the leader is to speak again. Harmless when nothing is."""
        self._listing.own(owner, case_id)
        with self._at(case_id):
            state, pending = self._stands(case_id)
            if pending:
                return self._work_through(case_id, state)
            self._listing.used_now(case_id)
            return state

    def answer(self, owner: str, case_id: str, reply: Reply) -> State:
        """Receive a reply and carry on, with one hand on the case throughout."""
        self._listing.own(owner, case_id)
        with self._at(case_id):
            self.receive(owner, case_id, reply)
            return self._run(case_id, None)

    def cases(self, owner: str) -> list[Summary]:
        """The owner's cases, last used first."""
        return self._listing.of(owner)

    def keep_draft(self, owner: str, case_id: str, draft: Draft) -> None:
        """What is being typed, sealed; an empty text forgets it."""
        self._listing.own(owner, case_id)
        self._drafts.keep(case_id, draft)

    def draft(self, owner: str, case_id: str) -> Draft | None:
        """What was being typed when it was last left."""
        self._listing.own(owner, case_id)
        return self._drafts.of(case_id)

    def delete(self, owner: str, case_id: str) -> None:
        """One case, gone, and the key it was sealed with."""
        self._listing.own(owner, case_id)
        with self._at(case_id):
            self._store.forget([case_id])
        self._store.locks.forget(case_id)

    def receipts(self, owner: str, case_id: str) -> list[Receipt]:
        """What left the machine of a case, and what was held back, in the order of time."""
        self._listing.own(owner, case_id)
        return self._receipts.of_case(case_id)

    def receipts_without_case(self, owner: str) -> list[Receipt]:
        """The same of questions that were asked of the material outside any case."""
        return self._receipts.loose(owner)

    def sent(self, owner: str) -> int:
        """How many calls have left with something of the owner's."""
        return self._receipts.sent(owner)

    def export(self, owner: str) -> Export:
        """Everything stored about the owner. Opening it so is no use of a case."""
        return export_of(self, owner, self._listing.ids(owner), self._context.clock())

    def keep_receipt_without_case(self, owner: str, receipt: Receipt) -> None:
        """Committed when this returns."""
        self._receipts.keep_loose(owner, receipt)

    def questioning(self, owner: str = OWN) -> Discretion:
        """What a question to the material goes out under: each is a case of its own, and hides its own names."""
        return Discretion(Names(), (), partial(self.keep_receipt_without_case, owner))

    def purge(self, owner: str) -> int:
        """All the owner's cases and receipts, gone; how many cases. Works without opening any of them."""
        cases = self._listing.ids(owner)
        for case_id in cases:
            self.delete(owner, case_id)
        self._receipts.forget_loose(owner)
        return len(cases)

    def expire(self, retention_days: int) -> int:
        """Delete what nobody has used for so long; how many there were."""
        before = self._context.clock().timestamp() - retention_days * 86400
        old = self._listing.ids(before=before)
        for case_id in old:
            with self._at(case_id):
                self._store.forget([case_id])
            self._store.locks.forget(case_id)
        self._receipts.expire_loose(before)
        return len(old)

    def finish_pending(self) -> int:
        """At start: carry on every case that was left between a reply and its answer; how many there were. One that will
        not open hinders no other, and is told about when it is opened."""
        finished = 0
        for case_id in self._listing.ids():
            with suppress(StoreProblem):
                finished += self._finish(case_id)
        return finished

    def rekey(self, key: bytes) -> int:
        """A new master key, and new keys for all cases; the old one opens nothing any more. How many cases."""
        return self._store.rekey(key)

    def close(self) -> None:
        """Close the database."""
        self._receipts.settle_all()
        self._store.close()

    def _run(self, case_id: str, start: State | None) -> State:
        """Until the leader is to speak; the case as it then stands."""
        context = replace(self._context, keep_receipt=partial(self._receipts.keep, case_id))
        try:
            with speaking():
                done = self._graph.invoke(start, _config(case_id), context=context, durability="exit", version="v2")
        finally:
            self._receipts.settle(case_id)
        return State(**done.value)  # type: ignore[typeddict-item]

    def _work_through(self, case_id: str, state: State) -> State:
        """What is pending, also of a reply that an earlier version received."""
        if is_earlier(state):
            self._commit(case_id, brought_up(state))
        return self._run(case_id, None)

    def _commit(self, case_id: str, update: State) -> None:
        with speaking():
            self._graph.update_state(_config(case_id), dict(update), as_node="listen")

    def _finish(self, case_id: str) -> bool:
        if not self._stands(case_id)[1]:
            return False
        with self._at(case_id):
            self._work_through(case_id, self._stands(case_id)[0])
        return True

    def _stands(self, case_id: str) -> tuple[State, bool]:
        """The case, and whether its last reply has not been worked through; read and unsealed once for both. StoreProblem
        when a later version of the product wrote it."""
        with speaking():
            seen = self._graph.get_state(_config(case_id))
        return todays(seen.values), seen.next not in (("listen",), ())

    def _at(self, case_id: str) -> AbstractContextManager[None]:
        """One hand on a case at a time."""
        return self._store.locks.of(case_id)


def _config(case_id: str) -> Any:
    return {"configurable": {"thread_id": case_id}}


def utc_now() -> dt.datetime:
    """The clock of a real run."""
    return dt.datetime.now(dt.UTC)
