"""What is said: the leader's own words, no diagnosis, no question where a line is enough."""

from __future__ import annotations

import pytest

from companion.safety import concern_text, help_words, is_quiet, screen, strain_quote
from companion.vocabulary import LANGS, Concern, ConcernLevel, Lang

QUOTES = [
    ("Tallene er gode. Jeg vågner bare klokken fire hver nat. Det går nok.", "Jeg vågner bare klokken fire hver nat"),
    ("Jeg sidder og græder i bilen, før jeg går ind.", "græder i bilen"),
    ("I wake up at four every night and lie there.", "I wake up at four every night"),
    ("Min læge siger, at jeg har stress.", "jeg har stress"),
    ("Vi skal have et møde.", ""),
    ("Jeg er en elendig leder der ikke kan sove om natten.", ""),
]

SAID: list[tuple[str, Lang, str]] = [
    ("Jeg vågner bare klokken fire hver nat.", "da", "Du skriver, at du vågner klokken fire hver nat. Det er værd"),
    ("Jeg drikker en flaske vin hver aften.", "da", "Du skriver, at du drikker en flaske vin hver aften. Det er"),
    ("Jeg sover ikke om natten.", "da", "Du skriver: ”Jeg sover ikke om natten.” Det er værd"),
    ("I'm completely burned out.", "en", "You write that you are completely burned out. That is worth"),
    ("My chest tightens every Sunday night.", "en", "You write: “My chest tightens every Sunday night.” That is"),
]

NEVER = ("diagnos", "forstår, hvordan", "understand how", "stresset", "depress", "angst", "ked af", "lyder som", "!")


@pytest.mark.parametrize(("text", "part"), QUOTES)
def test_the_quote_is_the_leaders_own_and_short(text: str, part: str) -> None:
    quote = strain_quote(text)
    assert quote in text
    assert part in quote if part else quote == ""
    assert len(quote.split()) <= 12


@pytest.mark.parametrize(("text", "lang", "opening"), SAID)
def test_strain_opens_with_what_was_written(text: str, lang: Lang, opening: str) -> None:
    assert concern_text(screen(text), lang, strain_quote(text)).startswith(opening)


def test_where_to_turn_with_strain_is_said_once() -> None:
    concern, quote = Concern(level="strain", signals=("sleep",)), "Jeg sover ikke om natten"
    assert concern_text(concern, "da", quote, again=True) == f"Du skriver: ”{quote}.” Du bestemmer, om vi fortsætter."


DUTY_ROUTES: dict[Lang, tuple[str, ...]] = {
    "da": ("egen leder", "HR", "AMR", "TR", "whistleblowerordningen", "Arbejdstilsynet"),
    "en": ("manager", "HR", "safety rep", "union rep", "whistleblower scheme", "Working Environment Authority"),
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_duty_names_everyone_who_can_be_asked_and_leaves_the_choice(lang: Lang) -> None:
    text = concern_text(Concern(level="duty", signals=("bullying",)), lang)
    assert all(route in text for route in DUTY_ROUTES[lang]) and text.endswith("?")


LEARNED = [
    (("learned_duty",), False),
    (("learned_care",), True),
    (("violence_in_care", "learned_duty"), True),
    (("violence", "learned_care"), True),
    (("violence", "learned_duty"), False),
    (("bullying", "learned_care"), False),
]


@pytest.mark.parametrize(("signals", "quiet"), LEARNED)
def test_what_was_learned_is_quiet_where_it_tells_of_care(signals: tuple[str, ...], quiet: bool) -> None:
    assert is_quiet(Concern(level="duty", signals=signals)) is quiet


def test_strain_without_a_quote_still_says_where_to_turn() -> None:
    assert "fagforening" in concern_text(Concern(level="strain", signals=("sleep",)), "da")


def test_people_who_hit_at_work_get_a_quiet_line() -> None:
    concern = screen("En beboer med demens slår, når han skal i bad. En medarbejder har blå mærker.")
    assert is_quiet(concern)
    assert "AMR" in concern_text(concern, "da")
    assert "?" not in concern_text(concern, "da") + concern_text(concern, "en")
    assert "HR i dag" not in concern_text(concern, "da")


BY_WHOM = [
    ("En beboer slog en medarbejder i går.", True),
    ("En medarbejder blev slået af en beboer.", True),
    ("Vi har en dreng i 4.b. Han slog en pædagog i går.", True),
    ("En medarbejder slog en kollega i går.", False),
    ("En medarbejder slog en kollega i går, mens en beboer så på.", False),
    ("A colleague punched another colleague at lunch yesterday.", False),
    ("En medarbejder slog en borger i går.", False),
]


@pytest.mark.parametrize(("text", "quiet"), BY_WHOM)
def test_the_quiet_line_is_for_violence_from_those_one_works_for(text: str, quiet: bool) -> None:
    concern = screen(text)
    assert (concern.level, is_quiet(concern)) == ("duty", quiet)


def test_other_duties_are_not_quiet() -> None:
    concern = screen("En beboer slår, og min chef siger, at vi ikke skal indberette det.")
    assert concern.level == "duty" and not is_quiet(concern)
    assert "HR i dag" in concern_text(concern, "da")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", ["strain", "duty", "acute"])
def test_no_label_and_no_claim_to_understand(level: ConcernLevel, lang: Lang) -> None:
    words = help_words(level, lang)
    said = " ".join([concern_text(Concern(level=level), lang), *words.model_dump().values()])
    assert not [never for never in NEVER if never in said]
    assert words.closing in ("Jeg har ikke fortalt det til nogen og kan ikke tilkalde nogen.",
                             "I have told no one and cannot call anyone.")  # fmt: skip


def test_acute_names_more_than_one_way_and_asks_nothing() -> None:
    text = concern_text(Concern(level="acute"), "da")
    assert "112" in text and "70 201 201" in text and "lægevagten" in text
    assert "?" not in text


def test_none_says_nothing() -> None:
    assert concern_text(Concern(level="none"), "da") == ""
