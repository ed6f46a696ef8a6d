"""A hostile page on another port of this machine, and what it does in the browser in which the owner is logged in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

_PAGE = b"<!doctype html><meta charset=utf-8><title>Strange</title><body>"

_WORKER = b"""
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(fetch(event.request)));
"""
"""A service worker: from now on everything that the browser asks of this address goes through it."""
STAY = """async () => {
  await navigator.serviceWorker.register("/stay.js");
  await navigator.serviceWorker.ready;
  localStorage.setItem("left", "here");
}"""


@dataclass
class Stranger:
    """A web server of somebody else's. It remembers what it is sent with each visit, and can set cookies for this host."""

    port: int = 0
    heard: list[dict[str, str]] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def stranger(port: int = 0) -> Iterator[Stranger]:
    """On a port of its own, unless one is asked for."""
    one = Stranger()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/":
                one.heard.append({name.lower(): value for name, value in self.headers.items()})
            script = self.path.endswith(".js")
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript" if script else "text/html")
            for cookie in one.cookies:
                self.send_header("Set-Cookie", cookie)
            self.end_headers()
            self.wfile.write(_WORKER if script else _PAGE)

        def log_message(self, *told: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Answers)
    one.port = server.server_port
    Thread(target=server.serve_forever, daemon=True).start()
    yield one
    server.shutdown()
    server.server_close()


class Trick(NamedTuple):
    """`script` is the body of an async function of the page; it returns what the page got to see. `asks`: how often the app
    is asked at least, since most tricks are worth nothing unless the request is made. `status`: all that it may answer."""

    name: str
    script: str
    saw: str
    asks: int = 1
    status: int = 403


_WITH = """
const API = HOME + "gradio_api", JOIN = API + "/queue/join", TYPED = HOME + "own/draft";
const KNOWN = { credentials: "include" }, BLIND = { credentials: "include", mode: "no-cors" };
const after = (ms) => new Promise((done) => setTimeout(done, ms));
const got = (asked) => asked.then(async (answer) => `${answer.type} ${answer.status} ${await answer.text()}`, () => "blocked");
const put = (tag, more) => {
  const one = Object.assign(document.createElement(tag), more);
  const ready = new Promise((done) => {
    one.onload = () => done("loaded");
    one.onerror = () => done("error");
    setTimeout(() => done("nothing"), 2500);
  });
  document.body.append(one);
  return [one, ready];
};
const loaded = (tag, more) => put(tag, more)[1];
const seen = (frame) => {
  try { return frame.contentDocument ? "read: " + frame.contentDocument.body.innerText : "closed"; } catch { return "closed"; }
};
const framed = async (src) => {
  const [frame, ready] = put("iframe", { src });
  await ready;
  return seen(frame) + " " + frame.contentWindow.length;
};
const windowed = async (address, ms) => {
  const other = open(address);
  if (!other) return "no window";
  await after(ms);
  try { return "read: " + other.document.body.innerText; }
  catch { return "forbidden, " + (other.closed ? "closed" : "open " + other.length); }
};
const form = async (action, enctype, name, value) => {
  const [frame, first] = put("iframe", { name: "f" + Math.random() });
  await first;
  const sent = Object.assign(document.createElement("form"), { method: "post", action, enctype, target: frame.name });
  sent.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(sent);
  const second = new Promise((done) => { frame.onload = done; setTimeout(done, 2500); });
  sent.submit();
  await second;
  return seen(frame);
};
const spelled = (action, json) => form(action, "text/plain", json.slice(0, -1) + ',"x":"', '"}');
"""
"""What the tricks are made of."""


def whole(script: str) -> str:
    """The script with what it stands on: HOME, CASE, SESSION, PRESS and DRAFT come as its argument."""
    return "async ({ HOME, BRIEF, SESSION, PRESS, DRAFT }) => {" + _WITH + script + "}"


TRICKS = [
    Trick("fetch the page", "return got(fetch(HOME, KNOWN))", "blocked"),
    Trick("fetch the brief", "return got(fetch(BRIEF, KNOWN))", "blocked"),
    Trick("fetch it blindly", "return got(fetch(BRIEF, BLIND))", "blocked"),
    Trick("fetch it as Word", "return got(fetch(BRIEF.replace('.md', '.docx'), KNOWN))", "blocked"),
    Trick("XMLHttpRequest", """return new Promise((done) => {
        const asked = new XMLHttpRequest();
        asked.open("GET", BRIEF); asked.withCredentials = true;
        asked.onload = () => done(asked.responseText); asked.onerror = () => done("error");
        asked.send();
    })""", "error"),
    Trick("a press", """const headers = { "Content-Type": "application/json" };
        return got(fetch(JOIN, { ...KNOWN, method: "POST", headers, body: PRESS }))""", "blocked"),
    Trick("a press without asking", "return got(fetch(JOIN, { ...BLIND, method: 'POST', body: PRESS }))", "blocked"),
    Trick("a draft", "return got(fetch(TYPED, { ...BLIND, method: 'POST', body: DRAFT }))", "blocked"),
    Trick("a draft on leaving", """const more = { method: "POST", keepalive: true };
        return got(fetch(TYPED, { ...BLIND, ...more, body: DRAFT }))""", "blocked"),
    Trick("a document", """const headers = { "X-Document-Name": "a.txt" };
        return got(fetch(HOME + "own/document", { ...KNOWN, method: "POST", headers, body: "Hej." }))""", "blocked"),
    Trick("a document without asking", """return got(fetch(HOME + "own/document", { ...BLIND, method: "POST",
        headers: { "X-Document-Name": "a.txt" }, body: "Hej." }))""", "blocked"),
    Trick("a form with a document", "return form(HOME + 'own/document', 'multipart/form-data', 'files', 'x')", "closed"),
    Trick("a form", "return form(JOIN, 'application/x-www-form-urlencoded', 'a', 'b')", "closed"),
    Trick("a form that spells a press", "return spelled(JOIN, PRESS)", "closed"),
    Trick("a form that spells a draft", "return spelled(TYPED, DRAFT)", "closed"),
    Trick("a form with a file", "return form(API + '/upload', 'multipart/form-data', 'files', 'x')", "closed"),
    Trick("a form to the page", "return form(HOME, 'application/x-www-form-urlencoded', 'key', 'x')", "closed"),
    Trick("sendBeacon", "const sent = navigator.sendBeacon(TYPED, DRAFT); await after(500); return String(sent)", "true"),
    Trick("EventSource", """return new Promise((done) => {
        const stream = new EventSource(`${API}/queue/data?session_hash=${SESSION}`, { withCredentials: true });
        stream.onmessage = (told) => done(told.data);
        stream.onerror = () => { stream.close(); done("error"); };
    })""", "error"),
    Trick("the owner's heartbeat", "return got(fetch(`${API}/heartbeat/${SESSION}`, KNOWN))", "blocked"),
    Trick("WebSocket", """return new Promise((done) => {
        const socket = new WebSocket(JOIN.replace("http", "ws"));
        socket.onopen = () => done("open"); socket.onclose = (end) => done("closed " + end.code);
    })""", "closed 1006", 0),
    Trick("a picture", "return loaded('img', { src: BRIEF })", "error"),
    Trick("a script", "return loaded('script', { src: BRIEF })", "error"),
    Trick("a script of the page's", "return loaded('script', { src: HOME + 'assets/index.js' })", "error"),
    Trick("a module", "return import(HOME + 'assets/index.js').then(() => 'loaded', () => 'blocked')", "blocked"),
    Trick("a style sheet", "return loaded('link', { rel: 'stylesheet', href: HOME + 'theme.css' })", "error"),
    Trick("fetched beforehand", "return loaded('link', { rel: 'prefetch', href: BRIEF })", "error"),
    Trick("a film", "return loaded('video', { src: BRIEF })", "error"),
    Trick("a frame", "return framed(HOME)", "closed 0"),
    Trick("a frame with the brief", "return framed(BRIEF)", "closed 0"),
    Trick("an object", "return loaded('object', { data: BRIEF, type: 'text/html' })", "error"),
    Trick("an embed", """const one = Object.assign(document.createElement("embed"), { type: "text/html", src: HOME });
        document.body.append(one); await after(800);
        try { return one.getSVGDocument() ? "read" : "closed"; } catch { return "closed"; }""", "closed"),
    Trick("a worker", """try { new Worker(HOME + "a.js"); return "started"; }
        catch (no) { return no.name; }""", "SecurityError", 0),
    Trick("a service worker", """return navigator.serviceWorker.register(HOME + "a.js", { scope: HOME })
        .then(() => "registered", (no) => no.name)""", "SecurityError", 0),
    Trick("the cookies", "return document.cookie", "", 0),
    Trick("what is stored", "return JSON.stringify([localStorage, sessionStorage, await caches.keys()])", "[{},{},[]]", 0),
    Trick("where one came from", "return document.referrer + (opener ? 'opener' : '') + location.search", "", 0),
    Trick("how it was answered", """await got(fetch(BRIEF, BLIND));
        const found = performance.getEntriesByType("resource").filter((one) => one.name === BRIEF);
        return found.map((one) => `${one.responseStatus} ${one.encodedBodySize} ${one.responseStart}`).join()""", "0 0 0"),
    Trick("a window", "return windowed(HOME, 2500)", "forbidden, closed", 1, 200),
    Trick("a window with the brief", "return windowed(BRIEF, 1500)", "forbidden, closed"),
]  # fmt: skip
