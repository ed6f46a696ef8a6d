"""Forty sets over all themes: what is promised of them, and that each measure can tell a set that does not keep it.

Seen to fail: each of the last three tests is a set made bad, and its figure falls.
"""

from __future__ import annotations

import pytest

from companion.facilitation.question_sets import QuestionSet
from companion.facilitation.themes import themes
from evals.question_sets import COUNT, SETS, belonging, forty, most_in_common, on_theme, passing


@pytest.fixture(scope="module")
def sets() -> list[QuestionSet]:
    return forty()


def reworded(found: QuestionSet, text: str) -> QuestionSet:
    first = found.questions[0].model_copy(update={"text": text, "id": "x", "quoted": False})
    return found.model_copy(update={"questions": (first, *found.questions[1:])})


def test_they_reach_over_every_theme_and_each_is_whole(sets) -> None:
    assert len(sets) == SETS == 40 and {one.theme for one in sets} == {theme.id for theme in themes()}
    assert {len(one.questions) for one in sets} == {COUNT}
    assert {len({question.id for question in one.questions}) for one in sets} == {COUNT}


def test_every_question_is_clean_and_on_its_theme_and_two_themes_differ_by_half(sets) -> None:
    assert passing(sets) == 1.0 and belonging(sets) == 1.0 and most_in_common(sets) <= 0.5


def test_by_their_words_alone_most_lie_near_their_own_theme(sets) -> None:
    """Measured 0.51 and 0.79; by chance 0.04 and 0.13."""
    assert on_theme(sets, 1) >= 0.45 and on_theme(sets, 3) >= 0.7


def test_a_closed_question_or_one_of_another_theme_is_seen(sets) -> None:
    assert passing([reworded(sets[0], "Har du prøvet at tale med ham?"), *sets[1:]]) < 1.0
    assert belonging([reworded(sets[0], "Hvad spiser I til frokost?"), *sets[1:]]) < 1.0


def test_two_themes_with_one_set_are_seen(sets) -> None:
    twin = sets[0].model_copy(update={"theme": sets[1].theme})
    assert most_in_common([sets[0], twin]) == 1.0


def test_sets_under_another_themes_name_are_seen(sets) -> None:
    names = [theme.id for theme in themes()]
    wrong = [one.model_copy(update={"theme": names[names.index(one.theme) - 7]}) for one in sets]
    assert on_theme(wrong, 1) < 0.15
