"""Whose program is at the other end of a connection, as the kernel has it.

A browser sends a cookie set for 127.0.0.1 to every port there. A web server that another user of this machine runs, and
the owner looks in on, can therefore collect the owner's cookie and use it from a program of its own. What that program
cannot do is to have the owner's number on its end of the connection. Linux alone tells; elsewhere nothing is known.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
"""Every TCP connection of this network namespace; a program that speaks IPv4 through an IPv6 socket is in the second."""
_ESTABLISHED = "01"
_ROOT = 0


def another_users(client: tuple[str, int], server: tuple[str, int], tables: Sequence[Path] = TABLES) -> bool:
    """Whether the client's end of this connection belongs to a user who is neither we nor root.

    False where there are no tables (macOS, Windows), and when our end stands while the other is in no table: then it is
    in another network namespace or kernel (a container, WSL), out of reach for the other users of this one.
    True when the other end is closed: then it is listed as root's or not at all, while what it sent is still to be read,
    and a stranger could send a request, hang up, and have everything deleted without staying for the answer.

    The tables are read anew each time, the second only when the connection is not in the first. With 400 connections open
    (800 lines) one reading took 2.8 ms of processor time on Linux 6.18, with hardly any 2 ms: its hash table is walked.
    """
    there, here = _spellings(client), _spellings(server)
    read = standing = False
    for table in tables:
        found = _connections(table, there)
        read = read or found is not None
        for local, remote, state, uid in found or []:
            if local in there and remote in here:
                return state != _ESTABLISHED or int(uid) not in _ours()
            standing = standing or (local in here and remote in there and state == _ESTABLISHED)
    return read and not standing


def _ours() -> frozenset[int]:
    """Root, we, and whoever started us with sudo: the browser is not root's then."""
    started = os.environ.get("SUDO_UID", "")
    return frozenset({_ROOT, os.geteuid(), int(started) if started.isdecimal() else _ROOT})


def _connections(table: Path, names: frozenset[str]) -> list[tuple[str, str, str, str]] | None:
    """Local and remote end, state and user of each line with one of the names in it; None when it cannot be read."""
    try:
        lines = table.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = (line.split() for line in lines if any(name in line for name in names))
    return [(local, remote, state, uid) for _, local, remote, state, _, _, _, uid, *_ in found]


def _spellings(end: tuple[str, int]) -> frozenset[str]:
    """An end as the tables may write it: words of 32 bits in the machine's own byte order, IPv4 also inside IPv6."""
    address = ip_address(end[0])
    plain = (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
    mapped = IPv6Address(f"::ffff:{plain}") if isinstance(plain, IPv4Address) else plain
    return frozenset(f"{_hexadecimal(one.packed)}:{end[1]:04X}" for one in (plain, mapped))


def _hexadecimal(packed: bytes) -> str:
    words = (packed[start : start + 4] for start in range(0, len(packed), 4))
    return b"".join(word[::-1] if sys.byteorder == "little" else word for word in words).hex().upper()
