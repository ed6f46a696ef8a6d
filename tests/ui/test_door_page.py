"""A real Gradio page behind the door: it opens, its calls know the owner, and what it does not use is gone."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import gradio as gr
import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from companion.ui.door import Door
from companion.ui.visitors import OwnMachine

KEY = "the-right-key"
HOME = "http://127.0.0.1:7860"
API = "/gradio_api"
JOIN = f"{API}/queue/join"

Page = Callable[..., Any]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A real Gradio page with an own route, behind the door."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/own/brief/who")
    def who(request: Request) -> dict[str, str]:
        return {"owner": request.state.owner}

    def whose(request: gr.Request) -> str:
        assert request.request is not None
        return str(request.request.state.owner)

    with gr.Blocks(analytics_enabled=False) as blocks:
        box = gr.Textbox()
        blocks.load(whose, None, box)
    head = "<script>2</script>"
    gr.mount_gradio_app(app, blocks, path="/", footer_links=[], run_history=False, ssr_mode=False, head=head)
    with TestClient(
        Door.own_machine(app, KEY, 7860, OwnMachine(KEY, 7860, lambda there, here: False)),
        base_url=HOME,
        follow_redirects=False,
    ) as client:
        yield lambda method, path, **more: client.request(method, path, **more)


def test_a_real_page_opens_behind_the_door(page: Page) -> None:
    assert page("GET", "/").status_code == 401
    assert page("GET", f"/?key={KEY}&lang=da").headers["location"] == "/"
    front = page("GET", "/")
    scripts = front.headers["content-security-policy"].partition("script-src")[2].partition(";")[0]
    inline = front.text.replace("\\u003c", "<").replace("\\u003e", ">")
    assert front.status_code == 200 and "gradio_config" in front.text
    assert (
        scripts.count("'sha256-") == len(re.findall(r"<script(?! type)", inline)) and "'unsafe-inline'" not in scripts
    )
    assert f"'sha256-{b64encode(sha256(b'2').digest()).decode()}'" in scripts
    assert page("GET", "/own/brief/who").json() == {"owner": "me"}
    joined = page("POST", JOIN, json={"fn_index": 0, "session_hash": "abc", "data": [], "trigger_id": None})
    assert joined.status_code == 200
    assert '"data":["me"]' in page("GET", f"{API}/queue/data?session_hash=abc").text
    assert page("GET", "/assets/none-such.js").headers["cache-control"] == "no-store"
    for path in (f"{API}/deep_link?session_hash=abc", f"{API}/info", "/config", "/monitoring", "/docs"):
        assert page("GET", path).status_code == 404
