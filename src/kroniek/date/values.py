"""TIMEX3 values, the days they stand for, and arithmetic with units of the calendar."""

import re
from calendar import monthrange
from datetime import date, timedelta

from kroniek.model.time import Interval

UNKNOWN = Interval()
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FIRST, _LAST = date(2, 1, 1), date(9998, 12, 31)
MONTHS_OF = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "QC": 300, "CE": 1200}
"""Months in a unit that is counted in months."""
DAYS_OF = {"S": 0, "MIN": 0, "QH": 0, "H": 0, "D": 1, "NIGHT": 1, "W": 7, "WE": 7, "FN": 14}
"""Days in a unit that is counted in days; less than a day counts as none."""
_MULTIPLE = {
    "QH": (15, "MIN"),
    "FN": (2, "W"),
    "Q": (3, "M"),
    "HY": (6, "M"),
    "DE": (10, "Y"),
    "QC": (25, "Y"),
    "CE": (100, "Y"),
}
"""Units that are so many of another."""
_DURATION = {"S": "PT{}S", "MIN": "PT{}M", "H": "PT{}H", "WE": "P{}WE", "NIGHT": "P{}D"}


def day_value(on: date) -> str:
    """``2024-05-03``."""
    return on.isoformat()


def week_value(on: date) -> str:
    """``2024-W18``: the ISO week of a day."""
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02}"


def month_days(year: int, month: int) -> Interval:
    """The days of a month."""
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def moved(on: date, unit: str, count: float) -> date:
    """`on` moved by `count` units (negative: back), kept inside the calendar.

    Fractions of a month become days. A day that the month lacks becomes its last one.
    """
    try:
        if unit in DAYS_OF:
            return on + timedelta(days=round(DAYS_OF[unit] * count))
        months = MONTHS_OF[unit] * count
        whole = int(months)
        year, month = divmod(on.year * 12 + on.month - 1 + whole, 12)
        last = monthrange(year, month + 1)[1]
        start = date(year, month + 1, min(on.day, last))
        return start + timedelta(days=round(30.44 * (months - whole)))
    except (OverflowError, ValueError):
        return _LAST if count > 0 else _FIRST


def period(on: date, unit: str) -> tuple[str, Interval]:
    """The calendar unit that holds a day, with its value: ISO week, month, decade."""
    if unit in ("D", "NIGHT", "S", "MIN", "QH", "H"):
        return day_value(on) + ("TNI" if unit == "NIGHT" else ""), Interval.day(on)
    if unit == "W":
        monday = on - timedelta(days=on.weekday())
        return week_value(on), Interval(monday, monday + timedelta(days=6))
    if unit == "WE":
        saturday = on - timedelta(days=on.weekday() - 5)
        return f"{week_value(on)}-WE", Interval(saturday, saturday + timedelta(days=1))
    if unit == "M":
        return f"{on.year}-{on.month:02}", month_days(on.year, on.month)
    if unit == "Q":
        number = (on.month + 2) // 3
        return f"{on.year}-Q{number}", of_value(f"{on.year}-Q{number}")
    if unit == "HY":
        number = 1 if on.month <= 6 else 2
        return f"{on.year}-H{number}", of_value(f"{on.year}-H{number}")
    if unit == "Y":
        return f"{on.year:04}", of_value(f"{on.year:04}")
    if unit == "DE":
        return f"{on.year // 10:03}", of_value(f"{on.year // 10:03}")
    return f"{on.year // 100:02}", of_value(f"{on.year // 100:02}")


def _whole_years(first: int, last: int) -> Interval:
    return Interval(date(max(first, 1), 1, 1), date(min(last, 9999), 12, 31))


def of_value(value: str | None) -> Interval:
    """Days of a calendar value; unknown when it is none (a duration, PRESENT_REF, no such day)."""
    text = value or ""
    try:
        if "/" in text:
            left, right = (of_value(part) for part in text.split("/", 1))
            return Interval(left.earliest, right.latest)
        if match := _DAY.match(text):
            return Interval.day(date(int(match[1]), int(match[2]), int(match[3])))
        return _coarse(text)
    except ValueError:
        return UNKNOWN


def _coarse(text: str) -> Interval:
    if text.isdigit():
        if len(text) == 4:
            return _whole_years(int(text), int(text))
        if len(text) == 3:
            return _whole_years(int(text) * 10, int(text) * 10 + 9)
        return _whole_years(int(text) * 100, int(text) * 100 + 99) if len(text) == 2 else UNKNOWN
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return month_days(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", text):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Interval(monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", text):
        year, (first, last) = int(match[1]), _SEASONS[match[2]]
        return Interval(date(year, first, 1), month_days(year + (last < first), last).latest)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        year, number = int(match[1]), int(match[2])
        return Interval(date(year, 3 * number - 2, 1), month_days(year, 3 * number).latest)
    if match := re.fullmatch(r"(\d{4})-H([12])", text):
        year, half = int(match[1]), int(match[2])
        return Interval(date(year, 6 * half - 5, 1), month_days(year, 6 * half).latest)
    return UNKNOWN


def duration_value(count: str, unit: str) -> str:
    """``P3Y``, ``PXM``, ``PT24H``, ``P10Y`` for a decade, ``P2.5Y``."""
    if unit in _MULTIPLE and count != "X":
        factor, unit = _MULTIPLE[unit]
        count = f"{float(count) * factor:g}"
    if unit == "DE":
        unit = "Y"
    if unit == "H" and count not in ("X", "1.5") and "." in count:
        count, unit = f"{float(count) * 60:g}", "MIN"
    shape = _DURATION.get(unit, "P{}" + unit)
    return shape.format(count)


def narrowed(days: Interval, mod: str | None) -> Interval:
    """The part of `days` that "begin", "half" and "eind" leave: about a third, at least a day."""
    if mod not in ("START", "MID", "END") or days.earliest is None or days.latest is None:
        return days
    length = (days.latest - days.earliest).days + 1
    if length < 3:
        return days
    third = timedelta(days=max(length // 3, 1))
    one = timedelta(days=1)
    if mod == "START":
        return Interval(days.earliest, days.earliest + third - one)
    if mod == "END":
        return Interval(days.latest - third + one, days.latest)
    return Interval(days.earliest + third - one, days.latest - third + one)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`-th such weekday of a month, -1 the last. Raises ValueError if it has none."""
    if number < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7 - 7 * (number + 1))
    first = date(year, month, 1)
    ahead = (weekday - first.isoweekday()) % 7 + 7 * (number - 1)
    return first.replace(day=1 + ahead)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)
