"""`companion data export`: everything stored about me, readable or as JSON, on the screen or in a file for me alone."""

from __future__ import annotations

import os
from pathlib import Path

from companion.casebook.casebook import OWN
from companion.casebook.export import Export, elsewhere
from companion.casebook.export_words import render_export
from companion.commands.data import Open
from companion.errors import PartFailed, WrongUse
from companion.library.documents import Documents
from companion.settings import Settings
from companion.vocabulary import Both, Lang

KINDS = (".md", ".json")
_SAVED = Both(
    da="Alt, der er gemt om dig, ligger nu i filen. Den er ikke krypteret.",
    en="Everything stored about you is now in the file. It is not encrypted.",
)


def run(
    casebook: Open, settings: Settings, documents: Documents, out: Path | None, force: bool, as_json: bool, lang: Lang
) -> int:
    """On standard output, or in a file, Markdown or JSON by its ending; with both, the file and the JSON."""
    check_out(out, force)
    with casebook() as book:
        export = book.export(OWN).model_copy(update={"elsewhere": elsewhere(settings, documents)})
    if out:
        write_out(out, written(export, out.suffix.lower(), lang), force)
    if as_json:
        print(written(export, ".json", lang), end="")
    else:
        print(_SAVED.to(lang) if out else render_export(export, lang), end="\n" if out else "")
    return 0


def written(export: Export, kind: str, lang: Lang) -> str:
    """The export as a file of `kind`, one of KINDS."""
    return render_export(export, lang) if kind == ".md" else export.model_dump_json(indent=2) + "\n"


def check_out(path: Path | None, force: bool) -> None:
    """WrongUse when `path` cannot become an export: another kind of file, or one that exists."""
    if path is None:
        return
    if path.suffix.lower() not in KINDS:
        raise WrongUse(
            "Filen skal ende på .md eller .json. Vælg et af dem efter --out.",
            "The file must end in .md or .json. Choose one of them after --out.",
        )
    if path.exists() and not force:
        raise _there_already()


def write_out(path: Path, text: str, force: bool) -> None:
    """The file, for its owner alone whatever the umask, also where it was open to others before."""
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8", newline="\n") as file:
            path.chmod(0o600)
            file.write(text)
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
