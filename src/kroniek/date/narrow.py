"""Reasons that need to know roughly when a text was told: they narrow the days still open."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from kroniek.date.known_reasons import told_from
from kroniek.date.source import HAPPENED, Source, said_by, told_sentences
from kroniek.date.values import of_value
from kroniek.model.text import SentenceKind, Tense
from kroniek.model.time import DateReason, Interval, TimeExpression

DATE_SIDE, LOOSE_DATE_SIDE = 2.1, 1.6
"""A date without a year is told as past after it, as still to come before it: in 14 of 15 after
"on", in 9 of 10 elsewhere (measured on 865 dated articles; of a text the outermost counts, which
is wrong a little oftener). Behind an article ("the 7 June primary") its clause does not date it."""
SAID_TWICE = 2.5
_BESIDE = frozenset({"", "op", "on", "namelijk", "dus"})
_ON = ("on ", "op ", "sinds ", "since ", "vanaf ", "from ")
_ARTICLES = ("the ", "a ", "an ", "de ", "het ", "een ", "its ", "his ", "their ")
_MAX_DATED = 400
LATEST_WEEKDAY = 2.1
"""The opening tells of its latest weekday on that day or the next in 174 of 196 dated articles; the
first sentences after it on that day or the two after in 246 of 269 (measured, Wikinews left aside,
which tells late). What stands further on says little of the day of telling."""
_LEAD_DAYS, _LATER_DAYS = 1, 2
_LEAD, _LATER = 4, 9
"""Sentences, headlines included, that open a text, and those that come next."""
_MAX_NARROWED = 62


def weekday_narrowing(source: Source, days: Interval) -> Iterator[DateReason]:
    """Of the days still open, those soon after the latest weekday that the text tells as past."""
    if days.earliest is None or days.latest is None:
        return
    width = (days.latest - days.earliest).days
    if not 0 < width <= _MAX_NARROWED:
        return
    lead, later = _past_weekdays(source)
    past, after = (lead, _LEAD_DAYS) if lead else (later, _LATER_DAYS)
    if not past:
        return
    numbers = {int(said_by(time.symbol)["weekday"]) for time in past}
    allowed = _likely_weekdays(numbers, after)
    kept = [
        day
        for day in (days.earliest + timedelta(days=k) for k in range(width + 1))
        if day.isoweekday() in allowed
    ]
    if not kept or (kept[0], kept[-1]) == (days.earliest, days.latest):
        return
    said = ", ".join(dict.fromkeys(time.span.of(source.article.text) for time in past))
    soon = "day after" if lead else "two days after"
    yield DateReason(
        f"News tells of its latest weekday ({said}) on that day or the {soon}.",
        LATEST_WEEKDAY,
        past[0].span,
        Interval(kept[0], kept[-1]),
    )


def _past_weekdays(source: Source) -> tuple[list[TimeExpression], list[TimeExpression]]:
    """Weekdays told as past: those of the opening, and those of the sentences after it.

    The weekday of a known happening that the text puts in an earlier week is left out.
    """
    known = _weekdays_of_earlier_weeks(source)
    lead: list[TimeExpression] = []
    later: list[TimeExpression] = []
    number = 0
    for sentence, times in told_sentences(source):
        if sentence.kind not in (SentenceKind.BODY, SentenceKind.HEADLINE):
            continue
        number += 1
        if number > _LATER:
            break
        for time in times:
            if (
                time.symbol.kind == "weekday"
                and time.tense in HAPPENED
                and not time.quoted
                and "direction" not in said_by(time.symbol)
                and int(said_by(time.symbol)["weekday"]) not in known
            ):
                (lead if number <= _LEAD else later).append(time)
    return lead, later


def _weekdays_of_earlier_weeks(source: Source) -> set[int]:
    """The weekdays of known happenings told with "last week" or "two weeks ago"."""
    found = set()
    for telling in source.tellings:
        days = telling.known.days
        if days.earliest is None or days.earliest != days.latest:
            continue
        for time in source.times:
            said = said_by(time.symbol)
            back = time.symbol.kind == "ago" or said.get("offset", "0").startswith("-")
            if telling.sentence.span.holds(time.span) and back and said.get("unit") == "W":
                found.add(days.earliest.isoweekday())
    return found


def _likely_weekdays(past: set[int], after: int) -> set[int]:
    """Days of the week (1 is Monday) of a text that tells of these as past, so many days `after`.

    The days told of lie close together: of "Monday" and "Tuesday" the Tuesday is the later one, so
    the text is of that day or of those after it. Of "Friday" and "Tuesday" either may be.
    """
    back = {number: max((number - other) % 7 for other in past) for number in past}
    least = min(back.values())
    latest = [number for number, days in back.items() if days <= least + 1]
    return {(number + k - 1) % 7 + 1 for number in latest for k in range(after + 1)}


def date_narrowing(source: Source, days: Interval) -> Iterator[DateReason]:
    """Days on the right side of the dates without a year that the text tells of.

    Of dates told as past the latest counts, of those still to come the earliest; and only dates
    that fall once in the days still open and a month around them.
    """
    if days.earliest is None or days.latest is None:
        return
    if not 0 < (days.latest - days.earliest).days <= _MAX_DATED:
        return
    yield from _said_twice(source, days)
    past, coming = _sides(source, days)
    text = source.article.text
    if past:
        on, time = max(past, key=lambda item: item[0])
        because = f"{time.span.of(text)!r} is told as past."
        yield DateReason(because, _side_weight(time, text), time.span, Interval(on, None))
    if coming:
        on, time = min(coming, key=lambda item: item[0])
        because = f"{time.span.of(text)!r} is told as still to come."
        yield DateReason(because, _side_weight(time, text), time.span, Interval(None, on))


def _said_twice(source: Source, days: Interval) -> Iterator[DateReason]:
    """Days on which "last week" or "yesterday" is the date that stands beside it."""
    text = source.article.text
    for _, times in told_sentences(source):
        for left, right in pairwise(times):
            gap = text[left.span.end : right.span.start].strip(" ,()")
            if gap not in _BESIDE or "\n" in gap:
                continue
            for near, dated in ((left, right), (right, left)):
                on = _once_in(dated, days)
                told = told_from(near, on) if on and near.symbol.kind == "near" else None
                if told is not None and said_by(near.symbol)["offset"] != "0":
                    said = f"{near.span.of(text)!r} is {dated.span.of(text)!r}"
                    yield DateReason(f"{said}.", SAID_TWICE, near.span, told)
                    return


def _side_weight(time: TimeExpression, text: str) -> float:
    """How firmly the tense of its clause dates an expression."""
    firm = "weekday" in said_by(time.symbol) or _follows(time, text, _ON)
    return DATE_SIDE if firm else LOOSE_DATE_SIDE


def _follows(time: TimeExpression, text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands just before the expression."""
    before = " " + text[max(0, time.span.start - 8) : time.span.start].lower()
    return before.endswith(tuple(f" {word}" for word in words))


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
            if on is None or time.quoted or _follows(time, source.article.text, _ARTICLES):
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
