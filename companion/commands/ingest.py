"""`companion ingest`: own documents into the library, what lies there, and how to be rid of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.errors import SparringsrumError, WrongUse
from companion.library.convert import kind_of, read_file
from companion.library.documents import OwnDocument
from companion.vocabulary import Both, Lang, Word

if TYPE_CHECKING:
    from companion.library.library import Library

_OPEN = Both(
    da="Egne dokumenter ligger ukrypteret på denne maskine. Læg ikke sager om mennesker her.",
    en="Own documents lie unencrypted on this machine. Do not put cases about people here.",
)
_TAKEN = Both(da="{name}: {what}. Fjernes med --remove {id}", en="{name}: {what}. Removed with --remove {id}")
_KNOWN = Both(
    da="{name}: kendt i forvejen som {id}, intet er lagt ind", en="{name}: known already as {id}, nothing was taken in"
)
_LISTED = Both(da="{id}  {added}  {name}: {what}", en="{id}  {added}  {name}: {what}")
_DAMAGED = Both(
    da="{id}  kan ikke læses. Fjern det med --remove {id}, og læg dokumentet ind igen.",
    en="{id}  cannot be read. Remove it with --remove {id}, and take the document in again.",
)
_LIKE_A_CASE = Both(
    da="Det ligner en sag om mennesker ({signs}). Hører det ikke til her, så fjern det: companion ingest --remove {id}",
    en="It looks like a case about people ({signs}). If it does not belong here, remove it: companion ingest --remove {id}",
)
_SIGNS = {
    "cpr": Both(da="der står et CPR-nummer", en="it holds a CPR number"),
    "brief": Both(da="det er et oplæg til sparring", en="it is a brief for a sparring round"),
    "person": Both(da="en person er nævnt ved navn igen og igen", en="a person is named again and again"),
    "health": Both(da="der står noget om helbred", en="it speaks of health"),
    "matter": Both(da="der står noget om en personalesag", en="it speaks of a personnel matter"),
}
_LANGUAGE = {"da": Both(da="dansk", en="Danish"), "en": Both(da="engelsk", en="English")}
_PIECES = Both(da="{n} stykker", en="{n} pieces")
_PIECE = Both(da="1 stykke", en="1 piece")
_PAGES = Both(da="{n} sider", en="{n} pages")
_PAGE = Both(da="1 side", en="1 page")
_SLIDES = Both(da="{n} dias", en="{n} slides")
_SLIDE = Both(da="1 dias", en="1 slide")
_NONE = Both(da="Der er ingen egne dokumenter her.", en="There are no own documents here.")
_GONE = Both(da="Fjernet.", en="Removed.")
_READING = Both(da="{name}: læser {done} af {of}", en="{name}: reading {done} of {of}")
_INDEXING = Both(da="{name}: gør klar til søgning {done} af {of}", en="{name}: making it searchable {done} of {of}")
_EMPTY_FOLDER = Both(
    da="Der er ingen pdf, docx, pptx, md eller txt i mappen. Mapper i den læses ikke; nævn dem selv.",
    en="There is no pdf, docx, pptx, md or txt in the folder. Folders in it are not read; name them yourself.",
)


class Came(Word):
    """What came of one file: the document and whether it was known, or the error."""

    name: str
    document: OwnDocument | None = None
    known: bool = False
    error: Both | None = None
    code: int = 0


def run(library: Library, paths: Sequence[Path], as_json: bool, lang: Lang) -> int:
    """Take in each file; one that fails does not stop the others. The exit code is that of the worst."""
    if not paths:
        raise WrongUse(
            "Skriv, hvilke filer der skal lægges ind: companion ingest FIL … (--list viser dem, der er her).",
            "Say which files to take in: companion ingest FILE … (--list shows those that are here).",
        )
    came = []
    for path in _files(paths):
        came.append(_take_in(library, path, lang) if isinstance(path, Path) else path)
        if not as_json:
            _tell(came[-1], lang)
    if as_json:
        print(json.dumps({"documents": [_came(one, lang) for one in came], "note": _OPEN.to(lang)}, ensure_ascii=False))
    else:
        print(_OPEN.to(lang))
    return max(one.code for one in came)


def listed(library: Library, as_json: bool, lang: Lang) -> int:
    """What lies here, newest first."""
    documents, damaged = library.documents.all(), library.documents.damaged()
    if as_json:
        said = {"documents": [_facts(one) for one in documents], "damaged": damaged, "note": _OPEN.to(lang)}
        print(json.dumps(said, ensure_ascii=False))
        return 0
    for one in documents:
        print(_LISTED.to(lang, id=one.id, added=one.added.isoformat(), name=one.name, what=_what(one, lang)))
    for damaged_id in damaged:
        print(_DAMAGED.to(lang, id=damaged_id))
    print(_OPEN.to(lang) if documents or damaged else _NONE.to(lang))
    return 0


def removed(library: Library, document_id: str, as_json: bool, lang: Lang) -> int:
    """Remove one from the disk and from the index. WrongUse when there is none of that id."""
    if not library.leave_out(document_id):
        raise WrongUse(
            "Det dokument er her ikke. `companion ingest --list` viser dem, der er.",
            "That document is not here. `companion ingest --list` shows those that are.",
        )
    print(json.dumps({"removed": document_id}) if as_json else _GONE.to(lang))
    return 0


def _files(paths: Iterable[Path]) -> Iterator[Path | Came]:
    """Each file; of a folder those of a known kind that lie in it, links and hidden ones left out. What is wrong with a
    folder comes in its place."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            inside = sorted(path.iterdir())
        except OSError:
            yield path
            continue
        ours: list[Path | Came] = [
            file for file in inside if kind_of(file.name) and not file.name.startswith(".") and _is_plain(file)
        ]
        yield from ours or [Came(name=_shown(path), error=_EMPTY_FOLDER, code=2)]


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _take_in(library: Library, path: Path, lang: Lang) -> Came:
    name = _shown(path)
    try:
        with _Progress(name, lang) as progress:
            document = read_file(path, path.name, progress.reading)
            new = library.take_in(document, progress.indexing)
    except SparringsrumError as error:
        return Came(name=name, error=error.message, code=error.exit_code)
    return Came(name=document.name, document=document, known=not new)


def _shown(path: Path) -> str:
    """A name as it can be printed: its bytes may be no text, and its characters may steer a terminal."""
    name = (path.name or str(path)).encode("utf-8", "replace").decode()
    return "".join(char if char.isprintable() else "?" for char in name)


class _Progress:
    """One line on a terminal's standard error, drawn over again and wiped at the end."""

    def __init__(self, name: str, lang: Lang) -> None:
        self._name, self._lang = name, lang
        self._terminal = sys.stderr.isatty()
        self._drawn: tuple[Both, int] | None = None

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def reading(self, done: int, of: int) -> None:
        self._draw(_READING, done, of)

    def indexing(self, done: int, of: int) -> None:
        self._draw(_INDEXING, done, of)

    def _draw(self, words: Both, done: int, of: int) -> None:
        """Once for every hundredth of the way."""
        at = words, 100 * done // max(of, 1)
        if self._terminal and at != self._drawn:
            self._drawn = at
            said = words.to(self._lang, name=self._name[:40], done=done, of=of)
            print(f"\r\033[K{said}", end="", file=sys.stderr, flush=True)


def _tell(came: Came, lang: Lang) -> None:
    """A line on standard output for what was taken in, one on standard error for what was not."""
    document = came.document
    if document is None:
        print(f"{came.name}: {came.error.to(lang) if came.error else ''}", file=sys.stderr)
        return
    print((_KNOWN if came.known else _TAKEN).to(lang, name=came.name, what=_what(document, lang), id=document.id))
    if document.like_a_case:
        signs = ", ".join(_SIGNS[sign].to(lang) for sign in document.case_signs)
        print(f"  {_LIKE_A_CASE.to(lang, signs=signs, id=document.id)}")


def _what(document: OwnDocument, lang: Lang) -> str:
    """Its measures: "12 stykker, 4 sider, dansk"."""
    several, single = (_SLIDES, _SLIDE) if document.kind == "pptx" else (_PAGES, _PAGE)
    parts = [_count(len(document.pieces), _PIECES, _PIECE, lang)]
    if document.pages:
        parts.append(_count(document.pages, several, single, lang))
    return ", ".join([*parts, _LANGUAGE[document.lang].to(lang)])


def _count(number: int, several: Both, single: Both, lang: Lang) -> str:
    return single.to(lang) if number == 1 else several.to(lang, n=number)


def _came(came: Came, lang: Lang) -> dict[str, Any]:
    if came.document is None:
        return {"name": came.name, "error": came.error.to(lang) if came.error else ""}
    return _facts(came.document) | {"known": came.known}


def _facts(document: OwnDocument) -> dict[str, Any]:
    facts = document.model_dump(mode="json", include={"id", "name", "kind", "lang", "added", "pages", "case_signs"})
    return facts | {"pieces": len(document.pieces), "like_a_case": document.like_a_case}
