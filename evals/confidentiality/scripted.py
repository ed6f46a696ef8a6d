"""Made-up cases with every identifier in them told: for `leaks`. Nothing here knows the detector or its lists.

Names and templates were written by hand; a random number, the same in every run, chooses among them. A third of the Danish
cases are typed in small letters, as on a telephone. Some names are everyday words too, and so are words beside them (bo, per).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from companion.vocabulary import Lang

_SLOT = re.compile(r"\{(\w+)\}")


class Label(NamedTuple):
    """An identifier of a case; of a person one word of the name."""

    kind: str
    text: str

    def times_in(self, text: str) -> int:
        """How often it stands there, in any case and any spacing, its genitive too."""
        return len(_pattern(self).findall(text))


class Reply(NamedTuple):
    """What a leader says; `bare` without any identifier in it."""

    text: str
    bare: str


class Script(NamedTuple):
    """A case, reply by reply. `roster`: empty in every other one."""

    number: int
    lang: Lang
    small: bool
    roster: tuple[str, ...]
    replies: tuple[Reply, ...]
    labels: tuple[Label, ...]


def scripts(count: int = 200) -> Iterator[Script]:
    """So many cases, the same in every run."""
    for number in range(count):
        yield _script(number, Random(number))


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return loaded


def _script(number: int, chance: Random) -> Script:
    lang: Lang = "en" if number % 5 == 4 else "da"
    small = lang == "da" and number % 3 == 0
    people = tuple(f"{chance.choice(_data()['first'])} {chance.choice(_data()['last'])}" for _ in range(3))
    slots = _numbers(chance)
    labels = [Label(kind, value) for kind, value in slots.items()]
    for letter, person in zip("abc", people, strict=True):
        first = person.split()[0]
        slots |= {letter: person, f"{letter}1": first, f"{letter}s": _owns(person), f"{letter}1s": _owns(first)}
        labels += [Label("person", word) for word in person.split()]
    replies = tuple(_filled(chance.choice(turn), slots, small) for turn in _data()[lang])
    said = "\n".join(reply.text for reply in replies)
    there = tuple(label for label in dict.fromkeys(labels) if label.times_in(said))
    return Script(number, lang, small, people if number % 2 else (), replies, there)


def _filled(template: str, slots: dict[str, str], small: bool) -> Reply:
    text, bare = _SLOT.sub(lambda slot: slots[slot[1]], template), _SLOT.sub("", template)
    return Reply(text.lower(), bare.lower()) if small else Reply(text, bare)


def _owns(name: str) -> str:
    return f"{name}'" if name[-1] in "sxz" else f"{name}s"


def _numbers(chance: Random) -> dict[str, str]:
    """One of each kind, in one of the ways in which it is written."""

    def digits(count: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(count))

    phone = chance.choice("23456789") + digits(7)
    pairs = " ".join(phone[at : at + 2] for at in range(0, 8, 2))
    born = f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randint(50, 99)}"
    who = chance.choice(_data()["first"]).lower().replace("ø", "oe").replace("-", "")
    return {
        "organisation": chance.choice(_data()["houses"]),
        "phone": chance.choice((phone, pairs, f"+45 {pairs}", f"{phone[:4]} {phone[4:]}")),
        "cpr": born + chance.choice(("-", "", " ")) + digits(4),
        "email": f"{who}.{chance.choice('kpx')}{digits(2)}@{chance.choice(('mail.dk', 'kommune.dk', 'gmail.com'))}",
        "address": f"{chance.choice(_data()['streets'])} {chance.randint(1, 199)}, {chance.choice(_data()['towns'])}",
        "plate": f"{chance.choice(('AB', 'CK', 'DX', 'EV'))} {digits(2)} {digits(3)}",
        "account": f"DK{digits(2)} {digits(4)} {digits(4)} {digits(4)} {digits(2)}",
        "url": f"https://www.{who}-{digits(3)}.dk/{chance.choice(('om', 'blog', 'sag'))}",
        "handle": f"@{who}_{digits(3)}",
    }


@cache
def _pattern(label: Label) -> re.Pattern[str]:
    letters = [re.escape(char) for char in label.text if char.isalnum()]
    if label.kind == "person":
        inner = re.escape(label.text) + "(?:['’]?s|['’])?"
    else:
        inner = r"[^\w\n]{0,3}_?".join(letters)
    return re.compile(rf"(?<![^\W_]){inner}(?![^\W_])", re.IGNORECASE)
