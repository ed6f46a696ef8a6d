"""Runs the cases: each played with a voice, and what came of it scored. In two processes where there are two cores."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evals.case import Document, EvalCase
from evals.scorers import Score, scored
from evals.transcript import Transcript
from evals.voices import VoiceUnderTest, speaking

if TYPE_CHECKING:
    from companion.library.library import Library

PROCESSES = 2
_AT_ONCE = 12
"""Cases that a process is handed at a time."""
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Result:
    """A case with a voice, and what the scorers said. `voice`: its name, as in evals/voices.py."""

    case: EvalCase
    voice: str
    transcript: Transcript
    scores: tuple[Score, ...]

    @property
    def failed(self) -> tuple[Score, ...]:
        """What was found wrong."""
        return tuple(score for score in self.scores if not score.passed)


class _Batch(NamedTuple):
    """Some cases with one voice: what a process does at a time."""

    voice: VoiceUnderTest
    cases: tuple[EvalCase, ...]


def run(case: EvalCase, voice: VoiceUnderTest) -> Transcript:
    """One case, in this process."""
    return next(_played(_shelves(), _Batch(voice, (case,)))).transcript


def run_all(
    cases: Sequence[EvalCase],
    voices: Sequence[VoiceUnderTest],
    told: Told = lambda done, of: None,
    processes: int | None = None,
) -> list[Result]:
    """Every case with every voice that can make a difference in it, voice by voice. `told`: how many are done, of how many."""
    spoken = [(voice, [case for case in cases if voice.speaks_in(case)]) for voice in voices]
    batches = [
        _Batch(voice, tuple(theirs[at : at + _AT_ONCE]))
        for voice, theirs in spoken
        for at in range(0, len(theirs), _AT_ONCE)
    ]
    of, done = sum(len(batch.cases) for batch in batches), 0
    found: dict[_Batch, list[Result]] = {}
    for batch, results in _each(batches, processes or min(PROCESSES, os.cpu_count() or 1)):
        found[batch], done = results, done + len(results)
        told(done, of)
    return [result for batch in batches for result in found[batch]]


def _each(batches: Sequence[_Batch], processes: int) -> Iterator[tuple[_Batch, list[Result]]]:
    """Every batch as it is done."""
    shelves = _shelves()
    if processes == 1:
        yield from ((batch, list(_played(shelves, batch))) for batch in batches)
        return
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _only_here) as pool:
        at_work = {pool.submit(_played_elsewhere, shelves.folder, batch): batch for batch in batches}
        for future in as_completed(at_work):
            yield at_work[future], future.result()


def _only_here() -> None:
    """A process of the suite is as quiet and as shut as one of the product."""
    from companion.confidentiality.shut import shut
    from companion.confinement import confine

    confine()
    shut()


def _played_elsewhere(folder: Path, batch: _Batch) -> list[Result]:
    return list(_played(_shelves(folder), batch))


def _played(shelves: Shelves, batch: _Batch) -> Iterator[Result]:
    from evals.play import played

    with speaking(batch.voice, shelves.common) as voice:
        for case in batch.cases:
            transcript = played(case, voice, shelves.of(case))
            yield Result(case, batch.voice.name, transcript, scored(case, transcript))


class Shelves:
    """The libraries of a run: one of the cards alone for every case, and one for each case that has documents."""

    def __init__(self, folder: Path) -> None:
        from companion.library.library import Library

        self.folder = folder
        self.common = Library(folder / "index")
        self.common.build_if_needed()
        self._own: dict[tuple[Document, ...], Library] = {}

    def of(self, case: EvalCase) -> Library:
        """The library of a case, its documents in it."""
        if not case.documents:
            return self.common
        if case.documents not in self._own:
            self._own[case.documents] = self._with(case.documents)
        return self._own[case.documents]

    def _with(self, documents: Sequence[Document]) -> Library:
        from companion.library.convert import read_file
        from companion.library.library import Library

        place = Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copytree(self.folder / "index", place / "index")
        library = Library(place / "index")
        for document in documents:
            path = place / Path(document.name).name
            path.write_text(document.text, encoding="utf-8")
            library.take_in(read_file(path, path.name))
        return library


@cache
def _shelves(folder: Path | None = None) -> Shelves:
    """Those of this process; with no folder in one of their own, which goes when the process ends."""
    if folder:
        return Shelves(folder)
    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    return Shelves(Path(made.name))
