"""A model's voice as a leader sees it: what is marked, what waits, what can be taken, and what is there when it is gone.

Seen to fail: with the presses of the sitting let through while one is on its way; with the count of screens left out; with
`take` unheard; with the answer in another place than the line that waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from companion.ui.texts import Texts
from evals.walk import looks, page_address

from .conftest import LOCALE
from .leader import Visit, flat
from .voiced import ASKS, FREELY, KEYS, MODEL, SHORT, Voiced, running

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
PROBLEM = {
    "da": "To i teamet siger aldrig noget til hinanden.",
    "en": "Two in the team never say anything to each other.",
}
OFTEN = {"da": "Hvor tit skal vi mødes?", "en": "How often should we meet?"}
SHOWN_MS = 1_600
"""When the line that something is on its way is in sight."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voiced]:
    with running(tmp_path_factory.mktemp("voiced")) as app:
        yield app


@pytest.fixture
def leader(browser, app) -> Iterator[Callable[..., Visit]]:
    app.voice.hold.set()
    app.voice.gone = False
    visits: list[Visit] = []

    def opened(lang: str = "da", width: int = 1280) -> Visit:
        visits.append(Visit(browser.new_context(locale=LOCALE[lang]).new_page(), lang, width))
        visits[-1].open(page_address(app, lang))
        return visits[-1]

    yield opened
    app.voice.hold.set()
    for one in visits:
        one.closed()
        one.page.context.close()


def seen_by_axe(leader: Visit) -> list[str]:
    """What is grave on this screen, in both widths, light and dark."""
    axe, found = Axe(), set()
    for width, scheme in looks(leader.page, "light", "dark"):
        for one in axe.run(leader.page, options={"resultTypes": ["violations"]}).response["violations"]:
            found |= {f"{width} {scheme} {one['id']}"} if one["impact"] in GRAVE else set()
        found |= {f"{width} too wide"} if leader.too_wide() else set()
    return sorted(found)


def answered_slowly(leader: Visit, app: Voiced, text: str) -> None:
    """An answer on its way, the model at work on the next question."""
    asked = app.voice.asked
    app.voice.hold.clear()
    leader.box.fill(text)
    leader.page.click("#send")
    while app.voice.asked == asked:
        leader.page.wait_for_timeout(20)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_a_model_words_is_marked_and_taken_only_by_choice(leader, app, lang) -> None:
    visit, texts = leader(lang), Texts(lang)
    worded = texts("worded_by", model=MODEL)
    visit.begun()
    assert not visit.shows(worded)
    visit.say(PROBLEM[lang])
    assert visit.question == ASKS[lang] and visit.shows(worded) and seen_by_axe(visit) == []
    while visit.step_number < 6:
        visit.click("skip")
    assert visit.question == FREELY[lang] and visit.shows(worded)
    visit.say("Mig selv. / Myself.")
    assert visit.field("key_question").input_value() not in KEYS[lang] and not visit.shows(FREELY[lang] + "!")
    assert seen_by_axe(visit) == []
    for field in ("key_question", "dilemma"):
        visit.page.locator(f"[data-take={field}]").last.click()
        assert visit.page.evaluate("document.activeElement.name") == field
    visit.page.keyboard.press("End")
    visit.page.keyboard.insert_text(" Nu.")
    visit.page.get_by_label(texts("adopt")).check()
    visit.press("approve")
    brief = flat(visit.page.locator(".brief-page").inner_text())
    for text in (KEYS[lang][-1], f"{SHORT[lang]} Nu.", FREELY[lang]):
        assert text in brief
    assert KEYS[lang][0] not in brief


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_while_it_thinks_the_page_is_calm_and_nothing_is_sent_twice(leader, app, lang, width) -> None:
    visit, texts = leader(lang, width), Texts(lang)
    visit.begun()
    before = visit.page.locator("#asked h1").bounding_box()
    answered_slowly(visit, app, PROBLEM[lang])
    told, asked = visit.page.locator("#told"), app.voice.asked
    visit.page.wait_for_timeout(SHOWN_MS)
    assert flat(told.inner_text()).startswith(f"{texts('received_answer')} {texts('comes_question')}")
    assert told.evaluate("(one) => getComputedStyle(one).opacity") == "1" and visit.too_wide() == 0
    assert visit.page.locator("#asked h1").bounding_box() == before
    for name in ("send", "skip", "another", "finish"):
        visit.page.locator(f"#{name}").click(force=True)
    visit.box.press("Control+Enter")
    visit.page.keyboard.insert_text("mere")
    assert visit.box.input_value() == PROBLEM[lang] and seen_by_axe(visit) == []
    visit.page.set_viewport_size({"width": width, "height": 860})
    visit.after(app.voice.hold.set)
    assert visit.question == ASKS[lang] and not told.count() and app.voice.asked == asked
    visit.box.fill("Vi har talt om det.")
    visit.click("send")
    assert visit.question not in ("", ASKS[lang])


def test_pausing_meanwhile_leads_to_the_start_and_the_question_waits(leader, app) -> None:
    visit = leader()
    visit.emptied()
    case_id = visit.begun()
    answered_slowly(visit, app, PROBLEM["da"])
    visit.click("pause")
    assert visit.shows("Du er i gang med") and not visit.page.locator("#told").count()
    visit.go("about").go("start").press("begin")
    app.voice.hold.set()
    visit.page.wait_for_timeout(600)
    assert visit.question_id == "q1" and visit.asked.get_attribute("data-case") != case_id
    visit.box.fill("En anden sag.")
    visit.click("send").click("pause").go("mine").press("continue", case_id)
    assert visit.question == ASKS["da"]


def test_with_the_model_gone_in_the_middle_the_case_completes(leader, app) -> None:
    visit = leader()
    visit.begun()
    visit.say(PROBLEM["da"])
    app.voice.gone = True
    visit.click("another")
    assert visit.shows("Sprogmodellen svarer ikke lige nu") and not visit.shows("Formuleret af")
    assert seen_by_axe(visit) == []
    visit.click("another")
    assert not visit.shows("svarer ikke lige nu")
    while visit.asked.is_visible():
        visit.say("Jeg har prøvet at vente.")
    assert not visit.page.locator(".suggested").count()
    visit.press("approve")
    assert PROBLEM["da"] in flat(visit.page.locator(".brief-page").inner_text())


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_answer_comes_above_the_passages_and_disturbs_nobody(leader, app, lang) -> None:
    visit, texts = leader(lang), Texts(lang)
    visit.go("material")
    app.voice.hold.clear()
    visit.field("question").fill(OFTEN[lang])
    visit.press("ask")
    visit.page.wait_for_timeout(SHOWN_MS)
    assert visit.page.locator(".answers article").count() and seen_by_axe(visit) == []
    visit.field("question").fill("Og så?")
    visit.page.locator(".answers article button").first.focus()
    app.voice.hold.set()
    visit.page.locator(".cited a").first.wait_for()
    assert visit.field("question").input_value() == "Og så?"
    assert visit.page.evaluate("document.activeElement.dataset.do") == "card"
    assert visit.shows(texts("worded_by", model=MODEL)) and seen_by_axe(visit) == []
    visit.press("card").press("ask_back")
    assert visit.page.locator(".cited a").count() and app.voice.hold.is_set()
