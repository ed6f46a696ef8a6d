"""Breaking lines and dealing strips out on pages: nothing is lost, nothing sticks out."""

from __future__ import annotations

import pytest

from companion.brief.typeset import Strip, balance, height_of, paginate, wrap


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("kort", ["kort"]),
        ("en to tre fire", ["en to tre", "fire"]),
        ("0123456789", ["0123456789"]),
        ("0123456789ab", ["0123456789", "ab"]),
        ("en 0123456789abcdefghijkl to", ["en", "0123456789", "abcdefghij", "kl to"]),
        ("ung-mor-ordningen", ["ung-mor-", "ordningen"]),
        ("a\u00a0b\u00a0c\u00a0d\u00a0e f", ["a\u00a0b\u00a0c\u00a0d\u00a0e", "f"]),
        ("to  mellemrum", ["to", "mellemrum"]),
    ],
)
def test_wrap(text: str, lines: list[str]) -> None:
    assert wrap(text, 10, len) == lines


@pytest.mark.parametrize("width", range(6, 40))
def test_balance_takes_no_more_lines_and_loses_no_word(width: int) -> None:
    text = "Hvordan tager jeg den tredje samtale, så vi ender med en aftale?"
    balanced = balance(text, width, len)
    assert len(balanced) == len(wrap(text, width, len))
    assert max(map(len, balanced)) <= width
    assert "".join(balanced).replace(" ", "") == text.replace(" ", "")


def test_balance_evens_out() -> None:
    text = "Hvad gør jeg selv, som holder det i gang?"
    assert wrap(text, 36, len) == ["Hvad gør jeg selv, som holder det i", "gang?"]
    assert balance(text, 36, len) == ["Hvad gør jeg selv, som", "holder det i gang?"]


_LINE, _HELD, _GAP = Strip(10), Strip(10, keep=True), Strip(4, space=True)


@pytest.mark.parametrize(
    ("strips", "pages"),
    [
        ([_LINE] * 3, [3]),
        ([_LINE] * 4, [3, 1]),
        ([_LINE, _LINE, _HELD, _LINE], [2, 2]),
        ([_LINE, _LINE, _LINE, _GAP, _LINE], [3, 1]),
        ([_HELD] * 7, [3, 3, 1]),
        ([], [0]),
    ],
)
def test_pages_hold_30_millimetres(strips: list[Strip], pages: list[int]) -> None:
    dealt = paginate(strips, 30)
    assert [len(page) for page in dealt] == pages
    assert all(height_of(page) <= 30 for page in dealt)
