"""The app in this process, on a real port, with a voice that can be slow and presses as a page makes them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import httpx
import uvicorn

from companion.settings import Settings
from companion.ui import room as rooms
from companion.ui.ground import bound
from companion.ui.serve import build
from companion.voice.guided import GuidedVoice
from evals.browser import free_port
from evals.speed.presses import Visit


class SlowVoice(GuidedVoice):
    """A voice that thinks for as long as it is told to, about one leader's words."""

    def __init__(self) -> None:
        self.go_on, self.asked = threading.Event(), threading.Event()

    def word(self, situation: Any, discretion: Any = None) -> Any:
        if "langsomt" in repr(situation):
            self.asked.set()
            assert self.go_on.wait(20)
        return super().word(situation, discretion)


class Tab:
    """A window in which one press need not wait for another: each is sent, and read when it is asked for."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.at = visit, visit.at
        self._all: list[dict[str, Any]] = []
        self._reading = threading.Thread(target=self._read, daemon=True)

    def _read(self) -> None:
        address = f"{self.visit._queue}/data?session_hash={self.visit._session}"
        with self.visit._client.stream("GET", address) as stream:
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    self._all.append(json.loads(line.removeprefix("data:")))

    def sends(self, act: Any) -> str:
        """The press of `act`, on its way; its id."""
        posted: list[str] = []
        self.visit.send, back = lambda press: posted.append(self._post(press)) or "", self.visit.send  # type: ignore[method-assign, func-returns-value]
        act(self.visit)
        self.visit.send = back  # type: ignore[method-assign]
        return posted[0]

    def _post(self, press: dict[str, Any]) -> str:
        joined = self.visit._client.post(f"{self.visit._queue}/join", json=press).raise_for_status().json()
        if not self._reading.is_alive():
            self._reading = threading.Thread(target=self._read, daemon=True)
            self._reading.start()
        return str(joined["event_id"])

    def ends(self) -> None:
        """Once all that was sent is answered."""
        if self._reading.is_alive():
            self._reading.join(15)

    def shows(self, event: str, seconds: float = 15) -> str:
        """What came of it in the end, as text."""
        return self._told(event, "process_completed", seconds)

    def says(self, event: str) -> str:
        """What came of it at once."""
        return self._told(event, "process_generating", 15)

    def _told(self, event: str, message: str, seconds: float) -> str:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for one in list(self._all):
                if one.get("event_id") == event and one["msg"] == message:
                    shown = one["output"]["data"]
                    self.visit.at = shown[0] if isinstance(shown[0], str) else self.visit.at
                    return json.dumps(shown, ensure_ascii=False)
            time.sleep(0.01)
        raise TimeoutError(f"{message} of {event} did not come")


class House:
    """The app in this process, on a real port, with the story's casebook in it."""

    def __init__(self, door: Any, port: int, room: rooms.Room) -> None:
        self.port, self.book, self.app = port, room.book(), door._app
        self.pages = [route.app for route in door._app.routes if hasattr(getattr(route, "app", None), "state_holder")]

    def remembered(self) -> list[str]:
        """What Gradio itself holds in memory of each window, as text."""
        held = [state for page in self.pages for state in page.state_holder.session_data.values()]
        return [
            repr([block.__dict__ for block in state.blocks_config.blocks.values()]) + repr(vars(state))
            for state in held
        ]

    @contextmanager
    def tab(self, owner: str = "anna") -> Iterator[Tab]:
        with self.visit(owner) as visit:
            visit.begin()
            tab = Tab(visit)
            yield tab
            tab.ends()

    @contextmanager
    def visit(self, owner: str = "anna", page: str = "", **headers: str) -> Iterator[Visit]:
        """`page`: "en/" for the English one."""
        address = f"http://127.0.0.1:{self.port}/{page}"
        with httpx.Client(headers={"x-auth-user": owner, **headers}, timeout=30) as client:
            seen: Any = SimpleNamespace(html=client.get(address).text, address=address, client=client)
            yield Visit(seen)

    def case(self, visit: Visit) -> Any:
        return self.book.look("anna", visit.at.partition(" ")[0])


@contextmanager
def opened(place: Any, voice: SlowVoice, model: str = "", **more: Any) -> Iterator[House]:
    """While it lasts. `model`: as a leader is told that one is connected; `more`: further settings."""
    place.voice = voice
    port = free_port()
    settings = Settings(
        data_dir=place.folder,
        model=model,
        auth_header="x-auth-user",
        public_hosts=f"127.0.0.1:{port}",
        trusted_proxy="127.0.0.1",
        **more,
    )
    door, room = build(settings, "", "127.0.0.1", port)
    room.furnish(lambda: (place.book(), None, None))  # type: ignore[arg-type, return-value]
    server = uvicorn.Server(
        uvicorn.Config(door, log_level="critical", proxy_headers=False, timeout_graceful_shutdown=1)
    )
    running = threading.Thread(target=server.run, kwargs={"sockets": [bound("127.0.0.1", port)]})
    running.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield House(door, port, room)
    finally:
        voice.go_on.set()
        server.should_exit = True
        running.join()
        room.close()
