"""Reasons that need to know roughly when a text was told: they narrow the days still open."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from kroniek.date.known_reasons import told_from
from kroniek.date.reading import HAPPENED
from kroniek.date.source import Source, bounds_a_stretch, said_by, told_sentences
from kroniek.date.values import of_value
from kroniek.model.text import Sentence, SentenceKind, Tense
from kroniek.model.time import DateReason, Interval, TimeExpression
from kroniek.spans import Span

FRONTED_PAST = 2.5
"""A date without a year that opens its sentence is dated by the tense of it: told as past it had
come in 39 of 39 (measured on 1,400 dated articles of six sources)."""
DATE_PAST = 1.6
"""Elsewhere its noun may date it ("won the election on 8 November"): 147 of 174 had come after
"on", of the others, bounds left out, three in four."""
LOOSE_PAST = 1.1
DATE_TO_COME, LOOSE_TO_COME = 2.1, 1.6
"""Told as still to come: 53 of 53 and 72 of 81 in the same articles."""
SAID_TWICE = 3.5
"""The text itself says that the two are the same day."""
_BESIDE = frozenset({"", "op", "on", "namelijk", "dus"})
_ON = ("on ", "op ", "sinds ", "since ", "vanaf ", "from ")
_ARTICLES = ("the ", "a ", "an ", "de ", "het ", "een ", "its ", "his ", "their ")
_MAX_DATED = 400
_MONTH = timedelta(days=31)
_SEASON = timedelta(days=180)
"""A date told as past without its year is hardly older than half a year (assumed)."""
_MOST_PAST = 2
LATEST_WEEKDAY, WEEKDAY_JUST_PAST = 1.5, 2.1
"""The opening tells of its latest weekday on that day or the three after it in 628 of 658 dated
articles, the first sentences after it in 142 of 153 (measured). Of outlets that do not tell late it
is ten times likelier on that day, the next, or the Monday after a Friday or Saturday than on the
others of these. Weekdays further on say little."""
_TOLD_WITHIN, _JUST_PAST = 3, 1
_WEEKEND, _MONDAY = frozenset({5, 6}), 1
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
    past = lead or later
    if not past:
        return
    numbers = {int(said_by(time.symbol)["weekday"]) for time in past}
    said = ", ".join(dict.fromkeys(time.span.of(source.article.text) for time in past))
    yield from _on_weekdays(
        f"News tells of its latest weekday ({said}) on that day or the three days after.",
        LATEST_WEEKDAY,
        past[0].span,
        _kept(days, _likely_weekdays(numbers, _TOLD_WITHIN)),
    )
    yield from _on_weekdays(
        f"News mostly tells of its latest weekday ({said}) on that day or the next working day.",
        WEEKDAY_JUST_PAST,
        past[0].span,
        _kept(days, _likely_weekdays(numbers, _JUST_PAST)),
    )


def _kept(days: Interval, weekdays: set[int]) -> Interval | None:
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
    found = {(number + k - 1) % 7 + 1 for number in latest for k in range(after + 1)}
    return found if _WEEKEND.isdisjoint(latest) else found | {7, _MONDAY}


class _Dated(NamedTuple):
    """A date without a year, the days that it can be (the latest last), and how it stands."""

    time: TimeExpression
    on: tuple[date, ...]
    weight: float


def date_narrowing(source: Source, days: Interval) -> Iterator[DateReason]:
    """Days on the right side of the dates without a year that the text tells of.

    Of dates told as past the latest two count (one may be misread), of those still to come the
    earliest. In a year that is all that is known, a date told as past may be of the year before.
    """
    if days.earliest is None or days.latest is None:
        return
    if not 0 < (days.latest - days.earliest).days <= _MAX_DATED:
        return
    yield from _said_twice(source, days)
    past, coming = _sides(source, days)
    text = source.article.text
    latest = {one.on[-1]: one for one in sorted(past, key=lambda one: (one.on[-1], one.weight))}
    for last in sorted(latest, reverse=True)[:_MOST_PAST]:
        one = latest[last]
        because = f"{one.time.span.of(text)!r} is told as past."
        for on in one.on:
            told = Interval(on, None if on == last else on + _SEASON)
            if not days.within(told):
                yield DateReason(because, one.weight, one.time.span, told)
    if coming:
        one = min(coming, key=lambda one: one.on[0])
        because = f"{one.time.span.of(text)!r} is told as still to come."
        yield DateReason(because, one.weight, one.time.span, Interval(None, one.on[0]))


def _said_twice(source: Source, days: Interval) -> Iterator[DateReason]:
    """Days on which "last week" or "yesterday" is the date that stands beside it."""
    text = source.article.text
    for _, times in told_sentences(source):
        for left, right in pairwise(times):
            gap = text[left.span.end : right.span.start].strip(" ,()")
            if gap not in _BESIDE or "\n" in gap:
                continue
            for near, dated in ((left, right), (right, left)):
                on = _days_in(dated, days.low - _MONTH, days.high + _MONTH)
                told = told_from(near, on[0]) if _is_near(near) and len(on) == 1 else None
                if told is not None:
                    said = f"{near.span.of(text)!r} is {dated.span.of(text)!r}"
                    yield DateReason(f"{said}.", SAID_TWICE, near.span, told)
                    return


def _is_near(time: TimeExpression) -> bool:
    """Whether it is one such as "yesterday" or "last week", and not "today"."""
    return time.symbol.kind == "near" and said_by(time.symbol)["offset"] != "0"


def _follows(time: TimeExpression, text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands just before the expression."""
    before = " " + text[max(0, time.span.start - 8) : time.span.start].lower()
    return before.endswith(tuple(f" {word}" for word in words))


def _sides(source: Source, days: Interval) -> tuple[list[_Dated], list[_Dated]]:
    """The dates without a year told as past, and those told as still to come."""
    past, coming = [], []
    text = source.article.text
    for sentence, times in told_sentences(source):
        if sentence.kind is SentenceKind.EMBEDDED_QUOTE:
            continue
        for time in times:
            if time.quoted or _follows(time, text, _ARTICLES):
                continue
            direction = said_by(time.symbol).get("direction")
            if direction == "past" or (time.tense in HAPPENED and direction is None):
                if bounds_a_stretch(time, text, sentence.language):
                    continue
                on = _days_in(time, days.low - _SEASON, days.high + _MONTH)
                past.append(_Dated(time, on, _past_weight(time, sentence, text)))
            elif direction == "future" or time.tense is Tense.FUTURE:
                on = _days_in(time, days.low - _MONTH, days.high + _MONTH)
                firm = "weekday" in said_by(time.symbol) or _follows(time, text, _ON)
                coming.append(_Dated(time, on, DATE_TO_COME if firm else LOOSE_TO_COME))
    return [one for one in past if one.on], [one for one in coming if len(one.on) == 1]


def _past_weight(time: TimeExpression, sentence: Sentence, text: str) -> float:
    """How surely a date in a clause of the past had come when it was told."""
    before = text[sentence.span.start : time.span.start].lower().strip(" \"'“‘„«")
    if f"{before} " in ("", " ", *_ON):
        return FRONTED_PAST
    firm = "weekday" in said_by(time.symbol) or _follows(time, text, _ON)
    return DATE_PAST if firm else LOOSE_PAST


def _days_in(time: TimeExpression, low: date, high: date) -> tuple[date, ...]:
    """The days from `low` to `high` that a day and month without a year can be."""
    said = said_by(time.symbol)
    if time.symbol.kind != "calendar" or "year" in said or not {"day", "month"} <= said.keys():
        return ()
    found = (
        of_value(f"{year:04}-{int(said['month']):02}-{int(said['day']):02}").earliest
        for year in range(low.year, high.year + 1)
    )
    weekday = said.get("weekday")
    return tuple(
        on
        for on in found
        if on and low <= on <= high and on.isoweekday() == int(weekday or on.isoweekday())
    )
