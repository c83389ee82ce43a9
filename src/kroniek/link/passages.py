"""Later sentences that speak of what was foretold, whether or not they tell an event."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kroniek.ids import EntityId
from kroniek.link.future import load_future
from kroniek.link.scene import Page, Scene
from kroniek.model.doc import SENTENCES
from kroniek.model.text import Sentence, SentenceKind
from kroniek.model.time import Interval
from kroniek.spans import Span

_ENOUGH = 5.0
_FEWEST_WORDS = 2
_NARROW = 10
_MOST_LATER = 16
"""Sentences looked at for each entity, the soonest first."""
_TELLING = frozenset({SentenceKind.BODY, SentenceKind.CAPTION})


class Passage(NamedTuple):
    """A later sentence on what was foretold; `on_time` says that it tells of the day foreseen."""

    score: float
    page: Page
    sentence: Sentence
    on_time: bool


@dataclass(frozen=True, slots=True)
class Passages:
    """Sentences of all articles by the entities in them, in order of telling."""

    scene: Scene
    by_entity: Mapping[EntityId, tuple[Sequence[int], Sequence[tuple[Page, int]]]]
    _stems: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene) -> "Passages":
        """Index the body of every dated article; countries say too little to look up."""
        days: defaultdict[EntityId, list[int]] = defaultdict(list)
        places: defaultdict[EntityId, list[tuple[Page, int]]] = defaultdict(list)
        dated = [page for page in scene.pages.values() if page.told.known]
        for page in sorted(dated, key=lambda page: (page.told.low, page.id)):
            now = page.told.low.toordinal()
            for span, entity in zip(page.identities.spans, page.identities.entities, strict=True):
                if scene.atlas.is_wide(entity):
                    continue
                at = page.sentence_index(span.start)
                known = places[entity]
                if not known or known[-1][1] != at or known[-1][0] is not page:
                    known.append((page, at))
                    days[entity].append(now)
        return cls(scene, {entity: (days[entity], places[entity]) for entity in days})

    def _words(self, page: Page, sentence: Sentence) -> frozenset[str]:
        """Stems of a sentence, worked out once: many forecasts come by the same sentence."""
        key = page.id, sentence.first
        if key not in self._stems:
            self._stems[key] = page.stems(sentence.span, self.scene.common)
        return self._stems[key]

    def later(self, page: Page, span: Span, horizon: Interval) -> Iterator[Passage]:
        """Sentences told after `page`, in no copy of it, that speak of the words in `span`."""
        stems = page.stems(span, self.scene.common)
        entities = sorted(page.entities(page.sentence(span.start).span))
        language = page.sentence(span.start).language
        shared: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
        where: dict[tuple[str, int], Page] = {}
        for entity in entities:
            days, places = self.by_entity.get(entity, ((), ()))
            first = bisect_right(days, page.told.low.toordinal())
            for other, at in places[first : first + _MOST_LATER]:
                if other.origin != page.origin and other.told.high > page.told.high:
                    shared[other.id, at].append(self.scene.atlas.weight(entity))
                    where[other.id, at] = other
        for key in sorted(shared):
            other, sentence = where[key], where[key].doc[SENTENCES][key[1]]
            if sentence.kind not in _TELLING or sentence.language != language:
                continue
            words = len(stems & self._words(other, sentence))
            if words < _FEWEST_WORDS or _foretells(other, sentence):
                continue
            on_time = _on_time(other, sentence, horizon)
            score = sum(sorted(shared[key], reverse=True)[:2]) + min(4, words) + 1.5 * on_time
            if score >= _ENOUGH:
                yield Passage(score, other, sentence, on_time)


def _foretells(page: Page, sentence: Sentence) -> bool:
    """Whether the later sentence itself is about what will be, or asks."""
    words = load_future(sentence.language)
    strong = words.strong | words.expecting
    asks = page.doc.text[sentence.span.end - 1] == "?"
    return asks or any(token.lower in strong for token in page.tokens(sentence.span))


def _on_time(page: Page, sentence: Sentence, horizon: Interval) -> bool:
    """Whether the sentence names a day within a narrow horizon."""
    if (horizon.high - horizon.low).days > _NARROW:
        return False
    return any(
        sentence.span.holds(time.span) and time.days.known and horizon.meets(time.days)
        for time in page.times_near(sentence.span)
    )
