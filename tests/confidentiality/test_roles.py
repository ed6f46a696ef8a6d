"""Roles: who is who in a case, what each is called, and that no name is left in what comes out."""

from __future__ import annotations

import pytest

from companion.confidentiality.detect import find
from companion.confidentiality.pseudonyms import learned, told
from companion.confidentiality.roles import people, with_roles
from companion.vocabulary import Lang, Names, Person

CASES: list[tuple[Lang, str, list[tuple[str, str]], str]] = [
    ("da", "Mette er træt. Jeg tog Mettes vagt.", [("Mette", "medarbejder A")],
     "Medarbejder A er træt. Jeg tog medarbejder A's vagt."),
    ("da", "Jeg så Jonas' bil hos Bente.", [("Jonas", "medarbejder A"), ("Bente", "medarbejder B")],
     "Jeg så medarbejder A's bil hos medarbejder B."),
    ("da", "Mette Holm kom. Mette gik. Holm ringede.", [("Mette Holm", "medarbejder A")],
     "Medarbejder A kom. Medarbejder A gik. Medarbejder A ringede."),
    ("da", "Mette Holm og Mette Krog skændes. Det var Mette, der begyndte.",
     [("Mette Holm", "medarbejder A"), ("Mette Krog", "medarbejder B")],
     "Medarbejder A og medarbejder B skændes. Det var medarbejder A eller medarbejder B, der begyndte."),
    ("da", "Min souschef Birgitte græd. Birgittes børn er syge.", [("Birgitte", "min souschef")],
     "Min souschef græd. Min souschefs børn er syge."),
    ("da", "Kasper, som er teamleder, siger nej. Jeg forstår Kasper.", [("Kasper", "teamlederen")],
     "Teamlederen siger nej. Jeg forstår teamlederen."),
    ("da", "Min kollega Anna og min kollega Ole er uenige.", [("Anna", "kollega A"), ("Ole", "kollega B")],
     "Min kollega A og min kollega B er uenige."),
    ("da", "Jeg har en kollega, og Anna er hendes navn.", [("Anna", "kollega A")],
     "Jeg har en kollega, og kollega A er hendes navn."),
    ("da", "En medarbejder, der hedder Şule, er ofte syg.", [("Şule", "medarbejder A")],
     "En medarbejder A er ofte syg."),
    ("da", "Afdelingsleder Ole Due ringede.", [("Ole Due", "afdelingslederen")], "Afdelingslederen ringede."),
    ("da", "Min nye souschef Lene og vores TR Lars er uenige. Lars' mand Peter er læge.",
     [("Lene", "min souschef"), ("Lars", "vores TR"), ("Peter", "manden")],
     "Min nye souschef og vores TR er uenige. Vores TR's mand er læge."),
    ("en", "Our team leader Sarah Jones and a nurse called Fatima argue. Sarah is tired.",
     [("Sarah Jones", "our team leader"), ("Fatima", "the nurse")],
     "Our team leader and a nurse argue. Our team leader is tired."),
    ("da", "Jeg leder Mette og Bo.", [("Mette", "medarbejder A"), ("Bo", "medarbejder B")],
     "Jeg leder medarbejder A og medarbejder B."),
    ("da", "”Łukasz kommer for sent,” siger de.", [("Łukasz", "medarbejder A")],
     "”Medarbejder A kommer for sent,” siger de."),
    ("en", "My colleague Anna said no. I took Anna's shift.", [("Anna", "colleague A")],
     "My colleague A said no. I took colleague A's shift."),
    ("en", "My deputy Tom Baker left. Baker's view differs.", [("Tom Baker", "my deputy")],
     "My deputy left. My deputy's view differs."),
    ("en", "Peter, who is a team leader, left James' team.",
     [("Peter", "the team leader"), ("James", "employee A")], "The team leader left employee A's team."),
    ("en", "I told HR on Monday that I'm tired.", [], "I told HR on Monday that I'm tired."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "who", "told"), CASES)
def test_a_case_becomes_roles(lang: Lang, text: str, who: list[tuple[str, str]], told: str) -> None:
    persons = people([text], lang)
    assert [(person.name, person.role) for person in persons] == who
    assert with_roles(text, persons, lang) == told


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, text, _, _ in CASES])
def test_no_person_is_left_even_when_nobody_was_listed(lang: Lang, text: str) -> None:
    told = with_roles(text, (), lang)
    assert [entity.text for entity in find(told) if entity.kind == "person"] == []


def test_roles_are_one_and_the_same_across_the_texts_of_a_case() -> None:
    texts = ["jeg er træt af qvarnella", "Vi har talt med Qvarnella og Ole.", "Ole Due sagde nej."]
    persons = people(texts, "da")
    assert [(p.name, p.role) for p in persons] == [("Qvarnella", "medarbejder A"), ("Ole Due", "medarbejder B")]
    assert [with_roles(text, persons, "da") for text in texts] == [
        "jeg er træt af medarbejder A",
        "Vi har talt med medarbejder A og medarbejder B.",
        "Medarbejder B sagde nej.",
    ]


def test_the_roster_gives_the_full_name_and_catches_lower_case() -> None:
    persons = people(["zorbina er sur"], "da", roster=["Zorbina Holm", "Ikke Nævnt"])
    assert [(p.name, p.role) for p in persons] == [("Zorbina Holm", "medarbejder A")]
    assert with_roles("Jeg talte med Holm om zorbinas vagt.", persons, "da") == (
        "Jeg talte med medarbejder A om medarbejder A's vagt."
    )


def test_an_approved_name_stays_and_nothing_beyond_it() -> None:
    persons = (Person(name="Mette Holm", role="medarbejder A", approved=True),)
    assert with_roles("Mette og Ole gik.", persons, "da") == "Mette og medarbejder B gik."
    alone = (Person(name="Mette", role="medarbejder A", approved=True),)
    assert with_roles("Jeg så Mette Krog.", alone, "da") == "Jeg så medarbejder A."


MASKED: list[tuple[Lang, str, str]] = [
    ("da", "Hans CPR er 010180-1234.", "Hans CPR er [CPR-nummer]."),
    ("da", "Ring på 20 30 40 50 eller skriv til a@b.dk.", "Ring på [telefonnummer] eller skriv til [e-mailadresse]."),
    ("da", "Hun bor Skolegade 12, 8000 Aarhus C.", "Hun bor [adresse]."),
    ("da", "Kontoen er DK50 0040 0440 1162 43.", "Kontoen er [kontonummer]."),
    ("en", "Call 20304050 about 010180-1234.", "Call [phone number] about [CPR number]."),
    ("da", "Vi flytter til Odense. Se https://firma.dk/x.", "Vi flytter til Odense. Se https://firma.dk/x."),
    ("da", "Er nogen i fare, så ring 112 eller 70 201 201.", "Er nogen i fare, så ring 112 eller 70 201 201."),
]


@pytest.mark.parametrize(("lang", "text", "told"), MASKED)
def test_numbers_and_addresses_have_no_place_in_a_brief(lang: Lang, text: str, told: str) -> None:
    assert with_roles(text, (), lang) == told


def _told(*forms: dict[str, str], texts: list[str]) -> Names:
    names = Names()
    for text in texts:
        names = learned(names, text)
    for form in forms:
        names = told(names, form)
    return names


def test_what_the_leader_says_is_no_name_is_nobody() -> None:
    text = "Mette og Solveig taler sammen om Klimarådet."
    names = _told({"do": "not_a_name", "which": "[PERSON_2]"}, texts=[text])
    persons = people([text], "da", (), names)
    assert [person.name for person in persons] == ["Mette"]
    assert with_roles(text, persons, "da", names) == "Medarbejder A og Solveig taler sammen om Klimarådet."


def test_two_who_are_the_same_are_one_role() -> None:
    texts = ["Birgitte kom for sent.", "Gitte sagde undskyld. Ole så på."]
    names = _told({"do": "same", "which": "[PERSON_2]", "with": "[PERSON_1]"}, texts=texts)
    persons = people(texts, "da", (), names)
    assert [(p.name, p.role) for p in persons] == [("Birgitte", "medarbejder A"), ("Ole", "medarbejder B")]
    assert with_roles(texts[1], persons, "da", names) == "Medarbejder A sagde undskyld. Medarbejder B så på."


def test_one_who_is_told_apart_has_a_role_of_their_own() -> None:
    texts = ["Mette Holm kom.", "Mette gik."]
    together = people(texts, "da", (), _told(texts=texts))
    names = _told({"do": "apart", "which": "[PERSON_1]", "form": "Mette"}, texts=texts)
    apart = people(texts, "da", (), names)
    assert [person.name for person in together] == ["Mette Holm"]
    assert [(p.name, p.role) for p in apart] == [("Mette Holm", "medarbejder A"), ("Mette", "medarbejder B")]
    assert with_roles(texts[1], apart, "da", names) == "Medarbejder B gik."


def test_a_word_the_leader_marks_is_somebody() -> None:
    text = "Jeg talte med den lange om det."
    names = _told({"do": "mark", "form": "den lange", "kind": "person"}, texts=[text])
    persons = people([text], "da", (), names)
    assert with_roles(text, persons, "da", names) == "Jeg talte med medarbejder A om det."
    code = _told({"do": "mark", "form": "stuen 4711", "kind": "other"}, texts=["Koden er stuen 4711."])
    assert with_roles("Koden er stuen 4711.", (), "da", code) == "Koden er [udeladt]."


def test_a_role_stays_with_whom_it_was_given_to_and_no_two_share_a_letter() -> None:
    texts = ["Ole gik. Karim kom."]
    before = people(texts, "da")
    renamed = [before[0], before[1].model_copy(update={"approved": True})]
    after = people(["Gerda faldt. " + texts[0].replace("Karim", "Karim Due")], "da", before=renamed)
    assert [(p.name, p.role, p.approved) for p in after] == [
        ("Gerda", "medarbejder C", False), ("Ole", "medarbejder A", False), ("Karim Due", "medarbejder B", False),
    ]  # fmt: skip


def test_a_text_in_roles_is_not_given_roles_again() -> None:
    persons = (Person(name="Mette", role="Sofies makker"), Person(name="Ole", role="medarbejder B"))
    for text in ("Sofies makker og medarbejder B's bil.", "Det er medarbejder C's og kollega A's sag."):
        assert with_roles(text, persons, "da") == text
        assert people([text], "da", before=persons) == ()


DAYS = [
    ("Hun er født den 3. maj 1966.", "Hun er født den [fødselsdato]."),
    ("Hendes fødselsdag er 3. maj 1966.", "Hendes fødselsdag er [fødselsdato]."),
    ("To bliver fyret den 1. april.", "To bliver fyret den 1. april."),
    ("Han blev sygemeldt den 14. marts 2026.", "Han blev sygemeldt den 14. marts 2026."),
]


@pytest.mark.parametrize(("text", "told"), DAYS)
def test_a_birth_date_goes_and_another_day_is_the_leaders_to_keep(text: str, told: str) -> None:
    assert with_roles(text, (), "da") == told
