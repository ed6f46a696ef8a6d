"""The detector's contract as tables: what it finds in Danish and English, and what it leaves alone."""

from __future__ import annotations

import pytest

from companion.confidentiality.detect import find

PERSONS: list[tuple[str, list[str]]] = [
    # Danish: first, full and hyphenated names, genitive outside
    ("Jeg talte med Mette i går.", ["Mette"]),
    ("Jeg talte med Mette Holm Jensen i går.", ["Mette Holm Jensen"]),
    ("Jeg tog Mettes vagt.", ["Mette"]),
    ("Det er Jonas' bil, ikke Lars’ bil.", ["Jonas", "Lars"]),
    ("Anne-Mette og Karl-Erik er uenige.", ["Anne-Mette", "Karl-Erik"]),
    ("Hun hedder Karen M. Due.", ["Karen M. Due"]),
    ("H.L. Hansen ringede.", ["H.L. Hansen"]),
    ("Jeg har Hr. Sørensen som leder.", ["Sørensen"]),
    ("Pia, Ole og Jørgen holder fri.", ["Pia", "Ole", "Jørgen"]),
    ("Vi kalder det Mette-gruppen.", ["Mette"]),
    ("Han sagde: ”Birgitte kommer ikke.”", ["Birgitte"]),
    ("- Kirsten er syg\n- Torben er på ferie", ["Kirsten", "Torben"]),
    ("Mette Holm og Mette Krog er uenige.", ["Mette Holm", "Mette Krog"]),
    # names of many languages
    ("Łukasz kom for sent.", ["Łukasz"]),
    ("Jeg savner Şule på holdet.", ["Şule"]),
    ("Şules børn er syge.", ["Şule"]),
    ("Nguyễn tog vagten.", ["Nguyễn"]),
    ("Vi ansatte Mohammed al-Hassan i maj.", ["Mohammed al-Hassan"]),
    ("Fatima og Abdullahi taler sammen.", ["Fatima", "Abdullahi"]),
    ("Jeg bad Oleksandr Kovalenko om hjælp.", ["Oleksandr Kovalenko"]),
    ("Jeg bad Thanushan om hjælp.", ["Thanushan"]),
    ("Ludwig van der Meer rejste.", ["Ludwig van der Meer"]),
    # unknown names: a capital inside a sentence; at the start only where a name stands
    ("I går ringede Vlodka igen.", ["Vlodka"]),
    ("Vlodka ringede igen.", ["Vlodka"]),
    # names that are words
    ("Bo siger nej.", ["Bo"]),
    ("Per er sygemeldt.", ["Per"]),
    ("Per måned bruger vi ti timer.", []),
    ("Hans er træt.", ["Hans"]),
    ("Hans vagt er slut.", []),
    ("Max 5 deltagere.", []),
    ("Max Hansen er ny.", ["Max Hansen"]),
    ("Mark og jeg er uenige.", ["Mark"]),
    ("Bos idé var god.", ["Bo"]),
    ("Jeg spurgte Bo om det.", ["Bo"]),
    # typed without capitals
    ("birgitte er sur på kasper", ["birgitte", "kasper"]),
    ("jeg talte med mette holm om det", ["mette holm"]),
    # English
    ("Anna's shifts are long.", ["Anna"]),
    ("I spoke to Tom Baker on Monday.", ["Tom Baker"]),
    ("Will is late again.", ["Will"]),
    ("Will he come? Will Anna come?", ["Anna"]),
    ("Grace said no.", ["Grace"]),
    ("Mark the date.", []),
    ("May I ask why?", []),
    ("Yesterday Siobhan O'Brien left.", ["Siobhan O'Brien"]),
    ("My manager, Priya, and I disagree.", ["Priya"]),
    # ordinary capitals
    ("Vi holder MUS med HR og AMR om KPI'er i Teams.", []),
    ("HR-chefen og TR'en mødes i Excel.", []),
    ("De siger, at De kommer, og Deres bil er væk.", []),
    ("Har I talt med jer selv?", []),
    ("I think I'm tired, and I'll say so on Monday in December.", []),
    ("The Danish team uses Teams. English is fine.", []),
    ("Vagtplanen er ny. Medarbejderne klager. Ledelsen venter.", []),
    ("Afdelingslederen er væk, og Plejehjemslederen er ny.", []),
    ("Det er medarbejder A, ikke kollega B.", []),
    ("I talked to employee A about colleague B's shift.", []),
    ("HVAD SKAL JEG GØRE?", []),
    ("", []),
    ("😀 …", []),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons(text: str, expected: list[str]) -> None:
    assert [entity.text for entity in find(text) if entity.kind == "person"] == expected


ROSTER: list[tuple[str, list[str], list[str]]] = [
    ("jeg er træt af gry og grys humør", ["Gry Holm"], ["gry", "gry"]),
    ("zorbina gik, og Holm blev", ["Zorbina Holm"], ["zorbina", "Holm"]),
    ("ZORBINA GIK", ["zorbina"], ["ZORBINA"]),
    ("Zorbinas vagt", ["Zorbina"], ["Zorbina"]),
    ("bo er sur, men jeg vil bo her", ["Bo"], ["bo"]),
    ("jeg bor hos en ven", ["Bo"], []),
]


@pytest.mark.parametrize(("text", "roster", "expected"), ROSTER)
def test_the_roster_and_the_memory_of_the_case_count_in_lower_case(
    text: str, roster: list[str], expected: list[str]
) -> None:
    assert [entity.text for entity in find(text, roster)] == expected


def test_a_name_known_from_the_case_counts_in_lower_case_unless_it_is_a_word() -> None:
    known = {"Zorbina Holm", "Bo"}
    assert [e.text for e in find("zorbinas vagt blev taget, og bo gik", known=known)] == ["zorbina", "bo"]
    assert find("jeg vil bo her ved en holm", known=known) == ()


def test_a_name_seen_once_is_known_in_the_rest_of_the_text() -> None:
    assert [e.text for e in find("Jeg mødte Qvarnella. Qvarnellas vagt. Nu er qvarnella syg.")] == ["Qvarnella"] * 2 + [
        "qvarnella"
    ]


OTHERS: list[tuple[str, list[tuple[str, str]]]] = [
    ("CPR 010180-1234.", [("010180-1234", "cpr")]),
    ("Nummeret er 0101801234", [("0101801234", "cpr")]),
    ("010180 1234 og 311299 - 4321", [("010180 1234", "cpr"), ("311299 - 4321", "cpr")]),
    ("CVR-nr. 12345678", [("12345678", "cvr")]),
    ("Ring på 20304050 eller 20 30 40 50.", [("20304050", "phone"), ("20 30 40 50", "phone")]),
    ("+45 2030 4050", [("+45 2030 4050", "phone")]),
    ("Call +44 20 7946 0958.", [("+44 20 7946 0958", "phone")]),
    ("Ring 112, 1813 eller Livslinien på 70 201 201.", []),
    ("skriv til mette.holm@firma.dk.", [("mette.holm@firma.dk", "email")]),
    ("Se https://firma.dk/mette?x=1.", [("https://firma.dk/mette?x=1", "url")]),
    ("Hun bor Skolegade 12, 2. th, 8000 Aarhus C.", [("Skolegade 12, 2. th, 8000 Aarhus C", "address")]),
    ("Mødet er på Hans Broges Gade 3.", [("Hans Broges Gade 3", "address")]),
    ("IBAN DK50 0040 0440 1162 43", [("DK50 0040 0440 1162 43", "account")]),
    ("Reg. 1234 konto 0012345678", [("1234 konto 0012345678", "account")]),
    ("Født den 12. marts 1980.", [("12. marts 1980", "date")]),
    ("Bilen AB 12 345 holder der, skriv @mettehj.", [("AB 12 345", "other"), ("@mettehj", "other")]),
    ("Vi er i Lyngby Kommune.", [("Lyngby Kommune", "organisation")]),
    ("Jeg kom fra Jensen Byg A/S sidste år.", [("Jensen Byg A/S", "organisation")]),
    ("Jeg leder Plejehjemmet Solgården.", [("Plejehjemmet Solgården", "organisation")]),
    ("Vi flytter til Odense og Vejle.", [("Odense", "place"), ("Vejle", "place")]),
    ("Hun bor i Vejby.", [("Vejby", "place")]),
    ("Mødet er den 12. marts 2026 kl. 14.30, 18 minutter, 1.200.000 kr.", []),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_numbers_places_and_organisations(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(entity.text, entity.kind) for entity in find(text)] == expected


@pytest.mark.parametrize("text", [text for text, _ in PERSONS] + [text for text, _ in OTHERS])
def test_spans_are_code_points_in_order_without_overlap(text: str) -> None:
    last = 0
    for entity in find("🙂 " + text):
        assert ("🙂 " + text)[entity.start : entity.end] == entity.text
        assert entity.start >= last
        last = entity.end
