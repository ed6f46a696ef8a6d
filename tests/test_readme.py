"""What the README shows is what there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import httpcore
import pytest

from companion.confidentiality.gate import Gate
from companion.errors import ModelProblem
from companion.method.graph import build
from companion.settings import Settings, load_settings
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


def test_every_setting_is_in_its_tables_with_its_default() -> None:
    rows = re.findall(r"^\| ((?:`COMPANION_\w+`(?:, )?)+) \|([^|]*)\|", TEXT, re.MULTILINE)
    shown = {name: default for names, default in rows for name in re.findall(r"`(COMPANION_\w+)`", names)}
    assert shown.keys() == {f"COMPANION_{name.upper()}" for name in Settings.model_fields}
    numbers = {
        name: field.default for name, field in Settings.model_fields.items() if type(field.default) in (int, float)
    }
    assert len(numbers) == 5 and all(
        float(shown[f"COMPANION_{name.upper()}"]) == value for name, value in numbers.items()
    )


WAYS = [
    (way, dict(re.findall(r"`(\w+)=([^`]+)`", lines)), where.split("`")[1])
    for way, lines, where in re.findall(r"^\| ([^|]+) \| (`COMPANION_MODEL=[^|]+) \| ([^|]+) \|$", TEXT, re.MULTILINE)
]


@pytest.mark.parametrize(("way", "lines", "host"), WAYS, ids=[way for way, *_ in WAYS])
def test_each_way_to_a_voice_calls_the_host_it_names_with_the_key_it_names(
    monkeypatch: pytest.MonkeyPatch, way: str, lines: dict[str, str], host: str
) -> None:
    """As far as the connection, which nobody takes here."""
    called: list[httpcore.Request] = []

    def nobody(pool: httpcore.ConnectionPool, request: httpcore.Request) -> None:
        called.append(request)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.ConnectionPool, "handle_request", nobody)
    monkeypatch.setattr("companion.confidentiality.gate.shut", lambda: None)
    for name in [
        name for name in os.environ if name.startswith("COMPANION_") or name.endswith(("_API_KEY", "_API_BASE"))
    ]:
        monkeypatch.delenv(name)
    for name, value in lines.items():
        monkeypatch.setenv(name, value.replace("…", "k-123"))
    with pytest.raises(ModelProblem) as told:
        Gate(load_settings()).probe()
    assert told.value.kind == "unreachable"
    assert {request.url.host.decode() for request in called} == {host.lower()}
    keyed = [any(b"k-123" in value for _, value in request.headers) for request in called]
    assert all(keyed) if any(name.endswith("_API_KEY") for name in lines) else not any(keyed)
    model = lines["COMPANION_MODEL"].partition("/")[2]
    assert model.encode() in b"".join([called[-1].url.target, *called[-1].stream])


def test_there_are_six_ways() -> None:
    assert len(WAYS) == 6 and all("/" in lines["COMPANION_MODEL"] for _, lines, _ in WAYS)
