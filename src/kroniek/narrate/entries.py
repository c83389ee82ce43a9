"""Linked happenings to the lines of the chronicle, in order of the time told."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kroniek.ids import ArticleId, EntryId, content_id
from kroniek.model.chronicle import Dispute, Entry, Happening, Report, first_of_origin
from kroniek.model.doc import (
    COPIES,
    DATING,
    DISPUTES,
    ENTRIES,
    EVENT_DAYS,
    EVENTS,
    HAPPENINGS,
    IDENTITIES,
    RULINGS,
    SENTENCES,
    STATEMENTS,
    Collection,
    Layer,
)
from kroniek.model.text import TOLD, EventMention, Statement
from kroniek.model.time import Interval
from kroniek.narrate.lines import Candidate, candidate
from kroniek.narrate.reading import Reading, readings
from kroniek.narrate.ruled import Marked
from kroniek.narrate.sharing import shared_once
from kroniek.narrate.status import Told, anchoring, is_contested, status_of, worth_a_line
from kroniek.packs import Packs
from kroniek.spans import Span

_MOST_SIDES = 24
"""Sides looked at around a trigger: more never overlap one place in sane text."""
_FIRM = 3
"""Anchors of an event that is a line of its own, whatever else its sentence tells."""

_Sides = Mapping[ArticleId, Sequence[tuple[Span, Dispute]]]


@dataclass(frozen=True, slots=True)
class Narrator:
    """One entry for each happening that is worth a line; every word of it stands in a report."""

    name: str = "entries"
    reads: tuple[Layer[Any], ...] = (
        SENTENCES,
        STATEMENTS,
        EVENTS,
        DATING,
        EVENT_DAYS,
        COPIES,
        IDENTITIES,
        HAPPENINGS,
        DISPUTES,
        RULINGS,
    )
    writes: Layer[Entry] = ENTRIES

    @classmethod
    def from_packs(cls, packs: Packs) -> "Narrator":  # noqa: ARG003  a step is built with packs
        """Narrating needs no knowledge of words."""
        return cls()

    def gather(self, collection: Collection) -> Iterator[Entry]:
        """Entries in order of the time told."""
        by_article = readings(collection)
        one_origin = first_of_origin(by_article, collection[COPIES])
        sides: defaultdict[ArticleId, list[tuple[Span, Dispute]]] = defaultdict(list)
        for dispute in collection[DISPUTES]:
            for side in dispute.sides:
                sides[side.article].append((side.span, dispute))
        for held in sides.values():
            held.sort(key=lambda side: (side[0], side[1].id))
        made = []
        marked = Marked(collection[RULINGS])
        for happening in collection[HAPPENINGS]:
            told = _entry(happening, by_article, one_origin, sides)
            if told is not None and not marked.hides(happening, by_article):
                entry, anchors = told
                judged = marked.judged(happening, by_article)
                made.append((replace(entry, judged=judged), anchors) if judged else told)
        kept = [entry for entry, _ in shared_once(list(_without_echoes(made)))]
        yield from sorted(kept, key=lambda entry: _when(entry, by_article))


def _entry(
    happening: Happening,
    by_article: Mapping[ArticleId, Reading],
    one_origin: Mapping[ArticleId, ArticleId],
    sides: _Sides,
) -> tuple[Entry, int] | None:
    told: list[Told] = []
    disputes: dict[str, Dispute] = {}
    reports: list[Report] = []
    lines: list[tuple[int, Candidate]] = []
    for article, event_id in happening.members:
        reading = by_article[article]
        event = reading.events[event_id]
        told.append((event, _statement(reading, event)))
        for dispute in _touching(sides.get(article, ()), event):
            disputes[dispute.id] = dispute
        for report, line in _reports(reading, event):
            reports.append(report)
            lines.append((len(reports), line))
    contested = is_contested(told, disputes.values())
    if all(line.asks for _, line in lines) or not worth_a_line(
        happening, told, contested=contested
    ):
        return None
    articles = {report.article for report in reports}
    entry = Entry(
        id=EntryId(content_id("n", happening.id)),
        days=happening.days,
        line=min(lines, key=lambda item: (item[1].rank[:5], item[0], item[1].rank))[1].words,
        type=happening.type,
        places=happening.places,
        participants=happening.participants,
        status=status_of(told, contested=contested),
        reports=tuple(reports),
        articles=len(articles),
        origins=len({one_origin[article] for article in articles}),
        disputes=tuple(sorted(disputes)),
    )
    return entry, anchoring(happening, told)


def _without_echoes(made: Sequence[tuple[Entry, int]]) -> Iterator[tuple[Entry, int]]:
    """Entries but for those that hang in the air, or only echo a firmer one in their sentence.

    "The liberation from the occupation" tells one thing, not two: of events that share all their
    sentences with others the loosest is no line of its own.
    """
    firmest: defaultdict[tuple[ArticleId, Span], list[int]] = defaultdict(list)
    for entry, anchors in made:
        for place in {(report.article, report.sentence) for report in entry.reports}:
            firmest[place].append(anchors)
    for entry, anchors in made:
        known = entry.articles > 1 or entry.disputes or entry.judged or anchors >= _FIRM
        if known or (
            anchors and any(max(firmest[r.article, r.sentence]) <= anchors for r in entry.reports)
        ):
            yield entry, anchors


def _touching(sides: Sequence[tuple[Span, Dispute]], event: EventMention) -> Iterator[Dispute]:
    """Disputes of which a side holds a trigger; `sides` are in text order."""
    for trigger in event.triggers:
        at = bisect_right(sides, trigger.start, key=lambda side: side[0].start)
        for span, dispute in sides[max(0, at - _MOST_SIDES) : at]:
            if span.overlaps(trigger):
                yield dispute


def _statement(reading: Reading, event: EventMention) -> Statement | None:
    return reading.statements.get(event.statement) if event.statement is not None else None


def _reports(reading: Reading, event: EventMention) -> Iterator[tuple[Report, Candidate]]:
    """A report for each sentence in which the article tells the event; none from boilerplate."""
    seen: set[Span] = set()
    for trigger in event.triggers:
        sentence = reading.sentence_at(trigger.start)
        if sentence is None or sentence.kind not in TOLD or sentence.span in seen:
            continue
        seen.add(sentence.span)
        report = Report(reading.doc.article.id, event.id, sentence.span, event.statement)
        yield report, candidate(reading, event, sentence)


def _when(
    entry: Entry, by_article: Mapping[ArticleId, Reading]
) -> tuple[date, date, int, date, str]:
    """Where an entry stands: by its first day, then its last.

    With its first day open it stands by its last; with both open by the earliest telling, so that
    what an old text tells stands among the old.
    """
    told = [by_article[report.article].told for report in entry.reports]
    telling = min((interval.low for interval in told if interval.known), default=date.max)
    days = entry.days
    if not days.known:
        days = Interval(None if telling == date.max else telling)
    first = days.earliest or days.high
    return first, days.high, (days.high - days.low).days, telling, entry.id
