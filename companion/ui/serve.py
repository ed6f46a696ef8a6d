"""Starts the app: the page first, then what takes its time, then one line with the address."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from companion import confinement
from companion.errors import SparringsrumError, WrongUse
from companion.settings import Settings
from companion.ui.ground import bound, open_browser, prepare_folder
from companion.ui.groups import groups_of
from companion.vocabulary import Lang

if TYPE_CHECKING:
    import uvicorn

    from companion.casebook.casebook import Casebook
    from companion.library.library import Library
    from companion.ui.cited import Answerer
    from companion.ui.door import Door
    from companion.ui.room import Room

LOOPBACK = ("127.0.0.1", "localhost", "::1")
Load = Callable[[], "tuple[Casebook, Library, Answerer | None]"]


def serve(settings: Settings, host: str, port: int, browser: bool, load: Load, lang: Lang) -> int:
    """Run the app until it is stopped; the exit code."""
    if host not in LOOPBACK and not settings.auth_header:
        raise WrongUse(
            "Skal Sparringsrum kunne nås fra andre maskiner, skal det køre bag en proxy, der logger folk ind. Sæt "
            "COMPANION_AUTH_HEADER, eller brug --host 127.0.0.1.",
            "To be reached from other machines, Sparringsrum must run behind a proxy that signs people in. Set "
            "COMPANION_AUTH_HEADER, or use --host 127.0.0.1.",
        )
    if settings.auth_header and not settings.public_hosts.strip():
        raise WrongUse(
            "Sæt COMPANION_PUBLIC_HOSTS til det navn, siden har udefra, så andre navne kan afvises.",
            "Set COMPANION_PUBLIC_HOSTS to the name the page has from outside, so that other names can be refused.",
        )
    groups_of(settings)
    listening = bound(host, port)
    prepare_folder(settings)
    key = secrets.token_urlsafe(24)
    app, room = build(settings, key, host, port)
    return _run(app, room, listening, _address(settings, host, port, key, lang), browser, load, lang)


def build(settings: Settings, key: str, host: str, port: int) -> tuple[Door, Room]:
    """The whole app behind its door, and the room its handlers share."""
    os.environ |= confinement.FORCED
    os.environ.setdefault("GRADIO_TEMP_DIR", str(settings.data_dir / "tmp"))
    import gradio as gr
    from fastapi import FastAPI

    from companion.ui import app as pages
    from companion.ui import routes
    from companion.ui.door import Door
    from companion.ui.room import Room
    from companion.welcome import OWN_MACHINE, SERVER

    room = Room(settings.retention_days, SERVER if settings.auth_header else OWN_MACHINE, settings)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=_many_at_once)
    routes.add(app, room)
    languages: tuple[tuple[Lang, str], ...] = (("en", "/en"), ("da", "/"))
    for lang, path in languages:
        gr.mount_gradio_app(
            app, pages.page(room, lang), path=path, theme=pages.theme(), css=pages.style(), head=pages.head(lang),
            show_error=False, footer_links=[], run_history=False, enable_monitoring=False,
            ssr_mode=False,
        )  # fmt: skip
    if not settings.auth_header:
        return Door.own_machine(app, key, port), room
    hosts = [name.strip() for name in settings.public_hosts.split(",") if name.strip()]
    return Door.shared(app, settings.auth_header, hosts, [settings.trusted_proxy], groups_of(settings)), room


@asynccontextmanager
async def _many_at_once(app: object) -> AsyncIterator[None]:
    """Room for everybody who waits for a slow model, and for those who do not."""
    from anyio.to_thread import current_default_thread_limiter

    from companion.ui.app import AT_ONCE

    current_default_thread_limiter().total_tokens = 2 * AT_ONCE
    yield


def _address(settings: Settings, host: str, port: int, key: str, lang: Lang) -> str:
    """What is printed: with the key on an own machine, without behind a proxy."""
    place = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    english = "&lang=en" if lang == "en" else ""
    return place if settings.auth_header else f"{place}?key={key}{english}"


def _run(app: Door, room: Room, listening: socket.socket, address: str, browser: bool, load: Load, lang: Lang) -> int:
    """Serve; when the page answers, print the address, then load the rest beside it."""
    import uvicorn

    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    config = uvicorn.Config(app, log_config=None, access_log=False, proxy_headers=False, server_header=False)
    config.timeout_graceful_shutdown = 3
    server = uvicorn.Server(config)
    threading.Thread(target=_open_up, args=(server, room, address, browser, load), daemon=True).start()
    try:
        server.run(sockets=[listening])
    finally:
        room.close()
    if isinstance(room.trouble, SparringsrumError):
        print(room.trouble.say(lang), file=sys.stderr)
        return room.trouble.exit_code
    return 0


def _open_up(server: uvicorn.Server, room: Room, address: str, browser: bool, load: Load) -> None:
    """Beside the server: the address, the browser, the casebook, and the library's index. Trouble ends the run."""
    while not server.started and not server.should_exit:
        time.sleep(0.02)
    print(address, flush=True)
    if browser:
        open_browser(address)
    room.furnish(load)
    if room.trouble:
        server.should_exit = True
    else:
        room.prepare_library()
