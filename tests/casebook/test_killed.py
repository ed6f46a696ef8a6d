"""Killed before every statement and every move of a file, in everything that writes: nothing said to be received is lost,
nothing is half done, and no key is locked in. `dies.py` does the dying; its last deeds show that a loss would be found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import companion

pytestmark = pytest.mark.process
DIES = Path(__file__).with_name("dies.py")
LEAST = {
    "first start": 25, "begin": 15, "answer": 35, "second answer": 35, "stop": 35, "review": 35, "ask": 40,
    "delete": 15, "rotate": 45, "upgrade": 60, "second upgrade": 6,
}  # fmt: skip
"""Deaths on the way, at the least: fewer would mean that the dying has come to nothing."""


def died(tmp_path: Path, deed: str) -> dict[str, Any]:
    env = os.environ | {"PYTHONPATH": str(Path(companion.__file__).parents[1])}
    ran = subprocess.run(
        [sys.executable, str(DIES), str(tmp_path / "lives"), deed], env=env, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stderr
    return dict(json.loads(ran.stdout))


@pytest.mark.parametrize("deed", LEAST)
def test_a_death_at_any_point_loses_nothing(tmp_path: Path, deed: str) -> None:
    found = died(tmp_path, deed)
    assert (found["ended"], found["wrong"]) == (0, []) and found["deaths"] >= LEAST[deed]


@pytest.mark.parametrize("deed", ["said too early", "called too early"])
def test_what_is_said_or_done_before_it_is_kept_would_be_found(tmp_path: Path, deed: str) -> None:
    assert died(tmp_path, deed)["wrong"]
