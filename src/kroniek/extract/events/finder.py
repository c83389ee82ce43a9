"""Find what happened: triggers, who took part, where, when, and whether it is told as happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from kroniek.extract.events.coreference import Telling, gather, merged_participants
from kroniek.extract.events.frames import Scene
from kroniek.extract.events.hits import NOUNS, Hit, choose_form
from kroniek.extract.events.lexicon import EventLexicon, event_lexicon
from kroniek.extract.events.participants import noun_parts, verb_parts
from kroniek.extract.events.predicates import describes
from kroniek.extract.events.realis_verbs import predicted
from kroniek.extract.events.realis_words import realis_words
from kroniek.extract.events.senses import base_form_out_of_place, choose_reading, settled_form
from kroniek.extract.events.sides import sides_told
from kroniek.extract.events.sifting import Found, chunk, may_tell, sift
from kroniek.extract.events.states import NO_STATES, States
from kroniek.extract.events.surroundings import Reach
from kroniek.extract.events.tellings import telling_of
from kroniek.extract.events.voice import realis_of, voice_of
from kroniek.extract.events.whereabouts import at_theme, where_last
from kroniek.extract.grammar.chunks import Chunks, grammar
from kroniek.extract.grammar.inflection import Form
from kroniek.ids import EventId, RuleId, content_id
from kroniek.model.doc import (
    EVENTS,
    NAMES,
    QUOTES,
    SENTENCES,
    STATEMENTS,
    TIMES,
    TOKENS,
    Doc,
    Layer,
)
from kroniek.model.text import EventMention, Realis
from kroniek.packs import Packs


@dataclass(frozen=True, slots=True)
class EventFinder:
    """Applies the lexicon to every sentence and brings tellings of one happening together."""

    adjectives: frozenset[str]
    """Adjectives of countries and peoples, lower case."""
    states: States = NO_STATES
    name: str = "events"
    reads: tuple[Layer[Any], ...] = (TOKENS, SENTENCES, NAMES, TIMES, QUOTES, STATEMENTS)
    writes: Layer[EventMention] = EVENTS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """Build with the adjectives the packs know."""
        return cls(
            frozenset(item.form.lower() for item in packs.demonyms if item.use == "adjective"),
            States.from_packs(packs),
        )

    def annotate(self, doc: Doc) -> Iterator[EventMention]:
        """Yield events in the order of their first triggers."""
        found, topics = sift(doc)
        reach = Reach.of(doc, self.states)
        tellings: list[Telling] = []
        for item in found:
            if not may_tell(item, topics):
                continue
            for told in self._tellings(item, reach, topics):
                telling = where_last(told, tellings)
                tellings.append(telling)
                topics |= {telling.type}  # what was told once is understood again
        groups = sides_told(gather(tellings), reach, doc.article.language)
        for group in at_theme(groups, reach):
            yield _event(doc, group)

    def _tellings(self, item: Found, reach: Reach, topics: frozenset[str]) -> Iterator[Telling]:
        """What the triggers of one sentence tell."""
        chunks, hits = chunk(item, reach)
        for hit in hits:
            scene = self._scene(chunks, hit, item)
            told = self._told(item, scene, hits, reach, topics)
            if told is None and hit.alone:
                plain = Hit(hit.first, hit.first + 1, None, hit.alone)
                told = self._told(item, self._scene(chunks, plain, item), hits, reach, topics)
            if told is not None:
                yield told

    def _scene(self, chunks: Chunks, hit: Hit, item: Found) -> Scene:
        language = item.sentence.language
        form = choose_form(chunks, hit, language)
        scene = Scene(chunks, grammar(language), hit, form, self.adjectives)
        return scene._replace(form=settled_form(scene))

    def _told(
        self,
        item: Found,
        scene: Scene,
        hits: Sequence[Hit],
        reach: Reach,
        topics: frozenset[str],
    ) -> Telling | None:
        """What a trigger tells where it stands; None if no reading of it holds."""
        if base_form_out_of_place(scene) or _of_compound(scene) or describes(scene, hits):
            return None
        nominal = scene.form in NOUNS or scene.form is Form.PHRASE
        parts = noun_parts(scene) if nominal else verb_parts(scene)
        reading = choose_reading(item, scene, parts, topics)
        if reading is None or not reading.type:
            return None
        telling = telling_of(item, scene, parts, reading, reach)
        return telling if _worth(telling, scene, event_lexicon(scene.words.language)) else None


def _of_compound(scene: Scene) -> bool:
    """Whether the trigger only tells the kind of the noun behind it: "launch customer"."""
    heads = event_lexicon(scene.words.language).compound_heads
    behind = scene.chunks.lowers[scene.hit.last : scene.hit.last + 1]
    return scene.form is Form.NOUN and not heads.isdisjoint(behind)


def _worth(telling: Telling, scene: Scene, lexicon: EventLexicon) -> bool:
    """Habits, mere purposes and participles that only describe are left out."""
    if telling.realis is Realis.GENERIC:
        return False
    if telling.form is Form.ATTRIBUTIVE:
        return telling.type in lexicon.attributive
    first = scene.hit.first
    split = scene.words.language == "nl" and scene.hit.last - first > 1  # "in te nemen"
    aim = split or (first > 0 and scene.chunks.tokens[first - 1].lower in {"te", "to"})
    aim = aim and not predicted(scene, realis_words(scene.words.language))
    if telling.realis is Realis.HYPOTHETICAL and telling.form is Form.INFINITIVE and aim:
        return telling.type in lexicon.purpose
    return True


def _event(doc: Doc, group: Sequence[Telling]) -> EventMention:
    """One record for all tellings of a happening."""
    first = group[0]
    best = next((t for t in group if not t.headline and t.form not in NOUNS), first)
    triggers = sorted((span, telling.sentence) for telling in group for span in telling.triggers)
    return EventMention(
        id=EventId(content_id("e", doc.article.id, best.type, triggers[0][0])),
        triggers=tuple(span for span, _ in triggers),
        sentences=tuple(sentence for _, sentence in triggers),
        type=best.type,
        participants=merged_participants(group),
        places=tuple(dict.fromkeys(span for telling in group for span in telling.places)),
        times=tuple(dict.fromkeys(span for telling in group for span in telling.times)),
        tense=best.tense,
        realis=realis_of(group),
        made_by=RuleId(f"{first.type}-{first.lemma}"),
        statement=voice_of(group),
    )
