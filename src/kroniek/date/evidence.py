"""Reasons for a time of telling that a text itself gives.

Weights are log-odds (natural logarithm), set by hand: how many times likelier the words are in a
text told on those days than in one told on others. 2 is 7 to 1, 3 is 20 to 1, 4 is 55 to 1.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kroniek.date.declared import corrections
from kroniek.date.footer import copies, copyright_year
from kroniek.date.known_reasons import in_office, known_happenings, war_days
from kroniek.date.reading import HAPPENED
from kroniek.date.source import (
    Source,
    bounds_a_stretch,
    full_date,
    load_cues,
    said_by,
    told_sentences,
)
from kroniek.date.twice import said_twice
from kroniek.date.values import of_value
from kroniek.model.text import Sentence, SentenceKind, Tense
from kroniek.model.time import DateReason, Interval, TimeExpression
from kroniek.spans import Span

NOT_BEFORE_POST = 7.0
"""A text is not older than a post it shows: only a wrong date of the post could break this."""
WEEK_AFTER_POST, SOON_AFTER_POST = 2.2, 1.5
"""Within a week of its latest post, mostly within a day: few are dated (nine), one was six days."""
PAST_DAY = 1.8
"""A text does not tell as past of a day that has yet to come; one in seven is misread (measured on
865 dated articles of five sources, six in seven of which held)."""
SEVERAL_PAST = 2.0
"""Two such dates are hardly both misread."""
PAST_MONTH = 1.2
PAST_YEAR = 0.8
"""A bare year more often stands in a past clause on something still to come."""
_MAX_PAST = 5
NOT_AFTER_FUTURE = 1.5
NOT_AFTER_YEAR = 1.0
"""Of the years told as still to come one in five is misread (measured)."""
BETWEEN = 4.2
"""Full dates on both sides, close together, would both have to be misread."""
UPCOMING = 2.5
"""Who says "the coming Monday" with the full date means one at hand."""
_CLOSE = timedelta(days=92)
SOON_AFTER_PAST = 0.9
WEEKDAY_AGREES = 2.55
"""News mistakes the weekday of a date about once in a dozen; three such dates outweigh a page."""
_MAX_AGREEING = 3
_YEARS = range(1980, 2040)


def posts(source: Source) -> Iterator[DateReason]:
    """No text is older than the posts it shows, and it mostly follows them at once."""
    dated = [post for post in source.article.embedded if post.posted_on]
    if not dated:
        return
    latest = max(dated, key=lambda post: (post.posted_on, post.span))
    on = latest.posted_on
    if on is None:
        return
    where = latest.credit or latest.span
    yield DateReason(
        f"The text shows a post of {on}: it is not older.",
        NOT_BEFORE_POST,
        where,
        Interval(on - timedelta(days=1), None),  # its day may be that of another time zone
    )
    yield DateReason(
        f"Texts mostly appear on the day of the latest post they show ({on}), or the day after.",
        SOON_AFTER_POST,
        where,
        Interval(on, on + timedelta(days=1)),
    )
    yield DateReason(
        f"Texts mostly appear within a week of the latest post they show ({on}).",
        WEEK_AFTER_POST,
        where,
        Interval(on, on + timedelta(days=6)),
    )


class _Told(NamedTuple):
    """A date with its year that the text tells of: its days, and where it stands."""

    days: Interval
    span: Span

    @property
    def width(self) -> int:
        """Number of days."""
        return (self.days.high - self.days.low).days + 1


def _place(told: _Told) -> tuple[date, Span]:
    return told.days.low, told.span


def explicit_dates(source: Source) -> Iterator[DateReason]:
    """What is told as past had happened; what is told as coming had not."""
    past: list[_Told] = []
    coming: list[_Told] = []
    upcoming: list[_Told] = []
    for sentence, time, days in _dated(source):
        told = _Told(days, time.span)
        direction = said_by(time.symbol).get("direction")
        if direction == "future" or (time.tense is Tense.FUTURE and direction is None):
            coming.append(told)
            if direction == "future" and days.earliest == days.latest:
                upcoming.append(told)
        elif bounds_a_stretch(time, source.article.text, sentence.language):
            continue
        elif direction == "past" or time.tense in HAPPENED:
            past.append(told)
    yield from _past_reasons(past, source.article.text)
    yield from _coming_reasons(coming, source.article.text)
    yield from _between(past, coming, source.article.text)
    if upcoming:
        told = min(upcoming, key=_place)
        yield DateReason(
            f"The text calls {told.span.of(source.article.text)!r} the coming one.",
            UPCOMING,
            told.span,
            Interval(told.days.low - timedelta(days=31), told.days.high),
        )


def _dated(source: Source) -> Iterator[tuple[Sentence, TimeExpression, Interval]]:
    """Expressions that name their year, in sentences that tell what is so."""
    for sentence, times in told_sentences(source):
        if sentence.kind is SentenceKind.EMBEDDED_QUOTE:
            continue
        dated = [(time, days) for time in times if (days := full_date(time))]
        unsure = load_cues(sentence.language).unsure
        if dated and not any(
            token.lower in unsure for token in source.tokens[sentence.first : sentence.last]
        ):
            yield from ((sentence, time, days) for time, days in dated)


def _past_reasons(past: Sequence[_Told], text: str) -> Iterator[DateReason]:
    """The latest dates told as past, one reason each: one may be misread, hardly three."""
    latest = {told.days.low: told for told in sorted(past, key=_place, reverse=True)}
    for on in sorted(latest, reverse=True)[:_MAX_PAST]:
        told = latest[on]
        weight = PAST_DAY if told.width < 4 else PAST_MONTH if told.width < 93 else PAST_YEAR
        because = f"The text tells of {told.span.of(text)!r} as past."
        yield DateReason(because, weight, told.span, Interval(on, None))
    exact = sorted((on for on, told in latest.items() if told.width < 4), reverse=True)
    if len(exact) > 1:
        yield DateReason(
            f"Several full dates are told as past, the latest two {exact[1]} and {exact[0]}.",
            SEVERAL_PAST,
            latest[exact[1]].span,
            Interval(exact[1], None),
        )
        if exact[0] - exact[1] <= _CLOSE:  # dates with a year are mostly old, unless they crowd
            yield DateReason(
                f"News mostly appears within a month of the latest day it tells of ({exact[0]}).",
                SOON_AFTER_PAST,
                latest[exact[0]].span,
                Interval(exact[0], exact[0] + timedelta(days=31)),
            )


def _coming_reasons(coming: Sequence[_Told], text: str) -> Iterator[DateReason]:
    """The earliest date told as still to come."""
    if coming:
        told = min(coming, key=lambda one: (one.days.high, one.span))
        yield DateReason(
            f"The text tells of {told.span.of(text)!r} as still to come.",
            NOT_AFTER_FUTURE if told.width < 93 else NOT_AFTER_YEAR,
            told.span,
            Interval(None, told.days.high),
        )


def _between(past: Sequence[_Told], coming: Sequence[_Told], text: str) -> Iterator[DateReason]:
    """The days between the latest date told as past and the earliest one told as still to come."""
    latest = max((one for one in past if one.width < 4), key=_place, default=None)
    earliest = min((one for one in coming if one.width < 4), key=_place, default=None)
    if latest is None or earliest is None:
        return
    apart = earliest.days.low - latest.days.low
    if timedelta(0) < apart <= _CLOSE:
        yield DateReason(
            f"The text tells of {latest.span.of(text)!r} as past and of "
            f"{earliest.span.of(text)!r} as still to come.",
            BETWEEN,
            earliest.span,
            Interval(latest.days.low, earliest.days.low),
        )


def weekday_dates(source: Source, around: Interval | None = None) -> Iterator[DateReason]:
    """The years in which weekday and date agree ("Thursday 22 May", "next Sunday, 19 March").

    Beside a stated date only the agreeing year nearest to it counts: an old text put out again, or
    a slip of the pen, is the likelier the nearer.
    """
    seen = set()
    for sentence, times in told_sentences(source):
        for time, key in _with_weekday(times, source.article.text):
            if key in seen or sentence.kind is SentenceKind.EMBEDDED_QUOTE:
                continue
            seen.add(key)
            if len(seen) > _MAX_AGREEING:
                return
            for on in _agreeing(key, around):
                yield from _agreeing_reasons(time, on, source.article.text)


def _with_weekday(
    times: Sequence[TimeExpression], text: str
) -> Iterator[tuple[TimeExpression, tuple[str, str, str]]]:
    """Dates without a year that have a weekday in or right before them: weekday, day, month."""
    for before, time in zip((None, *times), times, strict=False):
        said = said_by(time.symbol)
        if time.symbol.kind != "calendar" or not {"day", "month"} <= said.keys() or "year" in said:
            continue
        weekday = said.get("weekday")
        if weekday is None and before is not None and before.symbol.kind == "weekday":
            beside = text[before.span.end : time.span.start].strip(" ,") == ""
            weekday = said_by(before.symbol)["weekday"] if beside else None
        if weekday is not None:
            yield time, (weekday, said["day"], said["month"])


def _agreeing(key: tuple[str, str, str], around: Interval | None) -> list[date]:
    """Days, one for each year, on which this weekday and this date fall together."""
    number, day, month = (int(part) for part in key)
    days = [of_value(f"{year}-{month:02}-{day:02}").earliest for year in _YEARS]
    found = [on for on in days if on and on.isoweekday() == number]
    if around is None or around.earliest is None or around.latest is None:
        return found
    low, high = around.earliest, around.latest
    return sorted(found, key=lambda on: (max((low - on).days, (on - high).days, 0), on))[:1]


def _agreeing_reasons(time: TimeExpression, on: date, text: str) -> Iterator[DateReason]:
    said = repr(time.span.of(text))
    half = timedelta(days=183)
    yield DateReason(
        f"{said}: in {on.year} that day of the week and that date agree.",
        WEEKDAY_AGREES,
        time.span,
        Interval(on - half, on + half),
    )


KINDS_OF_EVIDENCE: tuple[Callable[[Source], Iterator[DateReason]], ...] = (
    posts,
    corrections,
    copies,
    explicit_dates,
    said_twice,
    known_happenings,
    in_office,
    war_days,
)


def reasons(source: Source, stated: Interval | None) -> tuple[DateReason, ...]:
    """All reasons, in the order of their kinds, then of the text.

    A copyright year counts only when the page states (`stated`) no date: it rolls on with the page,
    as a date of republication does.
    """
    found = [reason for kind in KINDS_OF_EVIDENCE for reason in kind(source)]
    found += weekday_dates(source, stated)
    if stated is None:
        found += copyright_year(source)
    return tuple(found)
