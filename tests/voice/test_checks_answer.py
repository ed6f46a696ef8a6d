"""An answer from the material: every sentence rests on passages that were given, and is made of their words."""

from __future__ import annotations

import pytest

from companion.vocabulary import Passage
from companion.voice.checks import unfit_answer
from companion.voice.outputs import Cited, Told


def passage(text: str) -> Passage:
    return Passage(card="c", title="Fortrolighed", text=text, source="002", section="Aftaler", score=0.9)


GIVEN = (
    passage(
        "Det, der bliver sagt i netværket, bliver i netværket. Aftal på det første møde, hvad fortrolighed betyder for jer."
    ),
    passage("Et netværk mødes seks til otte gange om året, og værten sørger for lokale og kaffe."),
)
GOOD = "Det, der bliver sagt, bliver i netværket, og I aftaler på det første møde, hvad fortrolighed betyder."


def told(*sentences: tuple[str, tuple[int, ...]]) -> Told:
    return Told(sentences=tuple(Cited(text=text, passages=numbers) for text, numbers in sentences))


@pytest.mark.parametrize(
    "answer",
    [
        told(),
        told((GOOD, (1,))),
        told((GOOD, (1,)), ("Et netværk mødes seks til otte gange om året.", (2,))),
        told(("Værten sørger for kaffe, og fortrolighed aftales på det første møde.", (1, 2))),
    ],
)
def test_may_be_shown(answer: Told) -> None:
    assert unfit_answer(answer, "Hvad med fortrolighed?", GIVEN, "da") == ()


@pytest.mark.parametrize(
    ("text", "numbers", "finding"),
    [
        (GOOD, (), "reflection"),
        (GOOD, (3,), "reflection"),
        (GOOD, (0,), "reflection"),
        (GOOD, (2,), "reflection"),
        ("Psykologisk tryghed skaber innovation, viser forskning i store virksomheder.", (1,), "reflection"),
        ("Et netværk mødes 12 gange om året.", (2,), "fact"),
        ("Søren Holm sørger for lokale og kaffe.", (2,), "name"),
        ("What is said in the network stays in the network.", (1,), "language"),
        ("**Fortrolighed** aftales på det første møde.", (1,), "markup"),
        ("Fortrolighed aftales på det første møde, se www.netværk.dk.", (1,), "link"),
        ("Fortrolighed\u200b aftales på det første møde.", (1,), "characters"),
        ("Fortrolighed aftales med [PERSON_3] på det første møde.", (1,), "placeholder"),
        ("", (1,), "empty"),
        (GOOD * 5, (1,), "length"),
    ],
)
def test_is_found(text: str, numbers: tuple[int, ...], finding: str) -> None:
    answer = told((GOOD, (1,)), (text, numbers))
    assert finding in unfit_answer(answer, "Hvad med fortrolighed?", GIVEN, "da")


def test_at_most_five_sentences() -> None:
    assert unfit_answer(told(*[(GOOD, (1,))] * 5), "", GIVEN, "da") == ()
    assert unfit_answer(told(*[(GOOD, (1,))] * 6), "", GIVEN, "da") == ("length",)
