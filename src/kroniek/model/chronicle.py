"""What identify, link and narrate say of all articles together: rows of tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kroniek.ids import ArticleId, EntityId, EntryId, EventId, HappeningId, JudgementId, StatementId
from kroniek.model.text import NameType
from kroniek.model.time import Interval
from kroniek.spans import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place that mentions refer to.

    `kind` is for places (city, oblast, country, river, region, village …), coordinates are WGS 84
    degrees and None for countries and for what is not placed; `radius_km` is the extent: "the
    oblast" is not a dot on its seat. `source` says where it is known from (a pack, or "articles").
    """

    id: EntityId
    type: NameType
    name: str
    aliases: tuple[str, ...] = ()
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    kind: str | None = None
    source: str = "articles"


@dataclass(frozen=True, slots=True)
class Identity:
    """Words in an article stand for an entity; `entity` None with `candidates` when open."""

    article: ArticleId
    span: Span
    entity: EntityId | None
    candidates: tuple[EntityId, ...]
    because: str


class CopyKind(StrEnum):
    """How articles derive from one another."""

    REPRINT = "reprint"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    REPUBLICATION = "republication"


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Articles that are one origin; `origin` the one the others come from, if evidence tells."""

    articles: tuple[ArticleId, ...]
    kind: CopyKind
    origin: ArticleId | None
    evidence: str


def first_of_origin(
    articles: Iterable[ArticleId], groups: Iterable[CopyGroup]
) -> dict[ArticleId, ArticleId]:
    """For each article the first, by id, of those that are one origin with it."""
    root = {article: article for article in articles}

    def find(article: ArticleId) -> ArticleId:
        while root[article] != article:
            root[article] = root[root[article]]
            article = root[article]
        return article

    for group in groups:
        present = sorted(article for article in group.articles if article in root)
        for other in present[1:]:
            one, two = sorted((find(present[0]), find(other)))
            root[two] = one
    return {article: find(article) for article in sorted(root)}


@dataclass(frozen=True, slots=True)
class Happening:
    """Events of one or more articles that are one thing in the world.

    `days`, `places`, `participants` are what the members agree on, or the widest where they differ.
    """

    id: HappeningId
    type: str
    members: tuple[tuple[ArticleId, EventId], ...]
    days: Interval
    places: tuple[EntityId, ...]
    participants: tuple[EntityId, ...]
    because: str


class DisputeKind(StrEnum):
    """What sources disagree on."""

    FACT = "fact"
    NUMBER = "number"
    DATE = "date"
    STATUS = "status"
    DENIAL = "denial"
    WORDING = "wording"
    QUOTATION = "quotation"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: the words, and who stands behind them.

    `statement` is the one that says it; without one the outlet itself does. `entity` None with a
    statement means that the text does not name who said it.
    """

    article: ArticleId
    span: Span
    says: str
    entity: EntityId | None = None
    statement: StatementId | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disagreement, kept with its sides, never voted away."""

    id: str
    kind: DisputeKind
    about: str
    sides: tuple[Side, ...]


class Direction(StrEnum):
    """How a later report bears on a forecast."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Bearing:
    """A passage that bears on a forecast."""

    article: ArticleId
    span: Span
    direction: Direction


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement about what will be; `statement` None when the outlet itself foretells it."""

    id: str
    article: ArticleId
    statement: StatementId | None
    span: Span
    holder: EntityId | None
    horizon: Interval
    bearing: tuple[Bearing, ...] = ()


class Status(StrEnum):
    """How an entry is told."""

    FACT = "told as fact"
    ATTRIBUTED = "attributed"
    PLANNED = "planned"
    FORECAST = "forecast"
    DENIED = "denied"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Report:
    """One article's telling of an entry: the sentence, the event, the statement it stands under."""

    article: ArticleId
    event: EventId | None
    sentence: Span
    statement: StatementId | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the chronicle: a happening with its reports.

    `line` is made of the best report's own words. `articles` and `origins` count reports' articles
    and the independent sources among them (a copy is no new origin).
    """

    id: EntryId
    days: Interval
    line: str
    type: str
    places: tuple[EntityId, ...]
    participants: tuple[EntityId, ...]
    status: Status
    reports: tuple[Report, ...]
    articles: int
    origins: int
    disputes: tuple[str, ...] = ()
    judged: tuple[JudgementId, ...] = ()
    """What people decided of it: confirmed, dated, placed, joined or taken apart."""
