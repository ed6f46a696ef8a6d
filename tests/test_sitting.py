"""The four cases of evals/cases/voice_cases.yaml: at most ten questions, about twelve minutes, nothing left unsaid."""

from __future__ import annotations

import pytest

from evals.sitting import Sitting, cases, held

MOST_QUESTIONS = 10


@pytest.fixture(scope="module", params=cases(), ids=lambda case: case["name"])
def sat(request) -> tuple[dict, Sitting]:
    return request.param, held(request.param)


def test_a_sitting_is_at_most_ten_questions_and_about_twelve_minutes(sat) -> None:
    assert sat[1].questions <= MOST_QUESTIONS
    assert 9 <= sat[1].minutes <= 14


def test_every_answer_was_said(sat) -> None:
    case, sitting = sat
    said = {turn["text"] for turn in sitting.turns if turn["who"] == "leader"}
    given = [
        text for step in case["answers"].values() if not isinstance(step, str) or " " in step for text in _listed(step)
    ]
    assert {text for text in given if isinstance(text, str)} <= said


def _listed(step: object) -> list[object]:
    return step if isinstance(step, list) else [step]
