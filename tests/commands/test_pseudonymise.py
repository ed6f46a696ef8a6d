"""`companion pseudonymise`: what would leave instead of a text; every text a case of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import companion
from companion.vocabulary import LANGS

KINDS = {
    "person",
    "organisation",
    "place",
    "cpr",
    "cvr",
    "phone",
    "email",
    "address",
    "date",
    "account",
    "url",
    "other",
}
GOOD = {"text": "🙂 Mettes vagt, tlf. 20 30 40 50."}
MASKED = {
    "text": "🙂 [PERSON_1]s vagt, tlf. [PHONE_1].",
    "entities": [
        {"start": 2, "end": 7, "text": "Mette", "kind": "person", "placeholder": "[PERSON_1]"},
        {"start": 20, "end": 31, "text": "20 30 40 50", "kind": "phone", "placeholder": "[PHONE_1]"},
    ],
}
BAD: list[str | bytes] = [
    "", "x", "[]", "{}", '{"text": 1}', '{"text": null}', '"x"', b"\xff\xfe", "[" * 100_000,
    '{"text": "Bo", "people": "Bo"}', '{"text": "Bo", "people": [1]}', '{"text": "Bo", "people": null}',
    '{"text": "Bo", "people": {"Bo": 1}}', '{"text": "Bo", "people": [["Bo"]]}',
]  # fmt: skip


def lines(*items: dict[str, object]) -> str:
    return "\n".join(json.dumps(item) for item in items)


def test_the_document_of_one_text(run) -> None:
    assert run("pseudonymise", GOOD["text"]).json == MASKED
    assert run("pseudonymise", typed=GOOD["text"]).json == MASKED


def test_one_a_line_each_a_case_of_its_own(run) -> None:
    ran = run("pseudonymise", "--jsonl", typed=lines(GOOD, {"text": "Jonas og Mette"}, {"text": ""}, GOOD))
    said = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err, said[0], said[3]) == (0, "", MASKED, MASKED)
    assert said[1]["text"] == "[PERSON_1] og [PERSON_2]" and said[2] == {"text": "", "entities": []}


def test_the_people_of_the_case_come_first_and_count_in_small_letters(run) -> None:
    ran = run(
        "pseudonymise", "--jsonl", typed=lines({"text": "zorbina er sur på gry", "people": ["Gry Holm", "zorbina"]})
    )
    assert ran.json["text"] == "[PERSON_2] er sur på [PERSON_1]"


@pytest.mark.parametrize("lang", LANGS)
def test_a_bad_line_gives_an_error_in_its_place_and_the_rest_goes_on(run, lang: str) -> None:
    good = lines(GOOD).encode()
    given = [good, *(line.encode() if isinstance(line, str) else line for line in BAD), good]
    ran = run("pseudonymise", "--jsonl", "--lang", lang, typed=b"\n".join(given))
    said = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err, len(said)) == (2, "", len(given))
    assert said[0] == said[-1] == MASKED and all(item.keys() == {"error"} for item in said[1:-1])
    assert ("people" in said[-2]["error"]) and ("skriv" in said[-2]["error"]) is (lang == "da")


def test_people_that_are_no_list_of_names_are_wrong_use_alone_too(run) -> None:
    assert run("pseudonymise", "--jsonl", typed=lines({"text": "Bo", "people": "Bo"})).code == 2


def test_no_text_is_wrong_use(run) -> None:
    ran = run("pseudonymise", typed=" \n")
    assert (ran.code, ran.out) == (2, "") and "--jsonl" in ran.err


TEXTS = [
    "Hun bor Skolegade 12, 2. th, 8000 Aarhus C, i Aarhus.",
    "CPR 010180-1234, CVR-nr. 12345678, reg. 1234 konto 0012345678, IBAN DK50 0040 0440 1162 43.",
    "Skriv til a.b@firma.dk eller @mettehj, se https://firma.dk/x. Bilen er AB 12 345.",
    "Født den 12. marts 1980. Hun kom fra Jensen Byg A/S.",
    "[PERSON_1] er ikke Mette.",
    "\ud83d og Mette",
    "a\x00Mette\u202e",
    "Mette " * 2000,
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_entity_has_a_kind_its_place_and_a_bracketed_kind_and_number(run, text: str) -> None:
    ran = run("pseudonymise", "--jsonl", typed=lines({"text": text}))
    whole = text.replace("\ud83d", "?")
    assert ran.code == 0 and ran.json["entities"]
    out, last = "", 0
    for one in ran.json["entities"]:
        assert one.keys() == {"start", "end", "text", "kind", "placeholder"} and one["kind"] in KINDS
        assert whole[one["start"] : one["end"]] == one["text"]
        assert one["placeholder"].rpartition("_")[0] == f"[{one['kind'].upper()}"
        out, last = out + whole[last : one["start"]] + one["placeholder"], one["end"]
    assert ran.json["text"] == out + whole[last:]


def test_it_loads_nothing_heavy_and_touches_no_data_folder(home) -> None:
    code = (
        "import sys; from companion.__main__ import main; main(['pseudonymise', 'Mette kom.']); "
        "print([m for m in ('gradio', 'chromadb', 'litellm', 'langgraph', 'sklearn') if m in sys.modules])"
    )
    top = Path(companion.__file__).parent.parent
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, cwd=top)
    assert ran.stdout.splitlines()[-1] == "[]" and not (home / "data").exists()
