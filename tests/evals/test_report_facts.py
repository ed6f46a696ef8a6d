"""Shares, as they are counted and told.

Seen to fail: with a plain share in the middle of the interval, the first; with shares left as they round, the other.
"""

from __future__ import annotations

import pytest

from evals.report_facts import percent, wilson


@pytest.mark.parametrize(
    ("passed", "of", "low", "high"),
    [(0, 0, 0, 1), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (1, 1, 0.2065, 1), (50, 100, 0.4038, 0.5962)],
)  # fmt: skip
def test_intervals(passed, of, low, high) -> None:
    assert wilson(passed, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("share", "text"),
    [(1.0, "100 %"), (0.0, "0 %"), (0.99996, "99.9 %"), (0.00004, "0.1 %"), (0.5, "50.0 %"), (None, "–")],
)
def test_only_what_is_whole_is_100(share, text) -> None:
    assert percent(share) == text
