"""Readings of counted time, times of day, lengths, repetitions and references."""

from datetime import date, datetime, timedelta

from kroniek.date.dates import near, weekday
from kroniek.date.reading import (
    FORWARD,
    HAPPENED,
    NOTHING,
    Anchor,
    Reading,
    Words,
    whole,
    with_part,
)
from kroniek.date.values import DAYS_OF, UNKNOWN, day_value, duration_value, moved, period
from kroniek.model.time import Interval

_NOON, _DUSK, _NIGHTFALL = 12, 6, 20
"""Hours: "at night" six to eleven are those before midnight."""
_WEEK = 7
_MINUTES = {"MIN": 1, "QH": 15, "H": 60}
_GRAIN = {"FN": "W", "DE": "Y", "QC": "Y", "CE": "Y", "Q": "M", "HY": "M", "WE": "W", "NIGHT": "D"}
"""How finely a day so many units away is told, where not by the unit itself."""


def _counted(said: Words, sign: int, start: date) -> Reading:
    """Count units back or forward; the value is as coarse as the unit, the days a little wider."""
    unit, count = said["unit"], said.get("count", "1" if "half" in said else "X")
    if "half" in said and count != "X":
        count = f"{float(count) + float(said['half']):g}"
    if count == "X":
        edge = moved(start, unit, 2 * sign)
        days = Interval(None, edge) if sign < 0 else Interval(edge, None)
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF", days)
    if unit in ("DE", "CE") and "." in count:
        unit, count = "Y", f"{float(count) * (10 if unit == 'DE' else 100):g}"
    on = moved(start, unit, sign * float(count))
    fraction = "." in count
    grain = _GRAIN.get(unit, unit)
    if fraction and grain in ("Y", "W"):
        grain = {"Y": "M", "W": "D"}[grain]
    value, days = period(on, grain)
    if unit in ("S", "MIN", "H") and float(count) >= 24 and unit == "H":
        on = start + timedelta(hours=sign * float(count))
        return Reading(day_value(on), Interval.day(on))
    return Reading(value, days)


def ago(said: Words, anchor: Anchor) -> Reading:
    """Back from the day of telling; "from $4 million a year ago" from the quarter spoken of."""
    compared = _quarter_before(said, anchor)
    if compared is not None:
        return compared
    return _counted(said, -1, anchor.told)


def _quarter_before(said: Words, anchor: Anchor) -> Reading | None:
    """The same quarter a year before, where figures of a quarter are compared."""
    on = anchor.quarter.earliest
    if on is None or "compared" not in said or (said["unit"], said.get("count")) != ("Y", "1"):
        return None
    return Reading(*period(moved(on, "Y", -1), "Q"))


def hence(said: Words, anchor: Anchor) -> Reading:
    """Forward from the day of telling."""
    return _counted(said, 1, anchor.told)


def shift(said: Words, anchor: Anchor) -> Reading:
    """From the time last spoken of, if that is known to the unit; else only a direction."""
    sign = -1 if said["direction"] == "past" else 1
    compared = _quarter_before(said, anchor)
    if compared is not None and sign < 0:
        return compared
    clock = _clock_after(said, anchor, sign)
    if clock is not None:
        return clock
    previous = anchor.previous
    if "else" in said and (anchor.tense not in HAPPENED or not previous.known):
        return near({"unit": said["unit"], "offset": said["else"]}, anchor)  # no tale of the past
    if previous.earliest is None or previous.latest is None:
        return NOTHING
    if "weekday" in said:
        return _next_weekday(said, previous, sign)
    width = (previous.latest - previous.earliest).days
    unit = said["unit"]
    if (unit in ("D", "W", "NIGHT", "WE") and width > 0) or (unit in ("M", "Q") and width > 31):
        return NOTHING
    reading = with_part(_counted(said, sign, previous.earliest), said)
    if reading.days.latest is None and anchor.tense in HAPPENED:
        return reading._replace(days=_by_the_telling(reading.days, unit, anchor))
    return reading


def _by_the_telling(days: Interval, unit: str, anchor: Anchor) -> Interval:
    """The days of "hours later", "years later" that had come when it was told."""
    if days.earliest is None or days.earliest > anchor.told:
        return days
    if DAYS_OF.get(unit) == 0:  # hours after are of that day or the next
        return Interval(days.earliest, min(days.earliest + timedelta(days=1), anchor.told))
    return Interval(days.earliest, anchor.told)


def _clock_after(said: Words, anchor: Anchor, sign: int) -> Reading | None:
    """The time of "an hour later", where the hour before it is known to the minute."""
    minutes = _MINUTES.get(said.get("unit", ""))
    count = said.get("count", "X")
    if minutes is None or count == "X" or not anchor.hour:
        return None
    try:
        start = datetime.fromisoformat(anchor.hour)
    except ValueError:
        return None
    number = float(count) + float(said.get("half", "0"))
    then = start + timedelta(minutes=round(sign * minutes * number))
    return Reading(then.isoformat(timespec="minutes"), Interval.day(then.date()))


def _next_weekday(said: Words, previous: Interval, sign: int) -> Reading:
    """The first such day of the week after (or the last before) the day last spoken of."""
    if previous.earliest is None or previous.earliest != previous.latest:
        return NOTHING
    away = sign * (int(said["weekday"]) - previous.earliest.isoweekday()) % 7 or 7
    on = previous.earliest + timedelta(days=sign * away)
    return with_part(Reading(day_value(on), Interval.day(on)), said)


def same(said: Words, anchor: Anchor) -> Reading:
    """The unit that holds the time last spoken of, if that fits into one."""
    if said["unit"] == "Q":
        return _same_quarter(said, anchor)
    previous, unit = anchor.previous, said["unit"]
    if "weekday" in said:
        return _that_weekday(said, anchor)
    if said.get("part") == "NI" and anchor.night.earliest is not None:
        return Reading(f"{day_value(anchor.night.earliest)}TNI", anchor.night)
    if previous.earliest is None or previous.latest is None:
        return NOTHING
    if unit == "D" and previous == anchor.night:  # "the night of Monday to Tuesday … that morning"
        evening = said.get("part") == "EV"
        previous = Interval.day(previous.earliest if evening else previous.latest)
    value, days = period(previous.low, unit)
    return with_part(Reading(value, days), said) if previous.within(days) else NOTHING


def _that_weekday(said: Words, anchor: Anchor) -> Reading:
    """The weekday of the week spoken of ("last week … that Tuesday"), if one was."""
    spoken = anchor.previous
    if spoken.earliest is None or spoken.latest is None:
        return weekday(said, anchor)
    if (spoken.latest - spoken.earliest).days >= _WEEK:
        return weekday(said, anchor)
    monday = spoken.earliest - timedelta(days=spoken.earliest.weekday())
    on = monday + timedelta(days=int(said["weekday"]) - 1)
    return with_part(Reading(day_value(on), Interval.day(on)), said)


def _same_quarter(said: Words, anchor: Anchor) -> Reading:
    """The quarter spoken of, or that of another year ("the 1988 period")."""
    on = anchor.quarter.earliest
    if on is None:
        return whole(said["year"]) if "year" in said else NOTHING
    year = int(said.get("year", on.year))
    return Reading(*period(on.replace(year=year), "Q"))


def window(said: Words, anchor: Anchor) -> Reading:
    """The last or next so many units; of several only the end at the telling is known."""
    unit, count = said["unit"], said.get("count", "X")
    value = duration_value(count, unit)
    told, past = anchor.told, said["direction"] == "past"
    if count == "X":
        return Reading(value, Interval(None, told) if past else Interval(told, None))
    edge = moved(told, unit, float(count) * (-1 if past else 1))
    return Reading(value, Interval(min(edge, told), max(edge, told)))


def duration(said: Words, anchor: Anchor) -> Reading:  # noqa: ARG001
    """A length without days."""
    unit, count = said["unit"], said.get("count", "1" if "half" in said else "X")
    last = said.get("count_x")
    if "days" in said:
        count, last = said["days"].split("/")
    if "half" in said and count != "X":
        count = f"{float(count) + float(said['half']):g}"
    value = duration_value(count, unit)
    if "unit_and" in said:
        value += duration_value(said["count_and"], said["unit_and"]).removeprefix(
            "PT" if value.startswith("PT") else "P"
        )
    return Reading(f"{value}/{duration_value(last, unit)}" if last else value, UNKNOWN)


def repetition(said: Words, anchor: Anchor) -> Reading:  # noqa: ARG001
    """How often: no days."""
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
    count, unit = said.get("count", "1"), said["unit"]
    if (count, unit) == ("0.5", "Y"):
        count, unit = "6", "M"
    return Reading(duration_value(count, unit), UNKNOWN)


def clock(said: Words, anchor: Anchor) -> Reading:
    """A time of the weekday said with it, of the day last spoken of, or of the day of telling.

    A small hour of a night that was spoken of is of that night; which of its days that is, "on the
    night of Monday" leaves open.
    """
    night = _of_night(said, anchor)
    if night is None:
        on = _clock_day(said, anchor)
        return Reading(f"{day_value(on.low)}T{_time(said)}{_zone(said)}", on)
    first, *others = (
        Reading(f"{day_value(on)}T{_time(said)}{_zone(said)}", Interval.day(on)) for on in night
    )
    return first._replace(others=tuple(others))


def _of_night(said: Words, anchor: Anchor) -> tuple[date, ...] | None:
    """The days that a time of the night last spoken of may be of; None if it is of none."""
    night, hour = anchor.night, int(_time(said)[:2])
    if night.earliest is None or night.latest is None or anchor.tense in FORWARD:
        return None
    if said.keys() & {"weekday", "offset"} or _DUSK < hour < _NIGHTFALL:
        return None
    if anchor.previous.known and anchor.previous != night:
        return None
    if hour >= _NIGHTFALL:
        return (night.earliest,)
    if night.earliest != night.latest:
        return (night.latest,)
    return tuple(day for day in (night.low, night.low + timedelta(days=1)) if day <= anchor.told)


def day_part(said: Words, anchor: Anchor) -> Reading:
    """A part of the day last spoken of, or of the day of telling: "early in the morning"."""
    spoken = same({**said, "unit": "D"}, anchor)
    if spoken.value is not None:
        return spoken
    return with_part(Reading(*period(anchor.told, "D")), said)


def _clock_day(said: Words, anchor: Anchor) -> Interval:
    if "weekday" in said:
        return weekday({**said, "part": ""}, anchor).days
    if "offset" in said:
        return Interval.day(anchor.told + timedelta(days=int(said["offset"])))
    if anchor.previous.earliest and anchor.previous.earliest == anchor.previous.latest:
        return anchor.previous
    return Interval.day(anchor.told)


def _time(said: Words) -> str:
    """Hours and minutes; "half past", "five to" counted on from the hour."""
    hours, _, minutes = (said.get("clock") or said["hour"]).partition(":")
    hour = int(hours)
    part = said.get("part")
    if (part in ("AF", "EV", "PM") and hour < _NOON) or (part == "NI" and _DUSK <= hour < _NOON):
        hour += 12
    elif part == "MO" and hour == _NOON:
        hour = 0
    shift = int(said.get("minutes", "0")) + int(said.get("count_past", "0"))
    shift -= int(said.get("count_to", "0"))
    whole = hour * 60 + int(minutes or "0") + shift
    return f"{whole // 60:02}:{whole % 60:02}"


def _zone(said: Words) -> str:
    """``Z`` or an offset that the zone's name gives; beside "GMT+8" the time is a local one."""
    return "" if "sign" in said else said.get("zone", "")


def ref(said: Words, anchor: Anchor) -> Reading:
    """The present, past or future of the day of telling."""
    value, told = said["value"], anchor.told
    if value == "PRESENT_REF":
        return Reading(value, Interval.day(told))
    return Reading(value, Interval(None, told) if value == "PAST_REF" else Interval(told, None))
