"""The two pages as processes of their own: ours in a folder of its own, and the bare Gradio page beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from evals.browser import ROOT, free_port

MOST_SECONDS = 90


class CouldNot(RuntimeError):
    """Something could not be measured; the message says what."""


@dataclass
class Page:
    """A page that answers. `seconds`: from starting its process to 200 for the page."""

    process: subprocess.Popen[str]
    address: str
    client: httpx.Client
    html: str
    started: float
    seconds: float

    def memory(self, line: str = "VmHWM") -> float:
        """Megabytes: `VmHWM` is the peak, `VmRSS` now. Linux only."""
        try:
            told = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        except OSError:
            raise CouldNot("memory: there is no /proc on this system") from None
        return next(int(row.split()[1]) for row in told.splitlines() if row.startswith(f"{line}:")) / 1024


@contextmanager
def ours(folder: Path, witnessed: bool = False) -> Iterator[Page]:
    """The app in `folder`; with `witnessed` it writes what it imports to `folder`/modules.json."""
    env = _env() | {"COMPANION_DATA_DIR": str(folder / "data"), "COMPANION_KEY_FILE": str(folder / "key")}
    args = ["serve", "--no-browser", "--port", str(free_port())]
    module = ["evals.speed.witness", str(folder / "modules.json")] if witnessed else ["companion"]
    with _running([sys.executable, "-m", *module, *args], env) as (process, started):
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        if not address:
            raise CouldNot("the app: it ended before it printed its address")
        with httpx.Client(follow_redirects=True, timeout=MOST_SECONDS) as client:
            answer = client.get(address)
            if answer.status_code != 200:
                raise CouldNot(f"the app: its page answered {answer.status_code}")
            try:
                yield Page(process, address, client, answer.text, started, time.perf_counter() - started)
            except httpx.HTTPError as problem:
                raise CouldNot(f"the app: {type(problem).__name__}") from problem


@contextmanager
def bare() -> Iterator[Page]:
    """The bare page. It is asked every few milliseconds until it answers, since it prints nothing."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with (
        _running([sys.executable, "-m", "evals.speed.bare", str(port)], _env()) as (process, started),
        httpx.Client(timeout=MOST_SECONDS) as client,
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
        raise CouldNot("the bare Gradio page: it did not answer")


def _env() -> dict[str, str]:
    """Nothing set for the app but what a run needs: no key, no model, no proxy."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(("COMPANION_", "GRADIO_"))}
    return {name: value for name, value in kept.items() if not name.lower().endswith("_proxy")}


@contextmanager
def _running(command: list[str], env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], float]]:
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process, started
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()
