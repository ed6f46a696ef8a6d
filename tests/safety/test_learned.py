"""The learned part of the screen: what it counts, how it is joined with the rules, and that it learned from nothing it is
measured on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from companion.errors import PartFailed
from companion.safety import is_quiet, screen
from companion.safety.features import FAMILIES, PLACES, counted
from companion.safety.fold import fold, tokens
from companion.safety.learned import Verdict, judged, models
from companion.safety.reading import Reading
from companion.safety.rules import rulebook
from companion.safety.screen import joined
from companion.safety.weights import languages, shipped
from companion.safety.words import concern_text
from companion.vocabulary import LANGS

_EVALS = Path(__file__).parents[2] / "evals"
_NOBODY = Verdict(frozenset(), frozenset(), frozenset(), False)
_LIMITS = {
    "doubt": 0.9,
    "acute": 1.0,
    "acute_agrees": 0.5,
    "duty": 1.0,
    "duty_agrees": 0.5,
    "strain": 1.0,
    "strain_agrees": 0.5,
}


def _reading(text: str) -> Reading:
    return Reading(tokens(text))


def _scores(**above: float) -> dict[str, float]:
    return dict.fromkeys(("acute", "duty", "strain", "care"), -1.0) | above


def test_the_same_text_gives_the_same_features_however_it_is_typed() -> None:
    one, other = counted(tokens("Han går, nu.")), counted(tokens("HAN GAAR nu"))
    assert np.array_equal(np.sort(one.places), np.sort(other.places))
    assert one.places.max() < PLACES and set(one.families.tolist()) == set(range(FAMILIES))


def test_a_sentence_without_an_end_is_read_in_pieces() -> None:
    assert counted(tokens("og så " * 40)).size == 2
    assert counted(tokens("Ja. Nej. Tja.")).size == 3


@pytest.mark.parametrize("text", ["", "...", "\ud800 a", "a", "😀 ja"])
def test_any_text_can_be_counted(text: str) -> None:
    found = counted(tokens(text))
    assert len(found.places) == len(found.pieces) == len(found.families)


@pytest.mark.parametrize(("leaning", "heard"), [(5, ["en"]), (-5, ["da"]), (0, ["da", "en"]), (1, ["da", "en"])])
def test_both_languages_are_heard_where_none_clearly_leads(leaning: int, heard: list[str]) -> None:
    assert languages(leaning) == heard


def test_a_score_finds_above_its_limit_and_only_consents_below_it() -> None:
    found = judged([(_scores(acute=1.1, duty=0.7), _LIMITS)])
    assert found == Verdict(frozenset({"acute"}), frozenset({"acute", "duty"}), frozenset({"strain"}), False, True)


def test_danger_gives_way_to_what_is_found_and_far_likelier() -> None:
    assert judged([(_scores(acute=1.1, strain=1.4), _LIMITS)]).found == {"acute", "strain"}
    assert judged([(_scores(acute=1.1, strain=1.6), _LIMITS)]).found == {"strain"}


def test_a_doubt_is_one_line_with_people_to_turn_to() -> None:
    concern = joined(_reading("Vi holder møde."), judged([(_scores(acute=0.95), _LIMITS)]))
    assert (concern.level, concern.signals) == ("strain", ("learned_doubt",))
    assert all("112" in concern_text(concern, lang) and "70 201 201" in concern_text(concern, lang) for lang in LANGS)


def test_a_rule_needs_consent() -> None:
    reading = _reading("En medarbejder slog en kollega i går.")
    assert joined(reading, _NOBODY).level == "none"
    assert joined(reading, _NOBODY._replace(agrees=frozenset({"duty"}))).signals == ("violence",)


def test_an_explicit_rule_needs_nobody_and_is_denied_only_by_one_who_is_sure() -> None:
    reading = _reading("Jeg vil ikke leve mere.")
    assert joined(reading, _NOBODY).signals == ("no_wish_to_live",)
    assert joined(reading, _NOBODY._replace(denies=frozenset({"acute"}))).level == "none"


def test_only_danger_is_explicit() -> None:
    assert {rule.level for rule in rulebook().rules if rule.explicit} == {"acute"}


@pytest.mark.parametrize(("care", "signal"), [(True, "learned_care"), (False, "learned_duty")])
def test_what_was_learned_stops_without_a_rule_and_violence_in_care_stays_quiet(care: bool, signal: str) -> None:
    concern = joined(_reading("Vi holder møde."), Verdict(frozenset({"duty"}), frozenset({"duty"}), frozenset(), care))
    assert concern.signals == (signal,) and is_quiet(concern) is care


def test_a_long_reply_does_not_drown_the_sentence_that_tells() -> None:
    ordinary = (
        "Vi har lagt vagtplanen om, og det går bedre end i foråret. Budgettet er på plads, og vi mangler kun tre. "
    )
    telling = "Jeg har skrevet afskedsbreve til børnene, og jeg har gemt piller nok. "
    assert screen(ordinary * 8).level == "none"
    assert "learned_acute" in screen(ordinary * 4 + telling + ordinary * 4).signals


@pytest.fixture
def anew() -> Iterator[None]:
    models.cache_clear()
    yield
    models.cache_clear()


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("held", [None, b"", b"PK\x03\x04 nonsense"])
def test_without_its_file_it_says_what_to_do(
    held: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "learned.npz"
    if held is not None:
        path.write_bytes(held)
    monkeypatch.setattr("companion.safety.learned.shipped", lambda name: path)
    with pytest.raises(PartFailed, match=r"learned\.npz"):
        screen("Vi holder møde.")


def test_its_file_is_small() -> None:
    assert all(shipped(name).stat().st_size <= 3_000_000 for name in ("learned", "requests"))


def _texts(paths: list[Path]) -> list[str]:
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [" ".join(fold(word.word) for word in tokens(json.loads(line)["text"])) for line in lines]


def test_nothing_it_is_measured_on_was_learned_from() -> None:
    learned = _texts(
        [*sorted((_EVALS / "safety" / "training").glob("*.jsonl")), *(_EVALS / "cases").glob("screen_*.jsonl")]
    )
    reported = _texts([_EVALS / "safety" / "reported.jsonl"])
    assert len(reported) == 840 and len(learned) > 4_000
    assert set(reported) & set(learned) == set()
