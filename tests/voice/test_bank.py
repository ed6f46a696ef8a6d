"""The bank of deepening questions: every rule a curated question must keep, as one table or one line each."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

import pytest

from companion.resources import load_yaml
from companion.vocabulary import LANGS, Both

STEPS = ("problem", "for_whom", "hopes", "options", "obstacles", "needs", "open")
AT_LEAST = dict.fromkeys(STEPS, 14) | {"open": 36}
FALLBACKS = dict.fromkeys(STEPS, 4) | {"open": 8}
SIGNALS = {
    *("short", "abstract", "others_only", "absolute", "solution_first", "feeling", "person", "deadline"),
    *("contradiction", "many", "asks_advice", "dont_know", "repeat", "postponed", "takes_over", "care"),
    *("promise", "laughed", "night", "boss", "team", "fear_of_loss", "conflict", "change", "friend", "rule"),
    *("uncertain", "money", "time", "any"),
}
ONLY_EARLY = {"solution_first": {"problem", "for_whom", "hopes"}}
SLOTS = frozenset({"time", "deadline", "absolute", "feeling"})
QUOTED_SLOTS = frozenset({"absolute", "feeling"})
KEYS = frozenset({"id", "signals", "purpose", "text", "lead"})
LONGEST = 20
ALIKE = 0.87
NOT_SAID = {
    "da": r"\b(hvorfor|har du prøvet|hvad med at|du bør|du skal bare|mærk efter|banehalvdel|tryllestav)\b",
    "en": r"\b(why|have you tried|how about|you should|check in with yourself|magic wand|your court)\b",
}
MUST_ASK = [
    ("problem", "absolute", "Hvornår gik det sidst bare lidt bedre?"),
    ("problem", "others_only", "Hvad gør du selv, når det sker?"),
    ("problem", "solution_first", "Hvilket problem skal den løse?"),
    ("problem", "short", "Hvad skete der sidst?"),
    ("problem", "abstract", "Hvad skete der sidst?"),
    ("problem", "asks_advice", "Hvad hælder du selv til lige nu?"),
    ("problem", "takes_over", "Hvad sker der, når du ikke er på vagt?"),
    ("problem", "care", "Hvad sker der, når du ikke er på vagt?"),
    ("problem", "laughed", "Hvad havde du lyst til at svare?"),
    ("problem", "promise", "Hvad kan du tage med i netværket uden at bryde dit løfte?"),
    ("problem", "night", "Hvad tænker du på {time}?"),
    ("problem", "repeat", "Hvad sker der i stedet?"),
]
Item = dict[str, Any]


def items(step: str) -> list[Item]:
    loaded: list[Item] = load_yaml("questions", f"{step}.yaml")
    return loaded


BANK = [(step, item) for step in STEPS for item in items(step)]
EACH = [pytest.param(step, item, id=item["id"]) for step, item in BANK]
SPOKEN = [(item["id"], lang, item["text"][lang]) for _, item in BANK for lang in LANGS]


@pytest.mark.parametrize(("step", "item"), EACH)
def test_schema(step: str, item: Item) -> None:
    assert {"id", "signals", "purpose", "text"} <= set(item) <= KEYS
    assert re.fullmatch(rf"{step}-[a-z]+(-[a-z]+)*", item["id"])
    assert item["signals"] and len(set(item["signals"])) == len(item["signals"])
    assert set(item["signals"]) <= SIGNALS
    for name in ("purpose", "text", "lead"):
        if name in item:
            Both.model_validate(item[name])


@pytest.mark.parametrize(("qid", "lang", "text"), SPOKEN)
def test_one_short_plain_question(qid: str, lang: str, text: str) -> None:
    assert text.count("?") <= 1 and text[-1] in "?." and text == text.strip()
    assert len(text.split()) <= LONGEST, qid
    assert not re.search(NOT_SAID[lang], text, re.IGNORECASE)


@pytest.mark.parametrize(("step", "item"), EACH)
def test_the_lead_states_and_the_purpose_is_one_line(step: str, item: Item) -> None:
    said = [item["lead"][lang] for lang in LANGS] if "lead" in item else []
    for line in [*said, *(item["purpose"][lang] for lang in LANGS)]:
        assert line.endswith(".") and "?" not in line and "\n" not in line


@pytest.mark.parametrize("step", STEPS)
def test_enough_questions_and_enough_that_always_fit(step: str) -> None:
    always = [item for item in items(step) if "any" in item["signals"]]
    assert len(items(step)) >= AT_LEAST[step]
    assert len(always) >= FALLBACKS[step]
    assert not any("{" in item["text"][lang] for item in always for lang in LANGS)


@pytest.mark.parametrize("step", STEPS)
def test_every_signal_is_served_where_it_can_arise(step: str) -> None:
    can_arise = {name for name in SIGNALS if step in ONLY_EARLY.get(name, {step})}
    assert {name for item in items(step) for name in item["signals"]} == can_arise


def test_ids_and_texts_are_unique() -> None:
    ids = [item["id"] for _, item in BANK]
    assert len(set(ids)) == len(ids)
    for lang in LANGS:
        texts = [text.casefold() for _, spoken, text in SPOKEN if spoken == lang]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_questions_are_nearly_the_same(lang: str) -> None:
    texts = [re.sub(r"\W+", " ", text.casefold()) for _, spoken, text in SPOKEN if spoken == lang]
    assert not [(one, two) for one, two in combinations(texts, 2) if _alike(one, two)]


def _alike(one: str, two: str) -> bool:
    """The cheap upper bound first: there are some 30,000 pairs."""
    match = SequenceMatcher(None, one, two, autojunk=False)
    return match.quick_ratio() > ALIKE and match.ratio() > ALIKE


@pytest.mark.parametrize(("step", "item"), EACH)
def test_slots_are_known_alike_in_both_languages_and_quoted(step: str, item: Item) -> None:
    found = {lang: sorted(re.findall(r"\{(\w+)\}", _all_said(item, lang))) for lang in LANGS}
    assert found["da"] == found["en"] and len(found["da"]) <= 1
    assert set(found["da"]) <= SLOTS
    for slot in QUOTED_SLOTS & set(found["da"]):
        assert f"”{{{slot}}}”" in _all_said(item, "da")
        assert f"“{{{slot}}}”" in _all_said(item, "en")


def _all_said(item: Item, lang: str) -> str:
    return f"{item.get('lead', {}).get(lang, '')} {item['text'][lang]}"


def test_slots_are_used_sparingly() -> None:
    assert sum("{" in _all_said(item, "da") for _, item in BANK) <= 10


@pytest.mark.parametrize(("step", "signal", "text"), MUST_ASK)
def test_the_situations_the_voice_is_known_by(step: str, signal: str, text: str) -> None:
    assert text in [item["text"]["da"] for item in items(step) if signal in item["signals"]]


@pytest.mark.parametrize("step", STEPS)
def test_asked_for_advice_it_asks_back_and_leaves_the_answer_to_the_line_above(step: str) -> None:
    """`safety/outside.py` says once that the answer is not the companion's; the bank does not say it again."""
    asked = [item for item in items(step) if "asks_advice" in item["signals"]]
    assert asked and not any("lead" in item for item in asked)


def test_an_early_solution_is_kept_before_it_is_asked_about() -> None:
    kept = {step for step, item in BANK if "solution_first" in item["signals"] and "lead" in item}
    assert kept == ONLY_EARLY["solution_first"]


@pytest.mark.parametrize("lang", LANGS)
def test_openings_vary(lang: str) -> None:
    openings = [" ".join(text.casefold().split()[:2]) for _, spoken, text in SPOKEN if spoken == lang]
    assert max(openings.count(opening) for opening in set(openings)) <= len(openings) * 0.15
