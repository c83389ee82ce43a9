"""One article with its layers, all articles with their tables; and the names of both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from kroniek.errors import LayerMissingError
from kroniek.model import article as art
from kroniek.model import chronicle as chron
from kroniek.model import judgement as judged
from kroniek.model import reading as read
from kroniek.model import text as txt
from kroniek.model import time as tim

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """Name and type of records that a step writes: on one text, or (a table) on all articles.

    One that is not `kept` serves the steps after it and is not written to a store.
    """

    name: str
    record: type[T]
    kept: bool = True


TOKENS = Layer("tokens", txt.Token)
SENTENCES = Layer("sentences", txt.Sentence)
READINGS = Layer("readings", read.Reading, kept=False)
NAMES = Layer("names", txt.Mention)
TIMES = Layer("times", tim.TimeExpression)
QUANTITIES = Layer("quantities", txt.Quantity)
QUOTES = Layer("quotes", txt.Quote)
STATEMENTS = Layer("statements", txt.Statement)
EVENTS = Layer("events", txt.EventMention)
DATING = Layer("dating", tim.Dating)
DAYS = Layer("days", tim.ResolvedTime)
EVENT_DAYS = Layer("event_days", tim.EventDays)

JUDGEMENTS = Layer("judgements", judged.Judgement)
"""Given by people, in the order in which they were made; the only table that no step writes."""
RULINGS = Layer("rulings", judged.Ruling)
REDATINGS = Layer("redatings", tim.Redating)
COPIES = Layer("copies", chron.CopyGroup)
ENTITIES = Layer("entities", chron.Entity)
IDENTITIES = Layer("identities", chron.Identity)
HAPPENINGS = Layer("happenings", chron.Happening)
DISPUTES = Layer("disputes", chron.Dispute)
FORECASTS = Layer("forecasts", chron.Forecast)
ENTRIES = Layer("entries", chron.Entry)

LAYERS: tuple[Layer[Any], ...] = (
    TOKENS,
    SENTENCES,
    READINGS,
    NAMES,
    TIMES,
    QUANTITIES,
    QUOTES,
    STATEMENTS,
    EVENTS,
    DATING,
    DAYS,
    EVENT_DAYS,
)
TABLES: tuple[Layer[Any], ...] = (
    RULINGS,
    REDATINGS,
    COPIES,
    ENTITIES,
    IDENTITIES,
    HAPPENINGS,
    DISPUTES,
    FORECASTS,
    ENTRIES,
)


@dataclass(frozen=True, slots=True)
class Doc:
    """One article and what has been found in it so far. `with_layer` returns a new one."""

    article: art.Article
    layers: Mapping[str, tuple[Any, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def text(self) -> str:
        """The article's text, into which all spans point."""
        return self.article.text

    def __getitem__(self, layer: Layer[T]) -> tuple[T, ...]:
        """Records of a layer. Raises LayerMissingError if no step has written it."""
        try:
            return self.layers[layer.name]
        except KeyError:
            raise LayerMissingError(layer.name, self.article.path) from None

    def with_layer(self, layer: Layer[T], records: Iterable[T]) -> "Doc":
        """This document with one layer more (or another in its place)."""
        return replace(self, layers=MappingProxyType({**self.layers, layer.name: tuple(records)}))


@dataclass(frozen=True, slots=True)
class Collection:
    """All articles of a store, in order of path, and the tables about them together."""

    docs: tuple[Doc, ...]
    tables: Mapping[str, tuple[Any, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, table: Layer[T]) -> tuple[T, ...]:
        """Rows of a table. Raises LayerMissingError if no step has written it."""
        try:
            return self.tables[table.name]
        except KeyError:
            raise LayerMissingError(table.name, "the collection") from None

    def with_table(self, table: Layer[T], rows: Iterable[T]) -> "Collection":
        """This collection with one table more (or another in its place)."""
        return replace(self, tables=MappingProxyType({**self.tables, table.name: tuple(rows)}))
