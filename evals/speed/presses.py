"""Presses as a page makes them, over Gradio's own queue, for what is measured without a browser."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

from evals.speed.processes import CouldNot, Page

_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)


class Visit:
    """One visit to the page: a session with Gradio, and the presses in it."""

    def __init__(self, page: Page) -> None:
        found = _CONFIG.search(page.html)
        if not found:
            raise CouldNot("the app: its page holds no Gradio configuration")
        self._page, self._session = page, secrets.token_hex(6)
        config = json.loads(found.group(1))
        self._dependencies: list[dict[str, Any]] = config["dependencies"]
        self._ids = {part["props"].get("elem_id"): part["id"] for part in config["components"]}

    def begin(self) -> str:
        """The button on the first screen; the answer as text, with the first question in it."""
        return self._press("panel", "submit", [None], {"do": "begin", "with": "", "form": {}})

    def answer(self, text: str) -> str:
        """The box sent; the answer as text."""
        return self._press("send", "click", [text, None], None)

    def _press(self, name: str, event: str, data: list[Any], event_data: Any) -> str:
        target = [self._ids[name], event]
        fn = next(
            place for place, one in enumerate(self._dependencies) if target in [list(of) for of in one["targets"]]
        )
        sent = {
            "data": data, "event_data": event_data, "fn_index": self._dependencies[fn].get("id", fn),
            "session_hash": self._session, "trigger_id": target[0],
        }  # fmt: skip
        queue = self._page.address.partition("?")[0] + "gradio_api/queue"
        self._page.client.post(f"{queue}/join", json=sent).raise_for_status()
        asked = f"{queue}/data?session_hash={self._session}"
        with self._page.client.stream("GET", asked) as stream:
            for line in stream.iter_lines():
                if '"process_completed"' in line:
                    told = json.loads(line.removeprefix("data:"))
                    if not told.get("success"):
                        raise CouldNot(f"the app: the press on {name} failed")
                    return json.dumps(told["output"], ensure_ascii=False)
        raise CouldNot(f"the app: the press on {name} was never answered")
