"""Weigh reasons: a pure function from reasons to the days that remain likely.

Each reason adds its weight (log-odds, natural logarithm) to every day it speaks for. Days whose sum
lies within a margin of the best remain: within `MARGIN` they are at least 13 % as likely as it,
within `SURE_MARGIN` 5 %.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import fsum
from typing import NamedTuple

from kroniek.model.time import DateReason, Interval

MARGIN = 2.0
"""Log-odds below the best at which days are given up."""
SURE_MARGIN = 3.0
"""The same where so few days remain that they would be given as the day: those must be surer."""


class Weighed(NamedTuple):
    """Days that remain (hull), the best sum, and the days that have it (first such stretch)."""

    days: Interval
    score: float
    top: Interval


def score_on(day: date, reasons: Iterable[DateReason]) -> float:
    """Sum of the weights of all reasons that speak for a day, whatever their order."""
    return fsum(
        sorted(r.weight for r in reasons if r.days is not None and r.days.low <= day <= r.days.high)
    )


def _stretches(reasons: Sequence[DateReason]) -> list[Interval]:
    """Stretches of days that all reasons treat alike, in order, covering all time."""
    cuts = {date.min}
    for reason in reasons:
        if reason.days is None:
            continue
        cuts.add(reason.days.low)
        if reason.days.high < date.max:
            cuts.add(reason.days.high + timedelta(days=1))
    ordered = sorted(cuts)
    ends = [cut - timedelta(days=1) for cut in ordered[1:]] + [date.max]
    return [
        Interval(None if low == date.min else low, None if high == date.max else high)
        for low, high in zip(ordered, ends, strict=True)
    ]


def weigh(reasons: Sequence[DateReason], margin: float = MARGIN) -> Weighed:
    """The days that the reasons leave. Without reasons all time remains."""
    stretches = _stretches(reasons)
    scored = [(score_on(stretch.low, reasons), stretch) for stretch in stretches]
    best = max(score for score, _ in scored)
    kept = [stretch for score, stretch in scored if score >= best - margin]
    top = next(stretch for score, stretch in scored if score == best)
    return Weighed(Interval(kept[0].earliest, kept[-1].latest), best, top)


def score_within(days: Interval, reasons: Sequence[DateReason]) -> float:
    """The highest sum that any day of `days` has."""
    starts = [max(stretch.low, days.low) for stretch in _stretches(reasons) if stretch.meets(days)]
    return max(score_on(day, reasons) for day in starts)


class Alternative(NamedTuple):
    """Days that were given up, and by how much (log-odds) they lie behind the best."""

    days: Interval
    behind: float


def alternatives(reasons: Sequence[DateReason], kept: Interval, most: int = 3) -> list[Alternative]:
    """The likeliest days outside `kept` that any reason speaks for, nearest to the best first."""
    spoken = [reason.days for reason in reasons if reason.days is not None and reason.weight > 0]
    scored = [(score_on(stretch.low, reasons), stretch) for stretch in _stretches(reasons)]
    if not scored:
        return []
    best = max(score for score, _ in scored)
    lost = [
        Alternative(stretch, best - score)
        for score, stretch in scored
        if not stretch.meets(kept) and any(stretch.within(days) for days in spoken)
    ]
    return sorted(lost, key=lambda one: (one.behind, one.days.low))[:most]
