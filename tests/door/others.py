"""A program of its own that connects, as us or as another user of the machine; only root can start the latter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

OTHER = os.geteuid() + 4321
"""The number of a user who is neither we nor root."""
USERS = ("", str(OTHER)) if os.geteuid() == 0 else ("",)
"""As whom a program can be started here; "" is us."""
_PROGRAM = """
import os, socket, struct, sys
user, how, family, address, port = sys.argv[1:]
said = sys.stdin.buffer.read()
if user:
    os.setuid(int(user))
connection = socket.socket(getattr(socket, family))
connection.connect((address, int(port)))
connection.sendall(said)
if how == "reset":
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
if how != "stay":
    connection.close()
print("sent", flush=True)
while how == "stay" and (piece := connection.recv(65536)):
    sys.stdout.buffer.write(piece)
"""
"""It changes its user before it opens the connection, and when everything it needs has been imported."""


@contextmanager
def says(
    said: bytes, port: int, user: str, how: str = "stay", family: str = "AF_INET", address: str = "127.0.0.1"
) -> Iterator[BinaryIO]:
    """Once `said` is sent: what comes back. `how`: stay for it, hang up, or reset, which leaves no trace of the sender."""
    call = [sys.executable, "-c", _PROGRAM, user, how, family, address, str(port)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin and program.stdout
        program.stdin.write(said)
        program.stdin.close()
        assert program.stdout.readline() == b"sent\n"
        yield program.stdout
