"""What is tried at the door of a running app, and what each gets. Rows for test_attempts.py."""

from __future__ import annotations

import json
from typing import NamedTuple

from .wire import request

API = "/gradio_api"
JOIN = f"POST {API}/queue/join"
UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + "A" * 22 + "=="
)
PARTS = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.html"\r\n\r\n<script>1</script>\r\n--x--\r\n'

_INSIDE = request("GET /own/brief/{case}.md", "Host: 127.0.0.1:{port}", "Cookie: {cookie}")
"""What would be an answer of its own if it were taken for a request."""


class Try(NamedTuple):
    """One attempt. `headers` are parted by |: a word that `known` in test_attempts.py knows becomes a whole header, anything
    else is sent as it stands. {port}, {key}, {old_key}, {cookie} and {case} are filled in everywhere."""

    name: str
    line: str
    headers: str
    status: int
    body: bytes = b""


STRANGERS = [
    Try("the page without a cookie", "GET /", "host", 401),
    Try("the page in English", "GET /en/", "host", 401),
    Try("a wrong key", "GET /?key=wrong", "host", 401),
    Try("two keys, one of them right", "GET /?key=wrong&key={key}", "host", 401),
    Try("the key in a HEAD", "HEAD /?key={key}", "host", 401),
    Try("the key in a POST", "POST /?key={key}", "host", 401),
    Try("the key in a form", "POST /", "host|Content-Length: 36", 401, b"key={key}"),
    Try("the key in a header", "GET /", "host|Authorization: Bearer {key}|X-Key: {key}", 401),
    Try("the key in the Referer", "GET /", "host|Referer: http://127.0.0.1:{port}/?key={key}", 401),
    Try("the key as a cookie", "GET /", "host|key cookie", 401),
    Try("the key for a route of Gradio's", f"GET {API}/app_id?key={{key}}", "host", 401),
    Try("the key of the run before", "GET /?key={old_key}", "host", 401),
    Try("the cookie of the run before", "GET /", "host|old cookie", 401),
    Try("a planted cookie", "GET /", "host|Cookie: companion_{port}=planted", 401),
    Try("the cookie of another port", "GET /", "host|other cookie", 401),
    Try("forged proxy headers", "GET /", "host|X-Forwarded-For: 127.0.0.1|X-Forwarded-User: me|X-Auth-User: me", 401),
    Try("the brief", "GET /own/brief/{case}.md", "host", 401),
    Try("the brief as Word", "GET /own/brief/{case}.docx", "host", 401),
    Try("the receipts", "GET /own/receipts/{case}", "host", 401),
    Try("everything to read", "GET /own/export.md", "host", 401),
    Try("everything as JSON", "GET /own/export.json?lang=da", "host", 401),
    Try("a draft written over", "POST /own/draft", "host|Content-Length: 2", 401, b"{}"),
    Try("the settings of the page", "GET /config", "host", 401),
    Try("a press", JOIN, "host|Content-Type: application/json|Content-Length: 2", 401, b"{}"),
    Try("a stream", f"GET {API}/queue/data?session_hash=a", "host", 401),
    Try("a heartbeat", f"GET {API}/heartbeat/a", "host", 401),
    Try("deep_link", f"GET {API}/deep_link?session_hash=a", "host", 401),
    Try("an upload", f"POST {API}/upload", "host|Content-Type: multipart/form-data; boundary=x|length", 401, PARTS),
    Try("a document", "POST /own/document", "host|X-Document-Name: a.txt|length", 401, b"Hej."),
    Try(
        "a document of which nothing comes", "POST /own/document", "host|X-Document-Name: a.txt|Content-Length: 9", 401
    ),
    Try("a body that never comes", "POST /own/draft", "host|Content-Length: 1000", 401),
    Try("a request inside a body", "POST /own/draft", "host|length", 401, _INSIDE),
    Try("a websocket", f"GET {API}/queue/join", f"host|{UPGRADE}", 403),
]
REBOUND = [
    Try("another name for this machine", "GET /", "Host: evil.test:{port}|cookie", 421),
    Try("a name that begins with ours", "GET /", "Host: 127.0.0.1.evil.test:{port}|cookie", 421),
    Try("a name with a dot after it", "GET /", "Host: localhost.:{port}|cookie", 421),
    Try("somebody before the name", "GET /", "Host: evil@127.0.0.1:{port}|cookie", 421),
    Try("another port", "GET /", "Host: 127.0.0.1:1|cookie", 421),
    Try("a document under another name", "POST /own/document", "Host: evil.test|cookie|X-Document-Name: a.txt|length", 421,
        b"Hej."),
    Try("two Hosts", "GET /", "host|Host: evil.test|cookie", 421),
    Try("no Host", "GET /", "cookie", 421),
    Try("HTTP/1.0 without Host", "GET / HTTP/1.0", "cookie", 421),
    Try("HTTP/0.9 without anything", "GET / HTTP/0.9", "", 421),
    Try("the Host forwarded", "GET /", "Host: evil.test|X-Forwarded-Host: 127.0.0.1:{port}|cookie", 421),
    Try("a whole address for another host", "GET http://evil.test:{port}/", "Host: evil.test:{port}|cookie", 421),
    Try("a whole address, a stranger", "GET http://127.0.0.1:{port}/", "host", 401),
    Try("Host with a space before its colon", "GET /", "Host : 127.0.0.1:{port}|cookie", 400),
    Try("the rebound name with the key", "GET /?key={key}", "Host: evil.test:{port}", 421),
]  # fmt: skip
ELSEWHERE = [
    Try(
        "the page's draft from another origin",
        "POST /own/draft",
        "host|cookie|Origin: http://evil.test|length",
        403,
        b"{}",
    ),
    Try("from another port", "POST /own/draft", "host|cookie|Origin: http://127.0.0.1:1|length", 403, b"{}"),
    Try("two origins", JOIN, "host|cookie|home|Origin: http://evil.test|length", 403, b"{}"),
    Try("from a sandbox", JOIN, "host|cookie|Origin: null|length", 403, b"{}"),
    Try("a form", JOIN, "host|cookie|Sec-Fetch-Site: same-site|Content-Type: text/plain|length", 403, b"{}"),
    Try(
        "a frame",
        "GET /",
        "host|cookie|Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: iframe",
        403,
    ),
    Try("a picture of the brief", "GET /own/brief/{case}.md", "host|cookie|Sec-Fetch-Site: same-site", 403),
    Try("a frame with the receipts", "GET /own/receipts/{case}", "host|cookie|Sec-Fetch-Site: cross-site", 403),
    Try("a link to everything", "GET /own/export.json",
        "host|cookie|Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document", 403),
    *(
        Try(f"a document {how}", "POST /own/document", f"host|cookie|X-Document-Name: a.txt|{origin}|length", 403, b"Hej.")
        for how, origin in (
            ("from another origin", "Origin: http://evil.test"), ("from another port", "Origin: http://127.0.0.1:1"),
            ("from a sandbox", "Origin: null"), ("from another site", "Sec-Fetch-Site: cross-site"),
            ("by a form", "Sec-Fetch-Site: same-site|Content-Type: multipart/form-data; boundary=x"),
        )
    ),
    Try("may I send a document?", "OPTIONS /own/document", "host|cookie|Origin: http://evil.test", 403),
    Try("may I?", f"OPTIONS {API}/queue/join", "host|cookie|Origin: http://evil.test", 403),
]  # fmt: skip
ROUTES = [
    *(
        Try(f"{path} with the cookie", f"GET {path}", "host|cookie", 404)
        for path in (
            "/config", f"{API}/info", f"{API}/openapi.json", f"{API}/deep_link?session_hash=a", f"{API}/runs",
            f"{API}/file=/etc/passwd", f"{API}/file/etc/passwd", f"{API}/proxy=http://127.0.0.1:1/", "/monitoring",
            "/monitoring/summary", f"{API}/call/pressed/1", f"{API}/stream/a/b/1/playlist.m3u8", f"{API}/mcp/sse",
            f"{API}/upload_progress?upload_id=a", f"{API}/startup-events", f"{API}/token", f"{API}/vibe-code",
            f"{API}/profiling/traces", f"{API}/custom_component/a/client/b/c", "/svelte/x.js", "/docs", "/login_check",
            "/static/../../../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fetc%2fpasswd",
            "/static/%252e%252e/etc/passwd", f"/assets/..{API}/info", "//evil.test/", "/en//", f"/en/en{API}/app_id",
            f"/x/..{API}/info", "/own/brief/..%2f{case}.md", "/%2e%2e/", "/;/", "*",
        )
    ),
    *(
        Try(f"{path} sent to with the cookie", f"POST {path}", "host|cookie|length|Content-Type: application/json", 404, b"{}")
        for path in (
            f"{API}/run/pressed", f"{API}/api/pressed", f"{API}/call/pressed", f"{API}/call/v2/pressed", f"{API}/cancel",
            f"{API}/component_server", f"{API}/reset", f"{API}/vibe-edit", f"{API}/stream/a", "/login",
            f"{API}/process_recording", f"{API}/run-history/connect",
        )
    ),
    Try("upload with the cookie", f"POST {API}/upload", "host|cookie|Content-Type: multipart/form-data; boundary=x|length",
        404, PARTS),
    Try("a language beside deep_link", "GET /?lang=en&deep_link=a", "host|cookie", 303),
    Try("the documents by GET", "GET /own/document", "host|cookie", 404),
    Try("a document put there", "PUT /own/document", "host|cookie|X-Document-Name: a.txt|length", 405, b"Hej."),
    Try("a document on the English page", "POST /en/own/document", "host|cookie|X-Document-Name: a.txt|length", 404, b"Hej."),
    Try("a document in a folder", "POST /own/document/a.txt", "host|cookie|X-Document-Name: a.txt|length", 404, b"Hej."),
    Try("the brief by POST", "POST /own/brief/{case}.md", "host|cookie|Content-Length: 0", 404),
    Try("the receipts by POST", "POST /own/receipts/{case}", "host|cookie|Content-Length: 0", 404),
    Try("everything by POST", "POST /own/export.json", "host|cookie|Content-Length: 0", 404),
    Try("everything as something else", "GET /own/export.db", "host|cookie", 404),
    Try("the receipts of a case that is no case", "GET /own/receipts/" + "0" * 32, "host|cookie", 404),
    Try("the receipts of a path", "GET /own/receipts/..%2f..%2fkey", "host|cookie", 404),
    Try("GET inside a POST", "POST /", "host|cookie|X-HTTP-Method-Override: GET|Content-Length: 0", 405),
    Try("TRACE", "TRACE /", "host|cookie", 405),
    Try("CONNECT", "CONNECT 127.0.0.1:22", "host|cookie", 400),
    Try("a method nobody knows", "FROB /", "host|cookie", 400),
    Try("a case that is no case", "GET /own/brief/" + "0" * 32 + ".md", "host|cookie", 404),
    Try("a path instead of a case", "GET /own/brief/..", "host|cookie", 404),
    Try("a websocket with the cookie", "GET /", f"host|cookie|{UPGRADE}", 403),
    Try("a websocket from another page", "GET /", f"host|cookie|Origin: http://evil.test|{UPGRADE}", 403),
]  # fmt: skip
BODIES = [
    Try("two lengths", "POST /own/draft", "host|cookie|Content-Length: 2|Content-Length: 40", 400, b"{}"),
    Try("a length and pieces", "POST /own/draft", "host|cookie|Content-Length: 4|Transfer-Encoding: chunked", 400,
        b"0\r\n\r\n" + _INSIDE),
    Try("pieces by another name", "POST /own/draft", "host|cookie|Transfer-Encoding: xchunked", 400, b"0\r\n\r\n"),
    Try("a folded header", "GET /", "host|X-A: b\r\n Cookie: c|cookie", 400),
    Try("a zero in a header", "GET /", "host|cookie|X-A: \x00", 400),
    Try("a document without a name", "POST /own/document", "host|cookie|length", 400, b"Hej."),
    Try("a document's name in the address", "POST /own/document?name=a.txt", "host|cookie|length", 400, b"Hej."),
    Try("too large a document", "POST /own/document", "host|cookie|X-Document-Name: a.txt|Content-Length: 50000001", 413),
    Try("too much announced", "POST /own/draft", "host|cookie|Content-Length: 2000001", 413),
    Try("a negative length", "POST /own/draft", "host|cookie|Content-Length: -1", 400),
    Try("too much in pieces", "POST /own/draft", "host|cookie|Transfer-Encoding: chunked", 413,
        b"1E8481\r\n" + b"x" * 2_000_001 + b"\r\n0\r\n\r\n"),
    Try("brackets without end", JOIN, "host|cookie|Content-Type: application/json|length", 400, b"[" * 200_000),
    Try("no JSON", "POST /own/draft", "host|cookie|length", 400, b"\xff\xfe{"),
    Try("somebody else's case", "POST /own/draft", "host|cookie|length", 404,
        json.dumps({"case": "0" * 32, "question_id": "q1", "text": "x"}).encode()),
    Try("a lock outside the folder", "POST /own/draft", "host|cookie|length", 404,
        json.dumps({"case": "../../x", "question_id": "q1", "text": "x"}).encode()),
    Try("TLS", "\x16\x03\x01 x y", "host", 400),
    Try("HTTP/2 from the start", "PRI * HTTP/2.0", "", 400, b"SM\r\n\r\n"),
]  # fmt: skip
ATTEMPTS = [*STRANGERS, *REBOUND, *ELSEWHERE, *ROUTES, *BODIES]
