"""When the questions stop: people to turn to, a way on, and a quiet line where that is enough."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["da", "en"])
def test_danger_ends_the_questions_and_shows_people(visit, made_up, lang) -> None:
    leader = visit(lang, 390)
    leader.begun()
    leader.say(made_up[lang]["acute"])
    assert not leader.asked.is_visible()
    assert leader.page.locator('#panel a[href="tel:112"]').is_visible() and leader.shows("70 201 201")
    leader.press("go_on")
    assert leader.question and leader.shows(made_up[lang]["acute"])
    leader.box.fill(made_up[lang]["acute"])
    leader.click("send").press("close")
    assert leader.button("begin").is_visible()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_duty_to_act_is_said_and_the_leader_chooses(visit, made_up, lang) -> None:
    leader = visit(lang).emptied()
    case_id = leader.begun()
    leader.say(made_up[lang]["duty"])
    assert leader.shows("HR") and leader.button("close").is_visible()
    leader.press("close").press("continue", case_id).press("go_on")
    assert leader.question


@pytest.mark.parametrize("lang", ["da", "en"])
def test_strain_is_one_quiet_line_and_the_question_goes_on(visit, made_up, lang) -> None:
    leader = visit(lang)
    leader.begun()
    leader.say(made_up[lang]["strain"])
    assert leader.page.locator("#asked .note").inner_text() and leader.question
    leader.say(made_up[lang]["answers"][3])
    assert leader.page.locator("#asked .note").count() == 0


@pytest.mark.parametrize("lang", ["da", "en"])
def test_words_already_screened_are_not_held_against_the_leader_at_the_review(visit, made_up, lang) -> None:
    """The review sends back the same sentences with roles for names: nothing new was said."""
    leader = visit(lang)
    leader.begun()
    for answer in made_up[lang]["answers"][:3]:
        leader.say(answer)
    leader.click("finish").press("approve")
    assert leader.page.locator(".brief-page").is_visible()


def test_what_is_written_on_the_review_page_is_screened_too(visit, made_up) -> None:
    leader = visit("da")
    leader.begun()
    leader.say(made_up["da"]["answers"][5]).click("finish")
    leader.field("next_time").fill(made_up["da"]["acute"])
    leader.press("approve")
    assert leader.page.locator('#panel a[href="tel:112"]').is_visible()
    leader.press("go_on")
    assert leader.page.locator(".brief-page").is_visible()
