"""Readings of seasons, quarters, decades, centuries, numbered weeks, feasts and days of a war."""

from datetime import timedelta

from kroniek.date.dates import calendar, distance
from kroniek.date.feasts import feast_days
from kroniek.date.reading import NOTHING, Anchor, Reading, Words, looks_back, whole
from kroniek.date.values import UNKNOWN, day_value, moved, nth_weekday, period
from kroniek.model.text import Tense
from kroniek.model.time import Interval

_JUST_OVER = 75
"""A quarter that ended at most so many days ago is the one that is to be reported."""
_NEAR_FEAST = 60
"""A feast in the past tense is the coming one rather than last year's, if so many days ahead."""
_NEAR_WAR = 12
"""Days between the telling and the numbered day of a war that is meant."""


def season(said: Words, anchor: Anchor) -> Reading:
    """A season: of a year, near the telling, or as the clause points."""
    code = said["season"]
    if "offset_y" in said:
        return whole(f"{anchor.told.year + int(said['offset_y'])}-{code}")
    if "years" in said:  # "the winter of 2013-2014"
        return whole(f"{said['years'][:4]}-{code}")
    if "year" in said:
        return whole(f"{said['year']}-{code}")
    told = anchor.told
    found = [whole(f"{told.year + k:04}-{code}") for k in (-2, -1, 0, 1)]
    offset = said.get("offset")
    over = [r for r in found if r.days.high < told]
    coming = [r for r in found if r.days.low > told]
    if offset == "-1":
        return over[-1]
    if offset == "1":
        return coming[0]
    if offset == "0":
        return min(found, key=lambda r: distance(r.days, told))
    back = looks_back(said, anchor)
    if back:
        return [r for r in found if r.days.low <= told][-1]
    if back is False:
        return next(r for r in found if r.days.high >= told)
    return min(found, key=lambda r: distance(r.days, told))


def quarter(said: Words, anchor: Anchor, letter: str = "Q") -> Reading:
    """A quarter: of a year, or as the clause points."""
    number = said["quarter" if letter == "Q" else "half"]
    told = anchor.told
    if "year" in said or "offset" in said:
        year = int(said["year"]) if "year" in said else told.year + int(said["offset"])
        return whole(f"{year:04}-{letter}{number}")
    found = [whole(f"{told.year + k:04}-{letter}{number}") for k in (-1, 0, 1)]
    back = looks_back(said, anchor)
    if back:
        return [r for r in found if r.days.low <= told][-1]
    if back is False:  # "it expects to report a third-quarter loss" in October
        return next(r for r in found if (told - r.days.high).days <= _JUST_OVER)
    return min(found, key=lambda r: distance(r.days, told))


def halfyear(said: Words, anchor: Anchor) -> Reading:
    """The first or second half of a year."""
    return quarter(said, anchor, "H")


def decade(said: Words, anchor: Anchor) -> Reading:
    """The latest decade of that name that has begun."""
    if "ordinal" in said:
        century = anchor.told.year // 100 + int(said["offset"])
        return whole(f"{century:02}{int(said['ordinal']) - 1}")
    if "decade4" in said:
        return whole(said["decade4"])
    number = int(said["decade"]) // 10
    century = anchor.told.year // 100
    if century * 100 + number * 10 > anchor.told.year:
        century -= 1
    return whole(f"{century:02}{number}")


def century(said: Words, anchor: Anchor) -> Reading:  # noqa: ARG001
    """A century by its ordinal."""
    return whole(f"{int(said['ordinal']) - 1:02}")


def holiday(said: Words, anchor: Anchor) -> Reading:
    """A feast: of a year, or as words and clause point."""
    told, code = anchor.told, said["holiday"]
    if "year" in said or "offset_y" in said:
        year = int(said["year"]) if "year" in said else told.year + int(said["offset_y"])
        found = feast_days(code, year, year)
        return _feast(found[0], code) if found else NOTHING
    found = feast_days(code, told.year - 1, told.year + 1)
    past = [days for days in found if days.low <= told]
    coming = [days for days in found if days.high >= told]
    back = looks_back(said, anchor) if "offset" not in said else said["offset"] == "-1"
    near = bool(coming) and (coming[0].low - told).days <= _NEAR_FEAST
    if back and past and ("offset" in said or not near):
        return _feast(past[-1], code)
    if back is not None and coming:
        return _feast(coming[0], code)
    return _feast(min(found, key=lambda days: distance(days, told)), code) if found else NOTHING


def _feast(days: Interval, code: str) -> Reading:
    """An Islamic feast may be kept a day earlier or later than the table says."""
    low, high = days.low, days.high
    if code.startswith("islamic:"):
        one = timedelta(days=1)
        days = Interval(low - one, high + one)
    value = day_value(low)
    return Reading(value if low == high else f"{value}/{day_value(high)}", days)


def nth_day(said: Words, anchor: Anchor) -> Reading:
    """A weekday by its number in a month: "the third Tuesday of September"."""
    month = _month_of(said, anchor)
    if month.earliest is None:
        return NOTHING
    year, number = month.earliest.year, month.earliest.month
    if "weekday" not in said:
        day = int(said.get("ordinal", "1"))
        return whole(f"{year:04}-{number:02}-{day if day > 0 else month.high.day + day + 1:02}")
    try:
        if "weekday_x" in said:
            base = nth_weekday(year, number, int(said["weekday_x"]), int(said["ordinal_x"]))
            on = base + timedelta(days=(int(said["weekday"]) - base.isoweekday()) % 7 or 7)
            on += timedelta(days=7 * (int(said["ordinal"]) - 1))
        else:
            on = nth_weekday(year, number, int(said["weekday"]), int(said["ordinal"]))
    except ValueError:
        return NOTHING
    if said.get("unit") == "WE":
        return Reading(*period(on, "WE"))
    return Reading(day_value(on), Interval.day(on))


def _month_of(said: Words, anchor: Anchor) -> Interval:
    """The month that is said; what stands in the present tense is to come."""
    if "month" not in said:
        return period(moved(anchor.told.replace(day=1), "M", int(said["offset"])), "M")[1]
    ahead = anchor.tense is Tense.PRESENT
    towards = anchor._replace(tense=Tense.FUTURE) if ahead else anchor
    return calendar({k: said[k] for k in _MONTH if k in said}, towards).days


_MONTH = ("month", "year", "offset", "direction")


def week(said: Words, anchor: Anchor) -> Reading:
    """A week by its number in a year, or in a month: there it may be a whole one or not."""
    if "day" in said:  # "the week of 19 September"
        on = calendar(said, anchor).days.earliest
        return Reading(*period(on, "W")) if on else NOTHING
    if "month" in said:
        return _week_of_month(said, anchor)
    told = anchor.told
    year = int(said["year"]) if "year" in said else told.isocalendar()[0]
    if "offset" in said:
        year += int(said["offset"])
    last = f"/{year:04}-W{int(said['count_m']):02}" if "count_m" in said else ""
    number = int(said.get("count_n") or said["ordinal_n"])
    return whole(f"{year:04}-W{number:02}{last}")


def _week_of_month(said: Words, anchor: Anchor) -> Reading:
    month = _month_of(said, anchor)
    if month.earliest is None or month.latest is None:
        return NOTHING
    ordinal = int(said["ordinal"])
    if ordinal < 0:
        partial = month.latest
        whole_one = partial - timedelta(days=(partial.isoweekday() % 7) + 0)
        weeks = (partial, whole_one)
    else:
        start = month.earliest + timedelta(days=7 * (ordinal - 1))
        weeks = (start, start + timedelta(days=(8 - start.isoweekday()) % 7))
    first, second = (Reading(*period(on, "W")) for on in weeks)
    return first if first == second else first.beside(second)


def war_day(said: Words, anchor: Anchor) -> Reading:
    """Day 300 of a war: the war whose such day lies near the telling, if there is just one."""
    number = int(said.get("count_n") or said.get("ordinal_n") or said["year_n"])
    unit = said.get("unit", "D")
    near = set()
    for start in anchor.wars:
        on = start + timedelta(days=number - 1) if unit == "D" else moved(start, unit, number)
        if abs((on - anchor.told).days) <= (_NEAR_WAR if unit == "D" else 10 * _NEAR_WAR):
            near.add(on)
    days = sorted(near)
    if len(days) != 1:
        return Reading(f"P{number}Y", UNKNOWN) if unit == "Y" else NOTHING
    return Reading(day_value(days[0]), Interval.day(days[0]))
