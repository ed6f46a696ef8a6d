"""Postal addresses, from the street to the town as one: "Strandvejen 14, 2. tv., 5500 Middelfart"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.confidentiality.lexicon import key_of, lexicon

_CAP = r"[A-ZÆØÅÄÖÜÉ][\wæøåäöüé.'’\-]*"
_ENDS = (
    r"vej|gade|allé|alle|stræde|plads|torv|boulevard|vænge|park|have|bakke|sti|krog|kaj|eng|mark|toft|lund|dal|høj|skov|"
    r"banke|kvarter|passage"
)
_WORDS = r"Vej|Gade|Allé|Alle|Stræde|Plads|Torv|Boulevard|Have|Kaj|Park|Vænge"
_GRAND = (
    r"(?:Store|Lille|Gammel|Gamle|Gl\.|Ny|Nye|Nørre|Nr\.|Sønder|Sdr\.|Øster|Vester|Sankt|Sct\.|Skt\.|"
    r"H\.?\s?C\.|[A-ZÆØÅ]\.|[A-ZÆØÅ][\wæøå]+s(?=\s))"
)
_STREET = (
    rf"(?:(?:{_GRAND}\s?)*[A-ZÆØÅ][\wæøå\-]*?(?:{_ENDS}|stien|krogen)(?:en|n|et|t)?(?![\wæøå])|"
    rf"(?:{_CAP}\s){{1,3}}(?:{_WORDS})(?!\w))"
)
_LOWER_STREET = (
    r"(?:(?:store|lille|gl\.?|gammel|ny|nørre|sønder|øster|vester|sankt|sct\.?|skt\.?|h\.?\s?c\.?)\s)?"
    r"(?:[a-zæøåé]{3,}\s(?:allé|alle|vej|gade|plads|torv)|[a-zæøåé]{2,}(?:vej|gade|allé|stræde|boulevard|vænge|torv|plads)(?:en|n|et|t)?)(?![\wæøå])"
)
_SIDE = r"(?:t\.?\s?h|t\.?\s?v|m\.?\s?f)\.?(?!\w)"
_DOOR = (
    r"(?:\s?[A-Za-z](?![\wæøå]))?"
    rf"(?:,?\s(?:(?:\d{{1,2}}\.?\s?sal|\d{{1,2}}\.|st\.?|stuen|kl\.?|kld\.?)"
    rf"(?:,?\s?(?:{_SIDE}|dør\s\w+|lejl\.?\s\w+|\d{{1,3}}(?!\w)))?"
    rf"|\d{{1,2}}\s?{_SIDE}))?"
)
_TOWN = (
    r"(?:DK[\s-]?)?\d{4}\s(?:(?:Kgs|Kbh|Nr|Sdr|Gl|St|Ll|Store|Lille|Nørre|Sønder|Vester|Øster)\.?\s)?[A-ZÆØÅ][\wæøåé]*"
    r"(?:\s(?:[A-ZÆØÅ]{1,2}(?!\w)|[A-ZÆØÅ][\wæøå]+))?"
)
_LOWER_TOWN = r"\d{4}\s[a-zæøåé]{2,}(?:\s(?:[nsvøckmf]|nv|sv|nø|sø)(?!\w))?"
_HOUSE = rf"\s\d{{1,3}}{_DOOR}"
_ROAD = (
    r"(?:Street|Road|Avenue|Lane|Drive|Close|Way|Court|Terrace|Crescent|Gardens|Place|Square|Hill|Row|St\.|Rd\.|Ave\.)"
)
_FLAT = r"(?:Flat|Apt\.?|Apartment|Unit|Suite|Room)\s\w+"
_DISTRICT = r"(?:\s(?:[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}|[A-Z]{2}\s\d{5}|\d{5}|\d{1,2}(?!\d)))?"
_ADDRESSES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?<!\w){_STREET}{_HOUSE}(?:,?\s(?:{_TOWN}))?",
        rf"(?<!\w){_LOWER_STREET}{_HOUSE}(?:,?\s(?:{_TOWN}|{_LOWER_TOWN}))?",
        rf"(?<![\w-])(?:{_FLAT},?\s)?\d{{1,5}}[A-Za-z]?\s(?:{_CAP}\s){{1,3}}{_ROAD}(?!\w)(?:,\s{_FLAT})?"
        rf"(?:,\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?{_DISTRICT})?",
        r"(?<![\w-])\d{1,4}[a-z]?\s(?:[a-z]+['’]s\s(?:steps|yard|row|rise|mews|close|court|drive|place|hill)|"
        r"(?!years|days|more|other|new|the|of|or|mile|lane)[a-z'’]{4,}\s(?:street|road|avenue|lane|terrace|crescent|gardens))(?!\w)",
        r"(?<!\w)[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|stigen|torget|straße|strasse|gata)\s\d{1,3}[A-Za-z]?"
        r"(?:,\s(?:\d{3}\s\d{2}|\d{4,5})\s[A-ZÅÄÖ][a-zåäöøæü]+)?",
        rf"(?<![\w.]){_TOWN}",
        r"(?<!\w)(?:\d{1,4}[A-Za-z]?\s(?:[A-Z][\w'’]*\s){1,3},?\s?)?(?:[A-Z][a-z]+\s)?[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}(?!\w)",
    )
)
_YEAR = re.compile(r"(?:19|20)\d\d\s")
_NEXT_TOWN = re.compile(r",\s(?P<town>[A-ZÆØÅ][\wæøåé]+)(?!\w)")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand, those with a street first; a town after the comma belongs to it."""
    for shape in _ADDRESSES:
        for match in shape.finditer(text):
            start, end = match.span()
            if _YEAR.match(match.group()):
                continue
            town = _NEXT_TOWN.match(text, end)
            if town and key_of(town["town"]) in lexicon().places:
                end = town.end()
            yield start, end
