"""The master key that cases are encrypted with: made on first start, apart from the data, readable by its owner alone."""

from __future__ import annotations

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path

from companion.errors import KeyProblem

KEY_BYTES = 32


def given_key(text: str) -> bytes:
    """The key in `text`: 64 hexadecimal digits, or base64 of 32 bytes. KeyProblem when it is neither."""
    compact = text.strip()
    for read in (bytes.fromhex, _from_base64):
        try:
            key = read(compact)
        except ValueError:
            continue
        if len(key) == KEY_BYTES:
            return key
    raise KeyProblem(
        "COMPANION_KEY skal være 32 byte, skrevet som 64 hexadecimale tegn eller som base64. Ret den, og start igen.",
        "COMPANION_KEY must be 32 bytes, written as 64 hexadecimal digits or as base64. Correct it and start again.",
    )


def _from_base64(text: str) -> bytes:
    """Standard or URL-safe base64, with or without padding. ValueError when it is neither."""
    urlsafe = text.rstrip("=").replace("+", "-").replace("/", "_")
    return base64.b64decode(urlsafe + "=" * (-len(urlsafe) % 4), altchars=b"-_", validate=True)


def file_key(path: Path, data_exists: bool) -> bytes:
    """The key in the file at `path`, made there when there is neither key nor data. Two first starts agree on one."""
    if not path.exists():
        if data_exists:
            raise KeyProblem(
                "Der ligger oplæg på maskinen, men nøglen til dem er væk. Læg nøglefilen tilbage, hvor "
                "`companion doctor` siger, den hører til, eller slet alt med `companion data purge`.",
                "There are cases on this machine, but the key to them is gone. Put the key file back where "
                "`companion doctor` says it belongs, or delete everything with `companion data purge`.",
            )
        _make(path)
    return _read(path)


def _make(path: Path) -> None:
    """Written whole beside its place, then linked into it: whoever comes second finds the first one's key."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        _link(draft, path)
    except OSError as error:
        raise KeyProblem(
            "Nøglen kan ikke gemmes. Giv skriveadgang til konfigurationsmappen, eller sæt COMPANION_KEY_FILE.",
            "The key cannot be saved. Allow writing to the configuration folder, or set COMPANION_KEY_FILE.",
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _link(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return


def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyProblem(
            "Nøglefilen kan ikke læses. Læg den rigtige tilbage fra en kopi; uden den kan dine oplæg ikke åbnes.",
            "The key file cannot be read. Put the right one back from a copy; without it your cases cannot be opened.",
        )
    return key
