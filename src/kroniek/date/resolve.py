"""Turn symbols into values and days, given when the text was told.

When that is not known to the day, every day it may be is tried on the whole text at once, so that
"two days later" follows the reading of the day it refers to; what then remains are the candidates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from kroniek.date.reading import Anchor, Reading
from kroniek.date.readings import read
from kroniek.date.values import UNKNOWN
from kroniek.model.article import Embedded
from kroniek.model.doc import DATING, DAYS, TIMES, Doc, Layer
from kroniek.model.text import Tense
from kroniek.model.time import Dating, Interval, ResolvedTime, Symbol, TimeExpression
from kroniek.packs import Packs
from kroniek.spans import covering

MAX_CANDIDATES = 10
"""More values than this are given as an interval only."""
MAX_DAYS = 62
"""Up to so many days of telling are tried one by one; of more only the ends and first days."""
_PROBES = (date(1963, 4, 10), date(1999, 10, 29), date(2031, 1, 6))
"""Days of telling so far apart that only what is said outright reads alike on all of them."""
_CLOCK_REACH = 80
"""A time of day belongs to a day spoken of at most so many characters before."""
_GRAIN = frozenset(
    {"calendar", "weekday", "near", "ago", "hence", "shift", "same", "holiday", "days"}
)
"""Kinds that set the time spoken of, to which "the day before" refers."""


def hull_of(parts: Sequence[Interval]) -> Interval:
    """The smallest interval that covers all; open where one is open or unknown."""
    if not parts or any(not part.known for part in parts):
        return UNKNOWN
    low = min(part.low for part in parts)
    high = max(part.high for part in parts)
    return Interval(None if low == date.min else low, None if high == date.max else high)


def told_days(told: Interval) -> list[date]:
    """Days of telling to try, in order; the probes when an end is open."""
    if told.earliest is None or told.latest is None:
        return list(_PROBES)
    width = (told.latest - told.earliest).days
    if width <= MAX_DAYS:
        return [told.earliest + timedelta(days=k) for k in range(width + 1)]
    days = {told.earliest, told.latest}
    month = told.earliest.replace(day=1)
    while month <= told.latest and len(days) < MAX_DAYS:
        if month > told.earliest:
            days.add(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return sorted(days)


def readings(
    times: Sequence[TimeExpression], embedded: Sequence[Embedded], told: date
) -> list[Reading]:
    """All expressions of a text read for one day of telling, in order.

    Inside a dated post its day is the day of telling.
    """
    found = []
    posts = sorted((post.span, post.posted_on) for post in embedded if post.posted_on)
    spans = [span for span, _ in posts]
    previous, end = UNKNOWN, 0
    years: dict[str, str] = {}
    for time in times:
        at = covering(spans, time.span)
        on = told if at is None else posts[at][1]
        close = time.symbol.kind != "clock" or time.span.start - end <= _CLOCK_REACH
        anchor = Anchor(on, time.tense, previous if close else UNKNOWN)
        reading = read(_with_year(time, years), time.mod, anchor)
        found.append(reading)
        if time.symbol.kind in _GRAIN and reading.days.earliest and reading.days.latest:
            previous, end = reading.days, time.span.end
    return found


def _with_year(time: TimeExpression, years: dict[str, str]) -> Symbol:
    """The symbol with the year that the text has given its month before ("May 2023 … 31 May").

    `years` keeps the year of each month; what the text says is still to come is not of that year.
    """
    symbol = time.symbol
    if symbol.kind != "calendar":
        return symbol
    said = dict(symbol.arguments)
    month = said.get("month")
    if month is None or said.keys() & {"offset", "direction", "weekday"}:
        return symbol
    if "year" in said:
        years[month] = said["year"]
        return symbol
    if month not in years or time.tense is Tense.FUTURE:
        return symbol
    return Symbol("calendar", tuple(sorted({**said, "year": years[month]}.items())))


def _resolved(time: TimeExpression, found: Sequence[Reading], told: Interval) -> ResolvedTime:
    bounded = told.earliest is not None and told.latest is not None
    values = list(dict.fromkeys(reading.value for reading in found))
    covered = hull_of([reading.days for reading in found])
    value = values[0] if len(values) == 1 else None
    open_values = tuple(v for v in values if v is not None) if value is None and bounded else ()
    if not bounded and any(reading.days != found[0].days for reading in found):
        covered = UNKNOWN
    return ResolvedTime(
        span=time.span,
        type=time.type,
        value=value,
        mod=time.mod,
        days=covered,
        candidates=open_values if len(open_values) <= MAX_CANDIDATES else (),
        because=_because(time, told),
    )


def _because(time: TimeExpression, told: Interval) -> str:
    said = " ".join(f"{name} {value}" for name, value in time.symbol.arguments)
    when = "an unknown day"
    if told.earliest and told.latest:
        when = str(told.earliest)
        if told.earliest != told.latest:
            when = f"a day from {told.earliest} to {told.latest}"
    return f"{time.symbol.kind}: {said}; clause {time.tense}; told from {when}"


def resolve(
    times: Sequence[TimeExpression], told: Interval, embedded: Sequence[Embedded] = ()
) -> Iterator[ResolvedTime]:
    """One record for each expression, in order; `value` None where days of telling disagree."""
    tried = [readings(times, embedded, day) for day in told_days(told)]
    for k, time in enumerate(times):
        yield _resolved(time, [row[k] for row in tried], told)


@dataclass(frozen=True, slots=True)
class TimeResolver:
    """Writes the value and days of every time expression."""

    name: str = "days"
    reads: tuple[Layer[TimeExpression] | Layer[Dating], ...] = (TIMES, DATING)
    writes: Layer[ResolvedTime] = DAYS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003
        """The resolver; packs are not needed."""
        return cls()

    def annotate(self, doc: Doc) -> Iterator[ResolvedTime]:
        """Yield one record for each time expression."""
        (dating,) = doc[DATING]
        yield from resolve(doc[TIMES], dating.told_from, doc.article.embedded)
