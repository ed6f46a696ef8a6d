"""The master key that the cases' keys are wrapped with: made on first start, apart from the data, readable by its owner
alone, and changed without a moment in which a kill could lock anything in."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from companion.errors import KeyProblem

KEY_BYTES = 32


def given_key(text: str, name: str = "COMPANION_KEY") -> bytes:
    """The key in `text`: 64 hexadecimal digits, or base64 of 32 bytes. KeyProblem, with the setting's name, when it is
    neither."""
    compact = text.strip()
    for read in (bytes.fromhex, _from_base64):
        try:
            key = read(compact)
        except ValueError:
            continue
        if len(key) == KEY_BYTES:
            return key
    raise KeyProblem(
        f"{name} skal være 32 byte, skrevet som 64 hexadecimale tegn eller som base64. Ret den, og start igen.",
        f"{name} must be 32 bytes, written as 64 hexadecimal digits or as base64. Correct it and start again.",
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
        _write(path, secrets.token_bytes(KEY_BYTES), os.link)
    return _read(path)


def propose(path: Path, folder: Path) -> bytes:
    """A new key for the data in `folder`, safely on disk beside the one in use, before anything is sealed with it."""
    key = secrets.token_bytes(KEY_BYTES)
    _write(_proposed(path, folder), key, os.replace)
    return key


def unsettled(path: Path, folder: Path) -> bool:
    """Whether a change of keys was begun for the data in `folder` and not finished."""
    return _proposed(path, folder).exists()


def settle(path: Path, folder: Path, opens: Callable[[bytes], bool]) -> None:
    """Finish a change of keys that may have been cut off: whichever of the two keys opens what is stored in `folder` stays.
    When neither does, or nothing is stored, both are left for `file_key` and the casebook to tell about."""
    beside = _proposed(path, folder)
    with _telling_unsaved():
        if _fits(beside, opens):
            os.replace(beside, path)
            _sync(path.parent)
        elif _fits(path, opens):
            beside.unlink(missing_ok=True)


def _fits(path: Path, opens: Callable[[bytes], bool]) -> bool:
    try:
        return opens(_read(path))
    except KeyProblem:
        return False


def _proposed(path: Path, folder: Path) -> Path:
    """Named after the data it is for: a start on other data must neither take it nor throw it away."""
    return path.with_name(f"{path.name}.{sha256(str(folder.resolve()).encode()).hexdigest()[:12]}.next")


def _write(path: Path, key: bytes, place: Callable[[Path, Path], None]) -> None:
    """Written whole beside its place, then put into it with `place`; when that finds one there, the first one's counts."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with _telling_unsaved():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(key.hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                place(draft, path)
            _sync(path.parent)
    finally:
        with suppress(OSError):
            draft.unlink()


def _sync(folder: Path) -> None:
    """A name in a folder is on disk when the folder is. Windows knows no such thing and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _telling_unsaved() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KeyProblem(
            "Nøglen kan ikke gemmes. Giv skriveadgang til konfigurationsmappen, eller sæt COMPANION_KEY_FILE.",
            "The key cannot be saved. Allow writing to the configuration folder, or set COMPANION_KEY_FILE.",
        ) from error


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
