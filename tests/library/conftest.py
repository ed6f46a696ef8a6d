"""Files as somebody gives them, and what becomes of them; and a library with an embedding model beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from companion.confidentiality.discretion import Discretion
from companion.confidentiality.gate import Gate
from companion.library.convert import read_file
from companion.library.documents import OwnDocument
from companion.library.library import Library
from companion.settings import Settings
from companion.vocabulary import Names, Receipt
from evals.stub import Stub, running


@pytest.fixture
def given(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """A file of this name and content."""

    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def read(given: Callable[[str, bytes], Path]) -> Callable[[str, bytes], OwnDocument]:
    return lambda name, content: read_file(given(name, content), name)


@dataclass
class Desk:
    """A library with an embedding model, and what was kept of what it sent."""

    folder: Path
    stub: Stub
    model: str = "hosted_vllm/bge"
    kept: list[Receipt] = field(default_factory=list)
    _open: list[Library] = field(default_factory=list)

    def library(self) -> Library:
        settings = Settings(embedding_model=self.model, embedding_api_base=self.stub.base, embedding_timeout=1)
        self._open.append(Library(self.folder, gate=Gate(settings)))
        return self._open[-1]

    @property
    def discretion(self) -> Discretion:
        return Discretion(Names(), (), self.kept.append)

    @property
    def asked(self) -> list[list[str]]:
        return [json.loads(request.body)["input"] for request in self.stub.recorded]

    @property
    def kept_on_disk(self) -> list[Path]:
        return sorted(self.folder.glob("meanings-*"))

    def close(self) -> None:
        for library in self._open:
            library.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The index of the cards, which takes seconds, made once."""
    folder = tmp_path_factory.mktemp("built")
    library = Library(folder)
    library.build_if_needed()
    library.close()
    return folder


@pytest.fixture
def desk(built: Path) -> Iterator[Desk]:
    for path in built.glob("meanings-*"):
        path.unlink()
    with running() as stub:
        desk = Desk(built, stub)
        yield desk
        desk.close()
