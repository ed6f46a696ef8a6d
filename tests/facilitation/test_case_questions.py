"""A case that somebody was sent: read, opened step by step, its wish respected, nobody named."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest

from companion.errors import WrongUse
from companion.facilitation.case_questions import case_questions, theme_of
from companion.facilitation.case_texts import case_text, read_text
from companion.facilitation.themes import themes
from companion.vocabulary import CaseBrief, Lang, Passage
from companion.voice.lint import lint


def nothing(text: str, lang: Lang) -> Sequence[Passage]:
    return ()


def finds(card: str, score: float):
    """A library that answers with one card."""
    return lambda text, lang: (Passage(card=card, title="", text="", source="002", section="x", score=score),)


def broken_word() -> bytes:
    """A Word file whose text is no XML."""
    from docx import Document

    whole, broken = BytesIO(), BytesIO()
    Document().save(whole)
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(broken, "w") as after:
        for name in before.namelist():
            after.writestr(name, b"<w:body" if name == "word/document.xml" else before.read(name))
    return broken.getvalue()


SAID = {
    "problem": "Mette Holm kommer for sent, og holdet taler om det.",
    "hopes": "At Mette Holm bliver, og at holdet får ro.",
}


@pytest.fixture(params=[".md", ".docx"])
def received(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A brief made here, with the obstacles left for the room."""
    from companion.brief.files import brief_as
    from companion.vocabulary import BriefLine

    brief = CaseBrief(
        lang="da",
        key_question="Hvordan taler jeg med Mette Holm om det?",
        wish="Spørg først.",
        dilemma="En kommer for sent.",
        answers={step: (BriefLine(text=text, from_turn=1),) for step, text in SAID.items()},
        room_step="obstacles",
        room_question="Hvad holder dig tilbage?",
        headings={"problem": "Problemet", "hopes": "Jeg håber"},
    )
    path = tmp_path / f"brief{request.param}"
    path.write_bytes(brief_as(request.param, brief))
    return path


def test_a_brief_is_opened_step_by_step_and_names_nobody(received: Path) -> None:
    case = case_text(read_text(received), "da")
    assert set(case.said) == {"problem", "hopes"} and case.room == "obstacles" and not case.wish
    assert not any("mine egne" in said for said in case.said.values())
    assert case.about[0].startswith("Hvordan taler jeg med") and "Mette" not in str(case)
    found = case_questions(case, 7, "da", None)
    assert [one.step for one in found] == ["obstacles", "problem", "for_whom", "hopes", "options", "needs", "open"]
    assert [one.quoted for one in found] == [True, False, True, False, True, True, False]
    assert "kommer for sent" in found[1].about and all(lint(one.text, quoted=one.quoted).ok for one in found)


@pytest.mark.parametrize(
    "asked", ["Hør mig bare til ende.", "Jeg vil gerne have, at I kun lytter… lyt til mig", "Please hear me out."]
)
def test_who_asks_to_be_heard_gets_no_options(asked: str) -> None:
    case = case_text(f"Bo kommer altid for sent. {asked}", "da")
    found = case_questions(case, 12, "da", next(one for one in themes() if one.id == "change"))
    assert len(found) > 5 and {one.step for one in found} == {"for_whom", "hopes", "obstacles", "needs", "open"}
    assert all(one.quoted or one.step == "open" for one in found)
    assert not any(word in one.text for one in found for word in ("skrev", "læse højt"))
    asked_for_all = case_questions(case.model_copy(update={"wish": ""}), 12, "da", None)
    assert "options" in {one.step for one in asked_for_all}


def test_the_theme_of_a_case_is_typed_or_found() -> None:
    case = case_text("Alt bliver lavet om.", "da")
    typed, found = theme_of(case, "stress", "da", nothing), theme_of(case, "", "da", finds("theme-change", 0.9))
    assert typed and typed.id == "stress" and found and found.id == "change" and not theme_of(case, "", "da", nothing)
    mine = [one.id for one in case_questions(case, 20, "da", typed)]
    assert any(name.startswith("stress-") for name in mine) and len(set(mine)) == len(mine)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.md", None, "does not exist"),
        ("a.docx", b"PK\x03\x04broken", "damaged"),
        ("a.docx", broken_word(), "damaged"),
        ("a.docx", b"no zip at all", "another kind"),
        ("a.md", b"\x89PNG\r\n", "another kind"),
        ("a.txt", b"  ", "no text"),
    ],
)
def test_a_brief_that_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(WrongUse, match=told):
        read_text(tmp_path / name)
