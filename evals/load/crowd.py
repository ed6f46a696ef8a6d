"""Many at once: lets the visitors in together, counts what came of it, and reads every case back from the disk."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import httpx

from evals.load.apps import HEADER, forget_peak, processor
from evals.load.screen import MARK
from evals.load.seat import PRESS_SECONDS, Failed, Seat, Wiring
from evals.load.visitors import Leader, Visitor
from evals.speed.processes import CouldNot, Page

CROWD_SECONDS = 600
"""After so long whoever is not through counts as an error."""
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""One for all, never used on loopback: httpx would read every certificate of the system for each leader."""
_V = TypeVar("_V", bound=Visitor)


@dataclass
class Came(Generic[_V]):
    """What came of a crowd. Megabytes of the server's memory; seconds."""

    visitors: Sequence[_V]
    seconds: float
    cpu: float
    """Seconds of the processor that the server used."""
    idle: float
    """After one visitor, who is not counted, and before the others."""
    peak: float

    @property
    def turns(self) -> list[float]:
        return [milliseconds for visitor in self.visitors for milliseconds in visitor.turns]

    @property
    def received(self) -> list[float]:
        return [milliseconds for visitor in self.visitors for milliseconds in visitor.received]

    @property
    def presses(self) -> int:
        return sum(visitor.presses for visitor in self.visitors)

    @property
    def errors(self) -> Counter[str]:
        """How many visits ended in each kind of failure."""
        return Counter(visitor.failure for visitor in self.visitors if visitor.failure)

    @property
    def crossed(self) -> int:
        return sum(visitor.crossed for visitor in self.visitors)


def came(page: Page, visitors: Sequence[_V], at_once: int, first: Visitor) -> Came[_V]:
    """`first` comes alone and pays for what a server does only once. CouldNot when not even that goes well."""
    wiring = Wiring.of(page.html)
    asyncio.run(crowd(page.address, wiring, [first], 1))
    if first.failure:
        raise CouldNot(f"{page.address}: the first visitor: {first.failure}")
    idle = page.memory("VmRSS")
    forget_peak(page)
    cpu, started = processor(page), time.perf_counter()
    asyncio.run(crowd(page.address, wiring, visitors, at_once))
    seconds = time.perf_counter() - started
    if page.process.poll() is not None:
        raise CouldNot(f"{page.address}: the server ended while its visitors were there")
    found = Came(visitors, seconds, processor(page) - cpu, idle, page.memory())
    if not found.turns:
        raise CouldNot(f"{page.address}: not one reply was answered: {', '.join(found.errors)}")
    return found


async def crowd(
    address: str,
    wiring: Wiring,
    visitors: Sequence[Visitor],
    at_once: int,
    transport: httpx.AsyncBaseTransport | None = None,
) -> None:
    """All of them, `at_once` side by side, each with connections of their own. Never raises for what goes wrong in a
    visit: that stands with the visitor."""
    gate = asyncio.Semaphore(at_once)

    async def let_in(visitor: Visitor) -> None:
        async with gate:
            visitor.failure = await _visit(address, wiring, visitor, transport)

    visits = [asyncio.create_task(let_in(visitor)) for visitor in visitors]
    _, late = await asyncio.wait(visits, timeout=CROWD_SECONDS)
    for visit in late:
        visit.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    for visit in visits:
        if visit not in late:
            visit.result()


async def _visit(address: str, wiring: Wiring, visitor: Visitor, transport: httpx.AsyncBaseTransport | None) -> str:
    """What ended it; empty when it was finished."""
    client = httpx.AsyncClient(
        base_url=address, headers={HEADER: visitor.owner}, timeout=PRESS_SECONDS, trust_env=False, verify=_NO_TLS,
        transport=transport,
    )  # fmt: skip
    try:
        async with client:
            seat = Seat(client, wiring)
            await seat.fetch("/")
            await visitor.visit(seat)
    except Failed as problem:
        return str(problem)
    except httpx.HTTPStatusError as problem:
        return f"HTTP {problem.response.status_code}"
    except (httpx.HTTPError, TimeoutError) as problem:
        return type(problem).__name__
    return ""


def read_back(folder: Path, leaders: Sequence[Leader]) -> tuple[int, int]:
    """Acknowledged replies that are not in their case, and cases that hold another's words. The server has been killed by
    now, so this is what the disk has."""
    from companion.__main__ import casebook
    from companion.errors import Refused
    from companion.settings import Settings

    lost = crossed = 0
    with casebook(Settings(data_dir=folder / "data", key_file=folder / "key", key=None)) as book:
        for leader in leaders:
            try:
                state = book.look(leader.owner, leader.case)
            except Refused:
                lost += len(leader.said) + leader.approved
                continue
            answers = {(answer.question_id, answer.text) for answer in state["answers"]}
            passed = {question.id for question in state["trail"]}
            there = [said in answers if said.text else said.question in passed for said in leader.said]
            lost += there.count(False) + (leader.approved and not state["approved"])
            crossed += bool(set(MARK.findall(repr(state))) - {leader.mark})
    return lost, crossed
