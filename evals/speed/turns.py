"""A guided turn in the casebook, beside a two-node LangGraph with the same encrypted saver; and what a case takes on disk."""

from __future__ import annotations

import operator
import os
import secrets
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypedDict

from companion.__main__ import context, library
from companion.casebook.casebook import OWN, Casebook
from companion.settings import Settings
from companion.vocabulary import Question, Reply
from evals.speed.processes import CouldNot
from evals.speed.replies import REPLIES
from evals.speed.table import Row, share, spread

MOST_RATIO = 2.0
MOST_KILOBYTES = 40.0


class Ours:
    """Cases in a casebook of its own folder, with the guided voice."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(data_dir=folder)
        self._book = Casebook(folder, secrets.token_bytes(32), context(library(settings)))
        self._case = ""
        self._asked = Question(id="", step="", kind="source")
        self.parts: dict[str, list[float]] = {"receive": [], "carry_on": []}

    def begin(self) -> None:
        """A new case, its first question put."""
        self._case = self._book.begin(OWN, "da")

    def answer(self, text: str) -> None:
        """A full turn, as `Casebook.answer` does it, with a look at the clock between its two halves."""
        reply = Reply(question_id=self._asked.id, kind="answer", text=text)
        started = time.perf_counter()
        self._book.receive(OWN, self._case, reply)
        received = time.perf_counter()
        self._book.carry_on(OWN, self._case)
        self.parts["receive"].append(1000 * (received - started))
        self.parts["carry_on"].append(1000 * (time.perf_counter() - received))

    def ready(self) -> None:
        """See which question is open, as a page would. Past the last step the leader asks for one more; that press is no
        turn of 500 characters."""
        state = self._book.look(OWN, self._case)
        if state["question"].kind == "review":
            more = Reply(question_id=state["question"].id, kind="more", step="open")
            state = self._book.answer(OWN, self._case, more)
        self._asked = state["question"]
        if self._asked.kind not in ("source", "deepening", "open"):
            raise CouldNot(f"a guided turn: the case waits at {self._asked.kind}, not at a question")

    def close(self) -> None:
        self._book.close()


class Asked(TypedDict):
    """All that the baseline carries."""

    turns: Annotated[list[str], operator.add]


class Plain:
    """Ask and listen, nothing else: LangGraph's own encrypted saver on its own write-ahead file, in sync."""

    def __init__(self, folder: Path) -> None:
        from langgraph.checkpoint.serde.encrypted import EncryptedSerializer
        from langgraph.checkpoint.sqlite import SqliteSaver

        self._connection = sqlite3.connect(folder / "plain.db", check_same_thread=False)
        saver = SqliteSaver(
            self._connection, serde=EncryptedSerializer.from_pycryptodome_aes(key=secrets.token_bytes(32))
        )
        self._graph = two_nodes(saver)
        self._at: Any = {}

    def begin(self) -> None:
        self._at = {"configurable": {"thread_id": secrets.token_hex(16)}}
        self._graph.invoke({"turns": []}, self._at, durability="sync", version="v2")

    def answer(self, text: str) -> None:
        from langgraph.types import Command

        self._graph.invoke(Command(resume=text), self._at, durability="sync", version="v2")

    def ready(self) -> None:
        """Always at a question."""

    def close(self) -> None:
        self._connection.close()


def two_nodes(saver: Any) -> Any:
    """The least that asks and waits."""
    from langgraph.graph import START, StateGraph
    from langgraph.types import interrupt

    def ask(state: Asked) -> Asked:
        return Asked(turns=[f"Hvad er det, der gør det til en udfordring? ({len(state['turns'])})"])

    def listen(state: Asked) -> Asked:
        return Asked(turns=[interrupt({"question": state["turns"][-1]})])

    graph = StateGraph(Asked)
    graph.add_node("ask", ask)
    graph.add_node("listen", listen)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "listen")
    graph.add_edge("listen", "ask")
    return graph.compile(checkpointer=saver)


def turns(cases: int) -> list[Row]:
    """Each turn of each case against the same turn of the baseline's, in turn. The first case warms up both."""
    with _folder() as here, _folder() as there:
        ours, plain = Ours(here), Plain(there)
        took: dict[str, list[float]] = {"ours": [], "plain": []}
        for place in range(cases + 1):
            _case(ours, plain, took)
            if not place:
                for seen in (*took.values(), *ours.parts.values()):
                    seen.clear()
        ours.close()
        plain.close()
    rows = spread("guided turn", took["ours"], took["plain"], MOST_RATIO)
    rows += [Row(f"  of it {part}, p50", share(seen, 0.5)) for part, seen in ours.parts.items()]
    return rows


def _case(ours: Ours, plain: Plain, took: dict[str, list[float]]) -> None:
    ours.begin()
    plain.begin()
    for place, text in enumerate(REPLIES):
        pair: list[tuple[str, Ours | Plain]] = [("ours", ours), ("plain", plain)]
        for name, side in pair if place % 2 else pair[::-1]:
            side.ready()
            took[name].append(_timed(side.answer, text))


def _timed(doing: Callable[[str], None], text: str) -> float:
    started = time.perf_counter()
    doing(text)
    return 1000 * (time.perf_counter() - started)


def disk() -> list[Row]:
    """One case of twelve turns in a fresh folder: open, and after closing. The index of the library is no case."""
    sizes: dict[str, list[float]] = {}
    with _folder() as here, _folder() as there:
        for name, folder, side in (("ours", here, Ours(here)), ("plain", there, Plain(there))):
            side.begin()
            for text in REPLIES:
                side.ready()
                side.answer(text)
            while_open = kilobytes(folder)
            side.close()
            sizes[name] = [while_open, kilobytes(folder)]
    return [
        Row(f"on disk, a 12-turn case, {when}", sizes["ours"][place], sizes["plain"][place], "kB", most=MOST_KILOBYTES)
        for place, when in enumerate(("open", "closed"))
    ]


def kilobytes(folder: Path) -> float:
    """Every file under `folder`, journals and locks too, in units of 1,024 bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024


@contextmanager
def _folder() -> Iterator[Path]:
    os.umask(0o077)
    with tempfile.TemporaryDirectory(prefix="sparringsrum-speed-") as folder:
        yield Path(folder)
