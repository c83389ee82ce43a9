"""Reasons for a time of telling that a text itself gives.

Weights are log-odds (natural logarithm), set by hand: how many times likelier the words are in a
text told on those days than in one told on others. 2 is 7 to 1, 3 is 20 to 1, 4 is 55 to 1.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from kroniek.date.known_reasons import in_office, known_happenings, war_days
from kroniek.date.source import HAPPENED, Source, load_cues, said_by, told_sentences
from kroniek.date.values import of_value
from kroniek.model.text import SentenceKind, Tense
from kroniek.model.time import DateReason, Interval, TimeExpression
from kroniek.spans import Span

NOT_BEFORE_POST = 7.0
"""A text is not older than a post it shows: only a wrong date of the post could break this."""
SOON_AFTER_POST = 2.5
PAST_DAY = 1.6
"""A text does not tell as past of a day that has yet to come; but one in five is misread."""
PAST_MONTH = 1.2
PAST_YEAR = 0.8
"""A bare year more often stands in a past clause on something still to come."""
_MAX_PAST = 5
NOT_AFTER_FUTURE = 1.5
SOON_AFTER_PAST = 0.9
WEEKDAY_AGREES = 2.55
"""News mistakes the weekday of a date about once in a dozen; three such dates outweigh a page."""
_MAX_AGREEING = 3
_YEARS = range(1990, 2040)
COPYRIGHT = 1.0
"""Weak: the year at a page's foot often rolls on by itself."""


def _full_date(time: TimeExpression) -> Interval | None:
    """The days of an expression that names its year; None for any other, and for "7/8/07"."""
    if time.symbol.kind != "calendar":
        return None
    said = said_by(time.symbol)
    value = said.get("iso")
    if value is None and "year" in said:
        value = f"{int(said['year']):04}"
        if "month" in said:
            value += f"-{int(said['month']):02}"
            if "day" in said:
                value += f"-{int(said['day']):02}"
    days = of_value(value)
    return days if days.known else None


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
        Interval(on, None),
    )
    yield DateReason(
        f"Texts mostly appear on the day of the latest post they show ({on}), or the day after.",
        SOON_AFTER_POST,
        where,
        Interval(on, on + timedelta(days=1)),
    )
    yield DateReason(
        f"Texts mostly appear within a week of the latest post they show ({on}).",
        SOON_AFTER_PAST,
        where,
        Interval(on, on + timedelta(days=7)),
    )


def explicit_dates(source: Source) -> Iterator[DateReason]:
    """What is told as past had happened; what is told as coming had not."""
    past: list[tuple[date, Span, int]] = []
    coming: list[tuple[date, Span]] = []
    for sentence, times in told_sentences(source):
        if sentence.kind is SentenceKind.EMBEDDED_QUOTE:
            continue
        dated = [(time, days) for time in times if (days := _full_date(time))]
        if not dated:
            continue
        unsure = load_cues(sentence.language).unsure
        if any(t.lower in unsure for t in source.tokens[sentence.first : sentence.last]):
            continue
        for time, days in dated:
            if time.tense in HAPPENED:
                past.append((days.low, time.span, (days.high - days.low).days + 1))
            elif time.tense is Tense.FUTURE:
                coming.append((days.high, time.span))
    yield from _past_reasons(past, source.article.text)
    if coming:
        on, span = min(coming)
        yield DateReason(
            f"The text tells of {span.of(source.article.text)!r} as still to come.",
            NOT_AFTER_FUTURE,
            span,
            Interval(None, on),
        )


def _past_reasons(past: Sequence[tuple[date, Span, int]], text: str) -> Iterator[DateReason]:
    """The latest dates told as past, one reason each: one may be misread, hardly three."""
    latest = {on: (span, width) for on, span, width in sorted(past, reverse=True)}
    for on in sorted(latest, reverse=True)[:_MAX_PAST]:
        span, width = latest[on]
        weight = PAST_DAY if width < 2 else PAST_MONTH if width < 93 else PAST_YEAR
        because = f"The text tells of {span.of(text)!r} as past."
        yield DateReason(because, weight, span, Interval(on, None))
    exact = [on for on, (_, width) in latest.items() if width < 2]
    if exact:
        on = max(exact)
        yield DateReason(
            f"News mostly appears within a month of the latest day it tells of ({on}).",
            SOON_AFTER_PAST,
            latest[on][0],
            Interval(on, on + timedelta(days=31)),
        )


def weekday_dates(source: Source, around: Interval | None = None) -> Iterator[DateReason]:
    """The years in which weekday and date agree ("Thursday 22 May" without a year).

    Beside a stated date only the agreeing year nearest to it counts: an old text put out again, or
    a slip of the pen, is the likelier the nearer.
    """
    seen = set()
    for sentence, times in told_sentences(source):
        for time in times:
            said = said_by(time.symbol)
            if time.symbol.kind != "calendar" or not {"weekday", "day", "month"} <= said.keys():
                continue
            key = (said["weekday"], said["day"], said["month"])
            if "year" in said or key in seen or sentence.kind is SentenceKind.EMBEDDED_QUOTE:
                continue
            seen.add(key)
            if len(seen) > _MAX_AGREEING:
                return
            for on in _agreeing(key, around):
                yield from _agreeing_reasons(time, on, source.article.text)


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


def copyright_year(source: Source) -> Iterator[DateReason]:
    """The year beside a copyright mark."""
    for k, token in enumerate(source.tokens):
        if token.lower not in ("©", "copyright"):
            continue
        for near in source.tokens[k + 1 : k + 3]:
            if len(near.text) == 4 and near.text.isdigit() and 1990 <= int(near.text) <= 2100:
                yield DateReason(
                    f"The page's copyright is of {near.text}.",
                    COPYRIGHT,
                    near.span,
                    of_value(near.text),
                )
                return


KINDS_OF_EVIDENCE: tuple[Callable[[Source], Iterator[DateReason]], ...] = (
    posts,
    explicit_dates,
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
