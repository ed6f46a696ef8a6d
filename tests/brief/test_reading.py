"""How long the brief takes to read aloud."""

from __future__ import annotations

import pytest

from companion.brief import TOO_LONG_WORDS, reading_seconds, word_count

from .examples import example, lines, of_words


def test_the_leaders_own_words_are_counted_and_nothing_else() -> None:
    answers = {"hopes": lines("Ro 👍")}
    brief = example(key_question="Hvad nu?", wish="Lyt – kun det.", dilemma="Kort sagt", answers=answers)
    assert word_count(brief) == 2 + 3 + 2 + 1


def test_headings_the_round_and_the_next_time_are_not_counted() -> None:
    assert word_count(example()) == word_count(example(round=(), next_time="", room_question="", headings={}))


@pytest.mark.parametrize(("words", "seconds"), [(230, 90), (150, 60), (690, 270)])
def test_230_words_take_90_seconds(words: int, seconds: int) -> None:
    assert reading_seconds(of_words(words)) == seconds


def test_nothing_takes_no_time_and_one_word_some() -> None:
    empty = example(key_question="", wish="", dilemma="", answers={})
    assert reading_seconds(empty) == 0
    assert reading_seconds(empty.model_copy(update={"wish": "Lyt"})) == 5


def test_the_limit_is_what_90_seconds_hold() -> None:
    assert reading_seconds(of_words(TOO_LONG_WORDS)) == 90
