"""Four first answers and the next question, as the standard of the voice has them, in Danish; in English the same."""

from __future__ import annotations

from itertools import pairwise

import pytest

from companion.resources import load_yaml
from companion.voice.lint import lint

CASES = [
    ("da", "En beboer med demens slår, når han skal i bad. En medarbejder har blå mærker og vil ikke derind igen. Jeg tager "
     "selv badene nu.", "Hvad sker der, når du ikke er på vagt?", "duty"),
    ("da", "Jeg blev leder for mine venner i august. En af dem kommer for sent til alle teammøder. I går grinede han: ’Du må "
     "jo fyre mig’, og jeg grinede med.", "Hvad havde du lyst til at svare?", "none"),
    ("da", "To i mit team bliver fyret den 1. april, og jeg har lovet at tie. I morgen spørger de, om de skal tage en ny "
     "kunde. Netværket er internt.", "Hvad kan du tage med i netværket uden at bryde dit løfte?", "none"),
    ("da", "Holdet er fantastisk, og tallene er gode. Jeg vågner bare klokken fire hver nat. Det går nok over efter jul.",
     "Hvad tænker du på klokken fire?", "strain"),
    ("en", "A resident with dementia hits when he is to be bathed. An employee has bruises and will not go in there again. I "
     "do the baths myself now.", "What happens when you are not on duty?", "duty"),
    ("en", "I became the leader of my friends in August. One of them is late for every team meeting. Yesterday he laughed: "
     "“Then fire me”, and I laughed along.", "What did you feel like answering?", "none"),
    ("en", "Two in my team will be laid off on 1 April, and I have promised to keep quiet. Tomorrow they will ask whether to "
     "take on a new client. The network is internal.",
     "What can you bring to the network without breaking your promise?", "none"),
    ("en", "The team is fantastic and the figures are good. I just wake at four every night. It will pass after Christmas.",
     "What is on your mind at four?", "strain"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "said", "next_question", "level"), CASES)
def test_the_next_question(place, lang: str, said: str, next_question: str, level: str) -> None:
    sitting = place.sitting(lang)
    state = sitting.says(said)
    assert (state["question"].kind, state["question"].text) == ("deepening", next_question)
    assert [concern.level for concern in state["shown"]] == ([] if level == "none" else [level])


SITTINGS = load_yaml("..", "evals", "cases", "sittings.yaml")
"""Whole sittings, walked through on the page as well."""


@pytest.mark.parametrize("lang", SITTINGS)
def test_a_whole_sitting_keeps_to_the_method(place, lang: str) -> None:
    sitting = place.sitting(lang)
    answers = iter(SITTINGS[lang]["answers"])
    asked, mirrored = [], []
    while (question := sitting.asked).kind != "review":
        if question.kind == "pause":
            sitting.does("go_on")
            continue
        asked.append(question)
        mirrored.append(sitting.state["mirrored"])
        sitting.says(next(answers, "Det var det."))
    assert len(asked) <= 10
    assert all(lint(question.text, question.quoted).ok for question in asked)
    numbers = [number for number in dict.fromkeys(mirrored) if number]
    assert all(later - earlier >= 3 for earlier, later in pairwise(numbers))


@pytest.mark.parametrize("blame", [
    "Han er en idiot, og han svarer aldrig.", "Det er min egen skyld, at han altid går.", "Jeg er en dårlig leder, altid.",
    "He is lazy and never answers.", "It is my own fault that he always leaves.",
])  # fmt: skip
def test_an_insult_or_self_blame_is_never_mirrored(place, blame: str) -> None:
    sitting = place.sitting("en" if blame.isascii() and " is " in blame else "da")
    sitting.says(blame)
    assert blame.rstrip(".").lower() not in sitting.asked.lead.lower()
    assert sitting.state["mirrored"] == 0
