"""The cases one would think of, one by one: what is shown of them, and that the attacker would have found what is not."""

from __future__ import annotations

from collections import Counter

import pytest

from companion.pilot.periods import weeks

from .attacker import Attacker
from .pilots import FROM, TO, Key, Pilot

K = 8
WEEKS = weeks(FROM, TO)[:6]
"""Three are November's, three December's."""
SHOWN = dict[str, int | None]


def events(kind: str, *people: int | range, times: int = 1) -> list[Key]:
    """Of the first weeks, one after another, by so many people (or by these); each so many times."""
    return [
        (week, kind, 0, f"p{who}")
        for week, some in zip(WEEKS, people, strict=False)
        for who in (range(some) if isinstance(some, int) else some)
        for _ in range(times)
    ]


def pilot(*some: list[Key]) -> Pilot:
    return Pilot(Counter(one for each in some for one in each), WEEKS, K)


def shown(document: dict, kind: str) -> SHOWN:
    """The cells of a kind that are shown, weeks by their number."""
    cells = [cell for cell in document["cells"] if cell["kind"] == kind and cell["count"] is not None]
    return {cell["scope"].split("-W", 1)[1] if "/" not in cell["scope"] and "W" in cell["scope"] else
            "period" if "/" in cell["scope"] else cell["scope"]: cell["count"] for cell in cells}  # fmt: skip


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        pytest.param((9, 9, 9, 9, 9, 9), {"46": 9, "47": 9, "48": 9, "49": 9, "50": 9, "51": 9, "2026-11": 27, "period": 54},
                     id="everything"),
        pytest.param((9, 7, 9, 9, 9, 9), {"48": 9, "49": 9, "50": 9, "51": 9, "2026-11": 25, "period": 52},
                     id="one week hidden, and another for its sake"),
        pytest.param((12, 7, 9, 9, 9, 9), {"46": 12, "49": 9, "50": 9, "51": 9, "2026-11": 28, "period": 55},
                     id="the smallest goes"),
        pytest.param((9, 0, 9, 9, 9, 9), {"48": 9, "49": 9, "50": 9, "51": 9, "2026-11": 18, "period": 45},
                     id="nobody is fewer than k"),
        pytest.param((7, range(10, 17), 9, 9, 9, 9), {"48": 9, "49": 9, "50": 9, "51": 9, "2026-11": 23, "period": 50},
                     id="two hidden weeks hide each other"),
        pytest.param((9, 9, 9, 2, 2, 2), {"period": 33}, id="a month hidden, and the other for its sake"),
        pytest.param((2, 2, 2, 2, 2, 2), {}, id="too few"),
        pytest.param((0, 0, 0, 0, 0, 0), {}, id="nobody"),
    ],
)  # fmt: skip
def test_what_is_shown_of_one_kind(people: tuple, expected: SHOWN) -> None:
    assert shown(pilot(events("plan", *people)).document(6), "plan") == expected


def test_k_counts_people_not_what_they_did() -> None:
    assert shown(pilot(events("plan", 7, times=50)).document(6), "plan") == {}


@pytest.mark.parametrize(
    ("begun", "finished", "expected"),
    [
        pytest.param(30, 20, {"period": 20}, id="ten left"),
        pytest.param(30, 28, {}, id="everyone but two"),
        pytest.param(30, 30, {}, id="everyone: nobody did not"),
        pytest.param(30, 22, {"period": 22}, id="just k"),
        pytest.param(30, 23, {}, id="one fewer than k"),
    ],
)
def test_nested_kinds_of_one_week_are_k_apart(begun: int, finished: int, expected: SHOWN) -> None:
    one = pilot(events("begun", begun), events("finished", finished)).document(1)
    assert shown(one, "begun") == {"46": begun, "period": begun}
    assert {scope: count for scope, count in shown(one, "finished").items() if scope == "period"} == expected


def test_people_in_the_difference_count_too() -> None:
    """Forty sittings were left, by one leader."""
    one = pilot(events("begun", 30), events("begun", 1, times=40), events("finished", 30))
    assert shown(one.document(1), "finished") == {}


def test_differences_of_two_reports_may_not_add_up_to_fewer() -> None:
    """In November eight begin what they finish in December, and eight others the other way around; each month's difference is
    of nine, and that of both is one leader's. November is shown first; December then is not."""
    around = [
        ("begun", 0, range(8)),
        ("finished", 3, range(8)),
        ("finished", 0, range(8, 16)),
        ("begun", 3, range(8, 16)),
    ]
    crossing = [(WEEKS[at], kind, 0, f"p{who}") for kind, at, people in around for who in people]
    heavy = [(WEEKS[at], "begun", 0, "heavy") for at in (0, 3) for _ in range(20)]
    one = pilot(crossing, heavy, events("begun", 8, 0, 0, 8), events("finished", 8, 0, 0, 8))
    assert shown(one.document(3), "finished") == {"2026-11": 16, "period": 16}
    both = one.document(6)
    assert shown(both, "begun")["period"] == 72 and shown(both, "finished") == {"2026-11": 16, "period": 16}


def test_a_goal_rated_before_and_after_is_one_answer() -> None:
    """Where everybody gives both halves, both are shown; where two give but one, that is not told."""
    both = [(WEEKS[0], kind, 1 + who % 2, f"p{who}") for kind in ("goal", "goal_after") for who in range(30)]
    assert pilot(both).document(1)["ratings"]["goal_after"]["count"] == 30
    assert pilot(both[:-2]).document(1)["ratings"]["goal_after"] is None


@pytest.mark.parametrize(
    ("answers", "classes"),
    [
        pytest.param((0, 3, 5, 9, 13), [(1, 3, 8), (4, 4, 9), (5, 5, 13)], id="neighbours merged"),
        pytest.param((1, 9, 9, 9, 1), [(1, 2, 10), (3, 3, 9), (4, 5, 10)], id="what is left over joins the last"),
        pytest.param((0, 0, 0, 0, 30), None, id="everyone alike"),
        pytest.param((7, 0, 0, 0, 30), None, id="everyone but seven"),
    ],
)
def test_ratings_come_in_classes_of_k(answers: tuple[int, ...], classes: list | None) -> None:
    given = [value for value, count in enumerate(answers, start=1) for _ in range(count)]
    some = [(WEEKS[0], "helped", value, f"p{who}") for who, value in enumerate(given)]
    base = [*events("begun", 60), *events("finished", 50)]
    rating = pilot(base, some).document(1)["ratings"]["helped"]
    assert (rating and [tuple(one.values()) for one in rating["classes"]]) == classes


def test_the_mean_is_what_the_classes_allow() -> None:
    some = [(WEEKS[0], "goal", 4 if who < 10 else 5, f"p{who}") for who in range(20)]
    assert pilot(some).document(1)["ratings"]["goal"]["mean"] == [3.0, 4.5]


def test_how_far_leaves_out_what_lies_too_close() -> None:
    reached = [60, 58, 50, 49, 41, 40, 36]
    steps = [[(WEEKS[0], "step", at, f"p{who}") for who in range(count)] for at, count in enumerate(reached, start=1)]
    far = pilot(events("begun", 60), events("finished", 28), *steps).document(1)["how_far"]
    assert [(one["step"], one["count"]) for one in far["reached"]] == [(3, 50), (5, 41)]


@pytest.mark.parametrize(("people", "told"), [(7, None), (8, 8), (15, 8), (16, 16), (30, 24)])
def test_people_are_told_in_steps_of_k(people: int, told: int | None) -> None:
    assert pilot(events("plan", people)).document(1)["people"] == told


def test_who_goes_takes_nothing_shown_with_them() -> None:
    """Neither a figure nor the number of people falls; what was not shown is without them."""
    one = pilot(events("plan", 16, 16))
    before = one.document(1)
    one.gone = {f"p{who}" for who in range(4)}
    after = one.document(2)
    assert shown(before, "plan")["46"] == shown(after, "plan")["46"] == 16 and shown(after, "plan")["47"] == 12
    assert before["people"] == after["people"] == 16


def test_a_week_hidden_once_is_hidden_for_good() -> None:
    """Also when the weeks after it would have covered for it; it waits, and is part of a sum."""
    one = pilot(events("plan", 9, 3, 20))
    assert shown(one.document(2), "plan") == {"period": 12}
    assert shown(one.document(3), "plan") == {"48": 20, "2026-11": 32, "period": 32}
    assert shown(one.document(6), "plan") == {"48": 20, "2026-11": 32, "period": 32}


def test_a_higher_threshold_later_hides_what_was_shown_under_a_lower() -> None:
    one = pilot(events("plan", 6, 9))
    assert shown(one.document(1, k=5), "plan") == {"46": 6, "period": 6}
    assert shown(one.document(2, k=8), "plan") == {"47": 9}


def truth_of(one: Pilot, **changed: object) -> Attacker:
    attacker = Attacker(one.truth)
    attacker.reads({"weeks": WEEKS, "cells": [], "how_far": None, "ratings": {}} | changed)
    return attacker


def cells(kind: str, **counts: int) -> list[dict]:
    return [
        {"scope": scope.replace("_", "-").replace("to", "/"), "kind": kind, "count": n} for scope, n in counts.items()
    ]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"plan": {"2026_W46": 7}}, "plan"),
        ({"plan": {"2026_11": 25, "2026_W46": 9, "2026_W48": 9}}, "2026-W47"),
        ({"plan": {"2026_W46to2026_W51": 25, "2026_12": 0}}, "0 people"),
        ({"plan": {"2026_W46": 9, "2026_W46to2026_W47": 16}}, "7 people"),
        ({"begun": {"2026_W46": 30}, "finished": {"2026_W46": 28}}, "begun without finished"),
        ({"begun": {"2026_W46to2026_W47": 32}, "finished": {"2026_W46": 28}}, "begun without finished"),
    ],
)
def test_the_attacker_finds_what_a_bad_report_tells(told: dict, found: str) -> None:
    one = pilot(events("plan", 9, 7, 9), events("begun", 30, 2), events("finished", 28))
    if list(told) == ["plan"] and "2026_W46" in told["plan"] and len(told["plan"]) == 1:
        one = pilot(events("plan", 7))
    attacker = truth_of(one, cells=[cell for kind, some in told.items() for cell in cells(kind, **some)])
    assert any(found in one for one in attacker.finds(K))


def test_the_attacker_sees_a_figure_change() -> None:
    attacker = truth_of(pilot(events("plan", 20)), cells=cells("plan", **{"2026_W46": 20}))
    with pytest.raises(AssertionError, match="20, then 19"):
        attacker.reads({"weeks": WEEKS, "cells": cells("plan", **{"2026_W46": 19}), "how_far": None, "ratings": {}})
