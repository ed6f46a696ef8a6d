"""What looks like a case about people, and what does not. All made up."""

from __future__ import annotations

import pytest

from companion.brief.words import CONFIDENTIAL
from companion.library.case_signs import WINDOW, case_signs

MINUTES = """Referat af samtale den 3. oktober. Til stede: Karsten Holm, hans bisidder og teamleder Birgitte.
Karsten fortalte, at han har været sygemeldt med stress siden august. Birgitte spurgte, hvad der skal til, for at Karsten kan
vende tilbage. Karsten ønsker kortere dage. Birgitte skriver til HR om lægens erklæring, og Karsten får besked på fredag."""
WARNING = """Tjenstlig advarsel. Kære Susanne. Trods samtalen i marts er du mødt for sent fire gange i april. Det er anden
gang, Susanne, at vi taler om det. Sker det igen, kan det føre til opsigelse. Susanne har ret til en bisidder."""
LETTER = """Written warning. Dear Margaret, you were late on four days in April although we spoke about it in March. Margaret
may bring a union representative. If it goes on, Margaret, we will have to consider whether you can stay, or dismiss you."""
HANDBOOK = """Sygefravær. Bliver du syg, ringer du til din leder inden klokken otte. Efter fjorten dage holder I en sygesamtale,
og lederen kan bede om en mulighedserklæring fra lægen. Gentager det sig at man møder for sent, kan det give en påtale og senere
en advarsel. En medarbejder har altid ret til en bisidder ved en tjenstlig samtale. Spørgsmål: Ring til Mette Holm i HR."""
POLICY = """Vi tåler ikke mobning, chikane eller krænkende handlinger. Den, der oplever det, går til sin leder, til
tillidsrepræsentanten eller til arbejdsmiljørepræsentanten. Lederen skal handle samme dag og følge op med en samtale med dem,
det drejer sig om. Stress og konflikter tages op på det månedlige møde."""
ARTICLE = """Stress smitter, siger erhvervspsykolog Lise Holm. Ifølge Lise Holm begynder angst og søvnløshed ofte med en
konflikt på arbejdet, og Lise Holm anbefaler en samtale med lægen. "Man skal ikke vente," siger Lise. I bogen fortæller Lise om
ledere, der blev sygemeldt."""
PORTRAIT = """Karsten er god til sit fag. Karsten har haft værkstedet i ti år, og Karsten lærer de unge at svejse."""
SYSTEM = (
    "Det skrives i Zylbrak samme dag, og Zylbrak sender det videre. Har du ikke Zylbrak, så brug Zylbrak på nettet."
)
MEETING = """Vi taler om, hvordan et netværk begynder. Værten byder velkommen, og alle fortæller, hvad de håber på."""


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        (MINUTES, ("person", "health", "matter")),
        (WARNING, ("person", "matter")),
        (LETTER, ("person", "matter")),
        (f"{CONFIDENTIAL.da} 12. marts, 18 minutter", ("brief",)),
        (f"{CONFIDENTIAL.en} 12 March, 18 minutes", ("brief",)),
        (f"{MEETING} 010190-1234", ("cpr",)),
        (HANDBOOK, ()),
        (POLICY, ()),
        (ARTICLE, ()),
        (PORTRAIT, ()),
        (f"{POLICY} {SYSTEM}", ()),
        (MEETING, ()),
        ("", ()),
    ],
)
def test_the_rule(text: str, signs: tuple[str, ...]) -> None:
    """Each half of the rule alone is not enough: the handbook speaks of the matters, the portrait names a person."""
    assert case_signs(text) == signs


def test_one_example_does_not_make_a_handbook_a_case_but_a_whole_file_of_cases_is_one() -> None:
    filler = (POLICY + "\n") * (1 + WINDOW // len(POLICY))
    assert case_signs(filler * 7 + MINUTES) == ()
    assert case_signs((MINUTES + "\n") * 60) == ("person", "health", "matter")


def test_a_cpr_number_counts_wherever_it_stands() -> None:
    assert case_signs((POLICY + "\n") * 200 + "CPR 010190-1234") == ("cpr",)
