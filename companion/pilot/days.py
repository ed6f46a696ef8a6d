"""Days on which a network had better not meet: holidays, the days between them, and what many take off.

Holidays come from the `holidays` library, which computes them offline. In Denmark its optional ones count too: 1 May,
Constitution Day, 24 and 31 December. Weeks 7, 8, 28-30 and 42 and the days before Easter are when Danish schools are mostly
closed; each municipality decides for itself, so they are told as "often" and can be had anyway.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.vocabulary import LANGS, Both, Lang

if TYPE_CHECKING:
    from holidays import HolidayBase

HERE = "DK"
LONGEST_BETWEEN = 3
"""Workdays between two holidays that many take off, as between Christmas and New Year."""
_DAY = dt.timedelta(days=1)
_SPOKEN: dict[Lang, str] = {"da": "da", "en": "en_US"}
_EVES = {
    (12, 24): Both(da="juleaftensdag", en="Christmas Eve"),
    (12, 31): Both(da="nytårsaftensdag", en="New Year's Eve"),
}
"""Mostly free also where the law does not say so."""
_BETWEEN = Both(da="klemt inde mellem fridage", en="squeezed in between days off")
_WINTER = Both(da="uge {week}, ofte vinterferie", en="week {week}, often winter holiday")
_SUMMER = Both(da="uge {week}, ofte sommerferie", en="week {week}, often summer holiday")
_WEEKS = {
    7: _WINTER,
    8: _WINTER,
    **dict.fromkeys((28, 29, 30), _SUMMER),
    42: Both(da="uge {week}, ofte efterårsferie", en="week {week}, often autumn holiday"),
}
_BEFORE_EASTER = Both(da="dagene før påske, ofte ferie", en="the days before Easter, often holiday")
_GOOD_FRIDAY = "Langfredag"


class Days:
    """The days of one country. `often`: what many take off is avoided too."""

    def __init__(self, country: str = HERE, often: bool = True) -> None:
        self.country, self._often = known(country), often
        self._named = {lang: _holidays(self.country, lang) for lang in LANGS}

    def why_not(self, day: dt.date) -> Both | None:
        """Why not to meet then; None where nothing is in the way."""
        named = {lang: self._named[lang].get(day) for lang in LANGS}
        if named["da"] and named["en"]:
            return Both(da=named["da"].replace("; ", ", "), en=named["en"].replace("; ", ", "))
        if (day.month, day.day) in _EVES:
            return _EVES[day.month, day.day]
        if self._between(day):
            return _BETWEEN
        return self._often_off(day) if self._often else None

    def _often_off(self, day: dt.date) -> Both | None:
        if self.country != HERE:
            return None
        week = day.isocalendar().week
        if week in _WEEKS:
            return Both(**{lang: _WEEKS[week].to(lang, week=week) for lang in LANGS})
        friday = day + dt.timedelta(days=4 - day.weekday())
        return _BEFORE_EASTER if self._named["da"].get(friday) == _GOOD_FRIDAY else None

    def _between(self, day: dt.date) -> bool:
        """Whether so few workdays stand together here that many take them off: one beside a holiday, or a few between two."""
        if self._off(day):
            return False
        back, on = self._run(day, -_DAY), self._run(day, _DAY)
        if len(back) + len(on) + 1 > LONGEST_BETWEEN:
            return False
        ends = [self._holiday_run((run or [day])[-1] + step, step) for run, step in ((back, -_DAY), (on, _DAY))]
        return any(ends) if not back and not on else all(ends)

    def _run(self, day: dt.date, step: dt.timedelta) -> list[dt.date]:
        """The workdays on one side, as many as matter."""
        found: list[dt.date] = []
        while len(found) < LONGEST_BETWEEN and not self._off(at := day + step * (len(found) + 1)):
            found.append(at)
        return found

    def _holiday_run(self, day: dt.date, step: dt.timedelta) -> bool:
        """Whether in the days off from here on there is one that would else have been a workday."""
        return any(not self._weekend(one) for one in self._offs(day, step))

    def _offs(self, day: dt.date, step: dt.timedelta) -> Iterator[dt.date]:
        while self._off(day):
            yield day
            day += step

    def _off(self, day: dt.date) -> bool:
        return self._weekend(day) or day in self._named["en"] or (day.month, day.day) in _EVES

    def _weekend(self, day: dt.date) -> bool:
        return day.weekday() in self._named["en"].weekend


def known(country: str) -> str:
    """The code in capitals. WrongUse where the library does not know the country."""
    from holidays import list_supported_countries

    code = country.strip().upper()
    if code not in list_supported_countries(include_aliases=False):
        raise WrongUse(
            "Skriv landet med to bogstaver, for eksempel DK, NO, SE eller DE.",
            "Write the country with two letters, for example DK, NO, SE or DE.",
        )
    return code


def regional(country: str) -> bool:
    """Whether parts of the country have holidays of their own, which are not looked at."""
    from holidays import list_supported_countries

    return bool(list_supported_countries(include_aliases=False)[known(country)])


@cache
def _holidays(country: str, lang: Lang) -> HolidayBase:
    """In the language where the library has it, else in English, else in the country's own."""
    from holidays import country_holidays

    spoken = country_holidays(country).supported_languages
    language = next((one for one in (_SPOKEN[lang], _SPOKEN["en"]) if one in spoken), None)
    categories = ("public", "optional") if country == HERE else None
    return country_holidays(country, language=language, categories=categories)
