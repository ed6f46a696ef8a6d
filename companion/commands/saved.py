"""A file that was asked for with --out: for its owner alone, never over another without --force, and never half a promise."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from companion.errors import PartFailed, WrongUse


def check(path: Path | None, force: bool, endings: Sequence[str]) -> None:
    """WrongUse when the file cannot become one of these kinds, or another is in the way."""
    if path is None:
        return
    if path.suffix.lower() not in endings:
        da, en = (f"{', '.join(endings[:-1])} {either} {endings[-1]}" for either in ("eller", "or"))
        raise WrongUse(
            f"Filen skal ende på {da}. Vælg et af dem efter --out.",
            f"The file must end in {en}. Choose one of them after --out.",
        )
    if path.exists() and not force:
        raise _there_already()


def save(path: Path, data: bytes, force: bool) -> None:
    """Write it; its mode is 0600 whatever the umask, also where it was open to others before."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | (os.O_TRUNC if force else os.O_EXCL)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            path.chmod(0o600)
            file.write(data)
    except FileExistsError:
        raise _there_already() from None
    except OSError:
        raise PartFailed(
            "Filen kan ikke gemmes der. Vælg en mappe, du må skrive i, efter --out.",
            "The file cannot be saved there. Choose a folder you may write to after --out.",
        ) from None


def _there_already() -> WrongUse:
    return WrongUse(
        "Filen efter --out findes allerede. Vælg et andet navn, eller tilføj --force for at skrive hen over den.",
        "The file after --out already exists. Choose another name, or add --force to overwrite it.",
    )
