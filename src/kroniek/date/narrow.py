"""Reasons that need to know roughly when a text was told: they narrow the days still open."""

from collections.abc import Iterator
from datetime import date, timedelta

from kroniek.date.source import HAPPENED, Source, said_by, told_sentences
from kroniek.date.values import of_value
from kroniek.model.text import SentenceKind, Tense
from kroniek.model.time import DateReason, Interval, TimeExpression

DATE_SIDE = 2.1
"""A date without a year is told as past after it, as still to come before it: in eight of nine."""
_MAX_DATED = 400
LATEST_WEEKDAY = 2.2
"""News tells of its latest weekday on that day or the next in nine of ten texts (assumed)."""
_MAX_NARROWED = 62


def weekday_narrowing(source: Source, days: Interval) -> Iterator[DateReason]:
    """Of the days still open, those on or after the latest weekday that the text tells as past."""
    if days.earliest is None or days.latest is None:
        return
    width = (days.latest - days.earliest).days
    if not 0 < width <= _MAX_NARROWED:
        return
    past = [
        time
        for sentence, times in told_sentences(source)
        if sentence.kind in (SentenceKind.BODY, SentenceKind.HEADLINE)
        for time in times
        if time.symbol.kind == "weekday"
        and time.tense in HAPPENED
        and not time.quoted
        and "direction" not in said_by(time.symbol)
    ]
    if not past:
        return
    numbers = {int(said_by(time.symbol)["weekday"]) for time in past}
    allowed = _likely_weekdays(numbers)
    kept = [
        day
        for day in (days.earliest + timedelta(days=k) for k in range(width + 1))
        if day.isoweekday() in allowed
    ]
    if not kept or (kept[0], kept[-1]) == (days.earliest, days.latest):
        return
    said = ", ".join(dict.fromkeys(time.span.of(source.article.text) for time in past))
    yield DateReason(
        f"News tells of its latest weekday ({said}) on that day or the day after.",
        LATEST_WEEKDAY,
        past[0].span,
        Interval(kept[0], kept[-1]),
    )


def _likely_weekdays(past: set[int]) -> set[int]:
    """Days of the week (1 is Monday) of a text that tells of these as past.

    The days told of lie close together: of "Monday" and "Tuesday" the Tuesday is the later one, so
    the text is of that day or the next.
    """
    back = {day: max((day - number) % 7 for number in past) for day in range(1, 8)}
    least = min(back.values())
    return {day for day, days in back.items() if days <= least + 1}


def date_narrowing(source: Source, days: Interval) -> Iterator[DateReason]:
    """Days on the right side of the dates without a year that the text tells of.

    Of dates told as past the latest counts, of those still to come the earliest; and only dates
    that fall once in the days still open and a month around them.
    """
    if days.earliest is None or days.latest is None:
        return
    if not 0 < (days.latest - days.earliest).days <= _MAX_DATED:
        return
    past, coming = _sides(source, days)
    text = source.article.text
    if past:
        on, time = max(past, key=lambda item: item[0])
        because = f"{time.span.of(text)!r} is told as past."
        yield DateReason(because, DATE_SIDE, time.span, Interval(on, None))
    if coming:
        on, time = min(coming, key=lambda item: item[0])
        because = f"{time.span.of(text)!r} is told as still to come."
        yield DateReason(because, DATE_SIDE, time.span, Interval(None, on))


def _sides(
    source: Source, days: Interval
) -> tuple[list[tuple[date, TimeExpression]], list[tuple[date, TimeExpression]]]:
    """The dates without a year told as past, and those told as still to come."""
    past, coming = [], []
    for sentence, times in told_sentences(source):
        if sentence.kind is SentenceKind.EMBEDDED_QUOTE:
            continue
        for time in times:
            on = _once_in(time, days)
            if on is None or time.quoted:
                continue
            direction = said_by(time.symbol).get("direction")
            if direction == "past" or (time.tense in HAPPENED and direction is None):
                past.append((on, time))
            elif direction == "future" or time.tense is Tense.FUTURE:
                coming.append((on, time))
    return past, coming


def _once_in(time: TimeExpression, days: Interval) -> date | None:
    """The one day in and around `days` that a day and month without a year can be."""
    said = said_by(time.symbol)
    if time.symbol.kind != "calendar" or "year" in said or not {"day", "month"} <= said.keys():
        return None
    month = timedelta(days=31)
    low, high = days.low - month, days.high + month
    found = []
    for year in range(low.year, high.year + 1):
        on = of_value(f"{year:04}-{int(said['month']):02}-{int(said['day']):02}").earliest
        if (
            on
            and low <= on <= high
            and on.isoweekday() == int(said.get("weekday", on.isoweekday()))
        ):
            found.append(on)
    return found[0] if len(found) == 1 else None
