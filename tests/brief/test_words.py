"""How the paper writes dates, times and quotations, and what it does with characters no format can carry."""

from __future__ import annotations

from datetime import date

import pytest

from companion.brief.words import aloud_in_words, clean, date_in_words, minutes_in_words, quoted
from companion.vocabulary import Lang


@pytest.mark.parametrize(
    ("day", "lang", "words"),
    [
        (date(2026, 3, 12), "da", "12. marts 2026"),
        (date(2026, 3, 12), "en", "12 March 2026"),
        (date(2027, 1, 1), "da", "1. januar 2027"),
        (date(2026, 12, 31), "en", "31 December 2026"),
    ],
)
def test_dates_are_in_words_whatever_the_locale(day: date, lang: Lang, words: str) -> None:
    assert date_in_words(day, lang) == words


@pytest.mark.parametrize(
    ("minutes", "lang", "words"),
    [(18, "da", "18 minutter"), (1, "da", "1 minut"), (18, "en", "18 minutes"), (1, "en", "1 minute")],
)
def test_minutes_agree_in_number(minutes: int, lang: Lang, words: str) -> None:
    assert minutes_in_words(minutes, lang) == words


@pytest.mark.parametrize(
    ("seconds", "lang", "words"),
    [
        (80, "da", "80 sekunder læst højt"),
        (80, "en", "80 seconds read aloud"),
        (270, "da", "cirka 4 minutter læst højt"),
        (120, "en", "about 2 minutes read aloud"),
    ],
)
def test_long_readings_are_told_in_minutes(seconds: int, lang: Lang, words: str) -> None:
    assert aloud_in_words(seconds, lang) == words


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Det går ikke.", "da", "”Det går ikke.”"),
        ("It does not work.", "en", "“It does not work.”"),
        ('"Det går ikke."', "da", "”Det går ikke.”"),
        ("”Nej” sagde hun, ”nej”", "da", "””Nej” sagde hun, ”nej””"),
        ('"', "da", '”"”'),
    ],
)
def test_quotation_marks_stand_once(text: str, lang: Lang, words: str) -> None:
    assert quoted(text, lang) == words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  to\n\nlinjer\tog  mere ", "to linjer og mere"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("vendt \u202eom\u202c", "vendt om"),
        ("halv \ud83d", "halv \ufffd"),
        ("a\ufffeb\uffffc\ufdd0d", "abcd"),
        ("Nguye\u0302\u0303n Þo\u0301ra", "Nguyễn Þóra"),
        ("5\u00a0000 kr. 👍🏽 שלום", "5\u00a0000 kr. 👍🏽 שלום"),
        (" \n ", ""),
    ],
)
def test_clean_keeps_words_and_drops_what_would_act(text: str, kept: str) -> None:
    assert clean(text) == kept
