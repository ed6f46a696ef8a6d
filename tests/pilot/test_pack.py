"""The texts of the pack: well formed, and whatever they cite is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from companion.errors import LibraryProblem
from companion.pilot.pack import NAMES, document, fields, figures, load_document, still_awaited
from companion.pilot.pack_facts import Facts
from companion.vocabulary import LANGS

from .installations import TODAY, settings

HERE = Path(__file__).resolve().parents[2]
CITED = sorted({test for name in NAMES for block in document(name).blocks for test in block.tests})


@cache
def _functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("cited", CITED)
def test_each_cited_test_is_there(cited: str) -> None:
    """Fails with a test renamed, moved or taken away."""
    file, _, function = cited.partition("::")
    assert (HERE / file).is_file()
    assert not function or function in _functions(HERE / file)


def test_many_are_cited() -> None:
    assert len(CITED) > 50


@pytest.mark.parametrize("name", NAMES)
def test_what_a_document_says_of_the_product_has_a_proof(name: str) -> None:
    """Headings, heads of tables and the page's own directions say nothing of it; all the rest names why it is true."""
    bare = [block.texts("en") for block in document(name).blocks if not block.proof and block.kind not in _HEADS]
    assert not bare


_HEADS = ("heading", "table", "contacts")


def test_nothing_waits_for_a_test() -> None:
    """What is written before its test is there is printed by no pack; here is the list of it."""
    assert not (left := list(still_awaited())), "\n".join(f"{name}: {what}" for name, what in left)


def test_every_statement_about_counting_waits_or_cites_a_test() -> None:
    """Fails with a statement about counting that is printed on nothing but a promise."""
    for name in NAMES:
        for block in document(name).blocks:
            if "counting" in block.when and block.kind != "table":
                assert block.awaited or block.tests, block.en


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_every_placeholder_has_a_value(name: str, lang) -> None:
    values = Facts(settings(), TODAY).values(lang)
    texts = [text for block in document(name).blocks for text in block.texts(lang)]
    assert fields(*texts, document(name).over.to(lang)) <= values.keys()


@pytest.mark.parametrize("name", figures())
def test_each_figure_is_read_where_it_says(name: str) -> None:
    """Fails with a new reading in the README that the pack does not have."""
    figure = figures()[name]
    assert figure.stands in (HERE / figure.read_in).read_text(encoding="utf-8").replace("\n", " ")
    shown = str(figure.value) if isinstance(figure.value, int) else ""
    assert re.search(rf"(?<!\d){shown}(?!\d)", figure.stands)


def test_the_gates_in_words_are_those_of_the_readme() -> None:
    """Six of seven, and which one has fallen with how much."""
    rows = re.findall(r"^\| ([^|]+) \| (0|3 %) \| ([^|]+) \|", (HERE / "README.md").read_text("utf-8"), re.MULTILINE)
    fallen = [what for what, _, read in rows if "fallen" in read]
    assert len(rows) == 7 and fallen == ["what is harmless is not stopped"]
    (read,) = [read for _, _, read in rows if "fallen" in read]
    failed, checks = re.findall(r"\d+", read)
    gates = figures()["gates"]
    assert f"{failed} af {checks}" in gates.da and f"{failed} of {checks}" in gates.en
    assert "Seks af de syv" in gates.da and "Six of the seven" in gates.en


def test_missed_is_what_is_left() -> None:
    read = {name: figure.value for name, figure in figures().items()}
    assert read["danger_missed"] == read["danger_texts"] - read["danger_met"]


BAD = [
    ("kind: text\n    da: A\n    en: [A]", "en"),
    ("kind: text\n    da: '{k}'\n    en: A", "placeholders"),
    ("kind: text\n    when: sometimes\n    da: A\n    en: A", "when"),
    ("kind: text\n    proof: hope\n    da: A\n    en: A", "proof"),
    ("kind: row\n    da: [A]\n    en: [A]", "row"),
    ("kind: table\n    widths: [0.5]\n    da: [A]\n    en: [A]", "widths"),
    ("kind: table\n    widths: [0.5, 0.5]\n    da: [A]\n    en: [A]", "widths"),
    ("kind: write\n    da: A\n    en: A", "lines"),
    ("kind: contacts\n    widths: [1]\n    da: [A]\n    en: [A]", "rows"),
    ("kind: text\n    da: A\n    en: A\n    more: 1", "more"),
]


@pytest.mark.parametrize(("block", "told"), BAD)
def test_what_is_not_of_the_form_is_refused(tmp_path: Path, block: str, told: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"title: {{da: A, en: A}}\nover: {{da: A, en: A}}\nblocks:\n  - {block}\n", encoding="utf-8")
    with pytest.raises(LibraryProblem) as problem:
        load_document(path)
    assert told in problem.value.say("en")
