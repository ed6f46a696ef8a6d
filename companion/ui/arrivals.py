"""What comes in through the door: the routes in use, the address, the body and the session a request speaks for."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from companion.ui.access import Visitor
from companion.vocabulary import Lang

BODY_LIMIT = 2_000_000
"""Bytes. The longest text a leader may enter is 20,000 characters; this is room for a whole review page."""

PAGES: dict[Lang, str] = {"da": "/", "en": "/en/"}
"""Where the page of each language is mounted; each has Gradio's routes under it."""

API = "/gradio_api"
ROUTES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset(methods.split()))
    for pattern, methods in (
        (r"/|/en/?", "GET HEAD"),
        (r"(/en)?(/theme\.css|/favicon\.ico)", "GET HEAD"),
        (r"(/en)?/(assets|static)(/[\w-][\w.-]*)+", "GET HEAD"),
        (rf"(/en)?{API}/heartbeat/\w+", "GET"),
        (rf"(/en)?{API}/app_id", "GET"),
        (rf"(/en)?{API}/queue/join", "POST"),
        (rf"(/en)?{API}/queue/data", "GET"),
        (r"/own(/[\w~-][\w.~-]*)+", "GET HEAD POST"),
    )
)
"""All that a Gradio 6.31 page of ours fetches, and our own routes. Whatever is not here does not exist."""

_FORWARDED = re.compile(rb"forwarded|x-forwarded-.*|x-real-ip|x-original-.*")

Query = dict[str, list[str]]


def methods_of(path: str) -> frozenset[str]:
    """The methods in use at `path`; empty when nothing is there."""
    return next((methods for pattern, methods in ROUTES if pattern.fullmatch(path)), frozenset())


def query_of(scope: Scope) -> Query:
    """The query, read as Starlette reads it for Gradio: what one of us sees the other must see too."""
    return parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def is_page(path: str) -> bool:
    """Whether it is a page that a person opens; `/en` is one with its slash forgotten."""
    return path in PAGES.values() or f"{path}/" in PAGES.values()


def plain_page(path: str, query: Query) -> str:
    """The page meant by `path`, or by `lang` in the address, with nothing else in its address."""
    lang = query.get("lang", [""])[0]
    return next((page for known, page in PAGES.items() if known == lang), path.rstrip("/") + "/")


def is_navigation(headers: Headers) -> bool:
    """Whether a person follows a link in a window of its own (no frame, no script, no prefetching image)."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


async def body_of(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body, read before anything acts on it; None when it is too large or the visitor left half-way."""
    told = headers.get("content-length", "0")
    if not told.isdecimal() or len(told) > 12 or int(told) > BODY_LIMIT:
        return None
    body = bytearray()
    while len(body) <= BODY_LIMIT:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body) if len(body) <= BODY_LIMIT else None
    return None


def replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that hands over `body` once and afterwards waits, as the server does, for the visitor to leave."""
    handed_over = False

    async def again() -> Message:
        nonlocal handed_over
        if handed_over:
            return await receive()
        handed_over = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def inside(scope: Scope, visitor: Visitor, scheme: str) -> Scope:
    """The scope as the app sees it: with the owner and the roles, and without what only a proxy may say about the address."""
    headers = [(name, value) for name, value in scope["headers"] if not _FORWARDED.fullmatch(name)]
    if is_page(scope["path"]):
        headers = [(name, value) for name, value in headers if name != b"accept-encoding"]
    state = {**scope.get("state", {}), "owner": visitor.owner, "roles": visitor.roles}
    return {**scope, "scheme": scheme, "headers": headers, "state": state}


class Unreadable(Exception):
    """A body that is made to break whoever reads it."""


def sessions_of(path: str, query: Query, body: bytes) -> list[str]:
    """The Gradio sessions a request speaks for, wherever it names them. Raises Unreadable."""
    named = [*query.get("session_hash", [])]
    if f"{API}/heartbeat/" in path:
        named.append(path.rpartition("/")[2])
    if path.endswith(f"{API}/queue/join"):
        named.append(_session_in(body))
    return named


def _session_in(body: bytes) -> str:
    try:
        content = json.loads(body)
    except ValueError:
        return ""
    except RecursionError:
        raise Unreadable from None
    session = content.get("session_hash") if isinstance(content, dict) else None
    return session if isinstance(session, str) else ""


class Sessions:
    """Which owner a page's session belongs to. Gradio lets the page choose the id and hands its answers to whoever
    names it; here the first owner to use an id keeps it, for that owner's latest ids. A flood of one owner's is their own."""

    def __init__(self, room: int = 2_000) -> None:
        self._owner_of: dict[str, str] = {}
        self._latest: dict[str, OrderedDict[str, None]] = {}
        self._room = room

    def belongs(self, session: str, owner: str) -> bool:
        if self._owner_of.setdefault(session, owner) != owner:
            return False
        latest = self._latest.setdefault(owner, OrderedDict())
        latest[session] = None
        latest.move_to_end(session)
        while len(latest) > self._room:
            del self._owner_of[latest.popitem(last=False)[0]]
        return True
