"""Presses as a page makes them, over Gradio's own queue, for what is measured without a browser."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

import httpx

from evals.speed.processes import CouldNot, Page

_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)


class Visit:
    """One visit to the page: a session with Gradio, and the presses in it. The page sends along what it shows."""

    def __init__(self, page: Page, client: httpx.Client | None = None) -> None:
        """`client`: instead of the page's own, for a visitor with a name or a cookie of their own."""
        found = _CONFIG.search(page.html)
        if not found:
            raise CouldNot("the app: its page holds no Gradio configuration")
        self._client, self._session = client or page.client, secrets.token_hex(6)
        self._queue = page.address.partition("?")[0] + "gradio_api/queue"
        self.at = ""
        config = json.loads(found.group(1))
        self._dependencies: list[dict[str, Any]] = config["dependencies"]
        self._ids = {part["props"].get("elem_id"): part["id"] for part in config["components"]}

    def begin(self) -> str:
        """The button on the first screen; the answer as text, with the first question in it."""
        return self.do("begin")

    def do(self, what: str, with_: str = "", **form: str) -> str:
        """A button of a panel, with what stands in its form; the answer as text."""
        return self._press("panel", "submit", [self.at], {"do": what, "with": with_, "form": form})

    def answer(self, text: str, button: str = "send") -> str:
        """The box sent, or another button of the sitting pressed with `text` in it; the answer as text."""
        return self._press(button, "click", [text, self.at], None)

    def _press(self, name: str, event: str, data: list[Any], event_data: Any) -> str:
        target = [self._ids[name], event]
        fn = next(
            place for place, one in enumerate(self._dependencies) if target in [list(of) for of in one["targets"]]
        )
        return self.send({
            "data": data, "event_data": event_data, "fn_index": self._dependencies[fn].get("id", fn),
            "session_hash": self._session, "trigger_id": target[0],
        })  # fmt: skip

    def send(self, press: dict[str, Any]) -> str:
        """A press as it goes over the line; also one that was sent before. CouldNot when it is not answered."""
        self.sent = press
        self._client.post(f"{self._queue}/join", json=press).raise_for_status()
        with self._client.stream("GET", f"{self._queue}/data?session_hash={self._session}") as stream:
            lines = [line for line in stream.iter_lines() if '"process_completed"' in line]
        told = json.loads(lines[-1].removeprefix("data:")) if lines else {}
        if not told.get("success"):
            raise CouldNot("the app: a press was not answered")
        shown = told["output"]["data"]
        self.at = shown[0] if isinstance(shown[0], str) else self.at
        return json.dumps(shown, ensure_ascii=False)
