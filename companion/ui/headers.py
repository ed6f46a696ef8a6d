"""The headers that every answer carries, and the ones taken away on the way out."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

from starlette.types import Message, Scope, Send

from companion.ui.arrivals import is_page

_SAFE = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
BARE = _SAFE | {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
}
"""On what the door itself answers."""
_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_HEAD_IN_CONFIG = re.compile(rb'"head":("(?:[^"\\]|\\.)*")')
"""What `mount_gradio_app(head=…)` was given; Gradio adds it to the page by script."""

_KEPT = "private, max-age=31536000, immutable"


def carry(scope: Scope, send: Send) -> Send:
    """A `send` that puts our headers on the app's answer and takes away what would open it to other sites.

    Streams pass through untouched. A page is held back until it is whole: its own inline scripts are let
    through by their digests, so that no other inline script or event handler runs, whatever text finds its way into it.
    'unsafe-eval' is there because Gradio's gr.HTML compiles its templates.
    """
    ours = {**_SAFE, "content-security-policy": _POLICY.format(scripts="")}
    held: list[Message] = []

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            ours["cache-control"] = _caching(scope) if message["status"] in (200, 304) else "no-store"
            theirs = [(name, value) for name, value in message["headers"] if not _dropped(name, ours)]
            message = {**message, "headers": [*theirs, *encoded(ours)]}
        if not is_page(scope["path"]) or message["type"] not in ("http.response.start", "http.response.body"):
            return await send(message)
        held.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            await _send_page(held, send)

    return sending


async def _send_page(held: list[Message], send: Send) -> None:
    start, body = held[0], b"".join(message.get("body", b"") for message in held[1:])
    heads = (json.loads(head).encode() for head in _HEAD_IN_CONFIG.findall(body))
    scripts = (script for text in (body, *heads) for script in _INLINE_SCRIPT.findall(text))
    digests = (b64encode(sha256(script).digest()).decode() for script in scripts)
    policy = _POLICY.format(scripts=" 'unsafe-eval'" + "".join(f" 'sha256-{digest}'" for digest in digests))
    others = [(name, value) for name, value in start["headers"] if name != b"content-security-policy"]
    await send({**start, "headers": [*others, *encoded({"content-security-policy": policy})]})
    await send({"type": "http.response.body", "body": body})


def _caching(scope: Scope) -> str:
    """Gradio's assets carry a digest in their names, its theme one in the query; fonts and scripts in static do not."""
    path = scope["path"].removeprefix("/en")
    if path.startswith("/assets/") or (path == "/theme.css" and scope["query_string"].startswith(b"v=")):
        return _KEPT
    return "private, max-age=86400" if path.startswith("/static/") else "no-store"


def _dropped(name: bytes, ours: dict[str, str]) -> bool:
    plain = name.decode("latin-1").lower()
    return plain.startswith("access-control-") or plain == "server" or plain in ours


def encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]
