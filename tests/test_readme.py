"""What the README shows is what there is."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from companion.method.graph import build
from evals.readme_graph import README, in_place, picture

TEXT = README.read_text(encoding="utf-8")


def test_the_picture_of_the_flow_is_the_graph() -> None:
    assert in_place(TEXT) == TEXT, "run: python -m evals.readme_graph"


def test_every_node_and_every_edge_of_ours_is_in_the_picture() -> None:
    drawn = picture()
    assert all(f" {node}\n" in drawn or f" {node} " in drawn for node in build().nodes if not node.startswith("__"))
    assert "screen -.-> pause" in drawn and "listen --> screen" in drawn and "__" not in drawn


@pytest.mark.parametrize("text", ["", "<!-- graph -->", "<!-- graph --><!-- /graph --><!-- graph --><!-- /graph -->"])
def test_a_readme_without_a_place_for_it_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="once"):
        in_place(text)


def test_every_command_is_in_its_table() -> None:
    help_text = subprocess.run(
        [sys.executable, "-m", "companion", "--help"], capture_output=True, text=True, check=True
    ).stdout
    commands = set(re.findall(r"^    (\w+) ", help_text, re.MULTILINE)) - {"serve"}
    assert commands and all(f"`companion {command}" in TEXT for command in commands)


def test_the_answers_file_it_shows_can_be_used(tmp_path) -> None:
    from companion.commands.answers import read_answers

    (shown,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "case.yaml").write_text(shown, encoding="utf-8")
    assert read_answers(tmp_path / "case.yaml").problem


def test_every_claim_in_security_names_a_test_that_is_there() -> None:
    lines = (README.parent / "SECURITY.md").read_text(encoding="utf-8").splitlines()
    claims = [line for line in lines if line.startswith("| ") and not line.startswith(("| what", "| ---"))]
    assert len(claims) >= 12 and len(lines) <= 60
    for claim in claims:
        named = re.findall(r"`(tests/[\w/.]+)`", claim)
        assert named and all((README.parent / name).exists() for name in named), claim
