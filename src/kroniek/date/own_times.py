"""The days that an event's own time expressions give it."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kroniek.date.order import OrderWords
from kroniek.date.reading import HAPPENED
from kroniek.date.values import moved
from kroniek.ids import StatementId
from kroniek.model.text import EventMention, Realis, Tense, Token
from kroniek.model.time import EventDays, Interval, ResolvedTime, TimeExpression, TimexType
from kroniek.spans import Span

AHEAD = (Realis.PLANNED, Realis.HYPOTHETICAL)
SPOKEN = frozenset({"statement", "announcement", "call"})
"""When something was said is not when what was said happened."""
INCIDENTS = frozenset(
    """strike invasion_or_attack battle casualties air_incident accident disaster crime death
    disruption""".split()
)
"""What happens at one time and is come back to as "the attack", "the fire"."""
AT_ONCE = frozenset(
    """strike invasion_or_attack casualties air_incident accident disaster crime death arrest visit
    call announcement statement publication election court_case agreement""".split()
)
"""What is over at once: spoken of in the present tense, it has happened."""
_PHRASE = 4
_SHORT = frozenset({"S", "MIN", "H"})
_LEAST_SEVERAL = 2
"""Of "several months" at least so many have passed."""
_BEFORE = 2
"""Tokens before a time that say how it bounds."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of an article with their days, and the words they stand among."""

    days: Mapping[Span, ResolvedTime]
    times: Mapping[Span, TimeExpression]
    told: Interval
    text: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    """Where the tokens begin."""
    said: Mapping[StatementId, tuple[Span, ...]]
    """What each statement says, with what is said beside it by the same cue."""

    def before(self, span: Span) -> Sequence[Token]:
        """The few tokens right before a span."""
        at = bisect_left(self.starts, span.start)
        return self.tokens[max(0, at - _BEFORE) : at]

    def own(self, event: EventMention) -> list[tuple[TimeExpression, ResolvedTime]]:
        """The event's times with their days; of what was said only those inside the words."""
        own = [
            (self.times[span], self.days[span])
            for span in event.times
            if span in self.times and span in self.days
        ]
        if event.statement is None or event.type in SPOKEN:
            return own
        # A time beside the words says when they were said; but "reported shelling on Monday" is of
        # Monday's, as far as anybody can tell.
        said = self.said.get(event.statement, ())
        held = next((words for words in said if words.holds(event.triggers[0])), None)
        if held is not None and event.type in INCIDENTS and self._is_phrase(held):
            return own
        return [pair for pair in own if any(words.holds(pair[0].span) for words in said)]

    def _is_phrase(self, content: Span) -> bool:
        """Whether what was said is a few words, too few for a clause."""
        size = bisect_left(self.starts, content.end) - bisect_left(self.starts, content.start)
        return size <= _PHRASE


def by_times(event: EventMention, clock: Clock, words: OrderWords) -> EventDays | None:
    """The days of the first of the event's times that tells any; None if none does.

    A day told goes before how long something takes: "signed a truce of two weeks on Saturday".
    """
    own = [pair for pair in clock.own(event) if not _compared(pair[0], clock, words)]
    dates = [pair for pair in own if pair[1].type in (TimexType.DATE, TimexType.TIME)]
    for time, resolved in dates:
        if not resolved.days.known or _is_over(event, resolved.days, clock.told):
            continue
        joined = _joined(time, [other for other, _ in dates], clock, words)
        days = _hull([clock.days[one.span].days for one in joined])
        days = bounded_by(clock.before(time.span), days, event, clock.told, words)
        said = " … ".join(f"“{one.span.of(clock.text)}”" for one in joined)
        return EventDays(event.id, days, said)
    for time, resolved in own:
        if words.ends("first", clock.before(time.span)[:1]):  # "for the first time in eight months"
            continue
        length = _by_length(event, time, resolved, clock.told)
        if length is not None:
            return EventDays(event.id, length, f"“{time.span.of(clock.text)}”")
    return None


def _compared(time: TimeExpression, clock: Clock, words: OrderWords) -> bool:
    """Whether a time is that of something else, which the event is like: "as in March"."""
    return any(words.ends("like", clock.before(time.span)[:k]) for k in (1, 2))


def _is_over(event: EventMention, days: Interval, told: Interval) -> bool:
    """Whether days lie before the telling of what was then still to come: they are another's."""
    ahead = event.realis in AHEAD and event.tense not in HAPPENED
    return ahead and told.earliest is not None and days.high < told.low


def _joined(
    time: TimeExpression, others: Iterable[TimeExpression], clock: Clock, words: OrderWords
) -> list[TimeExpression]:
    """A time with those that "and" adds to it, in text order: "in January and February"."""
    ordered = sorted({time.span: time, **{one.span: one for one in others}}.items())
    groups: list[list[TimeExpression]] = []
    for span, one in ordered:
        between = clock.text[groups[-1][-1].span.end : span.start] if groups else ""
        if between.strip().lower() in words.lists["and"]:
            groups[-1].append(one)
        else:
            groups.append([one])
    return next(group for group in groups if time in group)


def _hull(parts: Sequence[Interval]) -> Interval:
    """The days from the first to the last of all."""
    if len(parts) == 1:
        return parts[0]
    known = [part for part in parts if part.earliest and part.latest]
    if not known:
        return parts[0]
    return Interval(min(part.low for part in known), max(part.high for part in known))


def bounded_by(
    before: Sequence[Token],
    days: Interval,
    event: EventMention,
    told: Interval,
    words: OrderWords,
) -> Interval:
    """The days that "since", "until", "by", "after", "before" leave of a time."""
    ahead = event.realis in AHEAD or event.tense is Tense.FUTURE
    if words.ends("since", before) or words.ends("later", before):
        if ahead and words.ends("since", before):
            return days  # what begins then
        return _reaching(days.earliest, None if ahead else told.latest) or days
    ends = any(words.ends(name, before) for name in ("until", "by", "earlier"))
    if not ends:
        return days
    coming = ahead or days.high > told.high
    return _reaching(told.earliest if coming else None, days.latest) or days


def _reaching(earliest: date | None, latest: date | None) -> Interval | None:
    """The interval between two days; None if they are the wrong way round."""
    if earliest and latest and earliest > latest:
        return None
    return Interval(earliest, latest)


def _by_length(
    event: EventMention, time: TimeExpression, resolved: ResolvedTime, told: Interval
) -> Interval | None:
    """The days that a duration or a set gives an event; None if it gives none."""
    if resolved.type is TimexType.DURATION and event.realis not in AHEAD:
        return _lasting(event, time, resolved, told)
    # "Within a month" of what is ahead says how long the wait has been, not when it will come.
    if resolved.type is TimexType.SET and event.tense in (Tense.PRESENT, Tense.NONE):
        return told
    return None


def _lasting(
    event: EventMention, time: TimeExpression, resolved: ResolvedTime, told: Interval
) -> Interval | None:
    """The least stretch up to the telling that "for months" of what goes on can mean."""
    if resolved.days.earliest and resolved.days.latest:
        return resolved.days
    said = dict(time.symbol.arguments)
    if said.get("unit") in _SHORT or event.type in AT_ONCE:  # "a truce of two weeks"
        return None
    going_on = event.tense in (Tense.PRESENT, Tense.PERFECT, Tense.NONE)
    if not going_on or event.realis is not Realis.ACTUAL or not told.earliest or "unit" not in said:
        return None
    count = said.get("count", "X")
    number = float(_LEAST_SEVERAL) if count == "X" else float(count)
    return Interval(moved(told.earliest, said["unit"], -number), told.latest)
