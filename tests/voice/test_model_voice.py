"""A case with a model that behaves, over real HTTP: what it may do, what it is told, and what of it ends up where.

Fails with: a call at the method's own questions, a preset taken from State["suggested"], a heading without `adopted`, a lock
around the exchange, a model asked after danger to life.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from companion.brief.files import brief_as
from companion.confidentiality.gate import Gate
from companion.parts import own_words
from companion.settings import Settings
from companion.vocabulary import Lang, Passage
from companion.voice.lint import lint
from companion.voice.model import ModelVoice
from evals import colleague
from evals.colleague import KEY_QUESTIONS, QUESTIONS, Colleague
from evals.stub import chat

ANSWERS: dict[Lang, tuple[str, ...]] = {
    "da": (
        "Mette kommer for sent til alle møder, og jeg siger aldrig noget. Karim siger, at jeg er for blød.",
        "Det var i mandags. Jeg kiggede ned i mine papirer.",
        "For Karim og de andre. De tager hendes del.",
        "At vi kan regne med hinanden.",
        "At tage hende til side. At flytte mødet.",
        "Jeg er bange for, at hun siger op.",
        "Nogen, der har stået i det.",
        "At jeg selv kommer for sent hjem hver dag.",
    ),
    "en": (
        "Mette is late for every meeting and I never say anything. Karim says that I am too soft.",
        "It was on Monday. I looked down at my papers.",
        "For Karim and the others. They take her part.",
        "That we can count on each other.",
        "Taking her aside. Moving the meeting.",
        "I am afraid that she resigns.",
        "Somebody who has been in it.",
        "That I am late home every day myself.",
    ),
}
CARD = Passage(card="c", title="Sparring", text="En kollega spørger.", source="002", section="Sparring", score=0.5)


def voiced(place: Any, base: str, **more: Any) -> Any:
    settings = Settings(model="hosted_vllm/some", api_base=base, **more)
    gate = Gate(settings, ours=lambda: own_words() | {CARD.title, CARD.text})
    gate.warm_up()
    place.voice = ModelVoice(gate, settings, lambda text, lang: (CARD,), rest=lambda seconds: None)
    return place


@pytest.fixture(params=["da", "en"])
def lang(request: Any) -> Lang:
    return request.param


@pytest.fixture
def server(lang: Lang) -> Iterator[Colleague]:
    with colleague.running(lang) as running:
        yield running


def through(sitting: Any, lang: Lang, then: Any = None) -> list[int]:
    """Answers whatever is asked, to the review; `then` is told how far it is."""
    waiting = list(ANSWERS[lang])
    while sitting.asked.kind not in ("review", "done"):
        sitting.says(waiting.pop(0) if waiting else "Det ved jeg ikke endnu, men det kommer.")
        if then:
            then(sitting)
    return waiting


def test_a_whole_case_takes_at_most_one_call_a_turn_and_the_method_asks_its_own(place, server, lang) -> None:
    sitting = voiced(place, server.base).sitting(lang)
    calls: list[int] = []

    def count(now: Any) -> None:
        calls.append(len(server.recorded))
        if now.asked.kind in ("deepening", "open"):
            assert now.asked.model == "hosted_vllm/some" and now.asked.text in QUESTIONS[lang]
            assert lint(now.asked.text).ok and now.state["turns"][-1].model == "hosted_vllm/some"
        else:
            assert not now.asked.model

    through(sitting, lang, count)
    assert len(calls) >= 8 and calls[-1] >= 4
    assert all(after - before <= 1 for before, after in zip([0, *calls], calls, strict=False))
    receipts = sitting.book.receipts(sitting.owner, sitting.case)
    assert len(receipts) == calls[-1] and {one.outcome for one in receipts} == {"answered"}
    assert {one.what for one in receipts} == {"question", "brief"} and all(one.tokens_in for one in receipts)
    sent = "\n".join(request.whole for request in server.recorded)
    assert "Mette" not in sent and "Karim" not in sent and "[PERSON_1]" in sent


def test_the_system_message_is_the_same_in_every_call_of_a_kind(place, server, lang) -> None:
    through(voiced(place, server.base).sitting(lang), lang)
    heads = {json.loads(request.body)["messages"][0]["content"] for request in server.recorded}
    assert len(heads) == 3


def test_nothing_a_model_worded_is_in_a_brief_that_nobody_chose_it_for(place, server, lang) -> None:
    sitting = voiced(place, server.base).sitting(lang)
    through(sitting, lang)
    suggested = sitting.state["suggested"]
    assert suggested.key_questions == KEY_QUESTIONS[lang] and suggested.model == "hosted_vllm/some"
    sitting.does("review", form={"approved": "1"})
    words = brief_as(".md", sitting.state["brief"]).decode()
    assert not [text for text in (*QUESTIONS[lang], *KEY_QUESTIONS[lang]) if text in words]


def test_what_the_leader_chooses_of_it_is(place, server, lang) -> None:
    sitting = voiced(place, server.base).sitting(lang)
    through(sitting, lang)
    free = next(question for question in sitting.state["trail"] if question.kind == "open")
    form = {"approved": "1", "key_question": KEY_QUESTIONS[lang][1], f"adopt.{free.id}": "1"}
    brief = sitting.does("review", form=form)["brief"]
    assert brief.key_question == KEY_QUESTIONS[lang][1] and free.text in brief.headings.values()


def test_with_the_model_gone_in_the_middle_the_case_completes(place, server, lang, capfd) -> None:
    sitting = voiced(place, server.base).sitting(lang)
    sitting.says(ANSWERS[lang][0])
    assert sitting.asked.model
    server.fault = chat("")._replace(status=503)
    notes = []
    through(sitting, lang, lambda now: notes.append(now.state["note"]))
    told = [note for note in notes if note]
    assert len(told) == 1 and not sitting.asked.model
    sitting.does("review", form={"approved": "1"})
    assert sitting.state["brief"] and sitting.asked.kind == "done"
    assert set(capfd.readouterr().err.split()) <= {"companion:", "model", "503"}


def test_it_is_tried_again_later_and_what_is_back_speaks_again(place, server, lang) -> None:
    sitting = voiced(place, server.base).sitting(lang)
    server.fault = chat("")._replace(status=503)
    sitting.says(ANSWERS[lang][0])
    assert not sitting.asked.model and sitting.state["without_model"]
    server.fault = None
    sitting.does("another")
    assert sitting.asked.model and not sitting.state["without_model"] and not sitting.state["note"]


def test_once_somebody_may_be_in_danger_nothing_more_goes_to_a_model(place, server, lang) -> None:
    words = {"da": "Jeg vil ikke leve længere.", "en": "I do not want to live any more."}
    sitting = voiced(place, server.base).sitting(lang)
    sitting.says(ANSWERS[lang][0])
    before = len(server.recorded)
    sitting.says(words[lang])
    assert sitting.asked.kind == "pause"
    sitting.does("go_on")
    through(sitting, lang)
    assert len(server.recorded) == before == 1


def test_a_second_leader_does_not_wait_for_the_first_ones_slow_model(place, lang) -> None:
    """The first one's model takes two seconds; the other's turn, with the same voice and book, must end well before."""
    with colleague.running(lang, pause=2.0) as slow:
        book = voiced(place, slow.base).book()
        first, second = place.sitting(lang, "a", book), place.sitting(lang, "b", book)
        ended: dict[str, float] = {}

        def speaks() -> None:
            first.says(ANSWERS[lang][0])
            ended["first"] = time.monotonic()

        thread = threading.Thread(target=speaks)
        thread.start()
        while not slow.recorded:
            time.sleep(0.01)
        time.sleep(0.2)
        slow.pause = 0.0
        second.does("skip")
        second.says(ANSWERS[lang][2] * 3)
        ended["second"] = time.monotonic()
        thread.join()
        assert first.asked.model and second.asked.step != "problem"
    assert ended["second"] < ended["first"]


def test_a_mirror_is_the_leaders_exact_words_or_none(place, server, lang) -> None:
    said = {
        "da": ("jeg siger aldrig noget", "Jeg tør ikke sige det"),
        "en": ("I never say anything", "I dare not say it"),
    }
    right, wrong = said[lang]
    for quotation, mirrored in ((right, True), (wrong, False)):
        document = {"mirror": quotation, "question": QUESTIONS[lang][0]}
        server.fault = chat(json.dumps(document))
        sitting = voiced(place, server.base).sitting(lang)
        sitting.says(ANSWERS[lang][0])
        assert sitting.asked.text == QUESTIONS[lang][0] and (right in sitting.asked.lead) == mirrored
        assert wrong not in sitting.asked.spoken


def test_an_answer_from_the_material_carries_its_numbers_or_there_is_none(place, server, lang) -> None:
    voice = voiced(place, server.base).voice
    words = {"da": "En kollega spørger.", "en": "A colleague asks."}
    card = CARD.model_copy(update={"text": words[lang]})
    gate = Gate(
        Settings(model="hosted_vllm/some", api_base=server.base), ours=lambda: own_words() | {card.text, card.title}
    )
    voice = ModelVoice(gate, Settings(model="hosted_vllm/some", api_base=server.base), lambda text, lang: ())
    discretion = place.book().questioning()
    question = {"da": "Hvem spørger?", "en": "Who asks?"}[lang]
    assert voice.answer(question, (card,), lang, discretion) is None
    told = {"sentences": [{"text": words[lang], "passages": [1]}]}
    server.fault = chat(json.dumps(told))
    found = voice.answer(question, (card,), lang, discretion)
    assert found and found.text == f"{words[lang]} [1]" and found.model == "hosted_vllm/some"
    assert voice.answer(question, (), lang, discretion) is None
