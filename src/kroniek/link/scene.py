"""What the finders of disputes and forecasts ask of all articles, indexed once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kroniek.ids import ArticleId, EntityId, EventId, StatementId
from kroniek.link.geography import Atlas
from kroniek.link.likeness import Comparer
from kroniek.link.stems import stem
from kroniek.link.tellings import (
    TELLING_LAYERS,
    Identities,
    Telling,
    TellingReader,
    identities_of,
    told_from,
)
from kroniek.link.wording import Lexicon, load_lexicon
from kroniek.model.chronicle import Happening, Side
from kroniek.model.doc import (
    DAYS,
    ENTITIES,
    HAPPENINGS,
    SENTENCES,
    STATEMENTS,
    TOKENS,
    Collection,
    Doc,
    Layer,
)
from kroniek.model.text import Act, Said, Sentence, Statement, Token
from kroniek.model.time import Interval, ResolvedTime
from kroniek.spans import Span, hull

SCENE_LAYERS: tuple[Layer[Any], ...] = (*TELLING_LAYERS, STATEMENTS, DAYS, HAPPENINGS)
"""What a `Scene` is made of."""

LONGEST_SIDE = 600
"""Code points; a side longer than this is cut to the part that matters."""

_SHORTEST_SIDE = 25
_SHORTEST = 4
_MOST_AROUND = 64
"""Statements looked at around a place: more are never nested there in sane text."""


@dataclass(frozen=True, slots=True)
class Page:
    """One article with what stands where."""

    doc: Doc
    told: Interval
    identities: Identities
    starts: tuple[int, ...]
    statements: Mapping[StatementId, Statement]
    said: tuple[Statement, ...]
    """Statements that somebody really made, in text order of their content."""
    said_from: tuple[int, ...]
    """Where the content of each begins."""
    atlas: Atlas
    unsaid: tuple[Span, ...]
    """Content of statements that nobody really made ("he might say")."""
    origin: int
    about: frozenset[EntityId]
    """Whom and what it names twice or more."""

    @property
    def id(self) -> ArticleId:
        """The article's id."""
        return self.doc.article.id

    def sentence_index(self, place: int) -> int:
        """Number of the sentence at or before a code point."""
        return max(0, bisect_right(self.starts, place) - 1)

    def sentence(self, place: int) -> Sentence:
        """The sentence at or before a code point. Raises IndexError if there are none."""
        return self.doc[SENTENCES][self.sentence_index(place)]

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """Tokens that begin inside `span`."""
        tokens = self.doc[TOKENS]
        first = bisect_left(tokens, (span.start,))
        return tokens[first : bisect_left(tokens, (span.end,), lo=first)]

    def lexicon(self, place: int) -> Lexicon:
        """Lists in the language of the sentence at a code point."""
        language = self.sentence(place).language if self.starts else self.doc.article.language
        return load_lexicon(language if language in {"nl", "en"} else "en")

    def speaker(self, statement: Statement) -> EntityId | None:
        """The entity a statement comes from, if known."""
        if statement.speaker is not None:
            known = self.identities.exact.get(statement.speaker)
            if known is not None:
                return known
        for span in statement.source:
            for _, entity in self.identities.within(span):
                return entity
        return None

    def voice(self, statement: Statement | None) -> str:
        """What tells sources apart: the entity, else the source's last word; "" for the outlet."""
        if statement is None:
            return ""
        known = self.speaker(statement)
        if known is not None:
            return known
        if not statement.source:
            return ""
        return statement.source[0].of(self.doc.text).lower().rsplit(maxsplit=1)[-1]

    def statement_at(
        self, span: Span, *, without: frozenset[Act] = frozenset()
    ) -> Statement | None:
        """The innermost statement whose content holds `span`; those of some acts left out."""
        best: Statement | None = None
        size = 0
        last = bisect_right(self.said_from, span.start)
        for statement in self.said[max(0, last - _MOST_AROUND) : last]:
            for content in statement.content if statement.act not in without else ():
                if content.holds(span) and (best is None or content.size < size):
                    best, size = statement, content.size
        return best

    def times_near(self, span: Span) -> Sequence[ResolvedTime]:
        """Resolved times that begin inside `span`."""
        times = self.doc[DAYS]
        first = bisect_left(times, span.start, key=lambda time: time.span.start)
        return times[first : bisect_left(times, span.end, key=lambda time: time.span.start)]

    def said_near(self, place: int) -> tuple[Statement, ...]:
        """Statements whose content begins around a code point, in text order."""
        at = bisect_right(self.said_from, place)
        return self.said[max(0, at - _MOST_AROUND) : at + _MOST_AROUND]

    def imagined(self, span: Span) -> bool:
        """Whether the words stand in something that nobody really said."""
        return any(content.holds(span) for content in self.unsaid)

    def side(
        self, span: Span, entity: EntityId | None = None, said: Statement | None = None
    ) -> Side:
        """A side of a dispute: the sentence around `span`, or `span` where that is too long."""
        sentence = self.sentence(span.start).span
        chosen = Span(min(sentence.start, span.start), max(sentence.end, span.end))
        if chosen.size > LONGEST_SIDE:
            chosen = span
        if chosen.size > LONGEST_SIDE:
            chosen = Span(chosen.start, chosen.start + LONGEST_SIDE)
        words = " ".join(chosen.of(self.doc.text).split())
        return Side(self.id, chosen, words, entity, said.id if said else None)

    def statement_side(self, statement: Statement) -> Side:
        """A side that a statement takes: its content; the whole sentence where that is short."""
        content, entity = hull(statement.content), self.speaker(statement)
        if statement.act is Act.DENIAL:
            content = self._with_cue(statement)
        if not _SHORTEST_SIDE <= content.size <= LONGEST_SIDE:
            return self.side(content, entity, statement)
        words = " ".join(content.of(self.doc.text).split())
        return Side(self.id, content, words, entity, statement.id)

    def _with_cue(self, statement: Statement) -> Span:
        """A denial with the words that deny: without them it says what it denies."""
        content = hull(statement.content)
        whole = hull((*statement.source, *statement.cue, *statement.content))
        return whole if self.sentence(content.start).span.holds(whole) else content

    def stems(self, span: Span, common: frozenset[str]) -> frozenset[str]:
        """Stems of the content words in `span`, names left out."""
        return content_stems(self.tokens(span), common)

    def entities(self, span: Span) -> set[EntityId]:
        """Entities named inside `span`."""
        return {entity for _, entity in self.identities.within(span)}


def content_stems(tokens: Sequence[Token], common: frozenset[str]) -> frozenset[str]:
    """Stems of the words that carry content; names stand apart, as entities."""
    return frozenset(
        stem(token.text)
        for token in tokens
        if len(token.text) >= _SHORTEST
        and token.text == token.lower
        and token.text not in common
        and token.text.isalpha()
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """All articles, all tellings, and which happening each belongs to."""

    pages: Mapping[ArticleId, Page]
    tellings: Sequence[Telling]
    happenings: Sequence[tuple[Happening, tuple[Telling, ...]]]
    happening_of: Mapping[tuple[ArticleId, EventId], int]
    atlas: Atlas
    common: frozenset[str]
    under: Mapping[tuple[ArticleId, StatementId], Sequence[Telling]]
    """Events by the statement they stand under."""

    def forbidden(self, one: Telling, two: Telling, *, but_for_the_day: bool = False) -> bool:
        """Whether a specific contradicts that the two are one happening."""
        if but_for_the_day:
            one = replace(one, low=two.low, high=two.high)
        return Comparer(self.atlas).forbidden(one, two)

    def statement_of(self, telling: Telling) -> Statement | None:
        """The statement an event stands under; None: the outlet tells it."""
        statement = telling.event.statement
        return self.pages[telling.article].statements.get(statement) if statement else None

    def voice(self, telling: Telling) -> tuple[int, str]:
        """Who tells: the independent origin, and the source inside it."""
        page = self.pages[telling.article]
        return page.origin, page.voice(self.statement_of(telling))

    def side(self, telling: Telling) -> Side:
        """The sentence in which an event is told, and who stands behind it."""
        page, statement = self.pages[telling.article], self.statement_of(telling)
        entity = page.speaker(statement) if statement is not None else None
        return page.side(telling.event.triggers[0], entity)


def scene_of(collection: Collection, reader: TellingReader) -> Scene:
    """Index a collection whose happenings are known."""
    atlas = Atlas.of(collection[ENTITIES])
    identities = identities_of(collection)
    tellings = reader.read(collection, atlas)
    by_key = {telling.key: telling for telling in tellings}
    origin_of = reader.origins(collection)
    pages = {
        doc.article.id: _page(doc, identities[doc.article.id], atlas, origin_of[doc.article.id])
        for doc in collection.docs
    }
    happenings = [
        (happening, tuple(by_key[key] for key in happening.members if key in by_key))
        for happening in collection[HAPPENINGS]
    ]
    happening_of = {
        key: at for at, (happening, _) in enumerate(happenings) for key in happening.members
    }
    under: defaultdict[tuple[ArticleId, StatementId], list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.event.statement is not None:
            under[telling.article, telling.event.statement].append(telling)
    return Scene(pages, tellings, happenings, happening_of, atlas, reader.common, under)


def _page(doc: Doc, identities: Identities, atlas: Atlas, origin: int) -> Page:
    said = (
        statement
        for statement in doc[STATEMENTS]
        if statement.realis is Said.ACTUAL and statement.content
    )
    in_order = tuple(sorted(said, key=lambda one: (hull(one.content), one.id)))
    return Page(
        doc=doc,
        told=told_from(doc),
        identities=identities,
        starts=tuple(sentence.span.start for sentence in doc[SENTENCES]),
        statements={statement.id: statement for statement in doc[STATEMENTS]},
        said=in_order,
        said_from=tuple(hull(statement.content).start for statement in in_order),
        atlas=atlas,
        unsaid=tuple(
            content
            for statement in doc[STATEMENTS]
            if statement.realis is not Said.ACTUAL
            for content in statement.content
        ),
        origin=origin,
        about=_about(identities),
    )


def _about(identities: Identities) -> frozenset[EntityId]:
    seen: set[EntityId] = set()
    again: set[EntityId] = set()
    for entity in identities.entities:
        (again if entity in seen else seen).add(entity)
    return frozenset(again)
