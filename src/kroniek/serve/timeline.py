"""The timeline as SVG: bars as long as the day is uncertain; columns of counts if there are many.

A bar stands for one line of the chronicle. Once bars would no longer be told apart, columns show
how many lines each day, month or year has, and lead to them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kroniek.edtf import first_day, in_words, last_day
from kroniek.model.chronicle import Status
from kroniek.model.time import Interval
from kroniek.serve.axis import LEAST, MARGIN, WIDTH, Axis, Tick, ends, is_vague, spread
from kroniek.views import Line

LANE = 13
"""Height of a lane of bars, in pixels."""
MOST_LANES = 18
MOST_BARS = 200
_AXIS = 24
_COLUMN = 110
"""Height of the tallest column, in pixels."""
_DAYS, _MONTHS = 46, 64
"""So many distinct days are shown by day, so many months by month, all else by year."""
_MOST_BUCKETS = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the chronicle: where its bar begins, how long it is, on which lane, in pixels.

    `open_left` and `open_right` say that it may have happened still earlier, or later.
    """

    line: Line
    x: float
    y: float
    width: float
    open_left: bool
    open_right: bool
    when: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one status in a column."""

    status: Status
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one day, month or year; `since` is how the address asks for it."""

    x: float
    width: float
    since: str
    until: str
    when: str
    lines: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars or columns, and ticks, on a sheet of WIDTH by `height` pixels.

    `undated` lines have no day at all; `spread` ones are too vague for a column.
    """

    bars: tuple[Bar, ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    height: int
    undated: int
    spread: int = 0

    @property
    def axis(self) -> int:
        """Where the axis runs, in pixels from the top."""
        return self.height - _AXIS


def timeline(lines: Sequence[Line], language: str) -> Timeline:
    """Lay out lines as bars if few enough, else as columns."""
    dated = [line for line in lines if line.when.known]
    undated = len(lines) - len(dated)
    if not dated:
        return Timeline((), (), (), _AXIS + LANE, undated)
    axis = Axis.of(line.when for line in dated)
    lanes = _lanes(dated, axis) if len(dated) <= MOST_BARS else []
    if lanes and max(lanes) < MOST_LANES:
        return _as_bars(dated, axis, lanes, language, undated)
    return _as_columns(dated, language, undated)


# -- bars


def _as_bars(
    lines: Sequence[Line], axis: Axis, lanes: Sequence[int], language: str, undated: int
) -> Timeline:
    top = max(lanes)
    bars = tuple(
        _bar(line, axis, 4 + (top - lane) * LANE, language)
        for line, lane in zip(lines, lanes, strict=True)
    )
    return Timeline(bars, (), axis.ticks(language), 10 + (top + 1) * LANE + _AXIS, undated)


def _bar(line: Line, axis: Axis, y: float, language: str) -> Bar:
    days = line.when
    x, end = _stretch(days, axis)
    return Bar(
        line,
        round(x, 1),
        y,
        round(end - x, 1),
        days.earliest is None or days.earliest < axis.days[0],
        days.latest is None or days.latest > axis.days[-1],
        in_words(days, language),
    )


def _stretch(days: Interval, axis: Axis) -> tuple[float, float]:
    low, high = ends(days)
    return axis.place(low), axis.place(high) + LEAST


def _lanes(lines: Sequence[Line], axis: Axis) -> list[int]:
    """A lane for each line, counted from the axis up: the sure ones lie next to it."""
    taken: list[list[tuple[float, float]]] = []
    found = [0] * len(lines)
    order = sorted(range(len(lines)), key=lambda k: (is_vague(lines[k].when), _size(lines[k]), k))
    for k in order:
        low, high = _stretch(lines[k].when, axis)
        # An open end has an arrow before or after it.
        low, high = low - 2, high + 2
        lane = next((n for n, held in enumerate(taken) if _free(held, low, high)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found[k] = lane
    return found


def _size(line: Line) -> int:
    low, high = ends(line.when)
    return (high - low).days


def _free(held: Sequence[tuple[float, float]], low: float, high: float) -> bool:
    return all(end <= low or high <= begin for begin, end in held)


# -- columns


def _as_columns(lines: Sequence[Line], language: str, undated: int) -> Timeline:
    unit = _unit(lines)
    held: defaultdict[str, Counter[Status]] = defaultdict(Counter)
    spread_out = 0
    for line in lines:
        bucket = _bucket(line.when, unit)
        if bucket is None:
            spread_out += 1
        else:
            held[bucket][line.entry.status] += 1
    columns = tuple(_columns(held, unit, language))
    named = spread([(column.x + column.width / 2, column.when) for column in columns])
    return Timeline((), columns, named, 8 + _COLUMN + _AXIS, undated, spread_out)


_CUTS: Mapping[str, Callable[[date], str]] = {
    "day": lambda day: day.isoformat(),
    "month": lambda day: day.isoformat()[:7],
    "year": lambda day: day.isoformat()[:4],
    "decade": lambda day: day.isoformat()[:3],
}


def _unit(lines: Sequence[Line]) -> str:
    """The finest unit that gives columns one can tell apart."""
    firm = [line.when for line in lines if not is_vague(line.when)]
    for unit, most in (("day", _DAYS), ("month", _MONTHS), ("year", _MOST_BUCKETS)):
        if len({_CUTS[unit](ends(days)[0]) for days in firm}) <= most:
            return unit
    return "decade"


def _bucket(days: Interval, unit: str) -> str | None:
    """The unit that all the days lie in; None if they lie in several or an end is open."""
    if days.earliest is None or days.latest is None:
        return None
    cut = _CUTS[unit]
    low, high = cut(days.earliest), cut(days.latest)
    return low if low == high else None


def _columns(held: Mapping[str, Counter[Status]], unit: str, language: str) -> Iterator[Column]:
    """Columns in order of time, evenly spaced; empty units are left out."""
    if not held:
        return
    buckets = sorted(held)
    room = (WIDTH - 2 * MARGIN) / max(len(buckets), 12)
    most = max(sum(counts.values()) for counts in held.values())
    for k, bucket in enumerate(buckets):
        counts = held[bucket]
        since, until = (f"{bucket}0", f"{bucket}9") if unit == "decade" else (bucket, bucket)
        yield Column(
            round(MARGIN + k * room + 1, 1),
            round(max(min(room - 2, 40), 2), 1),
            since,
            until,
            in_words(Interval(first_day(since), last_day(until)), language),
            sum(counts.values()),
            tuple(_blocks(counts, most)),
        )


def _blocks(counts: Counter[Status], most: int) -> Iterator[Block]:
    base = 8.0 + _COLUMN
    for status in Status:
        if counts[status]:
            height = counts[status] / most * _COLUMN
            base -= height
            yield Block(status, round(base, 1), round(max(height, 1.0), 1))
