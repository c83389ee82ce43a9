"""The day of the story: what a report tells without a time, beside what it opens with.

"In the night to Tuesday seven people died … Odesa heard explosions as well": who tells the news of
a day and names no other time is still telling of that day. In a live blog it is that of the post.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from kroniek.date.handed import Ordered
from kroniek.date.own_times import AT_ONCE, INCIDENTS
from kroniek.date.reading import HAPPENED
from kroniek.model.text import EventMention, Realis, SentenceKind, Tense
from kroniek.model.time import EventDays, Interval

TOLD_ON = (Realis.ACTUAL, Realis.NEGATED, Realis.DENIED)
"""What did not happen, did not happen then either."""
_OF_THE_DAY = AT_ONCE | INCIDENTS | {"meeting", "movement", "decision", "territory_change"}
_STORIES = INCIDENTS | {"arrest", "election", "court_case", "agreement", "territory_change"}
"""What a report tells of, rather than how the reporter came by it."""
_OPENING = 3
"""Sentences that open a report."""
_LEAD = 2
"""Sentences with which a report says what its news is."""
_NARROW = timedelta(days=1)
_FRESH = timedelta(days=3)
"""So long after its day a story is still told as news."""
_MOST_OPEN = timedelta(days=6)
"""A telling that more days are open for has no day that a story could be near."""
_FEWEST_POSTS = 2
"""So many hours that head lines make a live blog."""


class Thread(NamedTuple):
    """A time that the narrative behind it goes on at: where it stands, its days and words."""

    start: int
    paragraph: int
    days: Interval
    words: str


def last_before(threads: Sequence[Thread], start: int) -> Thread | None:
    """The last of the threads that stands before an offset."""
    at = bisect_left(threads, start, key=lambda thread: thread.start)
    return threads[at - 1] if at else None


def story_of(where: Ordered, own: Mapping[int, EventDays]) -> Thread | None:
    """The day that a report opens with: that of what its first sentences tell with a time.

    `own` are the days that events have from their own times, by number.
    """
    told = where.clock.told
    if told.earliest is None or told.latest is None or told.latest - told.earliest > _MOST_OPEN:
        return None
    bodies = [k for k, one in enumerate(where.sentences) if one.kind is SentenceKind.BODY]
    opening = frozenset(bodies[:_OPENING])
    found = []
    for number, event in enumerate(where.events):
        days = own[number].days if number in own else Interval()
        if not _is_news(event) or event.type not in _STORIES or not _is_fresh(days, told):
            continue
        spans = [trigger for trigger in event.triggers if where.sentence_at(trigger) in opening]
        if spans:
            found.append(
                Thread(spans[0].start, where.paragraph(spans[0]), days, own[number].because)
            )
    return min(found, key=lambda thread: thread.start, default=None)


def _is_news(event: EventMention) -> bool:
    return event.type in _OF_THE_DAY and event.realis in TOLD_ON and event.tense in HAPPENED


def _is_fresh(days: Interval, told: Interval) -> bool:
    """Whether days lie close together, and just before the telling."""
    if days.earliest is None or days.latest is None or days.latest - days.earliest > _NARROW:
        return False
    return days.latest <= told.high and told.low - days.latest <= _FRESH


def by_story(
    event: EventMention, story: Thread | None, threads: Sequence[Thread], where: Ordered
) -> EventDays | None:
    """The days of the story, up to the telling, unless the text has gone on to another time."""
    if story is None or event.triggers[0].start <= story.start or not _goes_on(event, where):
        return None
    days = Interval(story.days.earliest, where.clock.told.latest)
    last = last_before(threads, event.triggers[0].start)
    if last is not None and last.start > story.start and not last.days.within(days):
        return None
    return EventDays(event.id, days, f"in the story of {story.words}")


def _goes_on(event: EventMention, where: Ordered) -> bool:
    """Whether an event without a time is told as news, and not as what was before it."""
    if not _is_news(event) or where.stands_aside(event) or not where.sentences:
        return False
    return not where.says("looks_back", where.sentence_at(event.triggers[0]))


def by_post(
    event: EventMention, posts: Sequence[Thread], threads: Sequence[Thread], where: Ordered
) -> EventDays | None:
    """The day of the live blog's post that tells an event, if the post names no other time."""
    if len(posts) < _FEWEST_POSTS or not _goes_on(event, where):
        return None
    post = last_before(posts, event.triggers[0].start)
    if post is None:
        return None
    last = last_before(threads, event.triggers[0].start)
    if last is not None and last.start > post.start and last.days != post.days:
        at = where.spans[where.sentence_at(event.triggers[0])]
        if event.tense is not Tense.PERFECT or last.start >= at.start:
            return None
    return EventDays(event.id, post.days, f"in the post of {post.words}")


def by_opening(event: EventMention, where: Ordered) -> EventDays | None:
    """The day of the telling and the one before, for what a report opens with as its news."""
    told = where.clock.told
    if told.earliest is None or told.latest is None or told.latest - told.earliest > _MOST_OPEN:
        return None
    if event.type not in AT_ONCE or not _goes_on(event, where):
        return None
    bodies = [k for k, one in enumerate(where.sentences) if one.kind is SentenceKind.BODY]
    if where.sentence_at(event.triggers[0]) not in bodies[:_LEAD]:
        return None
    return EventDays(
        event.id, Interval(told.earliest - _NARROW, told.latest), "the news of the day"
    )
