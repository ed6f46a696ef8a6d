"""What a network pointed to, told so that nobody is pointed out.

Seen to fail: with k not asked; with FEW at 2; with the rest in the order of its counts; with a number shown from FEW on, or
where all but one or two chose; with answers in the order they came; with a person's own theme counted beside their tick for it;
with names left in; with a word shown that two wrote.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest

from companion.paper.blocks import Points, Table
from companion.paper.render import render
from companion.pilot.survey import OWN, Answer, survey, titles
from companion.pilot.survey_picture import FEW, Picture, picture, survey_result_paper
from companion.vocabulary import LANGS

IDS = list(titles())


def nothing(text: str, lang: str) -> tuple[()]:
    return ()


def answers(**people: int) -> list[Answer]:
    """Twelve answers; so many of them choose each theme."""
    chosen = [[theme for theme, many in people.items() if number < many] for number in range(12)]
    return [Answer(themes=tuple(one)) for one in chosen]


def made(given: list[Answer], k: int = 8, lang: str = "da") -> Picture:
    return picture(given, k, lang, nothing)


def test_under_k_there_is_nothing_not_even_how_many() -> None:
    said = {"worth": "At vi mødes", OWN: "Robotter"}
    few = [Answer(themes=("change",), said=said)] * 7
    assert made(few) == Picture(k=8) and made(few).count is None
    assert made([*few, few[0]]).count == 8
    for lang in LANGS:
        text = render(survey_result_paper(made(few), lang), ".md").decode()
        assert "7" not in text and "Robotter" not in text and titles()["change"].to(lang) not in text


def test_ranked_with_a_number_only_from_k_on_and_the_rest_not_told_apart() -> None:
    found = made(answers(stress=12, feedback=11, change=8, delegation=7, hybrid=3, loneliness=2, conflicts=1))
    ranked = [(one.theme, one.people, one.nearly_all) for one in found.ranked]
    assert ranked == [
        ("feedback", None, True), ("stress", None, True), ("change", 8, False), ("delegation", None, False),
        ("hybrid", None, False),
    ]  # fmt: skip
    assert found.rest == tuple(theme for theme in IDS if theme not in {one[0] for one in ranked})
    assert found.count == 12


def test_nobody_can_be_told_from_the_picture_of_any_group() -> None:
    """Of thousands of groups: two that differ in one answer's rare choice have the same picture."""
    dice = random.Random(4)
    for _ in range(2000):
        size, k = dice.randint(5, 20), dice.choice([5, 8])
        group = [Answer(themes=tuple(dice.sample(IDS[:12], dice.randint(0, 5)))) for _ in range(size)]
        found, people = made(group, k), Counter(theme for one in group for theme in one.themes)
        if size < k:
            assert found == Picture(k=k)
            continue
        assert all(
            people[one.theme] == one.people >= k and size - one.people >= FEW for one in found.ranked if one.people
        )
        assert all(people[one.theme] >= FEW for one in found.ranked)
        for rare, other in itertools.product([one for one in IDS if people[one] < FEW], repeat=2):
            if people[other] < FEW - 1 and people[rare]:
                at = next(place for place, one in enumerate(group) if rare in one.themes)
                moved = {other if theme == rare else theme for theme in group[at].themes}
                changed = [*group[:at], Answer(themes=tuple(moved)), *group[at + 1 :]]
                assert made(changed, k) == found
                break


def test_a_theme_in_somebodys_own_words_counts_as_the_one_it_means_and_once() -> None:
    title = titles()["delegation"].da
    given = [*answers(delegation=4)[:11], Answer(themes=("delegation",), said={OWN: title})]
    given[10] = Answer(said={OWN: title})
    assert [one.theme for one in made(given).ranked] == ["delegation"] and made(given).others == 0
    people = [Answer(themes=("delegation",), said={OWN: title})] * 2 + answers()[:10]
    assert "delegation" in made(people).rest


def test_the_library_may_say_which_theme_is_meant() -> None:
    from companion.vocabulary import Passage

    near = Passage(card="delegation", title="", text="", source="000", section="", score=0.9)
    from companion.facilitation.themes import themes

    card = next(theme.card for theme in themes() if theme.id == "delegation")
    given = [*answers()[:9], *[Answer(said={OWN: "slippe tøjlerne helt"})] * 3]
    found = picture(given, 8, "da", lambda text, lang: (near.model_copy(update={"card": card}),))
    assert [one.theme for one in found.ranked] == ["delegation"]


def test_of_other_own_themes_only_words_that_three_share_are_shown() -> None:
    own = ["Robotter på gangene", "robotterne", "En robot", "Tidsregistrering", "Tidsregistrering nu"]
    found = made([*answers()[:7], *(Answer(said={OWN: text}) for text in own)])
    assert found.shared == ("robot",) or found.shared == ("robotter",) or found.shared == ("robotterne",)
    assert found.others == 2 and "idsregistrering" not in str(found)
    text = render(survey_result_paper(found, "da"), ".md").decode()
    assert "robot" in text and "idsregistrering" not in text and "2 egne temaer" in text


def test_a_name_that_three_wrote_is_no_word_they_share() -> None:
    own = ["Samtaler med Mette Holm", "Mette Holm igen", "Det med Mette Holm"]
    found = made([*answers()[:9], *(Answer(said={OWN: text}) for text in own)])
    assert "ette" not in str(found) and "holm" not in str(found).lower()


def test_own_words_are_shown_where_three_wrote_nameless_and_in_no_order() -> None:
    worth = [f"Svar {letter} fra Mette Holm" for letter in "abcdefgh"]
    given = [Answer(said={"worth": text} | ({"not-there": "Drift"} if at < 2 else {})) for at, text in enumerate(worth)]
    orders = {made(given).said["worth"] for _ in range(8)}
    assert len(orders) > 1 and all(len(order) == 8 for order in orders)
    assert "Mette" not in str(orders) and set(made(given).said) == {"worth"}


def test_hr_sees_no_words() -> None:
    given = [Answer(themes=("change",), said={"worth": "At vi mødes", OWN: "Robotter"})] * 8
    whole = made(given)
    assert whole.said and whole.shared and "mødes" not in str(whole.without_words)
    assert whole.without_words.ranked == whole.ranked and not whole.without_words.shared


@pytest.mark.parametrize("lang", LANGS)
def test_the_result_on_paper(lang) -> None:
    given = [Answer(themes=one.themes, said={"worth": "At vi mødes"}) for one in answers(change=8, stress=4)]
    found = made(given, lang=lang)
    paper = survey_result_paper(found, lang)
    (table,) = [one for one in paper.blocks if isinstance(one, Table)]
    assert table.rows == ((titles()["change"].to(lang), "8"), (titles()["stress"].to(lang), ""))
    (said,) = [one for one in paper.blocks if isinstance(one, Points)]
    assert str(paper).count(" · ") == 21 and said.items == ("At vi mødes",) * 12
    assert "12" in paper.facts and survey().result.next.to(lang) in str(paper) and render(paper, ".docx")
