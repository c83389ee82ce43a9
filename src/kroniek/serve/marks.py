"""What was read in an article, as marks on its text and as rows of explanation beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kroniek.edtf import in_words
from kroniek.ids import EntityId, EventId
from kroniek.model.chronicle import Entity
from kroniek.model.doc import DAYS, EVENT_DAYS, EVENTS, NAMES, QUANTITIES, Doc
from kroniek.model.text import EventMention, Mention, Quantity
from kroniek.model.time import EventDays, ResolvedTime
from kroniek.serve.reader import Mark
from kroniek.spans import Span
from kroniek.views import Line, StatementView, Views
from kroniek.words import Words

LAYERS = ("content", "source", "cue", "event", "name", "time", "quantity")
"""Kinds of mark, as the legend lists them."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A thing named in the article, with the first place where it is; `entity` None if unknown."""

    record: str
    words: str
    label: str
    entity: Entity | None
    span: Span
    times: int


@dataclass(frozen=True)
class Reading:
    """One article with all that was read in it, in the words of one language."""

    doc: Doc
    views: Views
    words: Words

    @cached_property
    def statements(self) -> tuple[StatementView, ...]:
        """Who says what, in order of the text."""
        return self.views.statements_of.get(self.doc.article.id, ())

    @cached_property
    def event_days(self) -> dict[EventId, EventDays]:
        """When each event happened, as far as the text tells."""
        return {row.event: row for row in self.doc[EVENT_DAYS]}

    @cached_property
    def line_of(self) -> dict[EventId, Line]:
        """The line of the chronicle that tells each event, of events that one tells."""
        return {
            report.event: line
            for line in self.views.lines_of.get(self.doc.article.id, ())
            for report in line.entry.reports
            if report.article == self.doc.article.id and report.event is not None
        }

    @cached_property
    def names(self) -> tuple[NameRow, ...]:
        """Things named, each once, in order of their first mention."""
        found: dict[str, list[Mention]] = {}
        for one in self.doc[NAMES]:
            if not one.nominal:
                found.setdefault(self.name_record(one), []).append(one)
        return tuple(self._row(record, held) for record, held in found.items())

    def _row(self, record: str, held: list[Mention]) -> NameRow:
        entity = self._entity(held[0].span)
        words = entity.name if entity else self.told(held[0].span)
        kind = self.words.label("name", held[0].type)
        return NameRow(record, words, kind, entity, held[0].span, len(held))

    def told(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(span.of(self.doc.text).split())

    def name_record(self, one: Mention) -> str:
        """What a mention stands for: its entity, else its words."""
        entity = self._entity(one.span)
        return f"n-{entity.id}" if entity else f"n-{self.told(one.span)}"

    def _entity(self, span: Span) -> Entity | None:
        key: EntityId | None = self.views.identified[self.doc.article.id].get(span)
        return self.views.entities[key] if key is not None else None

    # -- marks

    def marks(self) -> Iterator[Mark]:
        """Marks of all layers."""
        for view in self.statements:
            yield from self._statement(view)
        for event in self.doc[EVENTS]:
            yield from self._event(event)
        for name in self.doc[NAMES]:
            if not name.nominal:
                yield self._name(name)
        for time in self.doc[DAYS]:
            yield Mark(time.span, "time", f"t-{time.span.start}", self.time_words(time))
        for quantity in self.doc[QUANTITIES]:
            record = f"q-{quantity.span.start}"
            yield Mark(quantity.span, "quantity", record, self.quantity_words(quantity))

    def _statement(self, view: StatementView) -> Iterator[Mark]:
        one, label = view.statement, self.words.label
        told = [label("act", one.act), label("certainty", one.certainty)]
        if one.polarity == "negative":
            told.append(label("polarity", one.polarity))
        if one.realis != "actual":
            told.append(label("said", one.realis))
        meaning = f"{view.chain[0]}: {', '.join(told)}"
        for span in one.content:
            yield Mark(span, "content", one.id, meaning)
        for span in one.cue:
            yield Mark(span, "cue", one.id, "")
        for span in one.source:
            yield Mark(span, "source", one.id, "")

    def _event(self, one: EventMention) -> Iterator[Mark]:
        row = self.event_days.get(one.id)
        told = f"{self.words.label('event', one.type)}, {self.words.label('realis', one.realis)}"
        when = f", {in_words(row.days, self.words.language)}" if row and row.days.known else ""
        for span in one.triggers:
            yield Mark(span, "event", one.id, told + when)

    def _name(self, one: Mention) -> Mark:
        entity, kind = self._entity(one.span), self.words.label("name", one.type)
        meaning = f"{entity.name} ({kind})" if entity else kind
        return Mark(one.span, "name", self.name_record(one), meaning)

    def time_words(self, one: ResolvedTime) -> str:
        """The value of a time expression and the days it covers."""
        told = one.value or " / ".join(one.candidates) or "?"
        days = in_words(one.days, self.words.language)
        return days if one.days.known and one.value else f"{told}: {days}"

    def quantity_words(self, one: Quantity) -> str:
        """The value of a quantity, its unit, and whether it stands to doubt."""
        value = "?" if one.value is None else f"{one.value:g}"
        about = f"{self.words('article.about')} " if one.approximate else ""
        doubt = f" ({self.words('article.doubtful')})" if one.doubtful else ""
        return f"{about}{value} {one.unit or ''}".strip() + doubt
