"""Every wrong call: an exit code, one line that says what to do, in the language asked for, and no word of content."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.vocabulary import LANGS, Lang

SECRET = "Balthazarsen"
FILES: dict[str, str | bytes] = {
    "broken": f"problem: [{SECRET}\nhopes: x: y",
    "tab": f"problem:\n\t- {SECRET}",
    "a list": f"- {SECRET}",
    "a text": SECRET,
    "empty": "",
    "unknown key": f"problem: x\n{SECRET} ved ikke: x",
    "unknown step": f"problems: {SECRET}",
    "nested": f"problem: {{a: {SECRET}}}",
    "bool": "problem: true",
    "room step": f"problem: x\nroom_step: {SECRET}",
    "minutes": f"problem: x\nminutes: {SECRET}",
    "too many minutes": "problem: x\nminutes: 600",
    "date": f"problem: x\ndate: {SECRET}",
    "nul": b"problem: Balthazarsen\x00",
    "latin-1": "problem: Balthazarsen på møde".encode("latin-1"),
    "utf-16": f"problem: {SECRET}".encode("utf-16"),
    "python tag": f"problem: !!python/object:os.system {SECRET}",
    "too large": f"problem: {SECRET * 100_000}",
    "alias": f"problem: *{SECRET}",
    "deep": "problem: " + "[" * 3000,
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FILES)
def test_an_answers_file_that_cannot_be_used(run, answers, home: Path, name: str, lang: Lang) -> None:
    ran = run("prepare", "--answers", answers(FILES[name]), "--lang", lang, "--keep", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith({"da": "Svarfilen kan ikke bruges:", "en": "The answers file cannot be used:"}[lang])
    assert SECRET not in ran.err and ran.err.count("\n") == 1


def test_a_billion_laughs_are_not_waited_for(run, answers) -> None:
    lines = [
        "a: &a [x,x,x,x,x,x,x,x,x]",
        *(f"{b}: &{b} [{','.join(f'*{a}' for _ in range(9))}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
    assert run("prepare", "--answers", answers("\n".join(lines)), "--json").code == 2


def test_a_line_with_a_fault_is_named(run, answers) -> None:
    assert "linje 3" in run("prepare", "--answers", answers("problem: a\nhopes: b\nneeds: c: d")).err
    told = run("prepare", "--answers", answers("hopes: a\nmette: b\nminutes: 3")).err
    assert "nøglen i linje 2 er ukendt" in told and "se på minutes" in told and "mette" not in told


CALLS: dict[str, tuple[list[str], int]] = {
    "unknown command": ([SECRET], 2),
    "unknown option": (["prepare", f"--{SECRET}"], 2),
    "unknown language": (["prepare", "--lang", SECRET], 2),
    "port": (["serve", "--port", SECRET], 2),
    "no such file": (["prepare", "--answers", f"{SECRET}.yaml"], 2),
    "a folder": (["prepare", "--answers", "."], 2),
    "another ending": (["prepare", "--out", f"{SECRET}.txt"], 2),
    "no ending": (["prepare", "--out", SECRET], 2),
    "nobody answers": (["prepare"], 2),
    "nothing to lint": (["lint", "  "], 2),
    "nothing to screen": (["screen"], 2),
    "delete what": (["data", "delete"], 2),
    "delete unasked": (["data", "delete", SECRET], 2),
    "delete nothing": (["data", "delete", SECRET, "--yes"], 3),
    "purge unasked": (["data", "purge"], 2),
    "beyond the machine": (["serve", "--host", "0.0.0.0", "--no-browser"], 2),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_call(run, name: str) -> None:
    words, code = CALLS[name]
    plain = words[0] != SECRET and "--lang" not in words
    told = {lang: run(*words, *(["--lang", lang] if plain else [])) for lang in LANGS}
    for ran in told.values():
        assert (ran.code, ran.out) == (code, "") and ran.err.strip() and SECRET not in ran.err
    if plain:
        assert told["da"].err != told["en"].err


SETTINGS = [
    ("COMPANION_RETENTION_DAYS", "aldrig", 2),
    ("COMPANION_RETENTION_DAYS", "0", 2),
    ("COMPANION_KEY", SECRET, 4),
]


@pytest.mark.parametrize(("name", "value", "code"), SETTINGS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    run, monkeypatch, name: str, value: str, code: int, lang: Lang
) -> None:
    monkeypatch.setenv(name, value)
    ran = run("data", "list", "--lang", lang)
    assert ran.code == code and name in ran.err and value not in ran.err and ran.out == ""


@pytest.mark.parametrize("lang", LANGS)
def test_a_data_folder_that_cannot_be_written_to(run, home: Path, answers, lang: Lang) -> None:
    (home / "data").write_text("in the way")
    ran = run("prepare", "--answers", answers(problem=SECRET), "--keep", "--lang", lang)
    assert (ran.code, ran.out) == (4, "") and "COMPANION_DATA_DIR" in ran.err


def test_a_brief_that_cannot_be_saved(run, home: Path, answers) -> None:
    ran = run("prepare", "--answers", answers(problem="x"), "--out", home / "nowhere" / "b.md", "--lang", "en")
    assert (ran.code, ran.out) == (4, "") and "cannot be saved there" in ran.err


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["prepare", "--help"], ["data", "--help"]])
def test_help_and_version(run, argv: list[str]) -> None:
    ran = run(*argv)
    assert ran.code == 0 and ran.out and not ran.err
