"""When a model is left alone, and when it is tried again."""

from __future__ import annotations

import pytest

from companion.errors import ModelProblem
from companion.voice.breaker import Breaker


class Time:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def status(code: int, retry_after: float | None = None) -> ModelProblem:
    return ModelProblem("status", "host", code, retry_after)


ALONE_FOR = [
    ("one time-out is nothing yet", [ModelProblem("timeout")], 0),
    ("a second one is", [ModelProblem("timeout")] * 2, 30),
    ("the longer the more often", [ModelProblem("timeout")] * 4, 120),
    ("never more than ten minutes", [ModelProblem("unreachable")] * 30, 600),
    ("a missing key must be mended", [status(401)], 120),
    ("a missing model too", [status(404)], 120),
    ("not set up", [ModelProblem("unset")], 120),
    ("it asks for a pause", [status(429, 45)], 45),
    ("for no pause at all", [status(429, 0)], 1),
    ("it is busy", [status(429)], 30),
    ("it asks for a day", [status(503, 86400)], 600),
]  # fmt: skip


@pytest.mark.parametrize("problems,seconds", [row[1:] for row in ALONE_FOR], ids=[row[0] for row in ALONE_FOR])
def test_how_long_it_is_left_alone(problems, seconds) -> None:
    """Fails with _IN_A_ROW = 1, or without retry_after."""
    time = Time()
    breaker = Breaker(time)
    for problem in problems:
        breaker.failed(problem)
    time.now += seconds - 0.5
    assert breaker.lets_through() == (seconds == 0)
    time.now += 0.5
    assert breaker.lets_through()


def test_of_many_who_find_the_time_over_one_tries() -> None:
    """Fails when `lets_through` leaves the time where it was."""
    time = Time()
    breaker = Breaker(time, trial=20)
    breaker.failed(status(404))
    time.now += 120
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    breaker.succeeded()
    assert [breaker.lets_through() for _ in range(3)] == [True, True, True]


def test_a_trial_of_which_nothing_is_heard_is_not_the_last() -> None:
    time = Time()
    breaker = Breaker(time, trial=20)
    breaker.failed(status(404))
    time.now += 120
    assert breaker.lets_through()
    time.now += 20
    assert breaker.lets_through()
