"""What may still show who a brief is about: found in the leader's own words, and seldom where there is nothing to find."""

from __future__ import annotations

import json

import pytest

from companion.confidentiality.residue import knows_the_workplace, residue
from companion.confidentiality.roles import people, with_roles
from companion.resources import folder, load_yaml
from companion.vocabulary import LANGS, Hidden, Names, Person

ONLY, TITLE, PLACE, WORK = (
    "der er kun én, det kan være", "en titel og et sted", "et sted ved navn", "en arbejdsplads ved navn",
)  # fmt: skip
AGE, DAY, EVENT, PUBLIC = (
    "en alder eller et årstal", "den dag, det skete", "det er ikke sket for mange", "det har andre læst eller hørt om",
)  # fmt: skip
ORIGIN, ILL, FAMILY, QUOTE = (
    "nationalitet eller tro", "en sygdom", "et familieforhold", "en, der var der, kan kende ordene",
)  # fmt: skip
SHOWS: list[tuple[str, list[tuple[str, str]]]] = [
    ("Det er den eneste farmaceut i Assens.", [("den eneste farmaceut i Assens", ONLY)]),
    ("Medarbejder A er den eneste mand i huset.", [("den eneste mand i huset", ONLY)]),
    ("Hun er vores eneste jordemoder på øen.", [("vores eneste jordemoder på øen", ONLY)]),
    ("hun er den eneste der kan vagtplanen udenad", [("den eneste der kan vagtplanen udenad", ONLY)]),
    ("Vi har kun én organist, og hun siger op.", [("kun én organist", ONLY)]),
    ("Hun er den yngste i teamet.", [("den yngste i teamet", ONLY)]),
    ("Our only Polish electrician has resigned.", [("Our only Polish electrician", ONLY)]),
    ("She is the only woman in the department.", [("the only woman in the department", ONLY)]),
    ("Skolelederen på Skovskolen vil ikke.", [("Skolelederen på Skovskolen", TITLE)]),
    ("Jeg talte med præsten i Skibby om det.", [("præsten i Skibby", TITLE)]),
    ("The vicar in Skibby does not answer.", [("vicar in Skibby", TITLE)]),
    ("Vi lukker afdelingen i Tønder.", [("Tønder", PLACE)]),
    ("Teamlederen på 58 år vil ikke lære det.", [("Teamlederen på 58 år", AGE)]),
    ("Medarbejder A er 62 og træt.", [("Medarbejder A er 62", AGE)]),
    ("Hun fylder 60 til maj.", [("fylder 60", AGE)]),
    ("Medarbejder B, født i 1964, bliver.", [("født i 1964", AGE)]),
    ("Han har været her siden 1996.", [("været her siden 1996", AGE)]),
    ("Hun har to år til pension.", [("to år til pension", AGE)]),
    ("A 58-year-old colleague refuses the new system.", [("58-year-old", AGE)]),
    ("He is 61 and due to retire.", [("He is 61", AGE)]),
    ("To i mit team bliver fyret den 1. april.", [("1. april", DAY)]),
    ("She was dismissed on 3 March.", [("3 March", DAY)]),
    ("Det er ham, der faldt ned fra taget.", [("ham, der faldt ned fra taget", EVENT)]),
    ("Manden, der slog sin chef til julefrokosten, søger stillingen.",
     [("Manden, der slog sin chef til julefrokosten", EVENT)]),
    ("Efter branden i maj taler ingen om det.", [("Efter branden i maj", EVENT)]),
    ("He is the one who fell off the roof.", [("the one who fell off the roof", EVENT)]),
    ("Hun har været i TV2 med det.", [("været i TV2", PUBLIC)]),
    ("Vi har ansat en ukrainsk sygeplejerske.", [("ukrainsk sygeplejerske", ORIGIN)]),
    ("Min somaliske kollega A bliver mødt med tavshed.", [("somaliske kollega A", ORIGIN)]),
    ("Kollega B har diabetes og glemmer at spise.", [("Kollega B har diabetes", ILL)]),
    ("My deputy has multiple sclerosis.", [("deputy has multiple sclerosis", ILL)]),
    ("Hun er gift med borgmesteren.", [("gift med borgmesteren", FAMILY)]),
    ("Chefens datter er ansat i receptionen.", [("Chefens datter", FAMILY)]),
    ("De to er kærester.", [("De to er kærester", FAMILY)]),
    ("The director's son works in my team.", [("director's son", FAMILY)]),
    ("I går grinede han: ’Du må jo fyre mig’, og jeg grinede med.", [("grinede han: ’Du må jo fyre mig’", QUOTE)]),
    ("”Her bestemmer jeg,” sagde hun til mødet.", [("”Her bestemmer jeg,” sagde hun", QUOTE)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), SHOWS, ids=[text[:30] for text, _ in SHOWS])
def test_what_shows_is_quoted_as_it_stands_with_a_reason(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.words, one.reason) for one in residue([text], (), "da")] == found
    assert all(one.words in text for one in residue([text], (), "en"))


HIDES = [
    "Det er den eneste løsning.", "Jeg er den eneste, der kan.", "I am the only one who can do it.",
    "Det eneste, jeg kan, er at vente.",
    "Vi har en femårig aftale.", "En 10-årig kontrakt.", "På 20 år har jeg ikke set det før.", "Mødet tager 45 minutter.",
    "Jeg har været her i 12 år.", "Han kommer 20 minutter for sent.", "Vi er 58 ansatte.", "Han er 10 minutter forsinket.",
    "Hun er den, der faldt til ro først.", "Det var mig, der slog fast, at vi skulle vente.", "Mødet er torsdag kl. 14.",
    "Det danske team er godt.", "En beboer med demens slår, når han skal i bad.", "Vi taler dansk på arbejdet.",
    "Jeg sagde: ”Det må vi tale om i morgen tidlig.”", "Vi kalder det ”proces”.", "Jeg er gift med mit arbejde.",
    "Spørge datteren, hvad der virkede derhjemme.", "Han læser avisen i pausen.", "Jeg er ikke vant til at have en chef.",
    "The only thing I can do is wait.", "We have a five-year plan.", "It takes 20 minutes.", "I said: “Let us talk tomorrow.”",
    "Hvad skal der til, for at jeg får taget samtalen?", "Medarbejder A og kollega B taler ikke sammen.",
]  # fmt: skip


@pytest.mark.parametrize("text", HIDES)
def test_ordinary_words_show_nobody(text: str) -> None:
    assert residue([text], (), "da") == ()


def test_a_role_of_the_leaders_own_counts_as_somebody() -> None:
    who = (Person(name="Mette", role="en erfaren kraft"), Person(name="Bo Holm", role="x", approved=True))
    said = ["En erfaren kraft på 58 år bliver.", "Bo Holm på 44 år går.", "En erfaren krafts kone er syg."]
    assert [one.words for one in residue(said, who, "da")] == [
        "En erfaren kraft på 58 år", "Bo Holm på 44 år", "En erfaren krafts kone",
    ]  # fmt: skip
    assert residue(said, (), "da") == ()


def test_the_same_words_are_told_once_and_the_longest_of_those_that_meet() -> None:
    texts = ["Det er den eneste farmaceut i Assens.", "Som sagt: den eneste farmaceut i Assens. Den eneste!"]
    assert [one.words for one in residue(texts, (), "da")] == ["den eneste farmaceut i Assens"]


def test_what_the_leader_says_of_a_name_counts() -> None:
    marked = Names(hidden=(Hidden(kind="organisation", number=1, forms=("Klosteret",), marked=True),))
    assert [one.words for one in residue(["Vi ses på Klosteret."], (), "da", marked)] == ["Klosteret"]
    spared = Names(hidden=(Hidden(kind="place", number=1, forms=("Odense",), rejected=True),))
    assert residue(["Vi mødes i Odense."], (), "da", spared) == () != residue(["Vi mødes i Odense."], (), "da")


def test_in_english_the_reasons_are_english() -> None:
    (one,) = residue(["She is the only woman in the department."], (), "en")
    assert one.to("en") == "May show who it is: “the only woman in the department” (it can only be one person)."


@pytest.mark.parametrize("lang", LANGS)
def test_the_question_names_the_internal_network_and_the_promise(lang) -> None:
    asked = knows_the_workplace(lang)
    said = {
        "da": ("I et internt netværk skjuler en rolle ingen", "lovet at tie"),
        "en": ("internal network", "promise"),
    }
    assert all(words in asked for words in said[lang]) and "?" in asked


def _roles(texts: list[str], lang) -> list[str]:
    who = people(texts, lang)
    return [one.words for one in residue([with_roles(text, who, lang) for text in texts], who, lang)]


SITTINGS = load_yaml("..", "evals", "cases", "sittings.yaml")
FEW = {"da": [], "en": ["1 April"]}
"""What the two made-up sittings hold of it: the day on which two will be let go."""


@pytest.mark.parametrize("lang", SITTINGS)
def test_an_ordinary_sitting_shows_little(lang) -> None:
    assert _roles(SITTINGS[lang]["answers"] + SITTINGS[lang]["more"], lang) == FEW[lang]


def test_of_300_ordinary_texts_few_are_warned_of_but_for_places() -> None:
    """Measured: 3 of 300 beside the places and workplaces named in them."""
    rows = folder("knowledge").parent.joinpath("evals", "cases", "screen_ordinary.jsonl").read_text(encoding="utf-8")
    told = 0
    for row in map(json.loads, rows.splitlines()):
        found = residue([with_roles(row["text"], people([row["text"]], row["lang"]), row["lang"])], (), "da")
        told += any(one.reason not in (PLACE, WORK) for one in found)
    assert told <= 6
