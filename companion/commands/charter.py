"""`companion charter`: the charter of a network, one question at a time in the terminal, or unattended with an answers file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from companion.brief.files import KINDS
from companion.commands import saved
from companion.commands.charter_answers import Agreed, read_answers
from companion.commands.charter_asked import ask
from companion.commands.terminal import say
from companion.errors import WrongUse
from companion.paper.blocks import Paper
from companion.pilot.charter import charter
from companion.pilot.charter_papers import answered, charter_paper, left_for_the_group
from companion.safety.helplines import routes
from companion.safety.screen import ORDER, screen
from companion.safety.words import concern_text, strain_quote
from companion.vocabulary import Both, Lang, ShownConcern

_SAVED = Both(da="Aftalen er gemt.", en="The charter is saved.")
_NOTHING = (
    "Der er ikke noget at aftale endnu. Svar på mindst ét spørgsmål.",
    "There is nothing to agree on yet. Answer at least one question.",
)


class _Heard:
    """What was found in what was written: each concern is told once, the gravest is kept."""

    def __init__(self, lang: Lang, told: bool) -> None:
        self._lang, self._told = lang, told
        self.gravest: ShownConcern | None = None

    def __call__(self, text: str) -> bool:
        found = screen(text)
        if found.level == "none":
            return True
        words = concern_text(found, self._lang, strain_quote(text))
        shown = ShownConcern(level=found.level, step=None, signals=found.signals, text=words)
        if self._told:
            say(told(shown, self._lang))
        if self.gravest is None or ORDER.index(shown.level) > ORDER.index(self.gravest.level):
            self.gravest = shown
        return found.level != "acute"


def run(file: Path | None, out: Path | None, force: bool, as_json: bool, lang: Lang) -> int:
    """The charter on standard output, or in a file; with both, the file and the JSON. Danger to life in what was typed or
    received: no charter, people to turn to, exit code 3."""
    saved.check(out, force, tuple(KINDS))
    agreed = read_answers(file) if file else None
    heard = _Heard(lang, told=agreed is None)
    if agreed is None:
        agreed = ask(lang, heard)
    else:
        heard(charter().typed(agreed.answers))
    concern = heard.gravest
    if agreed is None or (concern and concern.level == "acute"):
        return _stopped(concern, file is not None, as_json, lang)
    if not agreed.answers:
        raise WrongUse(*_NOTHING)
    paper = charter_paper(agreed.answers, lang, agreed.again, agreed.together)
    if out:
        _write(out, paper, force)
    if file and concern and not as_json:
        print(told(concern, lang), file=sys.stderr)
    print(json.dumps(document(agreed, concern, lang), ensure_ascii=False) if as_json else _said(out, paper, lang))
    return 0


def document(agreed: Agreed, concern: ShownConcern | None, lang: Lang) -> dict[str, Any]:
    """{"title", "sections": [{"id", "title", "clauses": [{"id", "heading", "text", "source", "section"}]}], "together": [ids of
    what is left for the group], "again": date or null, "concern": {level, signals, text} or null}; confidentiality first."""
    sections = [
        {
            "id": section.id,
            "title": section.title.to(lang),
            "clauses": [
                {
                    "id": one.id,
                    "heading": one.heading.to(lang),
                    "text": text,
                    "source": one.source,
                    "section": one.section,
                }
                for one, text in clauses
            ],
        }
        for section, clauses in answered(agreed.answers, lang)
    ]
    return {
        "title": charter().words.title.to(lang),
        "sections": sections,
        "together": [one.id for one in left_for_the_group(agreed.answers, agreed.together)],
        "again": agreed.again.isoformat() if agreed.again else None,
        "concern": concern.model_dump(mode="json") if concern else None,
    }


def told(concern: ShownConcern, lang: Lang) -> str:
    """What is said to it, and whom to turn to."""
    return "\n".join([concern.text, *(f"- {route.title}: {route.text}" for route in routes(concern.level, lang))])


def _stopped(concern: ShownConcern | None, unattended: bool, as_json: bool, lang: Lang) -> int:
    """Whoever left has been told so; whom to turn to is said here where nothing said it yet."""
    acute = concern is not None and concern.level == "acute"
    if as_json:
        empty = document(Agreed({}), concern, lang)
        print(json.dumps(empty, ensure_ascii=False))
    elif acute and unattended and concern:
        print(told(concern, lang))
    return 3 if acute else 0


def _write(out: Path, paper: Paper, force: bool) -> None:
    from companion.paper.render import render

    saved.save(out, render(paper, out.suffix.lower()), force)


def _said(out: Path | None, paper: Paper, lang: Lang) -> str:
    from companion.paper.render import render

    return _SAVED.to(lang) if out else render(paper, ".md").decode("utf-8").rstrip("\n")
