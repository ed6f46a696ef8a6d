"""`companion ask`: passages with where they stand, plainly nothing where there is nothing, and people where there is danger."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from companion.casebook.casebook import OWN
from companion.commands import ask
from companion.confidentiality.discretion import Discretion
from companion.errors import HeldBack, ModelProblem, SparringsrumError
from companion.library.documents import OwnDocument, Piece
from companion.library.library import Library
from companion.parts import casebook
from companion.settings import load_settings
from companion.vocabulary import Lang, Names, Passage
from companion.voice import CitedAnswer
from evals.stub import Reply, running

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
    assert run("ask", BEYOND).json == {"passages": [], "answer": None, "model": "", "concern": None}


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
    assert ran.code == 0 and json.loads(ran.out).keys() == {"passages", "answer", "model", "concern"}


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


@dataclass
class Answerer:
    """A model that answers what it is told to, and remembers what it was asked."""

    says: str = ""
    fails: BaseException | None = None
    asked: list[tuple[str, Sequence[Passage]]] = field(default_factory=list)

    def answer(
        self, question: str, passages: Sequence[Passage], lang: Lang, discretion: Discretion
    ) -> CitedAnswer | None:
        self.asked.append((question, passages))
        if self.fails:
            raise self.fails
        return CitedAnswer(text=self.says, model="stub/one") if self.says else None


@pytest.fixture
def shelf(home: Path) -> Iterator[Library]:
    library = Library(home / "data" / "index")
    yield library
    library.close()


def asked(capsys, shelf: Library, answerer: Answerer, text: str, **more: Any) -> tuple[int, Any]:
    """The exit code, and the document of the question."""
    discretion = Discretion(Names(), (), lambda receipt: None)
    capsys.readouterr()
    code = ask.run(shelf, text, False, True, more.get("lang", "da"), more.get("discretion", discretion), answerer)
    return code, json.loads(capsys.readouterr().out)


def test_a_model_answers_from_the_cards_and_is_named(capsys, shelf: Library) -> None:
    answerer = Answerer("Hver sjette uge. [1]")
    code, said = asked(capsys, shelf, answerer, ASKED)
    assert (code, said["answer"], said["model"]) == (0, "Hver sjette uge. [1]", "stub/one")
    ((question, passages),) = answerer.asked
    assert question == ASKED and [one.model_dump(mode="json") for one in passages] == said["passages"]


FAILURES: dict[str, BaseException | None] = {
    "says nothing": None,
    "does not answer": ModelProblem("timeout"),
    "held back": HeldBack(),
    "told": SparringsrumError("Nej.", "No."),
    "a fault": ValueError(ASKED),
}


@pytest.mark.parametrize("fails", FAILURES.values(), ids=FAILURES)
def test_whatever_goes_wrong_the_passages_are_there(capsys, shelf: Library, fails: BaseException | None) -> None:
    code, said = asked(capsys, shelf, Answerer(fails=fails), ASKED)
    assert (code, said["answer"], said["model"]) == (0, None, "") and said["passages"]


NOBODY = {
    "nothing fits": (BEYOND, {}, 0),
    "danger to life": ("Jeg vil ikke leve længere. Hvor ofte skal vi mødes?", {}, 3),
    "nowhere for a receipt": (ASKED, {"discretion": None}, 0),
}


@pytest.mark.parametrize(("text", "more", "code"), NOBODY.values(), ids=NOBODY)
def test_a_model_is_not_asked(capsys, shelf: Library, text: str, more: dict[str, Any], code: int) -> None:
    answerer = Answerer("Hver sjette uge. [1]")
    assert asked(capsys, shelf, answerer, text, **more)[0] == code and not answerer.asked


OWN_TEXT = "Hvor ofte skal netværket mødes? Vores netværk mødes hver sjette uge, aftalt af Mette Holm."
NEAR_IT = "Hvem bestemmer, hvornår vi mødes?"


def test_own_documents_are_never_sent_and_the_marks_count_the_passages_as_they_stand(capsys, shelf: Library) -> None:
    piece = Piece(number=1, section="", page=None, text=OWN_TEXT)
    shelf.take_in(
        OwnDocument(
            id="a" * 16, name="aftale.md", kind="md", lang="da", added=dt.date(2026, 11, 2), pages=None, pieces=(piece,)
        )
    )  # fmt: skip
    answerer = Answerer("Hver sjette uge. [1] Aftal det. [1][2]")
    said = asked(capsys, shelf, answerer, NEAR_IT)[1]
    cards = [place for place, one in enumerate(said["passages"], 1) if not one["card"].startswith("own-")]
    own = [place for place, one in enumerate(said["passages"], 1) if one["card"].startswith("own-")]
    assert own == [1] and len(cards) == 2, "the story needs an own document in front of two cards"
    assert "Mette" not in str(answerer.asked) and len(answerer.asked[0][1]) == len(cards)
    assert said["answer"] == "Hver sjette uge. [2] Aftal det. [2][3]"


@pytest.mark.parametrize(
    ("lang", "marked"), [("da", "Formuleret af sprogmodellen"), ("en", "Worded by the language model")]
)
def test_in_a_terminal_it_stands_above_the_passages_and_says_who_worded_it(
    capsys, shelf: Library, monkeypatch: pytest.MonkeyPatch, lang: Lang, marked: str
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    discretion = Discretion(Names(), (), lambda receipt: None)
    ask.run(shelf, ASKED, False, False, lang, discretion, Answerer("Hver sjette uge. [1]"))
    answer, worded, _, first, *_ = capsys.readouterr().out.splitlines()
    assert answer == "Hver sjette uge. [1]" and f"{marked} stub/one" in worded and first.startswith("[1] ")


@pytest.mark.parametrize("lines", [False, True], ids=["one", "many"])
@pytest.mark.parametrize("well", [True, False], ids=["well", "gone"])
def test_with_a_model_over_http(run, home: Path, shelf: Library, monkeypatch, lines: bool, well: bool) -> None:
    """The question goes out masked, with cards alone and a receipt; a server in trouble is no failure."""
    monkeypatch.setattr("companion.confidentiality.gate.shut", lambda: None)
    question = "Hvad gør vi, når Mette Holm altid melder afbud?"
    card = shelf.search(question, "da")[0].text
    sentence = card.split(". ")[0].strip().removesuffix(".") + "."
    with running(says=json.dumps({"sentences": [{"text": sentence, "passages": [1]}]})) as stub:
        stub.fault = None if well else Reply(404, b"{}")
        monkeypatch.setenv("COMPANION_MODEL", "hosted_vllm/some")
        monkeypatch.setenv("COMPANION_API_BASE", stub.base)
        ran = run("ask", "--jsonl", typed=json.dumps({"text": question})) if lines else run("ask", question)
        assert ran.code == 0 and ran.json["passages"][0]["text"] == card
        assert ran.json["answer"] == (f"{sentence} [1]" if well else None)
        body = stub.recorded[-1].body
        assert "[PERSON_1]" in body and card.split("\n")[0] in json.loads(body)["messages"][-1]["content"]
        assert "Mette" not in str(stub.recorded)
    with casebook(load_settings()) as book:
        kept = book.receipts_without_case(OWN)
    assert [one.what for one in kept] == ["answer"] and kept[0].outcome == ("answered" if well else "failed")
