"""A brief that was sent to somebody: opened without a name, its wish respected.

Seen to fail: with the brief itself in the hidden field; with `in_roles` left out of what is reworded or of the file's text;
with the wish not handed to the paper; with `typed` giving nothing.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from companion.brief.files import brief_as
from companion.errors import WrongUse
from companion.paper.blocks import Cards, Moment, Panel
from companion.ui.forms import MOST_CHARACTERS
from companion.ui.meetings.routes import case_text
from companion.ui.texts import Texts
from companion.vocabulary import LANGS, BriefLine, CaseBrief

from .filled import desk, fields

SAID = "Mette Holm kommer for sent, og Bo Lund er træt af det. Ring på 22 33 44 55."
NAMES = ("Mette", "Holm", "Bo ", "Lund", "22 33")


@pytest.fixture(autouse=True)
def nothing_near(books, monkeypatch) -> None:
    monkeypatch.setattr(books, "search", lambda text, lang, **more: books.asked.append(text) or ())


def opened(window: Any, text: str, lang: str = "da") -> Any:
    leader = window(lang)
    leader.press("tool", "case")
    leader.press("case_make", **fields(leader.panel) | {"brief": text})
    return leader


def brief(wish: str = "Spørg først.") -> CaseBrief:
    return CaseBrief(
        lang="da",
        key_question="Hvordan taler jeg med Mette Holm om det?",
        wish=wish,
        dilemma="En kommer for sent.",
        answers={"problem": (BriefLine(text=SAID, from_turn=1),)},
        headings={"problem": "Problemet"},
    )


def steps_of(html: str) -> list[str]:
    return re.findall(r"\d · ([^<]+)</p>", html)


@pytest.mark.parametrize("lang", LANGS)
def test_a_pasted_text_is_opened_step_by_step_and_names_nobody(window, books, lang: str) -> None:
    leader = opened(window, SAID, lang)
    assert len(steps_of(leader.panel)) == 8 and "edarbejder A kommer for sent" in leader.panel and not leader.told
    assert not [name for name in NAMES if name in leader.panel + str(books.asked)]
    assert Texts(lang)("case_read") in leader.panel and "questions_swap" not in leader.panel


def test_what_is_printed_names_nobody_either_whatever_is_typed_into_it(window) -> None:
    leader = opened(window, SAID)
    form = fields(leader.panel) | {"q.1.text": "Hvad siger Mette Holm selv?"}
    for name in ("case-cards", "case-list"):
        paper = desk(leader).paper(name)[1](form, "da").paper
        assert not [one for one in NAMES if one in str(paper)] and "Hvad siger medarbejder A selv?" in str(paper)
    assert paper.over.startswith("FORTROLIGT") and not any(isinstance(one, Panel) for one in paper.blocks)
    assert "Åbner: ”Medarbejder A kommer for sent" in str([one for one in paper.blocks if isinstance(one, Moment)])


@pytest.mark.parametrize("kind", [".md", ".docx"])
def test_who_wants_to_be_heard_is_and_it_says_so_first(window, kind: str) -> None:
    text = bytes(case_text(brief_as(kind, brief("Hør mig bare til ende.")), kind[1:], "da").body).decode()
    assert not [name for name in NAMES if name in text] and "Hør mig bare til ende." in text
    leader = opened(window, text)
    assert "Vil høres: Lyt til ende." in leader.panel and "Det, du selv har tænkt" not in leader.panel
    paper = desk(leader).paper("case-list")[1](fields(leader.panel), "da").paper
    assert isinstance(paper.blocks[0], Panel) and paper.blocks[0].label == "Vil høres"
    asked = opened(window, bytes(case_text(brief_as(kind, brief()), kind[1:], "da").body).decode())
    assert "Vil høres" not in asked.panel and set(steps_of(asked.panel)) > set(steps_of(leader.panel))


def test_a_question_can_be_reworded_moved_and_taken_out(window) -> None:
    leader = opened(window, SAID)
    _, _, third, *_ = [fields(leader.panel)[f"q.{at}.text"] for at in range(8)]
    leader.press("case_down", "0", **fields(leader.panel))
    leader.press("case_remove", "1", **fields(leader.panel) | {"q.0.text": "Skal du ikke bare sige det til Mette?"})
    found = fields(leader.panel)
    assert found["q.0.text"] == "Skal du ikke bare sige det til medarbejder A?" and found["q.1.text"] == third
    assert "q.7.text" not in found and 'status">D' in leader.panel
    (cards,) = desk(leader).paper("case-cards")[1](found, "da").paper.blocks
    assert isinstance(cards, Cards) and len(cards.cards) == 7


@pytest.mark.parametrize(
    ("text", "told"), [(" \n", "ingen tekst"), ("\u200b", "ingen tekst"), ("Ja. " * 4999, "for langt")]
)
def test_what_cannot_be_opened_is_told_and_the_words_stay(window, text: str, told: str) -> None:
    leader = opened(window, text)
    assert told in leader.told and 'name="brief"' in leader.panel and len(text) < MOST_CHARACTERS


@pytest.mark.parametrize("read", ["", "{}", "[", json.dumps({"case": 1, "theme": ""})])
def test_without_a_brief_that_was_read_nothing_is_made(window, read: str) -> None:
    leader = opened(window, SAID)
    before, form = leader.panel, fields(leader.panel) | {"read": read}
    assert leader.press("case_up", "1", **form) == before and "Det findes ikke her" in leader.told
    with pytest.raises(WrongUse):
        desk(leader).paper("case-list")[1](form, "da")


def test_danger_in_the_brief_shows_people_and_nothing_is_looked_up(window, books) -> None:
    leader = opened(window, "Jeg vil ikke leve længere.")
    assert "70 201 201" in leader.panel and "<textarea" not in leader.panel and books.asked == []


def test_a_duty_to_act_is_said_above_the_questions_on_every_screen(window) -> None:
    leader = opened(window, "Min medarbejder bliver mobbet af de andre.")
    for _ in range(2):
        assert 0 < leader.panel.index("turn-to") < leader.panel.index("q.0.text")
        leader.press("case_down", "0", **fields(leader.panel))


@pytest.mark.parametrize(
    ("body", "ending", "told"),
    [
        (b"no zip", "docx", "another kind"),
        (b"\x89PNG\r\n", "md", "another kind"),
        (b"  ", "txt", "no text"),
        (b"a" * 1_000_001, "txt", "longer"),
        (b"%PDF-", "pdf", "docx, md or txt"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(body: bytes, ending: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        case_text(body, ending, "en")
