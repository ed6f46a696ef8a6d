"""What the leader says of the names goes before what the machine found; what cannot be changes nothing."""

from __future__ import annotations

import pytest

from companion.confidentiality.pseudonyms import known_values, learned, mask, told
from companion.vocabulary import Names


def _case(*texts: str, roster: tuple[str, ...] = ()) -> Names:
    names = Names()
    for text in texts:
        names = learned(names, text, roster)
    return names


def _forms(names: Names) -> dict[str, tuple[str, ...]]:
    return {one.placeholder: one.forms for one in names.hidden if not one.rejected}


def _told(names: Names, **form: str) -> Names:
    return told(names, form)


def test_not_a_name_is_spared_in_every_form_and_its_number_is_never_given_again() -> None:
    names = _told(_case("Vi flyttede Qvarnella. Jeg så Mette."), do="not_a_name", which="[PERSON_1]")
    assert mask("Qvarnellas plan, sagde Mette til Torben.", names).text == (
        "Qvarnellas plan, sagde [PERSON_2] til [PERSON_3]."
    )
    assert "Qvarnella" not in known_values(names)
    assert mask("Qvarnella", _told(names, do="a_name", which="[PERSON_1]")).text == "[PERSON_1]"


def test_one_on_the_roster_who_was_said_to_be_no_name_stays_so() -> None:
    names = _told(_case("", roster=("Vlodka", "Mette")), do="not_a_name", which="[PERSON_1]")
    masked = mask("Vlodka og Mette", names, ["Vlodka", "Mette"])
    assert masked.text == "Vlodka og [PERSON_2]" and masked.names is names
    names = _told(_case("Jeg så Vlodka."), do="not_a_name", which="[PERSON_1]")
    assert learned(names, "", ["Vlodka"]) is names


def test_a_number_said_to_be_none_is_spared_in_every_spacing() -> None:
    names = _told(_case("Ring 20 30 40 50."), do="not_a_name", which="[PHONE_1]")
    assert mask("Ring 20304050 eller 60304050.", names).text == "Ring 20304050 eller [PHONE_2]."


def test_the_same_gets_one_placeholder_and_the_other_number_leads_there() -> None:
    names = _case("Mette Holm og Mulle er syge. Jeg så Jonas.")
    names = _told(names, do="same", which="[PERSON_2]", **{"with": "[PERSON_1]"})
    masked = mask("Mulle, Mette og Jonas og Bodil", names)
    assert masked.text == "[PERSON_1], [PERSON_1] og [PERSON_3] og [PERSON_4]"
    assert "Mulle" in _forms(masked.names)["[PERSON_1]"]


def test_who_an_ambiguous_first_name_is_can_be_told() -> None:
    names = _case("Mette Holm og Mette Krog er uenige. Jeg tror på Mette.")
    names = _told(names, do="same", which="[PERSON_3]", **{"with": "[PERSON_2]"})
    assert mask("Mettes sag", names).text == "[PERSON_2]s sag"


def test_one_form_apart_gets_a_number_of_its_own_in_every_case() -> None:
    names = _case("Mette Holm kom. Mette gik, og mette blev.")
    names = _told(names, do="apart", which="[PERSON_1]", form="METTE")
    assert _forms(names) == {"[PERSON_1]": ("Mette Holm",), "[PERSON_2]": ("Mette", "mette")}
    assert mask("Mette og Mette Holm", names).text == "[PERSON_2] og [PERSON_1]"


MARKED: list[tuple[dict[str, str], str, str]] = [
    (
        {"form": "Spiren", "kind": "organisation"},
        "spirens leder i Spiren",
        "[ORGANISATION_1]s leder i [ORGANISATION_1]",
    ),
    ({"form": "Mulle"}, "mulle, MULLES er mulig", "[PERSON_1], [PERSON_1]S er mulig"),
    ({"form": "Mettes"}, "Mettes mor", "[PERSON_1]s mor"),
    ({"form": "den  gule bygning", "kind": "place"}, "Den gule\nbygning er væk", "[PLACE_1] er væk"),
    ({"form": "gruppe 4", "kind": "organisation"}, "gruppe 4, ikke gruppe 40", "[ORGANISATION_1], ikke gruppe 40"),
    ({"form": "Vide"}, "vides vagt", "[PERSON_1]s vagt"),
    ({"form": "Huset", "kind": "organisation"}, "vi er i huset", "vi er i [ORGANISATION_1]"),
    ({"form": "sag 4711-22", "kind": "other"}, "Det er sag 4711-22.", "Det er [OTHER_1]."),
]


@pytest.mark.parametrize(("form", "text", "expected"), MARKED)
def test_marked_words_are_found_in_any_case_with_genitive_on_word_boundaries(
    form: dict[str, str], text: str, expected: str
) -> None:
    names = told(Names(), {"do": "mark", **form})
    assert mask(text, names).text == expected
    assert all(one.marked for one in names.hidden)


def test_marking_takes_back_that_it_was_no_name() -> None:
    names = _told(_case("Jeg så Qvarnella."), do="not_a_name", which="[PERSON_1]")
    assert mask("Qvarnella", _told(names, do="mark", form="qvarnella")).text == "[PERSON_1]"


IMPOSSIBLE: list[dict[str, str]] = [
    {},
    {"do": "people", "people": "Bo"},
    {"do": "unheard_of", "which": "[PERSON_1]"},
    {"do": "not_a_name", "which": "[PERSON_9]"},
    {"do": "not_a_name"},
    {"do": "not_a_name", "which": "[OTHER_1]"},
    {"do": "a_name", "which": "[PERSON_1]"},
    {"do": "same", "which": "[PERSON_1]", "with": "[PERSON_1]"},
    {"do": "same", "which": "[PERSON_1]", "with": "[PERSON_9]"},
    {"do": "same", "which": "[OTHER_1]", "with": "[PERSON_1]"},
    {"do": "same", "which": "[PERSON_1]"},
    {"do": "apart", "which": "[PERSON_2]", "form": "Jonas"},
    {"do": "apart", "which": "[PERSON_1]", "form": "Kirsten"},
    {"do": "mark", "form": " ,. "},
    {"do": "mark", "form": "[PERSON_1]"},
    {"do": "mark", "form": "Spiren", "kind": "kindergarten"},
]


@pytest.mark.parametrize("form", IMPOSSIBLE)
def test_what_cannot_be_changes_nothing(form: dict[str, str]) -> None:
    names = _case("Mette Holm, Mette og Jonas skrev [PERSON_7].")
    assert told(names, form) is names


def test_numbers_are_never_used_twice_whatever_happens() -> None:
    names = _case("Mette, Jonas og Bodil er her.")
    names = _told(names, do="not_a_name", which="[PERSON_3]")
    names = _told(names, do="same", which="[PERSON_2]", **{"with": "[PERSON_1]"})
    names = _told(names, do="apart", which="[PERSON_1]", form="Jonas")
    names = learned(names, "Torben kom.")
    numbers = [one.number for one in names.hidden]
    assert numbers == [1, 2, 3, 4, 5] and _forms(names)["[PERSON_5]"] == ("Torben",)
