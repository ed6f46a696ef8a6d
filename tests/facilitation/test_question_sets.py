"""Question sets: for what was typed, in the order that is safe, spread, without repeats, and clean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from companion.errors import LibraryProblem, WrongUse
from companion.facilitation import question_sets
from companion.facilitation.question_sets import LIGHT, QuestionSet, Wanted, question_set
from companion.facilitation.templates import filled, phrase, templates
from companion.facilitation.themes import Direction, Format, find_theme, load_themes, themes
from companion.resources import folder, load_yaml
from companion.vocabulary import LANGS, Lang, Passage
from companion.voice.lint import lint

FORMATS: tuple[Format, ...] = get_args(Format)
OWN = [step["question"]["da"] for step in load_yaml("sequences", "sparring.yaml")["steps"]]
EVERY = [theme.id for theme in themes()]


def nothing(text: str, lang: Lang) -> Sequence[Passage]:
    return ()


def finds(card: str, score: float):
    """A library that answers with one card."""
    return lambda text, lang: (Passage(card=card, title="", text="", source="002", section="x", score=score),)


def made(theme: str, kind: Format = "interview", **more: Any) -> QuestionSet:
    return question_set(Wanted(theme=theme, kind=kind, **more), nothing)


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("conflicts", "conflicts"),
        ("Den svære samtale", "difficult-conversation"),
        ("difficult conversations", "difficult-conversation"),
        ("omstruktureringerne", "change"),
        ("Konflikthåndteringskursus", "conflicts"),
        ("vores konflikter", "conflicts"),
        ("feedback", "feedback"),
        ("dilemmaer", "ethical-dilemmas"),
        ("lige nu", "current-challenges"),
        ("vi taler om løn lige nu", None),
        ("udfordringer med lønnen", None),
        ("kunstig intelligens", None),
        ("🙂", None),
    ],
)
def test_a_theme_is_known_by_what_people_call_it(typed: str, theme: str | None) -> None:
    found = find_theme(typed, "da", nothing)
    assert (found and found.id) == theme


@pytest.mark.parametrize(
    ("card", "score", "theme"),
    [("theme-change", 0.5, "change"), ("theme-change", 0.2, None), ("themes", 0.9, None), ("how-often", 0.9, None)],
)
def test_free_text_is_looked_up_among_the_themes_cards(card: str, score: float, theme: str | None) -> None:
    found = find_theme("alt er blevet anderledes", "da", finds(card, score))
    assert (found and found.id) == theme


@pytest.mark.parametrize(("theme", "kind"), list(product(EVERY, FORMATS)))
def test_a_set_is_clean_spread_and_goes_from_safe_to_deep(theme: str, kind: Format) -> None:
    for lang in LANGS:
        found = made(theme, kind, lang=lang).questions
        assert len(found) == 8 and len({one.id for one in found}) == 8
        assert all(lint(one.text, quoted=one.quoted).ok for one in found)
        assert all(one.purpose and one.source == one.source.zfill(3) and one.section and one.step for one in found)
        if kind != "sparring":
            depths = [one.depth for one in found]
            assert depths == sorted(depths) and len({one.direction for one in found}) >= 4
            assert len({one.step for one in found}) >= 3 and not any(one.quoted for one in found)
            assert kind not in LIGHT or max(depths) < 3


def test_two_themes_share_no_question() -> None:
    sets = [{one.text for one in made(theme, "plenary").questions} for theme in EVERY]
    assert not any(one & other for one, other in combinations(sets, 2))


def test_the_themes_own_words_make_no_two_questions_alike() -> None:
    found = made("difficult-conversation", "opening").questions
    assert sum(one.id.startswith("difficult-conversation-") for one in found) >= 6


def test_a_question_like_another_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = next(one for one in themes() if one.id == "stress")
    twin = theme.questions[0].model_copy(update={"id": "stress-99"})
    doubled = theme.model_copy(update={"questions": (twin, *theme.questions)})
    monkeypatch.setattr(question_sets, "find_theme", lambda *_: doubled)
    ids = {one.id for one in made("stress", theme.questions[0].formats[0], count=50).questions}
    assert len(ids & {"stress-99", theme.questions[0].id}) == 1


@pytest.mark.parametrize("count", range(1, 16))
def test_a_sparring_set_keeps_the_methods_order_and_is_half_the_themes(count: int) -> None:
    found = made("delegering", "sparring", count=count).questions
    quoted = [one.text for one in found if one.quoted]
    assert quoted == [text for text in OWN if text in quoted] and len(found) == min(count, 13)
    assert len(quoted) == min(count, 13) // 2 and all(one.section == "Sparringsøvelse" for one in found if one.quoted)
    order = [step["name"] for step in load_yaml("sequences", "sparring.yaml")["steps"]]
    assert [order.index(one.step) for one in found] == sorted(order.index(one.step) for one in found)
    assert not any(not one.quoted and not other.quoted and other.step != "open" for one, other in pairwise(found))


def test_the_group_and_the_setting_are_heard() -> None:
    bank = {one.id: one for theme in themes() for one in theme.questions}
    found = made("stress", group="new", setting="internal", count=7).questions
    ours = [bank[one.id] for one in found if one.id in bank]
    assert any(one.group == "new" or one.setting == "internal" for one in ours)
    assert not any(one.group == "seasoned" or one.setting == "across" for one in ours)
    assert any(bank[one.id].group == "seasoned" for one in made("stress", group="seasoned").questions if one.id in bank)


def test_the_same_wish_gives_the_same_set_in_either_language() -> None:
    assert made("hybrid") == made("hybrid")
    assert [one.id for one in made("hybrid").questions] == [one.id for one in made("hybrid", lang="en").questions]


def test_there_are_as_many_as_there_are() -> None:
    found = made("løn", "opening", count=50).questions
    assert len(found) == 10 and all("løn" in one.text for one in found)


@pytest.mark.parametrize("wish", [{"theme": " "}, {"theme": "løn", "count": 0}])
def test_nothing_typed_is_told(wish: dict[str, Any]) -> None:
    with pytest.raises(WrongUse):
        question_set(Wanted(kind="plenary", **wish), nothing)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Løn", "løn"),
        ("EU-regler", "EU-regler"),
        ("kunstig intelligens.", "kunstig intelligens"),
        ("Friday meetings", "Friday meetings"),
        ("Hvad er løn?", ""),
        ("Hvad er løn", ""),
        ("vi skal spare", ""),
        ("løn og goder i en tid med besparelser", ""),
        ("<b>løn</b>", ""),
        ("løn 💸", ""),
        ("Mettes sygefravær", ""),
        ("12345", ""),
        ("", ""),
    ],
)
def test_only_a_phrase_goes_into_a_sentence(typed: str, said: str) -> None:
    assert phrase(typed) == said
    assert all(
        one.text.count("{") == 0 and lint(one.text).ok for one in (made(typed).questions if typed.strip() else ())
    )


PHRASES = [
    "løn", "den nye vagtplan", "nye medarbejdere i vores tre afdelinger", "råd og vejledning", "dårlig stemning",
    "vrede kunder", "burnout", "the new rota", "artificial intelligence and our old systems", "angst", "",
]  # fmt: skip


@pytest.mark.parametrize("words", PHRASES)
def test_a_template_is_clean_whatever_it_is_filled_with(words: str) -> None:
    for one in templates().questions:
        text = filled(one, {"da": words, "en": words}).text
        assert lint(text.da).ok and lint(text.en).ok, text
        assert words in text.da and words in text.en


def test_the_templates_reach_over_directions_formats_and_depths() -> None:
    every = templates().questions
    assert len(every) >= 60 and len({one.id for one in every}) == len(every)
    assert Counter(depth for one in every for depth in [one.depth]).keys() == {1, 2, 3}
    for kind in FORMATS:
        assert {one.direction for one in every if kind in one.formats} == set(get_args(Direction))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "other"}, "id"),
        ({"card": "none"}, "card"),
        ({"questions": []}, "questions"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bank_that_cannot_be_used_is_told(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    raw = yaml.safe_load((folder("knowledge") / "facilitation" / "themes" / "change.yaml").read_text(encoding="utf-8"))
    (tmp_path / "change.yaml").write_text(yaml.safe_dump(raw | change, allow_unicode=True), encoding="utf-8")
    with pytest.raises(LibraryProblem, match=fault):
        load_themes(tmp_path)


def test_a_bank_with_a_step_or_an_id_of_its_own_making_is_told(tmp_path: Path) -> None:
    raw = yaml.safe_load((folder("knowledge") / "facilitation" / "themes" / "change.yaml").read_text(encoding="utf-8"))
    for field, value in (("step", "colour"), ("id", "change-02")):
        broken = raw | {"questions": [raw["questions"][0] | {field: value}, *raw["questions"][1:]]}
        (tmp_path / "change.yaml").write_text(yaml.safe_dump(broken, allow_unicode=True), encoding="utf-8")
        with pytest.raises(LibraryProblem, match=field):
            load_themes(tmp_path)
