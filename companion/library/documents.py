"""Own documents: material that somebody took in on this machine. They lie unencrypted, one file each, for their owner alone.

They are material and not cases: what is said about people belongs in the casebook, which is encrypted.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from pydantic import Field, ValidationError

from companion.library.refusals import Kind, not_kept, not_removed
from companion.vocabulary import Lang, Word

LONGEST_NAME = 80
_FILE = re.compile(r"[0-9a-f]{16}\.json")
_DRAFT = re.compile(r"\.[0-9a-f]{32}\.draft")
_ABANDONED = 600
"""Seconds after which a draft belongs to nobody."""


class Piece(Word):
    """Some paragraphs of a document: what is found, quoted and cited."""

    number: int = Field(ge=1)
    section: str
    """The headings above it, joined with " › "; empty when there are none."""
    page: int | None
    """The page or slide it begins on, where the format has such."""
    text: str = Field(min_length=1)


class OwnDocument(Word):
    """A document as it was taken in. `id`: 16 hexadecimal digits of the SHA-256 of its letters, so that the same text under
    another name or in another format is the same document."""

    id: str = Field(pattern=r"^[0-9a-f]{16}$")
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    kind: Kind
    lang: Lang
    added: dt.date
    pages: int | None
    pieces: tuple[Piece, ...] = Field(min_length=1)
    case_signs: tuple[str, ...] = ()
    """Why it looks like a case about people (names of rules in companion.library.case_signs); empty when it does not."""

    @property
    def like_a_case(self) -> bool:
        """True when it should perhaps not lie here unencrypted: it looks like a case about people."""
        return bool(self.case_signs)


class Documents:
    """The own documents in one folder. Safe to use from several processes: a file is whole or not there."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def ids(self) -> tuple[str, ...]:
        """Which documents there are, sorted; one look at the folder."""
        try:
            names = os.listdir(self._place)
        except OSError:
            return ()
        return tuple(sorted(name[:16] for name in names if _FILE.fullmatch(name)))

    def all(self) -> tuple[OwnDocument, ...]:
        """Every document that can be read, newest first."""
        found = [document for document in map(self.get, self.ids()) if document]
        return tuple(sorted(found, key=lambda one: (-one.added.toordinal(), one.name.casefold(), one.id)))

    def get(self, document_id: str) -> OwnDocument | None:
        """The document, or None when there is none of that id or its file is damaged."""
        path = self._path(document_id)
        if path is None:
            return None
        try:
            document = OwnDocument.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return None
        return document if document.id == document_id else None

    def damaged(self) -> tuple[str, ...]:
        """The ids of files that are there but cannot be read."""
        return tuple(one for one in self.ids() if self.get(one) is None)

    def keep(self, document: OwnDocument) -> bool:
        """Write it, whole or not at all. False when a readable one of the same text is here already. LibraryProblem when
        the disk or the folder does not take it."""
        if self.get(document.id):
            return False
        draft = self._place / f".{uuid4().hex}.draft"
        try:
            self._make_place()
            _write(draft, document.model_dump_json().encode())
            os.replace(draft, self._place / f"{document.id}.json")
            _settle(self._place)
        except OSError as problem:
            raise not_kept() from problem
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return True

    def remove(self, document_id: str) -> bool:
        """Away with it, damaged or not. False when there was none. LibraryProblem when the folder may not be written."""
        path = self._path(document_id)
        if path is None:
            return False
        try:
            path.unlink()
            _settle(self._place)
        except FileNotFoundError:
            return False
        except OSError as problem:
            raise not_removed() from problem
        return True

    def _path(self, document_id: str) -> Path | None:
        name = f"{document_id}.json"
        return self._place / name if _FILE.fullmatch(name) else None

    def _make_place(self) -> None:
        """The folder, and away with the drafts of killed runs."""
        self._place.mkdir(parents=True, mode=0o700, exist_ok=True)
        self._place.chmod(0o700)
        for draft in self._abandoned():
            draft.unlink(missing_ok=True)

    def _abandoned(self) -> Iterator[Path]:
        long_ago = time.time() - _ABANDONED
        for path in self._place.iterdir():
            with suppress(FileNotFoundError):
                if _DRAFT.fullmatch(path.name) and path.stat().st_mtime < long_ago:
                    yield path


def _write(path: Path, content: bytes) -> None:
    """On disk when this returns, and readable by its owner alone, whatever the umask."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The folder's own entry on disk. Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
