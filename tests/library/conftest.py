"""Files as somebody gives them, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from companion.library.convert import read_file
from companion.library.documents import OwnDocument


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
