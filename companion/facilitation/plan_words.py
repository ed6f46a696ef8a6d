"""What a plan says: each block with its minutes, groups and people filled in, and what has to be said of the whole."""

from __future__ import annotations

from math import floor
from typing import Any, NamedTuple

from companion.facilitation.plan_data import Block, Facilitator, meetings
from companion.facilitation.plan_groups import ROLES, groups_in_words, interview_seats, tables_in_words
from companion.facilitation.plan_solve import Slot, shared
from companion.vocabulary import Both, Lang, Word


class PlanBlock(Word):
    """One block as it stands in a plan; texts in the plan's language."""

    id: str
    start_min: int
    """Minutes after the planned start."""
    minutes: int
    title: str
    purpose: str
    roles: str
    how: str
    say: str
    materials: tuple[str, ...]
    source: str
    section: str


class Spoken(NamedTuple):
    """What is to be known to say a block."""

    people: int
    rounds: tuple[tuple[int, ...], ...]
    online: bool
    facilitator: Facilitator
    lang: Lang


def spoken(block: Block, number: int, start: int, minutes: int, about: Spoken) -> PlanBlock:
    """The block in words. `number`: its round, 0 where it belongs to none."""
    lang, values = about.lang, _values(block, number, minutes, about)

    def said(text: Both) -> str:
        filled = text.to(lang, **values)
        return filled[:1].upper() + filled[1:]

    how = [block.how, *(block.also[case] for case in block.also if _applies(case, about))]
    return PlanBlock(
        id=block.id,
        start_min=start,
        minutes=minutes,
        title=said(block.title),
        purpose=said(block.purpose),
        roles=said(block.roles),
        how=" ".join(said(part) for part in how),
        say=said(block.say),
        materials=tuple(one.to(lang) for one in block.materials),
        source=block.source,
        section=block.section,
    )


def notes(about: Spoken, late: int, left_out: tuple[Block, ...]) -> tuple[str, ...]:
    """What departs from the method or from what one would expect, each as a sentence."""
    words, lang = meetings().words, about.lang
    larger = [sizes for sizes in dict.fromkeys(about.rounds) if max(sizes) > ROLES + 1 and about.people != 5]
    told = [words["late"].to(lang, late=late)] if late else []
    told += [words["left_out"].to(lang, title=block.title.to(lang)) for block in left_out]
    told += [words["five"].to(lang)] if about.rounds and about.people == 5 else []
    told += [words["larger"].to(lang, groups=groups_in_words(sizes, lang)) for sizes in larger]
    told += [words["outside"].to(lang, people=about.people)] if about.facilitator == "outside" else []
    return tuple(told)


def _applies(case: str, about: Spoken) -> bool:
    if case == "online":
        return about.online
    if case == "tables":
        return meetings().tables(about.people) > 1
    return case == about.facilitator


def _values(block: Block, number: int, minutes: int, about: Spoken) -> dict[str, Any]:
    lang, sizes = about.lang, about.rounds[number - 1] if number else ()
    parts = shared(tuple(Slot(part.least, part.usual, minutes) for part in block.parts), minutes) if block.parts else ()
    return {
        "facilitator": meetings().facilitators[about.facilitator].to(lang),
        "groups": groups_in_words(sizes, lang),
        "tables": tables_in_words(about.people, lang),
        "pairs": _pairs(about),
        "rest": _rest(sizes, lang),
        "each": _each(block, minutes, about),
        "parts": " · ".join(_part(given, part.what, lang) for given, part in zip(parts, block.parts, strict=True)),
        "at": sum(parts[:2]),
        "round_title": _round_title(number, about),
    }


def _part(minutes: int, what: Both, lang: Lang) -> str:
    return meetings().words["part"].to(lang, minutes=minutes, what=what.to(lang))


def _round_title(number: int, about: Spoken) -> str:
    if not number:
        return ""
    words, lang, count = meetings().words, about.lang, len(about.rounds)
    title = words["side_by_side" if len(about.rounds[number - 1]) > 1 else "one_group"].to(lang)
    return words["of_several"].to(lang, title=title, round=number, rounds=count) if count > 1 else title


def _rest(sizes: tuple[int, ...], lang: Lang) -> str:
    """What those do who have none of the three roles."""
    if not sizes or max(sizes) == ROLES:
        return ""
    return Both(da=", resten lytter og noterer", en=", the rest listen and take notes").to(lang)


def _pairs(about: Spoken) -> str:
    odd = interview_seats(about.people) == 3
    if about.people == 3:
        return Both(da="i gruppen på tre", en="in your group of three").to(about.lang)
    three = Both(da=", én gruppe på tre", en=", one group of three").to(about.lang) if odd else ""
    return Both(da="to og to", en="in pairs").to(about.lang) + three


def _each(block: Block, minutes: int, about: Spoken) -> str:
    """Minutes for each in turn, in halves: never more than there are, nor more than one may have."""
    if block.each_of is None:
        return ""
    known = meetings()
    turns = interview_seats(about.people) if block.counts == "seats" else known.people_in_a_round(about.people)
    halves = min(floor(2 * (minutes - block.each_of) / turns), int(2 * block.minutes.most[1]))
    whole, half = divmod(halves, 2)
    figure = f"{whole or ''}{'½' if half else ''}"
    one = halves <= 2 if about.lang == "en" else halves < 4
    word = {"da": ("minut", "minutter"), "en": ("minute", "minutes")}[about.lang][0 if one else 1]
    return f"{figure} {word}"
