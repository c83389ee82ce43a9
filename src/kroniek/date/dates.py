"""Readings of dates: days, weekdays, weeks, months, seasons, holidays."""

from datetime import date, timedelta

from kroniek.date.reading import (
    BACKWARD,
    FORWARD,
    NOTHING,
    Anchor,
    Reading,
    Words,
    looks_back,
    whole,
    with_part,
)
from kroniek.date.values import day_value, easter, moved, period
from kroniek.model.time import Interval

_NEAR_DAY, _NEAR_MONTH, _NEAR_HOLIDAY = 60, 31, 60
"""A day, or month, without a year is this one rather than last year's, if so many days ahead."""


def calendar(said: Words, anchor: Anchor) -> Reading:
    """A date or part of one."""
    fixed = said.get("iso") or said.get("slashed")
    if fixed:
        return with_part(whole(fixed), said)
    if "year" in said:
        return with_part(whole(_date_value(int(said["year"]), said)), said)
    if "offset" in said and "direction" not in said:
        return whole(_date_value(anchor.told.year + int(said["offset"]), said))
    return with_part(_without_year(said, anchor), said)


def _date_value(year: int, said: Words) -> str:
    value = f"{year:04}"
    if "month" in said:
        value += f"-{int(said['month']):02}"
        if "day" in said:
            value += f"-{int(said['day']):02}"
    return value


def _without_year(said: Words, anchor: Anchor) -> Reading:
    """A month, or day and month, of the year that clause, weekday and nearness ask for."""
    if "month" not in said:
        return _day_alone(said, anchor)
    told = anchor.told
    years = [told.year + k for k in (-1, 0, 1)]
    readings = [r for r in (whole(_date_value(year, said)) for year in years) if r.days.known]
    if "weekday" in said and "day" in said:
        agreeing = [r for r in readings if r.days.low.isoweekday() == int(said["weekday"])]
        readings = agreeing or readings
    back = looks_back(said, anchor)
    if back and "direction" not in said and (close := _just_ahead(readings, told)):
        return close
    if back:
        past = [r for r in readings if r.days.low <= told]
        return past[-1] if past else readings[0] if readings else NOTHING
    if back is False:
        coming = [r for r in readings if r.days.high >= told]
        return coming[0] if coming else readings[-1] if readings else NOTHING
    return min(readings, key=lambda r: _distance(r.days, told), default=NOTHING)


def _just_ahead(readings: list[Reading], told: date) -> Reading | None:
    """The reading that lies just ahead, though the clause is in the past.

    "It announced an event to be held on 12 October" on 4 October does not mean last year's.
    """
    for reading in readings:
        ahead = (reading.days.low - told).days
        near = _NEAR_DAY if reading.days.earliest == reading.days.latest else _NEAR_MONTH
        if 0 < ahead <= near:
            return reading
    return None


def _day_alone(said: Words, anchor: Anchor) -> Reading:
    """The day of a month near the time of telling ("donderdag de 14e")."""
    told, day = anchor.told, int(said.get("day", "1"))
    found = []
    for k in (-1, 0, 1):
        month = moved(told.replace(day=1), "M", k)
        reading = whole(f"{month.year:04}-{month.month:02}-{day:02}")
        if reading.days.known:
            found.append(reading)
    if "weekday" in said:
        found = [r for r in found if r.days.low.isoweekday() == int(said["weekday"])] or found
    return min(found, key=lambda r: _distance(r.days, told), default=NOTHING)


def _distance(days: Interval, told: date) -> tuple[int, int]:
    """Days between; of two equally near the past one comes first."""
    if days.low <= told <= days.high:
        return 0, 0
    if days.high < told:
        return (told - days.high).days, 0
    return (days.low - told).days, 1


def day_range(said: Words, anchor: Anchor) -> Reading:
    """3-5 May, 1998-2003."""
    if "years" in said:
        return whole(said["years"])
    first, last = said["days"].split("/")
    begin = calendar({**said, "day": first}, anchor)
    end = calendar({**said, "day": last}, anchor)
    if not begin.value or not end.value:
        return NOTHING
    return whole(f"{begin.value}/{end.value}")


def weekday(said: Words, anchor: Anchor) -> Reading:
    """The latest such day (today included) in the past, the next in the future."""
    told, number = anchor.told, int(said["weekday"])
    direction = said.get("direction")
    behind = (told.isoweekday() - number) % 7
    ahead = (number - told.isoweekday()) % 7
    if direction == "past":
        on = told - timedelta(days=behind or 7)
    elif direction == "future":
        on = told + timedelta(days=(ahead or 7) + 7 * int(said.get("weeks", "0")))
    elif anchor.tense in FORWARD:
        on = told + timedelta(days=ahead)
    else:
        on = told - timedelta(days=behind)
    return with_part(Reading(day_value(on), Interval.day(on)), said)


def near(said: Words, anchor: Anchor) -> Reading:
    """The unit so many before or after the one that holds the day of telling."""
    unit, offset = said["unit"], int(said["offset"])
    if unit == "NIGHT":
        on = anchor.told + timedelta(days=offset)
        return Reading(f"{day_value(on)}TNI", Interval.day(on))
    if unit == "WE":
        return _weekend(said, anchor)
    start = anchor.told.replace(day=1) if unit not in ("D", "W") else anchor.told
    value, days = period(moved(start, unit, offset), unit)
    if "weekday" in said and days.earliest:
        on = days.earliest + timedelta(days=int(said["weekday"]) - 1)
        return with_part(Reading(day_value(on), Interval.day(on)), said)
    return with_part(Reading(value, days), said)


def _weekend(said: Words, anchor: Anchor) -> Reading:
    """This weekend: the coming one, on Monday and Tuesday in the past tense the last one."""
    told, offset = anchor.told, int(said["offset"])
    saturday = told - timedelta(days=told.weekday() - 5)
    weekday = told.weekday()
    if offset == 0 and anchor.tense in BACKWARD and weekday < 4:
        offset = -1
    value, days = period(saturday + timedelta(days=7 * min(offset, 0)), "WE")
    if offset == 1:
        value, days = period(saturday + timedelta(days=7 if weekday >= 5 else 0), "WE")
    return Reading(value, days)


def season(said: Words, anchor: Anchor) -> Reading:
    """A season: of a year, near the telling, or as the clause points."""
    code = said["season"]
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
        return min(found, key=lambda r: _distance(r.days, told))
    back = looks_back(said, anchor)
    if back:
        return [r for r in found if r.days.low <= told][-1]
    if back is False:
        return next(r for r in found if r.days.high >= told)
    return min(found, key=lambda r: _distance(r.days, told))


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
    if back is False:
        return next(r for r in found if r.days.high >= told)
    return min(found, key=lambda r: _distance(r.days, told))


def halfyear(said: Words, anchor: Anchor) -> Reading:
    """The first or second half of a year."""
    return quarter(said, anchor, "H")


def decade(said: Words, anchor: Anchor) -> Reading:
    """The latest decade of that name that has begun."""
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
    """A holiday: of a year, or as words and clause point."""
    told, name = anchor.told, said["holiday"]

    def on(year: int) -> date:
        if name.startswith("easter"):
            return easter(year) + timedelta(days=int(name[6:]))
        month, day = name.split("-")
        return date(year, int(month), int(day))

    years = [int(said["year"])] if "year" in said else [told.year + k for k in (-1, 0, 1)]
    found = [on(year) for year in years]
    past, coming = [d for d in found if d <= told], [d for d in found if d >= told]
    back = looks_back(said, anchor) if "offset" not in said else said["offset"] == "-1"
    if len(found) == 1:
        day = found[0]
    elif back and "offset" not in said and (coming[0] - told).days <= _NEAR_HOLIDAY:
        day = coming[0]
    elif back:
        day = past[-1]
    elif back is False:
        day = coming[0]
    else:
        day = min(found, key=lambda d: abs((d - told).days))
    return Reading(day_value(day), Interval.day(day))
