"""Reasons that need to know roughly when a text was told: they narrow the days still open."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from kroniek.date.known_reasons import told_from
from kroniek.date.reading import HAPPENED
from kroniek.date.source import Source, bounds_a_stretch, load_cues, said_by, told_sentences
from kroniek.date.values import moved, of_value
from kroniek.date.weekdays import weekdays_of
from kroniek.model.text import Sentence, SentenceKind, Tense
from kroniek.model.time import DateReason, Interval, TimeExpression

FRONTED_PAST = 2.5
"""A date without a year that opens its sentence is dated by the tense of it: told as past it had
come in 39 of 39 (measured on 1,400 dated articles of six sources)."""
DATE_PAST = 1.6
"""Elsewhere its noun may date it ("won the election on 8 November"): 147 of 174 had come after
"on", of the others, bounds left out, three in four."""
LOOSE_PAST = 1.1
DATE_TO_COME, LOOSE_TO_COME = 2.1, 1.6
"""Told as still to come: 53 of 53 and 72 of 81 in the same articles."""
WEEK_AFTER_DATED_WEEKDAY, FORTNIGHT_AFTER_DATE = 2.4, 1.3
"""Of texts told within a month of the latest date without a year that they tell as past, 13 of 15
are told within a week of it where its weekday stands with it, of all 104 of 129 within two
(counted in 1,327 dated articles). The former holds only for what tells of this week's days: a
report that names its days by their dates may be of any."""
_RUNNING = 4
"""So many weekdays without a date make a text one of this week's days."""
COUNTED_FROM = 3.2
"""Who opens with "a week after the flood of 3 May" tells it then, or a few days off (assumed)."""
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
_WEEK, _FORTNIGHT = timedelta(days=7), timedelta(days=14)
_OPENING = 3
"""Sentences, headlines included, that say how long ago it is what they come back to."""
_REACH = 60
"""Characters between "a week after" and the date that it counts from."""
_FRONTED = 8
"""Characters before what opens its sentence ("Almost a week after …")."""
_SLACK = {"D": 1, "W": 3, "M": 10, "Y": 45}
"""Days by which what is counted in these units may be off."""


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
    yield from _counted_from(source, days)
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
    if latest:
        yield from _soon_after(latest[max(latest)], days, source)
    if coming:
        one = min(coming, key=lambda one: one.on[0])
        because = f"{one.time.span.of(text)!r} is told as still to come."
        yield DateReason(because, one.weight, one.time.span, Interval(None, one.on[0]))


def _soon_after(one: _Dated, days: Interval, source: Source) -> Iterator[DateReason]:
    """News appears soon after the latest day that it tells of."""
    on, said = one.on[-1], repr(one.time.span.of(source.article.text))
    told, weight, within = Interval(None, on + _FORTNIGHT), FORTNIGHT_AFTER_DATE, "two weeks"
    if "weekday" in said_by(one.time.symbol) and weekdays_of(source).number >= _RUNNING:
        told, weight, within = Interval(on, on + _WEEK), WEEK_AFTER_DATED_WEEKDAY, "a week"
    if told.meets(days) and not days.within(told):
        because = f"News mostly appears within {within} of the latest day it tells of ({said})."
        yield DateReason(because, weight, one.time.span, told)


def _counted_from(source: Source, days: Interval) -> Iterator[DateReason]:
    """Days on which "a week after the flood of 3 May", which opens a sentence, was so."""
    text = source.article.text
    for number, (sentence, times) in enumerate(told_sentences(source)):
        if number >= _OPENING:
            return
        behind = load_cues(sentence.language).counted
        for length, dated in pairwise(times[:2]):
            gap = text[length.span.end : dated.span.start].lower().split()
            fronted = length.span.start - sentence.span.start <= _FRONTED
            close = 0 < dated.span.start - length.span.end <= _REACH
            counted = bool(gap) and gap[0] in behind
            if not (fronted and close and counted):
                continue
            on = _exact(dated, days)
            told = _counted_on(length, on) if on else None
            if told is not None:
                said = text[length.span.start : dated.span.end]
                yield DateReason(f"The text opens with {said!r}.", COUNTED_FROM, length.span, told)
                return


def _exact(dated: TimeExpression, days: Interval) -> date | None:
    """The day that an expression names, with its year or without, if it can be only one."""
    said = said_by(dated.symbol)
    if {"day", "month", "year"} <= said.keys():
        value = f"{int(said['year']):04}-{int(said['month']):02}-{int(said['day']):02}"
        return of_value(value).earliest
    on = _days_in(dated, days.low - _SEASON, days.high)
    return on[0] if len(on) == 1 else None


def _counted_on(length: TimeExpression, on: date) -> Interval | None:
    """The days so long after `on`, as exactly as the unit counts."""
    said = said_by(length.symbol)
    unit, count = said.get("unit", ""), said.get("count", "X")
    if length.symbol.kind != "duration" or unit not in _SLACK or not count.isdigit():
        return None
    middle, slack = moved(on, unit, int(count)), timedelta(days=_SLACK[unit])
    return Interval(middle - slack, middle + slack)


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
