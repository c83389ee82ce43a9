"""What later articles tell that bears on a forecast: borne out, not borne out, or still open."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kroniek.ids import ArticleId, EntityId
from kroniek.link.kinds import WORDY, near
from kroniek.link.passages import Passage, Passages
from kroniek.link.scene import Page, Scene
from kroniek.link.tellings import Telling
from kroniek.model.chronicle import Bearing, Direction
from kroniek.model.text import Act, Realis, Tense
from kroniek.model.time import Interval
from kroniek.spans import Span

_FORETELLING = frozenset({Act.FORECAST, Act.INTENT, Act.BELIEF, Act.SPECULATION, Act.DEMAND})
_ENOUGH, _NEAR_ENOUGH, _CERTAIN = 4.0, 5.5, 99.0
"""Least score of what may decide, of what at least bears on it, and that of one happening."""
_SAME_WORDS = 3
_FEWEST_WORDS = 2
_NARROW = 10
_BESIDE = 0.6
_MOST_LATER = 24
"""Later events looked at for each entity of a forecast, the soonest first."""
_MOST_ARTICLES = 8
_MOST_ENTITIES = 6


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast as far as bearing on it goes: its words, whom and what it names, and when."""

    page: Page
    span: Span
    negative: bool
    horizon: Interval
    entities: frozenset[EntityId]
    stems: frozenset[str]
    types: frozenset[str]
    language: str


@dataclass(frozen=True, slots=True)
class Later:
    """Events of all articles by the entities in and around them, in order of telling."""

    scene: Scene
    by_entity: Mapping[EntityId, tuple[Sequence[int], Sequence[Telling]]]
    passages: Passages

    @classmethod
    def of(cls, scene: Scene) -> "Later":
        """Index the tellings of a scene; countries say too little to look up."""
        found: defaultdict[EntityId, list[Telling]] = defaultdict(list)
        for telling in scene.tellings:
            if telling.told.known and telling.event.realis is not Realis.GENERIC:
                for entity in {*telling.places, *telling.people, *telling.around}:
                    if not scene.atlas.is_wide(entity):
                        found[entity].append(telling)
        return cls(
            scene,
            {
                entity: ([telling.told.low.toordinal() for telling in tellings], tellings)
                for entity, tellings in found.items()
            },
            Passages.of(scene),
        )

    def bearing(self, foreseen: Foreseen, inside: Sequence[Telling]) -> tuple[Bearing, ...]:
        """One passage of each later article that bears on a forecast, in order of article.

        `inside` are the events told in the forecast: what is one happening with them bears on it.
        """
        if not foreseen.page.told.known:
            return ()
        best: dict[ArticleId, tuple[float, bool, Telling]] = {}
        for telling in self._same(inside):
            if self._after(telling, foreseen.page) and not self._foretold(telling):
                best.setdefault(telling.article, (_CERTAIN, _past(telling), telling))
        for telling in self._candidates(foreseen):
            score = self._score(foreseen, telling)
            same = score >= _ENOUGH and self._decides(foreseen, telling)
            known = best.get(telling.article)
            if (same or score >= _NEAR_ENOUGH) and (known is None or score > known[0]):
                best[telling.article] = (score, same, telling)
        found = {
            article: self._told(foreseen, telling, sure=sure)
            for article, (_, sure, telling) in best.items()
        }
        found = {**self._spoken(foreseen), **found}
        return tuple(found[article] for article in sorted(found)[:_MOST_ARTICLES])

    def _spoken(self, foreseen: Foreseen) -> dict[ArticleId, Bearing]:
        """For each later article its likest sentence on what was foretold."""
        best: dict[ArticleId, Passage] = {}
        for passage in self.passages.later(foreseen.page, foreseen.span, foreseen.horizon):
            known = best.get(passage.page.id)
            if known is None or passage.score > known.score:
                best[passage.page.id] = passage
        return {article: _borne_out(foreseen, passage) for article, passage in best.items()}

    def _same(self, inside: Sequence[Telling]) -> list[Telling]:
        happenings = self.scene.happenings
        places = [self.scene.happening_of.get(telling.key) for telling in inside]
        return [
            member
            for at in dict.fromkeys(places)
            if at is not None
            for member in happenings[at][1][-_MOST_LATER:]
        ]

    def _candidates(self, foreseen: Foreseen) -> list[Telling]:
        now = foreseen.page.told.low.toordinal()
        found: dict[tuple[ArticleId, str], Telling] = {}
        for entity in sorted(foreseen.entities)[:_MOST_ENTITIES]:
            days, tellings = self.by_entity.get(entity, ((), ()))
            first = bisect_right(days, now)
            for telling in tellings[first : first + _MOST_LATER]:
                if self._after(telling, foreseen.page):
                    found[telling.key] = telling
        return [found[key] for key in sorted(found)]

    def _after(self, telling: Telling, page: Page) -> bool:
        """Told later, in a text that is no copy."""
        return (
            telling.article != page.id
            and telling.origin != page.origin
            and telling.told.known
            and telling.told.high > page.told.high
        )

    def _foretold(self, telling: Telling) -> bool:
        """Whether the later text foretells it too, and so bears nothing out."""
        statement = self.scene.statement_of(telling)
        return statement is not None and statement.act in _FORETELLING

    def _score(self, foreseen: Foreseen, telling: Telling) -> float:
        before = telling.days.high < foreseen.horizon.low
        if before or self._foretold(telling):
            return 0.0
        own = {*telling.places, *telling.people}
        weights = sorted(
            (
                self.scene.atlas.weight(entity) * (1.0 if entity in own else _BESIDE)
                for entity in foreseen.entities & (own | telling.around)
            ),
            reverse=True,
        )
        score = sum(weights[:2])
        words = (
            min(3, len(foreseen.stems & telling.stems))
            if telling.language == foreseen.language
            else 0
        )
        kind = telling.event.type
        same = kind in foreseen.types and kind not in WORDY
        akin = any(near(kind, other) for other in foreseen.types)
        if not (same or words >= _FEWEST_WORDS or (akin and words)):
            return 0.0
        on_time = 1.5 * self._on_time(foreseen, telling)
        return score + words + on_time + (1.5 if same else 0.7 * akin)

    def _decides(self, foreseen: Foreseen, telling: Telling) -> bool:
        """Whether it tells, as past, of the very thing foreseen, and not just of one like it."""
        own = {*telling.places, *telling.people} & foreseen.entities
        if not _past(telling) or not own or telling.event.type not in foreseen.types:
            return False
        words = telling.language == foreseen.language and len(foreseen.stems & telling.stems)
        return words >= _SAME_WORDS or self._on_time(foreseen, telling)

    def _on_time(self, foreseen: Foreseen, telling: Telling) -> bool:
        horizon = foreseen.horizon
        narrow = telling.width <= _NARROW and (horizon.high - horizon.low).days <= _NARROW
        return narrow and horizon.meets(telling.days)

    def _told(self, foreseen: Foreseen, telling: Telling, *, sure: bool) -> Bearing:
        page = self.scene.pages[telling.article]
        span = page.sentence(telling.event.triggers[0].start).span
        direction = _direction(foreseen, telling) if sure else Direction.OPEN
        return Bearing(telling.article, span, direction)


def _past(telling: Telling) -> bool:
    """Whether it is told as past: what is still to be told of decides nothing."""
    return telling.event.tense in {Tense.PAST, Tense.PERFECT}


def _borne_out(foreseen: Foreseen, passage: Passage) -> Bearing:
    """A sentence that tells of the day foreseen decides; another leaves it open."""
    span = passage.sentence.span
    words = passage.page.lexicon(span.start).negations
    negated = any(token.lower in words for token in passage.page.tokens(span))
    direction = Direction.OPEN
    if passage.on_time:
        agrees = negated == foreseen.negative
        direction = Direction.SUPPORTS if agrees else Direction.CONTRADICTS
    return Bearing(passage.page.id, span, direction)


def _direction(foreseen: Foreseen, telling: Telling) -> Direction:
    """Whether it came about: what happened after the last day foreseen did not, by then."""
    match telling.event.realis:
        case Realis.ACTUAL:
            late = foreseen.horizon.latest is not None and (
                telling.days.earliest is not None
                and telling.days.earliest > foreseen.horizon.latest
            )
            return Direction.CONTRADICTS if foreseen.negative != late else Direction.SUPPORTS
        case Realis.NEGATED | Realis.DENIED:
            return Direction.SUPPORTS if foreseen.negative else Direction.CONTRADICTS
        case Realis.PLANNED | Realis.HYPOTHETICAL | Realis.GENERIC:
            return Direction.OPEN
