"""The parser of the command line: every command and its options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from companion import __version__
from companion.errors import WrongUse
from companion.vocabulary import LANGS


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
    for name, text in (
        ("lint", "is it an open question?"),
        ("screen", "is this still a matter for questions?"),
        ("pseudonymise", "what would leave this machine instead?"),
    ):
        lines = commands.add_parser(name, parents=[shared], help=text)
        lines.add_argument("text", nargs="?")
        lines.add_argument("--jsonl", action="store_true", help='{"text"} a line on standard input')
    ask = commands.add_parser("ask", parents=[shared], help="what does the material say?")
    ask.add_argument("text", nargs="?")
    ask.add_argument("--jsonl", action="store_true", help='{"text"} a line on standard input')
    ask.add_argument("--json", action="store_true")
    _questions(commands.add_parser("questions", parents=[shared], help="questions for a theme, a format and a group"))
    _plan(commands.add_parser("plan", parents=[shared], help="a meeting plan that ends on time"))
    practise = commands.add_parser("practise", parents=[shared], help="train asking, with a case giver who is made up")
    practise.add_argument("--case", default="", metavar="ID", help="as --list names it")
    practise.add_argument("--list", action="store_true", help="the cases there are")
    practise.add_argument("--json", action="store_true")
    ingest = commands.add_parser("ingest", parents=[shared], help="own documents into the library")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    ingest.add_argument("--list", action="store_true", help="what lies there")
    ingest.add_argument("--remove", metavar="ID", help="as --list names it")
    ingest.add_argument("--json", action="store_true")
    _data(commands.add_parser("data", parents=[shared], help="what is stored about me"))
    evaluate = commands.add_parser("eval", parents=[shared], help="is it safe, confidential and true to the method?")
    evaluate.add_argument("--model", default="", metavar="NAME", help="a real model to try, as litellm names it")
    evaluate.add_argument("--judge", default="", metavar="NAME", help="a model that judges, in a table of its own")
    evaluate.add_argument("--out", type=Path, metavar="FOLDER", help="where the report is written")
    evaluate.add_argument("--force", action="store_true", help="overwrite the report after --out")
    evaluate.add_argument("--every", action="store_true", help="every voice on every case, which takes far longer")
    _pilot(commands.add_parser("pilot", help="for HR: the papers before a pilot, and the report on it"), shared)
    _charter(commands.add_parser("charter", parents=[shared], help="for HR: the charter of a network"))
    doctor = commands.add_parser("doctor", parents=[shared], help="is everything well?")
    doctor.add_argument("--json", action="store_true")
    return top


def _pilot(pilot: argparse.ArgumentParser, shared: _Parser) -> None:
    what = pilot.add_subparsers(dest="what", required=True, parser_class=_Parser, metavar="WHAT")
    pack = what.add_parser("pack", help="papers for the works council, the DPO and the management, from the settings")
    pack.add_argument("--out", required=True, type=Path, metavar="FOLDER")
    pack.add_argument("--force", action="store_true", help="write into a folder that is not empty")
    pack.add_argument("--lang", choices=[*LANGS, "both"], default="da", help="da, en or both")
    report = what.add_parser("report", parents=[shared], help="how much it is used, in counts of enough people")
    report.add_argument("--out", type=Path, metavar="FILE.docx/.pdf/.html/.md")
    report.add_argument("--force", action="store_true", help="overwrite the file after --out")
    report.add_argument("--close", action="store_true", help="end the period: everything but the report is deleted")
    report.add_argument("--json", action="store_true")


def _charter(charter: argparse.ArgumentParser) -> None:
    charter.add_argument("--answers", type=Path, metavar="FILE.yaml", help="by the ids of the questions; else it asks")
    charter.add_argument("--out", type=Path, metavar="FILE.md/.docx/.pdf")
    charter.add_argument("--force", action="store_true", help="overwrite the file after --out")
    charter.add_argument("--json", action="store_true")


def _data(data: argparse.ArgumentParser) -> None:
    data.add_argument("what", choices=["list", "export", "delete", "purge", "rotate"])
    data.add_argument("case", nargs="?", help="the case to delete, as `data list` names it")
    data.add_argument("--yes", action="store_true", help="do not ask first")
    data.add_argument("--out", type=Path, metavar="FILE.md/.json", help="where export is written")
    data.add_argument("--force", action="store_true", help="overwrite the file after --out")
    data.add_argument("--json", action="store_true")


def _questions(questions: argparse.ArgumentParser) -> None:
    formats = ["interview", "sparring", "plenary", "opening", "follow-up", "closing"]
    questions.add_argument("--theme", default="", help="a theme of the material, or your own words; or --brief alone")
    questions.add_argument("--format", required=True, choices=formats)
    questions.add_argument("--count", type=int, default=8)
    questions.add_argument("--brief", type=Path, metavar="FILE", help="questions to whoever brings this case")
    questions.add_argument("--group", choices=["new", "seasoned", "any"], default="any")
    questions.add_argument("--setting", choices=["internal", "across", "any"], default="any")
    questions.add_argument("--out", type=Path, metavar="FILE.md/.docx/.pdf")
    questions.add_argument("--cards", action="store_true", help="cards to cut out, after --out")
    questions.add_argument("--force", action="store_true", help="overwrite the file after --out")
    questions.add_argument("--json", action="store_true")


def _plan(plan: argparse.ArgumentParser) -> None:
    plan.add_argument("--meeting", required=True, choices=["first", "following", "sparring"])
    plan.add_argument("--minutes", required=True, type=int)
    plan.add_argument("--people", required=True, type=int, help="3 to 40; an outside facilitator is not counted")
    plan.add_argument("--cases", type=int, help="how many bring a case (default: as many as suit the time)")
    plan.add_argument("--online", action="store_true")
    plan.add_argument("--facilitator", choices=["one", "rolling", "outside"], default="one")
    plan.add_argument("--late", type=int, default=0, metavar="MINUTES", help="the plan for a start so much too late")
    plan.add_argument("--starts", metavar="HH:MM", help="the time of day it starts; times are then those of the clock")
    plan.add_argument("--date", metavar="YYYY-MM-DD", help="the day of the meeting, for the calendar")
    papers = ["facilitator", "participants"]
    plan.add_argument("--print", choices=papers, default="facilitator", help="whom the paper is for")
    plan.add_argument("--out", type=Path, metavar="FILE.md/.docx/.pdf/.ics")
    plan.add_argument("--force", action="store_true", help="overwrite the file after --out")
    plan.add_argument("--json", action="store_true")
