"""How the scorers read: folded text, the companion's own words, what was said by whom. Nothing of the product is in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from evals.case import EvalCase
from evals.transcript import ASKED, Line, Transcript

QUOTED = re.compile(r"[”“„\"»«][^”“„\"»«]*[”“\"»«]")
_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
_ENDS = re.compile(r"(?<=[?!])\s+|(?<=[.…])\s+(?=[^\sa-zæøå0-9])|\n+")
_KEPT = 4096
"""So many texts are kept as they were read: every scorer reads the same ones."""
Run = tuple[str, ...]


@lru_cache(_KEPT)
def folded(text: str) -> str:
    """One way of writing: case, spaces, apostrophes and composed letters made alike."""
    alike = unicodedata.normalize("NFKC", text).translate(str.maketrans("’‘–—", "''--"))
    return " ".join(alike.casefold().split())


def any_of(*wordings: str) -> re.Pattern[str]:
    """One of these wordings, in any case of letters."""
    return re.compile("|".join(wordings), re.IGNORECASE)


@lru_cache(_KEPT)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(_WORD.findall(folded(text)))


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation in front of a figure or a small letter ends none."""
    return [part.strip() for part in _ENDS.split(text) if part and part.strip()]


def unquoted(text: str, said: str | None = None) -> str:
    """A text without what stands in quotation marks; with `said`, only without what is quoted from there, word for word."""
    return QUOTED.sub(lambda found: "…" if said is None or is_from(found.group(), said) else found.group(), text)


def is_from(quotation: str, said: str) -> bool:
    """Whether somebody wrote just these words."""
    return _bare(quotation).strip(".,!?… ") in _bare(said)


@lru_cache(_KEPT)
def _bare(text: str) -> str:
    """Folded, and without quotation marks, which are other ones inside a quotation."""
    return " ".join(re.sub(r"[”“„\"»«]|(?<!\w)'|'(?!\w)", " ", folded(text)).split())


def runs(texts: Iterable[str], length: int) -> set[Run]:
    """Every run of so many words."""
    found: set[Run] = set()
    for text in texts:
        said = words(text)
        found |= {said[at : at + length] for at in range(len(said) - length + 1)}
    return found


def leader(transcript: Transcript) -> list[str]:
    """Everything the leader of the case has written, the people they listed among it."""
    case = transcript.case
    return [line.text for line in transcript.lines if line.who == "leader"] + [*case.given, *case.says, *case.people]


def own(transcript: Transcript) -> Iterator[tuple[Line, str]]:
    """What the companion says in words of its own: no source wording, passage or brief, and no quotation of the leader."""
    said = "\n".join(leader(transcript))
    for line in transcript.seen:
        if line.kind in ("welcome", "passage", "finding", "masked") or (line.quoted and not line.lead):
            continue
        yield line, unquoted(line.lead if line.quoted else line.spoken, said)


def turns(transcript: Transcript) -> Iterator[list[Line]]:
    """The lines that stand there together with a question, the question last."""
    turn: list[Line] = []
    for line in transcript.lines:
        turn = [*turn, line] if line.kind in ASKED or line.kind == "note" else []
        if line.kind in ASKED:
            yield turn
            turn = []


def since(transcript: Transcript, kinds: Sequence[str] = ()) -> list[Line]:
    """What the companion said after the first of the words under test, of these kinds or of any."""
    at = next((place for place, line in enumerate(transcript.lines) if line.under_test), 0)
    after = [line for line in transcript.lines[at:] if line.who == "companion"]
    return [line for line in after if line.kind in kinds] if kinds else after


def holds(text: str, needle: str) -> bool:
    """Whether a text has the words of `needle` ("a|b": one of them) in it; up to three letters must be a word of their own."""
    whole = folded(text)
    for one in filter(None, map(folded, needle.split("|"))):
        if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", whole) if len(one) <= 3 else one in whole:
            return True
    return False


def talks(case: EvalCase) -> bool:
    """Whether the case is one in which the companion asks."""
    return case.kind in ("reply", "sitting")
