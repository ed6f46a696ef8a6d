"""The whole journey, in both languages and both widths: from the welcome to a brief in hand, and to its deletion."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from companion.brief.words import date_in_words

from .leader import Visit, flat

pytestmark = pytest.mark.browser
MOST_QUESTIONS = 10
MEETING = dt.date.today() + dt.timedelta(days=20)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_leader_prepares_a_case(visit, made_up, lang, width) -> None:
    leader, told = visit(lang, width), made_up[lang]
    case_id = leader.begun()
    _sitting(leader, told["answers"])
    edited = _review(leader, told)
    _brief(leader, told, edited)
    _downloads(leader, edited)
    leader.press("inspire")
    assert leader.page.locator("#material").inner_text().strip()
    leader.press("delete_ask").press("delete", case_id).go("mine")
    assert leader.button("continue", case_id).count() == 0


def _sitting(leader: Visit, answers: list[str]) -> None:
    """Every way of going on: keyboard, button, another question, back and change, let it stand, skip."""
    put = [leader.question]
    leader.say(answers[0])
    put.append(leader.question)
    assert leader.box.input_value() == "" and answers[0] in leader.page.locator("#sitting").inner_text()
    leader.click("another")
    assert leader.question not in put
    leader.box.fill(answers[1])
    leader.click("send")
    assert answers[1].split(".")[0] in leader.asked.inner_text()
    put.append(leader.question)
    leader.click("keep")
    put.append(leader.question)
    leader.say(answers[3])
    put.append(leader.question)
    leader.click("back")
    assert leader.question == put[-2] and leader.box.input_value() == answers[3]
    leader.say(f"{answers[3]} {answers[5]}")
    assert leader.question not in put[:-1] and answers[5] in leader.page.locator("#sitting").inner_text()
    leader.click("skip")
    for answer in answers[4:]:
        if leader.asked.is_visible():
            put.append(leader.question)
            leader.say(answer)
    assert leader.field("key_question").is_visible() and len(put) <= MOST_QUESTIONS


def _review(leader: Visit, told: dict) -> dict[str, str]:
    """Strike, edit, choose, name; then save and look again: it stands as it was left."""
    struck, key = leader.field("text.1").input_value(), leader.field("key_question").input_value()
    leader.press("another_key")
    chosen = leader.field("key_question").input_value()
    assert chosen not in ("", key)
    edited = {
        "text.2": "Set herfra / seen from here.",
        "role.0": "nattevagten",
        "minutes": "20",
        "date": MEETING.isoformat(),
    }
    leader.field("share.1").uncheck()
    for name, value in edited.items():
        leader.field(name).fill(value)
    leader.page.locator("#review [name=wish]").nth(1).check()
    people = leader.page.locator("#panel [name^=role]").count()
    named = next(n for n in range(people) if told["names"][1] in _label(leader, f"approve.{n}"))
    leader.field(f"approve.{named}").check()
    wish = leader.page.locator("#review [name=wish]:checked").input_value()
    leader.press("update")
    assert {name: leader.field(name).input_value() for name in edited} == edited
    assert not leader.field("share.1").is_checked() and leader.field(f"approve.{named}").is_checked()
    assert (
        leader.field("key_question").input_value() == chosen
        and leader.page.locator("#review [name=wish]:checked").input_value() == wish
    )
    leader.press("approve")
    return edited | {"struck": struck, "key_question": chosen, "wish": wish}


def _label(leader: Visit, name: str) -> str:
    return leader.page.locator(f'label:has([name="{name}"])').inner_text()


def _brief(leader: Visit, told: dict, edited: dict[str, str]) -> None:
    """What was struck is gone, what was edited stands, and a name only where it was approved."""
    shown = flat(leader.page.locator(".brief-page").inner_text())
    assert edited["struck"] not in shown and told["names"][0] not in shown and told["names"][1] in shown
    for text in (edited["key_question"], edited["wish"], edited["text.2"], "20 min"):
        assert text in shown
    assert date_in_words(MEETING, leader.lang) in flat(leader.panel.inner_text().split("\n")[0])


def _downloads(leader: Visit, edited: dict[str, str]) -> None:
    """Each file is a whole one of its kind, with the key question in it."""
    found = {}
    for link in leader.page.locator("#panel a[download]").all():
        with leader.page.expect_download() as arriving:
            link.click()
        name = arriving.value.suggested_filename
        found[name.rpartition(".")[2]] = Path(arriving.value.path()).read_bytes()
    assert set(found) == {"md", "docx", "pdf"}
    word = Document(io.BytesIO(found["docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    pdf = PdfReader(io.BytesIO(found["pdf"]))
    assert len(pdf.pages) == 1
    in_word = " ".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    for text in (found["md"].decode(), in_word, pdf.pages[0].extract_text()):
        assert edited["key_question"] in flat(text) and edited["struck"] not in flat(text)
