"""Own documents at the door: the owner of the machine gets one in, and on a shared server nobody gets one in or out.

Seen to fail: with the route open on a server, the sending; with `_remove` of material.py open there, the press.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.library.documents import Documents, OwnDocument, Piece

from .conftest import Come
from .houses import ANNA, House

pytestmark = pytest.mark.process
TEXT = "Værten låser op et kvarter før mødet og sætter stolene i rundkreds. ".encode() * 5
HANDBOOK = OwnDocument(
    id="0123456789abcdef", name="Håndbog.txt", kind="txt", lang="da", added=dt.date(2026, 11, 20), pages=None,
    pieces=(Piece(number=1, section="", page=None, text="Værten låser op."),),
)  # fmt: skip


def shelf(house: House) -> Documents:
    return Documents(house._book.data_dir / "documents")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[House]:
    built = House(tmp_path / "own").start()
    yield built
    built.stop()


def test_the_owner_sends_one_and_it_is_there(own: House) -> None:
    """Until the index is whole one is asked to wait. What the attempts are refused would otherwise have worked."""
    sent = ("X-Document-Name: V%C3%A6rten.txt", f"Content-Length: {len(TEXT)}", f"Cookie: {own.log_in()}")
    until = time.monotonic() + 60
    while (answer := own.ask("POST /own/document", *sent, body=TEXT, patience=30)).status == 503:
        assert time.monotonic() < until
        time.sleep(0.5)
    last = [line for line in answer.raw.decode().splitlines() if line.startswith('{"document"')]
    assert answer.status == 200 and json.loads(last[0])["document"]["name"] == "Værten.txt"
    assert [one.name for one in shelf(own).all()] == ["Værten.txt"]


def test_on_a_server_nobody_sends_one(shared: House) -> None:
    sent = ("X-Document-Name: a.txt", f"Content-Length: {len(TEXT)}", f"X-Auth-User: {ANNA}")
    answer = shared.ask("POST /own/document", *sent, body=TEXT)
    assert answer.status == 404 and shelf(shared).ids() == ()


def test_on_a_server_all_of_a_large_body_is_not_even_read(shared: House) -> None:
    sent = ("X-Document-Name: a.txt", "Content-Length: 2000001", f"X-Auth-User: {ANNA}")
    assert shared.ask("POST /own/document", *sent).status == 413


@pytest.mark.parametrize("press", ["own_remove", "own_sure"])
def test_on_a_server_nobody_removes_one(shared: House, comes: Come, press: str) -> None:
    shelf(shared).keep(HANDBOOK)
    try:
        told = comes(ANNA).do(press, HANDBOOK.id)
        assert shelf(shared).ids() == (HANDBOOK.id,) and "own_remove" not in told
    finally:
        shelf(shared).remove(HANDBOOK.id)
