"""One row for each event of each article, with all that linking asks of it worked out once."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kroniek.ids import ArticleId, EntityId, EventId
from kroniek.link.geography import Atlas
from kroniek.link.kinds import AGENTS, PATIENTS
from kroniek.link.referring import is_anew, takes_up
from kroniek.link.stems import stem
from kroniek.model.chronicle import first_of_origin
from kroniek.model.doc import (
    COPIES,
    DATING,
    ENTITIES,
    EVENT_DAYS,
    EVENTS,
    IDENTITIES,
    SENTENCES,
    TOKENS,
    Collection,
    Doc,
    Layer,
)
from kroniek.model.text import (
    EventMention,
    Participant,
    Realis,
    Sentence,
    SentenceKind,
    Token,
)
from kroniek.model.time import Interval
from kroniek.packs import Packs
from kroniek.spans import Span

TELLING_LAYERS: tuple[Layer[Any], ...] = (
    TOKENS,
    SENTENCES,
    EVENTS,
    EVENT_DAYS,
    DATING,
    COPIES,
    IDENTITIES,
    ENTITIES,
)
"""What `TellingReader` reads."""
_UNKNOWN = Interval()
_HEADLINES = frozenset({SentenceKind.HEADLINE, SentenceKind.SUBHEAD})
_STEM = 6
_SHORTEST = 5
_MOST_IN_ONE = 3
_OPENING = 12
"""Sentences in which the opening is looked for."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one article tells it, with entities in place of words.

    `low` and `high` are ordinals (``date.toordinal``) of the days on which it can have been: those
    of `days`, and for what has happened none after the telling. `stems` are the beginnings of
    the content words around the first trigger; `origin` numbers the independent source.
    """

    article: ArticleId
    event: EventMention
    told: Interval
    days: Interval
    low: int
    high: int
    places: tuple[EntityId, ...]
    agents: frozenset[EntityId]
    patients: frozenset[EntityId]
    others: frozenset[EntityId]
    around: frozenset[EntityId]
    """Named beside it, in none of its roles: in its sentence, the one before, or the headline."""
    beside: EntityId | None
    """Where no place is told, the one town named in its sentence; else the only one named in the
    sentence before it and in the opening."""
    stems: frozenset[str]
    trigger: str
    language: str
    origin: int
    copied: bool
    position: float
    """How far into the article it is told, 0 to 1."""
    headline: bool
    """Told in a headline or crosshead, which sums up what the body tells."""
    anew: bool
    """Told as another than those told before: "a new fire", "de tweede aanslag"."""
    taken_up: bool
    """A definite noun without a time or place of its own: the text comes back to what it told."""

    @property
    def key(self) -> tuple[ArticleId, EventId]:
        """Article and event: unique in the collection."""
        return self.article, self.event.id

    @property
    def order(self) -> tuple[int, ArticleId, int, EventId]:
        """Earliest telling first; depends on content only."""
        return self.told.low.toordinal(), self.article, self.event.triggers[0].start, self.event.id

    @property
    def people(self) -> frozenset[EntityId]:
        """All who take part, in whatever role."""
        return self.agents | self.patients | self.others

    @property
    def width(self) -> int:
        """Days its interval is wide; very large when open."""
        return self.high - self.low + 1


def told_from(doc: Doc) -> Interval:
    """The now the text speaks from; failing that, when it was published; failing that, unknown."""
    for dating in doc[DATING]:
        return dating.told_from if dating.told_from.known else dating.published
    return _UNKNOWN


@dataclass(frozen=True, slots=True)
class Identities:
    """Which entity the words of one article stand for."""

    spans: tuple[Span, ...]
    entities: tuple[EntityId, ...]
    exact: Mapping[Span, EntityId]

    def within(self, span: Span) -> Iterator[tuple[Span, EntityId]]:
        """Resolved mentions that lie inside `span`, in text order."""
        at = bisect_left(self.spans, (span.start, 0))
        while at < len(self.spans) and self.spans[at].start < span.end:
            if self.spans[at].end <= span.end:
                yield self.spans[at], self.entities[at]
            at += 1


def identities_of(collection: Collection) -> dict[ArticleId, Identities]:
    """The resolved words of every article."""
    found: dict[ArticleId, dict[Span, EntityId]] = {doc.article.id: {} for doc in collection.docs}
    for row in collection[IDENTITIES]:
        if row.entity is not None and row.article in found:
            found[row.article][row.span] = row.entity
    return {article: _sorted(exact) for article, exact in found.items()}


def _sorted(exact: dict[Span, EntityId]) -> Identities:
    spans = tuple(sorted(exact))
    return Identities(spans, tuple(exact[span] for span in spans), exact)


def origins_of(collection: Collection) -> tuple[dict[ArticleId, int], set[ArticleId]]:
    """A number for each article's origin, equal for copies; and the articles that have copies."""
    articles = [doc.article.id for doc in collection.docs]
    first = first_of_origin(articles, collection[COPIES])
    numbers = {article: number for number, article in enumerate(sorted(articles))}
    sizes = Counter(first.values())
    copied = {article for article in articles if sizes[first[article]] > 1}
    return {article: numbers[first[article]] for article in first}, copied


@dataclass(frozen=True, slots=True)
class TellingReader:
    """Makes tellings; `adjectives` leads from "Russische" to the country it belongs to."""

    adjectives: Mapping[str, EntityId]
    common: frozenset[str]
    """Content words that say nothing of what happened ("volgens", "according")."""

    @classmethod
    def from_packs(cls, packs: Packs, common: frozenset[str]) -> "TellingReader":
        """Take the demonyms of the packs."""
        sole = {
            form: demonyms[0].entity
            for form, demonyms in packs.demonym_of.items()
            if len({demonym.entity for demonym in demonyms}) == 1
        }
        return cls(sole, common)

    @staticmethod
    def origins(collection: Collection) -> Mapping[ArticleId, int]:
        """A number for the independent origin of each article."""
        return origins_of(collection)[0]

    def read(self, collection: Collection, atlas: Atlas | None = None) -> tuple[Telling, ...]:
        """All events of all articles, in order of telling."""
        atlas = atlas or Atlas.of(collection[ENTITIES])
        identities = identities_of(collection)
        origins, copied = origins_of(collection)
        found = [
            telling
            for doc in collection.docs
            for telling in self._of(
                doc,
                identities[doc.article.id],
                atlas,
                (origins[doc.article.id], doc.article.id in copied),
            )
        ]
        return tuple(sorted(found, key=lambda telling: telling.order))

    def _of(
        self, doc: Doc, identities: Identities, atlas: Atlas, origin: tuple[int, bool]
    ) -> Iterator[Telling]:
        if not doc[EVENTS]:
            return
        days_of = {row.event: row.days for row in doc[EVENT_DAYS]}
        sentences, tokens = doc[SENTENCES], doc[TOKENS]
        starts = [sentence.span.start for sentence in sentences]
        stems: dict[int, frozenset[str]] = {}
        told = told_from(doc)
        setting = _Setting(sentences, identities, atlas)
        for event in doc[EVENTS]:
            at = max(0, bisect_left(starts, event.triggers[0].start + 1) - 1)
            if at not in stems:
                within = tokens[sentences[at].first : sentences[at].last] if sentences else ()
                stems[at] = self._stems(within)
            days = days_of.get(event.id, _UNKNOWN)
            taken_up = takes_up(event, tokens)
            low, high = _allowed(_UNKNOWN if taken_up else days, told, event.realis)
            agents, patients, others = self._roles(doc.text, event, identities, atlas)
            places = _places(event, identities)
            yield Telling(
                article=doc.article.id,
                event=event,
                told=told,
                days=days,
                low=low,
                high=high,
                places=places,
                agents=agents,
                patients=patients,
                others=others,
                around=setting.around(at, placed=bool(places))
                - {*places}
                - agents
                - patients
                - others,
                beside=None if places else setting.beside(at),
                stems=stems[at],
                trigger=event.triggers[0].of(doc.text).lower()[:_STEM],
                language=sentences[at].language if sentences else doc.article.language,
                origin=origin[0],
                copied=origin[1],
                position=at / max(1, len(sentences)),
                headline=bool(sentences) and sentences[at].kind in _HEADLINES,
                anew=is_anew(event, tokens),
                taken_up=taken_up,
            )

    def _stems(self, tokens: Iterable[Token]) -> frozenset[str]:
        """Beginnings of the words that carry content; names stand apart, as entities."""
        return frozenset(
            stem(token.lower)
            for token in tokens
            if len(token.text) >= _SHORTEST
            and token.text == token.lower
            and token.lower not in self.common
            and token.text.isalpha()
        )

    def _roles(
        self, text: str, event: EventMention, identities: Identities, atlas: Atlas
    ) -> tuple[frozenset[EntityId], frozenset[EntityId], frozenset[EntityId]]:
        roles: tuple[set[EntityId], set[EntityId], set[EntityId]] = (set(), set(), set())
        for participant in event.participants:
            if participant.implied:
                continue  # what follows from the article is no sign that two are one
            into = 0 if participant.role in AGENTS else 1 if participant.role in PATIENTS else 2
            roles[into].update(self.who(text, participant, identities, atlas))
        return frozenset(roles[0]), frozenset(roles[1]), frozenset(roles[2])

    def who(
        self, text: str, participant: Participant, identities: Identities, atlas: Atlas
    ) -> list[EntityId]:
        """Entities a participant's words come down to, best first, at most three.

        Inside longer words a place is no participant ("soldiers who defend the town"), unless it
        is a country, which stands for its people.
        """
        if participant.stands_for is not None:
            return [participant.stands_for]
        for span in participant.spans:
            if span in identities.exact:
                return [identities.exact[span]]
            inner = [
                entity
                for _, entity in identities.within(span)
                if not atlas.is_place(entity) or atlas.is_wide(entity)
            ]
            if inner:
                return inner[:_MOST_IN_ONE]
            for word in span.of(text).lower().split()[:_MOST_IN_ONE]:
                if word in self.adjectives:
                    return [self.adjectives[word]]
        return []


class _Setting:
    """Entities named around each sentence of one article; countries say too little to count."""

    def __init__(self, sentences: Sequence[Sentence], identities: Identities, atlas: Atlas) -> None:
        self._sentences, self._identities, self._atlas = sentences, identities, atlas
        self._named: dict[int, frozenset[EntityId]] = {}
        self._scene: frozenset[EntityId] | None = None

    def around(self, at: int, *, placed: bool) -> frozenset[EntityId]:
        """Entities in sentence `at` and the one before it in its paragraph.

        Where the event is told without a place (not `placed`), also those of the opening.
        """
        if not self._sentences:
            return frozenset()
        found = self._in(at)
        if at and self._sentences[at - 1].paragraph == self._sentences[at].paragraph:
            found |= self._in(at - 1)
        return found if placed else found | self._opening()

    def beside(self, at: int) -> EntityId | None:
        """The one town that the sentence names; else the only one before it and in the opening.

        A place that holds another named with it does not count: "in Dorn, in the Dorn region" is
        Dorn. A region or river alone is too vague to say where something was.
        """
        if not self._sentences:
            return None
        own = self._narrow(self._in(at))
        if own:
            return self._town(own)
        before: list[EntityId] = []
        if at and self._sentences[at - 1].paragraph == self._sentences[at].paragraph:
            before = self._narrow(self._in(at - 1))
        opening = self._narrow(self._opening())
        # The sentence before may tell of another occasion: where the opening differs, who knows.
        return self._town(sorted({*before, *opening}))

    def _narrow(self, entities: Iterable[EntityId]) -> list[EntityId]:
        """The places among them that hold no other of them."""
        named = [entity for entity in sorted(entities) if self._atlas.is_place(entity)]
        return [
            place
            for place in named
            if not any(other != place and self._atlas.holds(place, other) for other in named)
        ]

    def _town(self, places: Sequence[EntityId]) -> EntityId | None:
        alone = len(places) == 1 and self._atlas.is_town(places[0])
        return places[0] if alone else None

    def _in(self, at: int) -> frozenset[EntityId]:
        if at not in self._named:
            self._named[at] = frozenset(
                entity
                for _, entity in self._identities.within(self._sentences[at].span)
                if not self._atlas.is_wide(entity)
            )
        return self._named[at]

    def _opening(self) -> frozenset[EntityId]:
        """Places named in the headline and the first sentences of the body."""
        if self._scene is None:
            told = [
                at
                for at, sentence in enumerate(self._sentences[:_OPENING])
                if sentence.kind in {SentenceKind.HEADLINE, SentenceKind.BODY}
            ]
            self._scene = frozenset(
                entity for at in told[:3] for entity in self._in(at) if self._atlas.is_place(entity)
            )
        return self._scene


def _allowed(days: Interval, told: Interval, realis: Realis) -> tuple[int, int]:
    """First and last day, as ordinals: what is told as happened is not younger than its telling."""
    low, high = days.low.toordinal(), days.high.toordinal()
    if realis is Realis.ACTUAL and told.latest is not None:
        high = max(low, min(high, told.latest.toordinal()))
    return low, high


def _places(event: EventMention, identities: Identities) -> tuple[EntityId, ...]:
    found = (identities.exact.get(span) for span in event.places)
    return tuple(dict.fromkeys(entity for entity in found if entity is not None))
