"""What a reading is, and what all kinds of reading share."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kroniek.date.values import UNKNOWN, of_value
from kroniek.model.text import Tense
from kroniek.model.time import Interval

FORWARD = frozenset({Tense.FUTURE, Tense.PRESENT})
HAPPENED = frozenset({Tense.PAST, Tense.PERFECT})


class Reading(NamedTuple):
    """A value (TIMEX3; None if the words give none) and its days."""

    value: str | None
    days: Interval
    others: "tuple[Reading, ...]" = ()
    """Further readings that the words allow as well."""

    def beside(self, other: "Reading") -> "Reading":
        """This reading with another that is as good."""
        return self._replace(others=(*self.others, other))


class Anchor(NamedTuple):
    """Where an expression is read from: day of telling, the clause's tense, what was spoken of."""

    told: date
    tense: Tense
    previous: Interval
    wars: tuple[date, ...] = ()
    """First days of wars that the text may count from."""
    quarter: Interval = UNKNOWN
    """The quarter that the text spoke of last."""
    night: Interval = UNKNOWN
    """The night that the text spoke of last."""
    hour: str = ""
    """The value of the time of day that the text told last, with its day."""


NOTHING = Reading(None, UNKNOWN)
Words = Mapping[str, str]


def whole(value: str) -> Reading:
    """A value with its days; nothing when it stands for none."""
    days = of_value(value)
    return Reading(value, days) if days.known else NOTHING


def with_part(reading: Reading, said: Words) -> Reading:
    """The reading narrowed to the part of the day that the words name."""
    part = said.get("part")
    if not part or not reading.value or "T" in reading.value:
        return reading
    days = reading.days
    if days.latest and said.keys() & {"weekday_x", "day_x"}:  # a night from one day to the next
        days = Interval(days.earliest, days.latest + timedelta(days=1))
    return Reading(f"{reading.value}T{part}", days)


def looks_back(said: Words, anchor: Anchor) -> bool | None:
    """Whether words and clause point back (True), forward (False) or neither way (None)."""
    if "direction" in said:
        return said["direction"] == "past"
    if anchor.tense in HAPPENED:
        return True
    return False if anchor.tense is Tense.FUTURE else None
