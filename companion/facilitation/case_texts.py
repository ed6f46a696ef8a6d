"""A case brief as a facilitator receives it: made here as Markdown or Word, or pasted; read for its steps and its wish."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from companion.brief import words
from companion.confidentiality.roles import people, with_roles
from companion.facilitation.themes import steps
from companion.library import ooxml, sniff
from companion.library.refusals import LONGEST, Unreadable, refusal
from companion.library.words import load_vocabulary
from companion.resources import MOST_BYTES
from companion.vocabulary import LANGS, Both, Lang, Word

Wish = Literal["", "listen"]
_MARKED = re.compile(r"^[\s>#*_•-]*(?P<label>[^:?\n]{2,60}[?:]?)[*_]*[:]?[*_]*\s*(?P<said>.*)$")
_BOLD = re.compile(r"^[\s>]*\*\*(?P<label>[^*]+?):?\*\*:?\s*(?P<said>.*)$")
_ESCAPED = re.compile(r"\\([^\w\s])")
_LISTEN = re.compile(
    r"hør mig|høre mig|lyt(?:ter?)? til mig|(?:skal|bare|kun|vil|må gerne|ønsker[^.]{0,20}) (?:bare |kun )?lytte|"
    r"bliver? lyttet|blive hørt|(?:gerne|bare|kun|vil) høres|hear me|listen|be heard",
    re.IGNORECASE,
)


class CaseText(Word):
    """What a brief says, names turned into roles. `said`: by step; `room`: the step left for the room, or ""."""

    lang: Lang
    said: dict[str, str]
    wish: Wish = ""
    room: str = ""
    about: tuple[str, ...] = ()
    """The key question and the dilemma, where it has them."""


class Line(NamedTuple):
    """`label`: what it stands under, "" where that is the line before it; `raw`: all of it, without its markup."""

    label: str
    text: str
    raw: str


def read_text(path: Path) -> str:
    """The text of a .docx, or of any other file as plain text, line by line. WrongUse says what is wrong with it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refusal("too_long")
        data = path.read_bytes()
    except FileNotFoundError:
        raise refusal("missing") from None
    except IsADirectoryError:
        raise refusal("folder") from None
    except OSError:
        raise refusal("forbidden") from None
    return text_of(data, path.suffix.lower())


def text_of(data: bytes, ending: str) -> str:
    """The same of what a file holds; `ending` as ".docx"."""
    if len(data) > MOST_BYTES:
        raise refusal("too_long")
    try:
        text = _word(data) if ending == ".docx" else _plain(data)
    except Unreadable as problem:
        raise refusal(problem.reason) from None
    return text[:LONGEST]


def in_roles(text: str, lang: Lang) -> str:
    """The text with a role for every name, and without numbers and addresses."""
    spoken = load_vocabulary().language(text, lang)
    return with_roles(text, people([text], spoken), spoken)


def _plain(data: bytes) -> str:
    sniff.check(data, "txt")
    return sniff.decoded(data)


def _word(data: bytes) -> str:
    """Headings as the bold labels they are in Markdown. XML that is none is a SyntaxError to its reader."""
    from docx.opc.exceptions import OpcError

    sniff.check(data, "docx")
    ooxml.check_archive(data, "docx")
    try:
        blocks = ooxml.docx_blocks(data)
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError):
        raise Unreadable("damaged") from None
    text = "\n".join(f"**{block.text}**" if block.level else block.text for block in blocks)
    sniff.check_readable(text)
    return text


def case_text(text: str, lang: Lang) -> CaseText:
    """The brief in `text`, or a text in which everything is the problem. No name and no number is left in it."""
    parts: dict[str, list[str]] = {}
    under, waits = "problem", False
    for line in _lines(text):
        if waits and line.label and not line.text and (line.label == "open" or line.raw.endswith("?")):
            line = Line("", line.raw, line.raw)  # what a heading stands over may itself be set as one
        under = line.label or under
        waits = bool(line.label) and not line.text
        if line.text and line.raw not in (words.FOOT.da, words.FOOT.en):
            parts.setdefault(under, []).append(line.text)
    spoken = load_vocabulary().language(text, lang)
    whole = {name: "\n".join(said) for name, said in parts.items()}
    known = people(list(whole.values()), spoken)
    hidden = {name: with_roles(said, known, spoken) for name, said in whole.items()}
    return CaseText(
        lang=spoken,
        said={step.name: hidden[step.name] for step in steps() if step.name in hidden},
        wish=_wish(hidden, text),
        room=_room(hidden.get("room", "")),
        about=tuple(hidden[name] for name in ("key_question", "dilemma") if name in hidden),
    )


def _wish(parts: dict[str, str], text: str) -> Wish:
    """As the brief says it; in a pasted text that has no such line, as it is said anywhere."""
    asked = parts.get("wish", "" if len(parts) > 1 else text)
    return "listen" if _LISTEN.search(asked) else ""


def _room(asked: str) -> str:
    first = asked.split("\n")[0]
    return next((one.name for one in steps() if first in (one.question.da, one.question.en)), "")


def _lines(text: str) -> Iterator[Line]:
    """Line by line, without its markup: what it says, and the label it begins with or is."""
    for raw in text.splitlines():
        bold = _BOLD.match(raw)
        found = bold or _MARKED.match(raw)
        label = _labels().get(_bare(found["label"])) if found else None
        if found and (label or bold):
            yield Line(label or "open", _clean(found["said"]), _clean(raw))
        else:
            yield Line("", _clean(raw), _clean(raw))


def _clean(raw: str) -> str:
    text = _ESCAPED.sub(r"\1", html.unescape(raw))
    return text.strip(" \t>*_#|").strip('”“"')


def _bare(label: str) -> str:
    return _ESCAPED.sub(r"\1", html.unescape(label)).strip(" \t>*_#:?•-").casefold()


@cache
def _labels() -> dict[str, str]:
    """Every label a brief may carry, bare, and what stands under it."""
    ours = {
        "wish": words.WISH, "dilemma": words.DILEMMA, "key_question": words.KEY_QUESTION, "room": words.ROOM,
        "confidential": words.CONFIDENTIAL, "party": words.PARTY, "round": words.ROUND, "next": words.NEXT_TIME,
    }  # fmt: skip
    ours["skipped"] = Both(**{lang: words.SKIPPED.to(lang).split(":")[0] for lang in LANGS})
    found = {_bare(both.to(lang)): name for name, both in ours.items() for lang in LANGS}
    for step in steps():
        for both in (step.heading, step.title, step.question):
            found |= {_bare(both.to(lang)): step.name for lang in LANGS}
    return found


def first_words(said: str, most: int = 120) -> str:
    """The first sentence of what was said, or as much of it as can be quoted."""
    sentence = re.split(r"(?<=[.!?])\s|\n", said.strip(), maxsplit=1)[0]
    return sentence if len(sentence) <= most else sentence[:most].rsplit(None, 1)[0].rstrip(",;:–- ") + " …"


def texts(case: CaseText) -> Sequence[str]:
    """All that may tell what the case is about, the shortest way of saying it first."""
    return (*case.about, *case.said.values())
