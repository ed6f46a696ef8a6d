"""Starts the app: the page first, then what takes its time, then one line with the address."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.errors import PartFailed, SparringsrumError, WrongUse
from companion.settings import Settings
from companion.vocabulary import Lang

if TYPE_CHECKING:
    import uvicorn
    from companion.casebook.casebook import Casebook
    from companion.library.store import Library
    from companion.ui.door import Door
    from companion.ui.room import Room

LOOPBACK = ("127.0.0.1", "localhost", "::1")
Load = Callable[[], "tuple[Casebook, Library]"]


def serve(settings: Settings, host: str, port: int, browser: bool, load: Load, lang: Lang) -> int:
    """Run the app until it is stopped; the exit code."""
    if host not in LOOPBACK and not settings.auth_header:
        raise WrongUse(
            "Ud over denne maskine kan Sparringsrum kun køre bag en proxy, der logger folk ind. Sæt "
            "COMPANION_AUTH_HEADER, eller brug --host 127.0.0.1.",
            "Beyond this machine Sparringsrum can only run behind a proxy that signs people in. Set "
            "COMPANION_AUTH_HEADER, or use --host 127.0.0.1.",
        )
    listening = _bound(host, port)
    _prepare_folder(settings)
    key = secrets.token_urlsafe(24)
    app, room = build(settings, key, host, port)
    return _run(app, room, listening, _address(settings, host, port, key), browser, load, lang)


def _bound(host: str, port: int) -> socket.socket:
    """The port, taken before anything slow happens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError):
        listening.close()
        raise WrongUse(
            f"Port {port} kan ikke bruges; måske kører Sparringsrum allerede. Luk det, eller vælg en anden med --port.",
            f"Port {port} cannot be used; perhaps Sparringsrum is already running. Close it, or choose another with "
            "--port.",
        ) from None
    return listening


def _prepare_folder(settings: Settings) -> None:
    """The data folder, for the owner alone. Told at once when it cannot be written to."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        writable = os.access(settings.data_dir, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise PartFailed(
            "Datamappen kan ikke skrives i. Giv skriveadgang til den, eller vælg en anden med COMPANION_DATA_DIR.",
            "The data folder cannot be written to. Allow writing, or choose another with COMPANION_DATA_DIR.",
        )


def build(settings: Settings, key: str, host: str, port: int) -> tuple[Door, Room]:
    """The whole app behind its door, and the room its handlers share."""
    os.environ |= {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "GRADIO_TEMP_DIR": str(settings.data_dir / "tmp")}
    import gradio as gr
    from fastapi import FastAPI

    from companion.ui import app as pages
    from companion.ui import routes
    from companion.ui.door import Door
    from companion.ui.room import Room
    from companion.welcome import OWN_MACHINE, SERVER

    room = Room(settings.retention_days, SERVER if settings.auth_header else OWN_MACHINE)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    routes.add(app, room)
    languages: tuple[tuple[Lang, str], ...] = (("en", "/en"), ("da", "/"))
    for lang, path in languages:
        gr.mount_gradio_app(
            app, pages.page(room, lang), path=path, theme=pages.theme(), css=pages.style(), head=pages.head(lang),
            show_error=False, footer_links=[], run_history=False, enable_monitoring=False,
        )  # fmt: skip
    if not settings.auth_header:
        return Door.own_machine(app, key, port), room
    hosts = [name.strip() for name in settings.public_hosts.split(",") if name.strip()]
    return Door.shared(app, settings.auth_header, hosts, [settings.trusted_proxy]), room


def _address(settings: Settings, host: str, port: int, key: str) -> str:
    """What is printed: with the key on an own machine, without behind a proxy."""
    place = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    return place if settings.auth_header else f"{place}?key={key}"


def _run(app: Door, room: Room, listening: socket.socket, address: str, browser: bool, load: Load, lang: Lang) -> int:
    """Serve; when the page answers, print the address, then load the rest beside it."""
    import uvicorn

    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    config = uvicorn.Config(app, log_config=None, access_log=False, proxy_headers=False, server_header=False)
    config.timeout_graceful_shutdown = 3
    server = uvicorn.Server(config)
    threading.Thread(target=_open_up, args=(server, room, address, browser, load), daemon=True).start()
    server.run(sockets=[listening])
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
        webbrowser.open(address)
    room.furnish(load)
    if room.trouble:
        server.should_exit = True
    else:
        room.prepare_library()
