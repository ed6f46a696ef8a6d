"""Put on a process's path as sitecustomize.py: lets it fail on purpose, when a file in $TRAPS says so, with the file's words.

`full` and `readonly` last until the file is gone; the others spring once. `voice`: asking the next question raises, whatever
the answer was. `abort`, `die`: it ends the process, with SIGABRT or SIGKILL, in the middle of a turn. `handler`: a handler
raises where nothing of ours catches it, a thread dies, and a library logs and warns.
"""

from __future__ import annotations

import functools
import importlib.abc
import importlib.util
import logging
import os
import signal
import sqlite3
import sys
import threading
import warnings
from pathlib import Path

TRAPS = Path(os.environ["TRAPS"])


def sprung(name):
    """The words of a trap that is set, which it then no longer is; empty otherwise."""
    try:
        words = (TRAPS / name).read_text()
        (TRAPS / name).unlink()
    except FileNotFoundError:
        return ""
    return words


def _asking(module):
    ask = module.ask

    @functools.wraps(ask)
    def fails(state, runtime):
        if words := sprung("voice"):
            raise ValueError(words + str(state["answers"]))
        if sprung("abort"):
            os.abort()
        if sprung("die"):
            os.kill(os.getpid(), signal.SIGKILL)
        return ask(state, runtime)

    module.ask = fails


def _falls(words):
    raise RuntimeError(words)


def _handler(module):
    press = module.Actions.press

    def fails(self, *given):
        if words := sprung("handler"):
            logging.getLogger("some.library").error("could not handle %s", words)
            warnings.warn(words, stacklevel=1)
            threading.Thread(target=_falls, args=(words,)).start()
            _falls(words)
        return press(self, *given)

    module.Actions.press = fails


class _Database(sqlite3.Connection):
    """A database that can be full, or on a disk that has become read-only: SQLite's own limits, and its own words."""

    def cursor(self, *given, **more):
        most = 1 if (TRAPS / "full").exists() else 1_000_000
        self.execute(f"PRAGMA max_page_count={most}").fetchall()
        self.execute(f"PRAGMA query_only={int((TRAPS / 'readonly').exists())}").fetchall()
        return super().cursor(*given, **more)


def _sqlite():
    connect = sqlite3.connect
    sqlite3.connect = lambda *given, **more: connect(*given, **({"factory": _Database} | more))


class _Changed(importlib.abc.MetaPathFinder):
    """Changes a module when it has been imported."""

    changes = {"companion.method.ask": _asking, "companion.ui.actions": _handler}  # noqa: RUF012

    def find_spec(self, name, path=None, target=None):
        change = self.changes.pop(name, None)
        if change is None:
            return None
        spec = importlib.util.find_spec(name)
        make = spec.loader.exec_module

        def made(module):
            make(module)
            change(module)

        spec.loader.exec_module = made
        return spec


sys.meta_path.insert(0, _Changed())
_sqlite()
