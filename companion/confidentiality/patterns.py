"""Identifiers that have a shape: numbers, addresses, accounts, organisations with a legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.confidentiality.entity import Entity, Kind

_CAP = r"[A-ZÆØÅÄÖÜÉ][\wæøåäöüé.\-]*"
_GRAND = r"(?:Store|Lille|Gammel|Gamle|Gl\.|Ny|Nye|Nørre|Sønder|Øster|Vester|Sankt|Sct\.|Skt\.|H\.?\s?C\.|[A-ZÆØÅ]\.)"
_STREET = (
    rf"(?:(?:{_GRAND}\s?)*[A-ZÆØÅ][\wæøå\-]*?(?:vej|gade|allé|alle|stræde|plads|pladsen|torv|torvet|boulevard|vænget|"
    rf"parken|haven|bakken|stien|krogen|kaj|engen|marken|toften|lunden)"
    rf"|(?:{_CAP}\s){{1,3}}(?:Vej|Gade|Allé|Alle|Stræde|Plads|Torv|Boulevard|Have|Kaj))"
)
_DOOR = (
    r"(?:\s?[A-Za-z](?![\wæøå]))?(?:,?\s(?:\d{1,2}\.|st\.?|kl\.?)(?:\s?(?:t\.?h\.?|t\.?v\.?|m\.?f\.?|\d{1,3})(?!\w))?)?"
)
_TOWN = r"\d{4}\s[A-ZÆØÅ][\wæøåé]+(?:\s(?:[A-ZÆØÅ]{1,2}(?!\w)|[A-ZÆØÅ][\wæøå]+))?"
_MONTH = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    r"January|February|March|May|June|July|August|October)"
)
_DATE = rf"\d{{1,2}}(?:\.?\s?{_MONTH}\s?(?:\d{{4}})?|[./-]\s?\d{{1,2}}[./-]\s?(?:\d{{4}}|\d{{2}}))"
_CRISIS = frozenset({"112", "114", "1813", "70201201", "116111", "116123"})
"""Numbers people are sent to for help: never masked. Livslinien, lægevagt, BørneTelefonen, the EU's help lines."""

_REG = r"(?i:(?:reg|konto|account)\w*\.?(?:\s?(?:nr|no|number)\.?)?):?\s*"
_ACCOUNT = rf"{_REG}(?P<x>\d{{4}}[\s,\-–]{{0,3}}(?i:konto\w*\.?:?\s*)?\d{{6,10}})(?!\d)"
_BORN = r"(?<![\d+])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}"
"""Day (plus 60 in a replacement number), month and year. Modulus 11 is not asked for: since 2007 numbers fail it."""
_EIGHT = r"\d{8}|\d{2}(?:[\s.\-]\d{2}){3}|\d{4}[\s-]\d{4}|\d{2}[\s-]\d{3}[\s-]\d{3}|\d{3}[\s-]\d{2}[\s-]\d{3}"

_SHAPES: tuple[tuple[Kind, str], ...] = (
    ("email", r"(?<![\w.+\-æøå])[\w.+\-æøå]+@[\w\-æøå]+(?:\.[\w\-æøå]+)+"),
    ("url", r"(?:https?://|www\.)[^\s<>”\"]*[^\s<>”\".,;:!?)\]]"),
    ("account", r"(?<![A-Za-z\d])[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,7}(?:\s?[A-Z\d]{1,3})?(?![A-Za-z\d])"),
    ("account", _ACCOUNT),
    ("cvr", r"(?i:(?:CVR|SE)(?:[\s-]?(?:nr|nummer|no|number)\.?)?):?\s*(?:DK)?(?P<x>\d{8}|\d{2}(?:\s\d{2}){3})(?!\d)"),
    ("cpr", rf"{_BORN}(?:\s?[-–]\s?|\s)?(?:\d{{4}}|[xX*]{{4}})(?!\d)"),
    ("phone", r"(?<!\w)(?:\+|00)(?!45)[1-9]\d{0,2}(?:[\s.\-]?\(?\d{1,4}\)?){2,5}(?!\d)"),
    ("phone", rf"(?<![\w+])(?:(?:\+|00)45[\s-]?)?(?:{_EIGHT})(?!\w|[.,]\d)"),
    ("phone", r"(?<![\w+])(?:\(\d{3}\)\s?|\d{3}-)\d{3}-\d{4}(?!\d)|(?<![\w+])0\d{2,4}\s\d{3,4}\s\d{3,4}(?!\d)"),
    ("address", rf"(?<!\w){_STREET}\s\d{{1,3}}{_DOOR}(?:,?\s{_TOWN})?"),
    ("address", rf"(?<![\w.]){_TOWN}"),
    ("address", rf"(?<!\w)\d{{1,4}}\s(?:{_CAP}\s){{1,3}}(?:Street|Road|Avenue|Lane|Drive|Close|Way)(?!\w)"),
    ("date", rf"(?:(?i:født|born|fødselsdag|f\.))\s(?:(?:den|d\.|on)\s)?(?P<x>{_DATE})"),
    ("other", r"(?<![\w/])[A-ZÆØÅ]{2}\s?\d{2}\s?\d{3}(?!\d)"),
    ("other", r"(?<![\w.@])@[\w.]{2,}\w"),
    ("organisation", r"(?<!\w)(?:[A-ZÆØÅ][\w&\-æøå]*\s(?:&\s)?){1,4}(?:A/S|ApS|I/S|K/S|IVS|AB|Ltd|Inc|GmbH)(?!\w)"),
    ("organisation", r"(?<!\w)(?:[A-ZÆØÅ][\wæøå\-]+\s(?:og\s)?){1,2}(?:Kommunes?|Universitet|Sygehus|Hospital)(?!\w)"),
    ("organisation", r"(?<!\w)Region\s(?:Hovedstaden|Sjælland|(?:Midt|Nord)jylland|Syddanmark|Midt|Nord|Syd)(?!\w)"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(shape)) for kind, shape in _SHAPES)
_POSTAL = re.compile(r"(?:19|20)\d\d\s")


def shaped(text: str) -> list[Entity]:
    """Every identifier with a shape, in order, never overlapping: the earlier rule wins."""
    taken: list[Entity] = []
    for entity in _matches(text):
        if all(entity.end <= other.start or entity.start >= other.end for other in taken):
            taken.append(entity)
    return sorted(taken, key=lambda entity: entity.start)


def _matches(text: str) -> Iterator[Entity]:
    for kind, shape in _COMPILED:
        for match in shape.finditer(text):
            group = "x" if "x" in shape.groupindex else 0
            start, end = match.span(group)
            found = text[start:end].rstrip(" ,.")
            if kind == "phone" and "".join(c for c in found if c.isdigit()) in _CRISIS:
                continue
            if kind == "address" and _POSTAL.match(found):
                continue
            yield Entity(start=start, end=start + len(found), text=found, kind=kind)
