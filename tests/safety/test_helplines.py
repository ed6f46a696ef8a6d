"""The register of people to turn to: dated or marked, never a single route, no opening hours."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pydantic import ValidationError

from companion.safety import Helpline, routes, stale
from companion.safety.helplines import helplines
from companion.vocabulary import LANGS, Both, ConcernLevel, Lang

TODAY = date(2026, 11, 22)


def _helpline(checked_on: date | None, unchecked: bool) -> Helpline:
    both = Both(da="x", en="x")
    return Helpline(
        id="x", levels=("acute",), name=both, number="112", when=both, source="x",
        checked_on=checked_on, unchecked=unchecked,
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", ["strain", "duty", "acute"])
def test_never_a_single_route(level: ConcernLevel, lang: Lang) -> None:
    assert len(routes(level, lang)) >= 3


def test_acute_begins_with_112_and_goes_beyond_livslinien() -> None:
    shown = routes("acute", "da")
    assert [route.title for route in shown] == ["112", "70 201 201", "Din læge", "En, du stoler på"]
    assert shown[1].href == "tel:70201201"


def test_the_authority_is_a_link_because_sources_disagree_about_its_number() -> None:
    at = next(route for route in routes("duty", "da") if route.id == "arbejdstilsynet")
    assert at.href == "https://at.dk"


def test_none_needs_nobody() -> None:
    assert routes("none", "da") == ()


def test_what_nobody_checked_is_named() -> None:
    assert {"112", "livslinien", "arbejdstilsynet"} <= {helpline.id for helpline in stale(TODAY)}
    assert "someone_you_trust" not in {helpline.id for helpline in stale(TODAY)}


@pytest.mark.parametrize(("checked", "is_stale"), [(date(2026, 5, 22), False), (date(2026, 5, 21), True), (None, True)])
def test_six_months(checked: date | None, is_stale: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    one = _helpline(checked, unchecked=checked is None)
    monkeypatch.setattr("companion.safety.helplines.helplines", lambda: (one,))
    assert (stale(TODAY) == [one]) is is_stale


@pytest.mark.parametrize(("checked", "unchecked"), [(None, False), (TODAY, True)])
def test_a_fact_is_either_dated_or_marked(checked: date | None, unchecked: bool) -> None:
    with pytest.raises(ValidationError):
        _helpline(checked, unchecked)


def test_no_opening_hours() -> None:
    for helpline in helplines():
        for text in (helpline.when, *([helpline.limits] if helpline.limits else [])):
            assert not re.search(r"\bkl\.|\bklokken|\d\d[.:]\d\d|døgnet|\b24\b", f"{text.da} {text.en}")
