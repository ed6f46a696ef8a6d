"""Faults of the program itself, logged by kind and place alone: an exception's message may hold a leader's words."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType


def log(error: BaseException) -> None:
    """One line on stderr: what kind of fault, and where."""
    places = traceback.extract_tb(error.__traceback__)
    where = f" at {places[-1].name}:{places[-1].lineno}" if places else ""
    print(f"companion: {type(error).__name__}{where}", file=sys.stderr)


def note(what: str) -> None:
    """One line on stderr about an outside part: words of ours alone, such as its kind of trouble."""
    print(f"companion: {what}", file=sys.stderr)


class Quietly:
    """A context whose faults are logged and go no further. Exits and interrupts pass."""

    def __enter__(self) -> Quietly:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        log(error)
        return True


class Contained:
    """A context out of which no fault gets, nor anything it holds, into a log or elsewhere; `failed` says whether there was
    one. Exits and interrupts pass."""

    failed = False

    def __enter__(self) -> Contained:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.failed = error is not None
        return isinstance(error, Exception)


def _in_a_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        log(args.exc_value)


def quiet_threads() -> None:
    """The same for faults in threads of our own."""
    threading.excepthook = _in_a_thread
