"""Does a document look like a case about people? A rule one can explain, for a warning and nothing more.

It does when it holds a CPR number or the words our own briefs open with; or when one and the same person is named again and
again, and it speaks of health or of a personnel matter. Somebody with a title of learning is taken for the one who is
quoted, not for the one it is about.

What it cannot see: a case in which people stand by role, a name that is on no list (knowledge/names), other words for the
same matters. What it sees too much in: an article or a textbook case about one person by name.
"""

from __future__ import annotations

import re
from collections import Counter

from companion.confidentiality.detect import find
from companion.confidentiality.lexicon import key_of, lexicon, stem_of

WINDOW = 10_000
"""Characters looked at together; of a longer document some part must look like a case, see LEAST_SHARE."""
MOST_WINDOWS = 50
"""Of a document of more than some 200 pages so many parts are looked at for persons, spread over it."""
_STRETCH = 1_000
"""Characters searched for names at once; the search takes long over long texts made to hurt it."""
LEAST_SHARE = 0.2
"""Share of the parts from which a long document counts: one example in a handbook does not make it a case."""
_TIMES, _EVERY = 3, 150
"""How often a person must be named, and in how many words once at least."""
_DIFFERENT = 2
"""How many different words of health or of a matter it takes."""
_OUR_BRIEF = re.compile(
    r"bliver i netværket, ikke til rapportering|stays in the network, not for reporting", re.IGNORECASE
)
_CPR = re.compile(r"(?<![\d+])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}\s?[-–]?\s?\d{4}(?!\d)")
_HEALTH = re.compile(
    r"\b(sygemeld|syg(?:e)?fravær|sygedag|sygeperiode|raskmeld|diagnose|depress|angst|stress|udbrændt|læge|psykolog|psykiat|"
    r"misbrug|alkohol|gravid|abort|fertilitet|kræft|behandling|indlagt|smerter|hukommelse|græde|søvn|"
    r"sick leave|on leave|sick note|diagnos|anxiety|burn(?:ed|t)? out|doctor|psychologist|addict|pregnan|cancer|treatment)",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\b(tjenstlig|advarsel|påtale|irettesættelse|afsked|opsig|opsagt|fyring|fyret|bortvis|fratræd|partshør|bisidder|"
    r"tillidsrepræsentant|sygesamtale|sygefraværssamtale|omsorgssamtale|mulighedserklæring|referat af samtale|"
    r"samtale med|klage over|krænk|chikane|mobning|mobbe|konflikt|samarbejdsproblem|for sent|personalesag|"
    r"written warning|reprimand|dismiss|terminat|disciplinary|hearing|grievance|harass|bully|conflict with|"
    r"performance review|union representative|personnel file)",
    re.IGNORECASE,
)
_LEARNED = re.compile(
    r"\b(professor|lektor|forsker\w*|ph\.?d\.?|forfatter\w*|erhvervspsykolog\w*|ekspert\w*|konsulent|ledelsesrådgiver|"
    r"foredragsholder|researcher|author|lecturer|consultant|expert)\b",
    re.IGNORECASE,
)
_NEAR = 40
"""Characters before or after a name within which a title belongs to it."""


def case_signs(text: str) -> tuple[str, ...]:
    """Why it looks like a case: among "cpr", "brief", "person", "health", "matter"; empty when it does not."""
    if _OUR_BRIEF.search(text):
        return ("brief",)
    if _CPR.search(text):
        return ("cpr",)
    found = [_signs(text[at : at + WINDOW]) for at in _looked_at(len(text))]
    telling = [signs for signs in found if signs]
    return telling[0] if telling and len(telling) >= LEAST_SHARE * len(found) else ()


def _looked_at(length: int) -> list[int]:
    """Where the parts begin: all of them, or as many as are looked at, spread over a long document."""
    begin = range(0, length, WINDOW)
    return (
        [begin[len(begin) * at // MOST_WINDOWS] for at in range(MOST_WINDOWS)]
        if len(begin) > MOST_WINDOWS
        else [*begin]
    )


def _signs(text: str) -> tuple[str, ...]:
    often = max(_TIMES, len(text.split()) / _EVERY)
    spoken_of = {
        name: len({word.lower() for word in words.findall(text)})
        for name, words in (("health", _HEALTH), ("matter", _MATTER))
    }
    if sum(spoken_of.values()) < _DIFFERENT or max(_named(text).values(), default=0) < often:
        return ()
    return ("person", *(name for name, count in spoken_of.items() if count))


def _named(text: str) -> Counter[str]:
    """How often each person is named by a word that is on a list of names; not those who are quoted for what they know."""
    times: Counter[str] = Counter()
    learned: set[str] = set()
    for at in range(0, len(text), _STRETCH):
        stretch = text[at : at + _STRETCH]
        for person in find(stretch):
            if person.kind != "person":
                continue
            keys = {stem_of(key_of(word)) for word in person.text.split()}
            listed = {key for key in keys if lexicon().named(key)}
            times.update(listed)
            if _LEARNED.search(stretch, max(0, person.start - _NEAR), min(len(stretch), person.end + _NEAR)):
                learned |= listed
    return Counter({key: count for key, count in times.items() if key not in learned})
