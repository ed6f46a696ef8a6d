"""What the leader calls a person beside a name: "min souschef Birgitte", "Kasper, som er teamleder"."""

from __future__ import annotations

import re
from typing import NamedTuple

_DA = (
    r"[a-zæøå-]*(?:leder|chef|medarbejder|kollega|assistent|konsulent|pædagog|lærer|sygeplejerske|sekretær|koordinator|"
    r"direktør|formand|repræsentant|tillidsmand|mester|ingeniør|udvikler|rådgiver|sagsbehandler|vikar|elev|praktikant|"
    r"makker|partner|bogholder|teknolog|terapeut|psykolog|økonom|pedel|tekniker|montør|tolk|læge|hjælper|specialist|"
    r"planlægger|håndværker|sælger|kunde|borger|beboer|patient|studentermedhjælper)"
)
_DA_SHORT = r"TR|AMR|kok|ven|mand|kone|søn|datter|bror|søster|mor|far"
_EN = (
    r"(?:team |line |head |project |senior |deputy |department |care |support )?"
    r"(?:team leader|manager|leader|lead|deputy|colleague|employee|assistant|nurse|teacher|consultant|developer|"
    r"engineer|director|supervisor|coordinator|boss|intern|apprentice|secretary|accountant|doctor|customer|client|resident|patient|"
    r"wife|husband|friend|partner|brother|sister|son|daughter)"
)
_NOUN = rf"(?P<noun>{_DA}|{_DA_SHORT}|{_EN})"
_OWN = r"min|mit|vores|my|our"
_DET = rf"(?:{_OWN}|en|et|den|din|hans|hendes|deres|a|an|the|his|her|their)"
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<det>{_DET})\s+(?:(?P<more>[\w-]+)\s+)??)?(?<![\w-]){_NOUN}(?P<the>en|n)?"
    r"(?P<link>,?\s+(?:(?:der|som)\s+hedder|called|named)\s+|,?\s+)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\s*(?:,?\s+(?:som|der)\s+er\s+(?:(?P<d1>{_DET})\s+)?{_NOUN.replace('noun', 'n1')}"
    rf"|,?\s+who\s+is\s+(?:(?P<d2>{_DET})\s+)?{_NOUN.replace('noun', 'n2')}"
    rf"|,\s+(?P<d3>{_DET})\s+{_NOUN.replace('noun', 'n3')}(?=\s*[,.])"
    rf"|\s+\((?:(?P<d4>{_DET})\s+)?{_NOUN.replace('noun', 'n4')}\))(?!\w)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\w(?:s|['’]s?)\s$")
"""A genitive right before the noun leads it as an article does: "Lars' mand Peter"."""
_VERBS_TOO = frozenset(
    {"leder", "vejleder", "hjælper", "sælger", "udvikler", "planlægger", "lead", "coach", "far", "mor"}
)
"""Nouns that are verbs as well: bare in front of a name ("Jeg leder Mette") they say nothing of a role."""


class Apposition(NamedTuple):
    """The noun said of a person; `start`, `end`: the stretch that noun and name take up together."""

    noun: str
    own: str
    """"min", "vores", "my", "our" where the leader said so."""
    start: int
    end: int
    written: str
    """The noun as it stands before the name, when an article or a pronoun leads it or it is definite; else empty."""
    led: bool
    """True when an article or a pronoun stands in front of the noun."""


def apposition(text: str, start: int, end: int) -> Apposition | None:
    """What is said of the person named at [start, end), or None. `end` includes a genitive."""
    before = _BEFORE.search(text, max(0, start - 80), start)
    if before and (before["det"] or before["the"] or before["noun"].lower() not in _VERBS_TOO):
        return _left(text, before, end)
    after = _AFTER.match(text, end)
    return _right(text, after, start) if after else None


def _plain(noun: str) -> str:
    return noun.upper() if noun.lower() in {"tr", "amr"} else noun.lower()


def _left(text: str, match: re.Match[str], end: int) -> Apposition:
    own = (match["det"] or "").lower()
    noun, ending = match["noun"], match["the"] or ""
    led = bool(match["det"]) or _OWNED.search(text, 0, match.start("noun")) is not None
    if match["link"].startswith(",") and text[end : end + 1] == ",":
        end += 1
    written = noun + ending if led or ending else ""
    return Apposition(_plain(noun), own if re.fullmatch(_OWN, own) else "", match.start("noun"), end, written, led)


def _right(text: str, match: re.Match[str], start: int) -> Apposition:
    noun = next(match[name] for name in ("n1", "n2", "n3", "n4") if match[name])
    own = next((match[name].lower() for name in ("d1", "d2", "d3", "d4") if match[name]), "")
    end = match.end()
    if match.group().lstrip().startswith(",") and text[end : end + 1] == ",":
        end += 1
    return Apposition(_plain(noun), own if re.fullmatch(_OWN, own) else "", start, end, "", False)
