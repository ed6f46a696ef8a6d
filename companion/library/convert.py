"""A file as an own document: what may be read is opened, and read in a process of its own (`convert_one`). Nothing is kept.

Word and Markdown are read by python-docx and markdown-it-py, which are here already, slides through python-docx's package
reader, PDF by PDFium: one wheel more, which says on what page and where on it each letter stands.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any

from pydantic import ValidationError

import companion
from companion.library.documents import LONGEST_NAME, OwnDocument
from companion.library.refusals import KINDS, LARGEST, REASONS, Kind, Reason, no_reader, refusal

_SPENT = tuple(getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL"))
"""What ends a reader that has used up its time, or the machine's memory."""
READER = "companion.library.convert_one"
SECONDS = 400
"""After so long a file is given up."""
_ENDS_WITHIN = 5
"""Seconds in which a reader that says nothing more is gone; killed before that, it would not show what it died of."""
_LONGEST_LINE = 100_000_000
"""Bytes of one line of the reader's answer: ten million characters, escaped."""
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")
"""What the reader is given of the environment: no key, neither ours nor a model's."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

Told = Callable[[int, int], None]


def _untold(done: int, of: int) -> None:
    """Nobody wants to know how far it is."""


def kind_of(name: str) -> Kind | None:
    """The kind of document a name says it is, or None for one that cannot be read."""
    ending = Path(name).suffix.lower().removeprefix(".")
    return next((kind for kind in KINDS if kind == ending), None)


def read_file(path: Path, name: str, told: Told = _untold) -> OwnDocument:
    """The document in `path`, which its owner calls `name`. `told`: pages done, of how many. WrongUse says what is wrong with
    the file, LibraryProblem that the reader could not be started."""
    with _opened(path) as file:
        kind = kind_of(name)
        if kind is None:
            raise refusal("unknown")
        answer = {"name": cleaned(name, kind), "kind": kind, "added": dt.date.today()} | _asked(file, kind, told)
    try:
        return OwnDocument.model_validate(answer)
    except ValidationError:
        raise refusal("damaged") from None


def cleaned(name: str, kind: Kind) -> str:
    """A file's name as it can be shown: no folder, nothing unseen, no longer than fits on a line."""
    last = _UNSEEN.sub("", re.split(r"[/\\]", name)[-1].encode("utf-8", "replace").decode())
    stem = " ".join(re.sub(rf"\.{kind}\s*$", "", last, flags=re.IGNORECASE).split())
    most = LONGEST_NAME - len(kind) - 1
    return f"{stem if len(stem) <= most else stem[: most - 1] + '…'}.{kind}"


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The file, if it is an ordinary one of a size that can be read. Nothing waits: a pipe is never opened, and where one is
    put in the file's place in the meantime, opening it returns at once."""
    try:
        _check(os.stat(path))
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise refusal("missing") from None
    except OSError:
        raise refusal("forbidden") from None
    with os.fdopen(handle, "rb") as file:
        _check(os.fstat(handle))
        yield file


def _check(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise refusal("folder")
    if not stat.S_ISREG(status.st_mode):
        raise refusal("special")
    if status.st_size > LARGEST:
        raise refusal("too_big")
    if not status.st_size:
        raise refusal("empty")


def _asked(file: IO[bytes], kind: Kind, told: Told) -> dict[str, Any]:
    """What the reader says of the file; the error to tell when it gives it up, runs out of time or dies of it."""
    late = Event()
    ready = False
    with _reader(file, kind) as process:
        timer = Timer(SECONDS, _give_up, (process, late))
        timer.start()
        try:
            for line in _lines(process):
                ready = ready or "ready" in line
                if "of" in line:
                    told(line["done"], line["of"])
                elif line.get("refused") in REASONS:
                    raise refusal(line["refused"])
                elif "document" in line:
                    return dict(line["document"])
            with suppress(subprocess.TimeoutExpired):
                process.wait(_ENDS_WITHIN)
        finally:
            timer.cancel()
    if not ready and not late.is_set():
        raise no_reader()
    raise refusal(_died_of(process, late.is_set()))


def _give_up(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _died_of(process: subprocess.Popen[bytes], late: bool) -> Reason:
    """Of too much work, when it was given up or a limit ended it; otherwise of a fault in the file."""
    spent = os.name == "posix" and -process.returncode in _SPENT
    return "heavy" if late or spent else "damaged"


@contextmanager
def _reader(file: IO[bytes], kind: Kind) -> Iterator[subprocess.Popen[bytes]]:
    """The process, gone when this is left, whatever happens. What it prints besides is nobody's to read."""
    env = {name: os.environ[name] for name in _KEPT if name in os.environ}
    ours = str(Path(companion.__file__).parents[1])
    env["PYTHONPATH"] = os.pathsep.join([ours, *filter(None, [env.get("PYTHONPATH")])])
    call = [sys.executable, "-P", "-m", READER, kind, str(os.getpid())]
    try:
        process = subprocess.Popen(call, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
    except OSError as problem:
        raise no_reader() from problem
    with process:
        try:
            yield process
        finally:
            process.kill()


def _lines(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """Its answer, line by line; what is no line of JSON ends it."""
    answer = process.stdout or io.BytesIO()
    while raw := answer.readline(_LONGEST_LINE):
        try:
            line = json.loads(raw)
        except ValueError:
            return
        if isinstance(line, dict):
            yield line
