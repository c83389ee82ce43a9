"""When the events of an article happened, as far as its words tell."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from kroniek.date.values import moved
from kroniek.ids import StatementId
from kroniek.model.doc import (
    DATING,
    DAYS,
    EVENT_DAYS,
    EVENTS,
    SENTENCES,
    STATEMENTS,
    TIMES,
    Doc,
    Layer,
)
from kroniek.model.text import EventMention, Realis, Sentence, Statement, Tense
from kroniek.model.time import EventDays, Interval, ResolvedTime, TimeExpression, TimexType
from kroniek.packs import Packs
from kroniek.spans import Span, covering

_HAPPENED = (Tense.PAST, Tense.PERFECT)
_SPOKEN = frozenset({"statement", "announcement", "call"})
"""When something was said is not when what was said happened."""
_SHORT = frozenset({"S", "MIN", "H"})
_AHEAD = (Realis.PLANNED, Realis.HYPOTHETICAL)
_TOLD_ON = (Realis.ACTUAL, Realis.NEGATED, Realis.DENIED)
"""What did not happen, did not happen then either."""
_NARRATIVE_DAYS = 31
"""A time no wider than this carries over to what the next sentences tell."""
_NARRATIVE_PARAGRAPHS = 1
_LEAST_SEVERAL = 2
"""Of "several months" at least so many have passed."""


class _Thread(NamedTuple):
    """A time that the narrative behind it goes on at: where it stands, its days and words."""

    start: int
    paragraph: int
    days: Interval
    words: str


class _Context(NamedTuple):
    """What the days of events are read from."""

    days: Mapping[Span, ResolvedTime]
    times: Mapping[Span, TimeExpression]
    told: Interval
    text: str
    telling: frozenset[Span] = frozenset()
    """Times that say when something was said."""
    said: Mapping[StatementId, tuple[Span, ...]] = {}
    """What each statement says."""


@dataclass(frozen=True, slots=True)
class EventDater:
    """Takes the days of the best time expression of each event.

    An event told in the simple past without one goes on at the time last told as past, in the same
    paragraph or the one before; any other has only what its tense says.
    """

    name: str = "event_days"
    reads: tuple[Layer[Any], ...] = (TIMES, DAYS, DATING, EVENTS, SENTENCES, STATEMENTS)
    writes: Layer[EventDays] = EVENT_DAYS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003
        """The dater; packs are not needed."""
        return cls()

    def annotate(self, doc: Doc) -> Iterator[EventDays]:
        """Yield one record for each event, in order of the events."""
        (dating,) = doc[DATING]
        context = _Context(
            {time.span: time for time in doc[DAYS]},
            {time.span: time for time in doc[TIMES]},
            dating.told_from,
            doc.text,
            _of_telling(doc[TIMES], doc[SENTENCES], doc[STATEMENTS]),
            {statement.id: statement.content for statement in doc[STATEMENTS]},
        )
        yield from dated(doc[EVENTS], doc[SENTENCES], context)


def _of_telling(
    times: Sequence[TimeExpression], sentences: Sequence[Sentence], statements: Sequence[Statement]
) -> frozenset[Span]:
    """Times beside what somebody said, in its sentence: they tell when it was said."""
    spans = [sentence.span for sentence in sentences]
    contents: dict[int, list[Span]] = {}
    for statement in statements:
        for content in statement.content[:1]:
            at = covering(spans, content)
            if at is not None:
                contents.setdefault(at, []).append(content)
    found = set()
    for time in times:
        at = covering(spans, time.span)
        said = contents.get(at, ()) if at is not None else ()
        if said and not any(content.holds(time.span) for content in said):
            found.add(time.span)
    return frozenset(found)


def dated(
    events: Sequence[EventMention], sentences: Sequence[Sentence], context: _Context
) -> list[EventDays]:
    """The days of all events of an article, in their order."""
    spans = [sentence.span for sentence in sentences]

    def paragraph(span: Span) -> int:
        at = covering(spans, span)
        return sentences[at].paragraph if at is not None else 0

    timed = [_by_times(event, context) for event in events]
    spoken = {span for event in events if event.type in _SPOKEN for span in event.times}
    threads = [
        _Thread(time.span.start, paragraph(time.span), days, f"“{time.span.of(context.text)}”")
        for time in context.times.values()
        if time.span not in spoken
        and time.span not in context.telling
        and (days := _carried_over(time, context.days[time.span])) is not None
    ]
    found = []
    for event, own in zip(events, timed, strict=True):
        thread = None if own else _by_thread(event, threads, paragraph(event.triggers[0]))
        found.append(own or thread or _by_tense(event, context.told))
    return found


def _carried_over(time: TimeExpression, resolved: ResolvedTime) -> Interval | None:
    """The days that the narrative behind a time goes on at, if it is told as past and narrow."""
    days = resolved.days
    if time.quoted or time.tense not in _HAPPENED or resolved.type is TimexType.DURATION:
        return None
    if days.earliest is None or days.latest is None:
        return None
    return days if (days.latest - days.earliest).days <= _NARRATIVE_DAYS else None


def _by_times(event: EventMention, context: _Context) -> EventDays | None:
    """The days of the first of the event's times that tells any.

    A day told goes before how long something takes: "signed a truce of two weeks on Saturday".
    """
    own = [
        (context.times[span], context.days[span])
        for span in event.times
        if span in context.times and span in context.days
    ]
    if event.statement is not None and event.type not in _SPOKEN:
        # A time beside the words says when they were said.
        said = context.said.get(event.statement, ())
        own = [pair for pair in own if any(words.holds(pair[0].span) for words in said)]
    for time, resolved in own:
        if resolved.type in (TimexType.DATE, TimexType.TIME) and resolved.days.known:
            return EventDays(event.id, resolved.days, f"“{time.span.of(context.text)}”")
    for time, resolved in own:
        days = _by_length(event, time, resolved, context.told)
        if days is not None:
            return EventDays(event.id, days, f"“{time.span.of(context.text)}”")
    return None


def _by_length(
    event: EventMention, time: TimeExpression, resolved: ResolvedTime, told: Interval
) -> Interval | None:
    """The days that a duration or a set gives an event; None if it gives none."""
    if resolved.type is TimexType.DURATION and event.realis not in _AHEAD:
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
    if said.get("unit") in _SHORT:
        return None
    going_on = event.tense in (Tense.PRESENT, Tense.PERFECT, Tense.NONE)
    if not going_on or event.realis is not Realis.ACTUAL or not told.earliest or "unit" not in said:
        return None
    count = said.get("count", "X")
    number = float(_LEAST_SEVERAL) if count == "X" else float(count)
    return Interval(moved(told.earliest, said["unit"], -number), told.latest)


def _by_thread(event: EventMention, threads: Sequence[_Thread], paragraph: int) -> EventDays | None:
    """The time of the narrative, for what is told in the simple past right after it."""
    if event.tense is not Tense.PAST or event.realis not in _TOLD_ON:
        return None
    at = bisect_left(threads, event.triggers[0].start, key=lambda thread: thread.start)
    if not at or paragraph - threads[at - 1].paragraph > _NARRATIVE_PARAGRAPHS:
        return None
    thread = threads[at - 1]
    return EventDays(event.id, thread.days, f"told on from {thread.words}")


def _by_tense(event: EventMention, told: Interval) -> EventDays:
    """What happened, happened before the telling; what is planned comes after it."""
    if event.realis is Realis.GENERIC:
        return EventDays(event.id, Interval(), "told as happening in general")
    if event.realis in _AHEAD or event.tense is Tense.FUTURE:
        return EventDays(event.id, Interval(told.earliest, None), "still to come when told")
    if event.tense in _HAPPENED:
        return EventDays(event.id, Interval(None, told.latest), f"told in the {event.tense} tense")
    if event.tense is Tense.PRESENT:
        return EventDays(event.id, told, "told in the present tense")
    return EventDays(event.id, Interval(None, told.latest), "no time is told")
