"""What a symbol means when the text was told on a given day."""

from collections.abc import Callable, Mapping

from kroniek.date import counts, dates, periods
from kroniek.date.reading import Anchor, Reading, Words
from kroniek.date.values import narrowed
from kroniek.model.time import Interval, Symbol


def read(symbol: Symbol, mod: str | None, anchor: Anchor) -> Reading:
    """The value and days of a symbol for one day of telling."""
    reading = KINDS[symbol.kind](dict(symbol.arguments), anchor)
    if reading.others:
        return reading
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


KINDS: Mapping[str, Callable[[Words, Anchor], Reading]] = {
    "calendar": dates.calendar,
    "days": dates.day_range,
    "span": dates.date_span,
    "weekday": dates.weekday,
    "near": dates.near,
    "season": periods.season,
    "quarter": periods.quarter,
    "halfyear": periods.halfyear,
    "decade": periods.decade,
    "century": periods.century,
    "holiday": periods.holiday,
    "nth": periods.nth_day,
    "week": periods.week,
    "warday": periods.war_day,
    "ago": counts.ago,
    "hence": counts.hence,
    "shift": counts.shift,
    "same": counts.same,
    "window": counts.window,
    "duration": counts.duration,
    "set": counts.repetition,
    "clock": counts.clock,
    "daypart": counts.day_part,
    "ref": counts.ref,
}
"""How each kind of symbol (see `extract.times`) is read."""
