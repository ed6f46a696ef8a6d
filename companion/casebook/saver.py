"""LangGraph's saver of whole checkpoints: one for a case, sealed with the case's key, and what goes with it in the same
commit."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from langgraph.checkpoint.serde.encrypted import EncryptedSerializer
from langgraph.checkpoint.sqlite import SqliteSaver

from companion.casebook.seal import CaseCipher, Seal


class Saver(SqliteSaver):  # type: ignore[misc]
    """What a node wrote on the way to a checkpoint is not kept: a reply is a checkpoint of its own and whatever follows is
    done again from there, so nothing resumes from inside a step. A commit costs three waits for the disk.
    """

    seal_of: Callable[[str], Seal | None]
    """The seal of a case; None when there is no such case."""
    also: list[Callable[[str, Mapping[str, Any], Seal, sqlite3.Cursor], None]]
    """Each is given the case's id, its state and its seal; they run before a checkpoint is committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._cipher = CaseCipher()
        super().__init__(connection, serde=EncryptedSerializer(self._cipher))
        self._now = threading.local()
        self.also = []
        self.is_setup = True

    def put(self, config: Any, checkpoint: Any, metadata: Any, new_versions: Any) -> Any:
        case = config["configurable"]["thread_id"]
        seal = self.seal_of(case)
        with self._cipher.of(seal):
            self._now.putting = (case, checkpoint["channel_values"], seal)
            try:
                return super().put(config, checkpoint, metadata, new_versions)
            finally:
                del self._now.putting

    def get_tuple(self, config: Any) -> Any:
        with self._cipher.of(self.seal_of(config["configurable"]["thread_id"])):
            return super().get_tuple(config)

    def put_writes(self, config: Any, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        """Nothing: see above."""

    @contextmanager
    def cursor(self, transaction: bool = True) -> Iterator[sqlite3.Cursor]:
        """One at a time, in a transaction that is taken back when anything in it fails (LangGraph's own would commit the
        half of it)."""
        with self.lock, closing(self.conn.cursor()) as cursor, self.conn:
            yield cursor
            if putting := getattr(self._now, "putting", None):
                case, values, seal = putting
                for work in self.also:
                    work(case, values, seal, cursor)
