"""Reads one document in a process of its own: a hostile file can end that, but neither the app nor the machine.

The file is its standard input, already open. Once everything it needs is loaded it may open no further file and no socket,
write no file, start no process, and has a limit of memory and of time; so it can neither send nor leave anything. It says
what it has come to in lines of JSON on standard output, and ends when whoever started it does.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, get_args

from companion import confinement
from companion.library.refusals import LARGEST, LONGEST, Kind, Unreadable

MEMORY = 1_536 * 1024 * 1024
"""Bytes of address space."""
CPU_SECONDS = 300
_EVERY = 0.5
"""Seconds between two looks at whether the one who asked is still there."""

_FETCHED_LATE = ("encodings.cp437", "encodings.cp1252", "encodings.utf_8_sig", "encodings.utf_16", "heapq")
"""What the standard library imports when it is first used: too late once no file may be opened."""
_OF_ITS_KIND: dict[Kind, tuple[str, ...]] = {
    "pdf": ("pypdfium2", "pypdfium2.raw"),
    "docx": ("docx",),
    "pptx": ("docx.opc.package", "docx.oxml.parser"),
    "md": ("markdown_it",),
}

Read = Callable[[bytes], dict[str, Any]]


def main(argv: list[str]) -> int:
    """`argv`: the kind of document, and the process that waits for it."""
    kind, parent = argv
    confinement.confine()
    if sys.platform != "win32":
        threading.Thread(target=_end_with, args=(int(parent),), daemon=True).start()
    read = reader(next(known for known in get_args(Kind) if known == kind))
    _lock_up()
    _say({"ready": True})
    try:
        _say(read(sys.stdin.buffer.read(LARGEST + 1)))
    except Unreadable as refused:
        _say({"refused": refused.reason})
    except MemoryError:
        _say({"refused": "heavy"})
    return 0


def reader(kind: Kind) -> Read:
    """What reads this kind, with all it needs already imported and loaded."""
    from companion.confidentiality.detect import find
    from companion.library import ooxml, pdf, plain, sniff
    from companion.library.case_signs import case_signs
    from companion.library.pieces import Block, mark_of, split, without_repeats
    from companion.library.words import load_vocabulary

    language = load_vocabulary().language
    find("Mette blev syg.")
    ways: dict[Kind, Callable[[bytes], tuple[list[Block], int | None]]] = {
        "pdf": lambda data: pdf.pdf_blocks(data, _told),
        "docx": lambda data: (ooxml.docx_blocks(data), None),
        "pptx": lambda data: ooxml.pptx_blocks(data, _told),
        "md": lambda data: (plain.markdown_blocks(sniff.decoded(data)), None),
        "txt": lambda data: plain.text_blocks(sniff.decoded(data)),
    }
    for name in (*_FETCHED_LATE, *_OF_ITS_KIND.get(kind, ())):
        import_module(name)

    def read(data: bytes) -> dict[str, Any]:
        if len(data) > LARGEST:
            raise Unreadable("too_big")
        sniff.check(data, kind)
        if kind in ("docx", "pptx"):
            ooxml.check_archive(data, kind)
        blocks, pages = ways[kind](data)
        blocks = without_repeats(blocks)
        text = "\n".join(block.text for block in blocks)
        sniff.check_readable(text)
        if len(text) > LONGEST:
            raise Unreadable("too_long")
        pieces = [piece.model_dump() for piece in split(blocks, slides=kind == "pptx")]
        facts = {"id": mark_of(blocks), "lang": language(text, "da"), "pages": pages, "case_signs": case_signs(text)}
        return {"document": facts | {"pieces": pieces}}

    return read


def _lock_up() -> None:
    """No file, no socket, no process, no core; so much memory and time. Where a system knows no such limits (Windows) the
    time limit of whoever waits is the only one."""
    if sys.platform == "win32":
        return
    import resource

    limits = {
        "RLIMIT_AS": MEMORY,
        "RLIMIT_CPU": CPU_SECONDS,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 0,
        "RLIMIT_NPROC": 0,
    }
    for name, most in limits.items():
        with suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, name), (most, most))


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_EVERY)
    os._exit(1)


def _told(done: int, of: int) -> None:
    _say({"done": done, "of": of})


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
