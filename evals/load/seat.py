"""One browser window without the browser: a session with Gradio's queue, and every request the page makes in it.

A press is a POST that names the press and holds what stands in its inputs, then a stream that is read until the server
ends it. Half-typed text is sent only when typing pauses, so who types without a pause sends none.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx

from evals.speed.presses import _CONFIG

PRESS_SECONDS = 120
"""The longest silence on any request before it counts as an error; also how long a press may take in all."""
_API = "/gradio_api"
_RECEIVED = 'class=\\"received\\"'
"""On the page's line that a reply is safe, as it stands in the stream."""


class Failed(RuntimeError):
    """A press did not do what it should. The message names the kind of failure and holds no text of a leader's."""


@dataclass(frozen=True)
class Press:
    """A thing that can be pressed, by the numbers of the page's configuration."""

    number: int
    target: int | None
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True)
class Wiring:
    """What the page is made of."""

    presses: dict[tuple[str, str], Press]
    """By the name of the part and of the event; what happens when the page opens is at "", "load"."""
    parts: dict[str, int]
    values: dict[int, Any]
    """What stands in each component when the page opens."""

    @classmethod
    def of(cls, html: str) -> Wiring:
        """Failed when the page holds no configuration of Gradio's, or one that asks for a connection that stays open."""
        found = _CONFIG.search(html)
        if not found:
            raise Failed("the page holds no configuration")
        config = json.loads(found.group(1))
        if config["connect_heartbeat"]:
            raise Failed("the page wants a heartbeat, and nobody here has one")
        names = {part["id"]: part["props"].get("elem_id") or "" for part in config["components"]}
        presses = {
            (names.get(target, ""), event): Press(
                one["id"], target if target in names else None, tuple(one["inputs"]), tuple(one["outputs"])
            )
            for one in config["dependencies"]
            for target, event in one["targets"]
        }
        values = {part["id"]: part["props"].get("value") for part in config["components"]}
        parts = {name: place for place, name in names.items() if name}
        return cls(presses, parts, values)


class Seat:
    """A window. It keeps what stands in each component, as the page does."""

    def __init__(self, client: httpx.AsyncClient, wiring: Wiring) -> None:
        self._client, self._wiring = client, wiring
        self._session = secrets.token_hex(6)
        self._holds = dict(wiring.values)
        self.took = 0.0
        """Milliseconds from the last press until the whole of its answer was here."""
        self.received: float | None = None
        """The same until the page said that the reply is received; None while it has not."""
        self.raw = ""
        """Everything that came in answer to the last press, as it came."""

    async def fetch(self, address: str) -> str:
        """A page, or a file of the app's own."""
        return (await self._client.get(address)).raise_for_status().text

    def type(self, part: str, text: str) -> None:
        """Put `text` where it is typed."""
        self._holds[self._wiring.parts[part]] = text

    async def press(self, part: str, event: str, event_data: dict[str, Any] | None = None) -> list[Any]:
        """The updates that answer a press. Failed when it is not carried out."""
        press = self._wiring.presses[part, event]
        self.raw, self.received = "", None
        async with asyncio.timeout(PRESS_SECONDS):
            pressed = time.perf_counter()
            sent = self._sent(press, event_data)
            (await self._client.post(f"{_API}/queue/join", json=sent)).raise_for_status()
            told: dict[str, Any] = {}
            async for line in self._stream():
                took = 1000 * (time.perf_counter() - pressed)
                self.raw += line
                if '"msg":"process_completed"' in line:
                    told, self.took = json.loads(line.removeprefix("data:")), took
                elif self.received is None and _RECEIVED in line:
                    self.received = took
        if not told.get("success"):
            raise Failed("a press was not carried out" if told else "a press was never answered")
        output: list[Any] = told["output"]["data"]
        self._take(press, output)
        return output

    def _sent(self, press: Press, event_data: dict[str, Any] | None) -> dict[str, Any]:
        """A press as it goes over the line: what stands in its inputs goes along, as the page has it."""
        return {
            "data": [self._holds[place] for place in press.inputs], "event_data": event_data, "fn_index": press.number,
            "session_hash": self._session, "trigger_id": press.target,
        }  # fmt: skip

    def _take(self, press: Press, output: list[Any]) -> None:
        """What stands in each component afterwards; an update without a value leaves it alone."""
        for place, value in zip(press.outputs, output, strict=True):
            if not isinstance(value, dict):
                self._holds[place] = value
            elif "value" in value:
                self._holds[place] = value["value"]

    async def _stream(self) -> AsyncIterator[str]:
        """Every message until the server ends the stream: leaving early would end the session."""
        asked = {"session_hash": self._session}
        async with self._client.stream("GET", f"{_API}/queue/data", params=asked) as stream:
            stream.raise_for_status()
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    yield line
