"""`companion prepare` with a model: what it words is marked as such, and stands in the brief only where the leader takes it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from companion.commands import interview
from companion.safety.words import concern_text
from companion.vocabulary import LANGS, Concern, ConcernLevel, Lang, Suggested
from tests.commands.conftest import MODEL, Scripted

PLAIN = "I går gik vi fra hinanden uden en aftale om planen."
ASKED = f"{PLAIN}\n/mere\nAt vi begynder forfra.\n\n/oplæg\n"
"""An answer, one more question that the model words, its answer, and the brief."""
PROPOSED = Suggested(
    key_questions=("Hvordan får vi en aftale om planen?", "Hvad gør vi, når vi går fra hinanden?"),
    dilemma="Vi går fra hinanden uden en aftale.",
    model=MODEL,
)
KEPT = "\n\n\n\n"
"""Enter at the wish, what to strike, the minutes and the date."""
FREE = "/spring\n" * 6 + "Det, jeg ikke har sagt.\n\n"
"""Up to the free question, which the model words, and an answer to it."""


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_that_a_model_worded_says_so_and_no_other_does(run, voice: Scripted, lang: Lang) -> None:
    err = run("prepare", "--lang", lang, typed=f"{PLAIN}\n/mere\n\n/oplæg\n\n{KEPT}").err
    marked = {"da": f"Formuleret af sprogmodellen {MODEL}.", "en": f"Worded by the language model {MODEL}."}[lang]
    assert err.count(marked) == 1 and err.index(voice.asks) < err.index(marked)


def test_without_a_model_nothing_is_marked(run) -> None:
    assert "sprogmodellen" not in run("prepare", typed=f"{ASKED}\n{KEPT}").err


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("", "own"),
        ("n\n", PROPOSED.key_questions[0]),
        ("n\nn\n", PROPOSED.key_questions[1]),
        ("n\nHvad nu?", "Hvad nu?"),
    ],
)
def test_a_proposed_key_question_stands_where_it_was_taken(run, voice: Scripted, typed: str, stands: str) -> None:
    before = run("prepare", "--json", typed=f"{ASKED}\n{KEPT}").json["brief"]["key_question"]
    voice.suggested = PROPOSED
    ran = run("prepare", "--json", typed=f"{ASKED}{typed}\n\n{KEPT}")
    assert ran.json["brief"]["key_question"] == (before if stands == "own" else stands)
    assert before not in PROPOSED.key_questions
    assert (f"Forslag fra sprogmodellen {MODEL}: {PROPOSED.key_questions[0]}" in ran.err) is ("n" in typed)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("", PLAIN),
        ("nej", PLAIN),
        ("j", PROPOSED.dilemma),
        ("YES", PROPOSED.dilemma),
        ("Vi mangler en plan.", "Vi mangler en plan."),
    ],
)
def test_the_proposed_sentence_stands_beside_the_leaders_own(run, voice: Scripted, typed: str, stands: str) -> None:
    voice.suggested = PROPOSED
    ran = run("prepare", "--json", typed=f"{ASKED}\n{typed}\n{KEPT}")
    assert ran.json["brief"]["dilemma"] == stands
    assert f"i dine egne ord: {PLAIN}\nForslag fra sprogmodellen {MODEL}: {PROPOSED.dilemma}" in ran.err


def test_a_name_in_a_proposal_stands_by_role(run, voice: Scripted) -> None:
    voice.suggested = PROPOSED.model_copy(update={"dilemma": "Karim går uden en aftale."})
    said = "I går gik Karim uden en aftale.\n\n/oplæg\n"
    ran = run("prepare", "--json", typed=f"{said}\nj\n\n\n\n\n\n")
    assert "Karim går uden" not in ran.err and "Karim" not in ran.json["brief"]["dilemma"]
    assert ran.json["brief"]["dilemma"].endswith("går uden en aftale.")


@pytest.mark.parametrize(("typed", "stands"), [("", False), ("n", False), ("j", True), ("y", True)])
def test_a_worded_free_question_heads_its_answer_only_where_it_may(
    run, voice: Scripted, typed: str, stands: bool
) -> None:
    ran = run("prepare", "--json", typed=f"{FREE}\n{typed}\n{KEPT}")
    assert f"Sprogmodellen {MODEL} har formuleret det spørgsmål, du svarede på til sidst: {voice.asks}" in ran.err
    assert (ran.json["brief"]["headings"]["open"] == voice.asks) is stands
    assert [line["text"] for line in ran.json["brief"]["answers"]["open"]] == ["Det, jeg ikke har sagt."]


@pytest.mark.parametrize("danger", [True, False])
def test_after_danger_to_life_no_model_is_asked(run, voice: Scripted, danger: bool) -> None:
    said = "Jeg vil ikke leve længere.\n\nv\n" if danger else f"{PLAIN}\n\n"
    ran = run("prepare", "--json", typed=f"{said}/spring\n/mere\n/oplæg\n\n\n{KEPT}")
    assert ran.code == 0 and (voice.asks in ran.err) is not danger


@pytest.mark.parametrize("lang", LANGS)
def test_unattended_nothing_of_a_models_is_taken_and_its_turns_say_who_worded_them(
    run, answers, voice: Scripted, lang: Lang
) -> None:
    voice.suggested = PROPOSED
    said = answers(problem=["De siger altid nej.", "Igen i går."], open="Det, jeg ikke har sagt.")
    document = run("prepare", "--answers", said, "--lang", lang, "--json").json
    worded = [turn for turn in document["turns"] if turn["model"]]
    assert [(turn["who"], turn["step"], turn["model"]) for turn in worded] == [
        ("companion", step, MODEL) for step in ("problem", "open")
    ]
    assert all(turn["text"].endswith(voice.asks) for turn in worded)
    brief = str(document["brief"])
    assert not any(text in brief for text in (voice.asks, PROPOSED.dilemma, *PROPOSED.key_questions))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("keep", [True, False], ids=["kept", "not kept"])
def test_the_welcome_says_where_the_words_go(
    run, answers, voice: Scripted, monkeypatch, lang: Lang, keep: bool
) -> None:
    monkeypatch.setenv("COMPANION_API_BASE", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("COMPANION_EMBEDDING_MODEL", "ollama/bge-m3")
    at = {"da": "hos", "en": "at"}[lang]
    models = f"{MODEL} {at} 127.0.0.1:9 · ollama/bge-m3 {at} 127.0.0.1:9"
    more = ["--lang", lang, *(["--keep"] if keep else [])]
    first = run("prepare", "--answers", answers(problem="Vi er få."), "--json", *more).json["turns"][0]["text"]
    typed = run("prepare", *more, typed=f"{PLAIN}\n\n").err
    assert models in first and models in typed and ("--keep" in first) is not keep
    assert "Ingen sprogmodel" not in first and "No language model" not in first


def test_one_of_a_providers_own_is_named_alone(run, answers, voice: Scripted) -> None:
    first = run("prepare", "--answers", answers(problem="Vi er få."), "--json").json["turns"][0]["text"]
    assert f"sendes til {MODEL} med mærker" in first


def test_that_the_model_is_gone_is_said_once_and_the_sitting_goes_on(run, voice: Scripted) -> None:
    voice.gone = True
    ran = run("prepare", "--json", typed=f"{PLAIN}\n/mere\nIgen.\n/mere\nOg igen.\n\n/oplæg\n\n{KEPT}")
    assert ran.code == 0 and ran.err.count("Sprogmodellen svarer ikke lige nu") == 1
    assert len(ran.json["brief"]["answers"]["problem"]) == 3


@pytest.mark.parametrize(
    "typed", ["{words}\n/oplæg\n", "/spring\n/spring\n/spring\n/spring\n/spring\n/spring\n{words}\n\n"]
)
def test_a_note_that_came_with_the_last_answer_is_shown_before_the_brief(run, typed: str) -> None:
    ran = run("prepare", typed=typed.format(words="Jeg vågner bare klokken fire hver nat.") + f"\n{KEPT}")
    assert ran.err.count("Det er værd at sige til nogen") == 1


@pytest.mark.parametrize(("a_while", "said"), [(30.0, False), (0.05, True)])
def test_a_slow_model_is_waited_for_with_a_word(
    run, voice: Scripted, monkeypatch: pytest.MonkeyPatch, a_while: float, said: bool
) -> None:
    monkeypatch.setattr(interview, "_A_WHILE", a_while)
    worded = voice.word
    monkeypatch.setattr(voice, "word", lambda *told: time.sleep(0.2) or worded(*told), raising=False)
    ran = run("prepare", typed=f"{ASKED}\n{KEPT}")
    assert ran.code == 0 and ("Modtaget. Det næste er på vej." in ran.err) is said
    timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    for timer in timers:
        timer.join(2)
    assert not any(timer.is_alive() for timer in timers)


def test_whoever_will_not_wait_has_lost_nothing(run, home: Path, voice: Scripted, monkeypatch) -> None:
    def interrupted(*told: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(voice, "word", interrupted, raising=False)
    ran = run("prepare", "--keep", typed=f"{PLAIN}\n/mere\n")
    assert ran.code == 0 and "er gemt" in ran.err
    (case,) = run("data", "list", "--json").json["cases"]
    assert case["title"].startswith("I går gik vi")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("level", "code"), [("acute", 3), ("duty", 0), ("strain", 0)])
def test_unattended_a_concern_that_a_model_raises_is_met_as_the_screens(
    run, answers, home: Path, voice: Scripted, lang: Lang, level: ConcernLevel, code: int
) -> None:
    voice.concern = level
    said = answers(problem=["De siger altid nej.", "Igen i går."], hopes="At de siger ja.")
    ran = run("prepare", "--answers", said, "--lang", lang, "--json", "--out", home / "b.md")
    document, text = ran.json, concern_text(Concern(level=level, signals=("model",)), lang)
    assert (ran.code, document["concern"]["level"], document["concern"]["text"]) == (code, level, text)
    assert [turn["text"] for turn in document["turns"]].count(text) == 1
    assert (document["brief"] is not None) == (home / "b.md").exists() == (level != "acute")
    if document["brief"]:
        assert [len(lines) for lines in document["brief"]["answers"].values()] == [2, 1]


@pytest.mark.parametrize(("typed", "code"), [("v\n/oplæg\n" + KEPT, 0), ("s\n", 3)])
def test_typing_the_leader_chooses_at_a_concern_that_a_model_raises(
    run, voice: Scripted, typed: str, code: int
) -> None:
    voice.concern = "acute"
    ran = run("prepare", "--json", typed=f"De siger altid nej.\n\n{typed}")
    assert ran.code == code and ran.err.count("Nu stopper spørgsmålene") == 1 and "Din læge" in ran.err
    assert (ran.json["brief"] is None) == (code == 3)
