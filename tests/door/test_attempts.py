"""The running app attacked over the wire: what a curl could send and what no client would, each with its answer.

Seen to fail: without `_check_source` the rows of REBOUND and ELSEWHERE, without `_check_route` those of ROUTES, with an
owner given to everybody those of STRANGERS, and with nobody asking the kernel the owner's cookie in another's hands.
"""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from .attempts import ATTEMPTS, Try
from .houses import HALF, MARK, House
from .others import USERS, says
from .wire import Answer, request, send

pytestmark = pytest.mark.process
NEVER = (MARK, "PK\x03\x04", "%PDF", "root:x:", "gradio_config")
"""The leader's word; the beginning of a Word file and of a PDF; of /etc/passwd; the page itself."""
WALLS = (
    b"\r\ncache-control: no-store\r\n",
    b"\r\nreferrer-policy: no-referrer\r\n",
    b"\r\nx-content-type-options: nosniff\r\n",
    b"frame-ancestors 'none'",
)

Known = dict[str, str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Started twice: what the first run gave out is what the second must not take. It says nothing but its address."""
    built = House(tmp_path_factory.mktemp("house")).start()
    built.outdated = built.key, built.log_in()
    built.kill()
    built.start()
    yield built
    said = built.said()
    built.stop()
    assert said.strip() == built.address


@pytest.fixture(scope="module")
def known(house: House) -> Known:
    """The words of the tables."""
    old_key, old_cookie = house.outdated
    cookie = house.log_in()
    name, _, token = cookie.partition("=")
    return {
        "{port}": str(house.port),
        "{key}": house.key,
        "{old_key}": old_key,
        "{case}": house.finished,
        "{cookie}": cookie,
        "host": f"Host: 127.0.0.1:{house.port}",
        "home": f"Origin: http://127.0.0.1:{house.port}",
        "cookie": f"Cookie: {cookie}",
        "old cookie": f"Cookie: {old_cookie}",
        "key cookie": f"Cookie: {name}={house.key}",
        "other cookie": f"Cookie: companion_1={token}",
    }


def tried(attempt: Try, known: Known) -> bytes:
    """The attempt as it goes over the wire."""
    body = filled(attempt.body.decode("latin-1"), known).encode("latin-1")
    words = known | {"length": f"Content-Length: {len(body)}"}
    headers = [filled(words.get(word, word), known) for word in attempt.headers.split("|") if word]
    return request(filled(attempt.line, known), *headers, body=body)


def filled(text: str, known: Known) -> str:
    for mark, value in known.items():
        text = text.replace(mark, value) if mark.startswith("{") else text
    return text


def unharmed(house: House, answer: Answer) -> bool:
    """Nothing of the leader's was told, and nothing was changed."""
    return not any(sign.encode() in answer.raw for sign in NEVER) and house.contents() == house.before


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
def test_an_attempt_gets_its_answer_and_no_further(house: House, known: Known, attempt: Try) -> None:
    answer = send(house.port, tried(attempt, known))
    assert answer.status == attempt.status and answer.count == 1
    assert unharmed(house, answer)
    if attempt.status != 400 and "Upgrade" not in attempt.headers:
        assert all(wall in answer.raw for wall in WALLS) and b"access-control-allow" not in answer.raw


def test_the_owner_gets_what_nobody_else_did(house: House, known: Known) -> None:
    brief = send(house.port, request(f"GET /own/brief/{house.finished}.md", known["host"], known["cookie"]))
    page = send(house.port, request("GET /", known["host"], known["cookie"]))
    assert (brief.status, page.status) == (200, 200)
    assert MARK.encode() in brief.raw and b"gradio_config" in page.raw
    assert not unharmed(house, brief) and not unharmed(house, page)


def test_what_the_owner_types_is_a_change_that_would_have_been_seen(house: House, known: Known) -> None:
    question = house.before[house.begun][1].question_id
    for text, same in (("Noget andet", False), (HALF, True)):
        body = f'{{"case": "{house.begun}", "question_id": "{question}", "text": "{text}"}}'.encode()
        length = f"Content-Length: {len(body)}"
        kept = send(house.port, request("POST /own/draft", known["host"], known["cookie"], length, body=body))
        assert kept.status == 204 and unharmed(house, kept) is same


def test_one_connection_does_not_vouch_for_the_next_request(house: House, known: Known) -> None:
    first = f"GET /favicon.ico HTTP/1.1\r\n{known['host']}\r\n{known['cookie']}\r\n\r\n".encode()
    both = send(house.port, first + request(f"GET /own/brief/{house.finished}.md", known["host"]))
    assert both.count == 2 and both.status == 200 and both.raw.count(b"HTTP/1.1 401 ") == 1
    assert unharmed(house, both)


def test_bodies_that_never_end_keep_nobody_out(house: House, known: Known) -> None:
    begun = f"POST /own/draft HTTP/1.1\r\n{known['host']}\r\n{known['cookie']}\r\nContent-Length: 30\r\n\r\n{{".encode()
    slow = [socket.create_connection(("127.0.0.1", house.port)) for _ in range(40)]
    for connection in slow:
        connection.sendall(begun)
    asked = time.monotonic()
    page = send(house.port, request("GET /", known["host"], known["cookie"]))
    assert page.status == 200 and time.monotonic() - asked < 2
    for connection in slow:
        connection.close()
    assert house.contents() == house.before


@pytest.mark.parametrize("user", USERS)
def test_the_owners_cookie_is_of_use_to_the_owner_alone(house: House, known: Known, user: str) -> None:
    """A browser hands it to every port of this host, also to a server of another user's. With the body of a draft sent
    and nobody there for the answer, nothing is kept either."""
    page = request("GET /", known["host"], known["cookie"])
    with says(page, house.port, user) as heard:
        assert Answer(heard.read()).status == (401 if user else 200)
    body = (
        f'{{"case": "{house.begun}", "question_id": "{house.before[house.begun][1].question_id}", "text": ""}}'.encode()
    )
    draft = request("POST /own/draft", known["host"], known["cookie"], f"Content-Length: {len(body)}", body=body)
    for how in ("hang up", "reset") if user else ():
        with says(draft, house.port, user, how):
            time.sleep(0.3)
        assert house.contents() == house.before


def by_curl(port: int, method: str, target: str, headers: list[str]) -> int:
    said = [part for header in headers for part in ("-H", header)]
    call = ["curl", "-qs", "-m", "5", "--noproxy", "*", "--path-as-is", "-X", method, "--request-target", target, *said]
    told = ["-o", "-", "-w", "\n%{http_code}", f"http://127.0.0.1:{port}/"]
    out = subprocess.run([*call, *told], capture_output=True, check=True).stdout.decode()
    assert not any(sign in out for sign in NEVER)
    return int(out.rpartition("\n")[2])


def by_library(port: int, method: str, target: str, headers: list[str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest(method, target, skip_host=any(header.startswith("Host:") for header in headers))
    for name, _, value in (header.partition(": ") for header in headers):
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    assert not any(sign in body for sign in NEVER)
    return answer.status


BY_CLIENT = [
    ("GET", "/", "", 401),
    ("GET", "/?key=wrong", "", 401),
    ("GET", "/", "Host: evil.test|cookie", 421),
    ("GET", "/gradio_api/file=/etc/passwd", "cookie", 404),
    ("GET", "/static/../../../etc/passwd", "cookie", 404),
    ("GET", "/static/%2e%2e%2f%2e%2e%2fetc/passwd", "cookie", 404),
    ("GET", "/own/brief/{case}.docx", "", 401),
    ("GET", "/own/brief/{case}.docx", "cookie|Sec-Fetch-Site: same-site", 403),
    ("POST", "/own/draft", "cookie|Origin: http://127.0.0.1:1|Content-Length: 0", 403),
    ("DELETE", "/own/brief/{case}.md", "cookie", 405),
]


@pytest.mark.parametrize(("method", "target", "headers", "status"), BY_CLIENT)
def test_an_ordinary_client_gets_no_further(
    house: House, known: Known, method: str, target: str, headers: str, status: int
) -> None:
    """By curl where there is one, otherwise by Python's own."""
    ask: Callable[..., int] = by_curl if shutil.which("curl") else by_library
    said = [filled(known.get(word, word), known) for word in headers.split("|") if word]
    assert ask(house.port, method, filled(target, known), said) == status
    assert house.contents() == house.before
