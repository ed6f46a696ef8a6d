"""Who may import whom. The house of the design, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import companion

HOME = Path(companion.__file__).parent
BASE = {"vocabulary", "errors", "faults", "confinement", "resources", "settings", "welcome", ""}
INNER = {"library", "voice", "confidentiality", "safety", "brief"}
MAY_IMPORT: dict[str, set[str]] = {
    "vocabulary": set(),
    "errors": {"vocabulary"},
    "faults": set(),
    "confinement": {"faults"},
    "resources": {"errors"},
    "settings": {"errors", "vocabulary"},
    "welcome": {"vocabulary"},
    "": set(),
    "library": BASE | {"confidentiality"},
    "voice": BASE,
    "confidentiality": BASE,
    "safety": BASE,
    "brief": BASE,
    "method": BASE | INNER,
    "casebook": BASE | INNER | {"method"},
    "commands": BASE | INNER | {"method", "casebook"},
    "ui": BASE | INNER | {"method", "casebook"},
    "__main__": BASE | INNER | {"method", "casebook", "commands", "ui"},
}
ALONE = {"litellm": {"confidentiality/gate.py"}, "chromadb": {"library/store.py"}, "gradio": {"ui/"}, "evals": set()}
FILES = sorted(HOME.rglob("*.py"))


def part_of(path: Path) -> str:
    """The folder or top-level module a file belongs to; empty for the package itself."""
    first = path.relative_to(HOME).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module imported anywhere in a file, inside functions and for typing too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides who imports whom"
            yield from _from(node)


def _from(node: ast.ImportFrom) -> list[str]:
    """`from companion import errors` imports companion.errors; `from companion import __version__` the package."""
    if node.module != "companion":
        return [node.module or ""]
    known = {part_of(path) for path in FILES}
    return [f"companion.{alias.name}" if alias.name in known else "companion" for alias in node.names]


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(HOME)) for path in FILES])
def test_the_direction_of_imports(path: Path) -> None:
    part = part_of(path)
    ours = {(*name.split("."), "")[1] for name in imported(path) if name.split(".")[0] == "companion"}
    assert ours <= MAY_IMPORT[part] | {part}


@pytest.mark.parametrize(("package", "places"), ALONE.items())
def test_what_is_imported_in_one_place_alone(package: str, places: set[str]) -> None:
    users = {
        str(path.relative_to(HOME)) for path in FILES if package in {name.split(".")[0] for name in imported(path)}
    }
    assert all(any(user.startswith(place) for place in places) for user in users), users


def test_every_part_of_the_house_is_known() -> None:
    assert {part_of(path) for path in FILES} <= MAY_IMPORT.keys()
