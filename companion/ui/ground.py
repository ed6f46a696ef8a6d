"""What the app stands on before it can serve: the port, the data folder, and a browser to open the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from companion import confinement
from companion.errors import PartFailed, WrongUse
from companion.settings import Settings


def bound(host: str, port: int) -> socket.socket:
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


def prepare_folder(settings: Settings) -> None:
    """The data folder, for the owner alone. Told at once when it cannot be written to."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        confinement.tighten(settings.data_dir, settings.key_file)
        writable = os.access(settings.data_dir, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise PartFailed(
            "Datamappen kan ikke skrives i. Giv skriveadgang til den, eller vælg en anden med COMPANION_DATA_DIR.",
            "The data folder cannot be written to. Allow writing, or choose another with COMPANION_DATA_DIR.",
        )


def open_browser(address: str) -> None:
    """Through a file of one's own that leads on: an address on a command line can be read by everybody on the machine. The
    browser is started as the run was, by a process of its own: it lives on when our temporary folder is gone. Where that
    cannot be done, the address stands printed."""
    with suppress(OSError):
        folder = Path(tempfile.mkdtemp())
        page = folder / "open.html"
        page.touch(mode=0o600)
        page.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={address}">', encoding="utf-8")
        call, nowhere = [sys.executable, "-I", "-m", "webbrowser", page.as_uri()], subprocess.DEVNULL
        opener = subprocess.Popen(call, stdin=nowhere, stdout=nowhere, stderr=nowhere, **confinement.outside())
        later = threading.Timer(20, _forget, (folder, opener))
        later.daemon = True
        later.start()


def _forget(folder: Path, opener: subprocess.Popen[bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    opener.poll()
