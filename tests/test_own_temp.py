"""Temporary files: in a folder of the run's own, which goes with it; what a killed run left goes with the next."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import companion
from companion import confinement

WORDS = "okapigiraf"
process = pytest.mark.process


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A home of its own; the shell's own temporary folder is in it too."""
    (tmp_path / "elsewhere").mkdir()
    return os.environ | {
        "PYTHONPATH": str(Path(companion.__file__).parents[1]),
        "COMPANION_DATA_DIR": str(tmp_path / "data"),
        "COMPANION_KEY_FILE": str(tmp_path / "config" / "key"),
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path / "elsewhere"),
    }


def run(env: dict[str, str], *argv: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, *argv]
    return subprocess.run(call, env=env, cwd=env["HOME"], capture_output=True, text=True, timeout=120)


def test_temporary_files_lie_in_a_folder_of_the_run_and_go_with_it(tmp_path: Path) -> None:
    before = dict(os.environ)
    with confinement.own_temp(tmp_path / "a" / "data"):
        own = Path(tempfile.gettempdir())
        (own / "left").write_text(WORDS)
        assert own.parent == tmp_path / "a" / "data" / "tmp" and stat.S_IMODE(own.stat().st_mode) == 0o700
        assert os.environ["SQLITE_TMPDIR"] == os.environ["TMPDIR"] == str(own)
        assert Path(os.environ["GRADIO_TEMP_DIR"]).parent == own
    assert list(tmp_path.iterdir()) == [] and dict(os.environ) == before
    assert Path(tempfile.gettempdir()) != own


def test_a_data_folder_that_was_there_stays(tmp_path: Path) -> None:
    with confinement.own_temp(tmp_path):
        (tmp_path / "casebook.db").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["casebook.db"]


def test_a_run_empties_what_a_dead_one_left_and_nothing_else(tmp_path: Path) -> None:
    """A living run's folder is locked; a folder of another name is somebody else's, and so is what a link leads to."""
    place, outside = tmp_path / "tmp", tmp_path / "outside"
    for folder in ("run-0123456789abcdef", "mine"):
        (place / folder).mkdir(parents=True)
        (place / folder / "left").write_text(WORDS)
    outside.mkdir()
    (outside / "left").write_text(WORDS)
    (place / "run-0123456789abcdef.lock").touch()
    (place / "run-fedcba9876543210.lock").touch()
    (place / "run-fedcba9876543210").symlink_to(outside)
    with confinement.own_temp(tmp_path):
        first = Path(tempfile.gettempdir())
        (first / "alive").touch()
        with confinement.own_temp(tmp_path):
            assert (first / "alive").exists() and Path(tempfile.gettempdir()) != first
    assert not (place / "run-0123456789abcdef").exists()
    assert (place / "mine" / "left").exists() and (outside / "left").exists()


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "data" / "tmp").symlink_to(tmp_path / "outside")
    with confinement.own_temp(tmp_path / "data"):
        assert Path(tempfile.gettempdir()).name.startswith("sparringsrum-")
    assert list((tmp_path / "outside").iterdir()) == []


def test_where_no_folder_can_be_made_one_of_the_systems_is_and_goes_too(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with confinement.own_temp(tmp_path / "data"):
        own = Path(tempfile.gettempdir())
        assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert not own.exists()


@contextmanager
def sitting(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A sitting in a terminal that has begun and waits for an answer. Its terminal may be lost, also when ours may not."""
    call, pipe = [sys.executable, "-m", "companion", "prepare"], subprocess.PIPE
    running = subprocess.Popen(
        call, env=env, cwd=env["HOME"], stdin=pipe, stdout=pipe, stderr=pipe, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )  # fmt: skip
    assert running.stderr
    try:
        while "?" not in (line := running.stderr.readline()):
            assert line or running.poll() is None
        yield running
    finally:
        running.kill()
        running.communicate()


@process
def test_a_run_that_is_told_to_stop_empties_its_folder_and_a_killed_ones_is_emptied_next(env: dict[str, str]) -> None:
    home, data = Path(env["HOME"]), Path(env["COMPANION_DATA_DIR"])
    for how in (signal.SIGTERM, signal.SIGHUP):
        with sitting(env) as running:
            assert len(list(data.glob("tmp/run-*"))) == 2
            running.send_signal(how)
            assert running.wait(20) == 128 + signal.SIGTERM
        assert not data.exists()
    with sitting(env) as running:
        running.send_signal(signal.SIGKILL)
        running.wait(20)
    assert len(list(data.glob("tmp/run-*"))) == 2
    assert run(env, "-m", "companion", "data", "list").returncode == 0
    assert list(data.glob("tmp/*")) == [] and list((home / "elsewhere").iterdir()) == []


@process
def test_a_command_that_keeps_nothing_leaves_nothing(env: dict[str, str]) -> None:
    (Path(env["HOME"]) / "case.yaml").write_text(f"problem: I går gik vi fra hinanden uden en {WORDS}.")
    assert run(env, "-m", "companion", "prepare", "--answers", "case.yaml", "--json").returncode == 0
    assert {path.name for path in Path(env["HOME"]).iterdir()} == {"case.yaml", "elsewhere"}
    assert list((Path(env["HOME"]) / "elsewhere").iterdir()) == []


SCRATCH = """
import os, tempfile
from pathlib import Path
from companion import confinement
data = Path(os.environ["COMPANION_DATA_DIR"])
with confinement.own_temp(data):
    from companion.library.library import Library
    own = Path(tempfile.gettempdir())
    os.utime(own, (0, 0))
    Library(data / "index").build_if_needed()
    print(own.stat().st_mtime > 0, list(own.iterdir()))
"""


@process
def test_chromas_scratch_files_lie_in_the_runs_own_folder(env: dict[str, str]) -> None:
    """They are gone as soon as they are opened, but their folder remembers the time. Unless SQLite is told of it in `_used`,
    nothing is ever made there."""
    ran = run(env, "-c", SCRATCH)
    assert (ran.stdout, ran.stderr) == ("True []\n", "")
