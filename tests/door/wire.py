"""Bytes to a port and back, for requests that no well-behaved client would send."""

from __future__ import annotations

import socket
from dataclasses import dataclass

PATIENCE = 5.0
"""Seconds until a silent server counts as silent."""


@dataclass(frozen=True)
class Answer:
    """Everything that came back, and the status of the first answer in it; 0 when there was none."""

    raw: bytes

    @property
    def status(self) -> int:
        first = self.raw.partition(b"\r\n")[0].split()
        return int(first[1]) if len(first) > 1 and first[0].startswith(b"HTTP/") else 0

    @property
    def count(self) -> int:
        """How many answers there are."""
        return self.raw.count(b"HTTP/1.1 ")


def send(port: int, request: bytes, patience: float = PATIENCE) -> Answer:
    """Send, and read until the other side closes or has been silent for `patience` seconds."""
    with socket.create_connection(("127.0.0.1", port), patience) as connection:
        pieces: list[bytes] = []
        try:
            connection.sendall(request)
            while piece := connection.recv(65_536):
                pieces.append(piece)
        except (TimeoutError, ConnectionError):
            pass
    return Answer(b"".join(pieces))


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    """A request of HTTP/1.1, and unless it says otherwise the last of its connection. `line` may name another version."""
    first = line if line.count(" ") > 1 else f"{line} HTTP/1.1"
    kept_open = any(header.startswith("Connection:") for header in headers)
    return "\r\n".join([first, *headers, *([] if kept_open else ["Connection: close"]), "", ""]).encode() + body
