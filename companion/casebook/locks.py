"""One hand at a time, across threads and processes: on a case, and on the opening of the casebook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from companion.errors import StoreProblem

_WAIT_SECONDS = 30


class Locks:
    """Lock files in a folder of their own; with no folder, for a casebook in memory, nobody else is there."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "locks" if folder else None

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """The lock is a file by that name, so whether there is such a case is asked first: a name may come from anywhere.
        StoreProblem when somebody else holds it for too long."""
        if self._folder is None:
            yield
            return
        self._folder.mkdir(mode=0o700, exist_ok=True)
        lock = FileLock(self._folder / f"{name}.lock", timeout=_WAIT_SECONDS, mode=0o600, is_singleton=True)
        try:
            lock.acquire()
        except Timeout:
            raise StoreProblem(
                "Et andet vindue arbejder stadig på det samme. Vent et øjeblik, og prøv igen; din tekst står her stadig.",
                "Another window is still at work on the same. Wait a moment and try again; your text is still here.",
            ) from None
        try:
            yield
        finally:
            lock.release()

    def forget(self, name: str) -> None:
        """Remove the file."""
        if self._folder:
            (self._folder / f"{name}.lock").unlink(missing_ok=True)
