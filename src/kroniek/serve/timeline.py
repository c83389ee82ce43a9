"""The timeline as SVG: bars, not dots, as long as what is known of the day is vague."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kroniek.edtf import in_words
from kroniek.model.time import Interval
from kroniek.views import Line

WIDTH = 960
LANE = 13
_MARGIN = 8
_MOST_LANES = 24
_LEAST_WIDTH = 7.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the chronicle: where its bar begins, how long it is, on which lane, in pixels.

    `open_left` and `open_right` say that the text leaves that end open.
    """

    line: Line
    x: float
    y: float
    width: float
    open_left: bool
    open_right: bool
    when: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars and ticks on a sheet of WIDTH by `height` pixels."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int


def timeline(lines: Sequence[Line], language: str) -> Timeline:
    """Lay out the lines whose days are known at one end at least.

    The axis is stretched by rank, not by days: a chronicle of three weeks and one line of years ago
    would otherwise be an empty sheet. Distinct days stand evenly; ticks name them.
    """
    dated = [line for line in lines if line.when.known]
    days = sorted({day for line in dated for day in _ends(line.when)})
    if not days:
        return Timeline((), (), 40)
    places = _places(days)
    lanes: list[float] = []
    bars = []
    for line in dated:
        low, high = (places[day] for day in _ends(line.when))
        x, width = low, max(high - low, _LEAST_WIDTH)
        lane = _lane(lanes, x, width)
        bars.append(
            Bar(
                line,
                round(x, 1),
                4 + lane * LANE,
                round(width, 1),
                line.when.earliest is None,
                line.when.latest is None,
                in_words(line.when, language),
            )
        )
    height = 4 + len(lanes) * LANE + 26
    return Timeline(tuple(bars), _ticks(days, places, language), height)


def _ends(days: Interval) -> tuple[date, date]:
    """First and last known day; an open end is drawn from the other."""
    low, high = days.earliest or days.latest, days.latest or days.earliest
    assert low is not None and high is not None  # noqa: S101, PT018 (only known days come here)
    return low, high


def _places(days: Sequence[date]) -> dict[date, float]:
    """Where each day stands: gaps shrink to their logarithm, order and nearness remain."""
    gaps = [1.0] + [_gap(after - before) for before, after in itertools.pairwise(days)]
    total = sum(gaps[1:]) or 1.0
    room = WIDTH - 2 * _MARGIN - _LEAST_WIDTH
    found, x = {}, 0.0
    for k, day in enumerate(days):
        x += gaps[k] if k else 0.0
        found[day] = _MARGIN + x / total * room
    return found


def _gap(between: timedelta) -> float:
    return float((between.days + 1).bit_length())


def _lane(lanes: list[float], x: float, width: float) -> int:
    """The first lane that is free at `x`; marks it taken. The last one takes what is too much."""
    for k, taken in enumerate(lanes):
        if taken + 2 <= x:
            lanes[k] = x + width
            return k
    if len(lanes) < _MOST_LANES:
        lanes.append(x + width)
        return len(lanes) - 1
    return len(lanes) - 1


def _ticks(days: Sequence[date], places: dict[date, float], language: str) -> tuple[Tick, ...]:
    """Days that can be named without their names touching."""
    found: list[Tick] = []
    for day in days:
        label = in_words(Interval.day(day), language)
        if not found or places[day] - found[-1].x > 7 * len(label):
            found.append(Tick(round(places[day], 1), label))
    return tuple(found)
