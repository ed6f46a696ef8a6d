"""A new key, and what lies beside the cases opens with it: the counts of a pilot, and a survey with its answers.

Fails with either left out of `rotate`, or sealed under the key that went.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from companion.errors import SparringsrumError
from companion.parts import casebook
from companion.pilot.answers import FILE, Answers
from companion.pilot.counts import PILOT_FILE, Counts
from companion.pilot.survey import About
from companion.settings import load_settings

TODAY = dt.date.today()
ABOUT = About(network="Netværket", who="Kim")


def beside(home: Path) -> tuple[bytes, Counts, Answers]:
    """The key of the day, and both files under it."""
    with casebook(load_settings()) as book:
        key = book.key_beside()
    folder = home / "data"
    return key, Counts.open(folder / PILOT_FILE, key), Answers(folder / FILE, key)


def test_the_counts_and_a_survey_open_with_the_new_key_and_not_with_the_old(run, home: Path) -> None:
    old, counts, answers = beside(home)
    counts.agree("anna")
    answers.open(ABOUT, TODAY)
    assert run("data", "rotate").code == 0
    new, counts, answers = beside(home)
    assert new != old and counts.agreed("anna") is True and counts.agreed("bodil") is None
    assert answers.about(TODAY) == ABOUT
    with pytest.raises(SparringsrumError):
        Counts.open(home / "data" / PILOT_FILE, old).agreed("anna")
    with pytest.raises(SparringsrumError):
        Answers(home / "data" / FILE, old).about(TODAY)


def test_where_there_is_neither_none_is_made(run, home: Path) -> None:
    beside(home)
    assert run("data", "rotate").code == 0
    assert not (home / "data" / PILOT_FILE).exists() and not (home / "data" / FILE).exists()
