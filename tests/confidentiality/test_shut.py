"""No socket of the process connects to another machine, whoever opens it. In a process of its own: it cannot be undone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import companion

pytestmark = pytest.mark.process
FAR = "192.0.2.1"
"""An address set aside for documentation: nobody is there."""
SERVER = "import socket; s = socket.create_server(('127.0.0.1', 0))"
TRIES = {
    "socket": ("import socket; socket.create_connection(('FAR', 80), 0.2)", "PermissionError"),
    "by name": ("import socket; socket.socket().connect(('0xC0000201', 80))", "PermissionError"),
    "IPv6": ("import socket; socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))", "PermissionError"),
    "datagram": ("import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('FAR', 53))", "PermissionError"),
    "no wait": ("import socket; s = socket.socket(); s.setblocking(False); s.connect_ex(('FAR', 80))", "PermissionError"),
    "urllib": ("import urllib.request; urllib.request.urlopen('http://FAR/', timeout=0.2)", "URLError"),
    "httpx": ("import httpx; httpx.get('http://FAR/', timeout=0.2, trust_env=False)", "ConnectError"),
    "requests": ("import requests as r; s = r.Session(); s.trust_env = False; s.get('http://FAR/')", "ConnectionError"),
    "asyncio": ("import asyncio; asyncio.run(asyncio.open_connection('FAR', 80))", "PermissionError"),
    "a thread": ("THREAD", "PermissionError"),
    "our own machine": (f"{SERVER}; socket.create_connection(s.getsockname())", ""),
    "in the file system": ("import socket; a, b = socket.socketpair(); a.sendall(b'x')", ""),
    "our own machine, in a call": (
        f"{SERVER}\nwith wholly_shut(): socket.create_connection(s.getsockname())", "PermissionError",
    ),
    "the wire, in a call": (f"{SERVER}\nwith wholly_shut(), opened(): socket.create_connection(s.getsockname())", ""),
}  # fmt: skip
THREAD = """
import socket, threading
told = []
def connect():
    try: socket.create_connection(('FAR', 80), 0.2)
    except OSError as error: told.append(type(error).__name__)
thread = threading.Thread(target=connect); thread.start(); thread.join()
raise PermissionError if told == ['PermissionError'] else ValueError
"""


@pytest.mark.parametrize(("tried", "error"), TRIES.values(), ids=TRIES)
def test_there_is_no_other_way_out(tried: str, error: str) -> None:
    code = (
        "from companion.confidentiality.shut import opened, shut, wholly_shut\nshut()\n"
        f"try:\n    exec({(THREAD if tried == 'THREAD' else tried).replace('FAR', FAR)!r})\n    print('')\n"
        "except Exception as error:\n    print(type(error).__name__)\n"
    )
    env = os.environ | {"PYTHONPATH": str(Path(companion.__file__).parents[1])}
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
    assert (ran.stdout.strip(), ran.returncode) == (error, 0), ran.stderr
