"""What of the leader is said back, and the dilemma in one sentence: the leader's own words, and nothing put in their mouth."""

from __future__ import annotations

import pytest

from companion.vocabulary import Names
from companion.voice.checks import Ground, mirror_of, parted, unfit, unfit_dilemma

SAID = (
    "En af mine erfarne sygeplejersker, Mette, melder sig syg næsten hver anden weekend. "
    "De andre taler om det i kaffestuen.",
    "Det er et problem for kollegerne, der tager vagterne. Og for mig, for jeg udskyder samtalen hver gang.",
    "Jeg er bange for at presse hende. Det er ikke sådan, at jeg savner vikarer. Jeg er en elendig leder.",
)
DA = Ground(lang="da", said=SAID, answer=SAID[1], asked=(), names=Names(), roster=(), system="", may_mirror=True)


def test_a_mirror_in_front_must_be_the_leaders_words() -> None:
    assert "fact" in unfit("Du skriver: ”Jeg er fanget mellem to lejre.” Hvad gør du?", (), DA)
    assert "markup" in unfit("Du skriver: ”Og for mig, for jeg **udskyder** samtalen hver gang.” Hvad gør du?", (), DA)
    assert parted("Du skriver: ”Og for mig.” Hvad gør du?") == ("Og for mig.", "Hvad gør du?")
    assert parted("Hvad mener du med ”hver gang”?") == ("", "Hvad mener du med ”hver gang”?")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("og for mig, for jeg udskyder samtalen hver gang", "Og for mig, for jeg udskyder samtalen hver gang."),
        ("”De andre taler om det i kaffestuen”", "De andre taler om det i kaffestuen."),
        ("Jeg er bange for at presse hende!", "Jeg er bange for at presse hende."),
        ("Det er et problem for kollegerne", "Det er et problem for kollegerne"),
        ("jeg savner vikarer", ""),  # what stands before it turns it round
        ("problem for kollegerne, der tager", ""),
        ("Jeg er en elendig leder", ""),  # self-blame
        ("De andre er sure i kaffestuen", ""),
        ("En af mine erfarne sygeplejersker, Mette, melder sig syg næsten hver anden weekend. De andre taler", ""),
        ("Det", ""),
        ("", ""),
    ],
)
def test_a_mirror_is_the_leaders_exact_words(text: str, words: str) -> None:
    assert mirror_of(text, DA) == words


DILEMMA = [
    ("Jeg udskyder samtalen med Mette, mens kollegerne tager vagterne.", ""),
    ("Jeg er bange for at presse Mette, og imens tager kollegerne vagterne.", ""),
    ("En erfaren sygeplejerske er ofte syg i weekenden, og jeg udskyder samtalen.", ""),
    ("", "empty"),
    ("Hvordan tager jeg samtalen med Mette?", "statement"),
    ("Jeg udskyder samtalen. Kollegerne tager vagterne.", "statement"),
    ("Jeg burde tage samtalen med Mette nu.", "advice"),
    ("Mette er ligeglad med kollegerne, der tager vagterne.", "leading"),
    ("Jeg er vred på Mette, der melder sig syg hver weekend.", "leading"),
    ("Arbejdsmiljøet er præget af manglende tillid, og trivslen er lav.", "reflection"),
    ("Jeg udskyder samtalen med Søren om vagterne.", "name"),
    ("Jeg har udskudt samtalen 3 gange, og kollegerne tager vagterne.", "fact"),
    ("I keep putting off the talk with Mette.", "language"),
    ("Jeg udskyder samtalen, og " + "kollegerne tager vagterne, og " * 9 + "det er et problem.", "length"),
]


@pytest.mark.parametrize(("text", "name"), DILEMMA)
def test_the_dilemma_in_one_sentence(text: str, name: str) -> None:
    found = unfit_dilemma(text, (), DA)
    assert name in found if name else found == ()
