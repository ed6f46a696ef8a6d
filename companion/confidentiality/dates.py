"""Dates that identify: a day on which something happened to a person, a birthday, a day with its year.

A day alone says little of who it is about ("the meeting is on 3 May"), and hiding each of them would cost the leader's
own words their sense. It is hidden where the sentence it stands in tells of what happens to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    r"january|february|march|may|june|july|october|jan|feb|mar|apr|jun|jul|aug|sept?|o[kc]t|nov|dec)(?!\w)\.?"
)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_DAY = r"(?<![\d.,/:-])(?:[0-2]?\d|3[01])"
_NUMBERS = rf"{_DAY}(?:/(?:1[0-2]|0?[1-9])|[.-]\s?(?:1[0-2]|0?[1-9])(?=[.-]\s?\d)|\.(?:1[0-2]|0?[1-9])\.)"
_DATE = re.compile(
    rf"(?:(?P<y0>{_YEAR})-\d\d-\d\d(?!\d)"
    rf"|{_DAY}(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?P<m1>{_MONTH})(?:,?\s?(?P<y1>{_YEAR}|['’]\d\d(?!\d)))?"
    rf"|(?<!\w)(?P<m2>{_MONTH})\s(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?(?![\d:.]\d)(?:,?\s(?P<y2>{_YEAR}))?"
    rf"|{_NUMBERS}(?:\s?[./ -]\s?(?P<y3>{_YEAR}|\d\d(?!\d)))?(?!\d|[-.]\d))",
    re.IGNORECASE,
)


def _any_of(words: str) -> re.Pattern[str]:
    """Any of the words; a star stands for an ending, a low line for a space."""
    shapes = (re.escape(word).replace(r"\*", r"\w*").replace("_", " ") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(shapes)})(?!\w)", re.IGNORECASE)


_HAPPENED = _any_of(
    """født fødselsda* dob date_of_birth f. sygemeld* sygmeld* sygdom syg raskmeld* indlagt opereret operation* begrav* bisat
    bisættelse* død* dør mistede afskedig* fyret fyring fyrede fyredes bortvis* opsagt opsige* opsigelse* sagde_op sagt_op
    fratråd* fratræd* ansat ansættelse* barsel* orlov* fødte føder termin nedkom* ulykke* skade faldt styrtede besvimede
    overfald* slået slog selvmord* diagnos* skilt skilsmisse* gift bryllup advarsel anholdt politianmeld* kollaps* brød_sammen
    stoppede startede
    born birthday sick signed_off hospital* operat* surgery buried funeral died death passed_away lost dismiss* fired laid_off
    let_go resign* quit hired joined maternity leave accident injur* broke fell came_off collapsed attack* assault* hit suicide
    divorc* wedding married warning arrested miscarr*"""
)
_SOMEBODY = _any_of("han hun ham hende hans hendes he she him his her hers")
_PLANNED = _any_of(
    """møde mødet møder *møde *mødet mødes frist* deadline* senest seminar* kursus invit* dagsorden* budget* rapport* version*
    temadag* ferie* konference* generalforsaml* aflyst udsat
    meeting* meet meets due report* agenda workshop* conference holiday* postponed cancelled lov loven bekendtgørelse*"""
)
"""What is planned and written, not what happens to people: a date with its year says little there."""
_BORN_ON = re.compile(
    r"(?<!\w)(?:f\.|født(?:\sden)?|fødselsdato|fødselsdag|dob|date of birth|born)\s?:?\s(?P<x>\d{6}(?!\d))",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[!?\n]|(?<![\d ]\d)(?<!\d)(?<!\bd)(?<!\bf)\.(?=\s+[A-ZÆØÅ\"”])")
_LONGEST = 300
"""Characters either side in which the sentence is looked for."""


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Where the identifying dates stand."""
    for match in _DATE.finditer(text):
        start, end = match.span()
        while text[end - 1] in ". ,":
            end -= 1
        if not any(char.isdigit() for char in text[start:end]):
            continue
        around = _sentence(text, start, end)
        plain = any(match[part] for part in ("y0", "y1", "y2", "y3", "m1", "m2")) or _SOMEBODY.search(around)
        if _HAPPENED.search(around) or (plain and not _PLANNED.search(around)):
            yield start, end
    for match in _BORN_ON.finditer(text):
        yield match.span("x")


def _sentence(text: str, start: int, end: int) -> str:
    """What stands around a date, to the nearest ends of sentences."""
    before = _ENDS.split(text[max(0, start - _LONGEST) : start])[-1]
    return before + " " + _ENDS.split(text[end : end + _LONGEST])[0]
