"""`companion practise`: one asks a fictional case giver, a line at a time, and hears after each question what it did."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from companion.commands.terminal import Left, line, say
from companion.facilitation.practice import Turn, ask, plain
from companion.facilitation.practice_cases import PracticeCase, find_case, practice_cases
from companion.facilitation.practice_summary import BEST, ENOUGH, NEXT, NOT_KEPT, SAYS, counted, summary, where
from companion.safety.helplines import routes
from companion.safety.screen import screen
from companion.safety.words import concern_text, strain_quote
from companion.vocabulary import Both, Lang, ShownConcern

_HOW = Both(
    da="Du er den, der spørger. Skriv ét spørgsmål ad gangen. /fortryd tager det sidste tilbage, /slut viser, hvordan det gik.",
    en="You are the one who asks. Write one question at a time. /undo takes the last one back, /end shows how it went.",
)
_FICTION = Both(da="Casen er opdigtet.", en="The case is made up.")
_ENDS, _UNDOES = ("/slut", "/stop", "/end"), ("/fortryd", "/undo")
_UNKNOWN = Both(da="Den kommando kender jeg ikke.", en="I do not know that command.")
_UNDONE = Both(da="Taget tilbage: ”{words}”", en="Taken back: “{words}”")
_NOTHING = Both(da="Der er ikke noget at tage tilbage.", en="There is nothing to take back.")
_PROMPT = Both(da="Dit spørgsmål:", en="Your question:")
_WHICH = Both(da="Skriv et nummer:", en="Write a number:")
_YOU_MAY_END = Both(
    da="Du har stillet {count} spørgsmål. Du kan skrive /slut og se, hvordan det gik, eller spørge videre.",
    en="You have asked {count} questions. You can write /end to see how it went, or keep asking.",
)


def run(case_id: str, listed: bool, as_json: bool, lang: Lang) -> int:
    """A talk to its end. Danger to life in a question: people to turn to, and exit code 3."""
    if listed:
        _list(as_json, lang)
        return 0
    try:
        case = find_case(case_id) if case_id else _chosen(lang)
    except Left:
        return 0
    if not as_json:
        print(
            "\n\n".join([f"{case.title.to(lang)} ({case.who.to(lang)})", case.opening.to(lang)]), end="\n\n", flush=True
        )
        say(f"{_FICTION.to(lang)} {_HOW.to(lang)}")
    turns, concern = _talk(case, as_json, lang)
    _end(case, turns, concern, as_json, lang)
    return 3 if concern and concern.level == "acute" else 0


def _list(as_json: bool, lang: Lang) -> None:
    """Which cases there are."""
    fields = ("title", "who", "line")
    cases = [{"case": one.id} | {name: getattr(one, name).to(lang) for name in fields} for one in practice_cases()]
    if as_json:
        print(json.dumps({"cases": cases}, ensure_ascii=False))
        return
    print("\n\n".join("{case}\n  {title} ({who})\n  {line}".format(**one) for one in cases))


def _chosen(lang: Lang) -> PracticeCase:
    """The case that is chosen at a terminal; through a pipe the first. Left when nobody chooses."""
    cases = practice_cases()
    if not sys.stdin.isatty():
        return cases[0]
    say("\n".join(f"{at}. {one.title.to(lang)}: {one.line.to(lang)}" for at, one in enumerate(cases, start=1)))
    while True:
        typed = line(_WHICH.to(lang))
        if typed in map(str, range(1, len(cases) + 1)):
            return cases[int(typed) - 1]


def _talk(case: PracticeCase, quiet: bool, lang: Lang) -> tuple[tuple[Turn, ...], ShownConcern | None]:
    """What was asked and answered, up to the end of input, Ctrl+C, /slut or danger; and the weightiest concern there was."""
    turns: tuple[Turn, ...] = ()
    worst: ShownConcern | None = None
    for typed in _lines(quiet, lang):
        if typed in _UNDOES:
            _say((_UNDONE.to(lang, words=turns[-1].question) if turns else _NOTHING.to(lang)), quiet)
            turns = turns[:-1]
            continue
        concern = _concern(typed, lang)
        if concern:
            worst = worst if worst and concern.level == "strain" else concern
            _say(_people(concern, lang), quiet)
            if concern.level == "acute":
                return turns, concern
        turns = (*turns, ask(case, turns, typed, lang))
        if not quiet:
            echo = "" if sys.stdin.isatty() else f"> {turns[-1].question}\n\n"
            print(f"{echo}{turns[-1].reply}\n\n  {turns[-1].feedback}\n", flush=True)
        if len(turns) == ENOUGH:
            _say(_YOU_MAY_END.to(lang, count=ENOUGH), quiet)
    return turns, worst


def _lines(quiet: bool, lang: Lang) -> Iterator[str]:
    """Each question, on one line of its own, and /fortryd; what is empty is left out."""
    prompt = _PROMPT.to(lang) if sys.stdin.isatty() else ""
    while True:
        try:
            typed = plain(line(prompt))
        except Left:
            return
        word = typed.lower()
        if word in _ENDS:
            return
        if word.startswith("/") and " " not in word and word not in _UNDOES:
            _say(f"{_UNKNOWN.to(lang)} {_HOW.to(lang)}", quiet)
        elif typed:
            yield word if word in _UNDOES else typed


def _say(text: str, quiet: bool) -> None:
    if not quiet:
        say(text)


def _concern(text: str, lang: Lang) -> ShownConcern | None:
    found = screen(text)
    if found.level == "none":
        return None
    told = concern_text(found, lang, strain_quote(text))
    return ShownConcern(level=found.level, step=None, signals=found.signals, text=told)


def _people(concern: ShownConcern, lang: Lang) -> str:
    return "\n".join([concern.text, *(f"- {route.title}: {route.text}" for route in routes(concern.level, lang))])


def _end(case: PracticeCase, turns: tuple[Turn, ...], concern: ShownConcern | None, as_json: bool, lang: Lang) -> None:
    """How it went. After danger to life nothing more is said."""
    acute = concern is not None and concern.level == "acute"
    told = summary(case, turns, lang)
    if as_json:
        shown = [turn.model_dump(include={"question", "findings", "reply", "feedback"}) for turn in turns]
        document = {
            "case": case.id,
            "turns": shown,
            "summary": None if acute else told.model_dump(),
            "concern": concern.model_dump(mode="json") if concern else None,
        }
        print(json.dumps(document, ensure_ascii=False))
        return
    if acute:
        return
    best = [BEST.to(lang), f"  {told.best.question}", f"  {told.best.why}"] if told.best else []
    tried = [NEXT.to(lang), f"  {told.next_time.text}", f"  ({where(told.next_time)})"]
    close = [SAYS.to(lang), f"  {told.close}"] if turns else []
    parts = (close, counted(told, lang), best, tried if turns else [], [NOT_KEPT.to(lang)])
    print("\n\n".join("\n".join(part) for part in parts if part))
