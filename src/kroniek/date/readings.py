"""What a symbol means when the text was told on a given day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kroniek.date.values import (
    UNKNOWN,
    day_value,
    duration_value,
    easter,
    moved,
    narrowed,
    of_value,
    period,
)
from kroniek.model.text import Tense
from kroniek.model.time import Interval, Symbol

_FORWARD = frozenset({Tense.FUTURE, Tense.PRESENT})
_NEAR_DAY, _NEAR_MONTH = 60, 31
"""A day, or month, without a year is this one rather than last year's, if so many days ahead."""
_BACKWARD = frozenset({Tense.PAST, Tense.PERFECT})


class Reading(NamedTuple):
    """A value (TIMEX3; None if the words give none) and its days."""

    value: str | None
    days: Interval


class Anchor(NamedTuple):
    """Where an expression is read from: the day of telling, the clause's tense, what was spoken of."""

    told: date
    tense: Tense
    previous: Interval


NOTHING = Reading(None, UNKNOWN)
Words = Mapping[str, str]


def read(symbol: Symbol, mod: str | None, anchor: Anchor) -> Reading:
    """The value and days of a symbol for one day of telling."""
    reading = _KINDS[symbol.kind](dict(symbol.arguments), anchor)
    if reading.value == "PRESENT_REF":
        return reading
    side = dict(symbol.arguments).get("side")
    if side and reading.days.low <= anchor.told <= reading.days.high:
        days = reading.days
        return Reading(
            reading.value,
            Interval(days.earliest, anchor.told)
            if side == "before"
            else Interval(anchor.told, days.latest),
        )
    return Reading(reading.value, narrowed(reading.days, mod))


def _whole(value: str) -> Reading:
    days = of_value(value)
    return Reading(value, days) if days.known else NOTHING


def _with_part(reading: Reading, said: Words) -> Reading:
    part = said.get("part")
    if not part or not reading.value or "T" in reading.value:
        return reading
    return Reading(f"{reading.value}T{part}", reading.days)


def _back(said: Words, anchor: Anchor) -> bool | None:
    """Whether words and clause point back (True), forward (False) or neither way (None)."""
    if "direction" in said:
        return said["direction"] == "past"
    if anchor.tense in _BACKWARD:
        return True
    return False if anchor.tense is Tense.FUTURE else None


def _calendar(said: Words, anchor: Anchor) -> Reading:
    fixed = said.get("iso") or said.get("slashed")
    if fixed:
        return _with_part(_whole(fixed), said)
    if "year" in said:
        return _whole(_date_value(int(said["year"]), said))
    if "offset" in said and "direction" not in said:
        return _whole(_date_value(anchor.told.year + int(said["offset"]), said))
    return _without_year(said, anchor)


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
    readings = [r for r in (_whole(_date_value(year, said)) for year in years) if r.days.known]
    if "weekday" in said and "day" in said:
        agreeing = [r for r in readings if r.days.low.isoweekday() == int(said["weekday"])]
        readings = agreeing or readings
    back = _back(said, anchor)
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
    """ "donderdag de 14e": the day of a month near the time of telling."""
    told, day = anchor.told, int(said.get("day", "1"))
    found = []
    for k in (-1, 0, 1):
        month = moved(told.replace(day=1), "M", k)
        reading = _whole(f"{month.year:04}-{month.month:02}-{day:02}")
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


def _days(said: Words, anchor: Anchor) -> Reading:
    if "years" in said:
        return _whole(said["years"])
    first, last = said["days"].split("/")
    begin = _calendar({**said, "day": first}, anchor)
    end = _calendar({**said, "day": last}, anchor)
    if not begin.value or not end.value:
        return NOTHING
    return _whole(f"{begin.value}/{end.value}")


def _weekday(said: Words, anchor: Anchor) -> Reading:
    """The latest such day (today included) in the past, the next in the future."""
    told, number = anchor.told, int(said["weekday"])
    direction = said.get("direction")
    behind = (told.isoweekday() - number) % 7
    ahead = (number - told.isoweekday()) % 7
    if direction == "past":
        on = told - timedelta(days=behind or 7)
    elif direction == "future":
        on = told + timedelta(days=(ahead or 7) + 7 * int(said.get("weeks", "0")))
    elif anchor.tense in _FORWARD:
        on = told + timedelta(days=ahead)
    else:
        on = told - timedelta(days=behind)
    return _with_part(Reading(day_value(on), Interval.day(on)), said)


def _near(said: Words, anchor: Anchor) -> Reading:
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
        return _with_part(Reading(day_value(on), Interval.day(on)), said)
    return _with_part(Reading(value, days), said)


def _weekend(said: Words, anchor: Anchor) -> Reading:
    """This weekend: the coming one, on Monday and Tuesday in the past tense the last one."""
    told, offset = anchor.told, int(said["offset"])
    saturday = told - timedelta(days=told.weekday() - 5)
    weekday = told.weekday()
    if offset == 0 and anchor.tense in _BACKWARD and weekday < 4:
        offset = -1
    value, days = period(saturday + timedelta(days=7 * min(offset, 0)), "WE")
    if offset == 1:
        value, days = period(saturday + timedelta(days=7 if weekday >= 5 else 0), "WE")
    return Reading(value, days)


def _season(said: Words, anchor: Anchor) -> Reading:
    code = said["season"]
    if "year" in said:
        return _whole(f"{said['year']}-{code}")
    told = anchor.told
    found = [_whole(f"{told.year + k:04}-{code}") for k in (-2, -1, 0, 1)]
    offset = said.get("offset")
    over = [r for r in found if r.days.high < told]
    coming = [r for r in found if r.days.low > told]
    if offset == "-1":
        return over[-1]
    if offset == "1":
        return coming[0]
    if offset == "0":
        return min(found, key=lambda r: _distance(r.days, told))
    back = _back(said, anchor)
    if back:
        return [r for r in found if r.days.low <= told][-1]
    if back is False:
        return next(r for r in found if r.days.high >= told)
    return min(found, key=lambda r: _distance(r.days, told))


def _quarter(said: Words, anchor: Anchor, letter: str = "Q") -> Reading:
    number = said["quarter" if letter == "Q" else "half"]
    told = anchor.told
    if "year" in said or "offset" in said:
        year = int(said["year"]) if "year" in said else told.year + int(said["offset"])
        return _whole(f"{year:04}-{letter}{number}")
    found = [_whole(f"{told.year + k:04}-{letter}{number}") for k in (-1, 0, 1)]
    back = _back(said, anchor)
    if back:
        return [r for r in found if r.days.low <= told][-1]
    if back is False:
        return next(r for r in found if r.days.high >= told)
    return min(found, key=lambda r: _distance(r.days, told))


def _halfyear(said: Words, anchor: Anchor) -> Reading:
    return _quarter(said, anchor, "H")


def _decade(said: Words, anchor: Anchor) -> Reading:
    """The latest decade of that name that has begun."""
    if "decade4" in said:
        return _whole(said["decade4"])
    number = int(said["decade"]) // 10
    century = anchor.told.year // 100
    if century * 100 + number * 10 > anchor.told.year:
        century -= 1
    return _whole(f"{century:02}{number}")


def _century(said: Words, anchor: Anchor) -> Reading:  # noqa: ARG001
    return _whole(f"{int(said['ordinal']) - 1:02}")


def _holiday(said: Words, anchor: Anchor) -> Reading:
    told, name = anchor.told, said["holiday"]

    def on(year: int) -> date:
        if name.startswith("easter"):
            return easter(year) + timedelta(days=int(name[6:]))
        month, day = name.split("-")
        return date(year, int(month), int(day))

    if "year" in said:
        found = [on(int(said["year"]))]
    else:
        found = [on(told.year + k) for k in (-1, 0, 1)]
    past, coming = [d for d in found if d <= told], [d for d in found if d >= told]
    back = _back(said, anchor) if "offset" not in said else said["offset"] == "-1"
    if len(found) == 1:
        day = found[0]
    elif back:
        day = past[-1]
    elif back is False:
        day = coming[0]
    else:
        day = min(found, key=lambda d: abs((d - told).days))
    return Reading(day_value(day), Interval.day(day))


def _counted(said: Words, anchor: Anchor, sign: int, start: date) -> Reading:
    """Count units back or forward; the value is as coarse as the unit, the days a little wider."""
    unit, count = said["unit"], said.get("count", "X")
    if count == "X":
        edge = moved(start, unit, 2 * sign)
        days = Interval(None, edge) if sign < 0 else Interval(edge, None)
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF", days)
    on = moved(start, unit, sign * float(count))
    fraction = "." in count
    grain = {"DE": "Y", "CE": "Y", "Q": "M", "HY": "M", "WE": "W", "NIGHT": "D"}.get(unit, unit)
    if fraction and grain in ("Y", "W"):
        grain = {"Y": "M", "W": "D"}[grain]
    value, days = period(on, grain)
    if unit in ("S", "MIN", "H") and float(count) >= 24 and unit == "H":
        on = start + timedelta(hours=sign * float(count))
        return Reading(day_value(on), Interval.day(on))
    return Reading(value, days)


def _ago(said: Words, anchor: Anchor) -> Reading:
    return _counted(said, anchor, -1, anchor.told)


def _hence(said: Words, anchor: Anchor) -> Reading:
    return _counted(said, anchor, 1, anchor.told)


def _shift(said: Words, anchor: Anchor) -> Reading:
    """From the time last spoken of, if that is known to the unit; else only a direction."""
    sign = -1 if said["direction"] == "past" else 1
    previous = anchor.previous
    if previous.earliest is None or previous.latest is None:
        return NOTHING
    width = (previous.latest - previous.earliest).days
    unit = said["unit"]
    if (unit in ("D", "W", "NIGHT", "WE") and width > 0) or (unit in ("M", "Q") and width > 31):
        return NOTHING
    return _counted(said, anchor, sign, previous.earliest)


def _same(said: Words, anchor: Anchor) -> Reading:
    previous, unit = anchor.previous, said["unit"]
    if previous.earliest is None or previous.latest is None:
        return NOTHING
    value, days = period(previous.earliest, unit)
    return Reading(value, days) if previous.within(days) else NOTHING


def _window(said: Words, anchor: Anchor) -> Reading:
    unit, count = said["unit"], said.get("count", "X")
    value = duration_value(count, unit)
    told, past = anchor.told, said["direction"] == "past"
    if count == "X":
        return Reading(value, Interval(None, told) if past else Interval(told, None))
    edge = moved(told, unit, float(count) * (-1 if past else 1))
    return Reading(value, Interval(min(edge, told), max(edge, told)))


def _duration(said: Words, anchor: Anchor) -> Reading:  # noqa: ARG001
    return Reading(duration_value(said.get("count", "X"), said["unit"]), UNKNOWN)


def _set(said: Words, anchor: Anchor) -> Reading:  # noqa: ARG001
    if "value" in said:
        return Reading(said["value"], UNKNOWN)
    if "weekday" in said:
        part = f"T{said['part']}" if "part" in said else ""
        return Reading(f"XXXX-WXX-{said['weekday']}{part}", UNKNOWN)
    if "month" in said:
        return Reading(f"XXXX-{int(said['month']):02}", UNKNOWN)
    if "season" in said:
        return Reading(f"XXXX-{said['season']}", UNKNOWN)
    if "part" in said:
        return Reading(f"XXXX-XX-XXT{said['part']}", UNKNOWN)
    return Reading(duration_value(said.get("count", "1"), said["unit"]), UNKNOWN)


def _clock(said: Words, anchor: Anchor) -> Reading:
    """A time of the weekday said with it, of the day last spoken of, or of the day of telling."""
    clock = said.get("clock") or said["hour"]
    hour, _, minutes = clock.partition(":")
    if said.get("part") in ("AF", "EV", "PM") and int(hour) < 12:
        hour = str(int(hour) + 12)
    clock = f"{int(hour):02}:{minutes or '00'}"
    if "weekday" in said:
        on = _weekday({**said, "part": ""}, anchor).days
    elif anchor.previous.earliest and anchor.previous.earliest == anchor.previous.latest:
        on = anchor.previous
    else:
        on = Interval.day(anchor.told)
    return Reading(f"{day_value(on.low)}T{clock}{said.get('zone', '')}", on)


def _ref(said: Words, anchor: Anchor) -> Reading:
    value, told = said["value"], anchor.told
    if value == "PRESENT_REF":
        return Reading(value, Interval.day(told))
    return Reading(value, Interval(None, told) if value == "PAST_REF" else Interval(told, None))


_KINDS: Mapping[str, Callable[[Words, Anchor], Reading]] = {
    "calendar": _calendar,
    "days": _days,
    "weekday": _weekday,
    "near": _near,
    "season": _season,
    "quarter": _quarter,
    "halfyear": _halfyear,
    "decade": _decade,
    "century": _century,
    "holiday": _holiday,
    "ago": _ago,
    "hence": _hence,
    "shift": _shift,
    "same": _same,
    "window": _window,
    "duration": _duration,
    "set": _set,
    "clock": _clock,
    "ref": _ref,
}
