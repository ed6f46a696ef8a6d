"""Everything stored about a leader as one readable document, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from companion.brief.markdown import inert
from companion.brief.words import clean
from companion.casebook.export import Elsewhere, Export
from companion.casebook.export_case import case
from companion.casebook.export_marks import Words, left
from companion.vocabulary import Lang


def render_export(export: Export, lang: Lang) -> str:
    """The whole document, ending in a newline."""
    server = export.elsewhere is not None and export.elsewhere.shared
    return "\n\n".join(_document(export, Words(lang, server))) + "\n"


def _document(export: Export, words: Words) -> Iterator[str]:
    yield f"# {words('title')}"
    yield words("lead", at=words.moment(export.at))
    yield f"**{words('care')}**"
    yield _count(len(export.cases), words)
    if export.unopened:
        yield words("unopened", ids=", ".join(export.unopened))
    days = export.elsewhere.retention_days if export.elsewhere else None
    for number, one in enumerate(export.cases, start=1):
        yield from case(one, number, days, words)
    yield f"## {words('receipts_loose' if export.cases else 'receipts')}"
    yield from left(export.receipts, words)
    if export.elsewhere:
        yield from _elsewhere(export.elsewhere, words)
    yield words("else_json")


def _count(count: int, words: Words) -> str:
    return words("none") if not count else words("one_case") if count == 1 else words("many_cases", count=count)


def _elsewhere(there: Elsewhere, words: Words) -> Iterator[str]:
    yield f"## {words('else')}"
    yield from (_on_a_server(words) if there.shared else _on_the_machine(there, words))
    yield words("else_days", days=there.retention_days)
    yield words("else_nothing")


def _on_a_server(words: Words) -> Iterator[str]:
    yield words("else_server")
    yield words("else_index_server")


def _on_the_machine(there: Elsewhere, words: Words) -> Iterator[str]:
    yield words("else_cases", path=inert(there.casebook))
    yield words("else_key", path=inert(there.key)) if there.key else words("else_key_given")
    yield words("else_files")
    yield words("else_index", path=inert(there.index))
    if not there.documents:
        yield words("else_no_documents")
        return
    yield words("else_documents", path=inert(there.documents_folder))
    yield "\n".join(
        "- " + words("document", name=inert(clean(one.name)), added=words.day(one.added), id=one.id)
        for one in there.documents
    )
