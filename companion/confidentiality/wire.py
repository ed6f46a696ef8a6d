"""The one line out of the machine. What goes over it is looked at once more as it lies in the request, kept, and only then
sent, to one host; how long it may take is counted from its beginning, however slowly the other end drips.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpcore
import httpx

from companion.confidentiality.shut import opened, wholly_shut
from companion.errors import HeldBack, ModelProblem, ModelTrouble
from companion.faults import Contained

MOST_BYTES = 16_000_000
"""The longest answer that is read."""
_IDLE_SECONDS = 30.0
"""How long a connection that nobody uses is kept, to be used again."""
_UNTOLD = ("x-stainless-", "user-agent", "accept-encoding", "cookie")
_now = threading.local()
"""`call`: what this thread is calling out for."""
_Made = TypeVar("_Made")


class Call:
    """One call out while it lasts: what may be sent and where to, and what became of it."""

    def __init__(
        self, seconds: float, base: str, check: Callable[[str, str], None], keep: Callable[[str, str], None]
    ) -> None:
        """`base`: the address to which alone it may go; empty: wherever its first request goes. `check` raises HeldBack when
        something in address or body must not leave; `keep` is told host and all that was sent so far, before it is sent."""
        self._until = time.monotonic() + seconds
        self._place = _place(base) if base else None
        self._check, self._keep = check, keep
        self._bodies: list[str] = []
        self.host = ""
        self.refused = False
        """True when a request was not let through."""
        self.told = False
        """True when there is a receipt."""
        self.left = False
        """True when anything was put on a connection."""
        self.trouble: ModelTrouble | None = None
        self.status = 0
        self.retry_after: float | None = None

    @property
    def sent(self) -> str:
        """The exact text that left, of one request after the other; nothing when nobody was there to take it."""
        return "\n".join(self._bodies) if self.left else ""

    def let_through(self, request: httpx.Request) -> bytes:
        """The body of a request that may be sent, and of which there now is a receipt. HeldBack when it may not."""
        place, body = _place(str(request.url)), request.read()
        if self._place not in (None, place):
            self.trouble = self.trouble or "unset"
            raise HeldBack
        self.refused = True
        text = body.decode("utf-8", errors="strict")
        self._check(str(request.url), text)
        self._place, self.host = place, f"{place[1]}:{place[2]}"
        self._keep(self.host, "\n".join([*self._bodies, text]))
        self._bodies.append(text)
        self.refused, self.told = False, True
        return body

    def remaining(self) -> float:
        """Seconds left. httpcore.ReadTimeout when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


def made(call: Call, act: Callable[[], _Made]) -> _Made:
    """What `act` makes, calling out for `call`. HeldBack or ModelProblem, and no word of what went wrong."""
    with Contained() as making, _calling(call):
        found = act()
    if making.failed or not call.left:
        raise HeldBack if call.refused else _problem(call)
    return found


def _problem(call: Call) -> ModelProblem:
    return ModelProblem(
        call.trouble or ("unreadable" if call.left else "unset"), call.host, call.status, call.retry_after
    )


@contextmanager
def _calling(call: Call) -> Iterator[None]:
    """Inside, what this thread sends goes out for `call`, and it opens no other connection."""
    _now.call = call
    try:
        with wholly_shut():
            yield
    finally:
        del _now.call


class Wire(httpx.BaseTransport):
    """The transport that every client in use here is given. Reads an answer whole, up to MOST_BYTES; follows nothing."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Let it through, send it, read the answer. Whatever goes wrong is noted by kind in the call."""
        call: Call = _now.call
        body = call.let_through(request)
        try:
            status, headers, content = self._answered(request, body, call)
        except httpcore.TimeoutException:
            call.trouble = "timeout"
            raise httpx.ReadTimeout("", request=request) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            call.trouble = "unreachable"
            raise httpx.ConnectError("", request=request) from None
        call.status = status
        if status >= 300:
            call.trouble, call.retry_after = "status", _seconds(headers.get("retry-after", ""))
        return httpx.Response(status, headers=headers, content=content, request=request)

    def close(self) -> None:
        """Nothing: the line is shared by clients that come and go."""

    def _answered(self, request: httpx.Request, body: bytes, call: Call) -> tuple[int, httpx.Headers, bytes]:
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore.Request(
            request.method, target, headers=_headers(request), content=body,
            extensions={"timeout": {"pool": call.remaining()}},
        )  # fmt: skip
        answer = self._pool.handle_request(asked)
        try:
            headers, content = httpx.Headers(answer.headers), bytearray()
            for part in answer.iter_stream():
                content += part
                if len(content) > MOST_BYTES:
                    raise httpx.DecodingError("")
        finally:
            answer.close()
        if headers.get("content-encoding", "identity") != "identity":
            raise httpx.DecodingError("")
        return answer.status, headers, bytes(content)

    @cached_property
    def _pool(self) -> httpcore.ConnectionPool:
        """No proxy from the environment: a model on this machine is not to be reached by way of another."""
        return httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=100, keepalive_expiry=_IDLE_SECONDS, retries=0,
            network_backend=_Backend(),
        )  # fmt: skip


def client(wire: Wire) -> httpx.Client:
    """A client on the wire, for a library that would otherwise make its own."""
    return httpx.Client(transport=wire, trust_env=False, timeout=None)


class _Backend(httpcore.SyncBackend):
    """Connections whose every step ends when the call's time is over."""

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """To the first of the host's addresses that answers; each but the last gets half of what time is left."""
        call: Call = _now.call
        addresses = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        with opened():
            for address in addresses[:-1]:
                with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                    return _Stream(super().connect_tcp(str(address), port, timeout=call.remaining() / 2))
            return _Stream(super().connect_tcp(str(addresses[-1]), port, timeout=call.remaining()))


class _Stream(httpcore.NetworkStream):
    """Time is counted by the call that uses the connection now."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _now.call.remaining())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        _now.call.left = True
        self._stream.write(buffer, _now.call.remaining())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _now.call.remaining()))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _place(address: str) -> tuple[str, str, int]:
    """Scheme, host and port."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _headers(request: httpx.Request) -> list[tuple[str, str]]:
    """Those of a request, but what a client tells of the machine and its Python, and no cookies: the model need not know."""
    kept = [(name, value) for name, value in request.headers.items() if not name.startswith(_UNTOLD)]
    return [*kept, ("accept-encoding", "identity"), ("user-agent", "sparringsrum")]


def _seconds(header: str) -> float | None:
    return float(header) if header.isdecimal() else None
