"""The guided voice: the question that suits what was written, quoting and nothing more."""

from __future__ import annotations

import re

import pytest

from companion.method.sequence import load_sequence
from companion.vocabulary import LANGS, Lang
from companion.voice import Situation, notice
from companion.voice.bank import bank
from companion.voice.guided import GuidedVoice
from companion.voice.lint import lint

STEPS = load_sequence().steps


def situation(
    answer: str, step: str = "problem", lang: Lang = "da", used: tuple[str, ...] = (), mirror: bool = True
) -> Situation:
    found = notice.signals(answer, step)
    return Situation(
        lang=lang, step=load_sequence().step(step), signals=found, answer=answer, used=used, may_mirror=mirror
    )


SUITED = [
    ("da", "Dårligt samarbejde.", "”Dårligt samarbejde.” Er det nok, går du bare videre.", "Hvad skete der sidst?"),
    ("en", "Poor cooperation.", "“Poor cooperation.” If that is enough, just move on.", "What happened last time?"),
    ("da", "Vi når det aldrig om fredagen i vores team.", "Du skriver: ”Vi når det aldrig om fredagen i vores team.”",
     "Hvornår gik det sidst bare lidt bedre?"),
    ("da", "Jeg skal bare have flyttet ham til et andet team.", "Din idé står nu under ”overvejet”.",
     "Hvilket problem skal den løse?"),
    ("da", "Hvad skal jeg gøre med vagtplanen?",
     "Du skriver: ”Hvad skal jeg gøre med vagtplanen?”", "Hvad hælder du selv til lige nu?"),
    ("en", "What should I do about the rota?",
     "You write: “What should I do about the rota?”", "What are you leaning towards right now?"),
    ("da", "De kommer for sent hver dag, og de siger ikke noget til hende.", "Du skriver", "Hvad gør du selv, når det sker?"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "answer", "lead", "text"), SUITED)
def test_what_was_written_decides_the_question(lang: Lang, answer: str, lead: str, text: str) -> None:
    wording = GuidedVoice().word(situation(answer, lang=lang))
    assert wording is not None and wording.text == text and wording.lead.startswith(lead)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("step", [step.name for step in STEPS])
def test_each_step_always_has_a_question_and_never_the_same_twice(step: str, lang: Lang) -> None:
    used: list[str] = []
    while wording := GuidedVoice().word(situation("Ok.", step, lang, tuple(used))):
        assert wording.bank not in used and lint(wording.text).ok and "{" not in wording.text + wording.lead
        used.append(wording.bank)
    assert len(used) >= 4


def test_it_falls_silent_when_the_bank_is_used_up() -> None:
    everything = tuple(question.id for question in bank("problem"))
    assert GuidedVoice().word(situation("Han svarer aldrig.", used=everything)) is None


def test_it_mirrors_only_where_it_may() -> None:
    wording = GuidedVoice().word(situation("Han svarer aldrig på det.", mirror=False))
    assert wording is not None and not wording.mirrored and "svarer" not in wording.lead


ODD = [
    'Han sagde "aldrig" til mig.', "Vi siger ”altid” ja {steps} {0}.", "<b>Han svarer aldrig</b> ![x](http://x/y.png)",
    "אני תמיד לבד, altid.", "👍 aldrig 👍", "aldrig\u2028altid", "aldrig " * 3000,
]  # fmt: skip


@pytest.mark.parametrize("answer", ODD)
@pytest.mark.parametrize("lang", LANGS)
def test_whatever_is_quoted_stands_in_the_answer_word_for_word(answer: str, lang: Lang) -> None:
    wording = GuidedVoice().word(situation(answer, lang=lang))
    assert wording is not None and lint(wording.text).ok
    for quote in re.findall(r"[”“]([^”“]*)”", wording.lead) if wording.mirrored else []:
        flat = answer.translate(str.maketrans('”“"{}', "’‘’()"))
        assert quote.lower() in flat.lower()


FEELINGS = {
    "da": {"bange", "vred", "ked", "frustreret", "ensom", "flov", "skuffet", "bekymret", "nervøs", "stresset"},
    "en": {
        "afraid",
        "angry",
        "sad",
        "frustrated",
        "lonely",
        "ashamed",
        "disappointed",
        "worried",
        "nervous",
        "stressed",
    },
}


@pytest.mark.parametrize("lang", LANGS)
def test_no_question_of_the_bank_names_a_feeling_the_leader_did_not(lang: Lang) -> None:
    said = [
        text.to(lang).lower()
        for step in STEPS
        for q in bank(step.name)
        for text in (q.text, *([q.lead] if q.lead else []))
    ]
    assert not [text for text in said if FEELINGS[lang] & set(re.findall(r"\w+", text))]
