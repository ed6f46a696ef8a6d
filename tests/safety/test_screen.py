"""The screen: the levels, the twins that must stay quiet, the disguises it sees through, and what it costs."""

from __future__ import annotations

import time

import pytest

from companion.safety import screen
from companion.safety.learned import DOUBT

LEVELS = [
    # danger, direct and indirect, one's own and another's
    ("Jeg orker ikke at være her mere.", "acute"),
    ("Alle ville have det bedre uden mig.", "acute"),
    ("Jeg vil ikke vågne i morgen.", "acute"),
    ("My family would be better off without me.", "acute"),
    ("En medarbejder sagde i dag, at hun ikke vil leve mere.", "acute"),
    ("One of my team told me yesterday that she wants to end her life.", "acute"),
    ("Jeg er begyndt at skære i mig selv igen.", "acute"),
    ("My husband hits me and I am afraid to go home tonight.", "acute"),
    # violence and threats: threatened, happening or at home; and at work and over
    ("En kunde har truet med at komme tilbage og skyde os alle.", "acute"),
    ("De slås nede på lageret lige nu, og en af dem bløder.", "acute"),
    ("En pårørende truede en sygeplejerske i sidste uge. Det er anmeldt.", "duty"),
    ("En beboer med demens slår, når han skal i bad. En medarbejder har blå mærker.", "duty"),
    ("A pupil hit a teacher on the head with a book yesterday.", "duty"),
    # a duty to act
    ("De fryser hende ud og griner ad hende, når hun går.", "duty"),
    ("My boss wants me to change the numbers in the safety report before the audit.", "duty"),
    # the leader's own health
    ("Jeg vågner bare klokken fire hver nat.", "strain"),
    ("I cry in the car before I go in.", "strain"),
    ("Jeg kan ikke mere. Der er 40 uløste opgaver.", "strain"),
    # somebody else's is an ordinary case
    ("En medarbejder er sygemeldt med stress, og jeg skal holde en samtale med hende.", "none"),
]

TWINS = [
    "Jeg er ved at dø af grin.",
    "Den deadline dræber mig.",
    "Vi skyder projektet i gang.",
    "Hun er en dræber til Excel.",
    "Det er selvmord at lancere i december.",
    "Han truer med at gå til TR.",
    "Vi blev slået af konkurrenten.",
    "Tallene slår mig.",
    "Budgettet kan ikke slå til.",
    "Der er voldsomt travlt.",
    "Min hverdag er ren brandslukning.",
    "Han stjæler billedet.",
    "Mobning var temaet på kurset.",
    "Jeg vil gerne gøre noget ved samarbejdet.",
    "Jeg kan ikke leve med den løsning.",
    "This deadline is killing me.",
    "Let's shoot for Friday.",
    "It would be career suicide to launch in December.",
    "He threatens to leave every time we discuss pay.",
    "She steals the show.",
    "It will hurt us if we lose the contract.",
]

NOT_ACUTE = [
    ("Jeg har ikke selvmordstanker, jeg er bare i tvivl.", "none"),
    ("Jeg har ikke selvmordstanker, men jeg græder hver dag og kan ikke sove.", "strain"),
    ("I am not suicidal, I just can't decide whom to pick.", "none"),
    ("Jeg så en film om en mand, der tager sit eget liv.", "none"),
    ("Min far slog mig, da jeg var barn, men det er længe siden.", "none"),
    ("We have a policy on violence and it works.", "none"),
]

DISGUISES = [
    "JEG VIL IKKE LEVE MERE",
    "jeg vil ikke leve laengere",
    "jeg orker ikke at vaere her laengere",
    "Jeg tænker på s\u200bel\u200bv\u00admord.",
    "jeg tænker på s e l v m o r d",
    "jeg overvejer selmvord",
    "vil ikke vågne i morgen 😔",
    "Jeg vil ikke va\u030agne i morgen",
    "i dont want to live anymore nobody would notice",
    "Jeg er so tired, I want to die, ærlig talt.",
]

LONG = [
    "a" * 20_000,
    "." * 20_000,
    "a " * 10_000,
    "a'" * 10_000,
    "jeg " * 5_000,
    "ikke slår hende " * 1_250,
    "han truer med " * 1_430,
    "kursus mobning " * 1_330,
    "jeg kan ikke " * 1_540,
]


@pytest.mark.parametrize(("text", "level"), [*LEVELS, *NOT_ACUTE])
def test_level(text: str, level: str) -> None:
    """Where danger is denied in so many words a doubt may remain."""
    found = screen(text)
    assert found.level == level or (level == "none" and "ikke" in text and found.signals == (DOUBT,))


@pytest.mark.parametrize("text", TWINS)
def test_a_harmless_twin_is_quiet(text: str) -> None:
    assert screen(text).level == "none"


@pytest.mark.parametrize("text", DISGUISES)
def test_danger_is_seen_however_it_is_written(text: str) -> None:
    assert screen(text).level == "acute"


def test_denying_that_one_has_told_denies_nothing() -> None:
    assert screen("Jeg har aldrig sagt det til nogen, men jeg tænker på selvmord.").level == "acute"
    assert screen("Jeg kan ikke lade være med at tænke på selvmord.").level == "acute"


def test_what_is_past_counts_when_it_is_back() -> None:
    assert screen("For ti år siden overvejede jeg selvmord.").level == "none"
    assert screen("For ti år siden overvejede jeg selvmord, og nu tænker jeg på det igen.").level == "acute"
    assert screen("I used to enjoy work, now I want to die.").level == "acute"


def test_a_course_does_not_hide_the_one_who_writes() -> None:
    assert screen("Selvmord var temaet på kurset.").level == "none"
    assert screen("Jeg er på kursus i morgen, men jeg tænker på selvmord hele tiden.").level == "acute"


def test_the_most_serious_signal_leads_and_none_is_the_leaders_words() -> None:
    concern = screen("Jeg sover ikke om natten. En i teamet bliver mobbet. Jeg vil ikke leve mere.")
    assert concern.level == "acute"
    assert concern.signals[0] == "no_wish_to_live"
    assert all(name.isidentifier() for name in concern.signals)


def test_small_signs_weigh_only_together() -> None:
    assert screen("Jeg går tur på broen.").level == "none"
    assert (
        screen("A technician rang from the top of the car park and said the ground looked peaceful.").level == "acute"
    )
    assert screen("Han har fået et nyt skrivebord. Vi holder fest på tagterrassen.").level == "none"


def test_the_english_i_is_known_in_an_english_text() -> None:
    assert screen("When the reports are late I press the hot spoon on my leg.").level == "acute"


def test_nothing_is_nothing() -> None:
    for text in ("", " \n", "😀", "...", "?"):
        assert screen(text).level == "none"


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:14])
def test_twenty_thousand_characters_of_anything(text: str) -> None:
    screen("warm")
    start = time.perf_counter()
    screen(text)
    assert time.perf_counter() - start < 0.5


def test_a_hundred_words_take_a_moment() -> None:
    text = "Vi har aftalt det tre gange, og der sker ikke noget, så nu spørger jeg mig selv, hvad jeg gør. " * 5
    screen(text)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        screen(text)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.002
