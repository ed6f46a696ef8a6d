"""The command line: each command, and the parts it is handed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from companion import confinement, faults
from companion.commands.parser import parser
from companion.confidentiality.shut import shut
from companion.errors import SparringsrumError
from companion.parts import casebook, context, gate, key, library, model_voice
from companion.settings import Settings, load_settings
from companion.vocabulary import Lang

if TYPE_CHECKING:
    from companion.casebook.casebook import Casebook
    from companion.commands.questions import Fit
    from companion.facilitation.question_sets import SetQuestion
    from companion.library.library import Library
    from companion.voice import SetWish
    from companion.voice.model import ModelVoice


def main(argv: list[str] | None = None) -> int:
    """Run a command; its exit code. Whatever went wrong is told in one line, in the language asked for."""
    given = sys.argv[1:] if argv is None else argv
    lang: Lang = "en" if "--lang=en" in given or ("--lang", "en") in pairwise(given) else "da"
    alone = not given or given[0].split("=")[0] in ("--host", "--port", "--no-browser", "--lang")
    if argv is None:
        confinement.confine()
        shut()
    faults.quiet_threads()
    with faults.Quietly():
        try:
            args = parser().parse_args(["serve", *given] if alone else given)
            with confinement.own_temp(None if args.command in _ON_TEXT else load_settings().data_dir):
                return _COMMANDS[args.command](args)
        except SparringsrumError as error:
            print(error.say(lang), file=sys.stderr)
            return error.exit_code
        except KeyboardInterrupt:
            return 130
        except BrokenPipeError:
            sys.stderr.close()
            return 0
    return 4


def _serve(args: argparse.Namespace) -> int:
    from companion.ui.serve import serve

    settings = load_settings()
    _look_at_help_file()
    secret = key(settings)

    def load() -> tuple[Casebook, Library, ModelVoice | None]:
        from companion.casebook.casebook import Casebook

        shelf = library(settings)
        voice = model_voice(settings, shelf)
        return Casebook(settings.data_dir, secret, context(shelf, voice)), shelf, voice

    return serve(settings, args.host, args.port, not args.no_browser, load, args.lang)


def _look_at_help_file() -> None:
    """WrongUse at the start, not in the moment when somebody needs a number."""
    from companion.safety.helplines import own_helplines

    own_helplines()


def _prepare(args: argparse.Namespace) -> int:
    from companion.commands import prepare

    prepare.check_out(args.out, args.force)
    settings = load_settings()
    _look_at_help_file()
    answers = prepare.read_answers(args.answers) if args.answers else None
    models = prepare.models_of(settings, args.lang)
    with casebook(settings, args.keep) as book:
        if answers is None:
            from companion.commands.interview import interview

            state = interview(book, args.lang, args.keep, settings.retention_days, models)
        else:
            state = prepare.unattended(book, answers, args.lang, args.keep, settings.retention_days, models)
    return prepare.deliver(state, args.lang, args.out, args.json)


def _lint(args: argparse.Namespace) -> int:
    from companion.commands.lines import each, one
    from companion.voice.lint import lint

    def look(item: dict[str, Any]) -> dict[str, Any]:
        found = lint(item["text"], quoted=item.get("quoted") is True)
        return {"ok": found.ok, "findings": list(found.findings)}

    return each(look, args.lang) if args.jsonl else one(look, args.text)


def _screen(args: argparse.Namespace) -> int:
    from companion.commands.lines import each, one
    from companion.safety.screen import screen

    def look(item: dict[str, Any]) -> dict[str, Any]:
        found = screen(item["text"])
        return {"level": found.level, "signals": list(found.signals)}

    return each(look, args.lang) if args.jsonl else one(look, args.text)


def _pseudonymise(args: argparse.Namespace) -> int:
    from companion.commands import pseudonymise

    return pseudonymise.run(args.text, args.jsonl, args.lang)


def _ask(args: argparse.Namespace) -> int:
    from companion.commands import ask

    settings = load_settings()
    shelf = library(settings)
    with ExitStack() as while_asked:
        while_asked.callback(shelf.close)
        discretion = None
        if settings.embedding_model or settings.model:
            shelf.build_if_needed()
            book = while_asked.enter_context(casebook(settings))
            book.expire(settings.retention_days)
            discretion = book.questioning()
        return ask.run(shelf, args.text, args.jsonl, args.json, args.lang, discretion, model_voice(settings, shelf))


def _questions(args: argparse.Namespace) -> int:
    from companion.commands import questions

    settings, out = load_settings(), questions.Out(args.out, args.cards, args.force)
    with ExitStack() as while_asked:
        return questions.run(
            args.theme, args.format, args.count, args.lang, args.brief, args.json, args.group, args.setting, out,
            _fit(settings, while_asked) if settings.model else None,
        )  # fmt: skip


def _fit(settings: Settings, while_asked: ExitStack) -> Fit:
    """What fits a set of questions to its theme, where a model is configured. Nothing is opened before it is asked."""

    def fit(wish: SetWish, found: Sequence[SetQuestion], lang: Lang) -> tuple[Sequence[str] | None, str]:
        shelf = library(settings)
        while_asked.callback(shelf.close)
        book = while_asked.enter_context(casebook(settings))
        book.expire(settings.retention_days)
        voice = model_voice(settings, shelf)
        return voice.tailor(wish, found, lang, book.questioning()) if voice else None, settings.model

    return fit


def _plan(args: argparse.Namespace) -> int:
    from companion.commands import plan

    wanted = plan.Wanted(
        meeting=args.meeting, minutes=args.minutes, people=args.people, cases=args.cases, online=args.online,
        facilitator=args.facilitator, late=args.late,
    )  # fmt: skip
    out = plan.Out(args.out, args.print, args.starts, args.date, args.force)
    return plan.run(wanted, out, args.json, args.lang)


def _practise(args: argparse.Namespace) -> int:
    from companion.commands import practise

    return practise.run(args.case, args.list, args.json, args.lang)


def _ingest(args: argparse.Namespace) -> int:
    from companion.commands import ingest

    shelf = library(load_settings(), calls=False)
    try:
        if args.list:
            return ingest.listed(shelf, args.json, args.lang)
        if args.remove:
            return ingest.removed(shelf, args.remove, args.json, args.lang)
        return ingest.run(shelf, args.paths, args.json, args.lang)
    finally:
        shelf.close()


def _data(args: argparse.Namespace) -> int:
    from companion.commands import data, export, rotate

    settings = load_settings()
    if args.what == "export":
        shown = partial(casebook, settings)
        own = library(settings).documents
        return export.run(shown, settings, own, args.out, args.force, args.json, args.lang)
    if args.what == "rotate":
        return rotate.run(settings, partial(casebook, settings), args.json, args.lang)
    shelf = partial(casebook, settings)
    return data.run(shelf, settings.data_dir, args.what, args.case, args.yes, args.json, args.lang)


def _doctor(args: argparse.Namespace) -> int:
    from companion.commands.doctor import examine

    settings = load_settings()
    shelf = partial(library, settings, calls=False)
    checks = examine(
        settings, partial(key, settings), partial(casebook, settings), shelf, args.lang, gate(settings).probe
    )
    if args.json:
        print(json.dumps({"checks": [check.model_dump() for check in checks]}, ensure_ascii=False))
    else:
        for check in checks:
            print(f"{'ok ' if check.ok else '!! '} {check.name}: {check.detail}")
    return 0 if all(check.ok for check in checks) else 4


def _pilot(args: argparse.Namespace) -> int:
    settings = load_settings()
    if args.what == "report":
        from companion.commands import pilot

        return pilot.run(settings, pilot.Out(args.out, args.force, args.close), args.json, args.lang)
    from companion.commands import pilot_pack

    return pilot_pack.run(settings, args.out, args.force, args.lang)


def _charter(args: argparse.Namespace) -> int:
    from companion.commands import charter

    return charter.run(args.answers, args.out, args.force, args.json, args.lang)


def _eval(args: argparse.Namespace) -> int:
    from companion.commands import eval as evaluation

    return evaluation.run(evaluation.Asked(args.model, args.judge, args.out, args.force, args.every), args.lang)


_COMMANDS: dict[str | None, Callable[[argparse.Namespace], int]] = {
    "serve": _serve,
    "prepare": _prepare,
    "lint": _lint,
    "screen": _screen,
    "pseudonymise": _pseudonymise,
    "ask": _ask,
    "questions": _questions,
    "plan": _plan,
    "practise": _practise,
    "ingest": _ingest,
    "data": _data,
    "doctor": _doctor,
    "eval": _eval,
    "charter": _charter,
    "pilot": _pilot,
}


_ON_TEXT = frozenset({"lint", "screen", "pseudonymise", "plan", "practise", "charter"})
"""Commands that read what they are given and nothing else: they need no data folder."""


if __name__ == "__main__":
    sys.exit(main())
