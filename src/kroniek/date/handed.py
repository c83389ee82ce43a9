"""Days that an event has from the others of its article.

"Daarbij vielen twee doden" has the day of what was told last, "two days after the fire" that of the
fire and two more, "the attack" that of the only attack of a known day. Where the words only order
two events, the one bounds the other: what was announced has happened.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kroniek.date.order import Link, Order, OrderWords, Sighting, links, order_words
from kroniek.date.own_times import AHEAD, INCIDENTS, SPOKEN, Clock
from kroniek.date.reading import HAPPENED
from kroniek.date.values import moved, period
from kroniek.ids import StatementId
from kroniek.model.text import EventMention, Realis, Sentence, SentenceKind, Statement, Tense, Token
from kroniek.model.time import EventDays, Interval, TimexType
from kroniek.spans import Span, covering

_RESULTS = frozenset({"casualties", "death", "arrest", "movement", "aid"})
"""What comes of an incident told just before, if it is told in the perfect tense."""
_NARROW = 3
"""Days that tell when an incident happened are at most so many apart."""
_NEAR = 1
"""Paragraphs and sentences back to what "daarbij" goes back to."""
_SHORT = frozenset({"S", "MIN", "QH", "H"})
_LED = 3
"""An article or preposition stands at most so many tokens before its noun."""


@dataclass(frozen=True)
class Ordered:
    """The events of an article where they stand."""

    events: Sequence[EventMention]
    sentences: Sequence[Sentence]
    statements: Sequence[Statement]
    clock: Clock

    @cached_property
    def spans(self) -> list[Span]:
        """The sentences' spans."""
        return [sentence.span for sentence in self.sentences]

    def sentence_at(self, span: Span) -> int:
        """The number of the sentence that holds a span; 0 if none does."""
        return covering(self.spans, span) or 0

    def paragraph(self, span: Span) -> int:
        """The paragraph that holds a span."""
        return self.sentences[self.sentence_at(span)].paragraph if self.sentences else 0

    def words(self, span: Span) -> OrderWords:
        """The words of order of the language at a span."""
        if not self.sentences:
            return order_words("nl")
        return order_words(self.sentences[self.sentence_at(span)].language)

    def tokens(self, sentence: int) -> Sequence[Token]:
        """The tokens of a sentence."""
        one = self.sentences[sentence]
        return self.clock.tokens[one.first : one.last]

    def says(self, name: str, sentence: int) -> bool:
        """Whether a sentence holds a phrase of the list `name`; looked for once."""
        key = (name, sentence)
        if key not in self._says:
            words = order_words(self.sentences[sentence].language)
            self._says[key] = words.holds(name, self.tokens(sentence))
        return self._says[key]

    @cached_property
    def _says(self) -> dict[tuple[str, int], bool]:
        return {}

    def lead(self, span: Span) -> Sequence[Token]:
        """The few tokens before a trigger, in its sentence."""
        at = bisect_left(self.clock.starts, span.start)
        first = self.sentences[self.sentence_at(span)].first if self.sentences else 0
        return self.clock.tokens[max(first, at - _LED) : at]

    def stands_aside(self, event: EventMention) -> bool:
        """Whether an event is only spoken of behind a preposition: "about the attack"."""
        words, before = self.words(event.triggers[0]), self.lead(event.triggers[0])
        for k, token in enumerate(before):
            behind = before[k + 1 :]
            led = not behind or behind[0].lower in words.lists["articles"]
            if token.lower in words.aside and led:
                return True
        return False

    def is_definite(self, event: EventMention) -> bool:
        """Whether an article that goes back to something told stands before the trigger."""
        words = self.words(event.triggers[0])
        return any(
            token.lower in words.lists["definite"] for token in self.lead(event.triggers[0])[-2:]
        )

    @cached_property
    def links(self) -> list[Link]:
        """What the sentences say of the order of their events."""
        sightings: dict[int, list[Sighting]] = {}
        for number, event in enumerate(self.events):
            for trigger in event.triggers:
                at = self.sentence_at(trigger)
                own = self._range(at, trigger)
                sightings.setdefault(at, []).append(Sighting(own.start, own.stop, number))
        found: list[Link] = []
        times: dict[int, list[range]] = {}
        for span in self.clock.times:
            at = self.sentence_at(span)
            if at in sightings:
                times.setdefault(at, []).append(self._range(at, span))
        for at in sorted(sightings):
            if len(sightings[at]) > 1:
                words = order_words(self.sentences[at].language)
                found += links(self.tokens(at), sorted(sightings[at]), words, times.get(at, []))
        return found

    def _range(self, sentence: int, span: Span) -> range:
        """The tokens of a sentence that a span covers."""
        starts, first = self.clock.starts, self.sentences[sentence].first
        return range(bisect_left(starts, span.start) - first, bisect_left(starts, span.end) - first)


@dataclass
class Handing:
    """Hands days on from one event to another, as far as they are known."""

    where: Ordered
    days: dict[int, EventDays] = field(default_factory=dict)
    """By number of the event; those not in it are not known yet."""

    def known(self, number: int) -> Interval | None:
        """The days of an event that is told as having happened, if both ends are known."""
        one = self.days.get(number)
        if one is None or self.where.events[number].realis is not Realis.ACTUAL:
            return None
        return one.days if one.days.earliest and one.days.latest else None

    def hand_on(self) -> None:
        """Find the days of the events that have none, from the others."""
        for _ in range(2):
            for number, event in enumerate(self.where.events):
                if number in self.days:
                    continue
                if event.realis in AHEAD:
                    found = self._meant_again(number)
                else:
                    found = self._counted(number) or self._during(number) or self._therein(number)
                    found = found or self._since_then(number) or self._again(number)
                if found is not None:
                    self.days[number] = found

    def _counted(self, number: int) -> EventDays | None:
        """The days of "two days after the fire"."""
        event, clock = self.where.events[number], self.where.clock
        for link in self.where.links:
            anchor = self.known(link.anchor)
            if number not in link.of or anchor is None or link.order is Order.DURING:
                continue
            for span, time in clock.times.items():
                said = dict(time.symbol.arguments)
                near = 0 < link.word.start - span.end <= 1
                if not near or time.type is not TimexType.DURATION or "unit" not in said:
                    continue
                days = _away(anchor, said, 1 if link.order is Order.AFTER else -1)
                if days is not None and days.low <= clock.told.high:
                    name = self._name(link.anchor)
                    because = f"counted from {name}: “{span.of(clock.text)}”"
                    return EventDays(event.id, days, because)
        return None

    def _during(self, number: int) -> EventDays | None:
        """The days of "during the visit": those of the visit."""
        for link in self.where.links:
            anchor = self.known(link.anchor)
            if link.order is Order.DURING and number in link.of and anchor is not None:
                return self._same(number, link.anchor, anchor)
        return None

    def _therein(self, number: int) -> EventDays | None:
        """The days of "daarbij": those of what was told last."""
        event = self.where.events[number]
        at = self.where.sentence_at(event.triggers[0])
        if not self.where.sentences or not self.where.says("therein", at):
            return None
        last = self._last_before(at, frozenset())
        return self._same(number, *last) if last is not None else None

    def _last_before(self, sentence: int, kinds: frozenset[str]) -> tuple[int, Interval] | None:
        """What was told last before a sentence, not far off, with its days."""
        where = self.where
        start = where.spans[sentence].start
        paragraph = where.sentences[sentence].paragraph
        best: tuple[int, int] | None = None
        for number, event in enumerate(where.events):
            if event.type in SPOKEN or (kinds and event.type not in kinds):
                continue
            for trigger in event.triggers:
                near = trigger.start < start and paragraph - where.paragraph(trigger) <= _NEAR
                if near and (best is None or trigger.start > best[0]):
                    best = (trigger.start, number)
        if best is None:
            return None
        days = self.known(best[1])
        return (best[1], days) if days is not None else None

    def _since_then(self, number: int) -> EventDays | None:
        """The days of "since then": from the time last spoken of until the telling."""
        event, clock = self.where.events[number], self.where.clock
        at = self.where.sentence_at(event.triggers[0])
        if not self.where.sentences or not self.where.says("since_then", at):
            return None
        start = self.where.spans[at].start
        before = [
            (span, day.days.earliest)
            for span, day in clock.days.items()
            if span.start < start and day.days.earliest and day.days.high <= clock.told.high
        ]
        if not before or self.where.paragraph(event.triggers[0]) - self.where.paragraph(
            before[-1][0]
        ) > (_NEAR):
            return None
        span, earliest = before[-1]
        days = Interval(earliest, clock.told.latest)
        return EventDays(event.id, days, f"since “{span.of(clock.text)}”")

    def _again(self, number: int) -> EventDays | None:
        """The days of "the attack": the only incident, or only one of its kind, told before it."""
        event = self.where.events[number]
        if event.type not in INCIDENTS or not self.where.is_definite(event):
            return None
        start = event.triggers[0].start
        before = {
            k: days
            for k, one in enumerate(self.where.events)
            if one.type in INCIDENTS
            and one.triggers[0].start < start
            and (days := self.known(k)) is not None
            and (days.high - days.low).days < _NARROW
        }
        alike = {k: d for k, d in before.items() if self.where.events[k].type == event.type}
        for found in (before, alike):
            if found and len(set(found.values())) == 1:
                return self._same(number, max(found), found[max(found)])
        return None

    def _meant_again(self, number: int) -> EventDays | None:
        """The days of "the meeting" to come: the only such meeting to come told before it."""
        event = self.where.events[number]
        if not self.where.is_definite(event):
            return None
        start = event.triggers[0].start
        before = {
            k: self.days[k].days
            for k, one in enumerate(self.where.events)
            if one.type == event.type
            and one.realis in AHEAD
            and k in self.days
            and one.triggers[0].start < start
            and self.days[k].days.latest is not None
        }
        if len(set(before.values())) != 1:
            return None
        return self._same(number, max(before), before[max(before)])

    def result(self, number: int) -> EventDays | None:
        """What came of an incident told just before it, told in the perfect tense."""
        event, told = self.where.events[number], self.where.clock.told
        if event.type not in _RESULTS or event.tense is not Tense.PERFECT:
            return None
        if event.realis is not Realis.ACTUAL or not self.where.sentences:
            return None
        last = self._last_before(self.where.sentence_at(event.triggers[0]), INCIDENTS)
        if last is None or last[1].low > told.high:
            return None
        days = Interval(last[1].earliest, told.latest)
        return EventDays(event.id, days, f"after {self._name(last[0])}")

    def headline(self, number: int) -> EventDays | None:
        """What the headline tells is what the text begins with, if that tells of one day."""
        where, event = self.where, self.where.events[number]
        first = where.sentence_at(event.triggers[0])
        if not where.sentences or where.sentences[first].kind is not SentenceKind.HEADLINE:
            return None
        if event.realis is not Realis.ACTUAL:
            return None
        body = [k for k, one in enumerate(where.sentences) if one.kind is SentenceKind.BODY][:1]
        found = {
            (days, k)
            for k, one in enumerate(where.events)
            if one.type not in SPOKEN
            and (days := self.known(k)) is not None
            and any(where.sentence_at(trigger) in (first, *body) for trigger in one.triggers)
        }
        if len({days for days, _ in found}) != 1:
            return None
        days, at = min(found, key=lambda pair: pair[1])
        return self._same(number, at, days)

    def is_ordered(self, number: int) -> bool:
        """Whether the text says what came before or after an event."""
        return any(number == one.anchor or number in one.of for one in self.where.links)

    def bounds(self, number: int) -> Interval:
        """What the order of events and tellings leaves, open where it says nothing."""
        return Interval(self._not_before(number), self._not_after(number))

    def _not_before(self, number: int) -> date | None:
        event = self.where.events[number]
        found = [
            days.low
            for link in self.where.links
            if link.order is Order.AFTER and number in link.of
            if (days := self.known(link.anchor)) is not None
        ]
        if event.type in SPOKEN and event.realis is Realis.ACTUAL:
            found += [day for day in self._told_of(event) if day <= self.where.clock.told.high]
        return max(found, default=None)

    def _told_of(self, event: EventMention) -> Iterator[date]:
        """First days of what a telling says had happened: of events, and of times in the past."""
        contents = [
            content
            for statement in self.where.statements
            if any(cue.overlaps(trigger) for cue in statement.cue for trigger in event.triggers)
            for content in statement.content
        ]
        for k, one in enumerate(self.where.events):
            days = self.known(k)
            if days is not None and any(content.holds(one.triggers[0]) for content in contents):
                yield days.low
        for span, time in self.where.clock.times.items():
            days = self.where.clock.days[span].days
            told_as_past = time.tense in HAPPENED and not time.quoted and days.earliest is not None
            if told_as_past and any(content.holds(span) for content in contents):
                yield days.low

    def _not_after(self, number: int) -> date | None:
        found = [
            self.days[k].days.latest
            for link in self.where.links
            if (link.order is Order.AFTER and link.anchor == number)
            for k in link.of
            if k in self.days
        ]
        return min((day for day in found if day), default=None)

    def _same(self, number: int, other: int, days: Interval) -> EventDays:
        return EventDays(self.where.events[number].id, days, f"at the time of {self._name(other)}")

    def _name(self, number: int) -> str:
        return f"“{self.where.events[number].triggers[0].of(self.where.clock.text)}”"


def _away(anchor: Interval, said: Mapping[str, str], sign: int) -> Interval | None:
    """Days so many units from an event's; as coarse as the unit. None if nobody can tell."""
    unit, count = said["unit"], said.get("count", "X")
    if anchor.earliest is None or anchor.latest is None:
        return None
    if unit in _SHORT:  # hours later may be past midnight
        edges = (anchor.earliest, moved(anchor.latest, "D", sign))
        return Interval(min(edges), max(edges))
    if count == "X" or "half" in said:
        return None
    first, last = (moved(on, unit, sign * float(count)) for on in (anchor.earliest, anchor.latest))
    return Interval(period(first, unit)[1].earliest, period(last, unit)[1].latest)


def told_when(
    statements: Sequence[Statement], telling: Mapping[int, Sequence[Span]], where: Ordered
) -> dict[StatementId, Interval]:
    """The days on which statements were made, of those whose sentence says so."""
    found = {}
    for statement in statements:
        for content in statement.content[:1]:
            at = where.sentence_at(content)
            days = [
                where.clock.days[span].days
                for span in telling.get(at, ())
                if span in where.clock.days
            ]
            if len(days) == 1 and days[0].known and days[0].high <= where.clock.told.high:
                found[statement.id] = days[0]
    return found
