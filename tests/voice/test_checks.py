"""Which of a model's questions may be put: one case in each language, and what is found in each question."""

from __future__ import annotations

import time

import pytest

from companion.vocabulary import Hidden, Names
from companion.voice.bank import bank
from companion.voice.check_words import data
from companion.voice.checks import Ground, mirror_of, unfit, unfit_dilemma
from companion.voice.prompts import prompt

DA = Ground(
    lang="da",
    said=(
        "En af mine erfarne sygeplejersker, Mette, melder sig syg næsten hver anden weekend. "
        "De andre taler om det i kaffestuen.",
        "Det er et problem for kollegerne, der tager vagterne. Og for mig, for jeg udskyder samtalen hver gang.",
        "Jeg er bange for at presse hende. Det er ikke sådan, at jeg savner vikarer. Jeg er en elendig leder.",
    ),
    answer="Det er et problem for kollegerne, der tager vagterne. Og for mig, for jeg udskyder samtalen hver gang.",
    asked=("Hvad er problemet?", "Hvad sker der, når hun melder sig syg?", "Hvad har du overvejet at gøre?"),
    names=Names(hidden=(Hidden(kind="person", number=1, forms=("Mette",)),)),
    roster=("Jonas",),
    system=prompt("question").head("da"),
    may_mirror=True,
)
EN = Ground(
    lang="en",
    said=(
        "My deputy Aisha redoes my rota every week without telling me. The staff now go to her first.",
        "It is a problem for the new people, they get two different answers. And I find out last.",
    ),
    answer="It is a problem for the new people, they get two different answers. And I find out last.",
    asked=("What is the problem?", "What do you hope can happen?"),
    names=Names(),
    roster=(),
    system=prompt("question").head("en"),
    may_mirror=True,
)
GROUNDS = {"da": DA, "en": EN}

KEPT_DA = [
    "Hvad er det vigtigste for dig at få sagt til Mette?",
    "Hvad hører du, når de andre taler om det i kaffestuen?",
    "Hvad tror du, teamet ville sige, hvis de hørte dig nu?",
    "Fortæl om sidste gang, du var lige ved at tage samtalen.",
    "Hvordan ville Jonas beskrive en god weekend?",
    "Hvad mener du med ”hver anden weekend”?",
    "Hvad ville der ske, hvis du ikke gjorde noget?",
    "Hvor ville du være på en skala fra 1 til 10?",
    "Hvad vil du gerne se om fem år?",
    "Hvordan får jeg sagt til Mette, at jeg udskyder samtalen?",
    "Hvad betyder udskydelsen for dig?",
    "Hvis det var gjort i går, hvad var så anderledes i dag?",
    "Hvilken titel ville historien have, hvis den var en roman?",
    "Forestil dig, at samtalen er holdt. Hvad er anderledes?",
    "Du skriver: ”Og for mig, for jeg udskyder samtalen hver gang.” Hvad gør du i stedet?",
]
KEPT_EN = [
    "What happens right before she redoes the rota?",
    "What would Aisha say she is taking care of?",
    "Tell me about the last time the two of you agreed on the rota.",
    "What would be good enough for now?",
    "What will this look like in five months if nothing changes?",
    '"And I find out last." What does that cost you?',
]
FOUND_DA = [
    ("", "empty"),
    (" … ", "empty"),
    ("Hvorfor?", "length"),
    ("Hvad " + "meget " * 80 + "er det?", "length"),
    ("Har du talt med hende om det?", "closed"),
    ("Hvad gør du, og hvad siger de andre?", "stacked"),
    ("Har du overvejet at tage tillidsrepræsentanten med?", "advice"),
    ("Hvordan kunne en fast makkerordning hjælpe?", "advice"),
    ("Hvad ville der ske, hvis du tog en snak med hende i morgen?", "advice"),
    ("Hvad gør så dygtig en leder som dig nu?", "praise"),
    ("Hvorfor er du så konfliktsky over for hende?", "leading"),
    ("Hvorfor lod du hende slippe?", "leading"),
    (
        "Hvad er det, du allermest, når du ser på det hele nu, gerne vil have, at de andre ser og hører og siger?",
        "long",
    ),
    ("Jeg udskyder samtalen.", "none statement"),
    ("Hvad gør du nu? Kollegerne tager vagterne.", "statement"),
    ("Du udskyder samtalen – hvad er det værste, der kan ske?", "statement"),
    ("Det lyder hårdt. Hvad har du brug for?", "praise"),
    ("Godt set! Hvad er det sværeste?", "praise"),
    ("Jeg forstår dig godt, så hvad er næste skridt?", "praise"),
    ("What do the others say?", "language"),
    ("Vad säger de andra om det?", "language"),
    ("Wie geht es Ihnen damit?", "language"),
    ("Hva sier de andre til deg?", "language"),
    ("Qu'est-ce que vous attendez de votre équipe ?", "language"),
    ("Hvad ville [PERSON_7] sige til det?", "placeholder"),
    ("**Hvad** er det vigtigste?", "markup"),
    ("1. Hvad er det vigtigste?", "markup"),
    ("- Hvad er det vigtigste?", "markup"),
    ("<b>Hvad er det vigtigste?</b>", "markup"),
    ("”Hvad er det vigtigste?”", "markup"),
    ("Hvad er det vigtigste?\nHvad ellers?", "markup"),
    ("Hvad siger de på www.ledernet.dk?", "link"),
    ("Hvad siger https://a.dk/x til det?", "link"),
    ("Hvad er det\u200b vigtigste?", "characters"),
    ("Hvad er det \u202evigtigste?", "characters"),
    ("Hvad er det vigtigste? 🙂", "characters"),
    ("Hvad er dеt vigtigste?", "characters"),
    ("Hvad siger de 14 andre?", "fact"),
    ("Hvad skete der i tirsdags?", "fact"),
    ("Hvad sagde de andre i går?", "fact"),
    ("Hvad mener du med ”hun er illoyal”?", "fact"),
    ("Hvad svarede hun, da du spurgte hende?", "fact"),
    ("Hvad sagde din chef til det?", "fact"),
    ("Hvad siger Kirsten til det?", "name"),
    ("Hvad siger folk i Kolding til det?", "name"),
    ("Hvordan påvirker hendes skilsmisse vagterne?", "reflection"),
    ("Hvad betyder fusionen for dig?", "reflection"),
    ("Hvad sker der så, når hun melder sig syg?", "repeat"),
    ("Hvad har du tænkt på at gøre?", "repeat"),
]
FOUND_EN = [
    ("Is she after your job?", "closed"),
    ("What would a firmer leader do here?", "advice"),
    ("What are you avoiding by saying nothing?", "leading"),
    ("Thank you for sharing that. What matters most to you?", "praise"),
    ("I hear how much this weighs, and I wonder: what do you need?", "statement"),
    ("Hvad håber du på?", "language"),
    ("What would happen if you took a calm talk with her tomorrow?", "advice"),
    ("What will such a gifted leader as you do next?", "praise"),
    ("What would {name} say?", "markup"),
    ("What do the twelve new people need?", "fact"),
    ("What did she say when you confronted her?", "fact"),
    ("What did your predecessor answer?", "fact"),
    ("What does Tom say about the rota?", "name"),
    ("How do the budget cuts affect the rota?", "reflection"),
    ("What do you hope could happen?", "repeat"),
    ("What do you wish for that can happen?", "repeat"),
]
ROWS = [(text, names, "da") for text, names in FOUND_DA] + [(text, names, "en") for text, names in FOUND_EN]


@pytest.mark.parametrize(("text", "lang"), [(t, "da") for t in KEPT_DA] + [(t, "en") for t in KEPT_EN])
def test_may_be_put(text: str, lang: str) -> None:
    assert unfit(text, (), GROUNDS[lang]) == ()


@pytest.mark.parametrize(("text", "names", "lang"), ROWS)
def test_is_found(text: str, names: str, lang: str) -> None:
    assert set(names.split()) <= set(unfit(text, (), GROUNDS[lang]))


@pytest.mark.parametrize(("text", "names", "lang"), [row for row in ROWS if row[1] in ("name", "fact", "reflection")])
def test_what_the_leader_told_is_none(text: str, names: str, lang: str) -> None:
    """The same question about a case in which just that was said."""
    ground = GROUNDS[lang]
    told = ground._replace(said=(*ground.said, text.replace("”", ""), "My predecessor, min chef: ”hun er illoyal”."))
    assert names not in unfit(text, (), told)


def test_a_stand_in_for_nobody_is_found_however_it_was_written() -> None:
    assert unfit("Hvad siger hun til det?", ("[PERSONE 9]",), DA) == ("placeholder",)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_was_copied_from_the_prompt(lang: str) -> None:
    ground = GROUNDS[lang]
    words = ground.system.split()
    runs = [" ".join(words[at : at + 9]) for at in range(0, len(words) - 9, 9)]
    assert all("prompt" in unfit(run, (), ground) for run in runs)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_mirror_in_front_is_let_through_only_where_one_is_allowed(lang: str) -> None:
    text = (KEPT_DA if lang == "da" else KEPT_EN)[-1]
    assert unfit(text, (), GROUNDS[lang]._replace(may_mirror=False)) == ("statement",)


def test_the_banks_own_questions_are_made_of_words_of_asking() -> None:
    """But for what they ask about a case that told of it: a night, a duty, a day of the week."""
    questions = [
        one for step in ("problem", "for_whom", "hopes", "options", "obstacles", "needs", "open") for one in bank(step)
    ]
    plain = [one for one in questions if not one.slots]
    for lang, ground in GROUNDS.items():
        strange = [one.text.to(lang) for one in plain if unfit(one.text.to(lang), (), ground._replace(asked=()))]
        assert len(strange) <= 4, strange


@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_word_of_asking_is_a_figure(lang: str) -> None:
    assert not set(data()["asking"][lang].split()) & set(data()["figures"][lang].split())


PIECES = [
    "a",
    "hvad er du ",
    "hvad, ",
    "”",
    '"',
    "'a ",
    "<b>",
    "[",
    "\0",
    "🙂",
    "?",
    "Hvad? ",
    "it is ",
    "a@",
    "x.dk ",
    "\n",
]


@pytest.mark.parametrize("piece", PIECES)
def test_any_long_text_is_read_in_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    long = DA._replace(said=(text,), answer=text)
    for judge in (unfit, unfit_dilemma):
        judge("Hvad er det?", (), DA)
        start = time.thread_time()
        judge(text, (), DA)
        assert time.thread_time() - start < 0.05
    start = time.thread_time()
    mirror_of(text, DA)
    mirror_of("hvad er du hvad", long)
    unfit("Hvad er det for et flyvende hus, som kufferten står i?", (), long)
    assert time.thread_time() - start < 1
