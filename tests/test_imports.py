"""Who may import whom. The house of the design, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import companion

HOME = Path(companion.__file__).parent
BASE = {"vocabulary", "errors", "faults", "confinement", "resources", "settings", "welcome", ""}
INNER = {"library", "voice", "confidentiality", "safety", "brief"}
OUTER = {"method", "paper", "facilitation", "casebook", "pilot"}
MAY_IMPORT: dict[str, set[str]] = {
    "vocabulary": set(),
    "errors": {"vocabulary"},
    "faults": set(),
    "confinement": {"faults"},
    "resources": {"errors"},
    "settings": {"errors", "vocabulary"},
    "welcome": {"vocabulary"},
    "": set(),
    "library": BASE | {"confidentiality"},
    "voice": BASE | {"confidentiality"},
    "confidentiality": BASE,
    "safety": BASE,
    "brief": BASE,
    "paper": BASE | {"brief"},
    "method": BASE | INNER,
    "facilitation": BASE | INNER | {"paper"},
    "casebook": BASE | INNER | {"method"},
    "pilot": BASE | INNER | {"paper", "facilitation"},
    "commands": BASE | INNER | OUTER,
    "ui": BASE | INNER | OUTER,
    "parts": BASE | INNER | OUTER | {"commands"},
    "__main__": BASE | INNER | OUTER | {"commands", "ui", "parts"},
}
ALONE = {
    "litellm": {"confidentiality/gate.py"}, "chromadb": {"library/store.py"}, "icalendar": {"facilitation/calendar.py"},
    "gradio": {"ui/"}, "evals": set(),
}  # fmt: skip
OUTBOUND = {
    "litellm", "openai", "anthropic", "httpx", "httpx2", "httpcore", "httpcore2", "requests", "urllib.request", "urllib3",
    "aiohttp", "http.client", "http.server", "socket", "socketserver", "ssl", "smtplib", "poplib", "imaplib", "nntplib",
    "ftplib", "telnetlib", "xmlrpc", "websocket", "websockets", "wsproto", "grpc", "boto3", "botocore", "google", "azure",
    "gradio_client", "safehttpx", "huggingface_hub", "langsmith", "opentelemetry", "posthog", "webbrowser", "subprocess",
    "multiprocessing", "asyncio", "ctypes", "paramiko", "pycurl", "tornado", "twisted", "dns", "zmq", "redis", "kubernetes",
}  # fmt: skip
"""What words can leave a machine by, directly or through another program."""
USERS = {
    "confidentiality/gate.py": {"litellm": "everything that leaves passes here"},
    "confidentiality/wire.py": {
        "httpx": "the line that the gate sends on", "httpcore": "its connections", "socket": "its look-up of a host",
        "ssl": "the type of its encryption",
    },
    "ui/serve.py": {"socket": "the type of the port that is listened on"},
    "ui/ground.py": {"socket": "takes the port that is listened on", "subprocess": "opens the browser on our own page"},
    "ui/intake.py": {"asyncio": "waits for a request to come in"},
    "ui/uploads.py": {"asyncio": "waits for a document to come in"},
    "library/convert.py": {"subprocess": "reads a document in a process that is closed in"},
    "library/convert_one.py": {"importlib": "loads the reader of one kind of document, by a name of ours"},
    "commands/eval.py": {"importlib": "loads the suite, which lies beside the product, by names of ours"},
    "confinement.py": {"ctypes": "tells Linux that this memory is not to be dumped"},
}  # fmt: skip
"""File by file, and for what."""
FILES = sorted(HOME.rglob("*.py"))


def part_of(path: Path) -> str:
    """The folder or top-level module a file belongs to; empty for the package itself."""
    first = path.relative_to(HOME).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module imported anywhere in a file, inside functions and for typing too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides who imports whom"
            yield from _from(node)


def _from(node: ast.ImportFrom) -> list[str]:
    """`from companion import errors` imports companion.errors; `from companion import __version__` the package."""
    if node.module != "companion":
        return [node.module or ""]
    known = {part_of(path) for path in FILES}
    return [f"companion.{alias.name}" if alias.name in known else "companion" for alias in node.names]


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(HOME)) for path in FILES])
def test_the_direction_of_imports(path: Path) -> None:
    part = part_of(path)
    ours = {(*name.split("."), "")[1] for name in imported(path) if name.split(".")[0] == "companion"}
    assert ours <= MAY_IMPORT[part] | {part}


@pytest.mark.parametrize(("package", "places"), ALONE.items())
def test_what_is_imported_in_one_place_alone(package: str, places: set[str]) -> None:
    users = {
        str(path.relative_to(HOME)) for path in FILES if package in {name.split(".")[0] for name in imported(path)}
    }
    assert all(any(user.startswith(place) for place in places) for user in users), users


def test_every_part_of_the_house_is_known() -> None:
    assert {part_of(path) for path in FILES} <= MAY_IMPORT.keys()


def ways_out(source: str) -> set[str]:
    """What a file imports of OUTBOUND, and `importlib` where it loads modules by a name worked out at run time."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        found |= {out for out in OUTBOUND for name in names if name == out or name.startswith(f"{out}.")}
        called = node.func if isinstance(node, ast.Call) else None
        by_name = getattr(called, "attr", getattr(called, "id", ""))
        if by_name in ("import_module", "__import__", "exec", "eval", "system", "popen", "spawn_process"):
            found.add("importlib" if "import" in by_name else by_name)
    return found


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(HOME)) for path in FILES])
def test_nothing_leaves_but_where_it_is_told(path: Path) -> None:
    assert ways_out(path.read_text(encoding="utf-8")) == set(USERS.get(str(path.relative_to(HOME)), {}))


def test_every_way_out_told_is_one_of_a_file_that_is_there() -> None:
    assert {str(path.relative_to(HOME)) for path in FILES} >= USERS.keys()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import litellm", {"litellm"}),
        ("def late():\n    import httpx as h", {"httpx"}),
        ("from urllib import request", {"urllib.request"}),
        ("from urllib.request import urlopen", {"urllib.request"}),
        ("from urllib.parse import quote", set()),
        ("from http import client, HTTPStatus", {"http.client"}),
        ("if TYPE_CHECKING:\n    from openai.types import Chat", {"openai"}),
        ("import importlib\nimportlib.import_module('re' + 'quests')", {"importlib"}),
        ("__import__('socket')", {"importlib"}),
        ("os.system('curl')", {"system"}),
        ("import socketio", set()),
    ],
)
def test_a_way_out_is_seen_however_it_is_written(source: str, found: set[str]) -> None:
    assert ways_out(source) == found
