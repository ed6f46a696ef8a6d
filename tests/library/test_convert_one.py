"""The process that reads a document can open, send and start nothing more, and lives no longer than whoever waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.library import convert_one
from companion.library.refusals import Unreadable
from companion.library.sniff import check_readable
from tests.library.documents import made

HOME = Path(convert_one.__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="these limits are POSIX's")


def ran(code: str) -> subprocess.CompletedProcess[str]:
    """What a reader says that does this once it is locked up."""
    locked = f"import os, socket, threading\nfrom companion.library import convert_one\nconvert_one._lock_up()\n{code}"
    return subprocess.run([sys.executable, "-c", locked], cwd=HOME, capture_output=True, text=True, timeout=60)


def test_a_locked_up_process_can_still_work_and_speak() -> None:
    assert ran("print(sum(range(10)))").stdout == "45\n"


@pytest.mark.parametrize(
    "attempt",
    [
        "open(convert_one.__file__)",
        "os.listdir('/')",
        "open('/dev/null', 'w')",
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80) and socket.socket()",
        "os.pipe()",
        "os.fork() if os.geteuid() else os.open('.', 0)",
        "bytearray(3 * 1024**3)",
    ],
)
def test_what_it_may_not(attempt: str) -> None:
    """Each of them works before `_lock_up`: take the call away and all of them fail here."""
    done = ran(f"try:\n    {attempt}\n    print('did')\nexcept (OSError, MemoryError):\n    print('could not')")
    assert done.stdout == "could not\n", done.stderr


def test_it_can_write_into_no_file_that_was_open_before(tmp_path: Path) -> None:
    path = tmp_path / "open"
    with path.open("wb") as file:
        code = (
            "import os, signal\nfrom companion.library import convert_one\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            f"convert_one._lock_up()\ntry:\n    os.write({file.fileno()}, b'words')\nexcept OSError:\n    print('no')"
        )
        call = [sys.executable, "-c", code]
        done = subprocess.run(call, cwd=HOME, pass_fds=(file.fileno(),), capture_output=True, text=True, timeout=60)
    assert done.stdout == "no\n" and path.read_bytes() == b""


OPENED = """
import sys
from companion.library import convert_one
read = convert_one.reader(sys.argv[1])
data = sys.stdin.buffer.read()
touched = []
sys.addaudithook(lambda event, args: touched.append(event) if event in ("open", "os.listdir", "socket.__new__") else None)
convert_one._told = lambda done, of: None
read(data)
sys.stderr.write(repr(touched))
"""
HARD = made.md(made.HANDBOOK + ((0, "HR-\nchef og æøå ”citat”, 12-\n13, en sam-\nordning"),) * 3)
FORMS = {
    "md": HARD,
    "txt": HARD,
    "pdf": made.pdf(),
    "docx": made.word(),
    "pptx": made.slides([("Et", ["to"], "tre")]),
}


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("written", ["utf-8", "utf-16", "cp1252"])
def test_it_needs_no_file_once_it_begins(kind: str, written: str) -> None:
    """Or it would fail where it is locked up, and a sound document would be called damaged."""
    data = FORMS[kind].decode().encode(written) if kind in ("md", "txt") else FORMS[kind]
    done = subprocess.run([sys.executable, "-c", OPENED, kind], cwd=HOME, input=data, capture_output=True, timeout=60)
    assert done.stderr == b"[]"


WAITS = """
import os, subprocess, sys, time
read, write = os.pipe()
child = subprocess.Popen([sys.executable, "-m", "companion.library.convert_one", "txt", str(os.getpid())],
                         stdin=read, stdout=subprocess.PIPE, pass_fds=(write,))
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


@posix
def test_it_ends_with_whoever_started_it() -> None:
    """It waits for input that never ends, since it holds the other end itself; its parent is killed. Fails without the thread
    that looks after the parent."""
    waiting = subprocess.Popen([sys.executable, "-c", WAITS], cwd=HOME, stdout=subprocess.PIPE, text=True)
    assert waiting.stdout
    reader = int(waiting.stdout.readline())
    assert _lives(reader)
    waiting.kill()
    waiting.communicate()
    until = time.monotonic() + 10
    while _lives(reader) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(reader)


def _lives(process: int) -> bool:
    """Not one that has ended and waits to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_word_of_a_document_stands_in_what_a_fault_prints(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(made.with_part(made.word(), "word/document.xml", b"<Balthazarsen"))
    call = [sys.executable, "-m", "companion.library.convert_one", "docx", str(os.getpid())]
    with path.open("rb") as file:
        done = subprocess.run(call, cwd=HOME, stdin=file, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and done.stderr.startswith("companion: XMLSyntaxError at")
    assert "Balthazarsen" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Almindelig tekst med 12 tal, \uf0b7 et punkt og et hyph\x02", ""),
        ("\ue001\ue002\ue003 \ue004", "garbled"),
        ("tekst \ufffd\ufffd \ufffd", "garbled"),
        ("!\"#$%&'()*+,-./:;<=>?@ a b", "garbled"),
        ("12 % · 13 %", "empty"),
        ("", "empty"),
    ],
)
def test_what_is_made_of_letters(text: str, reason: str) -> None:
    if not reason:
        check_readable(text)
        return
    with pytest.raises(Unreadable, match=reason):
        check_readable(text)
