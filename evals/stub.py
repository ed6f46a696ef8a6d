"""A model server on this machine that records everything it is sent: OpenAI's chat and embeddings, over HTTP on loopback.

Its embeddings are hashed character n-grams: near where letters are alike, which is enough to see that they are asked for,
masked and fused. What it answers can be told it, faults and delays included.
"""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from zlib import crc32

DIMENSION = 256
Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]


class Recorded(NamedTuple):
    """A request as it came in, whole."""

    method: str
    path: str
    headers: str
    body: str

    @property
    def whole(self) -> str:
        """Everything that arrived, as one text."""
        return "\n".join(self)


class Reply(NamedTuple):
    """What is answered: `pause` seconds before the first byte, and `drip` between one byte and the next."""

    status: int
    body: bytes
    kind: str = "application/json"
    pause: float = 0.0
    drip: float = 0.0
    headers: tuple[tuple[str, str], ...] = ()


def letters(texts: Sequence[str], dimension: int = DIMENSION) -> list[list[float]]:
    """Each text as the hashed n-grams (3 to 5) of its words, at length 1."""
    return [_vector(text, dimension) for text in texts]


def _vector(text: str, dimension: int) -> list[float]:
    vector = [0.0] * dimension
    for word in text.lower().split():
        edged = f"_{word}_"
        for size in (3, 4, 5):
            for at in range(max(0, len(edged) - size + 1)):
                mark = crc32(edged[at : at + size].encode())
                vector[mark % dimension] += 1 - 2 * (mark >> 31)
    length = math.sqrt(sum(value * value for value in vector)) or 1.0
    return [value / length for value in vector]


def chat(text: str, tokens: tuple[int, int] | None = (7, 5), pause: float = 0.0) -> Reply:
    """An answer of a chat model. `tokens`: what it counts in what it was sent and in what it says; None: it does not tell."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    said = {"id": "c", "object": "chat.completion", "created": 1, "model": "stub", "choices": [choice]}
    if tokens:
        said["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    return _json(said)._replace(pause=pause)


def embeddings(vectors: Sequence[Sequence[float]]) -> Reply:
    """An answer of an embedding model."""
    rows = [{"object": "embedding", "index": at, "embedding": list(vector)} for at, vector in enumerate(vectors)]
    return _json({"object": "list", "model": "stub", "data": rows, "usage": {"prompt_tokens": 1, "total_tokens": 1}})


def _json(document: Any) -> Reply:
    return Reply(200, json.dumps(document).encode())


class Stub:
    """The server while it runs. `says`: what its chat model says, after `pause` seconds; `embed`: how it embeds; `fault`:
    answered in place of either, when set."""

    def __init__(self, says: str = "Hvad sker der?", embed: Embed = letters, pause: float = 0.0) -> None:
        self.says, self.embed, self.pause = says, embed, pause
        self.fault: Reply | None = None
        self.recorded: list[Recorded] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True

    @property
    def base(self) -> str:
        """For COMPANION_API_BASE."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def host(self) -> str:
        """As a receipt names it."""
        return f"127.0.0.1:{self._server.server_port}"

    def answer(self, request: Recorded) -> Reply:
        """What is answered to a request."""
        self.recorded.append(request)
        if self.fault:
            return self.fault
        if request.path.endswith("/embeddings"):
            asked = json.loads(request.body)["input"]
            return embeddings(self.embed([asked] if isinstance(asked, str) else asked))
        return chat(self.said(request), pause=self.pause)

    def said(self, request: Recorded) -> str:
        """What its chat model says to a request."""
        return self.says

    def start(self) -> Stub:
        """In a thread of its own."""
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        """No longer there."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def running(**told: Any) -> Iterator[Stub]:
    """A server for as long as it lasts."""
    stub = Stub(**told).start()
    try:
        yield stub
    finally:
        stub.stop()


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode(errors="replace")
            self._send(stub.answer(Recorded(self.command, self.path, str(self.headers), body)))

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.pause)
            with suppress(OSError):
                self.send_response(reply.status)
                for name, value in (
                    ("Content-Type", reply.kind),
                    ("Content-Length", str(len(reply.body))),
                    *reply.headers,
                ):
                    self.send_header(name, value)
                self.end_headers()
                for at in range(0, len(reply.body), 1 if reply.drip else len(reply.body) or 1):
                    self.wfile.write(reply.body[at : at + 1] if reply.drip else reply.body)
                    self.wfile.flush()
                    time.sleep(reply.drip)

        def log_message(self, *_: Any) -> None:
            """Nothing: the recording is the log."""

    return Handler
