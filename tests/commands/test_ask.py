"""`companion ask`: passages with where they stand, plainly nothing where there is nothing, and people where there is danger."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from companion.__main__ import casebook
from companion.casebook.casebook import OWN
from companion.library.library import Library
from companion.settings import load_settings
from evals.stub import running

ASKED = "Hvor ofte skal netværket mødes?"
BEYOND = "Hvor lang tid skal en kalkun i ovnen?"
PASSAGE = {"card", "title", "text", "source", "section", "score"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = Library(tmp_path_factory.mktemp("asked") / "index")
    library.build_if_needed()
    library.close()
    return library._place


@pytest.fixture(autouse=True)
def indexed(home: Path, built: Path) -> None:
    shutil.copytree(built, home / "data" / "index")


def test_a_question_gets_passages_with_where_they_stand(run) -> None:
    ran = run("ask", ASKED)
    found = ran.json["passages"]
    assert ran.code == 0 and ran.json["answer"] is None and ran.json["concern"] is None
    assert found[0]["card"] == "how-often" and found[0]["source"] == "002" and 1 <= len(found) <= 3
    assert all(one.keys() == PASSAGE and 0 <= one["score"] <= 1 for one in found)


def test_what_the_material_does_not_answer_is_an_empty_list(run) -> None:
    assert run("ask", BEYOND).json == {"passages": [], "answer": None, "concern": None}


@pytest.mark.parametrize(("lang", "title"), [("da", "Hvor ofte"), ("en", "How often")])
def test_lines_keep_their_order_and_a_bad_one_spoils_no_other(run, lang: str, title: str) -> None:
    lines = [
        json.dumps({"text": ASKED}),
        "not json",
        json.dumps({"text": BEYOND}),
        json.dumps({"text": "How often do we meet?"}),
    ]
    ran = run("ask", "--jsonl", "--lang", lang, typed="\n".join(lines))
    said = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, len(said), said[1].keys()) == (2, 4, {"error"}) and said[2]["passages"] == []
    assert said[0]["passages"][0]["title"].startswith(title) and said[3]["passages"][0]["title"].startswith(title)


@pytest.mark.parametrize("text", ["", " ", "👍", "\x00", "<b>", "og det er", "å" * 20_000, "Hvad nu? " * 5_000])
def test_whatever_stands_in_a_line_is_answered(run, text: str) -> None:
    ran = run("ask", "--jsonl", typed=json.dumps({"text": text}))
    assert ran.code == 0 and json.loads(ran.out).keys() == {"passages", "answer", "concern"}


def test_danger_to_life_is_met_with_people_and_nothing_is_looked_up(run, monkeypatch) -> None:
    monkeypatch.setattr(Library, "search", lambda *_: pytest.fail("it was looked up"))
    ran = run("ask", "Jeg vil ikke leve længere. Hvor ofte skal vi mødes?")
    assert ran.code == 3 and ran.json["passages"] == [] and "112" in ran.json["concern"]["text"]
    line = run("ask", "--jsonl", typed=json.dumps({"text": "Jeg vil ikke leve længere."}))
    assert line.code == 0 and json.loads(line.out)["concern"]["level"] == "acute"


def test_a_duty_to_act_is_said_beside_the_passages(run) -> None:
    said = run("ask", "Min medarbejder bliver mobbet af de andre. Hvordan bruger jeg netværket til det?").json
    assert said["concern"]["level"] == "duty" and said["concern"]["text"]


def test_a_terminal_is_talked_to_in_words(run, monkeypatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "(Sparring i netværk for ledere: Hvor ofte" in run("ask", ASKED).out
    assert run("ask", BEYOND).out.startswith("Det står der ikke noget om i materialet.")
    assert run("ask", "--lang", "en", BEYOND).out.startswith("The material says nothing about that.")
    assert json.loads(run("ask", "--json", BEYOND).out)["passages"] == []


@pytest.mark.parametrize(
    ("text", "told"), [("", "ikke noget spørgsmål"), (" \n", "ikke noget spørgsmål"), ("x" * 2001, "2001 tegn")]
)
def test_what_is_no_question_is_told(run, text: str, told: str) -> None:
    ran = run("ask", typed=text)
    assert ran.code == 2 and told in ran.err and not ran.out


def test_an_index_that_cannot_be_made_is_told_with_what_to_do(run, home: Path) -> None:
    shutil.rmtree(home / "data" / "index")
    (home / "data" / "index").touch()
    ran = run("ask", ASKED)
    assert ran.code == 4 and "plads på disken" in ran.err and not ran.out


@pytest.mark.parametrize("lines", [False, True], ids=["one", "many"])
def test_with_an_embedding_model_a_question_goes_out_masked_and_leaves_a_receipt(
    run, home: Path, monkeypatch: pytest.MonkeyPatch, lines: bool
) -> None:
    monkeypatch.setattr("companion.confidentiality.gate.shut", lambda: None)
    with running() as stub:
        monkeypatch.setenv("COMPANION_EMBEDDING_MODEL", "hosted_vllm/bge")
        monkeypatch.setenv("COMPANION_API_BASE", stub.base)
        asked = "Hvad gør vi, når Mette Holm altid melder afbud?"
        ran = run("ask", "--jsonl", typed=json.dumps({"text": asked})) if lines else run("ask", asked)
        assert ran.code == 0 and ran.json["passages"][0]["card"] == "cancellations"
        assert json.loads(stub.recorded[-1].body)["input"] == ["Hvad gør vi, når [PERSON_1] altid melder afbud?"]
        assert "Mette" not in str(stub.recorded)
        with casebook(load_settings()) as book:
            (kept,) = book.receipts_without_case(OWN)
    assert (kept.outcome, kept.sent) == ("answered", stub.recorded[-1].body)


def test_without_one_no_casebook_is_made(run, home: Path) -> None:
    run("ask", ASKED)
    assert not (home / "data" / "casebook.db").exists()
