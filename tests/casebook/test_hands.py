"""One case, many hands: processes of their own (the page and the command line, say) answer the same question at the same
moment, and one reply is taken."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import companion

pytestmark = pytest.mark.process

HAND = """
import sys, time
from companion.__main__ import casebook
from companion.errors import StaleReply
from companion.settings import load_settings
from companion.vocabulary import Reply

with casebook(load_settings()) as book:
    while time.time() < float(sys.argv[2]): pass
    try:
        book.answer("me", sys.argv[1], Reply(question_id="q1", kind="answer", text=sys.argv[3]))
        print("taken", sys.argv[3])
    except StaleReply as stale:
        print("stale", "already been answered" in str(stale))
"""


def test_of_replies_from_several_processes_one_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from companion.__main__ import casebook
    from companion.settings import load_settings

    monkeypatch.setenv("COMPANION_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COMPANION_KEY_FILE", str(tmp_path / "config" / "key"))
    monkeypatch.setenv("PYTHONPATH", str(Path(companion.__file__).parents[1]))
    with casebook(load_settings()) as book:
        case = book.begin("me", "da")
        call = [sys.executable, "-c", HAND, case, str(time.time() + 8)]
        hands = [
            subprocess.Popen([*call, f"Hånd {n}."], env=dict(os.environ), stdout=subprocess.PIPE, text=True)
            for n in range(4)
        ]
        said = sorted(hand.communicate(timeout=90)[0].strip() for hand in hands)
        words = [answer.text for answer in book.look("me", case)["answers"]]
    assert said[:3] == ["stale True"] * 3 and said[3] == f"taken {words[0]}" and len(words) == 1
