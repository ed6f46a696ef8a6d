"""The search finds what was put there on purpose, in each kind of place; else that nothing is found would say nothing."""

from __future__ import annotations

import gzip
import io
import os
import sqlite3
import tempfile
import threading
import time
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from evals.browser import QUIET_BROWSER

from .search import Marks, found, pieces, sealed, shared_places
from .story import CHROMIUM_NOTES

NOISE = os.urandom(5000)


def _zipped(word: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("word/document.xml", b"<p>" + word * 9)
    return packed.getvalue()


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda word: word,
    "in capitals": lambda word: word.upper(),
    "wide": lambda word: word.decode().encode("utf-16-le"),
    "wide, the other way": lambda word: word.decode().encode("utf-16-be"),
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "a document": _zipped,
    "base64": lambda word: b64encode(b"Det " + word + b" altid"),
    "base64, one on": lambda word: b64encode(b"Det er " + word + b" altid"),
    "base64, two on": lambda word: b64encode(b"Nu: Det " + word + b" altid"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_word_is_found_however_it_is_written(tmp_path: Path, way: str) -> None:
    marks = Marks()
    written = WAYS[way](marks("half").encode())
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "core").write_bytes(written if way == "a document" else NOISE + written + NOISE)
    (tmp_path / "deep" / "other").write_bytes(NOISE)
    where = found(marks, [tmp_path])
    assert set(where) == {str(tmp_path / "deep" / "core")} and where.popitem()[1] <= {"half", "?"}


def test_a_word_is_found_in_a_name_and_in_a_database(tmp_path: Path) -> None:
    marks = Marks()
    (tmp_path / f"brief-{marks('name')}.pdf").mkdir()
    with closing(sqlite3.connect(tmp_path / "history")) as opened:
        opened.execute("CREATE TABLE urls (url TEXT)")
        opened.execute("INSERT INTO urls VALUES (?)", (f"http://127.0.0.1/?{marks('database')}",))
        opened.commit()
    assert set.union(*found(marks, [tmp_path]).values()) == {"name", "database"}


def test_a_word_is_found_where_all_programs_write(tmp_path: Path) -> None:
    marks, begun = Marks(), time.time() - 1
    for shared in ("/tmp", "/var/tmp"):
        with tempfile.NamedTemporaryFile(dir=shared) as left:
            left.write(marks("left").encode())
            left.flush()
            assert found(marks, shared_places(begun, tmp_path)) == {left.name: {"left"}}


@pytest.mark.parametrize(("overwritten", "left"), [("OFF", True), ("ON", False)])
def test_what_a_careless_deletion_leaves_is_found(tmp_path: Path, overwritten: str, left: bool) -> None:
    file = tmp_path / "casebook.db"
    with closing(sqlite3.connect(file)) as opened:
        opened.execute(f"PRAGMA secure_delete={overwritten}")
        opened.execute("CREATE TABLE kept (sealed BLOB)")
        opened.execute("INSERT INTO kept VALUES (?)", (NOISE,))
        opened.commit()
        assert sealed(file) == {NOISE}
        opened.execute("DELETE FROM kept")
        opened.commit()
    assert sealed(file) == set() and any(piece in file.read_bytes() for piece in pieces(NOISE)) is left


PAGE = """<!doctype html><title>{title}</title><textarea id="box"></textarea><textarea id="off" autocomplete="off"></textarea>
<script>
localStorage.kept = "{local}";
history.pushState({{ word: "{state}" }}, "", "/?{address}");
fetch("/cached");
const opening = indexedDB.open("{indexed_name}", 1);
opening.onupgradeneeded = () => opening.result.createObjectStore("s").put("{indexed}", 1);
opening.onsuccess = () => {{ document.body.dataset.ready = 1; }};
</script>"""
KEPT = ("title", "local", "state", "address", "indexed_name", "indexed")


@pytest.fixture
def site() -> Iterator[tuple[str, Marks]]:
    """A page that keeps words wherever a page can, and an answer that may be kept."""
    marks = Marks()

    class Gives(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            cached = self.path == "/cached"
            page = PAGE.format_map({name: marks(name) for name in KEPT}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain" if cached else "text/html")
            self.send_header("Cache-Control", "max-age=9999" if cached else "no-store")
            if cached:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(gzip.compress(marks("cached").encode() * 50) if cached else page)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Gives) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", marks
        server.shutdown()


@pytest.mark.browser
def test_a_word_is_found_wherever_chromium_keeps_it(tmp_path: Path, site: tuple[str, Marks], chromium: str) -> None:
    """In its session file too, as it is typed; of two boxes, the one with autocomplete=off is not kept."""
    address, marks = site
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(tmp_path, executable_path=chromium, args=QUIET_BROWSER)
        page = context.pages[0]
        page.goto(address)
        page.locator("body[data-ready]").wait_for()
        page.locator("#box").fill(marks("typed"))
        page.locator("#off").fill(marks("typed where it is not kept"))
        page.wait_for_load_state("networkidle")
        time.sleep(CHROMIUM_NOTES)
        context.close()
    kept = set.union(*found(marks, [tmp_path]).values())
    assert kept == {*KEPT, "cached", "typed"}
