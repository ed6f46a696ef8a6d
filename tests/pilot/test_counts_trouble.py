"""Counting with others at the same file, and when file, key or call are not as they should be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from companion.errors import KeyProblem, PartFailed, WrongUse
from companion.pilot.counts import Counts
from companion.pilot.report import report

from .counts_house import KEY, OTHER, OWNERS, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_two_processes_count_at_once(house: House) -> None:
    house.says_yes("both")
    code = "import sys, pathlib\nfrom companion.pilot.counts import Counts\n" \
           "one = Counts.open(pathlib.Path(sys.argv[1]), bytes(range(32)))\n" \
           "for _ in range(25): one.count('both', 'plan')"  # fmt: skip
    both = [subprocess.Popen([sys.executable, "-c", code, str(house.path)]) for _ in range(2)]
    assert [one.wait(timeout=100) for one in both] == [0, 0]
    assert sum(row[4] for row in house.rows("tallies")) == 50


def test_many_threads_open_one_period(house: House) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(house.counts.agree, OWNERS[:16]))
    assert len(house.rows("periods")) == 1 and len(house.rows("answers")) == 16


def test_a_change_that_is_cut_off_is_none(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a no with the tallies still there, nor a closed period with people in it."""
    house.says_yes(*OWNERS[:2])
    house.all_begin()
    real = sqlite3.connect

    class Cut(sqlite3.Connection):
        def execute(self, sql: str, *given):
            if sql.startswith("DELETE FROM tallies"):
                raise sqlite3.OperationalError("disk I/O error")
            return super().execute(sql, *given)

    with monkeypatch.context() as here:
        here.setattr(sqlite3, "connect", lambda *given, **more: real(*given, **more | {"factory": Cut}))
        for act in (lambda: house.counts.withdraw(OWNERS[0]), house.counts.close_period):
            with pytest.raises(PartFailed):
                act()
    assert house.counts.agreed(OWNERS[0]) is True and len(house.rows("tallies")) == 2


@pytest.mark.parametrize("damage", [b"this is no database, is it?" * 40, None])
def test_a_damaged_file_says_what_to_do(house: House, damage: bytes | None) -> None:
    house.says_yes(OWNERS[0])
    data = house.path.read_bytes()
    house.path.write_bytes(damage or data[:1000] + b"\xff" * (len(data) - 1000))
    for act in (
        lambda: house.counts.count(OWNERS[0], "plan"),
        lambda: house.report(),
        lambda: house.counts.agreed("x"),
    ):
        with pytest.raises(PartFailed) as told:
            act()
        assert "pilot.db" in told.value.say("da") and "delete the file" in told.value.say("en")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
def test_a_file_that_may_only_be_read_says_what_to_do() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        counts = Counts.open(folder / "pilot.db", KEY)
        counts.agree("a")
        (folder / "pilot.db").chmod(0o644)
        child = os.fork()
        if not child:
            os.setuid(65534)
            os._exit(_told_to_allow_writing(counts))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7 and counts.agreed("b") is None
    finally:
        shutil.rmtree(folder)


def _told_to_allow_writing(counts: Counts) -> int:
    try:
        counts.agree("b")
    except PartFailed as told:
        return 7 if "Allow writing" in told.say("en") and "pilot.db" in told.say("da") else 8
    return 9


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(PartFailed, match="COMPANION_DATA_DIR"):
        House(tmp_path).says_yes("a")


def test_a_file_from_a_later_version_is_left_alone(house: House) -> None:
    house.says_yes("a")
    with sqlite3.connect(house.path) as file:
        file.execute("PRAGMA user_version=99")
    before = house.path.read_bytes()
    with pytest.raises(PartFailed, match="newer version"):
        house.report()
    assert house.path.read_bytes() == before


def test_another_key_counts_nothing_and_says_so(house: House) -> None:
    """Reports and closing need no key."""
    house.says_yes(*OWNERS[:9])
    house.all_begin()
    stranger = house.open(OTHER)
    for act in (stranger.agree, stranger.agreed, lambda owner: stranger.count(owner, "plan")):
        with pytest.raises(KeyProblem):
            act(OWNERS[0])
    house.later(1)
    assert report(house.open(b"").table(8)).total("begun").count == 9
    house.open(b"").close_period()
    assert house.rows("answers") == []


def test_a_change_of_the_master_key_keeps_everybody(house: House) -> None:
    house.says_yes(OWNERS[0])
    house.open().reseal(OTHER)
    assert house.open(OTHER).agreed(OWNERS[0]) is True
    with pytest.raises(KeyProblem):
        house.open(KEY).agreed(OWNERS[0])


@pytest.mark.parametrize(
    ("kind", "value"), [("said", 0), ("begun", 1), ("step", 0), ("step", 8), ("helped", 6), ("goal", 0)]
)
def test_what_is_no_kind_or_answer_is_refused(house: House, kind: str, value: int) -> None:
    house.says_yes("a")
    with pytest.raises(WrongUse):
        house.counts.count("a", kind, value)  # type: ignore[arg-type]
    assert house.rows("tallies") == []


def test_who_only_looks_releases_nothing(house: House) -> None:
    house.says_yes(*OWNERS[:9])
    house.all_begin()
    house.later(1)
    assert report(house.counts.table(8, new=False)).total("begun").count is None and house.rows("released") == []
    assert house.report().total("begun").count == report(house.counts.table(8, new=False)).total("begun").count == 9


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_file_is_its_owners_alone(house: House) -> None:
    house.says_yes("a")
    assert house.path.stat().st_mode & 0o777 == 0o600 and house.path.parent.stat().st_mode & 0o777 == 0o700
