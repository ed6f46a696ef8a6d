"""`companion data`: listed, deleted, purged, also where nothing can be opened any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.vocabulary import LANGS


@pytest.fixture
def kept(run, answers) -> list[str]:
    """Two kept cases; their ids."""
    for text in ("Den første, der handler om planen.", "Den anden, der handler om ferien."):
        assert run("prepare", "--answers", answers(problem=text), "--keep", "--json").code == 0
    return [case["id"] for case in run("data", "list", "--json").json["cases"]]


def test_an_empty_list(run) -> None:
    assert run("data", "list", "--json").json == {"cases": []}
    assert [run("data", "list", "--lang", lang).out for lang in LANGS] == [
        "Der er ingen oplæg gemt her.\n",
        "No cases are stored here.\n",
    ]


def test_each_case_is_a_line(run, kept) -> None:
    lines = run("data", "list").out.splitlines()
    assert [line[:32] for line in lines] == kept and lines[0].endswith("Den anden, der handler om ferien.")


def test_one_case_is_deleted(run, kept) -> None:
    assert run("data", "delete", kept[0], "--yes", "--json").json == {"deleted": 1}
    assert [case["id"] for case in run("data", "list", "--json").json["cases"]] == kept[1:]
    assert run("data", "delete", kept[0], "--yes").code == 3


@pytest.mark.parametrize(("typed", "left"), [("ja\n", 0), ("yes\n", 0), ("nej\n", 2), ("\n", 2), ("", 2)])
def test_it_asks_first(run, kept, typed: str, left: int) -> None:
    ran = run("data", "purge", typed=typed, tty=True)
    assert ran.code == 0 and "Det kan ikke fortrydes" in ran.err
    assert len(run("data", "list", "--json").json["cases"]) == left


def _other_key(home: Path) -> None:
    (home / "config" / "key").write_text("ab" * 32)


def _lost_key(home: Path) -> None:
    (home / "config" / "key").unlink()


def _broken(home: Path) -> None:
    (home / "data" / "casebook.db").write_bytes(b"something else entirely" * 400)


@pytest.mark.parametrize("hurt", [_other_key, _lost_key, _broken])
def test_what_cannot_be_opened_is_told_and_can_still_be_purged(run, kept, home: Path, hurt) -> None:
    hurt(home)
    told = run("data", "list")
    assert (told.code, told.out) == (4, "") and "planen" not in told.err
    assert run("data", "purge").code == 2 and (home / "data" / "casebook.db").exists()
    assert run("data", "purge", "--yes").code == 0
    assert run("data", "list", "--json").json == {"cases": []}
