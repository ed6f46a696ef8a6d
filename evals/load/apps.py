"""The two servers as processes of their own: the room in its shared mode, and the echo."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from evals.browser import free_port
from evals.speed.processes import MOST_SECONDS, CouldNot, Page, _env, _running

HEADER = "x-auth-user"
"""In which the proxy names the leader; here the leaders send it themselves, from the proxy's address."""


@contextmanager
def ours(folder: Path) -> Iterator[Page]:
    """The room for many owners, everything it writes in `folder`, once its index of the library is there."""
    port = free_port()
    own = {
        "DATA_DIR": str(folder / "data"), "KEY_FILE": str(folder / "key"), "AUTH_HEADER": HEADER,
        "TRUSTED_PROXY": "127.0.0.1", "PUBLIC_HOSTS": f"127.0.0.1:{port}",
    }  # fmt: skip
    env = _env() | {f"COMPANION_{name}": value for name, value in own.items()}
    with _served(["companion", "serve", "--no-browser", "--port", str(port)], port, env) as page:
        until = time.monotonic() + MOST_SECONDS
        while not any(folder.glob("data/index/*/complete")):
            if time.monotonic() > until or page.process.poll() is not None:
                raise CouldNot("the app: its index of the library did not come")
            time.sleep(0.05)
        yield page


@contextmanager
def echo() -> Iterator[Page]:
    """The echo, mounted and served as the room is."""
    port = free_port()
    with _served(["evals.load.echo", str(port)], port, _env()) as page:
        yield page


@contextmanager
def _served(module: list[str], port: int, env: dict[str, str]) -> Iterator[Page]:
    """Asked every few milliseconds until its page is there."""
    address = f"http://127.0.0.1:{port}"
    with (
        _running([sys.executable, "-m", *module], env) as (process, started),
        httpx.Client(timeout=MOST_SECONDS, trust_env=False, headers={HEADER: "the-first"}) as client,
    ):
        while process.poll() is None and time.perf_counter() - started < MOST_SECONDS:
            try:
                answer = client.get(address)
            except httpx.TransportError:
                time.sleep(0.01)
                continue
            if answer.status_code == 200:
                yield Page(process, address, client, answer.text, started, time.perf_counter() - started)
                return
        raise CouldNot(f"{module[0]}: its page did not answer")


def forget_peak(page: Page) -> None:
    """From here on `Page.memory` tells the peak of what follows, not of the start. Linux only."""
    try:
        Path(f"/proc/{page.process.pid}/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        raise CouldNot("memory: the peak cannot be set back on this system") from None


def processor(page: Page) -> float:
    """Seconds of the processor that the server has used so far. Linux only."""
    told = Path(f"/proc/{page.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
