"""A fault of the program is told by kind and place; its message, which may hold a leader's words, is told nowhere."""

from __future__ import annotations

import threading

import pytest

from companion import __main__ as command
from companion import faults
from companion.ui.edge import Edge
from companion.ui.texts import Texts

SECRET = "Mette græd i går"


def _fail(*_: object) -> int:
    raise ValueError(SECRET)


def test_a_command_that_fails_says_where_and_exits_with_4(monkeypatch, capsys) -> None:
    monkeypatch.setitem(command._COMMANDS, "doctor", _fail)
    assert command.main(["doctor"]) == 4
    said = capsys.readouterr()
    assert said.err.startswith("companion: ValueError at _fail:") and SECRET not in said.err + said.out


def test_a_handler_that_fails_moves_nothing_and_tells_no_content(capsys) -> None:
    with Edge(Texts("da"), "told") as shown:
        _fail()
    assert set(shown) == {"told"} and "Noget gik galt" in shown["told"]
    assert SECRET not in shown["told"] + capsys.readouterr().err


def test_a_thread_that_fails_tells_no_content(monkeypatch, capsys) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults.quiet_threads()
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    assert SECRET not in capsys.readouterr().err


def test_an_interrupt_passes() -> None:
    with pytest.raises(KeyboardInterrupt), faults.Quietly():
        raise KeyboardInterrupt
