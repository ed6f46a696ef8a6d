"""A year of meetings: when, where, who does what, what about, and when to ask whether it works.

The sources' own measure: six to eight meetings in a year, the form tried out on three or four of them, an evaluation after
six to twelve months.
"""

from __future__ import annotations

import datetime as dt
from string import ascii_uppercase

from companion.errors import WrongUse
from companion.facilitation import roles
from companion.facilitation.plan import FEWEST, MOST, Plan, chosen, make_plan, nearest
from companion.facilitation.plan import Wanted as Meeting
from companion.facilitation.roles import MOST_CASES, Turn, rotate
from companion.pilot.dates import dates, evaluation_of
from companion.pilot.days import HERE, Days, regional
from companion.vocabulary import Both, Lang, Word

FEWEST_MEETINGS, MOST_MEETINGS = 2, 12
EVERY = range(2, 14)
"""Weeks from one meeting to the next."""
_YEARS = range(2000, 2096)
_LONGEST = 120
"""Characters of a place or a theme."""


class Wanted(Word):
    """The year somebody wants."""

    first: dt.date
    starts: dt.time
    meetings: int = 6
    every: int | None = None
    """Weeks; None: spread over a year."""
    weekday: int | None = None
    """0 is Monday; None: that of the first date."""
    minutes: int = 120
    people: int = 6
    names: tuple[str, ...] = ()
    """Of everybody; without them, letters."""
    places: tuple[str, ...] = ()
    """Taken in turn; one that begins with "online" is a meeting on a screen."""
    themes: tuple[str, ...] = ()
    """One a meeting, from the second on: the first has a programme of its own."""
    country: str = HERE
    often: bool = True
    """Weeks that many take off are avoided too."""


class YearMeeting(Word):
    """One meeting of the year."""

    number: int
    day: dt.date
    planned: dt.date
    """Where it would have been, had nothing been in the way."""
    moved: Both | None
    """Why it is not there."""
    place: str
    theme: str
    turn: Turn | None
    """None in a network too large for roles in turn."""
    plan: Meeting
    """What the facilitator's plan for it is made of."""
    check: bool = False
    """At its end: does the form work?"""
    evaluation: bool = False


class YearPlan(Word):
    """The whole year."""

    wanted: Wanted
    meetings: tuple[YearMeeting, ...]
    evaluation: dt.date
    """On the day of a meeting where one is held in those months."""
    later: tuple[str, ...]
    """Themes there was no meeting for."""
    notes: tuple[Both, ...]


_TOO_CLOSE = Both(da="så der er mindst to uger imellem", en="so that there are at least two weeks between")
_NO_ROLES = Both(
    da="I er flere, end rollerne kan gå på skift imellem. Aftal dem fra møde til møde.",
    en="There are too many of you for roles in turn. Agree on them from meeting to meeting.",
)
_NO_CASES = Both(
    da="På det første møde er der ikke tid til oplæg. Vil I have det med, så sæt mere tid af.",
    en="The first meeting has no time for cases. Set aside more time if you want them.",
)
_NO_CHECK = Both(
    da="Prøv formen på 3-4 møder, før I afgør, om den passer til jer. Der er for få møder til det her.",
    en="Try the form out on 3-4 meetings before you decide whether it suits you. There are too few for that here.",
)
_TOGETHER = Both(
    da="Afprøvningen og evalueringen falder på samme møde.",
    en="The check of the form and the evaluation fall on the same meeting.",
)
_OWN_DAY = Both(
    da="Ingen af møderne ligger 6-12 måneder efter det første. Evalueringen har derfor sin egen dag, som I selv skal "
    "skrive i kalenderen.",
    en="None of the meetings is 6-12 months after the first. The evaluation therefore has a day of its own, which you must "
    "enter in the calendar yourselves.",
)
_REGIONS = Both(
    da="Dele af landet har egne helligdage. De er ikke med; se datoerne efter.",
    en="Parts of the country have holidays of their own. They are not included; check the dates.",
)
_DANISH_TIME = Both(
    da="Klokkeslættene i kalenderfilen er dansk tid.", en="The times in the calendar file are Danish time."
)


def year_plan(wanted: Wanted) -> YearPlan:
    """The year, the same each time it is asked. WrongUse, which repeats nothing that was typed, says what cannot be."""
    _check(wanted)
    days = Days(wanted.country, wanted.often)
    held = dates(wanted.first, wanted.weekday, wanted.meetings, wanted.every, days)
    first, following = (_fitting(wanted, kind) for kind in ("first", "following"))
    evaluation, at = evaluation_of([day for _, day in held], days)
    tried = (4 if wanted.meetings >= 6 else 3) if wanted.meetings >= 3 else 0
    turns = _turns(wanted, first.cases or 0, following.cases or 0)
    meetings = tuple(
        YearMeeting(
            number=number,
            day=day,
            planned=planned,
            moved=None if day == planned else days.why_not(planned) or _TOO_CLOSE,
            place=(place := wanted.places[(number - 1) % len(wanted.places)] if wanted.places else ""),
            theme=wanted.themes[number - 2] if 2 <= number < len(wanted.themes) + 2 else "",
            turn=turns[number - 1] if turns else None,
            plan=(first if number == 1 else following).model_copy(update={"online": is_online(place)}),
            check=number == tried and number != at,
            evaluation=number == at,
        )
        for number, (planned, day) in enumerate(held, start=1)
    )
    told = (
        (_NO_ROLES, not turns), (_NO_CASES, bool(following.cases and not first.cases)), (_NO_CHECK, not tried),
        (_TOGETHER, bool(tried) and tried == at), (_OWN_DAY, not at), (_REGIONS, regional(wanted.country)),
        (_DANISH_TIME, days.country != HERE),
    )  # fmt: skip
    notes = tuple(note for note, holds in told if holds)
    later = wanted.themes[wanted.meetings - 1 :]
    return YearPlan(wanted=wanted, meetings=meetings, evaluation=evaluation, later=later, notes=notes)


def plan_of(meeting: YearMeeting, lang: Lang) -> Plan:
    """The facilitator's plan for one of the meetings."""
    return make_plan(meeting.plan, lang)


def year_calendar(plan: YearPlan, lang: Lang) -> bytes:
    """All meetings as one calendar file, with their agendas, without anybody's name."""
    from companion.facilitation.calendar import Meeting as Entry
    from companion.facilitation.calendar import calendar_of

    starts = plan.wanted.starts
    return calendar_of([Entry(plan_of(one, lang), one.day, starts, one.place) for one in plan.meetings])


def is_online(place: str) -> bool:
    """Whether a meeting there is one on a screen."""
    return place.casefold().startswith("online")


def _fitting(wanted: Wanted, kind: str) -> Meeting:
    """Such a meeting with as many cases as suit its time. WrongUse names the nearest there is a plan for."""
    rolling = wanted.people <= roles.MOST
    want = Meeting.model_validate({
        "meeting": kind, "minutes": wanted.minutes, "people": wanted.people,
        "facilitator": "rolling" if rolling else "one",
    })  # fmt: skip
    layout = chosen(want)
    if layout:
        return want.model_copy(update={"cases": layout.cases})
    near = nearest(want)
    raise WrongUse(
        f"Så mange kan ikke holde et møde af den længde. Det nærmeste er {near.minutes} minutter for {near.people}.",
        f"So many cannot hold a meeting of that length. The nearest is {near.minutes} minutes for {near.people}.",
    )


def _turns(wanted: Wanted, at_first: int, after: int) -> tuple[Turn, ...]:
    """Who does what; nobody brings a case to a meeting without any. Empty where roles do not go in turn."""
    if wanted.people > roles.MOST:
        return ()
    names = wanted.names or tuple(ascii_uppercase[: wanted.people])
    turns = rotate(names, wanted.meetings, min(max(at_first, after, 1), MOST_CASES, wanted.people)).turns
    cases = [at_first, *[after] * (wanted.meetings - 1)]
    return tuple(
        turn if brought else turn.model_copy(update={"cases": ()}) for turn, brought in zip(turns, cases, strict=True)
    )


def _check(wanted: Wanted) -> None:
    """WrongUse for what no year can be made of."""
    if not FEWEST_MEETINGS <= wanted.meetings <= MOST_MEETINGS:
        raise WrongUse(
            f"Vælg {FEWEST_MEETINGS} til {MOST_MEETINGS} møder. Et år har gerne 6-8.",
            f"Choose {FEWEST_MEETINGS} to {MOST_MEETINGS} meetings. A year usually has 6-8.",
        )
    if wanted.every is not None and wanted.every not in EVERY:
        raise WrongUse(
            f"Vælg {EVERY[0]} til {EVERY[-1]} uger mellem møderne.",
            f"Choose {EVERY[0]} to {EVERY[-1]} weeks between meetings.",
        )
    if not FEWEST <= wanted.people <= MOST or (wanted.names and len(wanted.names) != wanted.people):
        raise WrongUse(f"Skriv {FEWEST} til {MOST} personer.", f"Enter {FEWEST} to {MOST} people.")
    if wanted.first.year not in _YEARS or wanted.weekday not in (None, *range(7)):
        raise WrongUse(
            "Året kan ikke passe. Skriv datoen igen, for eksempel 2027-01-12.",
            "That year cannot be right. Write the date again, for example 2027-01-12.",
        )
    if any(len(one) > _LONGEST for one in (*wanted.places, *wanted.themes)):
        raise WrongUse(
            f"Skriv hvert sted og tema med højst {_LONGEST} tegn.",
            f"Write each place and theme in at most {_LONGEST} characters.",
        )
