"""Everything stored about a leader, as one document: the cases word for word, what left the machine, and what else lies
there.

The names are those things are stored under, so that a test can walk what is stored and miss nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import Field

from companion import __version__
from companion.casebook.summary import Draft, Summary
from companion.errors import KeyProblem, Refused, StoreProblem
from companion.library.documents import Documents
from companion.method.state import DraftLine, Held, Inspiration, Plan, State
from companion.settings import CASEBOOK_FILE, Settings
from companion.vocabulary import (
    Answer,
    CaseBrief,
    Concern,
    FollowUp,
    Lang,
    Names,
    Person,
    Question,
    Receipt,
    Reply,
    ShownConcern,
    Suggested,
    Touch,
    Turn,
    Word,
)

if TYPE_CHECKING:
    from companion.casebook.casebook import Casebook

WITHOUT_WORDS = {
    "master": "opens the others; it holds no word of anybody's",
    "keys": "the key each case is sealed with: it would open a copy of the case",
    "writes": "LangGraph's own; nothing is ever put into it",
}
"""The tables that are left out, and why."""


class CaseExport(Word):
    """A case. The fields from `lang` on are those of the state it is stored as (`companion.method.state.State`)."""

    listed: Summary
    """What the list of cases keeps of it."""
    draft: Draft | None = None
    """What is being typed and has not been sent."""
    receipts: tuple[Receipt, ...] = ()

    version: int = 1
    lang: Lang
    sequence: str
    plan: Plan
    question: Question | None = None
    reply: Reply | None = None
    turns: tuple[Turn, ...] = ()
    trail: tuple[Question, ...] = ()
    asked: int = 0
    answers: tuple[Answer, ...] = ()
    skipped: tuple[str, ...] = ()
    touches: tuple[Touch, ...] = ()
    used: tuple[str, ...] = ()
    deepened: tuple[str, ...] = ()
    mirrored: int = 0
    concern: Concern | None = None
    shown: tuple[ShownConcern, ...] = ()
    note: str = ""
    held: Held | None = None
    lines: tuple[DraftLine, ...] = ()
    brief: CaseBrief | None = None
    people: tuple[Person, ...] = ()
    inspiration: tuple[Inspiration, ...] | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    goal: str = ""
    asked_by: str = ""
    approved: bool = False
    roster: tuple[str, ...] = ()
    names: Names = Names()
    meeting: str = ""
    unsent: dict[str, str] = Field(default_factory=dict)
    suggested: Suggested | None = None
    adopted: tuple[str, ...] = ()
    without_model: bool = False
    outside: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    pointed: str = ""


class DocumentExport(Word):
    """An own document, by name: the text is the leader's own file."""

    id: str
    name: str
    kind: str
    lang: Lang
    added: dt.date
    pages: int | None
    pieces: int
    case_signs: tuple[str, ...]


class Elsewhere(Word):
    """What lies beside the cases, and how long things stay. The places are empty on a server: they are nobody's to know."""

    shared: bool
    retention_days: int
    casebook: str = ""
    key: str = ""
    """The key file; empty as well when the key is given in the environment."""
    index: str = ""
    documents_folder: str = ""
    documents: tuple[DocumentExport, ...] = ()
    """On an own machine alone: on a server they belong to whoever runs it."""


class Export(Word):
    """Everything stored about one owner."""

    product: str = f"sparringsrum {__version__}"
    at: dt.datetime
    cases: tuple[CaseExport, ...]
    """The last used first."""
    unopened: tuple[str, ...] = ()
    """Ids of cases that are stored but do not open: damaged, or written by a later version."""
    receipts: tuple[Receipt, ...] = ()
    """Of what left the machine outside any case."""
    elsewhere: Elsewhere | None = None


def export_of(book: Casebook, owner: str, ids: Sequence[str], at: dt.datetime) -> Export:
    """All of the owner's cases, `ids`. One that does not open hinders no other, and is named."""
    cases: list[CaseExport] = []
    listing = book.cases(owner)
    unopened = [one for one in ids if one not in {listed.id for listed in listing}]
    for listed in listing:
        try:
            cases.append(_case(book, owner, listed))
        except (KeyProblem, Refused, StoreProblem):
            unopened.append(listed.id)
    return Export(
        at=at, cases=tuple(cases), unopened=tuple(unopened), receipts=tuple(book.receipts_without_case(owner))
    )


def _case(book: Casebook, owner: str, listed: Summary) -> CaseExport:
    state = book.look(owner, listed.id)
    return CaseExport(
        listed=listed,
        draft=book.draft(owner, listed.id),
        receipts=tuple(book.receipts(owner, listed.id)),
        **_kept(state),
    )


def _kept(state: State) -> Mapping[str, Any]:
    """The state's own; what an earlier version of the product did not know is as it would be in a new case."""
    return {name: value for name, value in state.items() if name in CaseExport.model_fields}


def elsewhere(settings: Settings, documents: Documents | None) -> Elsewhere:
    """What this run knows of the rest. `documents`: the own documents, of an own machine alone."""
    if settings.auth_header:
        return Elsewhere(shared=True, retention_days=settings.retention_days)
    folder = settings.data_dir
    return Elsewhere(
        shared=False,
        retention_days=settings.retention_days,
        casebook=str(folder / CASEBOOK_FILE),
        key="" if settings.key else str(settings.key_file),
        index=str(folder / "index"),
        documents_folder=str(folder / "documents"),
        documents=tuple(_document(documents)) if documents else (),
    )


def _document(documents: Documents) -> list[DocumentExport]:
    return [
        DocumentExport(
            **one.model_dump(include={"id", "name", "kind", "lang", "added", "pages", "case_signs"}),
            pieces=len(one.pieces),
        )
        for one in documents.all()
    ]
