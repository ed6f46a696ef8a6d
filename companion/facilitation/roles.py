"""Who does what in a group that leads itself: roles that go round fairly, meeting after meeting, and a sheet to hang up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from companion.errors import WrongUse
from companion.facilitation.roles_search import Role, rounds_of
from companion.library.sources import load_sources
from companion.paper.blocks import Heading, Paper, Table, Text, Write
from companion.vocabulary import Both, Citation, Lang, Word

FEWEST, MOST = 3, 12
"""People who take turns."""
MOST_MEETINGS = 12
MOST_CASES = 4
"""At one meeting; beyond it there is not always a fair rotation."""
_LONGEST = 40
"""Characters of a name, so that it fits its column."""


class Turn(Word):
    """Who does what at one meeting."""

    host: str
    leader: str
    cases: tuple[str, ...]
    timekeeper: str


class Rotation(Word):
    """Meeting after meeting."""

    people: tuple[str, ...]
    turns: tuple[Turn, ...]
    notes: tuple[Both, ...]
    """What one would not expect, and why it cannot be otherwise."""


class _Told(NamedTuple):
    """A role as the sheet has it."""

    title: Both
    does: Both
    where: Citation


_ROLES: dict[Role, _Told] = {
    "host": _Told(
        Both(da="Vært", en="Host"),
        Both(
            da="Sætter dato og sted, sender dagsordenen, sørger for kaffe og te, tager imod og samler op bagefter.",
            en="Sets date and place, sends the agenda, sees to coffee and tea, welcomes everyone and follows up afterwards.",
        ),
        Citation(source="002", section="Praktik og planlægning"),
    ),
    "leader": _Told(
        Both(da="Mødeleder", en="Leads"),
        Both(
            da="Lægger planen for mødet, holder fokus, sørger for fremdrift og leder øvelserne.",
            en="Plans the meeting, keeps focus, sees that the talk moves on and runs the exercises.",
        ),
        Citation(source="002", section="Facilitering og mødeledelse"),
    ),
    "cases": _Told(
        Both(da="Har oplæg", en="Brings a case"),
        Both(
            da="Har en aktuel udfordring med og har forberedt den kort. Fortæller næste gang, hvad der siden skete.",
            en="Brings a current challenge, briefly prepared. Tells next time what has happened since.",
        ),
        Citation(source="002", section="Sparringsøvelse"),
    ),
    "timekeeper": _Told(
        Both(da="Holder tiden", en="Keeps time"),
        Both(
            da="Holder øje med uret og siger til i god tid, så alle kommer til orde, og I slutter, når I skal.",
            en="Watches the clock and gives good warning, so that all are heard and you end when you should.",
        ),
        Citation(source="000", section="Forhold jer inden opstart til følgende"),
    ),
}
_TWO_ROLES = Both(
    da="I er færre end rollerne, så nogle har to roller på samme møde.",
    en="There are fewer of you than roles, so some have two roles at the same meeting.",
)
_ALL_BRING = Both(
    da="Alle har oplæg hver gang, også den, der leder mødet.",
    en="Everyone brings a case each time, whoever leads the meeting too.",
)
_TWICE_RUNNING = Both(
    da="Der er så mange oplæg, at nogle har oplæg to gange i træk.",
    en="There are so many cases that some bring one twice running.",
)
_FOR_THE_GROUP = Both(da="Til gruppen", en="For the group")
_TITLE = Both(da="Hvem gør hvad", en="Who does what")
_FACTS = Both(
    da="{people} personer · {meetings} · {cases} hver gang", en="{people} people · {meetings} · {cases} each time"
)
_MEETINGS = (Both(da="1 møde", en="1 meeting"), Both(da="{n} møder", en="{n} meetings"))
_CASES = (Both(da="1 oplæg", en="1 case"), Both(da="{n} oplæg", en="{n} cases"))
_TURNS = (Both(da="1 rolle", en="1 role"), Both(da="{n} roller", en="{n} roles"))
_LEAD = Both(
    da="Når gruppen leder sig selv, er det den faste ramme, der bærer. Rollerne går på skift, så alle bidrager, og ingen "
    "kommer til at trække det hele.",
    en="When the group leads itself, it is the firm frame that carries it. The roles go round, so that all contribute and "
    "nobody is left to pull the whole load.",
)
_SHARE = Both(da="Hver har {turns} i alt.", en="Each has {turns} in all.")
_SHARE_OR = Both(da="Hver har {fewest} eller {turns} i alt.", en="Each has {fewest} or {turns} in all.")
_MEETING = Both(da="Møde", en="Meeting")
_DATE = Both(da="Dato", en="Date")
_WHAT_THEY_ARE = Both(da="Det gør den, der har rollen", en="What each role does")
_ROLE = Both(da="Rolle", en="Role")
_DOES = Both(da="Gør", en="Does")
_SOURCE = Both(da="Kilde", en="Source")
_SWAPPED = Both(da="Byttet: hvem med hvem, og til hvilket møde", en="Swapped: who with whom, and for which meeting")
_FOOT = Both(da="Om en fast struktur: {source}.", en="On a firm structure: {source}.")


def rotate(people: Sequence[str], meetings: int, cases: int = 2) -> Rotation:
    """Who does what at each meeting, the same each time it is asked. WrongUse, which repeats no name, where the names or the
    numbers cannot be used."""
    names = tuple(" ".join(name.split()) for name in people)
    _check(names, meetings, cases)
    found = rounds_of(len(names), meetings, cases)
    turns = tuple(
        Turn(
            host=names[one["host"][0]],
            leader=names[one["leader"][0]],
            cases=tuple(names[place] for place in sorted(one["cases"])),
            timekeeper=names[one["timekeeper"][0]],
        )
        for one in found
    )
    return Rotation(people=names, turns=turns, notes=_notes(len(names), meetings, cases))


def roles_paper(rotation: Rotation, lang: Lang) -> Paper:
    """To hang up: who, what each role does, and room for who swapped."""
    sources = load_sources()
    does = tuple(
        (one.title.to(lang), one.does.to(lang), f"{sources[one.where.source].title}: {one.where.section}")
        for one in _ROLES.values()
    )
    return Paper(
        lang=lang,
        over=_FOR_THE_GROUP.to(lang),
        title=_TITLE.to(lang),
        facts=_FACTS.to(
            lang,
            people=len(rotation.people),
            meetings=_counted(len(rotation.turns), _MEETINGS, lang),
            cases=_counted(len(rotation.turns[0].cases), _CASES, lang),
        ),
        blocks=(
            Text(_LEAD.to(lang)),
            _table(rotation, lang),
            Text(" ".join((_share(rotation, lang), *(note.to(lang) for note in rotation.notes))), quiet=True),
            Heading(_WHAT_THEY_ARE.to(lang)),
            Table(tuple(word.to(lang) for word in (_ROLE, _DOES, _SOURCE)), does, (0.17, 0.53, 0.3)),
            Write(_SWAPPED.to(lang)),
        ),
        foot=_FOOT.to(lang, source=sources["004"].title),
    )


def _table(rotation: Rotation, lang: Lang) -> Table:
    """A meeting a row, with room for its date."""
    head = (_MEETING, _DATE, *(_ROLES[role].title for role in ("host", "leader", "cases", "timekeeper")))
    rows = tuple(
        (str(number), "", turn.host, turn.leader, ", ".join(turn.cases), turn.timekeeper)
        for number, turn in enumerate(rotation.turns, start=1)
    )
    return Table(tuple(word.to(lang) for word in head), rows, (0.12, 0.12, 0.17, 0.17, 0.25, 0.17))


def _share(rotation: Rotation, lang: Lang) -> str:
    """How many roles each has, all meetings together."""
    had = Counter(name for turn in rotation.turns for name in (turn.host, turn.leader, turn.timekeeper, *turn.cases))
    fewest, most = min(had[name] for name in rotation.people), max(had.values())
    turns = _counted(most, _TURNS, lang)
    return _SHARE.to(lang, turns=turns) if fewest == most else _SHARE_OR.to(lang, fewest=fewest, turns=turns)


def _counted(number: int, words: tuple[Both, Both], lang: Lang) -> str:
    one, several = words
    return one.to(lang) if number == 1 else several.to(lang, n=number)


def _notes(people: int, meetings: int, cases: int) -> tuple[Both, ...]:
    two_roles, twice = cases + 3 > people, 2 * cases > people and meetings > 1
    if cases == people:
        return (_TWO_ROLES, _ALL_BRING)
    return tuple(note for note, holds in ((_TWO_ROLES, two_roles), (_TWICE_RUNNING, twice)) if holds)


def _check(names: tuple[str, ...], meetings: int, cases: int) -> None:
    """WrongUse for what no rotation can be made of."""
    if not FEWEST <= len(names) <= MOST:
        raise WrongUse(f"Skriv {FEWEST} til {MOST} navne.", f"Write {FEWEST} to {MOST} names.")
    if not all(names):
        raise WrongUse(
            "Et af navnene er tomt. Skriv det, eller tag det ud.", "One name is empty. Write it, or take it out."
        )
    if len({name.casefold() for name in names}) < len(names):
        raise WrongUse(
            "To har samme navn. Skriv et bogstav mere, så I kan se forskel.",
            "Two have the same name. Add a letter, so that you can tell them apart.",
        )
    if any(len(name) > _LONGEST for name in names):
        raise WrongUse(
            f"Skriv navnene med højst {_LONGEST} tegn.", f"Write each name in at most {_LONGEST} characters."
        )
    if not 1 <= meetings <= MOST_MEETINGS:
        raise WrongUse(f"Vælg 1 til {MOST_MEETINGS} møder.", f"Choose 1 to {MOST_MEETINGS} meetings.")
    most = min(MOST_CASES, len(names))
    if not 1 <= cases <= most:
        raise WrongUse(f"Vælg 1 til {most} oplæg til hvert møde.", f"Choose 1 to {most} cases for each meeting.")
