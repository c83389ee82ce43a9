"""Turn symbols into values and days, given when the text was told.

When that is not known to the day, every day it may be is tried on the whole text at once, so that
"two days later" follows the reading of the day it refers to; what then remains are the candidates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from kroniek.date.known import KnownHappenings
from kroniek.date.reading import HAPPENED, Anchor, Reading
from kroniek.date.readings import read
from kroniek.date.source import Source
from kroniek.date.speaking import speaking_days
from kroniek.date.values import UNKNOWN
from kroniek.date.weekdays import possible_weekdays
from kroniek.model.article import Embedded
from kroniek.model.doc import DATING, DAYS, QUOTES, SENTENCES, TIMES, TOKENS, Doc, Layer
from kroniek.model.text import Tense
from kroniek.model.time import Interval, ResolvedTime, Symbol, TimeExpression
from kroniek.packs import Packs
from kroniek.spans import Span, covering, trimmed

MAX_CANDIDATES = 31
"""More values than the days of a month are given as an interval only."""
MAX_DAYS = 62
"""Up to so many days of telling are tried one by one; of more only the ends and first days."""
_OPEN_DAYS = 8
"""Where fewer days are open, all of them are tried, whatever weekdays the text tells of."""
_PROBES = (date(1963, 4, 10), date(1999, 10, 29), date(2031, 1, 6))
"""Days of telling so far apart that only what is said outright reads alike on all of them."""
_CLOCK_REACH = 80
"""A time of day belongs to a day spoken of at most so many characters before."""
_STORY_REACH = 450
"""What happened at a time of day did so on the day that the story told last: a paragraph or two."""
_MARKS = " .:;,–—-|\n\t"
"""What may stand around the hour of a live blog's post."""
_PARTING = ("|", "–", "—", "-", ":", "•", "·", "\n")
"""What parts such an hour from the words behind it."""
_HOURS = frozenset({"clock", "daypart"})
"""Kinds that are of a day spoken of, or of the day of telling."""
_QUARTER_REACH = 1500
"""Figures are of the quarter spoken of at most so many characters before."""
_COMPARING = frozenset({"ago", "shift", "same"})
"""Kinds that ask for the quarter last spoken of."""
_QUARTERLY = _COMPARING | {"quarter"}
_GRAIN = frozenset(
    {
        "calendar",
        "weekday",
        "near",
        "ago",
        "hence",
        "shift",
        "same",
        "holiday",
        "days",
        "span",
        "nth",
        "warday",
    }
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


def _fitting(days: Sequence[date], weekdays: frozenset[int]) -> Sequence[date]:
    """The days of telling that the weekdays told of allow; all where those are hardly open."""
    if len(days) < _OPEN_DAYS:
        return days
    return [day for day in days if day.isoweekday() in weekdays] or days


class Text(NamedTuple):
    """The expressions of a text with what their readings ask for beside the day of telling."""

    times: Sequence[TimeExpression]
    numbers: Sequence[int]
    """For each expression the number of what it says: the same words in the same tense share it."""
    posted: Sequence[date | None]
    """For each the day of the post that it stands in."""
    spoken: Sequence[int | None]
    """For each the expression that dates the utterance it stands in."""
    wars: tuple[date, ...]
    alone: frozenset[int] = frozenset()
    """Expressions that are a line of their own, as the hours of a live blog are."""
    weekdays: frozenset[int] = frozenset(range(1, 8))
    """The days of the week on which the text may have been told."""

    @classmethod
    def of(
        cls,
        times: Sequence[TimeExpression],
        embedded: Sequence[Embedded] = (),
        spoken: Sequence[int | None] = (),
        wars: tuple[date, ...] = (),
    ) -> "Text":
        """The text of these expressions, with months' years handed on from one to the next."""
        posts = sorted((post.span, post.posted_on) for post in embedded if post.posted_on)
        spans = [span for span, _ in posts]
        days, numbers, handed = [], [], []
        known: dict[tuple[Symbol, str | None, Tense], int] = {}
        years: dict[str, str] = {}
        for time in times:
            at = covering(spans, time.span)
            days.append(None if at is None else posts[at][1])
            symbol = _with_year(time, years)
            handed.append(time if symbol is time.symbol else replace(time, symbol=symbol))
            numbers.append(known.setdefault((symbol, time.mod, time.tense), len(known)))
        return cls(handed, numbers, days, spoken or [None] * len(times), wars)


_REFERRING = frozenset({"shift", "same", "clock", "calendar", "daypart"})
"""Kinds that ask for the time last spoken of."""
_NIGHTLY = frozenset({"same", "clock", "daypart"})
"""Kinds that ask for the night last spoken of."""


class _Spoken(NamedTuple):
    """What was spoken of last, and where."""

    days: Interval = UNKNOWN
    end: int = 0
    night: Interval = UNKNOWN
    hour: str = ""
    """The time of day last told with its day, as its value says."""
    quarter: Interval = UNKNOWN
    quarter_end: int = 0

    def after(self, time: TimeExpression, reading: Reading) -> "_Spoken":
        """What has been spoken of behind `time`."""
        now, kind = self, time.symbol.kind
        vague = (reading.value or "").endswith("_REF")  # "hours later"
        bounded = reading.days.earliest is not None and reading.days.latest is not None
        if _moves_on(time.symbol) and bounded and not vague:
            now = now._replace(days=reading.days, end=time.span.end, hour="")
            if _is_night(time.symbol) and time.tense is not Tense.FUTURE:
                now = now._replace(night=reading.days)
        if reading.value and ":" in reading.value:
            now = now._replace(hour=reading.value)
        if kind == "quarter" and reading.days.known:
            now = now._replace(quarter=reading.days)
        if kind in _QUARTERLY and now.quarter.known:
            now = now._replace(quarter_end=time.span.end)
        return now


def readings(text: Text, told: date) -> list[Reading]:
    """All expressions of a text read for one day of telling, in order.

    Inside a dated post its day is the day of telling; inside an utterance that of speaking. What is
    said twice is read once.
    """
    found: list[Reading] = []
    spoken = past = _Spoken()
    read_before: dict[tuple[int, date, Tense, Anchor], Reading] = {}
    for k, time in enumerate(text.times):
        # What had happened by a time of day did not do so on a day that was still to come.
        last = past if time.symbol.kind in _HOURS and time.tense in HAPPENED else spoken
        anchor = _anchor(text, k, last, told)
        key = (text.numbers[k], anchor.told, anchor.tense, anchor)
        speech = text.spoken[k]
        if speech is not None and text.posted[k] is None:
            reading = _said_then(text, k, speech, told)
        elif key in read_before:
            reading = read_before[key]
        else:
            reading = read_before[key] = read(time.symbol, time.mod, anchor)
        found.append(reading)
        if k in text.alone and time.symbol.kind == "clock":  # another post begins
            spoken = past = _Spoken(quarter=spoken.quarter, quarter_end=spoken.quarter_end)
            continue
        spoken = spoken.after(time, reading)
        coming = time.tense is Tense.FUTURE or (reading.days.known and reading.days.low > told)
        past = past if coming else past.after(time, reading)
    return found


def _anchor(text: Text, k: int, last: _Spoken, told: date) -> Anchor:
    """Where expression `k` is read from; only what its kind asks for."""
    time = text.times[k]
    kind = time.symbol.kind
    reach = _STORY_REACH if time.tense in HAPPENED else _CLOCK_REACH
    close = kind not in _HOURS or time.span.start - last.end <= reach
    line = kind == "clock" and k in text.alone
    near = time.span.start - last.quarter_end <= _QUARTER_REACH
    return Anchor(
        text.posted[k] or told,
        time.tense,
        last.days if kind in _REFERRING and close and not line else UNKNOWN,
        text.wars,
        last.quarter if kind in _COMPARING and near else UNKNOWN,
        last.night if kind in _NIGHTLY and not line else UNKNOWN,
        last.hour if kind == "shift" else "",
    )


def _moves_on(symbol: Symbol) -> bool:
    """Whether what follows is told from there: not from "a year earlier", which looks back."""
    if symbol.kind == "clock":
        return any(name in ("weekday", "offset") for name, _ in symbol.arguments)
    back = symbol.kind == "shift" and ("direction", "past") in symbol.arguments
    return symbol.kind in _GRAIN and not back


def _is_night(symbol: Symbol) -> bool:
    return not {("part", "NI"), ("unit", "NIGHT")}.isdisjoint(symbol.arguments)


def _said_then(text: Text, k: int, speech: int, told: date) -> Reading:
    """Expression `k` read from the days that expression `speech` gives its utterance."""
    said = text.times[speech]
    days = read(said.symbol, said.mod, Anchor(told, Tense.PAST, UNKNOWN)).days
    time = text.times[k]
    first, last = (
        read(time.symbol, time.mod, Anchor(on, time.tense, UNKNOWN, text.wars))
        for on in (days.earliest or told, days.latest or told)
    )
    if first.value == last.value:
        return first
    return Reading(None, hull_of([first.days, last.days]))


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
    return Symbol("calendar", tuple(sorted({**said, "year_before": years[month]}.items())))


def _resolved(time: TimeExpression, found: Sequence[Reading], told: Interval) -> ResolvedTime:
    bounded = told.earliest is not None and told.latest is not None
    every = [one for reading in found for one in (reading, *reading.others)]
    values = list(dict.fromkeys(reading.value for reading in every))
    covered = hull_of([reading.days for reading in every])
    value = values[0] if len(values) == 1 else None
    open_values = sorted(v for v in values if v is not None) if value is None and bounded else []
    if not bounded and any(reading.days != found[0].days for reading in found):
        covered = UNKNOWN
    return ResolvedTime(
        span=time.span,
        type=time.type,
        value=value,
        mod=time.mod,
        days=covered,
        candidates=tuple(open_values) if len(open_values) <= MAX_CANDIDATES else (),
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


def resolve(text: Text, told: Interval) -> Iterator[ResolvedTime]:
    """One record for each expression, in order; `value` None where days of telling disagree."""
    tried = [readings(text, day) for day in _fitting(told_days(told), text.weekdays)]
    known: dict[tuple[int, ...], ResolvedTime] = {}
    for k, time in enumerate(text.times):
        found = [row[k] for row in tried]
        key = (text.numbers[k], *map(id, found))
        first = known.get(key)
        if first is None:
            yield known.setdefault(key, _resolved(time, found, told))
        else:
            yield replace(first, span=time.span, type=time.type)


def _alone(doc: Doc) -> frozenset[int]:
    """Which times of an article are sentences of their own, or head a line ("16:02 | A flood")."""
    lines = {trimmed(doc.text, sentence.span, _MARKS) for sentence in doc[SENTENCES]}
    return frozenset(
        k
        for k, time in enumerate(doc[TIMES])
        if time.span in lines or _heads_line(doc.text, time.span)
    )


def post_hours(doc: Doc) -> list[int]:
    """The times of day that head the posts of a live blog, in text order."""
    times = doc[TIMES]
    return [k for k in sorted(_alone(doc)) if times[k].symbol.kind == "clock"]


def _heads_line(text: str, span: Span) -> bool:
    """Whether an expression opens its line, with a mark between it and the words behind it."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    behind = text[span.end : span.end + 3].lstrip(" \t")
    return not line.strip(_MARKS) and behind.startswith(_PARTING)


@dataclass(frozen=True, slots=True)
class TimeResolver:
    """Writes the value and days of every time expression."""

    known: KnownHappenings
    name: str = "days"
    reads: tuple[Layer[Any], ...] = (TOKENS, SENTENCES, QUOTES, TIMES, DATING)
    writes: Layer[ResolvedTime] = DAYS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The resolver, with the wars of the packs' calendars."""
        return cls(KnownHappenings.from_packs(packs))

    def annotate(self, doc: Doc) -> Iterator[ResolvedTime]:
        """Yield one record for each time expression."""
        (dating,) = doc[DATING]
        times = doc[TIMES]
        spoken = speaking_days(doc) if any(time.quoted for time in times) else ()
        wars = self._wars(doc) if any(time.symbol.kind == "warday" for time in times) else ()
        text = Text.of(times, doc.article.embedded, spoken, wars)
        text = text._replace(alone=_alone(doc))
        if len(told_days(dating.told_from)) >= _OPEN_DAYS:
            text = text._replace(weekdays=possible_weekdays(Source.of(doc, self.known)))
        yield from resolve(text, dating.told_from)

    def _wars(self, doc: Doc) -> tuple[date, ...]:
        """Beginnings of what lasts: those the text tells of; if none, all."""
        told = self.known.tellings(doc[TOKENS], doc[SENTENCES])
        starts = {one.known.days.low for one in told if one.known.kind == "start"}
        every = {one.days.low for one in self.known.happenings if one.kind == "start"}
        return tuple(sorted(starts or every))
