"""An article cut into pieces so that overlapping layers can be shown at once.

Every piece carries the marks of all spans that cover it; a mark knows its words of explanation, so
that a page without script can show them on hover and to a screen reader.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kroniek.edtf import in_words
from kroniek.ids import EntityId
from kroniek.interface import Words
from kroniek.model.chronicle import Entity
from kroniek.model.doc import (
    DAYS,
    EVENT_DAYS,
    EVENTS,
    NAMES,
    QUANTITIES,
    SENTENCES,
    STATEMENTS,
    Doc,
)
from kroniek.model.text import EventMention, Mention, Quantity, Statement
from kroniek.spans import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted span: its layer (a CSS class), its record's id if it has one, what it means."""

    span: Span
    layer: str
    record: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under one set of marks."""

    words: str
    layers: str
    records: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence with its pieces; `gap` is the blank text before it."""

    start: int
    end: int
    kind: str
    chosen: bool
    gap: str
    new_paragraph: bool
    pieces: tuple[Piece, ...]


def pieces(text: str, span: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut `span` at every end of a mark inside it."""
    inside = [mark for mark in marks if mark.span.overlaps(span)]
    cuts = {span.start, span.end}
    for mark in inside:
        cuts |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    ends = sorted(cuts)
    for start, end in itertools.pairwise(ends):
        covering = [m for m in inside if m.span.start <= start and end <= m.span.end]
        yield Piece(
            text[start:end],
            " ".join(dict.fromkeys(mark.layer for mark in covering)),
            " ".join(dict.fromkeys(mark.record for mark in covering if mark.record)),
            " · ".join(dict.fromkeys(mark.meaning for mark in covering if mark.meaning)),
        )


def shown_sentences(doc: Doc, marks: list[Mark], chosen: Span | None) -> Iterator[ShownSentence]:
    """All sentences of an article in order, the chosen one marked."""
    at, paragraph, first = 0, -1, 0
    ordered = sorted(marks, key=lambda mark: mark.span)
    for sentence in doc[SENTENCES]:
        while first < len(ordered) and ordered[first].span.end <= sentence.span.start:
            first += 1
        here = [m for m in ordered[first:] if m.span.start < sentence.span.end]
        yield ShownSentence(
            sentence.span.start,
            sentence.span.end,
            sentence.kind,
            chosen is not None and chosen.overlaps(sentence.span),
            doc.text[at : sentence.span.start],
            sentence.paragraph != paragraph,
            tuple(pieces(doc.text, sentence.span, here)),
        )
        at, paragraph = sentence.span.end, sentence.paragraph


@dataclass(frozen=True, slots=True)
class Marker:
    """Turns the records of an article into marks, with words of one language."""

    words: Words
    entities: Mapping[EntityId, Entity]
    identified: Mapping[Span, EntityId]

    def marks(self, doc: Doc) -> list[Mark]:
        """Marks of all layers, statements first."""
        return [
            *(mark for one in doc[STATEMENTS] for mark in self._statement(one)),
            *(mark for one in doc[EVENTS] for mark in self._event(doc, one)),
            *(self._name(one) for one in doc[NAMES] if not one.nominal),
            *self._times(doc),
            *(self._quantity(one) for one in doc[QUANTITIES]),
        ]

    def _who(self, span: Span | None) -> str | None:
        key = self.identified.get(span) if span is not None else None
        return self.entities[key].name if key is not None else None

    def _statement(self, one: Statement) -> Iterator[Mark]:
        label = self.words.label
        told = f"{label('act', one.act)}, {label('certainty', one.certainty)}"
        if one.polarity == "negative":
            told += f", {label('polarity', one.polarity)}"
        if one.realis != "actual":
            told += f", {label('said', one.realis)}"
        who = self._who(one.speaker)
        meaning = f"{told} ({who})" if who else told
        for span in one.content:
            yield Mark(span, "content", one.id, meaning)
        for span in one.cue:
            yield Mark(span, "cue", one.id, "")
        for span in one.source:
            yield Mark(span, "source", one.id, "")

    def _event(self, doc: Doc, one: EventMention) -> Iterator[Mark]:
        days = next((row.days for row in doc[EVENT_DAYS] if row.event == one.id), None)
        told = f"{self.words.label('event', one.type)}, {self.words.label('realis', one.realis)}"
        when = f", {in_words(days, self.words.language)}" if days and days.known else ""
        for span in one.triggers:
            yield Mark(span, "event", one.id, told + when)

    def _name(self, one: Mention) -> Mark:
        key = self.identified.get(one.span)
        kind = self.words.label("name", one.type)
        known = self.entities.get(key) if key else None
        return Mark(one.span, "name", key or "", f"{known.name} ({kind})" if known else kind)

    def _times(self, doc: Doc) -> Iterator[Mark]:
        for one in doc[DAYS]:
            days = in_words(one.days, self.words.language)
            told = one.value or " / ".join(one.candidates) or "?"
            yield Mark(one.span, "time", "", f"{told} = {days}" if one.days.known else told)

    def _quantity(self, one: Quantity) -> Mark:
        value = "?" if one.value is None else f"{one.value:g}"
        doubt = " (?)" if one.doubtful else ""
        return Mark(one.span, "quantity", "", f"{value} {one.unit or ''}{doubt}".strip())
