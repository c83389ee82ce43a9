"""What narrating asks of an article: its events, statements and sentences by id and place."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from kroniek.ids import ArticleId, EntityId, EventId, StatementId
from kroniek.model.doc import (
    DATING,
    EVENT_DAYS,
    EVENTS,
    IDENTITIES,
    SENTENCES,
    STATEMENTS,
    Collection,
    Doc,
)
from kroniek.model.text import EventMention, Sentence, Statement
from kroniek.model.time import Interval
from kroniek.spans import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, indexed."""

    doc: Doc
    told: Interval
    events: Mapping[EventId, EventMention]
    statements: Mapping[StatementId, Statement]
    days: Mapping[EventId, Interval]
    entities: Mapping[Span, EntityId]
    starts: tuple[int, ...]

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds a code point; None in white space."""
        at = bisect_right(self.starts, place) - 1
        if at < 0:
            return None
        sentence = self.doc[SENTENCES][at]
        return sentence if place < sentence.span.end else None


def readings(collection: Collection) -> dict[ArticleId, Reading]:
    """Every article of the collection, indexed."""
    entities: dict[ArticleId, dict[Span, EntityId]] = {}
    for row in collection[IDENTITIES]:
        if row.entity is not None:
            entities.setdefault(row.article, {})[row.span] = row.entity
    return {
        doc.article.id: _reading(doc, entities.get(doc.article.id, {})) for doc in collection.docs
    }


def _reading(doc: Doc, entities: Mapping[Span, EntityId]) -> Reading:
    told = Interval()
    for dating in doc[DATING]:
        told = dating.told_from if dating.told_from.known else dating.published
    return Reading(
        doc=doc,
        told=told,
        events={event.id: event for event in doc[EVENTS]},
        statements={statement.id: statement for statement in doc[STATEMENTS]},
        days={row.event: row.days for row in doc[EVENT_DAYS]},
        entities=entities,
        starts=tuple(sentence.span.start for sentence in doc[SENTENCES]),
    )
