"""The time axis: where a day stands on the sheet, and which days are named below it."""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kroniek.edtf import in_words
from kroniek.model.time import Interval

WIDTH = 960
"""Of the sheet, in pixels."""
MARGIN = 12.0
LEAST = 8.0
"""Width of a single day, in pixels."""
VAGUE_DAYS = 400
"""A stretch of more days than this does not decide how far the axis reaches."""
_LETTER = 6.6
"""Width of a letter of the axis, in pixels."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis. `anchor` keeps its words on the sheet: start, middle or end."""

    x: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Axis:
    """Days that are told of, in order, and the place of each, in pixels.

    The axis is no ruler: gaps shrink to their logarithm, so that three weeks of now and one day of
    years ago can both be read. Order and nearness remain.
    """

    days: tuple[date, ...]
    places: tuple[float, ...]

    @classmethod
    def of(cls, stretches: Iterable[Interval]) -> "Axis":
        """The axis of what is known of these stretches; vague ones count only among their like."""
        known = [one for one in stretches if one.known]
        days = sorted({day for one in known if not is_vague(one) for day in ends(one)})
        if not days:
            days = sorted({day for one in known for day in ends(one)})
        gaps = [_gap(after - before) for before, after in itertools.pairwise(days)]
        room = WIDTH - 2 * MARGIN - LEAST
        total = sum(gaps) or 1.0
        at = [MARGIN, *(MARGIN + reached / total * room for reached in itertools.accumulate(gaps))]
        return cls(tuple(days), tuple(at[: len(days)]))

    def place(self, day: date) -> float:
        """Where a day stands; one off the axis stands at its end, one between days between them."""
        k = bisect_left(self.days, day)
        if k == len(self.days):
            return self.places[-1]
        if k == 0 or self.days[k] == day:
            return self.places[k]
        return (self.places[k - 1] + self.places[k]) / 2

    def ticks(self, language: str) -> tuple[Tick, ...]:
        """Days that can be named without their names touching: the ends first, then the rest."""
        return spread(
            [
                (place + LEAST / 2, in_words(Interval.day(day), language))
                for day, place in zip(self.days, self.places, strict=True)
            ]
        )


def is_vague(days: Interval) -> bool:
    """Whether both ends are known and lie too far apart to say when it was."""
    if days.earliest is None or days.latest is None:
        return False
    return (days.latest - days.earliest).days > VAGUE_DAYS


def ends(days: Interval) -> tuple[date, date]:
    """First and last known day; an open end is drawn from the other. Raises ValueError if none."""
    low, high = days.earliest or days.latest, days.latest or days.earliest
    if low is None or high is None:
        raise ValueError("nothing is known of these days")
    return low, high


def spread(marks: Sequence[tuple[float, str]]) -> tuple[Tick, ...]:
    """Ticks for as many marks (place, label; in order) as fit without touching, both ends first."""
    if not marks:
        return ()
    placed = [_tick(*marks[0])]
    if len(marks) > 1:
        last = _tick(*marks[-1])
        for mark in marks[1:-1]:
            tick = _tick(*mark)
            if _apart(placed[-1], tick) and _apart(tick, last):
                placed.append(tick)
        if _apart(placed[-1], last):
            placed.append(last)
    return tuple(placed)


def _tick(x: float, label: str) -> Tick:
    half = len(label) * _LETTER / 2
    if x - half < 0:
        return Tick(round(x, 1), label, "start")
    return Tick(round(x, 1), label, "end" if x + half > WIDTH else "middle")


def _apart(left: Tick, right: Tick) -> bool:
    return _extent(left)[1] + 8 <= _extent(right)[0]


def _extent(tick: Tick) -> tuple[float, float]:
    """Where the label begins and ends."""
    wide = len(tick.label) * _LETTER
    begin = {"start": tick.x, "middle": tick.x - wide / 2, "end": tick.x - wide}[tick.anchor]
    return begin, begin + wide


def _gap(between: timedelta) -> float:
    return float((between.days + 1).bit_length())
