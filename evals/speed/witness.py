"""Runs the app as `python -m companion` does and writes down what it imports: `python -m evals.speed.witness FILE ARGS…`.

FILE holds the imported modules at two moments: when the address is printed, and when SIGUSR1 arrives.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any, TextIO

from companion.__main__ import main


class Witness:
    """Standard output that looks at sys.modules before the first line passes."""

    def __init__(self, out: TextIO, file: Path) -> None:
        self._out, self._file = out, file
        self._seen: dict[str, list[str]] = {}

    def write(self, text: str) -> int:
        if "ready" not in self._seen:
            self.note("ready")
        return self._out.write(text)

    def flush(self) -> None:
        self._out.flush()

    def isatty(self) -> bool:
        return False

    def note(self, moment: str) -> None:
        """The modules imported by now. Renamed into place, so that a reader never sees half a file."""
        self._seen[moment] = sorted(sys.modules)
        beside = self._file.with_suffix(".part")
        beside.write_text(json.dumps(self._seen), encoding="utf-8")
        beside.rename(self._file)


def watch(file: Path, args: list[str]) -> int:
    """Run the app under the eyes of a witness."""
    witness = Witness(sys.stdout, file)
    out: Any = witness
    sys.stdout = out
    signal.signal(signal.SIGUSR1, lambda number, frame: witness.note("later"))
    return main(args)


if __name__ == "__main__":
    sys.exit(watch(Path(sys.argv[1]), sys.argv[2:]))
