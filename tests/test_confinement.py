"""What a run leaves behind: nothing for others to read, no image of its memory, no word in what a library prints or sends."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import companion
from companion import confinement

CHECKOUT = Path(companion.__file__).parents[1]
WORDS = "okapigiraf"
CONFINED = "from companion import confinement; confinement.confine()\n"
process = pytest.mark.process


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A home of its own; the shell's own temporary folder is in it too."""
    (tmp_path / "elsewhere").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMPANION_", "LANG"))}
    return kept | {
        "PYTHONPATH": str(CHECKOUT),
        "COMPANION_DATA_DIR": str(tmp_path / "data"),
        "COMPANION_KEY_FILE": str(tmp_path / "config" / "key"),
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path / "elsewhere"),
    }


def run(env: dict[str, str], *argv: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Python with these arguments, begun as an open-handed shell would: files for all, cores of any size."""
    call = ["bash", "-c", 'umask 000; ulimit -c hard; exec "$@"', "-", sys.executable, *argv]
    return subprocess.run(call, env=env | more, cwd=env["HOME"], capture_output=True, text=True, timeout=120)


def answers(env: dict[str, str]) -> str:
    path = Path(env["HOME"]) / "case.yaml"
    path.write_text(f"problem: I går gik vi fra hinanden uden en {WORDS}.")
    return str(path)


def modes(folder: Path) -> dict[str, str]:
    """The mode of everything in a folder and of itself, by path."""
    return {str(path): oct(stat.S_IMODE(path.lstat().st_mode)) for path in [folder, *folder.rglob("*")]}


@process
def test_all_that_is_made_is_for_its_owner_alone_whatever_the_umask(env: dict[str, str]) -> None:
    """Without the umask of confine the files of Chroma's index come out 0666."""
    assert (
        run(env, "-m", "companion", "prepare", "--answers", answers(env), "--keep", "--out", "brief.docx").returncode
        == 0
    )
    assert run(env, "-m", "companion", "doctor").returncode == 0
    made = [Path(env["HOME"]) / name for name in ("data", "config", "brief.docx")]
    found = {path: mode for one in made for path, mode in modes(one).items()}
    assert len(found) > 10
    assert {path: mode for path, mode in found.items() if mode != ("0o700" if Path(path).is_dir() else "0o600")} == {}
    assert list((Path(env["HOME"]) / "elsewhere").iterdir()) == []


DIES = f"""
import ctypes, os, resource
print(*resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
secret = "{WORDS}" * 9
os.abort()
"""
"""Says how large a core may be, soft and hard, and whether Linux may dump its memory; then it dies of SIGABRT."""


@process
def test_no_image_of_the_memory_is_written(env: dict[str, str]) -> None:
    """Unconfined, the same process may be dumped."""
    confined, open_ = run(env, "-c", CONFINED + DIES), run(env, "-c", DIES)
    assert confined.returncode == open_.returncode == -signal.SIGABRT
    assert confined.stdout == "0 0 0\n" and open_.stdout.endswith(" 1\n")


SPEAKS = f"""
import logging, sys, threading, traceback, warnings
{{before}}
logging.basicConfig(level=logging.DEBUG)
def falls(*_):
    raise ValueError("{WORDS}")
logging.getLogger("library").warning("got %s", "{WORDS}", extra={{{{"more": "{WORDS}"}}}})
warnings.warn("{WORDS}")
try:
    falls()
except ValueError:
    traceback.print_exc()
    traceback.print_exception(*sys.exc_info())
    logging.getLogger("library").exception("{WORDS}")
import asyncio
async def lost():
    asyncio.get_running_loop().call_soon(falls, "{WORDS}")
    asyncio.get_running_loop().create_task(asyncio.sleep(0, falls)).add_done_callback(falls)
    await asyncio.sleep(0.01)
asyncio.run(lost(), debug=True)
thread = threading.Thread(target=falls)
thread.start()
thread.join()
class Dying:
    __del__ = falls
Dying()
falls()
"""
TOLD = [
    "companion: WARNING in library at <module>:", "companion: UserWarning at <string>:",
    "companion: ValueError at falls:", "companion: ValueError in library at", "companion: ValueError in asyncio at",
]  # fmt: skip


@process
def test_what_goes_wrong_is_told_by_kind_and_place_whoever_tells_it(env: dict[str, str]) -> None:
    """A library's log, a warning, a printed traceback, an event loop, a thread, a destructor, and Python's own last word;
    unconfined, each of them says the words."""
    quiet = CONFINED + "from companion import faults; faults.quiet_threads()"
    confined, open_ = (run(env, "-c", SPEAKS.format(before=before), PYTHONDEVMODE="1") for before in (quiet, ""))
    assert open_.stderr.count(WORDS) >= 9 and WORDS not in confined.stderr + confined.stdout
    assert [told for told in TOLD if told not in confined.stderr] == []
    assert confined.stderr.count("companion: ValueError at falls:") >= 5


LEAKY = {
    "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "langsmith_endpoint": "x", "LANGCHAIN_TRACING": "1",
    "LANGSMITH_RUNS_ENDPOINTS": "{}", "LANGGRAPH_AES_KEY": "x", "GRADIO_SHARE": "1", "GRADIO_TEMP_DIR": "/elsewhere",
    "GRADIO_LOCAL_DEV_MODE": "1", "chroma_server_host": "x", "OTEL_EXPORTER_OTLP_ENDPOINT": "x", "HF_DEBUG": "1",
    "SSLKEYLOGFILE": "x", "LITELLM_LOG": "DEBUG", "PYTHONASYNCIODEBUG": "1", "SPACE_ID": "x",
}  # fmt: skip
HARMLESS = {"PATH": "/bin", "COMPANION_KEY": "x", "OPENAI_API_KEY": "x", "HF_TOKEN": "x", "PYTHONFAULTHANDLER": "1"}


def test_no_variable_of_the_shell_makes_a_library_report() -> None:
    environ = LEAKY | HARMLESS
    confinement.clean(environ)
    kept = {name: value for name, value in environ.items() if LEAKY.get(name) == value}
    assert kept == {} and environ.items() >= HARMLESS.items()
    assert environ["LANGSMITH_TRACING_V2"] == "false" and environ["GRADIO_ANALYTICS_ENABLED"] == "False"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """A LangSmith on this machine, and what it was sent."""
    got: list[bytes] = []

    class Takes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say({})

        def do_POST(self) -> None:
            chunks = iter(lambda: self.rfile.read(int(self.rfile.readline(), 16) + 2)[:-2], b"")
            length = self.headers.get("Content-Length")
            got.append(self.rfile.read(int(length)) if length else b"".join(chunks))
            self._say({})

        def _say(self, answer: object) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Takes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", got
        server.shutdown()


GRAPH = f"""
from langgraph.graph import StateGraph
graph = StateGraph(dict).add_node("say", lambda state: state).set_entry_point("say").compile()
graph.invoke({{"said": "{WORDS}"}})
"""


@process
@pytest.mark.parametrize(("confined", "received"), [(False, True), (True, False)])
def test_a_shell_that_traces_everything_does_not_trace_us(env, collector, confined: bool, received: bool) -> None:
    """The first row shows that the collector would have got the words: a graph of nobody's in the same shell."""
    address, got = collector
    shell = {"LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "x", "LANGSMITH_ENDPOINT": address}
    if confined:
        ran = run(env, "-m", "companion", "prepare", "--answers", answers(env), "--json", **shell)
    else:
        ran = run(env, "-c", GRAPH, **shell)
    assert ran.returncode == 0
    assert any(WORDS.encode() in body for body in got) is received and bool(got) is received


@process
def test_a_folders_env_file_does_not_move_the_index_to_a_server(env: dict[str, str]) -> None:
    """Chroma reads a .env where it is started. Unforced, the index would be asked for at this address."""
    server = "CHROMA_API_IMPL=chromadb.api.fastapi.FastAPI\nCHROMA_SERVER_HOST=127.0.0.1\nCHROMA_SERVER_HTTP_PORT=9\n"
    (Path(env["HOME"]) / ".env").write_text(server)
    ran = run(env, "-m", "companion", "doctor", "--json")
    assert ran.returncode == 0 and list(Path(env["COMPANION_DATA_DIR"]).glob("index/cards-*/complete"))


def test_an_existing_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    key, data = tmp_path / "key", tmp_path / "data"
    (data / "index" / "cards").mkdir(parents=True)
    for file in (data / "casebook.db", data / "index" / "cards" / "data.bin", key):
        file.touch()
    for path in (data, *data.rglob("*"), key):
        path.chmod(0o777)
    confinement.tighten(data, key)
    assert {mode for path, mode in modes(data).items() if Path(path).is_dir()} == {"0o700"}
    assert {mode for path, mode in modes(data).items() if Path(path).is_file()} == {"0o600"} == set(modes(key).values())


def test_in_a_folder_with_other_things_only_ours_are_closed(tmp_path: Path) -> None:
    for file in (tmp_path / "casebook.db", tmp_path / "tool", tmp_path / "outside"):
        file.touch()
        file.chmod(0o755)
    (tmp_path / "index").symlink_to(tmp_path / "outside")
    tmp_path.chmod(0o755)
    confinement.tighten(tmp_path)
    after = {Path(path).name: mode for path, mode in modes(tmp_path).items()}
    assert after["casebook.db"] == "0o600" and {after["tool"], after["outside"], after[tmp_path.name]} == {"0o755"}


BROWSER = """#!/bin/sh
{ umask; echo "$TMPDIR"; echo "$LANGSMITH_TRACING"; echo "$@"; } > "$HOME/seen.new"
cp "${1#file://}" "$HOME/page"; stat -c %a "${1#file://}" > "$HOME/mode"
mv "$HOME/seen.new" "$HOME/seen"
"""


@process
def test_the_browser_is_not_ours_to_confine_and_the_key_is_not_on_its_command_line(env: dict[str, str]) -> None:
    """It gets the shell's own umask, temporary folder and variables: it may live longer than we do."""
    home = Path(env["HOME"])
    (home / "browser").write_text(BROWSER)
    (home / "browser").chmod(0o700)
    opens = (
        "import os, time\nfrom pathlib import Path\nfrom companion.ui.ground import open_browser\n"
        "with confinement.own_temp(Path(os.environ['COMPANION_DATA_DIR'])):\n"
        "    open_browser('http://127.0.0.1/?key=secret')\n"
        "    while not Path('seen').exists(): time.sleep(0.05)\n"
    )
    ran = run(env, "-c", CONFINED + opens, BROWSER=str(home / "browser"), LANGSMITH_TRACING="true")
    umask, temp, traced, called = (home / "seen").read_text().splitlines()
    assert (umask, temp, traced) == ("0000", env["TMPDIR"], "true") and ran.stdout + ran.stderr == ""
    assert "secret" not in called and "key=secret" in (home / "page").read_text()
    assert (home / "mode").read_text().strip() == "600" and not Path(env["COMPANION_DATA_DIR"]).exists()


@process
def test_confining_costs_next_to_nothing(env: dict[str, str]) -> None:
    """Seconds of processor time, beside some 0.2 for Python and the settings."""
    ran = run(env, "-c", "import time, companion.settings; began = time.process_time()\n" + CONFINED
              + "print(time.process_time() - began)")  # fmt: skip
    assert float(ran.stdout) < 0.1
