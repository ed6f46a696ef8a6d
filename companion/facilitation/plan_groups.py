"""Who sits together in the sparring rounds: groups of three or four side by side, and what is done where that cannot be."""

from __future__ import annotations

from collections import Counter
from math import ceil

from companion.facilitation.plan_data import meetings
from companion.vocabulary import Lang

_NUMBERS: dict[Lang, tuple[str, ...]] = {
    "da": ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
ROLES = 3
"""Who has something to do in a round: one tells, one asks, one keeps time. A fourth listens and takes notes."""


def in_words(number: int, lang: Lang) -> str:
    """Up to twelve in letters."""
    return _NUMBERS[lang][number] if number < len(_NUMBERS[lang]) else str(number)


def split(people: int, groups: int) -> tuple[int, ...]:
    """`people` in `groups` as even as can be, the larger first."""
    size, more = divmod(people, groups)
    return (size + 1,) * more + (size,) * (groups - more)


def usual_groups(people: int) -> int:
    """As few groups of three or four as hold everyone: most people then need no case. One, where there are five or fewer."""
    return 1 if people <= 5 else ceil(people / 4)


def rounds(people: int, cases: int) -> tuple[tuple[int, ...], ...] | None:
    """The sizes of the groups, round after round, one case a group; the fewest rounds, the cases even among them.
    None where a group would be too large."""
    if not cases:
        return ()
    count = ceil(cases / max(1, people // ROLES))
    sizes = tuple(split(people, groups) for groups in split(cases, count))
    return sizes if max(max(size) for size in sizes) <= meetings().largest_group else None


def groups_in_words(sizes: tuple[int, ...], lang: Lang) -> str:
    """ "to grupper på tre", "én gruppe på fire og to grupper på tre". Observers are told where there are any."""
    told = [_alike(size, count, lang) for size, count in Counter(sizes).items()]
    return (" og " if lang == "da" else " and ").join(told)


def _alike(size: int, count: int, lang: Lang) -> str:
    many = in_words(count, lang)
    if lang == "da":
        group = f"{many} {'gruppe' if count == 1 else 'grupper'} på {in_words(size, lang)}"
    else:
        group = f"{many} {'group' if count == 1 else 'groups'} of {in_words(size, lang)}"
    observing = in_words(size - ROLES, lang)
    return meetings().words["observers"].to(lang, group=group, count=observing) if size > ROLES + 1 else group


def tables_in_words(people: int, lang: Lang) -> str:
    """ "tre borde med syv"."""
    sizes = Counter(split(people, meetings().tables(people)))
    word = "borde med" if lang == "da" else "tables of"
    one = "bord med" if lang == "da" else "table of"
    told = [
        f"{in_words(count, lang)} {one if count == 1 else word} {in_words(size, lang)}" for size, count in sizes.items()
    ]
    text = (" og " if lang == "da" else " and ").join(told)
    return text.replace("én bord", "ét bord")


def interview_seats(people: int) -> int:
    """The largest interview group: in pairs, with one three where the number is odd."""
    return 2 if people % 2 == 0 else 3
