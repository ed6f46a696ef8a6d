"""Does one thing to a casebook again and again, and is killed (SIGKILL) before every statement and every move of a file on
the way; after each death the casebook is opened anew and looked at: `python dies.py FOLDER DEED`, a deed of `deeds.py`.

Prints one JSON object: `deaths`, and `wrong`: what was not as it should be after which of them. Each life is a fork of this
process, which itself never runs a graph and so has no threads.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deeds import DEEDS, Home

from companion.confidentiality import keys


def lived(life: Callable[[], None]) -> int:
    """A life in a process of its own; how it ended. What it says on stdout is nobody's business."""
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        life()
    except AssertionError as wrong:
        os._exit(
            {"lost": 10, "taken twice": 11, "no brief": 12, "review lost": 13, "not whole": 14, "untold": 17}.get(
                str(wrong), 15
            )
        )
    except BaseException as error:  # noqa: BLE001 - a forked life must end here, whatever it met, and say what it was
        print(type(error).__name__, error, file=sys.stderr)
        os._exit(16)
    os._exit(0)


def mortal(last: int) -> None:
    """From now on the process dies before its step number `last`."""
    steps = iter(range(last))

    def step(*_: Any) -> None:
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    class Killing(sqlite3.Connection):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.set_trace_callback(step)

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **kwargs: connect(*args, factory=Killing, **kwargs)  # type: ignore[assignment]
    for module, name in ((os, "replace"), (os, "link"), (os, "fsync")):
        setattr(module, name, _after(step, getattr(module, name)))
    assert keys.os is os


def _after(step: Callable[[], None], act: Callable[..., Any]) -> Callable[..., Any]:
    def acts(*args: Any) -> Any:
        step()
        return act(*args)

    return acts


def main(folder: Path, deed: str) -> None:
    prepare, act, check = DEEDS[deed]
    folder.mkdir()
    template = Home(folder / "template")
    template.folder.mkdir()
    assert lived(lambda: prepare(template)) == 0
    (template.folder / "said").unlink(missing_ok=True)
    wrong, deaths = [], 0
    while True:
        home = Home(folder / str(deaths))
        shutil.copytree(template.folder, home.folder)

        def life(home: Home = home, last: int = deaths) -> None:
            mortal(last)
            act(home)

        ended = lived(life)
        if ended == -signal.SIGKILL:
            deaths += 1
        found = lived(lambda home=home: check(home))
        if found:
            wrong.append([deaths, found])
        shutil.rmtree(home.folder)
        if ended != -signal.SIGKILL:
            break
    print(json.dumps({"deaths": deaths, "ended": ended, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
