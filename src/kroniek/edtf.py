"""Intervals of days as EDTF (ISO 8601-2), and as a Dutch or English reader writes them."""

from calendar import monthrange
from datetime import date

from kroniek.model.time import Interval

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def edtf(days: Interval) -> str | None:
    """EDTF level 0 or 1: a day, month, year or ``a/b`` with ``..`` for an open end.

    None when nothing is known. A whole month or year is written as such, nothing finer.
    """
    low, high = days.earliest, days.latest
    if low is None and high is None:
        return None
    if low is None or high is None:
        return f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}"
    whole = _whole(low, high)
    if whole == "day":
        return low.isoformat()
    if whole == "month":
        return f"{low.year:04}-{low.month:02}"
    if whole == "year":
        return f"{low.year:04}"
    return f"{low.isoformat()}/{high.isoformat()}"


def first_day(written: str) -> date:
    """First day of an ISO day, month or year (``2024-08-06``, ``2024-08``, ``2024``).

    Raises ValueError if it is none of these.
    """
    return _parts(written)[0]


def last_day(written: str) -> date:
    """Last day of an ISO day, month or year. Raises ValueError if it is none of these."""
    return _parts(written)[1]


def days_written(written: str) -> Interval:
    """The days of an EDTF day, month, year or interval (``2024-08/2024-09-03``, ``../2022``).

    Raises ValueError if it is none of these, or ends before it begins.
    """
    low, slash, high = written.strip().partition("/")
    if not slash:
        return Interval(first_day(low), last_day(low))
    return Interval(
        None if low in {"", ".."} else first_day(low),
        None if high in {"", ".."} else last_day(high),
    )


def _parts(written: str) -> tuple[date, date]:
    try:
        return _days_of(written)
    except ValueError as error:
        told = f"{written!r} is no day, month or year; write 2024-08-06, 2024-08 or 2024"
        raise ValueError(told) from error


def _days_of(written: str) -> tuple[date, date]:
    match written.split("-"):
        case [year] if len(year) == 4:
            return date(int(year), 1, 1), date(int(year), 12, 31)
        case [year, month] if len(year) == 4:
            first = date(int(year), int(month), 1)
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        case [_, _, _]:
            day = date.fromisoformat(written)
            return day, day
        case _:
            raise ValueError(written)


def _whole(low: date, high: date) -> str | None:
    """The calendar unit that the days from `low` to `high` fill exactly; None if they fill none."""
    if low == high:
        return "day"
    if (low.year, low.month, low.day) == (high.year, high.month, 1):
        return "month" if high.day == monthrange(high.year, high.month)[1] else None
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31) and low.year == high.year:
        return "year"
    return None


def in_words(days: Interval, language: str) -> str:
    """The days as a reader writes them: ``22 mei 2025``, ``3–5 May 2024``, ``vóór 6 juni 2023``.

    `language` is ``nl`` or ``en``. Nothing known gives a dash.
    """
    low, high = days.earliest, days.latest
    names = _MONTHS[language].split()
    if low is None and high is None:
        return "–"
    if low is None or high is None:
        known = low or high
        assert known is not None  # noqa: S101 (the case above)
        before, since = ("t/m", "vanaf") if language == "nl" else ("until", "from")
        return f"{since if low else before} {_day(known, names)}"
    match _whole(low, high):
        case "day":
            return _day(low, names)
        case "month":
            return f"{names[low.month - 1]} {low.year}"
        case "year":
            return str(low.year)
        case _:
            return _range(low, high, names)


def _day(on: date, names: list[str]) -> str:
    return f"{on.day} {names[on.month - 1]} {on.year}"


def _range(low: date, high: date, names: list[str]) -> str:
    if (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{_day(high, names)}"
    if low.year == high.year:
        return f"{low.day} {names[low.month - 1]} – {_day(high, names)}"
    return f"{_day(low, names)} – {_day(high, names)}"
