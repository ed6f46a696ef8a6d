"""`companion data export`: everything stored about me, readable or as JSON, on the screen or in a file for me alone."""

from __future__ import annotations

from pathlib import Path

from companion.casebook.casebook import OWN
from companion.casebook.export import Export, elsewhere
from companion.casebook.export_words import render_export
from companion.commands import saved
from companion.commands.data import Open
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
    saved.check(out, force, KINDS)
    with casebook() as book:
        export = book.export(OWN).model_copy(update={"elsewhere": elsewhere(settings, documents)})
    if out:
        saved.save(out, written(export, out.suffix.lower(), lang).encode(), force)
    if as_json:
        print(written(export, ".json", lang), end="")
    else:
        print(_SAVED.to(lang) if out else render_export(export, lang), end="\n" if out else "")
    return 0


def written(export: Export, kind: str, lang: Lang) -> str:
    """The export as a file of `kind`, one of KINDS."""
    return render_export(export, lang) if kind == ".md" else export.model_dump_json(indent=2) + "\n"
