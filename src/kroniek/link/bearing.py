"""What later articles tell that bears on a forecast: borne out, not borne out, or still open.

A later article is looked at when it is on the same matter: when it names who or what the forecast,
or the article around it, is about. Of such an article the likest sentence is taken: one that tells
an event of the kind foreseen, an outcome of the kind foreseen (it holds, it breaks), or the same
things in the same words. Whether it decides the forecast is a second question, answered strictly.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kroniek.ids import ArticleId, EntityId
from kroniek.link.kinds import WORDY, near
from kroniek.link.outlines import Outline
from kroniek.link.scene import Page, Scene
from kroniek.link.tellings import Telling
from kroniek.model.chronicle import Bearing, Direction
from kroniek.model.text import Act, Realis, Tense
from kroniek.model.time import Interval
from kroniek.spans import Span

_FORETELLING = frozenset({Act.FORECAST, Act.INTENT, Act.BELIEF, Act.SPECULATION, Act.DEMAND})
_ENOUGH, _ENOUGH_OPEN = 3.6, 4.8
"""Least score of a sentence that decides a forecast, and of one that leaves it open."""
_SAME_TYPE, _NEAR_TYPE, _SAME_TOPIC, _ON_TIME = 1.6, 0.6, 1.6, 1.5
_RARE, _COMMON_WORD = 1.0, 0.5
"""A word in common: one that few sentences of the later article hold, and another."""
_FEW = 3
_FEWEST_WORDS = 2
_KIN, _MOST_KIN = 0.6, 1.8
"""For each name that both articles are about, and for all of them at most."""
_RETOLD = 2.0
"""Off for a sentence that only foretells, or recalls what was foretold."""
_TOGETHER = 2
"""Names of the forecast that in one later sentence are enough to bear on it."""
_NARROW, _MONTH = 10, 31
_MOST_LATER = 12
"""Later articles looked at for each entity, the soonest first."""
_MOST_ARTICLES = 8
_MOST_ENTITIES = 8


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast as far as bearing on it goes: its words, whom and what it names, and when."""

    page: Page
    span: Span
    negative: bool
    horizon: Interval
    entities: frozenset[EntityId]
    """Named in its sentence or in the events told in it."""
    stems: frozenset[str]
    types: frozenset[str]
    poles: Mapping[str, bool]
    """Outcomes it tells of, by topic: the one ("yes") or the other."""
    language: str


class _Hit(NamedTuple):
    """A later sentence: how much it has in common with the forecast, and what."""

    score: float
    at: int
    kin: float
    words: int
    own: int
    """How many entities of the forecast itself it names."""
    on_time: bool
    telling: Telling | None
    """An event in it of a kind foreseen."""
    agrees: bool | None
    """Whether it tells the outcome foreseen; None: it tells none of that kind."""


@dataclass(frozen=True, slots=True)
class Later:
    """All articles by the entities they are about, in order of telling."""

    scene: Scene
    by_entity: Mapping[EntityId, tuple[Sequence[int], Sequence[Page]]]
    about: Mapping[ArticleId, frozenset[EntityId]]
    tellings: Mapping[ArticleId, Sequence[Telling]]
    _outlines: dict[ArticleId, Outline] = field(default_factory=dict)
    """Made when first asked for, each once."""

    @classmethod
    def of(cls, scene: Scene) -> "Later":
        """Index the articles of a scene; countries say too little to look up."""
        days: defaultdict[EntityId, list[int]] = defaultdict(list)
        pages: defaultdict[EntityId, list[Page]] = defaultdict(list)
        about = {page.id: _about(scene, page) for page in scene.pages.values()}
        dated = [page for page in scene.pages.values() if page.told.known]
        for page in sorted(dated, key=lambda page: (page.told.low, page.id)):
            for entity in dict.fromkeys(page.identities.entities):
                if not scene.atlas.is_wide(entity):
                    days[entity].append(page.told.low.toordinal())
                    pages[entity].append(page)
        tellings: defaultdict[ArticleId, list[Telling]] = defaultdict(list)
        for telling in scene.tellings:
            tellings[telling.article].append(telling)
        by_entity = {entity: (days[entity], pages[entity]) for entity in days}
        return cls(scene, by_entity, about, tellings)

    def bearing(self, foreseen: Foreseen, inside: Sequence[Telling]) -> tuple[Bearing, ...]:
        """One sentence of each later article that bears on a forecast, in order of article.

        `inside` are the events told in the forecast: what is one happening with them bears on it.
        """
        if not foreseen.page.told.known:
            return ()
        found: dict[ArticleId, Bearing] = {}
        for page, kin in self._pages(foreseen):
            outline = self._outline(page)
            hit = self._best(foreseen, outline, kin)
            if hit is not None:
                span, direction = (
                    outline.sentence(hit.at).span,
                    self._direction(foreseen, outline, hit),
                )
                if direction is not Direction.OPEN or hit.score >= _ENOUGH_OPEN:
                    found[page.id] = Bearing(page.id, span, direction)
        for telling in self._same(inside):
            if _after(self.scene.pages[telling.article], foreseen.page):
                known = found.get(telling.article)
                if known is None or known.direction is Direction.OPEN:
                    found[telling.article] = self._told(foreseen, telling)
        return tuple(found[article] for article in sorted(found)[:_MOST_ARTICLES])

    def _pages(self, foreseen: Foreseen) -> Iterator[tuple[Page, float]]:
        """Later articles on the matter, with how much they have in common with the forecast's."""
        now = foreseen.page.told.low.toordinal()
        matter = foreseen.entities | self.about[foreseen.page.id]
        shared: defaultdict[ArticleId, int] = defaultdict(int)
        rarest = sorted(
            matter, key=lambda entity: (len(self.by_entity.get(entity, ((),))[0]), entity)
        )
        for entity in rarest[:_MOST_ENTITIES]:
            days, pages = self.by_entity.get(entity, ((), ()))
            first = bisect_right(days, now)
            for page in pages[first : first + _MOST_LATER]:
                if _after(page, foreseen.page):
                    shared[page.id] += 1
        likest = sorted(shared, key=lambda article: (-shared[article], article))
        for article in likest[:_MOST_LATER]:
            yield self.scene.pages[article], min(_MOST_KIN, _KIN * shared[article])

    def _outline(self, page: Page) -> Outline:
        if page.id not in self._outlines:
            self._outlines[page.id] = Outline.of(self.scene, page, self.tellings.get(page.id, ()))
        return self._outlines[page.id]

    def _best(self, foreseen: Foreseen, outline: Outline, kin: float) -> _Hit | None:
        """The likest sentence of a later article, if it is like enough."""
        scores: defaultdict[int, float] = defaultdict(lambda: kin)
        words = self._words(foreseen, outline, scores)
        own = self._own(foreseen, outline, scores)
        told = _of_type(foreseen, outline, scores)
        agreeing = _of_topic(foreseen, outline, scores)
        best: _Hit | None = None
        for at in sorted(scores):
            like = scores[at] + _ON_TIME >= _ENOUGH
            if not like or not _on_the_matter(
                kin, words.get(at, 0), own.get(at, 0), same=at in told or at in agreeing
            ):
                continue
            when = _when(outline, at, foreseen.horizon)
            score = scores[at] + (_ON_TIME if when else 0.0) - _RETOLD * outline.foretells(at)
            if when is not False and score >= _ENOUGH and (best is None or score > best.score):
                best = _Hit(
                    score,
                    at,
                    kin,
                    words.get(at, 0),
                    own.get(at, 0),
                    bool(when),
                    told.get(at),
                    agreeing.get(at),
                )
        return best

    def _own(
        self, foreseen: Foreseen, outline: Outline, scores: defaultdict[int, float]
    ) -> dict[int, int]:
        """How many entities of the forecast each sentence names."""
        found: defaultdict[int, int] = defaultdict(int)
        for entity in sorted(foreseen.entities or self.about[foreseen.page.id]):
            for at in dict.fromkeys(outline.by_entity.get(entity, ())):
                scores[at] += self.scene.atlas.weight(entity) / 2
                found[at] += 1
        return found

    def _words(
        self, foreseen: Foreseen, outline: Outline, scores: defaultdict[int, float]
    ) -> dict[int, int]:
        """How many words of the forecast stand in each sentence of its language."""
        found: defaultdict[int, int] = defaultdict(int)
        for stem in sorted(foreseen.stems):
            places = [
                at
                for at in dict.fromkeys(outline.by_stem.get(stem, ()))
                if outline.sentence(at).language == foreseen.language
            ]
            for at in places:
                found[at] += 1
                scores[at] += _RARE if len(places) <= _FEW else _COMMON_WORD
        return found

    def _same(self, inside: Sequence[Telling]) -> list[Telling]:
        """What is one happening with an event foreseen, told as past and of known days."""
        places = [self.scene.happening_of.get(telling.key) for telling in inside]
        return [
            member
            for at in dict.fromkeys(places)
            if at is not None
            for member in self.scene.happenings[at][1][-_MOST_LATER:]
            if _past(member) and member.width <= _MONTH and not self._foretold(member)
        ]

    def _foretold(self, telling: Telling) -> bool:
        """Whether the later text foretells it too, and so bears nothing out."""
        statement = self.scene.statement_of(telling)
        return statement is not None and statement.act in _FORETELLING

    def _told(self, foreseen: Foreseen, telling: Telling) -> Bearing:
        page = self.scene.pages[telling.article]
        span = page.sentence(telling.event.triggers[0].start).span
        return Bearing(telling.article, span, _outcome(foreseen, telling))

    def _direction(self, foreseen: Foreseen, outline: Outline, hit: _Hit) -> Direction:
        """Whether the sentence decides what was foreseen; strict, for most only touch on it."""
        if outline.looks_ahead(hit.at) or outline.foretells(hit.at):
            return Direction.OPEN
        sentence = outline.sentence(hit.at)
        telling = hit.telling
        if telling is not None and self._foretold(telling):
            return Direction.OPEN
        if hit.agrees is not None and _on_one_thing(foreseen, hit, sentence.language):
            late = foreseen.horizon.latest is not None and outline.after(hit.at, foreseen.horizon)
            negated = outline.negated(sentence.span) != late
            borne_out = hit.agrees != (negated != foreseen.negative)
            return Direction.SUPPORTS if borne_out else Direction.CONTRADICTS
        if hit.agrees is None and foreseen.poles:
            return Direction.OPEN
        if telling is not None and _on_one_event(foreseen, hit, telling, sentence.language):
            return _outcome(foreseen, telling)
        if hit.on_time and (hit.words >= _FEWEST_WORDS or hit.own >= _TOGETHER):
            negated = outline.negated(sentence.span)
            return Direction.SUPPORTS if negated == foreseen.negative else Direction.CONTRADICTS
        return Direction.OPEN


def _on_the_matter(kin: float, words: int, own: int, *, same: bool) -> bool:
    """Whether a sentence says enough of what was foreseen, and not only names the same people.

    `same`: it tells an event or an outcome of the kind foreseen.
    """
    if same:
        return own > 0 or words > 0 or kin > _KIN
    return words >= _FEWEST_WORDS or own >= _TOGETHER


def _on_one_thing(foreseen: Foreseen, hit: _Hit, language: str) -> bool:
    """Whether an outcome told is that of the very thing foreseen, and not just one of its kind."""
    if hit.telling is not None and hit.kin > _KIN:
        return True
    if not foreseen.stems:
        return hit.own > 0
    if language == foreseen.language:
        return hit.words > 0 and hit.own > 0
    return hit.own >= _TOGETHER


def _on_one_event(foreseen: Foreseen, hit: _Hit, telling: Telling, language: str) -> bool:
    """Whether an event told may be the one foreseen: the same people or place, the day or words."""
    shared = {*telling.places, *telling.people} & foreseen.entities
    if not shared or telling.event.type in WORDY:
        return False
    return hit.on_time or hit.words > 0 or language != foreseen.language


def _about(scene: Scene, page: Page) -> frozenset[EntityId]:
    """Whom and what an article is about: named twice or more; countries say too little."""
    return frozenset(entity for entity in page.about if not scene.atlas.is_wide(entity))


def _past(telling: Telling) -> bool:
    """Whether it is told as past: what is still to be told of decides nothing."""
    return telling.event.tense in {Tense.PAST, Tense.PERFECT}


def _after(page: Page, early: Page) -> bool:
    """Told later, in a text that is no copy."""
    return page.id != early.id and page.origin != early.origin and page.told.high > early.told.high


def _of_type(
    foreseen: Foreseen, outline: Outline, scores: defaultdict[int, float]
) -> dict[int, Telling]:
    """Events of the kinds foreseen, none over before the days foreseen, by sentence."""
    found: dict[int, Telling] = {}
    for kind in sorted(outline.by_type):
        same = kind in foreseen.types
        if not same and not any(near(kind, other) for other in foreseen.types):
            continue
        for at, telling in outline.by_type[kind]:
            over = telling.days.high < foreseen.horizon.low
            if over or at in found or telling.event.realis is Realis.GENERIC:
                continue
            scores[at] += _SAME_TYPE if same and kind not in WORDY else _NEAR_TYPE
            if same:
                found[at] = telling
    return found


def _of_topic(
    foreseen: Foreseen, outline: Outline, scores: defaultdict[int, float]
) -> dict[int, bool]:
    """For sentences that tell an outcome of the kind foreseen: whether it is the same one."""
    found: dict[int, bool] = {}
    for topic in sorted(foreseen.poles):
        for at, pole in outline.by_pole.get(topic, ()):
            if at not in found:
                found[at] = pole == foreseen.poles[topic]
                scores[at] += _SAME_TOPIC
    return found


def _when(outline: Outline, at: int, horizon: Interval) -> bool | None:
    """True: names a day within a narrow horizon; False: only days before it; None: neither."""
    span = outline.sentence(at).span
    named = [time.days for time in outline.page.times_near(span) if time.days.latest is not None]
    if named and all(days.high < horizon.low for days in named):
        return False
    narrow = (horizon.high - horizon.low).days <= _NARROW
    return True if narrow and any(horizon.meets(days) for days in named) else None


def _outcome(foreseen: Foreseen, telling: Telling) -> Direction:
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
