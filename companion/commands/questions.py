"""`companion questions`: a set of questions for a theme and a format, or those that would open a case somebody was sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, get_args

from companion.brief.files import KINDS
from companion.commands import saved
from companion.errors import LibraryProblem, WrongUse
from companion.facilitation.case_questions import case_questions, theme_of
from companion.facilitation.case_texts import case_text, read_text
from companion.facilitation.question_papers import QUOTED, cards_paper, list_paper, opens
from companion.facilitation.question_sets import SetQuestion, Wanted, question_set
from companion.facilitation.themes import LOOKED_AT, Format, Group, Search, Setting
from companion.library.library import Library
from companion.library.sources import load_sources
from companion.safety.helplines import routes
from companion.safety.screen import screen
from companion.safety.words import concern_text, strain_quote
from companion.settings import load_settings
from companion.vocabulary import Both, Lang, Passage, ShownConcern
from companion.voice import SetWish

MOST = 100
"""Questions that may be asked for at once."""
MOST_CHARACTERS = 2000
"""Of what may be typed as a theme; a case goes in a file."""
_ONE_OF = Both(da="{flag} skal være et af: {choices}.", en="{flag} must be one of: {choices}.")
_TOO_LONG = Both(
    da="Temaet er på {count} tegn. Skriv det kort, eller læg teksten i en fil, og brug --brief.",
    en="The theme has {count} characters. Write it briefly, or put the text in a file and use --brief.",
)
_FEWER = Both(da="Der er {there} spørgsmål, ikke {asked}.", en="There are {there} questions, not {asked}.")
_SAVED = Both(da="Spørgsmålene er gemt.", en="The questions are saved.")
_TO_A_CASE = Both(da="Spørgsmål, der kan åbne oplægget", en="Questions that can open the brief")


class Found(NamedTuple):
    """`title`: the theme, "" where a case is of none; `listen`: the case giver wants to be heard."""

    title: str
    questions: Sequence[SetQuestion]
    listen: bool = False
    told: str = ""
    """What a case giver brought, names turned into roles."""


Fit = Callable[[SetWish, Sequence[SetQuestion], Lang], tuple[Sequence[str] | None, str]]
"""The texts of a set in a model's words, or None, and the model's name."""


class Out(NamedTuple):
    """Where it is written, and as what."""

    path: Path | None = None
    cards: bool = False
    force: bool = False


_NOWHERE = Out()


def run(
    theme: str,
    kind: str,
    count: int,
    lang: Lang,
    brief: Path | None,
    as_json: bool,
    group: str = "any",
    setting: str = "any",
    out: Out = _NOWHERE,
    fit: Fit | None = None,
) -> int:
    """The set on standard output, or in a file; with both, the file and the JSON. Danger to life in what was typed or received:
    no questions, people to turn to, exit code 3. `fit`: a model's voice, asked where nobody may be unwell."""
    _check_out(out)
    wanted = _wanted(theme, kind, count, lang, group, setting)
    received = _received(brief) if brief else ""
    concern = _concern(f"{theme}\n{received}", lang)
    if concern.level == "acute":
        _print(Found("", ()), concern, as_json, lang)
        return 3
    with closing(Library(load_settings().data_dir / "index")) as library:
        search = _search(library)
        found = _for_case(received, wanted, search) if brief else _for_theme(wanted, search)
    if fit and concern.level == "none":
        found = _fitted(found, wanted, fit)
    if out.path:
        _write(out, found._replace(title=_TO_A_CASE.to(lang)) if brief else found, lang)
    _print(found, concern, as_json, lang, written=out.path is not None)
    if len(found.questions) < count:
        print(_FEWER.to(lang, there=len(found.questions), asked=count), file=sys.stderr)
    return 0


def _check_out(out: Out) -> None:
    saved.check(out.path, out.force, tuple(KINDS))
    if out.cards and not out.path:
        raise WrongUse(
            "Kort kan kun laves som fil. Tilføj --out med et filnavn.",
            "Cards can only be made as a file. Add --out with a file name.",
        )


def _write(out: Out, found: Found, lang: Lang) -> None:
    """The paper as a file for the owner alone."""
    from companion.paper.render import render

    path, (title, questions, listen, _) = out.path or Path(), found
    paper = cards_paper(title, questions, lang) if out.cards else list_paper(title, questions, lang, listen)
    saved.save(path, render(paper, path.suffix.lower()), out.force)


def _wanted(theme: str, kind: str, count: int, lang: Lang, group: str, setting: str) -> Wanted:
    """The wish in the domain's words. WrongUse names the option that is not one of its choices, and what they are."""
    for flag, value, choices in (
        ("--format", kind, get_args(Format)),
        ("--group", group, get_args(Group)),
        ("--setting", setting, get_args(Setting)),
        ("--count", count, range(1, MOST + 1)),
    ):
        if value not in choices:
            told = f"1–{MOST}" if flag == "--count" else ", ".join(map(str, choices))
            raise WrongUse(*(_ONE_OF.to(each, flag=flag, choices=told) for each in ("da", "en")))
    if len(theme) > MOST_CHARACTERS:
        raise WrongUse(_TOO_LONG.to("da", count=len(theme)), _TOO_LONG.to("en", count=len(theme)))
    fields = {"theme": theme, "kind": kind, "count": count, "lang": lang, "group": group, "setting": setting}
    return Wanted.model_validate(fields)


def _received(brief: Path) -> str:
    """The text of the file; "-" is what is pasted on standard input."""
    text = sys.stdin.read() if str(brief) == "-" else read_text(brief)
    if not text.strip():
        raise WrongUse(
            "Der er ingen tekst i oplægget. Vælg en fil med noget at læse.",
            "There is no text in the brief. Choose a file with something to read.",
        )
    return text


def _for_theme(wanted: Wanted, search: Search) -> Found:
    found = question_set(wanted, search)
    return Found(found.title, found.questions)


def _for_case(received: str, wanted: Wanted, search: Search) -> Found:
    case = case_text(received, wanted.lang)
    theme = theme_of(case, wanted.theme, wanted.lang, search)
    questions = case_questions(case, wanted.count, wanted.lang, theme)
    told = "\n".join(case.said.values())
    return Found(theme.title.to(wanted.lang) if theme else "", questions, case.wish == "listen", told)


def _fitted(found: Found, wanted: Wanted, fit: Fit) -> Found:
    """The questions in a model's words, where it found better ones."""
    wish = SetWish(wanted.theme, wanted.kind, wanted.group, wanted.setting, found.told)
    texts, model = fit(wish, found.questions, wanted.lang)
    pairs = zip(found.questions, texts or [one.text for one in found.questions], strict=True)
    changed = [
        one if one.text == text else one.model_copy(update={"text": text, "model": model}) for one, text in pairs
    ]
    return found._replace(questions=changed)


def _search(library: Library) -> Search:
    """The library's search, which never leaves the machine here; where it cannot be searched, nothing is near."""

    def search(text: str, lang: Lang) -> Sequence[Passage]:
        try:
            return library.search(text, lang, k=LOOKED_AT, own=False)
        except LibraryProblem as problem:
            print(problem.say(lang), file=sys.stderr)
            return ()

    return search


def _concern(text: str, lang: Lang) -> ShownConcern:
    found = screen(text)
    told = "" if found.level == "none" else concern_text(found, lang, strain_quote(text))
    return ShownConcern(level=found.level, step=None, signals=found.signals, text=told)


def _print(found: Found, concern: ShownConcern, as_json: bool, lang: Lang, written: bool = False) -> None:
    told = None if concern.level == "none" else concern.model_dump(mode="json")
    if as_json:
        document: dict[str, Any] = {
            "questions": [one.model_dump() for one in found.questions],
            "title": found.title,
            "concern": told,
        }
        print(json.dumps(document, ensure_ascii=False))
        return
    people = [f"- {route.title}: {route.text}" for route in routes(concern.level, lang)] if told else []
    numbered = [_line(at, one, lang) for at, one in enumerate(found.questions, start=1)]
    said = (_SAVED.to(lang),) if written else (found.title, *numbered)
    print("\n\n".join(part for part in (concern.text, "\n".join(people), *said) if part))


def _line(at: int, one: SetQuestion, lang: Lang) -> str:
    source = load_sources()[one.source].title
    quoted = f", {QUOTED.to(lang)}" if one.quoted else ""
    lines = (f"{at}. {one.text}", one.purpose, opens(one, lang), f"({source}: {one.section}{quoted})")
    return "\n   ".join(line for line in lines if line)
