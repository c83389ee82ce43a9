"""Readings of dates: days, weekdays, weeks, months, and ranges of them."""

from datetime import date, timedelta

from kroniek.date.reading import (
    FORWARD,
    HAPPENED,
    NOTHING,
    Anchor,
    Reading,
    Words,
    looks_back,
    whole,
    with_part,
)
from kroniek.date.values import day_value, moved, period
from kroniek.model.text import Tense
from kroniek.model.time import Interval

_CENTURY = 99
_RECENT = 45
"""A day so near the telling is meant, whatever year the text has given its month before."""
_JUST_OVER = 10
"""A day that was so many days ago is meant, though its clause speaks of what was to come."""
_NEAR_DAY, _NEAR_MONTH = 60, 31
"""A day, or month, without a year is this one rather than last year's, if so many days ahead."""


def calendar(said: Words, anchor: Anchor) -> Reading:
    """A date or part of one."""
    fixed = said.get("iso") or said.get("slashed")
    if fixed:
        usual, _, unusual = fixed.partition(">")
        if unusual and _is_ahead(usual, anchor) and not _is_ahead(unusual, anchor):
            # What has happened was not after the telling; of what is, both may be meant.
            happened = anchor.tense in (Tense.PAST, Tense.PERFECT)
            usual = unusual if happened else f"{usual}|{unusual}"
        values = usual.split("|")
        past = [value for value in values if whole(value).days.low <= anchor.told]
        if anchor.tense in HAPPENED and past:  # what happened was not after the telling
            values = past
        first, *others = (with_part(whole(value), said) for value in values)
        return first._replace(others=tuple(others))
    if "day_o" in said:  # month and day, or day and month
        swapped = {**said, "day": said["day_o"], "month": said["month_o"]}
        other = {k: v for k, v in swapped.items() if k not in ("day_o", "month_o")}
        first = calendar({k: v for k, v in said.items() if k not in ("day_o", "month_o")}, anchor)
        return first.beside(calendar(other, anchor))
    if "year" in said:
        return with_part(whole(_date_value(int(said["year"]), said)), said)
    if "year_before" in said:  # the text has given its month a year before
        usual_days = _without_year(said, anchor)
        if distance(usual_days.days, anchor.told)[0] > _RECENT:
            usual_days = whole(_date_value(int(said["year_before"]), said))
        return with_part(usual_days, said)
    if "offset" in said and "direction" not in said:
        return whole(_date_value(anchor.told.year + int(said["offset"]), said))
    return with_part(_without_year(said, anchor), said)


def _is_ahead(value: str, anchor: Anchor) -> bool:
    """Whether a day lies after the telling, and its clause does not speak of what is to come."""
    return anchor.tense is not Tense.FUTURE and whole(value).days.low > anchor.told


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
    nearest = min(readings, key=lambda r: distance(r.days, told), default=NOTHING)
    if back is None and anchor.tense is Tense.PRESENT and "day" not in said and nearest.value:
        back = False if (told - nearest.days.high).days > _NEAR_MONTH else None
    if back is False:
        by_clause = "direction" not in said and "day" in said
        if by_clause and 0 < (told - nearest.days.high).days <= _JUST_OVER and nearest.value:
            return nearest  # "was to leave by 14 January", told on the 15th
        coming = [r for r in readings if r.days.high >= told]
        return coming[0] if coming else readings[-1] if readings else NOTHING
    return nearest


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
    spoken = anchor.previous
    if "weekday" not in said and spoken.earliest and spoken.earliest == spoken.latest:
        same = whole(f"{day_value(spoken.earliest)[:7]}-{day:02}")
        if same.days.known and spoken.earliest.day < day:  # "on 12 June …; by the 19th"
            return same
    found = []
    for k in (-1, 0, 1):
        month = moved(told.replace(day=1), "M", k)
        reading = whole(f"{month.year:04}-{month.month:02}-{day:02}")
        if reading.days.known:
            found.append(reading)
    if "weekday" in said:
        found = [r for r in found if r.days.low.isoweekday() == int(said["weekday"])] or found
    if (back := looks_back(said, anchor)) is not None:
        found = [r for r in found if (r.days.low <= told if back else r.days.high >= told)] or found
    return min(found, key=lambda r: distance(r.days, told), default=NOTHING)


def distance(days: Interval, told: date) -> tuple[int, int]:
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


_SECOND = {"day_x": "day", "month_x": "month", "weekday_x": "weekday", "year_x": "year"}
"""Arguments of the end of a range."""


def date_span(said: Words, anchor: Anchor) -> Reading:
    """From one date to another that may share month and year; weekdays run from the one on."""
    first = {name: value for name, value in said.items() if name not in _SECOND}
    last = {**first, **{_SECOND[name]: said[name] for name in said if name in _SECOND}}
    if int(last.get("year", "0")) - int(first.get("year", "0")) > _CENTURY and "year" in first:
        last["year"] = first["year"][:2] + last["year"][2:]  # "1914-'18"
    if "weekday" in first and "day" not in first:
        return _week_days(first, last, anchor)
    lasting = anchor.tense is Tense.PRESENT  # "it is shut from 1 October to 1 April"
    end = calendar(last, anchor._replace(tense=Tense.FUTURE) if lasting else anchor)
    if not end.value or end.days.earliest is None:
        return NOTHING
    year = end.days.earliest.year
    begin = calendar({"year": str(year), **first}, anchor)
    if begin.days.low > end.days.low:
        begin = calendar({**first, "year": str(year - 1)}, anchor)
    return whole(f"{begin.value}/{end.value}") if begin.value else NOTHING


def _week_days(first: Words, last: Words, anchor: Anchor) -> Reading:
    """Weekdays in a row: the end as the clause points, the beginning before it."""
    end = weekday(last, anchor).days
    if end.earliest is None:
        return NOTHING
    back = (end.earliest.isoweekday() - int(first["weekday"])) % 7
    begin = end.earliest - timedelta(days=back)
    return whole(f"{day_value(begin)}/{day_value(end.earliest)}")


def weekday(said: Words, anchor: Anchor) -> Reading:
    """The latest such day (today included) in the past, the next in the future.

    "Vorige dinsdag" on a Thursday and "next Friday" on a Wednesday leave two days.
    """
    told, number = anchor.told, int(said["weekday"])
    direction = said.get("direction")
    behind = (told.isoweekday() - number) % 7
    ahead = (number - told.isoweekday()) % 7
    if "weeks" in said:
        on = told + timedelta(days=ahead + 7 * int(said["weeks"]))
    elif said.get("unit") == "W":  # "Friday two weeks ago"
        on = told - timedelta(days=behind + 7 * int(said.get("count", "1")))
    elif direction == "past":
        on = told - timedelta(days=behind or 7)
    elif direction == "future":
        on = told + timedelta(days=ahead or 7)
    elif anchor.tense in FORWARD:
        on = told + timedelta(days=ahead)
    else:
        on = told - timedelta(days=behind)
    reading = with_part(Reading(day_value(on), Interval.day(on)), said)
    other = _other_day(said, on, told)
    if other is None:
        return reading
    return reading.beside(with_part(Reading(day_value(other), Interval.day(other)), said))


def _other_day(said: Words, on: date, told: date) -> date | None:
    """A second day that the words may as well mean."""
    if "open" in said:  # a headline without a verb
        return on + timedelta(days=7) if on != told else None
    weeks = said.get("either")
    if weeks is None or on.isocalendar()[:2] != told.isocalendar()[:2]:
        return None
    return on + timedelta(days=7 * int(weeks))


def near(said: Words, anchor: Anchor) -> Reading:
    """The unit so many before or after the one that holds the day of telling."""
    unit, offset = said["unit"], int(said["offset"])
    if "years" in said:
        value, days = period(moved(anchor.told, "Y", int(said["years"])), unit)
        return Reading(value, days)
    if unit == "NIGHT":
        on = anchor.told + timedelta(days=min(offset, 0))  # "the coming night" begins today
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
    if offset == 0 and anchor.tense in HAPPENED and weekday < 4:
        offset = -1
    value, days = period(saturday + timedelta(days=7 * min(offset, 0)), "WE")
    if offset == 1:
        value, days = period(saturday + timedelta(days=7 if weekday >= 5 else 0), "WE")
        if "either" in said and weekday in (
            3,
            4,
        ):  # said on Thursday or Friday it may be the one after
            after = Reading(*period(saturday + timedelta(days=7), "WE"))
            return Reading(value, days).beside(after)
    return Reading(value, days)
