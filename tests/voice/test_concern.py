"""A model may raise a concern, never lower it: over real HTTP, with the real graph.

Seen to fail: with `raised` that returns nothing, that asks only whether the level is another (each level then comes again and
again), or that holds the reply itself; with `after_ask` that always listens; with `go_on` left out of weigh.py; with a concern
taken from the last draft, or from one that is used alone; with a second try after "acute"; with `voice_for` that
asks on after danger.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from companion.method import screen
from companion.method.screen import BY_A_MODEL
from companion.safety.words import concern_text
from companion.vocabulary import LANGS, Concern, ConcernLevel, Hidden, Lang, Names
from companion.voice import Wording
from evals.colleague import QUESTIONS
from evals.stub import Recorded, Reply, Stub, chat
from tests.voice.test_model_voice import ANSWERS, through, voiced

UNFIT = "?"
GRAVE = {"da": "Jeg vil ikke leve længere.", "en": "I do not want to live any more."}
LOUD = {
    "da": "De fryser hende ud og griner ad hende, når hun går.",
    "en": "My boss told me to falsify the invoices, and I never say anything.",
}
MOST = 30
"""Replies to a review: ten questions, and a stop at each of the three levels."""
LATER = "Det ved jeg ikke endnu, men det kommer."


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen finds nothing in the ordinary answers, whatever it learns; the other texts it reads as it does."""
    found, ordinary = screen.screened, {LATER, *(text for lang in LANGS for text in ANSWERS[lang])}
    nothing = Concern(level="none")
    monkeypatch.setattr(screen, "screened", lambda text: nothing if text in ordinary else found(text))


class Naming(Stub):
    """A model that words a question it has not put before, and names these concerns, one a call, the last for good."""

    def __init__(self, lang: Lang, *levels: Any, question: str = "") -> None:
        super().__init__()
        self._lang, self._levels, self._question = lang, list(levels), question

    def answer(self, request: Recorded) -> Reply:
        self.recorded.append(request)
        if "key_questions" in request.body:
            return chat("{}")
        told = json.loads(request.body)["messages"][1]["content"]
        asks = self._question or next(text for text in QUESTIONS[self._lang] if text not in told)
        level = self._levels.pop(0) if len(self._levels) > 1 else self._levels[0]
        return chat(json.dumps({"concern": level, "mirror": "", "question": asks}))


@contextmanager
def naming(lang: Lang, *levels: Any, **more: Any) -> Iterator[Naming]:
    server = Naming(lang, *levels, **more)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def said_to(level: ConcernLevel, lang: Lang) -> str:
    return concern_text(Concern(level=level, signals=(BY_A_MODEL,)), lang)


def to_the_review(sitting: Any, lang: Lang) -> list[tuple[str, str, str]]:
    """The questions on the way, without the places where they stopped."""
    waiting, put = list(ANSWERS[lang]), []
    for _ in range(MOST):
        if sitting.asked.kind == "review":
            return put
        if sitting.asked.kind == "pause":
            sitting.does("go_on")
            continue
        put.append((sitting.asked.kind, sitting.asked.step, sitting.asked.text))
        sitting.says(waiting.pop(0) if waiting else LATER)
    raise AssertionError("it never ends")


def levels(sitting: Any) -> list[str]:
    return [one.level for one in sitting.state["shown"]]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", ["acute", "duty"])
def test_the_questions_stop_and_go_on_where_they_would_have(place, lang, level) -> None:
    with naming(lang, level) as server:
        sitting = voiced(place, server.base).sitting(lang)
        state = sitting.says(ANSWERS[lang][0])
        (shown,) = state["shown"]
        assert (shown.level, shown.step, shown.signals) == (level, "problem", (BY_A_MODEL,))
        assert shown.text == sitting.asked.text == state["turns"][-1].text == said_to(level, lang)
        assert sitting.asked.kind == "pause" and not state["trail"][1:] and not state["deepened"]
        state = sitting.does("go_on")
        assert (state["question"].kind, state["question"].step) == ("deepening", "problem")
        assert sitting.words == [("problem", ANSWERS[lang][0])] and state["held"] is None
        assert bool(state["question"].model) == (level == "duty") and levels(sitting) == [level]


@pytest.mark.parametrize("lang", LANGS)
def test_strain_is_one_line_above_the_models_question_once(place, lang) -> None:
    with naming(lang, "strain") as server:
        sitting = voiced(place, server.base).sitting(lang)
        state = sitting.says(ANSWERS[lang][0])
        assert state["note"] == said_to("strain", lang) and "”" not in state["note"] and "“" not in state["note"]
        assert state["question"].kind == "deepening" and state["question"].model
        assert [turn.text for turn in state["turns"][-2:]] == [state["note"], state["question"].spoken]
        through(sitting, lang, lambda now: now.state["note"] and pytest.fail("said again"))
        assert levels(sitting) == ["strain"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", ["acute", "duty", "strain"])
def test_the_road_is_the_same_as_without_and_nothing_is_lost_or_there_twice(place, lang, level) -> None:
    roads, kept = [], []
    for named in ("none", level):
        with naming(lang, named) as server:
            sitting = voiced(place, server.base).sitting(lang)
            roads.append(to_the_review(sitting, lang))
            state = sitting.state
            counts = {name: state[name] for name in ("skipped", "deepened", "unsent", "touches")}
            kept.append((sitting.words, len(state["trail"]), counts | {"touches": len(counts["touches"])}))
            assert levels(sitting) == ([] if named == "none" else [level])
    plain, raised = roads
    if level == "acute":  # from there on the guided voice words them
        plain, raised = ([one[:2] for one in road] for road in roads)
    assert plain == raised and kept[0] == kept[1]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("named", "heard"),
    [
        (["acute"], ["acute"]),
        (["duty"], ["duty"]),
        (["strain"], ["strain"]),
        (["strain", "duty", "acute"], ["strain", "duty", "acute"]),
        (["duty", "strain", "duty", "acute"], ["duty", "acute"]),
        (["none"], []),
    ],
)
def test_who_cries_wolf_is_heard_once_for_each_level(place, lang, named, heard) -> None:
    with naming(lang, *named) as server:
        sitting = voiced(place, server.base).sitting(lang)
        to_the_review(sitting, lang)
        assert levels(sitting) == heard


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("question", ["", UNFIT])
def test_nothing_more_is_sent_once_it_said_acute(place, lang, question) -> None:
    """Not even a second try at a question that could not be put."""
    with naming(lang, "acute", question=question) as server:
        sitting = voiced(place, server.base).sitting(lang)
        to_the_review(sitting, lang)
        sitting.does("review", form={"approved": "1"})
        assert sitting.asked.kind == "done" and len(server.recorded) == 1
        assert len(sitting.book.receipts(sitting.owner, sitting.case)) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_screen_found_stands_whatever_the_model_says(place, lang) -> None:
    with naming(lang, "none") as server:
        sitting = voiced(place, server.base).sitting(lang)
        sitting.says(ANSWERS[lang][0])
        state = sitting.says(GRAVE[lang])
        assert state["question"].kind == "pause" and levels(sitting) == ["acute"]
        assert BY_A_MODEL not in state["shown"][0].signals
        to_the_review(sitting, lang)
        assert levels(sitting) == ["acute"] and len(server.recorded) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_after_the_screens_duty_it_may_still_say_acute_and_the_road_goes_on(place, lang) -> None:
    """Two stops over one answer: the plan made in between is still what comes next."""
    with naming(lang, "strain", "duty", "acute") as server:
        sitting = voiced(place, server.base).sitting(lang)
        assert sitting.says(LOUD[lang])["question"].kind == "pause" and not server.recorded
        state = sitting.does("go_on")
        assert state["question"].kind == "deepening" and levels(sitting) == ["duty"] and not state["note"]
        sitting.does("another", "halvt")
        assert sitting.asked.kind == "deepening" and levels(sitting) == ["duty"]
        assert sitting.does("another", "halvt")["question"].kind == "pause" and levels(sitting) == ["duty", "acute"]
        state = sitting.does("go_on")
        assert (state["question"].kind, state["question"].step) == ("deepening", "problem")
        assert state["unsent"] == {"problem": "halvt"} and sitting.words == [("problem", LOUD[lang])]
    with naming(lang, "acute") as server:
        sitting = voiced(place, server.base).sitting(lang)
        sitting.says(LOUD[lang])
        assert sitting.does("go_on")["question"].kind == "pause" and levels(sitting) == ["duty", "acute"]
        state = sitting.does("go_on")
        assert (state["question"].kind, state["question"].step) == ("deepening", "problem")
        assert sitting.words == [("problem", LOUD[lang])]


@pytest.mark.parametrize("lang", LANGS)
def test_of_the_free_question_too(place, lang) -> None:
    """It grows out of the whole case; the last thing said is where it arose."""
    with naming(lang, "duty") as server:
        sitting = voiced(place, server.base).sitting(lang)
        sitting.until("needs")
        sitting.says(ANSWERS[lang][6])
        assert [(one.level, one.step) for one in sitting.state["shown"]] == [("duty", "needs")]
        sitting.does("go_on")
        assert (sitting.asked.kind, sitting.asked.step) == ("open", "open") and sitting.asked.model


DRAFTS: list[tuple[str, list[str], list[str]]] = [
    ("in the first of two", ['{"concern": "duty", "question": "?"}', '{"question": "?"}'], ["duty"]),
    ("in the second", ['{"question": "?"}', '{"concern": "duty", "question": "?"}'], ["duty"]),
    ("the first that names one", ['{"concern": "duty", "question": "?"}', '{"concern": "acute", "question": "?"}'], ["duty"]),
    ("then nothing readable", ['{"concern": "duty", "question": "?"}', "<html>"], ["duty"]),
    ("then no server", ['{"concern": "duty", "question": "?"}', ""], ["duty"]),
    ("without a question", ['{"concern": "acute"}'], ["acute"]),
    ("with null for one", ['{"concern": "acute", "mirror": null, "question": null}'], ["acute"]),
    ("after thinking aloud", ['<think>{"concern": "none"}</think>\n```json\n{"concern": " Acute ",}\n```'], ["acute"]),
    ("never", ['{"concern": "none", "question": "?"}', '{"question": "?"}'], []),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("drafts", "heard"), [row[1:] for row in DRAFTS], ids=[row[0] for row in DRAFTS])
def test_it_is_heard_though_its_question_cannot_be_put(place, lang, drafts, heard) -> None:
    with naming(lang, "none") as server:
        left = list(drafts)
        down = chat("")._replace(status=503)

        def answer(request: Recorded) -> Reply:
            server.recorded.append(request)
            text = left.pop(0) if left else ""
            return chat(text) if text else down

        server.answer = answer  # type: ignore[method-assign]
        sitting = voiced(place, server.base).sitting(lang)
        state = sitting.says(ANSWERS[lang][0])
        assert levels(sitting) == heard
        assert state["question"].kind == ("pause" if heard else "deepening") and not state["question"].model
        assert sitting.words == [("problem", ANSWERS[lang][0])]


@pytest.mark.parametrize(
    "value", ["", "none", "NONE", "high", "akut", "acute!", "strain|duty|acute", None, True, 3, ["acute"], {"level": "acute"}]
)  # fmt: skip
def test_what_is_no_level_is_none_and_the_question_is_put(place, value) -> None:
    with naming("da", value) as server:
        sitting = voiced(place, server.base).sitting("da")
        assert sitting.says(ANSWERS["da"][0])["question"].model and levels(sitting) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_restart_in_the_middle_of_the_pause_loses_nothing(place, lang) -> None:
    with naming(lang, "duty") as server:
        sitting = voiced(place, server.base).sitting(lang)
        sitting.says(ANSWERS[lang][0])
        again = place.restart(sitting)
        assert again.asked.kind == "pause" and again.asked.text == said_to("duty", lang)
        again.book.receive(again.owner, again.case, again.reply("go_on"))
        last = place.restart(again)
        assert last.book.finish_pending() == 1
        assert (last.asked.kind, last.asked.step) == ("deepening", "problem") and last.asked.model
        assert last.words == [("problem", ANSWERS[lang][0])] and levels(last) == ["duty"]


def test_names_hidden_for_the_call_stay_with_the_case_where_it_stops(place) -> None:
    found = Names(hidden=(Hidden(kind="person", number=7, forms=("Ulla",)),))
    place.voice = SimpleNamespace(word=lambda *told: Wording(text="Hvad så?", names=found, concern="duty"))
    state = place.sitting().says(ANSWERS["da"][0])
    assert state["question"].kind == "pause" and state["names"] == found


def test_a_line_of_a_models_does_not_push_out_that_there_are_no_more_questions(place) -> None:
    sitting = place.sitting()
    sitting.says(ANSWERS["da"][0])
    place.voice = SimpleNamespace(word=lambda *told: Wording(text="", concern="strain"))
    state = place.restart(sitting).does("another")
    assert state["note"].startswith(said_to("strain", "da")) and "ikke flere spørgsmål" in state["note"]


def test_what_the_linter_stops_is_heard_all_the_same(place) -> None:
    place.voice = SimpleNamespace(word=lambda *told: Wording(text="Er du vred?", concern="acute"))
    assert place.sitting().says(ANSWERS["da"][0])["question"].text == said_to("acute", "da")


def test_nothing_of_the_models_word_is_kept_but_that_it_was_shown(place) -> None:
    with naming("da", "duty", question=UNFIT) as server:
        sitting = voiced(place, server.base).sitting("da")
        held = sitting.says(ANSWERS["da"][0])["held"]
        assert held and held.reply.kind == "go_on" and not held.reply.words
        state = sitting.does("go_on")
        assert state["concern"] is None and state["held"] is None
        assert not [turn for turn in state["turns"] if turn.model]
