"""What the process leaves behind: nothing. `confine` comes first in a run, before anything that writes or reports.

What is made is for its owner alone, whatever the shell's umask. No image of the memory lands on disk. No variable of the
user's shell makes a library trace, share, debug or report. No library's log, warning or traceback carries a message, since
that may hold a leader's words. Temporary files lie in a folder of the run's own (`own_temp`).
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator, MutableMapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from companion import faults

UNTRACED = {
    "LANGSMITH_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "LANGGRAPH_STRICT_MSGPACK": "true",
}
"""The first name LangSmith looks up decides: with it false, no other name turns tracing on. Then: only known types come back
from a checkpoint."""
FORCED = UNTRACED | {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "CHROMA_API_IMPL": "chromadb.api.rust.RustBindingsAPI",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "OTEL_SDK_DISABLED": "true",
    "LITELLM_MODE": "PRODUCTION",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_LOCAL_BLOG_POSTS": "True",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "DO_NOT_TRACK": "1",
}
"""Gradio's and Hugging Face's reports and version checks, Gradio's statistics over all presses anew after each press,
Chroma's telemetry, OpenTelemetry's exporters, litellm's fetched lists. Chroma and litellm also read a .env of the working
folder, and Chroma would move to whatever server stands there: what stands here goes before that, and LITELLM_MODE keeps
litellm from reading it."""
_DROPPED_FAMILIES = ("GRADIO_", "LANGSMITH_", "LANGCHAIN_", "LANGGRAPH_", "CHROMA_", "OTEL_", "SPACE_", "SPACES_")
"""Whole families, in any case of letters since Chroma reads either. Among them: where a trace goes (LANGSMITH_ENDPOINT,
LANGSMITH_RUNS_ENDPOINTS, LANGSMITH_OTEL_ENABLED), what fails to be sent and is put in a folder (FAILED_TRACES_DIR), a
frontend from another server (GRADIO_LOCAL_DEV_MODE), an MCP server, profiles, run histories, a remote Chroma, spans."""
_DROPPED = frozenset({
    "HF_DEBUG", "LITELLM_LOG", "OPENAI_LOG", "ANTHROPIC_LOG", "JSON_LOGS",  # requests and their bodies, logged
    "PYTHONASYNCIODEBUG",  # slow callbacks, logged with what they were called with
    "SSLKEYLOGFILE",  # the keys of a connection to a model, written to a file
})  # fmt: skip
"""Not PYTHONFAULTHANDLER: it names functions and lines, never values."""

_PR_SET_DUMPABLE = 4
_OURS = re.compile(r"casebook\..+|documents|index|locks|tmp")
_RUN = re.compile(r"run-[0-9a-f]{16}\.lock")
_outside: dict[str, Any] = {}


def confine() -> None:
    """Shut the process up. Not for a process that is somebody else's, such as a test's: nothing here is undone."""
    _outside.update(env=dict(os.environ), umask=os.umask(0o077))
    _leave_no_core()
    clean(os.environ)
    _tell_no_messages()
    _end_in_good_order()


def outside() -> dict[str, Any]:
    """How the run was started, for `subprocess`: a browser is not ours to confine, and outlives our temporary folder."""
    return dict(_outside)


def clean(environ: MutableMapping[str, str]) -> None:
    """Take away what would make a library report, and put in what keeps it from it."""
    for name in list(environ):
        if name.upper().startswith(_DROPPED_FAMILIES) or name.upper() in _DROPPED:
            del environ[name]
    environ.update(FORCED)


def _leave_no_core() -> None:
    """A size of 0 keeps a core file from being written; where the kernel pipes it to a collector instead, which a size of
    0 does not stop, Linux is told that this memory is not to be dumped, nor read by other processes of the same user."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _tell_no_messages() -> None:
    """Whoever prints a fault, a log record or a warning prints its kind and place: ours, a library, or Python itself."""
    logging.setLogRecordFactory(_without_message)
    warnings.showwarning = _warned
    traceback.print_exception = _printed
    sys.excepthook = lambda kind, error, trace: faults.log(error)
    sys.unraisablehook = lambda unraisable: _printed(unraisable.exc_value)


def _without_message(
    name: str, level: int, path: str, line: int, msg: object, args: Any, exc_info: Any, func: str | None = None, *_: Any
) -> logging.LogRecord:
    kind = exc_info[0].__name__ if isinstance(exc_info, tuple) and exc_info[0] else logging.getLevelName(level)
    told = f"companion: {kind} in {name} at {func}:{line}"
    return logging.LogRecord(name, level, path, line, told, (), None, func)


def _warned(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any) -> None:
    print(f"companion: {category.__name__} at {Path(filename).name}:{lineno}", file=sys.stderr)


def _printed(*told: Any, **_: Any) -> None:
    """In place of a traceback: the exception handed over, or the one being handled."""
    error = next((one for one in told if isinstance(one, BaseException)), sys.exc_info()[1])
    if error is not None:
        faults.log(error)


def _end_in_good_order() -> None:
    """To be told to stop, or to lose the terminal, ends the run as Ctrl+C does: what is open is closed and emptied."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    def hung_up(number: int, frame: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, leave)
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, hung_up)


@contextmanager
def own_temp(data_dir: Path | None) -> Iterator[None]:
    """A temporary folder in the data folder, for this run and its owner alone, emptied when it ends; before it begins,
    what killed runs left is emptied. Where none can be made there, one of the system's is. Without a data folder, for a
    command that writes nothing, there is none."""
    if data_dir is None:
        yield
        return
    with ExitStack() as stack:
        try:
            folder = _run_folder(data_dir / "tmp", stack)
        except (OSError, NotImplementedError):
            folder = Path(tempfile.mkdtemp(prefix="sparringsrum-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.enter_context(_used(folder))
        yield


def _run_folder(place: Path, stack: ExitStack) -> Path:
    """A new folder in `place`, its lock held until the stack unwinds; then it goes, and so does what was made for it.

    The lock lies beside it: a run that lives holds its own, so whoever gets one has found what a dead run left.
    """
    from filelock import FileLock

    for made in _made(place):
        stack.callback(_remove_if_empty, made)
    empty(place)
    folder = place / f"run-{os.urandom(8).hex()}"
    lock = FileLock(f"{folder}.lock", mode=0o600)
    stack.callback(_remove, Path(lock.lock_file))
    stack.callback(lock.release)
    lock.acquire(timeout=10)
    folder.mkdir(mode=0o700)
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _made(place: Path) -> list[Path]:
    """Makes a folder and those above it; which were missing, from the top. `place` itself always counts: it is there for
    what runs now alone."""
    missing = [folder for folder in (*reversed(place.parents), place) if not folder.exists()]
    if place.is_symlink():
        raise NotADirectoryError
    for folder in missing:
        folder.mkdir(exist_ok=True, mode=0o700)
    place.chmod(0o700)
    return missing if place in missing else [place]


def empty(place: Path) -> None:
    """Remove the temporary folders whose run is dead: their locks are free."""
    from filelock import FileLock, Timeout

    for lock in place.iterdir():
        if not _RUN.fullmatch(lock.name):
            continue
        with suppress(Timeout), FileLock(lock, timeout=0, mode=0o600):
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            _remove(lock)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


@contextmanager
def _used(folder: Path) -> Iterator[None]:
    """Python's own temporary files, SQLite's (Chroma has a SQLite of its own, which otherwise takes /var/tmp), Gradio's."""
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(folder))
    places |= {"GRADIO_TEMP_DIR": str(folder / "gradio"), "GRADIO_EXAMPLES_CACHE": str(folder / "examples")}
    before, python_before = {name: os.environ.get(name) for name in places}, tempfile.tempdir
    os.environ.update(places)
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = python_before
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def tighten(data_dir: Path, *files: Path) -> None:
    """Close to others what lies in an existing data folder from a wider umask or a copy; and `files`. Only what is ours by
    name: the data folder may be one in which other things lie, and then it keeps its mode too."""
    if os.name != "posix" or not data_dir.is_dir():
        return
    entries = list(data_dir.iterdir())
    ours = [entry for entry in entries if _OURS.fullmatch(entry.name)]
    inside = [found for entry in ours if not entry.is_symlink() for found in (entry, *entry.rglob("*"))]
    for found in (*([data_dir] if ours == entries else []), *inside, *files):
        with suppress(OSError):
            status = found.lstat()
            if status.st_mode & 0o077 and status.st_uid == os.getuid() and not found.is_symlink():
                found.chmod(0o700 if found.is_dir() else 0o600)
