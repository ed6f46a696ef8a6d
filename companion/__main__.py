"""The command line, and the one place where the parts are put together."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from companion import __version__, confinement, faults
from companion.errors import SparringsrumError, WrongUse
from companion.settings import Settings, load_settings
from companion.vocabulary import LANGS, Lang

if TYPE_CHECKING:
    from companion.casebook.casebook import Casebook
    from companion.library.library import Library
    from companion.method.state import Context


class _Parser(argparse.ArgumentParser):
    """argparse's own words never repeat what was typed: a misplaced word may be a leader's."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(
            f"Sådan kaldes det ikke. {self.format_usage().strip()}",
            f"That is not how it is called. {self.format_usage().strip()}",
        )


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    shared = _Parser(add_help=False)
    shared.add_argument("--lang", choices=LANGS, default="da", help="the language of the product: da or en")
    top = _Parser(prog="companion", description="A confidential room for preparing a case for your leader network.")
    top.add_argument("--version", action="version", version=f"sparringsrum {__version__}")
    commands = top.add_subparsers(dest="command", parser_class=_Parser, metavar="COMMAND")
    serve = commands.add_parser("serve", parents=[shared], help="the app on this machine (also: companion alone)")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=7860)
    serve.add_argument("--no-browser", action="store_true")
    prepare = commands.add_parser("prepare", parents=[shared], help="prepare a case in the terminal")
    prepare.add_argument("--answers", type=Path, metavar="FILE.yaml")
    prepare.add_argument("--out", type=Path, metavar="FILE.md/.docx/.pdf")
    prepare.add_argument("--force", action="store_true", help="overwrite the file after --out")
    prepare.add_argument("--keep", action="store_true", help="keep the case on this machine, encrypted")
    prepare.add_argument("--json", action="store_true")
    for name, text in (("lint", "is it an open question?"), ("screen", "is this still a matter for questions?")):
        lines = commands.add_parser(name, parents=[shared], help=text)
        lines.add_argument("text", nargs="?")
        lines.add_argument("--jsonl", action="store_true", help='{"text"} a line on standard input')
    ask = commands.add_parser("ask", parents=[shared], help="what does the material say?")
    ask.add_argument("text", nargs="?")
    ask.add_argument("--jsonl", action="store_true", help='{"text"} a line on standard input')
    ask.add_argument("--json", action="store_true")
    ingest = commands.add_parser("ingest", parents=[shared], help="own documents into the library")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    ingest.add_argument("--list", action="store_true", help="what lies there")
    ingest.add_argument("--remove", metavar="ID", help="as --list names it")
    ingest.add_argument("--json", action="store_true")
    data = commands.add_parser("data", parents=[shared], help="what is stored about me")
    data.add_argument("what", choices=["list", "delete", "purge", "rotate"])
    data.add_argument("case", nargs="?", help="the case to delete, as `data list` names it")
    data.add_argument("--yes", action="store_true", help="do not ask first")
    data.add_argument("--json", action="store_true")
    doctor = commands.add_parser("doctor", parents=[shared], help="is everything well?")
    doctor.add_argument("--json", action="store_true")
    return top


def main(argv: list[str] | None = None) -> int:
    """Run a command; its exit code. Whatever went wrong is told in one line, in the language asked for."""
    given = sys.argv[1:] if argv is None else argv
    lang: Lang = "en" if "--lang=en" in given or ("--lang", "en") in pairwise(given) else "da"
    alone = not given or given[0].split("=")[0] in ("--host", "--port", "--no-browser", "--lang")
    if argv is None:
        confinement.confine()
    faults.quiet_threads()
    with faults.Quietly():
        try:
            args = parser().parse_args(["serve", *given] if alone else given)
            with confinement.own_temp(None if args.command in ("lint", "screen") else load_settings().data_dir):
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


def context(library: Library) -> Context:
    """What the nodes are handed. With no model configured the guided voice speaks."""
    from companion.casebook.casebook import utc_now
    from companion.method.state import Context
    from companion.voice.guided import GuidedVoice

    return Context(voice=GuidedVoice(), library=library, clock=utc_now)


def library(settings: Settings) -> Library:
    """The library, its index in the data folder; nothing is built or loaded before it is asked."""
    from companion.library.library import Library

    return Library(settings.data_dir / "index")


def key(settings: Settings) -> bytes:
    """The master key: given, or from its file. A change of keys that was cut off is finished first."""
    from companion.confidentiality.keys import file_key, given_key, unsettled

    if settings.key:
        return given_key(settings.key.get_secret_value())
    if unsettled(settings.key_file, settings.data_dir):
        from companion.commands.rotate import finish

        finish(settings)
    return file_key(settings.key_file, settings.has_data)


@contextmanager
def casebook(settings: Settings, kept: bool = True) -> Iterator[Casebook]:
    """The casebook of the data folder; with `kept` false one in memory, under a key nobody keeps."""
    import secrets

    from companion.casebook.casebook import Casebook

    book = Casebook(
        settings.data_dir if kept else None,
        key(settings) if kept else secrets.token_bytes(32),
        context(library(settings)),
    )
    try:
        yield book
    finally:
        book.close()


def _serve(args: argparse.Namespace) -> int:
    from companion.ui.serve import serve

    settings = load_settings()
    secret = key(settings)

    def load() -> tuple[Casebook, Library]:
        from companion.casebook.casebook import Casebook

        shelf = library(settings)
        return Casebook(settings.data_dir, secret, context(shelf)), shelf

    return serve(settings, args.host, args.port, not args.no_browser, load, args.lang)


def _prepare(args: argparse.Namespace) -> int:
    from companion.commands import prepare

    prepare.check_out(args.out, args.force)
    settings = load_settings()
    answers = prepare.read_answers(args.answers) if args.answers else None
    with casebook(settings, args.keep) as book:
        if answers is None:
            from companion.commands.interview import interview

            state = interview(book, args.lang, args.keep, settings.retention_days)
        else:
            state = prepare.unattended(book, answers, args.lang, args.keep, settings.retention_days)
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


def _ask(args: argparse.Namespace) -> int:
    from companion.commands import ask

    shelf = library(load_settings())
    try:
        return ask.run(shelf, args.text, args.jsonl, args.json, args.lang)
    finally:
        shelf.close()


def _ingest(args: argparse.Namespace) -> int:
    from companion.commands import ingest

    shelf = library(load_settings())
    try:
        if args.list:
            return ingest.listed(shelf, args.json, args.lang)
        if args.remove:
            return ingest.removed(shelf, args.remove, args.json, args.lang)
        return ingest.run(shelf, args.paths, args.json, args.lang)
    finally:
        shelf.close()


def _data(args: argparse.Namespace) -> int:
    from companion.commands import data, rotate

    settings = load_settings()
    if args.what == "rotate":
        return rotate.run(settings, partial(casebook, settings), args.json, args.lang)
    shelf = partial(casebook, settings)
    return data.run(shelf, settings.data_dir, args.what, args.case, args.yes, args.json, args.lang)


def _doctor(args: argparse.Namespace) -> int:
    from companion.commands.doctor import examine

    settings = load_settings()
    checks = examine(
        settings, partial(key, settings), partial(casebook, settings), partial(library, settings), args.lang
    )
    if args.json:
        print(json.dumps({"checks": [check.model_dump() for check in checks]}, ensure_ascii=False))
    else:
        for check in checks:
            print(f"{'ok ' if check.ok else '!! '} {check.name}: {check.detail}")
    return 0 if all(check.ok for check in checks) else 4


_COMMANDS: dict[str | None, Callable[[argparse.Namespace], int]] = {
    "serve": _serve,
    "prepare": _prepare,
    "lint": _lint,
    "screen": _screen,
    "ask": _ask,
    "ingest": _ingest,
    "data": _data,
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
