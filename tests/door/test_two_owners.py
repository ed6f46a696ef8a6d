"""A shared house with Anna's case in it, and Bo, who has signed in too and tries every route and every press to reach it.

The tests are the proxy: they say who asks. Seen to fail: with `_own` of the casebook letting everybody in, the presses, the
buttons and the routes; without `_check_session`, her own press sent again.
"""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from companion.ui.actions import Actions
from companion.ui.texts import Texts

from .conftest import Come
from .houses import ANNA, MARK, House

pytestmark = pytest.mark.process
API = "/gradio_api"
JOIN = f"{API}/queue/join"
BO = "bo@example.org"
PRESSES = sorted(Actions(cast(Any, SimpleNamespace(texts=Texts("da"))))._do)
"""What a button of a panel can do."""
BUTTONS = ("send", "another", "skip", "finish", "back", "keep", "pause")
FORM = {
    "missed": "x",
    "people": "x",
    "typed": "x",
    "approved": "1",
    "tried": "x",
    "learned": "x",
    "next": "x",
    "goal": "x",
    "text.0": "x",
    "key_question": "x",
}


@pytest.fixture(params=["finished", "begun"])
def hers(request: pytest.FixtureRequest, shared: House) -> str:
    """One of Anna's cases with its open question, as a window says where it is."""
    case = getattr(shared, request.param)
    return f"{case} {shared.before[case][0]['question'].id}"


def unharmed(shared: House, told: str | bytes) -> bool:
    """Nothing of Anna's was told, and nothing of hers was changed."""
    return (
        MARK not in (told if isinstance(told, str) else told.decode("latin-1")) and shared.contents() == shared.before
    )


def test_anna_reads_what_is_hers(shared: House, comes: Come, hers: str) -> None:
    case = hers.partition(" ")[0]
    assert MARK in comes(ANNA).do("continue", case)
    for path in (f"brief/{shared.finished}.md", f"receipts/{shared.begun}", "export.md", "export.json"):
        assert MARK.encode() in shared.ask(f"GET /own/{path}", f"X-Auth-User: {ANNA}").raw
    assert shared.contents() == shared.before


@pytest.mark.parametrize("press", PRESSES)
def test_no_press_of_his_reaches_her_case(shared: House, comes: Come, hers: str, press: str) -> None:
    """With her case wherever a press can name one; a case of his own that it may begin is his."""
    bo, case = comes(BO), hers.partition(" ")[0]
    for with_ in (case, hers, f"{hers} ", ""):
        bo.at = hers
        assert unharmed(shared, bo.do(press, with_, **FORM, case=case, at=hers))


@pytest.mark.parametrize("button", BUTTONS)
def test_no_button_of_the_sitting_reaches_her_case(shared: House, comes: Come, hers: str, button: str) -> None:
    bo = comes(BO)
    bo.at = hers
    assert unharmed(shared, bo.answer(hers, button))


def test_her_own_press_sent_again_by_him_is_not_hers(shared: House, comes: Come, hers: str) -> None:
    """Word for word with her session it is refused; with a session of his own it finds no case."""
    anna, bo = comes(ANNA), comes(BO)
    anna.do("continue", hers.partition(" ")[0])
    body = json.dumps(anna.sent).encode()
    about = f"X-Auth-User: {BO}", "Content-Type: application/json", f"Content-Length: {len(body)}"
    assert shared.ask(f"POST {JOIN}", *about, body=body).status == 403
    bo.do("nav", "start")
    assert unharmed(shared, bo.send(anna.sent | {"session_hash": bo.sent["session_hash"]}))


ROUTES = [
    ("GET /own/brief/{finished}.md", 404, ""),
    ("GET /own/brief/{finished}.docx", 404, ""),
    ("GET /own/brief/{finished}.pdf", 404, ""),
    ("HEAD /own/brief/{finished}.md", 404, ""),
    ("GET /own/brief/{finished}", 404, ""),
    ("GET /own/brief/{begun}.md", 404, ""),
    ("GET /own/receipts/{finished}", 404, ""),
    ("GET /own/receipts/{begun}", 404, ""),
    ("HEAD /own/receipts/{begun}", 404, ""),
    ("GET /own/export.json?owner=anna@example.org", 200, ""),
    ("GET /own/export.md?case={begun}", 200, ""),
    ("POST /own/draft", 404, '{{"case": "{begun}", "question_id": "q3", "text": "x"}}'),
    ("POST /own/draft", 404, '{{"case": "{begun}", "question_id": "q3", "text": ""}}'),
    ("POST /own/draft", 404, '{{"case": "{begun} ", "question_id": "q3", "text": "x"}}'),
    ("POST /own/draft?case={begun}", 400, ""),
]


@pytest.mark.parametrize(("line", "status", "body"), ROUTES)
def test_no_route_of_ours_hands_him_her_case(shared: House, line: str, status: int, body: str) -> None:
    ids = {"finished": shared.finished, "begun": shared.begun}
    sent = body.format(**ids).encode()
    length = f"Content-Length: {len(sent)}"
    answer = shared.ask(line.format(**ids), f"X-Auth-User: {BO}", length, body=sent)
    assert answer.status == status and unharmed(shared, answer.raw)
