"""The door of a shared house: only the trusted proxy names the owner, and nobody reaches another's session."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from companion.errors import WrongUse
from companion.ui.door import Door

KEY = "the-right-key"
PLACE = "http://sparring.example.org"
API = "/gradio_api"
JOIN = f"{API}/queue/join"

Headers = dict[str, str]


async def room(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that says whose room it is, and whether a header that only the proxy may set reached it."""
    forwarded = any(name.startswith(b"x-forwarded") for name, _ in scope["headers"])
    headers = [(b"x-was-forwarded", str(forwarded).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": scope["state"]["owner"].encode()})


def ask(
    door: Door, method: str, path: str, headers: Any = None, peer: str = "127.0.0.1", **more: Any
) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(app=door, client=(peer, 5000))
        async with httpx.AsyncClient(transport=transport, base_url=PLACE) as client:
            return await client.request(method, path, headers=headers, **more)

    return asyncio.run(once())


@pytest.fixture
def shared() -> Door:
    return Door.shared(room, "X-Auth-User", {"sparring.example.org"})


SHARED = [
    ({"x-auth-user": "anna@example.org"}, "127.0.0.1", 200),
    ({"x-auth-user": "anna@example.org"}, "::ffff:127.0.0.1", 200),
    ({"x-auth-user": "anna@example.org"}, "10.0.0.9", 401),
    ({"x-auth-user": "anna@example.org", "x-forwarded-for": "127.0.0.1"}, "10.0.0.9", 401),
    ({"x-auth-user": "anna@example.org"}, "", 401),
    ({}, "127.0.0.1", 401),
    ({"x-auth-user": " "}, "127.0.0.1", 401),
    ({"x-auth-user": "me"}, "127.0.0.1", 401),
    ({"x-auth-user": "a" * 201}, "127.0.0.1", 401),
    ({"x-auth-user": "anna", "host": "127.0.0.1:7860"}, "127.0.0.1", 421),
    ({"x-auth-user": "anna", "origin": "https://evil.test"}, "127.0.0.1", 403),
    ({"x-auth-user": "anna", "origin": "https://sparring.example.org"}, "127.0.0.1", 403),
    ({"x-auth-user": "a", "origin": "https://sparring.example.org", "x-forwarded-proto": "https"}, "127.0.0.1", 200),
    ({"x-auth-user": "a", "x-forwarded-proto": "gopher"}, "127.0.0.1", 200),
    ({"cookie": "companion_7860=x"}, "127.0.0.1", 401),
]


@pytest.mark.parametrize(("headers", "peer", "status"), SHARED)
def test_only_the_trusted_proxy_says_whose_room_it_is(shared: Door, headers: Headers, peer: str, status: int) -> None:
    answer = ask(shared, "POST", "/own/draft", headers, peer=peer)
    assert answer.status_code == status
    if status == 200:
        assert headers["x-auth-user"] in answer.text and answer.headers["x-was-forwarded"] == "False"


def test_two_owner_headers_are_nobody(shared: Door) -> None:
    twice: Any = [("x-auth-user", "anna"), ("x-auth-user", "bo")]
    assert ask(shared, "GET", "/", twice).status_code == 401


def test_a_key_in_the_address_opens_nothing_in_a_shared_house(shared: Door) -> None:
    assert ask(shared, "GET", f"/?key={KEY}").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", f"{API}/queue/data?session_hash=s1", None),
        ("GET", f"{API}/queue/data?session_hash=other&session_hash=s1", None),
        ("GET", f"{API}/heartbeat/s1", None),
        ("GET", f"/en{API}/heartbeat/s1", None),
        ("POST", f"/en{JOIN}", {"session_hash": "s1"}),
        ("POST", JOIN, {"session_hash": "s1"}),
        ("POST", f"{JOIN}?session_hash=mine", {"session_hash": "s1"}),
    ],
)
def test_another_owners_session_is_closed(shared: Door, method: str, path: str, body: object) -> None:
    anna, bo = {"x-auth-user": "anna"}, {"x-auth-user": "bo"}
    assert ask(shared, "GET", f"{API}/heartbeat/s1", anna).status_code == 200
    assert ask(shared, method, path, bo, json=body).status_code == 403
    assert ask(shared, "GET", f"{API}/queue/data?session_hash=s1", anna).status_code == 200


def test_a_proxy_that_is_no_address_is_refused_at_start() -> None:
    with pytest.raises(WrongUse):
        Door.shared(room, "X-Auth-User", {"a"}, proxies={"my-proxy"})
