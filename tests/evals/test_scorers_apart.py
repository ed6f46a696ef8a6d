"""A scorer shares nothing with the guard it judges: no code, no words, no data.

Fails with: an import of a guard in a scorer, at its head or inside a function, by name or by a string; a scorer that opens a
file; a scorer longer than forty lines.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals import scorers

HERE = Path(scorers.__file__).parent
FILES = sorted(HERE.glob("*.py"))
SCORERS = [path for path in FILES if not path.name.startswith("_")]
OF_THE_PRODUCT = {"companion.vocabulary", "companion.method.sequence"}
OF_THE_SUITE = {"evals.case", "evals.transcript", "evals.scorers"}
STANDARD = {
    "__future__", "collections.abc", "functools", "importlib", "itertools", "json", "pkgutil", "re", "typing", "unicodedata",
}  # fmt: skip
GUARDS = ("companion.voice", "companion.safety", "companion.confidentiality", "companion.brief", "companion.ui")
READS = {"open", "read_text", "read_bytes", "load_yaml", "import_module", "__import__", "exec", "eval"}


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative"
            yield node.module or ""


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scorer_imports_the_vocabulary_and_the_suite_and_nothing_else(path: Path) -> None:
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        within = name in OF_THE_SUITE or name.startswith("evals.scorers.")
        assert within or name in OF_THE_PRODUCT or name in STANDARD, name


@pytest.mark.parametrize("path", [path for path in FILES if path.name != "__init__.py"], ids=lambda path: path.stem)
def test_a_scorer_reads_no_file_and_imports_nothing_by_a_string(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not READS & set(called(ast.parse(text)))
    assert not [guard for guard in (*GUARDS, "knowledge/") if guard in text]


@pytest.mark.parametrize("path", SCORERS, ids=lambda path: path.stem)
def test_a_scorer_is_small_and_called_as_its_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert f'NAME, GATE = "{path.stem}", ' in text


def test_no_scorer_holds_a_name_of_a_guard() -> None:
    """What a scorer could call is its own, the suite's, the standard library's, or the vocabulary's."""
    for one in scorers.scorers():
        homes = {getattr(value, "__module__", "") or "" for value in vars(one).values()}
        assert not [home for home in homes if home.startswith(GUARDS)], one.NAME
