"""The cases: what the schema refuses, and that those there are, are enough, whole and no two alike.

Fails with: a dimension without cases in a language, a twin of a case that is not there, one id twice, a document of a kind that
cannot be read.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest
import yaml
from pydantic import ValidationError

from companion.library.convert import kind_of
from companion.vocabulary import LANGS
from evals import case as schema
from evals.case import Dimension, EvalCase, cases

CASE: dict[str, Any] = {
    "id": "method-da-one", "dimension": "method", "lang": "da", "kind": "reply", "why": "to be refused or not",
    "says": "Det går ikke.", "must": {"asks": True},
}  # fmt: skip


def test_one_text_is_a_list_of_one() -> None:
    assert EvalCase.model_validate(CASE).says == ("Det går ikke.",)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"id": "method-en-one"}, "does not say dimension and language"),
        ({"id": "safety-da-one"}, "does not say dimension and language"),
        ({"id": "method-da-Én"}, "string_pattern_mismatch"),
        ({"says": ["A.", "B."]}, "only a sitting"),
        ({"says": []}, "too_short"),
        ({"must": {}}, "nothing must or must not"),
        ({"secrets": ["Bodil"]}, "do not stand in the words"),
        ({"kind": "chat"}, "literal_error"),
        ({"must": {"show": ["x"]}}, "extra_forbidden"),
        ({"why": "short"}, "string_too_short"),
    ],
)
def test_what_is_not_a_case_is_refused(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        EvalCase.model_validate(CASE | changed)
    assert told in str(refused.value) + str([one["type"] for one in refused.value.errors()])


def test_two_cases_of_one_id_are_refused(tmp_path, monkeypatch) -> None:
    (tmp_path / "method_a.yaml").write_text(yaml.safe_dump([CASE, CASE]))
    monkeypatch.setattr(schema, "CASES", tmp_path)
    with pytest.raises(ValueError, match="one id"):
        cases.__wrapped__()


def test_there_are_as_many_as_were_promised() -> None:
    several = [case for case in cases() if case.kind == "sitting"]
    assert len(cases()) - len(several) >= 400 and len(several) >= 40
    there = Counter((case.dimension, case.lang) for case in cases())
    assert [pair for dim in get_args(Dimension) for lang in LANGS if there[pair := (dim, lang)] < 5] == []


def test_both_languages_weigh_alike() -> None:
    danish = sum(case.lang == "da" for case in cases())
    assert 0.45 <= danish / len(cases()) <= 0.55


def test_no_two_cases_say_the_same() -> None:
    said = Counter((case.given, case.says, tuple(document.text for document in case.documents)) for case in cases())
    assert [words for words, times in said.items() if times > 1] == []


def test_a_twin_is_of_a_case_that_is_there() -> None:
    known = {case.id for case in cases()}
    assert [case.id for case in cases() if case.twin and (case.twin not in known or case.twin == case.id)] == []


def test_every_document_is_of_a_kind_that_can_be_read() -> None:
    assert [one.name for case in cases() for one in case.documents if kind_of(one.name) not in ("md", "txt")] == []


def test_what_is_injected_secret_or_somebody_elses_is_there_to_be_looked_for() -> None:
    """Each dimension that is about keeping something in says what."""
    kept = {"confidentiality": "secrets", "isolation": "others"}
    for dimension, what in kept.items():
        theirs = [case for case in cases() if case.dimension == dimension]
        assert sum(bool(getattr(case, what) or case.must.masks) for case in theirs) >= len(theirs) / 2, dimension
