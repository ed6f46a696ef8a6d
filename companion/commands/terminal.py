"""Speaking with a leader in a terminal: what is said goes to standard error, so that standard output holds the brief
alone; an answer is as many lines as it takes and ends with an empty one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal

from companion.vocabulary import Both, Lang

Press = Literal["answer", "skip", "another", "more", "back", "keep", "stop", "pause", "help"]
_PRESSES: tuple[tuple[Press, Both, Both], ...] = (
    ("skip", Both(da="/spring", en="/skip"), Both(da="spring over", en="skip")),
    ("another", Both(da="/anden", en="/another"), Both(da="et andet spørgsmål", en="another question")),
    ("more", Both(da="/mere", en="/more"), Both(da="et spørgsmål mere her", en="one more question here")),
    ("back", Both(da="/tilbage", en="/back"), Both(da="ret svaret før", en="change the answer before")),
    ("keep", Both(da="/behold", en="/keep"), Both(da="lad dine ord stå", en="let your words stand")),
    ("stop", Both(da="/oplæg", en="/stop"), Both(da="nok, vis oplægget", en="enough, show the brief")),
    ("pause", Both(da="/pause", en="/pause"), Both(da="luk for i dag", en="close for today")),
    ("help", Both(da="/hjælp", en="/help"), Both(da="denne liste", en="this list")),
)
_BY_WORD: dict[str, Press] = {word: press for press, words, _ in _PRESSES for word in (words.da, words.en)}
_UNKNOWN = Both(
    da="Den kommando kender jeg ikke. /hjælp viser dem, jeg kender.",
    en="I do not know that command. /help lists those I do.",
)
_HOW = Both(
    da="Skriv på så mange linjer, du vil, og slut med en tom linje. Du kan også skrive:",
    en="Write as many lines as you like and end with an empty one. You can also write:",
)


@dataclass(frozen=True)
class Said:
    """What the leader did, and the words that stood there when they did it."""

    press: Press
    text: str


class Left(Exception):
    """The leader left: end of input, or Ctrl+C. `half`: the lines that stood unfinished."""

    def __init__(self, half: str) -> None:
        super().__init__()
        self.half = half


def say(text: str = "") -> None:
    """A paragraph to the leader."""
    print(f"{text}\n", file=sys.stderr, flush=True)


def commands(lang: Lang) -> str:
    """The commands, as they are shown once. Those of both languages are understood."""
    rows = [f"  {words.to(lang):10} {what.to(lang)}" for _, words, what in _PRESSES]
    return "\n".join([_HOW.to(lang), *rows])


def line(prompt: str) -> str:
    """One line, stripped; Left when there is none to come."""
    print(prompt, end=" ", file=sys.stderr, flush=True)
    try:
        return _cleaned(input()).strip()
    except (EOFError, KeyboardInterrupt):
        raise Left("") from None


def answer(lang: Lang) -> Said:
    """Lines up to an empty one, or up to a command on a line of its own. Input that ends after some lines ends them."""
    lines: list[str] = []
    while True:
        try:
            typed = _cleaned(input())
        except EOFError:
            if lines:
                return Said("answer", _joined(lines))
            raise Left("") from None
        except KeyboardInterrupt:
            raise Left(_joined(lines)) from None
        word = typed.strip().lower()
        if word in _BY_WORD:
            return Said(_BY_WORD[word], _joined(lines))
        if word.startswith("/") and " " not in word:
            say(_UNKNOWN.to(lang))
        elif typed.strip():
            lines.append(typed)
        else:
            return Said("answer", _joined(lines))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()


def _cleaned(text: str) -> str:
    """Without NUL, and without bytes that were not text in the terminal's encoding."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
