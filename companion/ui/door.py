"""The one door to the app: who may come in, from where, to which routes.

A plain ASGI wall around everything, Gradio's own routes included. In this order: the Host is one of ours (421, DNS
rebinding), the request comes from our own page (403), the visitor is known (401) and has a role (403), the route is in use
(404, 405) and for that role (403), the body is small enough (413), the session is the visitor's own (403).
`request.state.owner` then says whose room it is, and `request.state.roles` what they may do in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from companion.ui import answers
from companion.ui.access import Roles, Visitor, may, who
from companion.ui.answers import Move, Refusal, TurnedAway
from companion.ui.arrivals import (
    PAGES,
    Query,
    Sessions,
    Unreadable,
    body_of,
    inside,
    is_navigation,
    is_page,
    methods_of,
    plain_page,
    query_of,
    replay,
    sessions_of,
)
from companion.ui.groups import Groups
from companion.ui.headers import carry
from companion.ui.visitors import BehindProxy, OwnMachine, Visitors

DOCUMENT = "/own/document"
"""The owner of this machine sends files here: the body goes through piece by piece, and whoever takes it sets the limit."""


def own_hosts(port: int) -> frozenset[str]:
    """The Host headers of a page on this machine; browsers leave port 80 out."""
    names = frozenset({"127.0.0.1", "localhost", "[::1]"})
    return frozenset(f"{name}:{port}" for name in names) | (names if port == 80 else frozenset())


class Door:
    """Made with `own_machine` or `shared`. `hosts` are Host headers: with the port, unless it is 80 or 443."""

    def __init__(self, app: ASGIApp, visitors: Visitors, hosts: Iterable[str], streamed: str = "") -> None:
        self._app, self._visitors, self._streamed = app, visitors, streamed
        self._hosts = frozenset(host.lower() for host in hosts)
        self._sessions = Sessions()

    @classmethod
    def own_machine(cls, app: ASGIApp, key: str, port: int, visitors: OwnMachine | None = None) -> Door:
        """Loopback and one owner."""
        return cls(app, visitors or OwnMachine(key, port), own_hosts(port), DOCUMENT)

    @classmethod
    def shared(
        cls,
        app: ASGIApp,
        header: str,
        hosts: Iterable[str],
        proxies: Iterable[str] = ("127.0.0.1",),
        groups: Groups | None = None,
    ) -> Door:
        """Behind a proxy that signs people in and passes on the visitor's own Host header."""
        return cls(app, BehindProxy(header, frozenset(proxies), groups), hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Websockets are closed: no page of ours uses one."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._visit(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})

    async def _visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, query = Headers(scope=scope), query_of(scope)
        try:
            self._check_source(scope, headers)
            self._exchange_key(scope, query)
            visitor = self._known(scope, headers, query)
            _check_route(scope, query, visitor.roles)
            if scope["method"] == "POST" and scope["path"] != self._streamed:
                body = await _read(headers, receive)
                receive = replay(body, receive)
            else:
                body = b""
            self._check_session(visitor.owner, _sessions(scope["path"], query, body))
        except TurnedAway as turned:
            return await turned.answer.give(scope, headers, send)
        await self._app(inside(scope, visitor, self._visitors.scheme(scope, headers)), receive, carry(scope, send))

    def _check_source(self, scope: Scope, headers: Headers) -> None:
        """Host, Origin and Sec-Fetch-Site. Under our no-referrer policy a form of our own sends `Origin: null`, so null
        counts when the browser itself vouches for the sender. A link from elsewhere may lead to a page only."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            raise TurnedAway(answers.HOST)
        site = headers.get("sec-fetch-site", "")
        home = f"{self._visitors.scheme(scope, headers)}://{hosts[0]}".lower()
        strange = [
            origin
            for origin in headers.getlist("origin")
            if origin.lower() != home and not (origin == "null" and site == "same-origin")
        ]
        to_page = is_page(scope["path"]) and scope["method"] == "GET" and is_navigation(headers)
        if strange or (site not in ("", "same-origin", "none") and not to_page):
            raise TurnedAway(answers.ELSEWHERE)

    def _exchange_key(self, scope: Scope, query: Query) -> None:
        """The key in the address for a cookie, and out of the address bar at once."""
        keys = query.get("key", [])
        if not (keys and self._visitors.key_in_address and is_page(scope["path"]) and scope["method"] == "GET"):
            return
        cookie = self._visitors.admit(keys[0]) if len(keys) == 1 else None
        raise TurnedAway(
            Move(plain_page(scope["path"], query), cookie) if cookie else Refusal(401, self._visitors.wrong_key)
        )

    def _known(self, scope: Scope, headers: Headers, query: Query) -> Visitor:
        owner = self._visitors.owner(scope, headers)
        if owner is None:
            followed = is_page(scope["path"]) and headers.get("sec-fetch-site") in ("cross-site", "same-site")
            again = plain_page(scope["path"], query) if followed else ""
            raise TurnedAway(Refusal(401, self._visitors.way_in, again))
        roles = self._visitors.roles(scope, headers)
        if not roles:
            raise TurnedAway(answers.NO_ROLE)
        return Visitor(owner, roles)

    def _check_session(self, owner: str, sessions: list[str]) -> None:
        if not all(self._sessions.belongs(session, owner) for session in sessions):
            raise TurnedAway(answers.ELSEWHERE)


def _check_route(scope: Scope, query: Query, roles: Roles) -> None:
    """It is there, and for this visitor. Nothing may stand in the address of a page (`lang` leads to that language): Gradio
    reads `deep_link` there."""
    path, methods = scope["path"], methods_of(scope["path"])
    if scope["method"] not in methods:
        raise TurnedAway(answers.METHOD if methods else answers.ROUTE)
    if not may(roles, "route", path):
        raise TurnedAway(answers.NOT_YOURS if who("route", path) else answers.ROUTE)
    if is_page(path) and (scope["query_string"] or path not in PAGES.values()):
        raise TurnedAway(Move(plain_page(path, query)))


def _sessions(path: str, query: Query, body: bytes) -> list[str]:
    try:
        return sessions_of(path, query, body)
    except Unreadable:
        raise TurnedAway(answers.BODY) from None


async def _read(headers: Headers, receive: Receive) -> bytes:
    body = await body_of(headers, receive)
    if body is None:
        raise TurnedAway(answers.SIZE)
    return body
