"""Whose program is at the other end: tables as the kernel writes them, and the kernel itself.

Seen to fail: with the state left out of the question, `hung up`, `between the two` and the kernel's own answers; with a
connection that is in no table let in, `gone without a word` and the kernel's own.
"""

from __future__ import annotations

import os
import socket
import sys
from itertools import product
from pathlib import Path

import pytest

from companion.ui.neighbours import another_users

from .others import OTHER, USERS, says

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
CLIENT, SERVER = 50_000, 7860
ME = os.geteuid()
BIG_ENDIAN = sys.byteorder == "big"
FOUR, MAPPED, SIX = "127.0.0.1", "::ffff:127.0.0.1", "::1"


def written(address: str, port: int) -> str:
    """An end of a connection, as the kernel writes it on this kind of machine."""
    little = {
        FOUR: "0100007F",
        MAPPED: "0000000000000000FFFF00000100007F",
        SIX: "00000000000000000000000001000000",
        "127.0.0.2": "0200007F",
    }
    big = {FOUR: "7F000001", MAPPED: "00000000000000000000FFFF7F000001", SIX: "0" * 31 + "1", "127.0.0.2": "7F000002"}
    return f"{(big if BIG_ENDIAN else little)[address]}:{port:04X}"


def line(local: tuple[str, int], remote: tuple[str, int], state: str, uid: int) -> str:
    ends = f"{written(*local)} {written(*remote)}"
    return (
        f"   7: {ends} {state} 00000000:00000000 00:00000000 00000000 {uid:5}        0 4711 1 0000000000000000 20 4 1\n"
    )


def theirs(uid: int, state: str = "01", address: str = FOUR) -> str:
    return line((address, CLIENT), (address, SERVER), state, uid)


def ours(state: str = "01", address: str = FOUR) -> str:
    return line((address, SERVER), (address, CLIENT), state, ME)


BESIDE = line((FOUR, CLIENT), ("127.0.0.2", SERVER), "01", ME) + line((FOUR, CLIENT + 1), (FOUR, SERVER), "01", ME)
"""The owner's connection from the same port to another server, and from another port to this one."""
ROWS = [
    ("the owner", FOUR, theirs(ME) + ours(), "", False),
    ("root", FOUR, ours() + theirs(0), "", False),
    ("another user", FOUR, theirs(OTHER) + ours(), "", True),
    ("another user beside the owner", FOUR, BESIDE + ours() + theirs(OTHER), "", True),
    ("another user through an IPv6 socket", FOUR, BESIDE + ours(), theirs(OTHER, address=MAPPED), True),
    ("the owner through an IPv6 socket", FOUR, ours(), theirs(ME, address=MAPPED), False),
    ("as an IPv6 server sees IPv4", MAPPED, "", theirs(OTHER, address=MAPPED) + ours(address=MAPPED), True),
    ("the owner over IPv6", SIX, "", theirs(ME, address=SIX) + ours(address=SIX), False),
    ("another user over IPv6", SIX, theirs(ME), ours(address=SIX) + theirs(OTHER, address=SIX), True),
    ("hung up, now listed as root's", FOUR, theirs(0, "05") + ours("08"), "", True),
    ("between the two", FOUR, theirs(0, "06"), "", True),
    ("gone without a word", FOUR, BESIDE, "", True),
    ("from elsewhere, not of this network", FOUR, ours(), "", False),
    ("from elsewhere, and closed", FOUR, ours("08"), "", True),
    ("no second table", FOUR, theirs(OTHER), None, True),
    ("no second table, the owner", FOUR, theirs(ME) + ours(), None, False),
    ("no tables", FOUR, None, None, False),
]


@pytest.mark.parametrize(("name", "address", "tcp", "tcp6", "another"), ROWS, ids=[row[0] for row in ROWS])
def test_the_tables_tell_who_it_is(
    tmp_path: Path, name: str, address: str, tcp: str | None, tcp6: str | None, another: bool
) -> None:
    tables = tmp_path / "tcp", tmp_path / "tcp6"
    for table, lines in zip(tables, (tcp, tcp6), strict=True):
        if lines is not None:
            table.write_text(HEAD + lines)
    assert another_users((address, CLIENT), (address, SERVER), tables) is another


def test_whoever_started_us_with_sudo_is_no_stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "tcp"
    table.write_text(HEAD + theirs(OTHER) + ours())
    monkeypatch.setenv("SUDO_UID", str(OTHER))
    assert not another_users((FOUR, CLIENT), (FOUR, SERVER), [table])
    monkeypatch.setenv("SUDO_UID", "somebody")
    assert another_users((FOUR, CLIENT), (FOUR, SERVER), [table])


WAYS = [("AF_INET", FOUR), ("AF_INET6", MAPPED)]


@pytest.mark.process
@pytest.mark.parametrize(("family", "address"), WAYS)
def test_the_kernel_tells_one_user_from_another(family: str, address: str) -> None:
    """As root a program of another user's is tried too. Elsewhere than on Linux everybody counts as the owner."""
    tells = Path("/proc/net/tcp").exists()
    with socket.create_server((FOUR, 0)) as listening:
        here = listening.getsockname()
        for user, how in product(USERS, ("stay", "hang up", "reset")):
            with says(b"x", here[1], user, how, family, address):
                connection, client = listening.accept()
                with connection:
                    assert another_users(client, here) is (tells and (user, how) != ("", "stay"))
