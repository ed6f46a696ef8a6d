"""`companion pilot pack`: the papers for the works council, the data protection officer and the management, as files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from companion.brief.files import KINDS
from companion.commands import saved
from companion.errors import PartFailed, WrongUse
from companion.paper.blocks import Write
from companion.paper.render import render
from companion.pilot.pack_facts import Facts
from companion.pilot.pack_papers import STEMS, pack_papers, today
from companion.settings import Settings
from companion.vocabulary import LANGS, Both, Lang

BOTH = "both"
_DONE = Both(
    da="Pakken er skrevet: {documents} dokumenter i {files} filer. {blanks} felter skal mennesker udfylde, og en jurist skal "
    "se på det, der står om loven.",
    en="The pack is written: {documents} documents in {files} files. {blanks} blanks are for people to fill in, and a lawyer "
    "must look at what is said of the law.",
)


def run(settings: Settings, out: Path, force: bool, asked: str) -> int:
    """Every document in every kind, in the language asked for or both. WrongUse when something else lies in the folder."""
    langs: Sequence[Lang] = LANGS if asked == BOTH else tuple(lang for lang in LANGS if lang == asked)
    facts = Facts(settings, today())
    papers = [(STEMS[name].to(lang), paper) for lang in langs for name, paper in pack_papers(facts, lang).items()]
    _prepare(out, force)
    files = [(f"{stem}{kind}", render(paper, kind)) for stem, paper in papers for kind in KINDS]
    for name, data in files:
        saved.save(out / name, data, force)
    blanks = sum(isinstance(block, Write) for _, paper in papers for block in paper.blocks) // len(langs)
    for lang in langs:
        print(_DONE.to(lang, documents=len(STEMS), files=len(files), blanks=blanks))
    return 0


def _prepare(out: Path, force: bool) -> None:
    """The folder, for its owner alone where it is new."""
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = any(_inside(out))
    except FileExistsError:
        raise _not_a_folder() from None
    except OSError:
        raise PartFailed(
            "Mappen efter --out kan ikke bruges. Vælg en, du må skrive i.",
            "The folder after --out cannot be used. Choose one you may write to.",
        ) from None
    if taken and not force:
        raise WrongUse(
            "Der ligger allerede noget i mappen efter --out. Vælg en tom, eller tilføj --force: Så bliver pakkens egne filer "
            "skrevet over, og resten får lov at ligge.",
            "There is already something in the folder after --out. Choose an empty one, or add --force: then the pack's own "
            "files are overwritten and the rest is left alone.",
        )


def _inside(out: Path) -> Iterator[str]:
    return iter(os.listdir(out))


def _not_a_folder() -> WrongUse:
    return WrongUse(
        "Det, der står efter --out, er ikke en mappe. Vælg en mappe til pakken.",
        "What stands after --out is not a folder. Choose a folder for the pack.",
    )
