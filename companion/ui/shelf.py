"""The documents of one's own: the list, the way to remove one, and on an own machine the way to add some."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from companion.brief.words import date_in_words
from companion.library.refusals import LARGEST
from companion.ui import forms
from companion.ui.texts import Texts
from companion.ui.view import focused, inert

if TYPE_CHECKING:
    from companion.library.documents import Documents, OwnDocument

MOST_MEGABYTES = LARGEST // 1_000_000
"""The largest file that is taken in, in millions of bytes."""
_ENDINGS = ".pdf,.docx,.pptx,.md,.txt"


def own(
    documents: Documents | None, texts: Texts, shared: bool, opened: bool = False, sure: str = "", said: str = ""
) -> str:
    """The fold under the question, `opened` when something was just done in it: `sure` names a document about to be
    removed, `said` is what was done. Without `documents` the library is not there yet."""
    told = f'<p class="note" role="status" tabindex="-1"{focused()}>{inert(said)}</p>' if said else ""
    here = focused() if opened and not (sure or said) else ""
    return (
        f'<details class="aside" id="own"{" open" if opened else ""}>'
        f"<summary{here}>{headed(documents, texts)}</summary>"
        f'<p class="soft">{texts("own_shared" if shared else "own_lead")}</p>{told}'
        f'<div id="own-list">{listed(documents, texts, shared, sure)}</div>{"" if shared else _adding(texts)}</details>'
    )


def headed(documents: Documents | None, texts: Texts) -> str:
    """What the fold is called, and how many there are in it."""
    return texts("own_heading", count=len(documents.ids()) if documents else 0)


def listed(documents: Documents | None, texts: Texts, shared: bool, sure: str = "") -> str:
    """Every document, newest first, and those that cannot be read."""
    if documents is None:
        return f"<p>{texts('material_not_ready')}</p>"
    whole = documents.all()
    broken = set(documents.ids()).difference(one.id for one in whole)
    rows = [_row(one, texts, shared, sure) for one in whole] + [
        _broken(one, texts, shared, sure) for one in sorted(broken)
    ]
    return f'<ul class="cases">{"".join(rows)}</ul>' if rows else f"<p>{texts('own_none')}</p>"


def measures(document: OwnDocument, texts: Texts) -> str:
    """Its kind, size and language in words."""
    kind = "slide" if document.kind == "pptx" else "page"
    pages = _counted(kind, document.pages, texts) if document.pages else ""
    pieces = _counted("piece", len(document.pieces), texts)
    parts = (texts(f"own_{document.kind}"), pages, pieces, texts(f"own_{document.lang}"))
    return ", ".join(part for part in parts if part)


def _counted(what: str, count: int, texts: Texts) -> str:
    return texts(f"one_{what}") if count == 1 else texts(f"{what}s", count=count)


def _row(document: OwnDocument, texts: Texts, shared: bool, sure: str) -> str:
    added = texts("own_added", date=date_in_words(document.added, texts.lang))
    warned = document.like_a_case and not shared
    warning = f'<p class="note">{texts("own_case")}</p>' if warned else ""
    press = _press(document.id, "own_remove_again" if warned else "own_remove", document.name, texts, shared, sure)
    return (
        f'<li><p dir="auto"><b>{inert(document.name)}</b></p>'
        f'<p class="soft">{inert(f"{measures(document, texts)}, {added}")}</p>{warning}{press}</li>'
    )


def _broken(document_id: str, texts: Texts, shared: bool, sure: str) -> str:
    words = texts("own_broken")
    return f"<li><p>{words}</p>{_press(document_id, 'own_remove', words, texts, shared, sure)}</li>"


def _press(document_id: str, words: str, name: str, texts: Texts, shared: bool, sure: str) -> str:
    """The way to remove it, which is asked about once."""
    if shared:
        return ""
    if sure != document_id:
        label = texts(words)
        return forms.row(
            f'<button type="button" class="quiet" data-do="own_sure" data-with="{inert(document_id)}" '
            f'aria-label="{inert(label)}: {inert(name)}">{inert(label)}</button>'
        )
    yes = forms.button("own_remove", texts("own_remove_yes"), document_id, "harm")
    no = forms.button("own_sure", texts("delete_no"))
    return f'<div role="alert"><p tabindex="-1"{focused()}>{texts("own_sure")}</p>{forms.row(yes, no)}</div>'


def _adding(texts: Texts) -> str:
    """What must be known, the files, the button, and the place where page.js tells how far it has come. Its words lie in
    `data-` attributes: what the page itself must say when the app does not answer."""
    words: Iterable[tuple[str, str]] = (
        ("sending", texts("own_sending", name="{name}")),
        ("failed", texts("own_failed", name="{name}", why="{why}")),
        ("lost", texts("own_lost", name="{name}")),
        ("big", texts("own_too_big", most=MOST_MEGABYTES)),
        ("most", str(LARGEST)),
    )
    data = "".join(f' data-{name}="{inert(value)}"' for name, value in words)
    return (
        f'<p class="note">{texts("own_unencrypted")}</p>'
        f'<label class="field"><span>{inert(texts("own_choose", most=MOST_MEGABYTES))}</span>'
        f'<input type="file" id="own-files" multiple accept="{_ENDINGS}"></label>'
        f'<button type="button" class="secondary" id="own-add">{texts("own_add")}</button>'
        f'<div id="own-told" role="status"{data}></div>'
    )
