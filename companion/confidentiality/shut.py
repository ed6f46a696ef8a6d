"""The way out of the process, shut but for the gate's wire: no socket connects to another machine otherwise.

Python tells a hook of each connection before it is made. What has sockets of its own, in C or Rust, is not seen: nothing in
use here calls out that way, and the one library that could is not let in (see `gate`).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from ipaddress import ip_address
from typing import Any

_CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_now = threading.local()


@cache
def shut() -> None:
    """For good, and for the whole process. Loopback stays open."""
    sys.addaudithook(_watch)


@contextmanager
def opened() -> Iterator[None]:
    """Inside, this thread may connect anywhere: only the wire, and only for as long as it takes to connect."""
    _now.opened = True
    try:
        yield
    finally:
        _now.opened = False


@contextmanager
def wholly_shut() -> Iterator[None]:
    """Inside, this thread may not even connect to its own machine, unless it is `opened`."""
    _now.wholly = True
    try:
        yield
    finally:
        _now.wholly = False


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event not in _CONNECTS or getattr(_now, "opened", False):
        return
    address = args[1]
    if not isinstance(address, tuple):  # a socket in the file system, or one that is connected already
        return
    if getattr(_now, "wholly", False) or not is_here(str(address[0])):
        raise PermissionError("nothing leaves this machine but through the gate")


def is_here(host: str) -> bool:
    """Whether a host is this machine, by its name or number alone."""
    try:
        return ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"
