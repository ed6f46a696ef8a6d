"""The door as a table: who asks for what, and the status they get. Here the walls of the own machine, alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from companion.ui.arrivals import BODY_LIMIT
from companion.ui.door import Door
from companion.ui.visitors import OwnMachine

KEY = "the-right-key"
HOME = "http://127.0.0.1:7860"
API = "/gradio_api"
JOIN = f"{API}/queue/join"
FORM = "application/x-www-form-urlencoded"

Headers = dict[str, str]


def own_door(app: Any, key: str) -> Door:
    """A door with nobody else on the machine: these requests come over no connection that the kernel knows."""
    return Door.own_machine(app, key, 7860, OwnMachine(key, 7860, lambda there, here: False))


async def room(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that says whose room it is, how much it was sent, and sends headers that should not get out."""
    message = await receive()
    said = f"{scope['state']['owner']} {len(message.get('body', b''))} {scope['scheme']}"
    forwarded = any(name.startswith(b"x-forwarded") for name, _ in scope["headers"])
    headers = [
        (b"access-control-allow-origin", b"http://evil.test"),
        (b"server", b"gradio"),
        (b"cache-control", b"public"),
        (b"content-type", b"text/html"),
        (b"x-was-forwarded", str(forwarded).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": f"<script>1</script>{said}".encode()})


def ask(door: Door, method: str, path: str, headers: Headers | None = None, **more: Any) -> httpx.Response:
    async def once() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=door), base_url=HOME) as client:
            return await client.request(method, path, headers=headers, **more)

    return asyncio.run(once())


def cookie(door: Door) -> Headers:
    return {"cookie": ask(door, "GET", f"/?key={KEY}").headers["set-cookie"].partition(";")[0]}


@pytest.fixture
def door() -> Door:
    return own_door(room, KEY)


STRANGERS = [
    ("GET", "/", {}, 401),
    ("HEAD", "/", {}, 401),
    ("GET", "/?key=wrong", {}, 401),
    ("GET", "/?key=", {}, 401),
    ("GET", f"/?key={KEY}x", {}, 401),
    ("GET", f"/?key=wrong&key={KEY}", {}, 401),
    ("GET", "/?key=%00%ff", {}, 401),
    ("HEAD", f"/?key={KEY}", {}, 401),
    ("POST", f"/?key={KEY}", {}, 401),
    ("GET", f"{API}/app_id?key={KEY}", {}, 401),
    ("GET", f"/own/brief/1?key={KEY}", {}, 401),
    ("GET", "/favicon.ico", {}, 401),
    ("GET", "/theme.css", {}, 401),
    ("GET", "/assets/index-abc.js", {}, 401),
    ("GET", "/static/fonts/a.woff2", {}, 401),
    ("GET", "/config", {}, 401),
    ("GET", f"{API}/deep_link?session_hash=abc", {}, 401),
    ("GET", f"{API}/heartbeat/abc", {}, 401),
    ("POST", JOIN, {}, 401),
    ("POST", f"{API}/upload", {"content-type": "multipart/form-data; boundary=x"}, 401),
    ("GET", "/own/brief/1", {}, 401),
    ("GET", "/no/such/page", {}, 401),
    ("GET", "/", {"cookie": "companion_7860=planted"}, 401),
    ("GET", "/", {"cookie": f"companion_7860={KEY}"}, 401),
    ("GET", "/", {"cookie": "companion_7860="}, 401),
    ("GET", "/", {"cookie": "\xff;;=;companion_7860"}, 401),
    ("GET", "/", {"x-auth-user": "me"}, 401),
    ("GET", f"/?key={KEY}", {"host": "evil.test:7860"}, 421),
    ("GET", "/?key=wrong", {"origin": "http://evil.test"}, 403),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), STRANGERS)
def test_a_stranger_gets_no_further_than_the_door(
    door: Door, method: str, path: str, headers: Headers, status: int
) -> None:
    cookie(door)
    sent: Any = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = ask(door, method, path, sent)
    assert answer.status_code == status
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


FOREIGN = {"origin": "http://evil.test"}
NEIGHBOUR = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-site"}
LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
FRAME = {**LINK, "sec-fetch-dest": "iframe"}

KNOWN = [
    # hosts
    ("GET", "/", {"host": "localhost:7860"}, 200),
    ("GET", "/", {"host": "LOCALHOST:7860"}, 200),
    ("GET", "/", {"host": "[::1]:7860"}, 200),
    ("GET", "/", {"host": "127.0.0.1"}, 421),
    ("GET", "/", {"host": "127.0.0.1:7861"}, 421),
    ("GET", "/", {"host": "evil.test"}, 421),
    ("GET", "/", {"host": "127.0.0.1.evil.test:7860"}, 421),
    ("GET", "/", {"host": "evil.test", "x-forwarded-host": "127.0.0.1:7860"}, 421),
    ("GET", "/", {"host": ""}, 421),
    # from elsewhere
    ("POST", JOIN, {"origin": HOME}, 200),
    ("POST", JOIN, {"origin": HOME, "sec-fetch-site": "same-origin"}, 200),
    ("POST", JOIN, FOREIGN, 403),
    ("POST", JOIN, NEIGHBOUR, 403),
    ("POST", JOIN, {"origin": "https://127.0.0.1:7860"}, 403),
    ("POST", JOIN, {"origin": "http://localhost:7860"}, 403),
    ("POST", JOIN, {"origin": f"{HOME}.evil.test"}, 403),
    ("POST", JOIN, {"origin": "null"}, 403),
    ("POST", JOIN, {"origin": "null", "sec-fetch-site": "cross-site"}, 403),
    ("POST", "/own/draft", {"origin": "null", "sec-fetch-site": "same-origin"}, 200),
    ("POST", JOIN, {"sec-fetch-site": "cross-site", "content-type": FORM}, 403),
    ("POST", JOIN, {**LINK, "content-type": FORM}, 403),
    ("POST", "/", LINK, 403),
    ("OPTIONS", JOIN, {**FOREIGN, "access-control-request-method": "POST"}, 403),
    ("GET", f"{API}/queue/data?session_hash=a", FOREIGN, 403),
    ("GET", f"{API}/queue/data?session_hash=a", NEIGHBOUR, 403),
    ("GET", f"{API}/queue/data?session_hash=a", LINK, 403),
    ("GET", "/own/brief/1", LINK, 403),
    ("GET", "/static/a.js", {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, 403),
    ("GET", "/", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 403),
    ("GET", "/", FRAME, 403),
    ("GET", "/", LINK, 200),
    ("GET", "/", {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200),
    # routes in use
    ("GET", "/en/", {}, 200),
    ("GET", f"/en{API}/heartbeat/abc", {}, 200),
    ("GET", "/en/assets/index-Ab_1.js", {}, 200),
    ("GET", "/en/", LINK, 200),
    ("HEAD", "/", {}, 200),
    ("GET", "/theme.css?v=1", {}, 200),
    ("GET", "/favicon.ico", {}, 200),
    ("GET", "/assets/index-Ab_1.js", {}, 200),
    ("GET", "/static/fonts/A/A-Regular.woff2", {}, 200),
    ("GET", f"{API}/heartbeat/abc", {}, 200),
    ("GET", f"{API}/app_id", {}, 200),
    ("GET", "/own/brief/12/oplaeg.docx", {}, 200),
    # an address with more in it than the language is cleaned
    ("GET", "/?deep_link=abc", {}, 303),
    ("GET", "/?view=api&lang=en", {}, 303),
    ("GET", "/?lang=xx", {}, 303),
    ("GET", "/?lang=en", {}, 303),
    ("GET", "/en", {}, 303),
    ("GET", f"/?key={KEY}", {}, 303),
    ("GET", "/?key=old", {}, 401),
    # routes that do not exist
    ("GET", f"{API}/deep_link?session_hash=abc", {}, 404),
    ("GET", "/config", {}, 404),
    ("GET", f"{API}/info", {}, 404),
    ("GET", f"{API}/openapi.json", {}, 404),
    ("GET", "/docs", {}, 404),
    ("GET", "/monitoring", {}, 404),
    ("GET", "/monitoring/summary", {}, 404),
    ("GET", f"{API}/runs", {}, 404),
    ("GET", f"{API}/file=/etc/passwd", {}, 404),
    ("GET", f"{API}/proxy=http://evil.test", {}, 404),
    ("POST", f"{API}/upload", {}, 404),
    ("GET", f"{API}/upload_progress?upload_id=1", {}, 404),
    ("POST", f"{API}/run/predict", {}, 404),
    ("POST", f"{API}/api/predict", {}, 404),
    ("POST", f"{API}/call/hello", {}, 404),
    ("GET", f"{API}/call/hello/1", {}, 404),
    ("POST", f"{API}/component_server", {}, 404),
    ("POST", f"{API}/cancel", {}, 404),
    ("POST", f"{API}/reset", {}, 404),
    ("POST", f"{API}/vibe-edit", {}, 404),
    ("GET", f"{API}/mcp/sse", {}, 404),
    ("GET", f"{API}/stream/a/b/c/playlist.m3u8", {}, 404),
    ("POST", "/login", {}, 404),
    ("GET", "/logout", {}, 404),
    ("GET", f"{API}/token", {}, 404),
    ("GET", "/svelte/x.js", {}, 404),
    ("GET", "/manifest.json", {}, 404),
    ("GET", "/robots.txt", {}, 404),
    ("GET", "/own//x", {}, 404),
    ("GET", "/assets/", {}, 404),
    ("GET", "/own", {}, 404),
    ("GET", "/en/own/brief/1", {}, 404),
    ("GET", f"/en{API}/deep_link?session_hash=abc", {}, 404),
    ("GET", f"/en/en{API}/app_id", {}, 404),
    ("GET", f"/assets/%2e%2e{API}/deep_link", {}, 404),
    ("GET", "/static/..%2f..%2fetc/passwd", {}, 404),
    ("GET", "/own/%00", {}, 404),
    ("GET", "/own/a%0a", {}, 404),
    ("POST", "/", {}, 405),
    ("GET", JOIN, {}, 405),
    ("DELETE", "/own/brief/1", {}, 405),
    ("OPTIONS", JOIN, {}, 405),
    # size
    ("POST", "/own/draft", {"content-length": str(BODY_LIMIT + 1)}, 413),
    ("POST", "/own/draft", {"content-length": "-1"}, 413),
    ("POST", "/own/draft", {"content-length": "9" * 5000}, 413),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), KNOWN)
def test_what_the_owner_may_ask_for_and_from_where(
    door: Door, method: str, path: str, headers: Headers, status: int
) -> None:
    assert ask(door, method, path, cookie(door) | headers).status_code == status


@pytest.mark.parametrize(
    ("path", "onward"),
    [
        ("/?", "/"),
        ("/?lang=da&", "/"),
        ("/?lang=en&", "/en/"),
        ("/en/?", "/en/"),
        ("/en?", "/en/"),
        ("/?lang=//e&", "/"),
    ],
)
def test_the_key_becomes_a_cookie_and_leaves_the_address(door: Door, path: str, onward: str) -> None:
    answer = ask(door, "GET", f"{path}key={KEY}&deep_link=x")
    given = answer.headers["set-cookie"]
    assert (answer.status_code, answer.headers["location"]) == (303, onward)
    assert given.startswith("companion_7860=") and KEY not in given
    assert given.endswith("; HttpOnly; SameSite=Strict; Path=/")
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_planted_cookie_beside_ours_does_not_shut_the_owner_out_and_is_never_taken_over(door: Door) -> None:
    fresh = ask(door, "GET", f"/?key={KEY}", {"cookie": "companion_7860=planted"}).headers["set-cookie"]
    ours = fresh.partition(";")[0]
    assert "planted" not in fresh
    assert ask(door, "GET", "/", {"cookie": f"companion_7860=planted; {ours}"}).status_code == 200
    assert ask(door, "GET", "/", {"cookie": "companion_7860=planted"}).status_code == 401


def test_a_cookie_ends_with_the_app_that_gave_it(door: Door) -> None:
    assert ask(own_door(room, KEY), "GET", "/", cookie(door)).status_code == 401


def test_a_cookie_in_the_hands_of_another_user_of_the_machine_opens_nothing() -> None:
    seen: list[Any] = []
    foreign = OwnMachine(KEY, 7860, lambda *ends: bool(seen.append(ends)) or len(seen) > 1)
    door = Door.own_machine(room, KEY, 7860, foreign)
    known = cookie(door)
    assert [ask(door, "GET", "/", known).status_code for _ in range(2)] == [200, 401]
    assert seen[0][1] == ("127.0.0.1", 7860)


def test_an_empty_key_opens_nothing() -> None:
    assert ask(own_door(room, ""), "GET", "/?key=").status_code == 401


def test_a_link_from_another_site_is_tried_once_more_by_our_own_page(door: Door) -> None:
    browser = {"accept": "text/html"}
    assert 'content="0;url=/en/"' in ask(door, "GET", "/?lang=en", browser | LINK).text
    assert "refresh" not in ask(door, "GET", "/?lang=en", browser | LINK | {"sec-fetch-site": "same-origin"}).text


@pytest.mark.parametrize(("accept", "kind"), [("text/html,*/*", "text/html"), ("*/*", "text/plain")])
def test_a_refusal_says_in_both_languages_how_to_get_in(door: Door, accept: str, kind: str) -> None:
    answer = ask(door, "GET", "/", {"accept": accept})
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert "terminalen" in answer.text and "terminal," in answer.text


def test_a_page_left_open_over_a_restart_is_told_in_a_form_its_script_can_show(door: Door) -> None:
    assert "terminalen" in ask(door, "POST", JOIN, {"accept": "*/*"}, json={}).json()["detail"]


def test_every_answer_carries_our_headers_and_none_that_open_it(door: Door) -> None:
    known = cookie(door)
    for path in ("/", "/own/brief/1", "/nowhere"):
        headers = ask(door, "GET", path, known).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "'unsafe-inline'" not in headers["content-security-policy"].partition("style-src")[0]
        assert headers.get_list("cache-control") == ["no-store"]
        assert not {"access-control-allow-origin", "server"} & set(headers)


def test_assets_named_by_their_content_are_kept_by_the_browser(door: Door) -> None:
    known = cookie(door)
    assert "immutable" in ask(door, "GET", "/assets/index-Ab.js", known).headers["cache-control"]
    assert "immutable" in ask(door, "GET", "/theme.css?v=1", known).headers["cache-control"]
    assert ask(door, "GET", "/theme.css", known).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("size", "status"), [(BODY_LIMIT, 200), (BODY_LIMIT + 1, 413), (BODY_LIMIT * 3, 413)])
def test_a_body_in_pieces_is_stopped_at_the_limit(door: Door, size: int, status: int) -> None:
    drawn: list[int] = []

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, size, 65_536):
            drawn.append(start)
            yield b"x" * min(65_536, size - start)

    answer = ask(door, "POST", "/own/draft", cookie(door), content=pieces())
    assert answer.status_code == status
    assert status == 413 or f"me {size} http" in answer.text
    assert drawn[-1] <= BODY_LIMIT


def test_websockets_are_closed(door: Door) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/", "query_string": b"", "headers": [(b"host", b"127.0.0.1:7860")]}
    asyncio.run(door(scope, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_stream_passes_piece_by_piece(door: Door) -> None:
    seen: list[str] = []

    async def stream(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for number in range(3):
            await send({"type": "http.response.body", "body": b"x", "more_body": number < 2})
            seen.append(f"app {number}")

    async def note(message: Message) -> None:
        seen.append(message["type"].rpartition(".")[2])

    streaming = own_door(stream, KEY)
    pairs = [(b"host", b"127.0.0.1:7860"), (b"cookie", cookie(streaming)["cookie"].encode())]
    scope = {"type": "http", "method": "GET", "path": f"{API}/heartbeat/a", "query_string": b"", "scheme": "http"}
    scope |= {"client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 7860)}
    asyncio.run(streaming({**scope, "headers": pairs}, _nothing, note))
    assert seen == ["start", "body", "app 0", "body", "app 1", "body", "app 2"]


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
