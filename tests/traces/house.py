"""A home for everything that is written, in a shell as loose as can be: open files, cores of any size, all that debugs on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from evals.browser import ROOT, START_SECONDS, free_port

SHELL = ["bash", "-c", 'umask 000; ulimit -c hard; exec "$@"', "-"]
DEBUG = {
    "PYTHONFAULTHANDLER": "1", "PYTHONASYNCIODEBUG": "1", "PYTHONDEVMODE": "1", "PYTHONWARNINGS": "always",
    "GRADIO_DEBUG": "1", "GRADIO_RUN_HISTORY": "true", "GRADIO_ANALYTICS_ENABLED": "True", "GRADIO_PROFILING": "1",
    "LANGCHAIN_VERBOSE": "true", "LANGCHAIN_LOG": "debug", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_TRACING": "true",
    "LANGSMITH_API_KEY": "x", "HF_DEBUG": "1", "LITELLM_LOG": "DEBUG", "RUST_LOG": "trace", "RUST_BACKTRACE": "full",
    "CHROMA_OTEL_GRANULARITY": "all", "DEBUG": "1",
}  # fmt: skip


class House:
    """One folder with all that the product writes on a machine, and its processes."""

    def __init__(self, folder: Path, collector: str) -> None:
        self.home, self.streams, self.given, self.profile = (
            folder / name for name in ("home", "streams", "given", "profile")
        )
        self.data, self.temp, self.traps = self.home / "data", self.home / "temp", folder / "traps"
        site = folder / "site"
        self.other_traps = folder / "other traps"
        for made in (self.home, self.streams, self.given, self.temp, self.traps, self.other_traps, site):
            made.mkdir(parents=True)
        shutil.copy(Path(__file__).with_name("traps.py"), site / "sitecustomize.py")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMPANION_", "LANG"))}
        own = {"HOME": self.home, "TMPDIR": self.temp, "TRAPS": self.traps, "COMPANION_DATA_DIR": self.data}
        own |= {"COMPANION_KEY_FILE": self.home / "config" / "key", "SSLKEYLOGFILE": self.home / "tls"}
        own |= {"GRADIO_TEMP_DIR": self.temp / "g", "LANGSMITH_FAILED_TRACES_DIR": self.temp / "f"}
        places = {name: str(path) for name, path in own.items()}
        path = {"PYTHONPATH": os.pathsep.join([str(site), str(ROOT)]), "LANGSMITH_ENDPOINT": collector}
        self.env = kept | DEBUG | places | path | {"CHROMA_OTEL_COLLECTION_ENDPOINT": collector}
        self._port, self._ran = free_port(), 0

    def set_trap(self, name: str, words: str = "x") -> Path:
        """See traps.py."""
        (self.traps / name).write_text(words)
        return self.traps / name

    def run(self, *argv: str, typed: str = "", aloud: str = "", **more: object) -> int:
        """A command, with traps of its own; its exit code. What it says is kept to be searched, but for the streams named
        in `aloud`, on which it talks with the leader in their own words."""
        call = [*SHELL, sys.executable, "-m", "companion", *argv]
        env = self.env | {name: str(value) for name, value in ({"TRAPS": self.other_traps} | more).items()}
        ran = subprocess.run(call, env=env, cwd=self.home, input=typed.encode(), capture_output=True, timeout=120)
        self._ran += 1
        for stream in {"stdout", "stderr"}.difference(aloud.split()):
            (self.streams / f"command-{self._ran}-{stream}").write_bytes(getattr(ran, stream))
        return ran.returncode


class App:
    """The app in the house, from its start to its end."""

    def __init__(self, house: House, name: str) -> None:
        self._out, self._err = house.streams / f"{name}-out", house.streams / f"{name}-err"
        call = [*SHELL, sys.executable, "-m", "companion", "--port", str(house._port), "--no-browser"]
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self._process = subprocess.Popen(call, env=house.env, cwd=house.home, stdout=out, stderr=err)
        until = time.monotonic() + START_SECONDS
        while not self._out.read_text().endswith("\n"):
            assert time.monotonic() < until and self._process.poll() is None, self._err.read_text()[-2000:]
            time.sleep(0.05)
        self.address = self._out.read_text().strip()
        self.home = self.address.partition("?")[0]

    def said(self) -> str:
        return self._out.read_text() + self._err.read_text()

    def ended(self) -> int:
        """Its exit code, when it has ended of itself."""
        return self._process.wait(20)

    def stop(self) -> int:
        """As the system does when it shuts down."""
        self._process.send_signal(signal.SIGTERM)
        return self.ended()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
