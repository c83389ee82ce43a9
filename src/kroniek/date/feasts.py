"""Days of feasts: fixed, moving with Easter or with a weekday, and those of the Islamic calendar.

A feast is written as ``12-25``; ``easter+39`` (days after Easter Sunday); ``orthodox+0``;
``nth:9-2-3`` (month, weekday, which one, -1 the last); ``king``; ``islamic:fitr``,
``moon:chinese`` (from tables). Several days
are written ``12-25/12-26``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from kroniek.date.values import easter, nth_weekday
from kroniek.model.time import Interval
from kroniek.packs import lexicon

_SUNDAY = 7


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar in Gregorian days (Meeus 1991, ch. 8), 1900 to 2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


@cache
def _tabled(kind: str) -> Mapping[str, tuple[date, ...]]:
    """The days of a table of ``feasts.toml``, in order."""
    table = lexicon("feasts.toml")[kind]
    return {
        name: tuple(date.fromisoformat(day) for day in days.split()) for name, days in table.items()
    }


def _kings_day(year: int) -> date:
    """The Dutch king's or queen's day: 30 April until 2013, 27 April since; never on a Sunday."""
    on = date(year, 4, 27 if year >= 2014 else 30)
    if on.isoweekday() != _SUNDAY:
        return on
    return on + timedelta(days=1 if year < 1980 else -1)


def _day(code: str, year: int) -> date:
    kind, _, rest = code.partition(":")
    if kind == "king":
        return _kings_day(year)
    if kind == "nth":
        month, weekday, number = rest.split("-", 2)
        return nth_weekday(year, int(month), int(weekday), int(number))
    for name, sunday in (("easter", easter), ("orthodox", orthodox_easter)):
        if code.startswith(name):
            return sunday(year) + timedelta(days=int(code.removeprefix(name)))
    month, day = code.split("-")
    return date(year, int(month), int(day))


def feast_days(code: str, first_year: int, last_year: int) -> list[Interval]:
    """The feast in each of the years, in order; an Islamic one may come twice in a year or lack."""
    kind, _, name = code.partition(":")
    if kind in ("islamic", "moon"):
        days = _tabled(kind)[name]
        low = bisect_left(days, date(first_year, 1, 1))
        high = bisect_right(days, date(last_year, 12, 31))
        return [_lasting(name, day) for day in days[low:high]]
    if "/" in code:
        first, last = code.split("/")
        return [_from_to(first, last, year) for year in range(first_year, last_year + 1)]
    return [Interval.day(_day(code, year)) for year in range(first_year, last_year + 1)]


def _from_to(first: str, last: str, year: int) -> Interval:
    """Days of a feast in a row; what ends before it begins ends in the next year."""
    begin, end = _day(first, year), _day(last, year)
    return Interval(begin, end if end >= begin else _day(last, year + 1))


def _lasting(name: str, day: date) -> Interval:
    return Interval(day, day + timedelta(days=29 if name == "ramadan" else 0))
