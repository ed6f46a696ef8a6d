"""What should not be typed, and is: a message or a step on, never a loss, and nothing in it comes alive."""

from __future__ import annotations

import pytest

from .leader import flat

pytestmark = pytest.mark.browser

EMPTY = ["", "   \n\t ", "\u200b\u200b", "\x00", "\ufeff \u200e"]
PECULIAR = [
    "a",
    "😀😀",
    "Hun sagde nej til at tage den vagt, som vi havde aftalt i foråret. " * 290,
    "<script>window.alive = 1</script><img src=x onerror='window.alive = 1'> og <b>fed</b>",
    "![billede](http://127.0.0.1:9/x.png) [her](javascript:window.alive=1)",
    "{{value}} ${window.alive = 1} `x` {% raw %} <%= 1 %>",
    "\u202eمرحبا بالعالم\u202c og så videre",
    "før\x00efter\u200b og\u0301 mere",
    "<svg onload='window.alive = 1'></svg></textarea></section>",
]


def test_an_empty_answer_is_told_about_and_an_endless_one_stays_in_the_box(visit) -> None:
    leader = visit("da")
    leader.begun()
    for text in [*EMPTY, "x" * 20_001]:
        leader.box.fill(text)
        told = leader.refused(lambda: leader.page.click("#send"))
        assert told and leader.question_id == "q1"
        assert leader.box.input_value() == text
    assert "20001" in told and "20000" in told


def test_nothing_that_is_typed_comes_alive_or_gets_lost(visit) -> None:
    leader = visit("da")
    leader.begun()
    for text in PECULIAR:
        if leader.asked.is_visible():
            leader.say(text)
            assert leader.question_id != "q1" or leader.field("key_question").count()
    if leader.asked.is_visible():
        leader.click("finish")
    shown = " ".join(area.input_value() for area in leader.page.locator("#panel textarea").all())
    for part in (
        "<script>window.alive = 1</script>",
        "![billede](http",
        "${window.alive = 1}",
        "og så videre",
        "føreft",
    ):
        assert part in shown
    leader.field("key_question").fill(PECULIAR[3] + PECULIAR[5])
    leader.press("approve")
    brief = flat(leader.page.locator(".brief-page").inner_text())
    assert "<script>window.alive = 1</script>" in brief and "${window.alive = 1}" in brief
    assert leader.page.evaluate("window.alive") is None
    assert leader.page.locator(".brief-page img, .brief-page script, .brief-page svg, .brief-page a").count() == 0
    assert not [url for url in leader.asked_for if "x.png" in url or url.endswith("/x")]


def test_twenty_thousand_characters_are_taken(visit) -> None:
    leader = visit("da")
    leader.begun()
    leader.say("æ" * 20_000)
    assert leader.question_id == "q2" and leader.too_wide() == 0


def test_a_field_of_the_review_that_is_too_long_is_refused_and_stays(visit) -> None:
    leader = visit("da")
    leader.begun()
    leader.say("Hun sagde nej, og jeg gik.").click("finish")
    leader.field("next_time").fill("y" * 20_001)
    assert leader.refused_press("approve")
    assert leader.field("next_time").input_value() == "y" * 20_001
    leader.field("next_time").fill("")
    leader.field("minutes").fill("-3")
    leader.field("date").fill("")
    leader.press("approve")
    assert leader.page.locator(".brief-page").is_visible()


def test_a_second_window_on_the_same_question_is_told_and_keeps_its_words(visit) -> None:
    first = visit("da").emptied()
    case_id = first.begun()
    second = visit("da", beside=first)
    second.press("continue", case_id)
    first.say("Hun sagde nej, og jeg gik min vej.")
    second.box.fill("Det andet vindue havde også ord.")
    told = second.refused(lambda: second.page.click("#send"))
    assert told and second.box.input_value() == "Det andet vindue havde også ord."
    second.page.wait_for_timeout(600)
    assert first.question_id == "q2" and first.box.input_value() == ""
    second.page.reload()
    second.press("continue", case_id)
    second.page.wait_for_selector('#asked[data-question="q2"]')


def test_a_double_click_sends_once(visit) -> None:
    leader = visit("da")
    leader.begun()
    leader.box.fill("Hun sagde nej, og jeg gik min vej.")
    leader.after(lambda: leader.page.dblclick("#send"))
    leader.page.wait_for_timeout(700)
    assert leader.question_id == "q2"
    assert flat(leader.page.locator("#sitting").inner_text()).count("jeg gik min vej.") <= 2
    assert leader.page.locator("#told").count() == 0


def test_a_case_deleted_in_another_window_is_told_and_the_words_stay(visit) -> None:
    first = visit("da")
    case_id = first.begun()
    second = visit("da", beside=first)
    second.go("mine").press("mine_sure", case_id).press("delete", case_id)
    first.may_fail = True
    first.box.fill("Hun sagde nej.")
    assert first.refused(lambda: first.page.click("#send"))
    assert first.box.input_value() == "Hun sagde nej."
