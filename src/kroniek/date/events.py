"""When the events of an article happened, as far as its words tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kroniek.model.doc import DATING, DAYS, EVENT_DAYS, EVENTS, SENTENCES, TIMES, Doc, Layer
from kroniek.model.text import EventMention, Realis, Tense
from kroniek.model.time import EventDays, Interval, ResolvedTime, TimexType
from kroniek.packs import Packs
from kroniek.spans import Span

_UNSURE = frozenset({Realis.HYPOTHETICAL, Realis.GENERIC, Realis.NEGATED, Realis.DENIED})
_OPEN = Interval()


@dataclass(frozen=True, slots=True)
class EventDater:
    """Takes the days of the best time expression of each event; without one, what its tense says."""

    name: str = "event_days"
    reads: tuple[Layer[Any], ...] = (TIMES, DAYS, DATING, EVENTS, SENTENCES)
    writes: Layer[EventDays] = EVENT_DAYS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003
        """The dater; packs are not needed."""
        return cls()

    def annotate(self, doc: Doc) -> Iterator[EventDays]:
        """Yield one record for each event, in order."""
        days = {time.span: time for time in doc[DAYS]}
        (dating,) = doc[DATING]
        for event in doc[EVENTS]:
            yield event_days(event, days, dating.told_from, doc.text)


def event_days(
    event: EventMention, days: Mapping[Span, ResolvedTime], told: Interval, text: str
) -> EventDays:
    """The days of one event, and the words they rest on."""
    for span in event.times:
        time = days.get(span)
        if time is not None and time.days.known and time.type in (TimexType.DATE, TimexType.TIME):
            return EventDays(event.id, time.days, f"“{span.of(text)}”")
    return EventDays(event.id, *_by_tense(event, told))


def _by_tense(event: EventMention, told: Interval) -> tuple[Interval, str]:
    """What happened, happened before the telling; what is planned comes after it."""
    if event.realis in _UNSURE:
        return _OPEN, "no time is told"
    if event.realis is Realis.PLANNED or event.tense is Tense.FUTURE:
        return Interval(told.earliest, None), "planned at the time of telling"
    if event.tense in (Tense.PAST, Tense.PERFECT):
        return Interval(None, told.latest), "told in the past tense"
    if event.tense is Tense.PRESENT:
        return told, "told in the present tense"
    return Interval(None, told.latest), "no time is told"
