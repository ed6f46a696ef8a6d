"""The app as a process of its own: whom it talks to, what it says when it cannot start, and what survives its death."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import companion

pytestmark = pytest.mark.process
CHECKOUT = Path(companion.__file__).parents[1]
WITNESS = """
import os, sys
_log = os.open(os.environ["WITNESS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def _hook(event, args):
    if event == "socket.connect" or event == "socket.sendto":
        host = args[1][0] if isinstance(args[1], tuple) else ""
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = args[0]
    else:
        return
    os.write(_log, (event + " " + str(host.decode() if isinstance(host, bytes) else host) + "\\n").encode())
sys.addaudithook(_hook)
"""
"""A sitecustomize.py that writes down every host that is looked up or connected to, before anything else is imported."""
LOOPBACK = {"127.0.0.1", "::1", "localhost", "None", ""}


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A home of its own, with the witness in it."""
    (tmp_path / "witness").mkdir()
    (tmp_path / "witness" / "sitecustomize.py").write_text(WITNESS)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMPANION_", "GRADIO_", "LANG"))}
    return kept | {
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "witness"), str(CHECKOUT)]),
        "WITNESS": str(tmp_path / "hosts"),
        "COMPANION_DATA_DIR": str(tmp_path / "data"),
        "COMPANION_KEY_FILE": str(tmp_path / "config" / "key"),
        "HOME": str(tmp_path),
    }


def hosts(env: dict[str, str]) -> set[str]:
    """The hosts that were looked up or connected to, loopback aside."""
    lines = Path(env["WITNESS"]).read_text().splitlines()
    return {line.partition(" ")[2] for line in lines} - LOOPBACK


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def app(env: dict[str, str], *argv: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running app and the address it printed; killed at the end as hard as can be."""
    call = [sys.executable, "-m", "companion", "--no-browser", "--port", str(free_port()), *argv]
    running = subprocess.Popen(
        call, env=env, cwd=env["HOME"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert running.stdout
        address = running.stdout.readline().strip()
        assert address, running.stderr and running.stderr.read()
        yield running, address
    finally:
        running.kill()
        running.communicate()


def run(env: dict[str, str], *argv: str, **more: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, *argv]
    return subprocess.run(call, env=env | more, cwd=env["HOME"], capture_output=True, text=True, timeout=120)


def wait_for(folder: Path, pattern: str, seconds: float = 60) -> None:
    """Until a file is there: the last thing a start makes is the index."""
    until = time.monotonic() + seconds
    while not list(folder.glob(pattern)):
        assert time.monotonic() < until, pattern
        time.sleep(0.1)


def test_nothing_but_loopback_is_contacted_and_a_second_start_goes_on(env: dict[str, str]) -> None:
    with app(env) as (_, address), httpx.Client(follow_redirects=True) as visitor:
        page = visitor.get(address, headers={"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"})
        assert page.status_code == 200 and "Sparringsrum" in page.text
        home = address.partition("?")[0]
        parts = set(re.findall(r"""(?:src|href)="(?:\./|/)?((?:assets|static|theme)[^"]+)""", page.text))
        assert parts and all(visitor.get(home + part).status_code == 200 for part in parts)
        assert visitor.get(f"{home}en/").status_code == 200
        wait_for(Path(env["COMPANION_DATA_DIR"]), "index/cards-*/complete")
    with app(env, "--lang", "en") as (_, again):
        assert httpx.get(again).status_code in (200, 302, 303, 307) and again != address
    assert hosts(env) == set()


def test_a_case_a_brief_and_the_index_ask_no_host(env: dict[str, str]) -> None:
    case = Path(env["HOME"]) / "case.yaml"
    case.write_text("problem: I går gik vi fra hinanden uden en aftale.\nhopes: At vi finder en.")
    made = run(env, "-m", "companion", "prepare", "--answers", str(case), "--out", "brief.pdf", "--keep")
    assert (made.returncode, made.stderr) == (0, "")
    well = run(env, "-m", "companion", "doctor", "--json")
    assert (well.returncode, well.stderr) == (0, "")
    assert hosts(env) == set()


def test_the_witness_would_have_seen_it(env: dict[str, str]) -> None:
    run(env, "-c", "import socket\ntry: socket.create_connection(('nowhere.invalid', 1), 1)\nexcept OSError: pass")
    assert hosts(env) == {"nowhere.invalid"}


@pytest.mark.parametrize(("lang", "said"), [("da", "vælg en anden med --port"), ("en", "choose another with --port")])
def test_a_taken_port_is_told(env: dict[str, str], lang: str, said: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = run(env, "-m", "companion", "--no-browser", "--port", port, "--lang", lang)
    assert (ran.returncode, ran.stdout) == (2, "") and said in ran.stderr and "Traceback" not in ran.stderr


def test_a_data_folder_that_cannot_be_written_to_is_told(env: dict[str, str]) -> None:
    Path(env["COMPANION_DATA_DIR"]).write_text("in the way")
    ran = run(env, "-m", "companion", "--no-browser", "--port", str(free_port()), "--lang", "en")
    assert ran.returncode == 4 and "COMPANION_DATA_DIR" in ran.stderr and "Traceback" not in ran.stderr


def test_neither_a_model_library_nor_the_index_is_imported_without_need(env: dict[str, str]) -> None:
    heavy = "{'litellm', 'chromadb', 'gradio', 'langgraph'}"
    asks = f"import sys, companion.__main__ as m; m.main(['screen', 'x']); print(sorted({heavy} & set(sys.modules)))"
    assert run(env, "-c", asks).stdout.splitlines()[-1] == "[]"


DIES = """
import os, signal, sys
from companion.method import graph

def dies(state, *rest):
    os.kill(os.getpid(), signal.SIGKILL)

node = sys.argv[1]
if node != "receive":
    dies.__name__ = node
    setattr(graph, node, dies)
from companion.__main__ import casebook
from companion.settings import load_settings
from companion.vocabulary import Reply

with casebook(load_settings()) as book:
    case = sys.argv[2]
    open_question = book.look("me", case)["question"].id
    book.receive("me", case, Reply(question_id=open_question, kind=sys.argv[3], text=sys.argv[4], form={"approved": "1"}))
    print("received", flush=True)
    if node == "receive":
        os.kill(os.getpid(), signal.SIGKILL)
    book.carry_on("me", case)
"""
"""Receives a reply, says so, and is killed: at once, or in the node it is told."""
DEATHS = [
    ("receive", (), "answer", "Alle siger altid nej til mig."),
    ("listen", (), "answer", "Alle siger altid nej til mig."),
    ("screen", (), "answer", "Alle siger altid nej til mig."),
    ("pause", (), "answer", "Jeg vil ikke leve længere."),
    ("hide", (), "answer", "Alle siger altid nej til mig."),
    ("weigh", (), "answer", "Alle siger altid nej til mig."),
    ("ask", (), "answer", "Alle siger altid nej til mig."),
    ("draft", (), "stop", ""),
    ("review", ("stop",), "review", ""),
    ("inspire", ("stop", "review"), "inspire", ""),
]
"""The node to die in, what was done before, and the reply that is on its way. A table of every node of the graph."""


@pytest.mark.parametrize(("node", "before", "kind", "text"), DEATHS)
def test_a_reply_shown_as_received_survives_kill_9(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch, node: str, before: tuple[str, ...], kind: str, text: str
) -> None:
    from companion.__main__ import casebook
    from companion.settings import load_settings
    from companion.vocabulary import Reply

    for name in ("COMPANION_DATA_DIR", "COMPANION_KEY_FILE"):
        monkeypatch.setenv(name, env[name])
    with casebook(load_settings()) as book:
        case = book.begin("me", "da")
        for earlier in before:
            open_question = book.look("me", case)["question"].id
            book.answer("me", case, Reply(question_id=open_question, kind=earlier, form={"approved": "1"}))
    died = run(env, "-c", DIES, node, case, kind, text)
    assert (died.returncode, died.stdout) == (-signal.SIGKILL, "received\n"), died.stderr
    with casebook(load_settings()) as book:
        assert book.finish_pending() == 1
        state = book.look("me", case)
    assert [answer.text for answer in state["answers"]] == ([text] if text else [])
    assert (state["inspiration"] is not None) == (node == "inspire")
    expected = {"pause": "pause", "draft": "review", "review": "done", "inspire": "done"}.get(node, "deepening")
    assert state["question"].kind == expected


def test_every_node_of_the_graph_has_its_death() -> None:
    from companion.method.graph import build

    assert set(build().nodes) - {"__start__"} == {death[0] for death in DEATHS} - {"receive"}
