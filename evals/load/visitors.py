"""Who comes: leaders who each finish a case, and those who say the same to the echo, as often.

Whatever a leader writes carries the leader's own mark in every sentence. An answer of the app, or a brief, in which
another's mark or another's case turns up is counted as crossed.
"""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from typing import Any, NamedTuple

from evals.load.screen import MARK, Screen, new_mark, read
from evals.load.seat import Failed, Seat
from evals.speed.replies import REPLIES

STOPS_AFTER = 6
"""Every fourth leader asks for the brief after so many replies; the others reply until it comes."""


def marked(place: int, mark: str) -> str:
    """A reply of about 500 characters, with the mark in each of its sentences."""
    return REPLIES[place].replace(". ", f", {mark}. ").removesuffix(".") + f", {mark}."


class Visitor(ABC):
    """One person with a window of their own."""

    def __init__(self, number: int) -> None:
        self.number, self.mark = number, new_mark()
        self.owner = f"leder-{number}-{secrets.token_hex(4)}"
        self.turns: list[float] = []
        """Milliseconds of each reply to a question until the next was there."""
        self.received: list[float] = []
        """Of the same, until the page said that the reply is received."""
        self.others = 0
        """Every other press: opening the page, beginning, approving."""
        self.crossed = 0
        self.failure = "not through when the time was up"
        """What ended the visit; empty when it was finished."""

    @abstractmethod
    async def visit(self, seat: Seat) -> None:
        """Everything the visitor came for. Failed where it went wrong."""

    @property
    def presses(self) -> int:
        return len(self.turns) + self.others

    def look(self, text: str, others_case: bool = False) -> None:
        """Counts what came as crossed when a mark in it is not one's own, or the case it shows is not."""
        self.crossed += others_case or bool(set(MARK.findall(text)) - {self.mark})


class Said(NamedTuple):
    """A reply that the page has said is received. An empty text is a question skipped."""

    question: str
    text: str


class Leader(Visitor):
    """Begins, replies to every question, looks the brief over, approves it, and takes it along. Never pauses."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.case = ""
        self.said: list[Said] = []
        self.approved = False

    async def visit(self, seat: Seat) -> None:
        await self._other(seat, "", "load")
        at = await self._other(seat, "panel", "submit", do="begin")
        self.case = at.case
        while at.question and not at.form:
            at = await self._reply(seat, at)
        if at.form != "review":
            raise Failed("neither a question nor the review came")
        at = await self._other(seat, "panel", "submit", do="approve", form=at.fields)
        if not at.brief:
            raise Failed("the brief was not approved")
        self.approved = True
        brief = await seat.fetch(at.brief)
        self.look(brief)
        if self.mark not in brief:
            raise Failed("the brief was without the leader's words")

    async def _other(
        self, seat: Seat, part: str, event: str, do: str = "", form: dict[str, str] | None = None
    ) -> Screen:
        self.others += 1
        return await self._press(seat, part, event, {"do": do, "with": "", "form": form or {}} if do else None)

    async def _reply(self, seat: Seat, at: Screen) -> Screen:
        """Answer; or skip one question, or ask for the brief, as this leader's number has it."""
        place = len(self.said)
        if place == len(REPLIES):
            raise Failed("the questions did not end")
        part, text = "send", marked(place, self.mark)
        if place == STOPS_AFTER and self.number % 4 == 3:
            part, text = "finish", ""
        elif place == 2 + self.number % 3:
            part, text = "skip", ""
        seat.type("answer", text)
        try:
            after = await self._press(seat, part, "click")
        finally:
            if seat.received is not None and part != "finish":
                self.said.append(Said(at.question, text))
        if seat.received is None or after.question in ("", at.question):
            raise Failed("a reply was not received, or no question came after it")
        self.turns.append(seat.took)
        self.received.append(seat.received)
        return after

    async def _press(self, seat: Seat, part: str, event: str, event_data: dict[str, Any] | None = None) -> Screen:
        try:
            screen = read(await seat.press(part, event, event_data))
        except Failed:
            self.look(seat.raw)
            raise
        self.look(seat.raw, bool(self.case) and screen.case not in ("", self.case))
        if screen.trouble:
            raise Failed("the page told of trouble")
        return screen


class Echoed(Visitor):
    """Says as much to the echo, as many times."""

    def __init__(self, number: int, times: int) -> None:
        super().__init__(number)
        self._times = times

    async def visit(self, seat: Seat) -> None:
        for place in range(self._times):
            text = marked(place % len(REPLIES), self.mark)
            seat.type("box", text)
            output = await seat.press("go", "click")
            self.turns.append(seat.took)
            self.look(seat.raw)
            if len(output) != 1 or text not in output[0]:
                raise Failed("the echo said something else")
