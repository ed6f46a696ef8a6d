"""Identifiers that have a shape: numbers, accounts, links, handles, organisations with a legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import cast

from companion.confidentiality.addresses import addresses
from companion.confidentiality.dates import dates
from companion.confidentiality.entity import Entity, Kind
from companion.confidentiality.kept import Kept

_CRISIS = frozenset({"112", "114", "1813", "70201201", "116111", "116123"})
"""Numbers people are sent to for help: never masked. Livslinien, lægevagt, BørneTelefonen, the EU's help lines."""

_NUMBER = r"(?:\s?(?:nr|no|number|nummer)\.?)?"
_REG = rf"(?i:(?:reg|registreringsn|konto|kto|account|bank)\w*\.?{_NUMBER})(?:\s(?:er|is))?[:,]?\s*"
_ACCOUNT = (
    rf"{_REG}(?P<x>\d{{4}}(?:[\s,\-–]{{0,3}}|,?\s(?:og|and)\s)"
    rf"(?i:(?:konto|kto|account)\w*\.?{_NUMBER}:?\s*)?(?:\d\s?){{5,9}}\d)(?!\d)"
)
_BORN = r"(?<![\d+])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?P<gap>\s?)(?:0[1-9]|1[0-2])(?P=gap)\d{2}"
"""Day (plus 60 in a replacement number), month and year. Modulus 11 is not asked for: since 2007 numbers fail it."""
_CAR = r"(?i:nummerplad\w*|nr\.?\s?plad\w*|plad\w*|indreg\w*|reg\.?\s?nr\.?|trailer\w*|anhænger\w*|"
_CAR += r"bil(?:en)?|vogn(?:en)?|license plate|number plate|registration|plate|car|van|truck)"
_EIGHT = (
    r"\d{8}|\d{2}(?:[\s.\-]\d{2}){3}|\d{4}[\s.]\d{4}|(?!(?:19|20)\d\d-)\d{4}-\d{4}|\d{2}[\s-]\d{3}[\s-]\d{3}|"
    r"\d{3}[\s-]\d{2}[\s-]\d{3}|\d{3}[\s-]\d{3}[\s-]\d{2}"
)
_NO_INITIALS = "|".join("U.S U.K D.C E.U P.S N.B A.D B.C I.T H.R O.K B.T G.P".replace(".", r"\.?").split())
_ID = (
    r"(?i:(?:employee|staff|personnel|payroll|member|patient|badge|customer|client|case|file|user|journal|medarbejder|løn|"
    r"personale|kunde|medlems?|sags?|bruger|borger|elev)(?:-?id|[\s-]?(?:nr|no|number|nummer(?:et)?)))"
    r"\.?(?:\s(?i:er|is))?[:,]?\s"
)
"""What a number follows that a workplace gave somebody."""
_ENDINGS = r"dk|com|org|net|eu|io|se|no|de|fi|nl|pl|uk|info|nu|me|app|dev|online|biz"

_SHAPES: tuple[tuple[Kind, str], ...] = (
    ("email", r"(?<![\w.+\-æøå])[\w.+\-æøå]+@[\w\-æøå]+(?:\.[\w\-æøå]+)+"),
    ("url", r"(?i:https?://|www\.)[^\s<>”\"]*[^\s<>”\".,;:!?)\]]"),
    ("url", rf"(?<![\w@.\-])(?:[\wæøå\-]+\.)+(?:{_ENDINGS})(?![\w\-@])(?:/(?:[^\s<>”\"]*[^\s<>”\".,;:!?)\]])?)?"),
    ("account", r"(?<![A-Za-z\d])[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,3})?(?![A-Za-z\d])"),
    ("account", _ACCOUNT),
    ("cvr", r"(?i:(?:CVR|SE)(?:[\s-]?(?:nr|nummer|no|number)\.?)?):?\s*(?:DK)?(?P<x>\d{8}|\d{2}(?:\s\d{2}){3})(?!\d)"),
    ("cvr", r"(?<!\w)DK[\s-]?(?:\d{8}|\d{2}(?:\s\d{2}){3})(?!\d)"),
    ("account", r"(?<!\d)(?:\d{2}-\d{2}-\d{2}\s\d{6,8}|\d{4}\s\d{10}|\d{4}\s\d{4}\s\d{3}\s\d{3})(?!\d)"),
    ("account", r"(?i:sort\scode):?\s(?P<x>\d{2}[-\s]?\d{2}[-\s]?\d{2})(?!\d)"),
    ("account", r"(?i:account(?:\s(?:no|number)\.?)?|konto(?:\s?nr\.?|nummer)?):?\s(?:(?i:is|er)\s)?(?P<x>\d{6,12})(?!\d)"),
    ("cpr", r"(?<!\w)[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?!\w)|(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
    ("cpr", r"(?<!\d)(?:19|20)?\d{6}[-+]\d{4}(?!\d)|(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}\s?\d{5}(?!\d)"),
    ("cpr", r"(?<!\w)\d{7}[A-W][A-IW]?(?!\w)"),
    ("cpr", rf"{_BORN}(?:\s?[-–]\s?|\s)?(?:\d{{4}}|[xX*]{{4}})(?!\d)"),
    ("phone", r"(?<!\w)(?:\+|00)(?!45)[1-9]\d{0,2}(?:[\s.\-]?\(?\d{1,4}\)?){2,5}(?!\d)"),
    ("phone", r"(?<![\w+])(?:\(\d{3}\)\s?|\d{3}-)\d{3}-\d{4}(?!\d)|(?<![\w+])0\d{2,4}\s(?:\d{3,4}\s\d{3,4}|\d{6})(?!\d)"),
    ("phone", r"(?<![\w+])\(\d{2}\)\s?\d{2}(?:\s?\d{2}){2}(?!\d)"),
    ("phone", r"(?<![\w+])0\d{1,3}-\d{2,3}(?:\s?\d{2}){2}(?!\d)"),
    ("phone", rf"(?<![\w+])(?:(?:\+|00|\(\+)45\)?[\s-]?)?(?:{_EIGHT})(?!\w|[.,]\d)"),
    ("phone", r"(?i:phone|call|tel\.?|cell|mobile|ring|text|tlf\.?|lokal(?:nr\.?|nummer)?|ext\.?)"
     r"(?:\s(?i:me|him|her|on|på|til))*:?\s"
     r"(?P<x>\d{3,5}[-\s]\d{3,6})(?!\d)"),
    ("other", r"(?<![\w/])[A-ZÆØÅ]{2}\s?\d{2}[\s.]?\d{3}(?!\d)|(?<![\w/])[a-z]{2}\s\d{2}\s\d{3}(?!\d)"),
    ("other", r"(?<![\w/])(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[a-z]{2}\d{2}\s[a-z]{3})(?!\w)"),
    ("other", r"(?<![\w/])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}\s?\d{1,4}(?!\w)"),
    ("other", rf"{_CAR}(?:\s(?i:er|is|nr\.?|no\.?|med|with|på))?[:,]?\s\(?"
     r"(?P<x>[A-Za-zÆØÅ]{1,3}[\s-]?(?=[\w ]*\d)[A-Z\d]{2,5}(?:\s?\d{2,3})?)(?!\w)"),
    ("other", rf"{_CAR}\s(?P<x>\d{{1,3}}-[A-Z\d]{{1,5}}(?:-\d{{1,6}})?)(?!\w)"),
    ("other", r"(?<![\w/])(?P<x>[A-Z]{3}\s?\d{2}[A-Z\d])(?!\w)"
     r"(?=[^.!?]{0,30}(?:holder|parker|står|kørte|was|is parked|drove))"),
    ("other", r"(?<![\w/])(?!(?:ISO|DS|EN|PDF|UTF|MP|CO|OK|TV|EU)\s?\d)"
     r"[A-ZÆØÅ]{2}\s(?!(?:19|20)\d\d)\d{4}(?![\d.]|\s?kr)"),
    ("other", rf"{_ID}(?P<x>[A-Z]{{0,3}}\d[\d\-/.]{{2,}}\d)(?!\w)"),
    ("other", r"(?<![\w/\-])[a-z]{1,3}\d{5,8}(?!\w)"),
    ("other", r"(?<![\w.@])@[\w.\-]*\w"),
    ("other", r"(?<![\w.])\w[\w\-æøå]{2,}\.(?i:docx?|xlsx?|pptx?|odt|pdf|txt|csv|msg|eml|jpe?g|png)(?!\w)"),
    ("person", r"(?<![\w*])[A-ZÆØÅ](?:\w*\*+\w[\w*]*|\w*\*{3,})(?!\w)"),
    ("person", r"(?<![\w-])[A-Za-zÆØÅæøå](?:-[A-Za-zæøå]){3,}(?![\w-])"),
    ("person", r"(?<![\w-])(?!A-[BZ])[A-ZÆØÅ]-[A-ZÆØÅ](?![\w-])"),
    ("person", rf"(?<![\w.])(?!(?:{_NO_INITIALS})\.)(?:[A-ZÆØÅ]\.\s?){{2,3}}"
     r"(?![\w])(?!\s?[A-ZÆØÅ][a-zæøå])"),
    ("organisation", r"(?<!\w)(?:[A-ZÆØÅ][\w&\-æøå]*\s(?:&\s)?){1,4}(?:A/S|ApS|I/S|K/S|IVS|AB|Ltd|Inc|GmbH)(?!\w)"),
    ("organisation", r"(?<!\w)(?:[A-ZÆØÅ][\wæøå\-]+\s(?:og\s)?){1,2}(?:Kommunes?|Universitet|Sygehus|Hospital)(?!\w)"),
    ("organisation", r"(?<!\w)(?:Afsnit|Afdeling|Ward|Unit|Fabrik|Værk|Laboratorium|Lab|Team|Hold|Bygning|Stue|Medicinsk|"
     r"Kirurgisk|afsnit|ward|afdeling)\s(?:\d{1,2}[A-Z]?|[A-Z]\d{1,3})(?!\w|[.,]\d)"),
    ("organisation", r"(?<!\w)Region\s(?:Hovedstaden|Sjælland|(?:Midt|Nord)jylland|Syddanmark|Midt|Nord|Syd)(?!\w)"),
)  # fmt: skip
_PUBLIC = frozenset({"borger.dk", "sundhed.dk", "virk.dk", "at.dk", "retsinformation.dk", "livslinien.dk"})
"""Addresses everybody has."""
_SIGNS: dict[Kind, tuple[str, ...]] = {
    "email": ("@",),
    "other": ("@", "."),
    "url": (".",),
    "person": (".", "*", "-"),
    "organisation": (
        "A/S", "ApS", "I/S", "K/S", "IVS", "AB", "Ltd", "Inc", "GmbH",
        "Kommune", "Universitet", "Sygehus", "Hospital", "Region",
    ),
}  # fmt: skip
"""A shape without a digit has one of these."""
_DIGITS = re.compile(r"(?<![A-Z]_)(?<!\d)\d+")
"""Not those of a placeholder, which are part of nothing else."""
APART = "\ue000"
"""Between texts that are looked at together: a character nobody writes, and no space, so that nothing reaches across it."""
_kept: Kept[tuple[tuple[int, int, Kind], ...]] = Kept(2048)
_REACH = 120
"""Characters from a digit within which the rest of an identifier stands: a word for an account, a street before its number."""
_COMPILED = tuple((kind, re.compile(shape)) for kind, shape in _SHAPES)


def shaped(text: str) -> list[Entity]:
    """Every identifier with a shape, in order, never overlapping: the earlier rule wins."""
    found: list[Entity] = []
    begins = 0
    for part in text.split(APART):
        inner = part.strip("\n")
        first = begins + len(part) - len(part.lstrip("\n"))
        for start, end, kind in _kept.of(inner, partial(_shaped, inner)):
            found.append(Entity(start=first + start, end=first + end, text=inner[start:end], kind=kind))
        begins += len(part) + len(APART)
    return found


def _shaped(text: str) -> tuple[tuple[int, int, Kind], ...]:
    taken: list[Entity] = []
    for entity in _matches(text):
        if all(entity.end <= other.start or entity.start >= other.end for other in taken):
            taken.append(entity)
    return tuple(sorted((entity.start, entity.end, entity.kind) for entity in taken))


def _matches(text: str) -> Iterator[Entity]:
    """Every match, those that say most of what they are first: a number on a street is no phone number."""
    near = _near_digits(text)
    if near:
        yield from _numbers(text)
    for kind, shape in _COMPILED:
        for first, last in _where(kind, shape.pattern, text, near):
            for match in shape.finditer(text, first, last):
                start, end = match.span("x" if "x" in shape.groupindex else 0)
                found = text[start:end].rstrip(" ,.")
                if not _everybodys(kind, found):
                    yield Entity(start=start, end=start + len(found), text=found, kind=kind)


def _where(kind: Kind, shape: str, text: str, near: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The stretches in which a shape can stand at all: most texts lack the sign without which there is none."""
    if r"\d" in shape:
        return near
    return [(0, len(text))] if any(sign in text for sign in _SIGNS[kind]) else ()


def _near_digits(text: str) -> list[tuple[int, int]]:
    """Around every digit, in order, without overlap."""
    near: list[tuple[int, int]] = []
    for match in _DIGITS.finditer(text):
        start, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        if near and start <= near[-1][1]:
            start = near.pop()[0]
        near.append((start, end))
    return near


def _numbers(text: str) -> Iterator[Entity]:
    """Addresses and dates, which are made of more than one shape."""
    for kind, places in (("address", addresses(text)), ("date", dates(text))):
        for start, end in places:
            found = text[start:end].rstrip(" ,")
            yield Entity(start=start, end=start + len(found), text=found, kind=cast(Kind, kind))


def _everybodys(kind: Kind, found: str) -> bool:
    """True for numbers people are sent to for help, and the like: they identify nobody."""
    if kind == "phone":
        return "".join(char for char in found if char.isdigit()) in _CRISIS
    return kind == "url" and found.lower().removeprefix("www.") in _PUBLIC
