"""The story is lived once; the tests then look at what it left."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -e '.[test]'")

from evals.browser import chromium_path

from .commands import on_the_command_line
from .house import House
from .search import Marks
from .story import Lived, in_the_browser


@pytest.fixture(scope="package")
def chromium() -> str:
    """Where Chromium lies; without one there is nothing to test here, and in CI that is a failure."""
    path = chromium_path()
    if path is None:
        why = "there is no Chromium here: apt-get install chromium"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    return path


@pytest.fixture(scope="package")
def collector() -> Iterator[tuple[str, list[str]]]:
    """Where everything that reports is told to report to, and what came."""
    got: list[str] = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Takes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", got
        server.shutdown()


@pytest.fixture(scope="package")
def lived(tmp_path_factory: pytest.TempPathFactory, collector, chromium: str) -> Lived:
    """A leader in a browser and one on the command line, side by side in one house."""
    lived = Lived(House(tmp_path_factory.mktemp("house"), collector[0]), Marks())
    lived.told["begun"] = time.time()
    with ThreadPoolExecutor(1) as beside:
        commands = beside.submit(on_the_command_line, lived)
        in_the_browser(lived, chromium)
        commands.result()
    return lived
