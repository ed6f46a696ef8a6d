"""`companion charter`: a file of answers, a talk in the terminal, papers, and a refusal that helps."""

from __future__ import annotations

import io
import os

import pytest
from pypdf import PdfReader

from companion.pilot.charter import charter
from companion.safety.screen import screen

SHORT = charter().questions(short=True)
ACUTE = "Jeg vil ikke leve længere"
STRAIN = "Jeg vågner klokken fire hver nat og kan ikke mere"
TEXT = """
purpose-why: Vi vil lære.
rules-together: [Vi spørger først., Vi lytter.]
group-size: 8
facilitation-who: hr
confidentiality-stays: Alt.
themes-which:
again: 2027-06-01
"""


def test_a_file_of_answers_becomes_a_charter_with_confidentiality_first(run, answers) -> None:
    ran = run("charter", "--answers", answers(TEXT))
    assert ran.code == 0 and "1. juni 2027" in ran.out and not ran.err
    at = [
        ran.out.index(word)
        for word in ("Alt.", "Vi vil lære.", "Vi spørger først. Vi lytter.", "En fra HR faciliterer")
    ]
    assert at == sorted(at) and "| Aftales på det første møde | Det arbejder vi med |" in ran.out


def test_the_document(run, answers) -> None:
    found = run("charter", "--answers", answers(TEXT), "--json", "--lang", "en").json
    assert found.keys() == {"title", "sections", "together", "again", "concern"}
    assert [section["id"] for section in found["sections"]] == [
        "confidentiality", "purpose", "rules", "group", "facilitation",
    ]  # fmt: skip
    clause = found["sections"][-1]["clauses"][0]
    assert (
        clause["text"].startswith("Someone from HR")
        and clause["source"] == "000"
        and clause["id"] == "facilitation-who"
    )
    assert (found["together"], found["again"], found["concern"]) == (["themes-which"], "2027-06-01", None)


@pytest.mark.parametrize("name", ["aftale.md", "aftale.docx", "aftale.PDF"])
def test_a_file_is_written_once_and_for_its_owner_alone(run, answers, home, name: str) -> None:
    path, file = home / name, answers(TEXT)
    ran = run("charter", "--answers", file, "--out", path)
    assert (ran.code, ran.out.strip()) == (0, "Aftalen er gemt.") and path.stat().st_size > 500
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    assert run("charter", "--answers", file, "--out", path).code == 2 and path.read_bytes() == before
    again = run("charter", "--answers", file, "--out", path, "--force", "--json")
    assert again.json["again"] == "2027-06-01"


def test_the_paper_holds_what_was_answered(run, answers, home) -> None:
    path = home / "charter.pdf"
    run("charter", "--answers", answers(TEXT), "--out", path, "--lang", "en")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
    assert "Someone from HR facilitates" in text and "Where we meet" not in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("purpose-whom: x", "purpose-whom"),
        ("purpose-why: [a, {b: c}]", "purpose-why"),
        ("purpose-why: true", "purpose-why"),
        ("again: snart", "2027-06-01"),
        ("- a", "YAML"),
        ("a: [", "linje"),
        ("themes-which:", "mindst ét spørgsmål"),
        ("{}", "mindst ét spørgsmål"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong(run, answers, text: str, said: str) -> None:
    ran = run("charter", "--answers", answers(text))
    assert ran.code == 2 and said in ran.err and not ran.out


def test_a_key_that_may_be_somebodys_words_is_not_repeated(run, answers) -> None:
    ran = run("charter", "--answers", answers("purpose-why: a\nKarim er syg: b"))
    assert ran.code == 2 and "nummer 2" in ran.err and "Karim" not in ran.err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--out", "a.txt"), ".md, .docx eller .pdf"),
        (("--out", "there.md"), "--force"),
        (("--answers", "none.yaml"), "kan ikke læses"),
        (("--lang", "fr"), "Sådan kaldes det ikke"),
    ],
)
def test_wrong_use_is_told_before_anything_is_asked(run, home, flags: tuple, said: str) -> None:
    (home / "cwd" / "there.md").touch()
    ran = run("charter", *flags, typed="\nVi vil lære.\n\n/stop\n\n")
    assert ran.code == 2 and said in ran.err and not ran.out and "Spørgsmål 1" not in ran.err


def test_danger_stops_it_and_makes_no_file(run, answers, home) -> None:
    path = home / "aftale.pdf"
    file = answers(**{"purpose-why": "Vi vil lære.", "rules-broken": ACUTE})
    ran = run("charter", "--answers", file, "--out", path)
    assert ran.code == 3 and "112" in ran.out and not path.exists()
    ran = run("charter", "--answers", file, "--json")
    assert ran.code == 3 and ran.json["sections"] == [] and ran.json["concern"]["level"] == "acute"


def test_strain_is_told_and_it_goes_on(run, answers) -> None:
    file = answers(**{"purpose-why": STRAIN})
    ran = run("charter", "--answers", file)
    assert ran.code == 0 and "fagforening" in ran.err and STRAIN in ran.out
    assert run("charter", "--answers", file, "--json").json["concern"]["level"] == "strain"


def test_the_products_own_examples_are_no_concern(run, answers) -> None:
    """The screen takes one of them for strain: it has learned that hours and mornings often are."""
    long = next(one for one in SHORT if one.id == "structure-long")
    assert any(screen(example.en).level != "none" for example in long.examples)
    file = answers(**{long.id: [example.en for example in long.examples]})
    assert run("charter", "--answers", file, "--json").json["concern"] is None


def test_a_talk_in_the_terminal_becomes_a_charter_and_standard_output_holds_nothing_else(run) -> None:
    typed = "\nVi vil lære.\nOg le.\n\n2\n\n9\n\n1\n\n/spring\n/stop\n1.6.2027\n2027-06-01\n"
    ran = run("charter", typed=typed)
    assert ran.code == 0 and ran.out.startswith("**Udkast.")
    assert "Derfor mødes vi: Vi vil lære. Og le." in ran.out
    assert SHORT[1].examples[1].da in ran.out and SHORT[2].options[0].line.da in ran.out
    assert "Vælg et nummer fra 1 til 3" in ran.err and "| Aftales på det første møde | Sådan er vi sammen |" in ran.out
    assert "1. juni 2027" in ran.out and "Skriv datoen som" in ran.err


def test_a_number_that_is_no_example_is_an_answer(run) -> None:
    at = [one.id for one in SHORT].index("group-size")
    ran = run("charter", "--json", typed="\n" + "/spring\n" * at + "8\n\n/stop\n\n")
    assert [clause["text"] for section in ran.json["sections"] for clause in section["clauses"]] == ["8"]


def test_back_changes_an_answer_or_lets_it_stand(run) -> None:
    typed = "\nFør.\n\nAlle.\n\n/tilbage\n\n/tilbage\n/back\nEfter.\n\n/stop\n\n"
    found = run("charter", "--json", typed=typed).json
    assert [clause["text"] for section in found["sections"] for clause in section["clauses"]] == ["Efter.", "Alle."]
    assert found["together"] == []


def test_going_back_past_what_was_left_for_the_group_leaves_it_there(run) -> None:
    found = run("charter", "--json", typed="\nVi.\n\n/spring\n/tilbage\n/tilbage\n/stop\n\n").json
    assert found["together"] == [SHORT[1].id]


def test_all_of_it_on_request_in_english(run) -> None:
    ran = run("charter", "--lang", "en", typed="a\n" + "/skip\n" * 33 + "We look.\n\n\n")
    assert "Question 34 of 34" in ran.err and ran.code == 0 and "We look." in ran.out


def test_an_empty_answer_is_asked_for_again(run) -> None:
    ran = run("charter", typed="\n\nVi.\n\n/stop\n\n")
    assert "Der står ikke noget endnu" in ran.err and "Derfor mødes vi: Vi." in ran.out


def test_danger_in_the_terminal(run) -> None:
    ran = run("charter", typed=f"\n{ACUTE}\n\nVidere.\n\n/stop\n\n")
    assert ran.code == 3 and "112" in ran.err and not ran.out


@pytest.mark.parametrize(("typed", "code"), [("", 2), ("\n", 2), ("\nVi vil.\n\n", 0), ("\nVi vil.\n\n/pause\n", 0)])
def test_who_leaves_leaves_no_charter(run, typed: str, code: int) -> None:
    ran = run("charter", typed=typed)
    assert ran.code == code and not ran.out and ("Intet er gemt" in ran.err if code == 0 else "--answers" in ran.err)


def test_nothing_is_made_in_the_data_folder(run, answers, home) -> None:
    assert run("charter", "--answers", answers(TEXT)).code == 0 and not (home / "data").exists()
