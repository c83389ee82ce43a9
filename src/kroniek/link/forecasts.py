"""What was foretold, by whom, for when; and what later articles tell of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kroniek.ids import ArticleId, EntityId, content_id
from kroniek.link.future import Hints, load_future
from kroniek.link.kinds import blocks_of
from kroniek.link.scene import Page, Scene, scene_of
from kroniek.link.tellings import Telling, TellingReader
from kroniek.link.wording import load_common
from kroniek.model.chronicle import Bearing, Direction, Forecast
from kroniek.model.doc import (
    COPIES,
    DATING,
    DAYS,
    ENTITIES,
    EVENT_DAYS,
    EVENTS,
    FORECASTS,
    HAPPENINGS,
    IDENTITIES,
    QUANTITIES,
    SENTENCES,
    STATEMENTS,
    TOKENS,
    Collection,
    Layer,
)
from kroniek.model.text import Act, Polarity, Realis, SentenceKind, Statement
from kroniek.model.time import Interval
from kroniek.packs import Packs
from kroniek.spans import Span, hull, trimmed

_LONGEST = 260
"""Code points; a forecast longer than this is told clause by clause."""
_EDGES = " \t\n,;:.\"“”„‘’'"
_FORETELLING = frozenset({Act.FORECAST, Act.THREAT})
_MOST_BEARING = 8
_LARGEST_BLOCK = 40
_TOLD_HERE = frozenset(
    {
        SentenceKind.BODY,
        SentenceKind.CAPTION,
        SentenceKind.EMBEDDED_POST,
        SentenceKind.EMBEDDED_QUOTE,
    }
)


class _Foretold(NamedTuple):
    """A passage about what will be, and the statement it stands in."""

    span: Span
    statement: Statement | None
    negative: bool


@dataclass(frozen=True, slots=True)
class ForecastFinder:
    """Statements that foretell, and clauses in the future; later reports bear on them."""

    reader: TellingReader
    name: str = "forecasts"
    reads: tuple[Layer[Any], ...] = (
        TOKENS,
        SENTENCES,
        QUANTITIES,
        STATEMENTS,
        EVENTS,
        DAYS,
        EVENT_DAYS,
        DATING,
        COPIES,
        IDENTITIES,
        ENTITIES,
        HAPPENINGS,
    )
    writes: Layer[Forecast] = FORECASTS

    @classmethod
    def from_packs(cls, packs: Packs) -> "ForecastFinder":
        """Build with the packs' demonyms and the lists of words that say nothing."""
        return cls(TellingReader.from_packs(packs, load_common()))

    def gather(self, collection: Collection) -> Iterator[Forecast]:
        """Forecasts in order of article, then of text."""
        scene = scene_of(collection, self.reader)
        index = _later_index(scene)
        triggers: defaultdict[ArticleId, list[Telling]] = defaultdict(list)
        for telling in scene.tellings:
            triggers[telling.article].append(telling)
        for doc in collection.docs:
            page = scene.pages[doc.article.id]
            tellings = sorted(triggers[page.id], key=lambda telling: telling.event.triggers[0])
            for foretold in _passages(page, tellings):
                yield _forecast(scene, page, foretold, (tellings, index))


def _passages(page: Page, tellings: Sequence[Telling]) -> list[_Foretold]:
    """Statements that foretell, and future clauses outside them; in text order, disjoint."""
    found: list[_Foretold] = []
    clauses = _clauses(page, tellings)
    for statement in page.said:
        if statement.act in _FORETELLING:
            hulled = hull(statement.content)
            inside = [clause for clause in clauses if hulled.holds(clause.span)]
            if hulled.size <= _LONGEST or not inside:
                negative = statement.polarity is Polarity.NEGATIVE
                found.append(_Foretold(_core(page, statement, inside), statement, negative))
    taken = [foretold.span for foretold in found]
    found += [clause for clause in clauses if not any(clause.span.overlaps(span) for span in taken)]
    return sorted(found, key=lambda foretold: foretold.span)


def _core(page: Page, statement: Statement, inside: Sequence[_Foretold]) -> Span:
    """The part of what is said that foretells; all of it unless the cue interrupts it."""
    parts = [part for part in statement.content if part]
    ahead = [part for part in parts if any(part.overlaps(clause.span) for clause in inside)]
    return trimmed(page.doc.text, (ahead or parts)[0], _EDGES)


def _clauses(page: Page, tellings: Sequence[Telling]) -> list[_Foretold]:
    hints = _hints(page, tellings)
    found = []
    for sentence in page.doc[SENTENCES]:
        if sentence.kind not in _TOLD_HERE or sentence.language not in {"nl", "en"}:
            continue
        words = load_future(sentence.language)
        tokens = page.doc[TOKENS][sentence.first : sentence.last]
        for clause in words.clauses(sentence, tokens, hints):
            statement = page.statement_at(clause.span)
            if not page.imagined(clause.span):
                found.append(_Foretold(clause.span, statement, clause.negative))
    return found


def _hints(page: Page, tellings: Sequence[Telling]) -> Hints:
    planned = [
        trigger
        for telling in tellings
        if telling.event.realis is Realis.PLANNED
        for trigger in telling.event.triggers
    ]
    now = page.told.latest
    times = frozenset(
        time.span.start
        for time in page.doc[DAYS]
        if now is not None and time.days.earliest is not None and time.days.earliest > now
    )
    return Hints(planned, times)


def _forecast(
    scene: Scene,
    page: Page,
    foretold: _Foretold,
    context: tuple[Sequence[Telling], Mapping[tuple[str, EntityId], Sequence[Telling]]],
) -> Forecast:
    statement = foretold.statement
    tellings, index = context
    inside = [
        telling
        for telling in tellings
        if any(foretold.span.holds(trigger) for trigger in telling.event.triggers)
    ]
    return Forecast(
        id=content_id("f", page.id, *foretold.span),
        article=page.id,
        statement=statement.id if statement is not None else None,
        span=foretold.span,
        holder=page.speaker(statement) if statement is not None else None,
        horizon=_horizon(page, foretold.span),
        bearing=tuple(_bearing(scene, page, (foretold, inside), index)),
    )


def _horizon(page: Page, span: Span) -> Interval:
    """Days from a time in the passage if they lie ahead; else from the telling on, without end."""
    told = page.told.earliest
    for time in page.doc[DAYS]:
        if not span.holds(time.span) or time.days.latest is None:
            continue
        ahead = time.days.cut(Interval(told))
        if ahead is not None:
            return _bounded(page, time.span, ahead)
    return Interval(told)


def _bounded(page: Page, time: Span, days: Interval) -> Interval:
    """The horizon that a time and the word before it give: "by Friday", "from Friday on"."""
    sentence = page.sentence(time.start)
    words = load_future(sentence.language if sentence.language in {"nl", "en"} else "en")
    before = [token.lower for token in page.tokens(Span(sentence.span.start, time.start))[-2:]]
    if any(word in words.till for word in before):
        return Interval(page.told.earliest, days.latest)
    if before and before[-1] in words.since:
        return Interval(days.earliest)
    return days


def _later_index(scene: Scene) -> dict[tuple[str, EntityId], list[Telling]]:
    """Tellings by block of types and entity, for looking up what bears on a forecast."""
    index: defaultdict[tuple[str, EntityId], list[Telling]] = defaultdict(list)
    for telling in scene.tellings:
        for entity in {*telling.places, *telling.people}:
            if not scene.atlas.is_wide(entity):
                index[blocks_of(telling.event.type)[0], entity].append(telling)
    return dict(index)


def _bearing(
    scene: Scene,
    page: Page,
    foretold: tuple[_Foretold, Sequence[Telling]],
    index: Mapping[tuple[str, EntityId], Sequence[Telling]],
) -> Iterator[Bearing]:
    """What later articles tell of the same happening, or of one like it: one passage each."""
    passage, inside = foretold
    best: dict[ArticleId, tuple[int, int, Bearing]] = {}
    for telling in inside:
        at = scene.happening_of.get(telling.key)
        members = scene.happenings[at][1] if at is not None else ()
        for rank, later in _candidates(telling, members, index):
            if later.article == page.id or not _after(later, page):
                continue
            direction = (
                _direction(later, negative=passage.negative) if rank == 0 else Direction.OPEN
            )
            trigger = later.event.triggers[0]
            span = scene.pages[later.article].sentence(trigger.start).span
            key = (rank, trigger.start, Bearing(later.article, span, direction))
            if later.article not in best or key[:2] < best[later.article][:2]:
                best[later.article] = key
    yield from (best[article][2] for article in sorted(best)[:_MOST_BEARING])


def _candidates(
    telling: Telling,
    members: Sequence[Telling],
    index: Mapping[tuple[str, EntityId], Sequence[Telling]],
) -> Iterator[tuple[int, Telling]]:
    yield from ((0, member) for member in members)
    mine = {*telling.places, *telling.people}
    for entity in sorted(mine):
        for other in index.get((blocks_of(telling.event.type)[0], entity), ())[:_LARGEST_BLOCK]:
            if len(mine & {*other.places, *other.people}) >= 2:
                yield 1, other


def _after(later: Telling, page: Page) -> bool:
    return later.told.known and page.told.known and later.told.high > page.told.high


def _direction(later: Telling, *, negative: bool) -> Direction:
    match later.event.realis:
        case Realis.ACTUAL:
            return Direction.CONTRADICTS if negative else Direction.SUPPORTS
        case Realis.NEGATED | Realis.DENIED:
            return Direction.SUPPORTS if negative else Direction.CONTRADICTS
        case Realis.PLANNED | Realis.HYPOTHETICAL | Realis.GENERIC:
            return Direction.OPEN
