"""The wheel: built without a network, unpacked in a folder of its own, and used from another: all it needs travels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import companion

CHECKOUT = Path(companion.__file__).parents[1]
pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(not (CHECKOUT / "pyproject.toml").exists(), reason="not a checkout: there is nothing to build"),
]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, as an installer would lay it out."""
    folder = tmp_path_factory.mktemp("wheel")
    call = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(call, cwd=CHECKOUT, check=True, capture_output=True, text=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def run(unpacked: Path, home: Path, *argv: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """A command of the unpacked wheel, from another folder. -P and an editable install's finder kept out: the wheel alone."""
    start = (
        "import sys; sys.meta_path[:] = [f for f in sys.meta_path if 'editable' not in str(f).lower()]; "
        f"sys.path[:] = [{str(unpacked)!r}] + [p for p in sys.path if p not in ('', {str(CHECKOUT)!r})]; "
        f"import companion; assert companion.__file__.startswith({str(unpacked)!r}), companion.__file__; "
        "from companion.__main__ import main; sys.exit(main())"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith(("COMPANION_", "PYTHONPATH"))}
    env |= {"COMPANION_DATA_DIR": str(home / "data"), "COMPANION_KEY_FILE": str(home / "key")}
    call = [sys.executable, "-P", "-c", start, *argv]
    return subprocess.run(call, cwd=home, env=env, input=typed, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("kind", ["knowledge", "prompts"])
def test_the_data_travels_whole(unpacked: Path, kind: str) -> None:
    def inside(folder: Path) -> set[str]:
        return {
            str(path.relative_to(folder))
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }

    assert inside(unpacked / "companion" / kind) == inside(CHECKOUT / kind)


def test_the_pages_files_travel_too_and_nothing_else_does(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"companion", "evals"}
    assert {"style.css", "page.js", "texts.yaml"} <= {path.name for path in (unpacked / "companion" / "ui").iterdir()}
    assert not list(unpacked.rglob("test_*")) and not list(unpacked.rglob("*.db"))


def test_a_case_is_prepared_from_another_folder(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("problem: I går gik vi fra hinanden uden en aftale om planen.")
    ran = run(unpacked, tmp_path, "prepare", "--answers", "case.yaml", "--out", "brief.pdf", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["brief"]["dilemma"] and (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


def test_a_text_is_screened_and_everything_is_well(unpacked: Path, tmp_path: Path) -> None:
    ran = run(unpacked, tmp_path, "screen", "--jsonl", typed='{"text": "Jeg vil ikke leve længere."}\n')
    assert (ran.returncode, json.loads(ran.stdout)["level"]) == (0, "acute")
    well = run(unpacked, tmp_path, "doctor", "--json")
    assert well.returncode == 0 and all(check["ok"] for check in json.loads(well.stdout)["checks"])


def test_the_suite_travels_and_says_when_the_model_it_is_to_try_is_not_there(unpacked: Path, tmp_path: Path) -> None:
    ran = run(unpacked, tmp_path, "eval", "--model", "ollama/nobody", "--lang", "en")
    assert (ran.returncode, ran.stdout) == (4, "") and "Check that the model is running" in ran.stderr
