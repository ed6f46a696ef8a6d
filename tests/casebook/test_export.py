"""Everything stored is in the export: each key of a case, each table of the file, each word of the owner's and no other's."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing

import pytest

from companion.casebook.export import WITHOUT_WORDS, CaseExport, Elsewhere, Export
from companion.casebook.export_words import render_export
from companion.casebook.summary import Draft
from companion.method.state import State
from companion.vocabulary import LANGS, Question, Receipt, Suggested, Turn

from .filled import NOW, a_full_state, words

WHERE = {
    "cases": "listed",
    "checkpoints": "turns",
    "drafts": "draft",
    "receipts": "receipts",
    "loose_receipts": "receipts",
}
"""The tables that hold somebody's words, and the field that has them in the export."""
ONLY_IN_JSON = re.compile(
    r"(plan|used|outside|adopted|deepened|concern|trail|question\.(id|step|kind|bank|changes|text)|held\.question\.(id|step|kind|bank|changes|model)"
    r"|.*(signals|question_id|target|\.step|kind|level|card|source|section|room_step|headings.*|asks|lang|who)"
    r"|inspiration\.passage\.(card|source|section)|version|sequence|meeting|held\.question\.stands|brief\.skipped)(\..*)?"
)
"""Numbers of questions, names of rules and steps: the document says that they are in the JSON. The questions put are in the
turns."""


def receipt(text: str, **more: object) -> Receipt:
    return Receipt(
        id=f"r{abs(hash(text))}", at=NOW, what="embedding", model="m/x", host="h.example", replaced=2, sent=text,
        **({"outcome": "answered"} | more),
    )  # fmt: skip


@pytest.fixture
def full(place):
    """A casebook with a case that has everything in it, something half typed, and receipts."""
    sitting = place.sitting(owner="one", start=a_full_state())
    book, case = sitting.book, sitting.case
    book.keep_draft("one", case, Draft(question_id="q1", text="halvt skrevet"))
    book.keep_receipt_without_case("one", receipt("spurgt uden for oplægget"))
    book._receipts.keep(case, receipt("sendt fra oplægget"))
    return sitting


def test_every_key_of_a_case_is_in_the_export() -> None:
    assert set(State.__annotations__) - set(CaseExport.model_fields) == set()


def test_every_table_is_in_the_export_or_known_to_hold_no_word(full, place) -> None:
    with closing(sqlite3.connect(place.folder / "casebook.db")) as opened:
        tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert opened.execute("SELECT count(*) FROM writes").fetchone() == (0,)
    assert tables == WHERE.keys() | WITHOUT_WORDS.keys()
    assert set(WHERE.values()) <= CaseExport.model_fields.keys()


def test_no_other_file_holds_anything(full, place) -> None:
    files = [
        path.relative_to(place.folder) for path in place.folder.rglob("*") if path.is_file() and path.stat().st_size
    ]
    assert [str(path) for path in files] == ["casebook.db"]


def test_every_word_of_a_case_is_in_the_json(full) -> None:
    there = dict(words(full.book.export("one")))
    stored = [word for _, word in words(full.state)]
    said = full.book.export("one").model_dump_json()
    assert len(stored) > 90 and [word for word in stored if word not in said] == []
    assert all(word in said for word in ("halvt skrevet", "sendt fra oplægget", "spurgt uden for oplægget")) and there


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_leaders_is_in_the_document(full, lang) -> None:
    document = render_export(full.book.export("one"), lang)
    stored = [(path, word) for path, word in words(full.state) if not ONLY_IN_JSON.fullmatch(path)]
    assert len(stored) > 35 and [path for path, word in stored if word not in document] == []
    assert {"da": "3. december 2026", "en": "3 December 2026"}[lang] in document
    assert all(word in document for word in ("halvt skrevet", "sendt fra oplægget", "spurgt uden for oplægget"))


def test_the_map_of_hidden_names_says_what_the_leader_said(place) -> None:
    sitting = place.sitting()
    sitting.says("Mette Holm skændes med Karim, og Gitte ser på.")
    gitte, karim = (_placeholders(sitting)[form] for form in ("Gitte", "Karim"))
    sitting.does("names", form={"do": "not_a_name", "which": karim})
    sitting.does("names", form={"do": "same", "which": gitte, "with": "[PERSON_1]"})
    sitting.does("names", form={"do": "mark", "form": "den lange", "kind": "person"})
    document = render_export(sitting.book.export("me"), "da")
    rows = [line for line in document.splitlines() if line.startswith("| \\[PERSON")]
    assert any("Mette Holm, Gitte" in row and "fundet" in row for row in rows)
    assert any("Karim" in row and "ikke et navn" in row for row in rows)
    assert any("den lange" in row and "udpeget af dig" in row for row in rows)
    assert any("samme som \\[PERSON\\_1\\]" in row for row in rows)


def _placeholders(sitting) -> dict[str, str]:
    return {form: one.placeholder for one in sitting.state["names"].hidden for form in one.forms}


def test_another_owner_is_never_in_it(full, place) -> None:
    two = place.sitting(owner="two", book=full.book)
    two.says("Kun to ved det.")
    exported = full.book.export("two")
    assert [case.listed.id for case in exported.cases] == [two.case] and (exported.receipts, exported.unopened) == (
        (),
        (),
    )
    assert "ord1slut" not in exported.model_dump_json() and "Kun to" not in full.book.export("one").model_dump_json()
    assert full.book.export("three").cases == ()


def test_exporting_is_no_use_of_a_case(full, place) -> None:
    place.clock.later(days=181)
    full.book.export("one")
    assert full.book.expire(180) == 1


HURT = ["UPDATE checkpoints SET checkpoint = x'00' WHERE thread_id = ?", "DELETE FROM keys WHERE id = ?"]


@pytest.mark.parametrize("hurt", HURT)
def test_a_case_that_does_not_open_is_named_and_hinders_no_other(full, place, hurt: str) -> None:
    other = place.sitting(owner="one", book=full.book)
    with closing(sqlite3.connect(place.folder / "casebook.db")) as opened, opened:
        opened.execute(hurt, (full.case,))
    exported = full.book.export("one")
    assert exported.unopened == (full.case,) and [case.listed.id for case in exported.cases] == [other.case]
    assert full.case in render_export(exported, "da")


ACTIVE = ["# stor", "1. et", "- en", "> nej", "a\n---", "<b>x</b>", "| a | b |", "[x](/y)", "![x](/y)", "`rm`", "$x$"]


@pytest.mark.parametrize("text", ACTIVE)
def test_nothing_a_leader_wrote_acts_in_the_document(place, text: str) -> None:
    from markdown_it import MarkdownIt

    sitting = place.sitting()
    sitting.does("goal", form={"goal": text, "asked_by": text})
    sitting.says(text)
    plain = place.sitting(book=sitting.book)
    plain.does("goal", form={"goal": "a", "asked_by": "a"})
    plain.says("a")
    kinds = [
        {token.type for token in MarkdownIt("gfm-like", {"linkify": False}).parse(_document_of(book, case))}
        for book, case in ((sitting.book, sitting.case), (plain.book, plain.case))
    ]
    assert kinds[0] == kinds[1]


def _document_of(book, case: str) -> str:
    export = book.export("me")
    return render_export(
        export.model_copy(update={"cases": tuple(one for one in export.cases if one.listed.id == case)}), "da"
    )


THERE = [
    (Elsewhere(shared=False, retention_days=30, casebook="/d/casebook.db", key="/k/key", index="/d/index"),
     ["/d/casebook.db", "/k/key", "30 dage", "/d/index", "ingen", "Intet har forladt denne maskine"]),
    (Elsewhere(shared=False, retention_days=30), ["COMPANION_KEY"]),
    (Elsewhere(shared=True, retention_days=90), ["serveren", "90 dage", "Intet har forladt serveren"]),
]  # fmt: skip


@pytest.mark.parametrize(("there", "said"), THERE)
def test_it_says_what_else_is_stored_and_for_how_long(there: Elsewhere, said: list[str]) -> None:
    document = render_export(Export(at=NOW, cases=(), elsewhere=there), "da")
    assert [words for words in said if words not in document] == []


OUTCOMES = [("sent", "der er ikke kommet svar"), ("answered", "besvaret"), ("failed", "kan være nået frem"),
            ("held_back", "intet blev sendt")]  # fmt: skip


@pytest.mark.parametrize(("outcome", "said"), OUTCOMES)
def test_a_receipt_says_what_came_of_the_call(outcome: str, said: str) -> None:
    text = "" if outcome == "held_back" else "[PERSON_1] kommer for sent"
    document = render_export(Export(at=NOW, cases=(), receipts=(receipt(text, outcome=outcome),)), "da")
    assert said in document and "h.example" in document and "22. november 2026 kl. 09.00" in document
    assert ("Intet har forladt" in document) is (outcome == "held_back")
    assert (r"\[PERSON\_1\] kommer" in document) is (outcome != "held_back")


def test_the_day_a_case_goes_is_told(full) -> None:
    exported = full.book.export("one").model_copy(update={"elsewhere": Elsewhere(shared=True, retention_days=10)})
    assert NOW.date() + dt.timedelta(days=10) == dt.date(2026, 12, 2) and "2. december 2026" in render_export(
        exported, "da"
    )


def test_what_a_model_worded_is_said_to_be_a_models(place) -> None:
    sitting = place.sitting()
    state = sitting.state
    put = Question(id="q9", step="open", kind="open", text="Hvad venter du på?", model="ollama/et_lille")
    suggested = Suggested(
        key_questions=("Hvordan begynder jeg?", "Hvad siger jeg først?"), dilemma="Jeg tøver.", model="openai/m"
    )
    counted = receipt("sendt").model_copy(update={"what": "brief", "tokens_in": 812, "tokens_out": 31})
    exported = sitting.book.export("me")
    case = exported.cases[0].model_copy(
        update={
            "turns": (Turn(who="companion", step="open", text=put.text, model=put.model), *exported.cases[0].turns),
            "question": put, "trail": (put,), "adopted": ("q9",), "suggested": suggested, "without_model": True,
            "receipts": (counted, receipt("sendt igen")),
        }
    )  # fmt: skip
    document = render_export(exported.model_copy(update={"cases": (case,)}), "da")
    for told in ("Sparringsrum, formuleret af ollama/et\\_lille (Et frit", "venter, formuleret af ollama/et",
                 "Hvad siger jeg først?",
                 "sprogmodellen openai/m", "> Jeg tøver.", "lader stå som overskrift**\n\n> Hvad venter du på?",
                 "svarede ikke sidst", "forslag til oplægget til m/x", "812 tokens ind, 31 ud."):  # fmt: skip
        assert told in document, told
    assert document.count("tokens ind") == 1 and state["suggested"] is None
    plain = render_export(exported, "da")
    assert not [told for told in ("formuleret af", "Forslag", "overskrift", "tokens", "svarede ikke") if told in plain]
