"""Which days of the week a text may have been told on, by the weekdays that it tells of.

"On Tuesday", told as past, is mostly today's or yesterday's, "on Friday" still to come mostly one
of the next days. All weekdays of a text are weighed at once: of one that tells of Monday, Tuesday
and Wednesday as past and of Friday as to come, the day is hardly the Tuesday.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from math import log
from typing import NamedTuple

from kroniek.date.reading import HAPPENED
from kroniek.date.source import Source, said_by, told_sentences
from kroniek.model.text import Sentence, SentenceKind, Tense
from kroniek.model.time import DateReason, Interval, TimeExpression
from kroniek.spans import Span

LATEST_WEEKDAY, WEEKDAY_JUST_PAST = 1.5, 2.1
"""The opening tells of its latest weekday on that day or the three after it in 628 of 658 dated
articles, the first sentences after it in 142 of 153 (measured). Of outlets that do not tell late it
is ten times likelier on that day, the next, or the Monday after a Friday or Saturday than on the
others of these. Weekdays further on say little."""
_OPENING = (0.33, 0.40, 0.12, 0.07, 0.04, 0.025, 0.015)
"""How likely the latest weekday of the opening is so many days back: 628 of 658 at most three."""
_OTHERS = (0.18, 0.18, 0.18, 0.18, 0.16, 0.08, 0.03)
"""The same of all other weekdays told as past: they are tied to what is told rather than to the
telling, but of a day six days back hardly anybody says its name alone (of 849 weekdays counted in
1,327 dated articles, 45 were so far back or one day ahead)."""
_COMING = (0.10, 0.27, 0.18, 0.14, 0.12, 0.10, 0.09)
"""How likely a weekday to come is so many days ahead (assumed)."""
_MONDAY, _SUNDAY, _WEEKEND = 1, 7, frozenset({5, 6})
_NEARLY, _LIKELY, _POSSIBLE = 1.15, 2.0, 2.5
"""Log-odds behind the best day of the week at which others are still as good, likely, possible."""
_LEAD, _LATER = 4, 9
"""Sentences, headlines included, that open a text, and those that come next."""
_MAX_NARROWED = 62
_WEEK = 8
"""Days that may be open for all weekdays of a text to tell the likeliest from the others."""
_MOST = 12
"""Weekdays of a text that are weighed: more of them only repeat."""


class Weekdays(NamedTuple):
    """Weekdays (1 is Monday) that a text tells of, each once, in the order of the text."""

    opening: Mapping[int, TimeExpression]
    """Told as past in the opening; where that has none, in the sentences after it."""
    further: Mapping[int, TimeExpression]
    """Told as past anywhere else."""
    coming: Mapping[int, TimeExpression]

    @property
    def number(self) -> int:
        """How many weekdays the text tells of."""
        return len(self.opening) + len(self.further) + len(self.coming)

    def likelihood(self, number: int) -> float:
        """The logarithm of how likely a text told on day `number` is to tell of these."""
        latest, *others = sorted(self.opening, key=lambda other: (number - other) % 7)
        chances = [_just_past(number, latest)]
        chances += [_OTHERS[(number - other) % 7] for other in (*others, *self.further)]
        chances += [_COMING[(other - number) % 7] for other in self.coming]
        return sum(map(log, chances))

    def within(self, margin: float) -> frozenset[int]:
        """The days of the week that lie so near to the likeliest; all if nothing is told."""
        if not self.opening:
            return frozenset(range(1, 8))
        found = {number: self.likelihood(number) for number in range(1, 8)}
        best = max(found.values())
        return frozenset(number for number, value in found.items() if value > best - margin)


def _just_past(number: int, other: int) -> float:
    """How likely the latest weekday is told of on day `number`; Friday is just past on Monday."""
    if other in _WEEKEND and number in (_SUNDAY, _MONDAY):
        return _OPENING[1]
    return _OPENING[(number - other) % 7]


def weekdays_of(source: Source) -> Weekdays:
    """The weekdays that the text itself tells of, outside quotations.

    The weekday of a known happening that the text puts in an earlier week is left out, and so is
    one that the text says is of another week.
    """
    known = _weekdays_of_earlier_weeks(source)
    lead: dict[int, TimeExpression] = {}
    later: dict[int, TimeExpression] = {}
    rest: dict[int, TimeExpression] = {}
    coming: dict[int, TimeExpression] = {}
    for at, time in _told(source):
        said = said_by(time.symbol)
        number = int(said["weekday"])
        if time.tense in (Tense.FUTURE, Tense.PRESENT):
            coming.setdefault(number, time)
        elif time.tense in HAPPENED and "direction" not in said and number not in known:
            (lead if at <= _LEAD else later if at <= _LATER else rest).setdefault(number, time)
    opening, further = (lead, {**later, **rest}) if lead else (later, rest)
    further = {number: time for number, time in further.items() if number not in opening}
    coming = {k: time for k, time in coming.items() if k not in opening and k not in further}
    if not opening:
        return Weekdays({}, {}, {})
    return Weekdays(opening, further, dict(list(coming.items())[:_MOST]))


def _told(source: Source) -> Iterator[tuple[int, TimeExpression]]:
    """Weekdays outside quotations, with the numbers of their sentences in the telling."""
    number = 0
    for sentence, times in told_sentences(source):
        if sentence.kind not in (SentenceKind.BODY, SentenceKind.HEADLINE):
            continue
        number += 1
        yield from ((number, time) for time in times if _is_plain(time))


def _is_plain(time: TimeExpression) -> bool:
    said = said_by(time.symbol)
    apart = said.keys() & {"weeks", "either", "unit", "open", "weekday_x"}
    return time.symbol.kind == "weekday" and not time.quoted and not apart


def _weekdays_of_earlier_weeks(source: Source) -> set[int]:
    """The weekdays of known happenings told with "last week" or "two weeks ago"."""
    found = set()
    for telling in source.tellings:
        days = telling.known.days
        if days.earliest is None or days.earliest != days.latest:
            continue
        if any(_is_weeks_back(time, telling.sentence) for time in source.times):
            found.add(days.earliest.isoweekday())
    return found


def _is_weeks_back(time: TimeExpression, sentence: Sentence) -> bool:
    said = said_by(time.symbol)
    back = time.symbol.kind == "ago" or said.get("offset", "0").startswith("-")
    return back and said.get("unit") == "W" and sentence.span.holds(time.span)


def weekday_narrowing(source: Source, days: Interval) -> Iterator[DateReason]:
    """Of the days still open, those that the weekdays told of leave."""
    if days.earliest is None or days.latest is None:
        return
    if not 0 < (days.latest - days.earliest).days <= _MAX_NARROWED:
        return
    told = weekdays_of(source)
    if not told.opening:
        return
    past = list(told.opening.values())
    said = ", ".join(dict.fromkeys(time.span.of(source.article.text) for time in past))
    yield from _on_weekdays(
        f"News tells of its latest weekday ({said}) on that day or the three days after.",
        LATEST_WEEKDAY,
        past[0].span,
        _kept(days, told.within(_LIKELY)),
    )
    if (days.latest - days.earliest).days > _WEEK:  # of several weeks only the ends are cut
        told = Weekdays(told.opening, {}, {})
    yield from _on_weekdays(
        f"News mostly tells of its latest weekday ({said}) on that day or the next working day.",
        WEEKDAY_JUST_PAST,
        past[0].span,
        _kept(days, told.within(_NEARLY)),
    )


def _kept(days: Interval, weekdays: frozenset[int]) -> Interval | None:
    """From the first to the last of `days` on one of these weekdays; None where that is no less."""
    kept = [
        day
        for day in (days.low + timedelta(days=k) for k in range((days.high - days.low).days + 1))
        if day.isoweekday() in weekdays
    ]
    if not kept or (kept[0], kept[-1]) == (days.earliest, days.latest):
        return None
    return Interval(kept[0], kept[-1])


def _on_weekdays(
    because: str, weight: float, span: Span, days: Interval | None
) -> Iterator[DateReason]:
    if days is not None:
        yield DateReason(because, weight, span, days)


def possible_weekdays(source: Source) -> frozenset[int]:
    """The days of the week that the weekdays told of leave for the telling."""
    return weekdays_of(source).within(_POSSIBLE)
