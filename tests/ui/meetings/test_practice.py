"""The practice ground on the page, press by press: the window carries the talk, and the server replays it.

Seen to fail: with `inert` left out of a question, the script; with `typed` empty, danger; with `asked` for `asked[:-1]`, the
one taken back.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from companion.facilitation.practice import MOST_CHARACTERS
from companion.facilitation.practice_cases import find_case, practice_cases
from companion.ui.meetings.practice_carried import MOST
from companion.vocabulary import LANGS, Lang

from .filled import seen

FIRST = {"da": "Hvad skete der sidst?", "en": "What happened last time?"}
THEN = {"da": "Hvad sker der, når de kigger ned i bordet?", "en": "What happens when they look down at the table?"}
LAST = {"da": "Hvorfor ved du, at hun kommer?", "en": "How do you know she'll come?"}


def carried(html: str) -> dict[str, str]:
    """The fields that the window would send with the next press."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    box = re.search(r"<textarea[^>]*>([^<]*)<", html)
    return {name: unescape(value) for name, value in fields} | {"question": unescape(box[1]) if box else ""}


def asks(one: Any, *questions: str) -> str:
    """Each question in turn, from whatever screen is open."""
    for question in questions:
        one.press("practice_ask", **carried(one.panel) | {"question": question})
    return one.panel


@pytest.fixture
def night(window: Any) -> Any:
    """A window on the night shift, in a language."""

    def opened(lang: Lang = "da") -> Any:
        one = window(lang)
        one.press("practice_case", "night-shift")
        return one

    return opened


@pytest.mark.parametrize("lang", LANGS)
def test_the_place_in_the_navigation_offers_every_case(window, lang: Lang) -> None:
    html = window(lang).press("nav", "practice")
    for case in practice_cases():
        assert f'data-with="{case.id}"' in html
        for text in (case.title, case.line, case.who):
            assert text.to(lang) in unescape(html)


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_from_its_opening_to_its_end(night, lang: Lang) -> None:
    one, case = night(lang), find_case("night-shift")
    assert case.opening.to(lang) in unescape(one.panel) and "practice_end" not in one.panel
    html = asks(one, FIRST[lang])
    assert (
        case.answers[0].text.to(lang) in unescape(html) and html.count('class="told"') == html.count("data-focus") == 1
    )
    html = asks(one, THEN[lang], LAST[lang])
    assert html.count('class="told"') == 1 and html.index(case.answers[0].hooks.to(lang)[0]) < html.index(
        'class="told"'
    )
    end = unescape(one.press("practice_end", **carried(html)))
    assert case.close.to(lang) in end and LAST[lang] in end and {"da": "3 af 3", "en": "3 of 3"}[lang] in end
    assert "BFA" not in end and {"da": "Kilde: ", "en": "Source: "}[lang] in end


def test_a_question_taken_back_stands_in_the_box_again(night) -> None:
    one = night()
    before = re.sub(r'data-focus="\d+"', "", asks(one, FIRST["da"]))
    asks(one, "Er du sur?")
    html = one.press("practice_undo", **carried(one.panel))
    assert carried(html)["question"] == "Er du sur?" and json.loads(carried(html)["practice_asked"]) == [FIRST["da"]]
    assert "taget tilbage" in html and html.count("data-focus") == 1
    asks(one, "Hvad håber du?")
    assert "Er du sur?" not in one.panel and before.split("</li>")[1] in one.panel


def test_after_a_look_at_how_it_went_one_may_go_on_or_begin_again(night) -> None:
    one = night()
    asks(one, FIRST["da"])
    end = one.press("practice_end", **carried(one.panel))
    assert FIRST["da"] in one.press("practice_back", **carried(end))
    assert FIRST["da"] not in one.press("practice_case", "night-shift", **carried(end))
    assert 'data-with="the-star"' in one.press("practice_cases", **carried(end))


def test_after_eight_questions_it_is_said_that_one_may_end(night) -> None:
    one = night()
    assert "Du har stillet" not in asks(one, *["Hvad håber du?"] * 7)
    assert "Du har stillet 8 spørgsmål." in asks(one, "Hvad håber du?")


@pytest.mark.parametrize(
    ("question", "told"),
    [("", "ikke noget spørgsmål endnu"), (" \x00\n", "ikke noget"), ("Hvad " * 200, f"højst {MOST_CHARACTERS}")],
)
def test_what_cannot_be_asked_is_told_and_the_talk_stays(night, question: str, told: str) -> None:
    one = night()
    before = asks(one, FIRST["da"])
    assert asks(one, question) == before and told in one.told


def test_there_is_an_end_and_the_longest_talk_fits_in_what_the_window_sends(night) -> None:
    one = night()
    longest = [("Hvad håber du, " + "at " * MOST_CHARACTERS)[:MOST_CHARACTERS]] * MOST
    form = carried(one.panel) | {"practice_asked": json.dumps(longest, ensure_ascii=False), "question": ""}
    assert one.press("practice_back", **form).count('class="asked"') == MOST and not one.told
    asks(one, "Hvad håber du?")
    assert f"stillet {MOST} spørgsmål" in one.told
    assert "Stil først et spørgsmål" in (one.press("practice_end", practice_case="night-shift") and one.told)


@pytest.mark.parametrize("asked", ["", "{", "7", '{"a": 1}', "[" * 9999, "[1, null, [2]]"])
def test_a_field_somebody_has_bent_is_an_empty_talk(night, asked: str) -> None:
    html = night().press("practice_back", practice_case="night-shift", practice_asked=asked)
    assert json.loads(carried(html)["practice_asked"]) == []


def test_a_case_there_is_not_is_told(window) -> None:
    one = window()
    one.press("practice_case", "moon")
    assert "Den case findes ikke." in one.told
    one.press("practice_ask", question="Hvad håber du?")
    assert "Den case findes ikke." in one.told


def test_nothing_typed_is_more_than_words(night) -> None:
    one, script = night(), "<script>alert(1)</script> Hvad håber du, {0} `x`?"
    talk = asks(one, script)
    end = one.press("practice_end", **carried(talk))
    assert "<script" not in talk + end and script in unescape(talk) and script in unescape(end)


@pytest.mark.parametrize("lang", LANGS)
def test_danger_to_life_ends_it_with_people_to_turn_to(night, lang: Lang) -> None:
    html = asks(night(lang), {"da": "Jeg vil ikke leve længere.", "en": "I do not want to live any more."}[lang])
    assert "112" in html and "practice_ask" not in seen(html)


def test_a_duty_to_act_is_said_once_above_the_talk(night) -> None:
    one = night()
    assert 'class="turn-to"' in asks(one, "Min medarbejder bliver mobbet af de andre.")
    assert 'class="turn-to"' not in asks(one, "Hvad håber du?")
