"""One placeholder for whatever is the same, for as long as the case lives; and the leader's word goes before the machine's."""

from __future__ import annotations

import pytest

from companion.confidentiality.pseudonyms import known_values, learned, mask, remaining, told
from companion.vocabulary import Hidden, Names

MASKED: list[tuple[str, str]] = [
    # the genitive stays outside
    ("Mettes vagt er Jonas' vagt.", "[PERSON_1]s vagt er [PERSON_2]' vagt."),
    ("Anna's shifts are James’ shifts.", "[PERSON_1]'s shifts are [PERSON_2]’ shifts."),
    ("Vi kalder det Mette-sagen.", "Vi kalder det [PERSON_1]-sagen."),
    # the same person by full name, first name and surname, whichever comes first
    ("Mette Holm kom. Mette gik. Jeg spurgte Holm.", "[PERSON_1] kom. [PERSON_1] gik. Jeg spurgte [PERSON_1]."),
    ("Jeg så Mette. Jeg spurgte Holm. Mette Holm gik.", "Jeg så [PERSON_1]. Jeg spurgte [PERSON_1]. [PERSON_1] gik."),
    ("Karen M. Due kom. Jeg hilste på Karen Due.", "[PERSON_1] kom. Jeg hilste på [PERSON_1]."),
    # an initial keeps two apart, and is no name by itself
    ("Anne Sand og Anne K. Berg er uenige. Jeg så Sand.", "[PERSON_1] og [PERSON_2] er uenige. Jeg så [PERSON_1]."),
    ("Bente Q. Holm og Quang er uenige.", "[PERSON_1] og [PERSON_2] er uenige."),
    ("Jeg så Anne S. Krog og Anne Sørensen Krog.", "Jeg så [PERSON_1] og [PERSON_1]."),
    # two with one first name are two, and the bare first name is a third until the leader says who she is
    (
        "Mette Holm og Mette Krog er uenige. Jeg tror på Mette.",
        "[PERSON_1] og [PERSON_2] er uenige. Jeg tror på [PERSON_3].",
    ),
    (
        "Jeg tror på Mette. Mette Holm og Mette Krog er uenige.",
        "Jeg tror på [PERSON_1]. [PERSON_2] og [PERSON_3] er uenige.",
    ),
    # every kind by its own name and numbers
    ("Ring 20 30 40 50 eller 20304050 eller +45 2030 4050.", "Ring [PHONE_1] eller [PHONE_1] eller [PHONE_1]."),
    ("CPR 010180-1234, altså 010180 1234.", "CPR [CPR_1], altså [CPR_1]."),
    ("a.b@c.dk og A.B@C.DK, men ikke b@c.dk", "[EMAIL_1] og [EMAIL_1], men ikke [EMAIL_2]"),
    ("Odenses leder og Odense.", "[PLACE_1]s leder og [PLACE_1]."),
    # what reads as a placeholder is hidden itself, so that it is nobody's
    ("[PERSON_1] er ikke Mette.", "[OTHER_1] er ikke [PERSON_1]."),
    ("Jeg skrev [person 2] og OTHER_1 om Mette.", "Jeg skrev [OTHER_1] og [OTHER_2] om [PERSON_1]."),
    ("[PERSON_2] og [person_2] er to.", "[OTHER_1] og [OTHER_2] er to."),
    ("Person 1 og note [1] er ingen.", "Person 1 og note [1] er ingen."),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_masked(text: str, expected: str) -> None:
    assert mask(text, Names()).text == expected


@pytest.mark.parametrize("text", [text for text, _ in MASKED])
def test_entities_say_what_stood_where(text: str) -> None:
    masked = mask("🙂 " + text, Names())
    out, last = "", 0
    for entity in masked.entities:
        assert ("🙂 " + text)[entity.start : entity.end] == entity.text
        assert masked.text[entity.at : entity.after] == entity.placeholder
        assert entity.placeholder.startswith(f"[{entity.kind.upper()}_")
        out, last = out + ("🙂 " + text)[last : entity.start] + entity.placeholder, entity.end
    assert out + ("🙂 " + text)[last:] == masked.text


def _case(*texts: str, roster: tuple[str, ...] = ()) -> Names:
    names = Names()
    for text in texts:
        names = learned(names, text, roster)
    return names


def _forms(names: Names) -> dict[str, tuple[str, ...]]:
    return {one.placeholder: one.forms for one in names.hidden if not one.rejected}


LATER: list[tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = [
    (("Jeg så Mette.", "Mette Holm gik."), {"[PERSON_1]": ("Mette Holm", "Mette")}),
    (
        ("Jeg så Mette.", "Mette Holm gik.", "Jeg så Mette Due og Mette."),
        {"[PERSON_1]": ("Mette Holm", "Mette"), "[PERSON_2]": ("Mette Due",)},
    ),
    (
        ("Jeg så Mette.", "Mette Holm og Mette Due gik."),
        {"[PERSON_1]": ("Mette",), "[PERSON_2]": ("Mette Holm",), "[PERSON_3]": ("Mette Due",)},
    ),
    (("Jeg bad Vlodkas om det.", "Jeg bad Vlodka om det."), {"[PERSON_1]": ("Vlodkas", "Vlodka")}),
    (("Jeg bad Andrea om det.", "Jeg bad Andreas om det."), {"[PERSON_1]": ("Andrea",), "[PERSON_2]": ("Andreas",)}),
    (
        ("Jeg så Mette.", "Jeg så Holm.", "Mette Holm gik."),
        {"[PERSON_1]": ("Mette Holm", "Mette"), "[PERSON_2]": ("Holm",)},
    ),
    (("Jeg så mette igen.", "Mette gik."), {"[PERSON_1]": ("mette", "Mette")}),
    (("Ring 20304050.", "Ring 20 30 40 50."), {"[PHONE_1]": ("20304050", "20 30 40 50")}),
]


@pytest.mark.parametrize(("texts", "expected"), LATER)
def test_a_case_goes_on(texts: tuple[str, ...], expected: dict[str, tuple[str, ...]]) -> None:
    assert _forms(_case(*texts)) == expected


def test_what_was_masked_once_is_masked_alike_ever_after() -> None:
    first = mask("Mette Holm og Jonas er her.", Names())
    names = _case("Bo ringede.", "Jeg så Mette Due og Mette.", roster=("Kirsten",))
    later = learned(first.names, "Bo Mette Due Mette Kirsten 20304050 i Odense")
    assert mask("Mette Holm og Jonas er her.", later).text == first.text
    assert learned(names, "") is names


def test_the_roster_comes_first_and_counts_in_small_letters() -> None:
    roster = ["Gry Holm (souschef)", "Bo - leder"]
    masked = mask("bo siger, at jeg er træt af gry", Names(), roster)
    assert masked.text == "[PERSON_2] siger, at jeg er træt af [PERSON_1]"
    assert [one.forms[0] for one in masked.names.hidden] == ["Gry Holm", "Bo"]
    assert all(one.marked for one in masked.names.hidden)
    assert mask("Holm gik.", masked.names, roster).text == "[PERSON_1] gik."
    assert remaining("jeg vil bo her", masked.names, roster) == () == remaining("en holm", masked.names, roster)


def test_what_is_known_is_found_where_the_detector_sees_nothing() -> None:
    names = _case("Jeg leder Plejehjemmet Solgården.", "Zorbina Qvist ringede.")
    assert mask("så kom zorbinas mor, zorbina  qvist og solgårdens leder", names).text == (
        "så kom [PERSON_1]s mor, [PERSON_1] og [ORGANISATION_1]s leder"
    )


def test_known_values_are_every_written_form_but_the_rejected_and_what_only_looks_like_a_placeholder() -> None:
    names = _case("Mette Holm og Mette skrev [PERSON_1] fra 20304050. Jeg så Qvarnella.")
    names = told(names, {"do": "not_a_name", "which": "[PERSON_2]"})
    assert known_values(names) == ("Mette Holm", "Mette", "20304050")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[PERSON_1] og [PERSON_2]s plan", ()),
        ("Mettes plan", ("Mette",)),
        ("METTE  holm", ("METTE  holm",)),
        ("Bo og bo", ("Bo",)),
        ("Bodil, Metter", ()),
        ("20 30-40 50/2030 4050", ("20 30-40 50", "2030 4050")),
    ],
)
def test_what_remains_of_the_known_is_seen(text: str, left: tuple[str, ...]) -> None:
    assert remaining(text, _case("Mette Holm, Mette og Bo er på 20304050.")) == left


def test_words_of_a_value_with_something_else_between_are_not_it() -> None:
    names = told(Names(), {"do": "mark", "form": "den gule bygning", "kind": "place"})
    assert remaining("den gule, bygning", names) == () != remaining("DEN  GULE\nBYGNINGS tag", names)


def test_a_marked_word_that_stands_in_placeholders_remains_nowhere() -> None:
    masked = mask("Mette er en person.", told(Names(), {"do": "mark", "form": "person"}))
    assert masked.text == "[PERSON_2] er en [PERSON_1]." and remaining(masked.text, masked.names) == ()


GLUED = [
    "010180-1234Mette",
    "Mette_Bo 20304050Bo",
    "010180-1234PERSON_1 Bo",
    "PERSON_1\u200bMette",
    "(Mette)Mette/Bo,Mette",
]


@pytest.mark.parametrize("text", GLUED)
def test_nothing_is_laid_bare_by_what_is_hidden_beside_it(text: str) -> None:
    masked = mask(text, _case("Jeg så Mette, Bo og 010180-1234 20304050."))
    assert remaining(masked.text, masked.names) == () and masked.restored(masked.text).text == text


def test_an_old_case_without_names_begins_at_one() -> None:
    assert mask("Mette", Names(hidden=())).names.hidden == (Hidden(kind="person", number=1, forms=("Mette",)),)
