"""When the events of an article happened, as far as its words tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from kroniek.date.handed import Handing, Ordered, told_when
from kroniek.date.own_times import AHEAD, AT_ONCE, SPOKEN, Clock, by_times
from kroniek.date.reading import HAPPENED
from kroniek.date.resolve import post_hours
from kroniek.date.story import TOLD_ON, Thread, by_opening, by_post, by_story, last_before, story_of
from kroniek.ids import StatementId
from kroniek.model.doc import (
    DATING,
    DAYS,
    EVENT_DAYS,
    EVENTS,
    SENTENCES,
    STATEMENTS,
    TIMES,
    TOKENS,
    Doc,
    Layer,
)
from kroniek.model.text import EventMention, Realis, Sentence, Statement, Tense
from kroniek.model.time import EventDays, Interval, ResolvedTime, TimeExpression, TimexType
from kroniek.packs import Packs
from kroniek.spans import Span, covering

_NARRATIVE_DAYS = 31
"""A time no wider than this carries over to what the next sentences tell."""
_NARRATIVE_PARAGRAPHS = 1


@dataclass(frozen=True, slots=True)
class EventDater:
    """Takes the days of the best time expression of each event.

    An event without one has them from the event that its words tie it to; told in the simple past,
    it goes on at the time last told as past, in the same paragraph or the one before. Any other has
    only the bounds that its tense, its telling and the order of events set.
    """

    name: str = "event_days"
    reads: tuple[Layer[Any], ...] = (TOKENS, TIMES, DAYS, DATING, EVENTS, SENTENCES, STATEMENTS)
    writes: Layer[EventDays] = EVENT_DAYS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003
        """The dater; packs are not needed."""
        return cls()

    def annotate(self, doc: Doc) -> Iterator[EventDays]:
        """Yield one record for each event, in order of the events."""
        (dating,) = doc[DATING]
        clock = Clock(
            {time.span: time for time in doc[DAYS]},
            {time.span: time for time in doc[TIMES]},
            dating.told_from,
            doc.text,
            doc[TOKENS],
            [token.start for token in doc[TOKENS]],
            _said(doc[STATEMENTS]),
        )
        where = Ordered(doc[EVENTS], doc[SENTENCES], doc[STATEMENTS], clock)
        telling = _of_telling(doc[TIMES], doc[SENTENCES], doc[STATEMENTS])
        yield from dated(where, telling, _posts(doc, where))


def _posts(doc: Doc, where: Ordered) -> list[Thread]:
    """The hours that head the posts of a live blog, with their days."""
    times = doc[TIMES]
    return [
        Thread(
            times[k].span.start,
            where.paragraph(times[k].span),
            where.clock.days[times[k].span].days,
            f"“{times[k].span.of(doc.text)}”",
        )
        for k in post_hours(doc)
    ]


def _said(statements: Sequence[Statement]) -> dict[StatementId, tuple[Span, ...]]:
    """What each statement says, with what others say by the same cue."""
    by_cue: dict[tuple[Span, ...], list[Span]] = {}
    for statement in statements:
        by_cue.setdefault(statement.cue, []).extend(statement.content)
    return {
        statement.id: tuple(by_cue[statement.cue]) if statement.cue else statement.content
        for statement in statements
    }


def _of_telling(
    times: Sequence[TimeExpression], sentences: Sequence[Sentence], statements: Sequence[Statement]
) -> dict[int, list[Span]]:
    """By sentence the times beside what somebody said: they tell when it was said."""
    spans = [sentence.span for sentence in sentences]
    contents: dict[int, list[Span]] = {}
    for statement in statements:
        for content in statement.content[:1]:
            at = covering(spans, content)
            if at is not None:
                contents.setdefault(at, []).append(content)
    found: dict[int, list[Span]] = {}
    for time in times:
        at = covering(spans, time.span)
        if at is None or at not in contents:
            continue
        if not any(content.holds(time.span) for content in contents[at]):
            found.setdefault(at, []).append(time.span)
    return found


def dated(
    where: Ordered, telling: Mapping[int, Sequence[Span]], posts: Sequence[Thread] = ()
) -> list[EventDays]:
    """The days of all events of an article, in their order; `telling` as of `_of_telling`.

    `posts` are the hours that head the posts of a live blog.
    """
    clock = where.clock
    handing = Handing(where)
    for number, event in enumerate(where.events):
        own = by_times(event, clock, where.words(event.triggers[0]))
        if own is not None:
            handing.days[number] = own
    story = story_of(where, handing.days)
    handing.hand_on()
    threads = _threads(where, telling)
    said = told_when(where.statements, telling, where)
    for number, event in enumerate(where.events):
        if number not in handing.days:
            found = _by_thread(event, threads, where) or handing.result(number)
            found = found or by_post(event, posts, threads, where)
            if found is None and _said_by(event, said) is None:
                found = by_story(event, story, threads, where)
                if found is None and not handing.is_ordered(number):
                    found = by_opening(event, where)
            if found is not None:
                handing.days[number] = found
    handing.hand_on()
    return [
        handing.days.get(number)
        or handing.headline(number)
        or _bounded(_by_tense(event, where), handing.bounds(number), _said_by(event, said))
        for number, event in enumerate(where.events)
    ]


def _threads(where: Ordered, telling: Mapping[int, Sequence[Span]]) -> list[Thread]:
    """The times that the narrative goes on at, in text order."""
    clock = where.clock
    spoken = {span for event in where.events if event.type in SPOKEN for span in event.times}
    spoken.update(span for spans in telling.values() for span in spans)
    return [
        Thread(time.span.start, where.paragraph(time.span), days, f"“{time.span.of(clock.text)}”")
        for time in clock.times.values()
        if time.span not in spoken
        and (days := _carried_over(time, clock.days[time.span])) is not None
    ]


def _carried_over(time: TimeExpression, resolved: ResolvedTime) -> Interval | None:
    """The days that the narrative behind a time goes on at, if it is told as past and narrow."""
    days = resolved.days
    if time.quoted or time.tense not in HAPPENED or resolved.type is TimexType.DURATION:
        return None
    if days.earliest is None or days.latest is None:
        return None
    return days if (days.latest - days.earliest).days <= _NARRATIVE_DAYS else None


def _by_thread(event: EventMention, threads: Sequence[Thread], where: Ordered) -> EventDays | None:
    """The time of the narrative, for what is told in the simple past right after it, or "then"."""
    if event.realis not in TOLD_ON or where.stands_aside(event) or not where.sentences:
        return None
    at = where.sentence_at(event.triggers[0])
    if event.tense is not Tense.PAST and not where.says("then", at):
        return None
    thread = last_before(threads, event.triggers[0].start)
    paragraph = where.paragraph(event.triggers[0])
    if thread is None or paragraph - thread.paragraph > _NARRATIVE_PARAGRAPHS:
        return None
    return EventDays(event.id, thread.days, f"told on from {thread.words}")


def _by_tense(event: EventMention, where: Ordered) -> EventDays:
    """What happened, happened before the telling; what is planned comes after it."""
    told = where.clock.told
    if event.realis is Realis.GENERIC:
        return EventDays(event.id, Interval(), "told as happening in general")
    if event.realis in AHEAD or event.tense is Tense.FUTURE:
        return EventDays(event.id, Interval(told.earliest, None), "still to come when told")
    if event.tense in HAPPENED:
        return EventDays(event.id, Interval(None, told.latest), f"told in the {event.tense} tense")
    spoken_of = event.type in AT_ONCE and where.stands_aside(event)
    if event.tense is Tense.PRESENT and not spoken_of:
        return EventDays(event.id, told, "told in the present tense")
    return EventDays(event.id, Interval(None, told.latest), "no time is told")


def _said_by(event: EventMention, said: Mapping[StatementId, Interval]) -> Interval | None:
    """The days on which it was said that something had happened."""
    if event.statement is None or event.realis not in TOLD_ON or event.tense not in HAPPENED:
        return None
    return said.get(event.statement)


def _bounded(one: EventDays, bounds: Interval, said: Interval | None) -> EventDays:
    """The days cut to what the order of events and the day of the telling leave."""
    days, because = one.days, one.because
    for limit, why in (
        (bounds, "the text tells what came before it or after"),
        (Interval(None, said.latest) if said else Interval(), "it had happened when this was said"),
    ):
        cut = days.cut(limit) if days.known else None
        if cut is not None and cut != days:
            days, because = cut, why
    return EventDays(one.event, days, because)
