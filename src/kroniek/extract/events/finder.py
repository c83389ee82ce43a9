"""Find what happened: triggers, who took part, where, when, and whether it is told as happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from kroniek.extract.events.cast import cast_of, flipped_by, pronoun_cast
from kroniek.extract.events.coreference import Telling, gather, merged_participants
from kroniek.extract.events.frames import VERBAL, Part, Scene
from kroniek.extract.events.hits import NOUNS, choose_form
from kroniek.extract.events.lexicon import EventLexicon, Reading, event_lexicon
from kroniek.extract.events.moments import times_of
from kroniek.extract.events.participants import noun_parts, verb_parts
from kroniek.extract.events.places import places_of
from kroniek.extract.events.predicates import copula_at, describes
from kroniek.extract.events.realis import conative, judge_realis, tense_of
from kroniek.extract.events.realis_words import realis_words
from kroniek.extract.events.senses import base_form_out_of_place, choose_reading, settled_form
from kroniek.extract.events.sifting import Found, chunk, may_tell, sift
from kroniek.extract.events.surroundings import Reach
from kroniek.extract.grammar.chunks import (
    Phrase,
    grammar,
)
from kroniek.extract.grammar.inflection import Form
from kroniek.ids import EventId, RuleId, StatementId, content_id
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
from kroniek.model.text import (
    PLACES,
    EventMention,
    Mention,
    NameType,
    Participant,
    Realis,
    SentenceKind,
)
from kroniek.model.time import TimexType
from kroniek.packs import Packs
from kroniek.spans import Span

_HEADLINES = frozenset({SentenceKind.HEADLINE, SentenceKind.SUBHEAD})


_DEFINITE = frozenset(
    "de het dit deze die dat zijn haar hun the this that these those his her their its".split()
)


@dataclass(frozen=True, slots=True)
class EventFinder:
    """Applies the lexicon to every sentence and brings tellings of one happening together."""

    adjectives: frozenset[str]
    """Adjectives of countries and peoples, lower case."""
    name: str = "events"
    reads: tuple[Layer[Any], ...] = (TOKENS, SENTENCES, NAMES, TIMES, QUOTES, STATEMENTS)
    writes: Layer[EventMention] = EVENTS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """Build with the adjectives the packs know."""
        return cls(
            frozenset(item.form.lower() for item in packs.demonyms if item.use == "adjective")
        )

    def annotate(self, doc: Doc) -> Iterator[EventMention]:
        """Yield events in the order of their first triggers."""
        found, topics = sift(doc)
        reach = Reach.of(doc)
        tellings: list[Telling] = []
        for item in found:
            if not may_tell(item, topics):
                continue
            for told in self._tellings(item, reach, topics):
                telling = _where_last(told, tellings)
                tellings.append(telling)
                topics |= {telling.type}  # what was told once is understood again
        for group in gather(tellings):
            yield _event(doc, group)

    def _tellings(self, item: Found, reach: Reach, topics: frozenset[str]) -> Iterator[Telling]:
        """What the triggers of one sentence tell."""
        language = item.sentence.language
        chunks, hits = chunk(item, reach)
        for hit in hits:
            form = choose_form(chunks, hit, language)
            scene = Scene(chunks, grammar(language), hit, form, self.adjectives)
            form = settled_form(scene)
            scene = scene._replace(form=form)
            if base_form_out_of_place(scene) or _of_compound(scene) or describes(scene, hits):
                continue
            parts = noun_parts(scene) if form in NOUNS or form is Form.PHRASE else verb_parts(scene)
            reading = choose_reading(item, scene, parts, topics)
            if reading is None or not reading.type:
                continue
            telling = _telling(item, scene, parts, reading, reach)
            if _worth(telling, scene, event_lexicon(language)):
                yield telling


_HAPPENS_SOMEWHERE = frozenset(
    """strike battle casualties disruption arrest movement protest crime accident disaster death
    territory_change invasion_or_attack occupation""".split()
)
_SENTENCES_ON = 1


def _where_last(telling: Telling, earlier: Sequence[Telling]) -> Telling:
    """The telling; when its sentence names no place, with the one the sentence before told of."""
    last = earlier[-1] if earlier else None
    if (
        last is None
        or telling.places
        or telling.names_place
        or telling.type not in _HAPPENS_SOMEWHERE
        or last.paragraph != telling.paragraph
        or telling.number - last.number > _SENTENCES_ON
        or len(last.towns) != 1
    ):
        return telling
    return replace(telling, places=last.towns, towns=last.towns)


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
    aim = scene.hit.last - first > 1 or (
        first > 0 and scene.chunks.tokens[first - 1].lower in {"te", "to"}
    )
    if telling.realis is Realis.HYPOTHETICAL and telling.form is Form.INFINITIVE and aim:
        return telling.type in lexicon.purpose
    return True


def _telling(
    item: Found, scene: Scene, parts: Sequence[Part], reading: Reading, reach: Reach
) -> Telling:
    """All that the sentence says of one happening."""
    words = realis_words(item.sentence.language)
    hit, tokens = scene.hit, item.tokens
    statement = reach.holders.innermost(tokens[hit.first].start)
    realis = judge_realis(scene, words, statement)
    if reading.type in {"territory_change", "encirclement"} and conative(scene, words):
        # An attempt to take a place is fighting that goes on.
        kind = "battle" if reading.type == "territory_change" else reading.type
        reading = reading._replace(type=kind)
        realis = Realis.ACTUAL if realis is Realis.HYPOTHETICAL else realis
    roles = event_lexicon(item.sentence.language).roles[reading.type]
    cast = cast_of(scene, parts, reading, roles, reach)
    if not any(part.function == "subject" for part in parts):
        cast += pronoun_cast(item, scene, cast, reading, reach)
    undergone = {
        "object",
        "of",
        "to",
        "against",
        *({"subject"} if flipped_by(scene, reading) or reading.type == "disaster" else ()),
    }
    objects = [part.phrase for part in parts if part.function in undergone]
    places = places_of(scene, objects)
    where = [place.mention for place in places if place.mention is not None]
    meant = _place_meant(item, scene, objects, reach)
    if meant is not None:
        where = [meant, *(place for place in where if place is not meant)]
    times = times_of(item, scene, reach)
    triggers = [Span(tokens[hit.first].start, tokens[hit.last - 1].end)]
    if reading.type in _CONCLUDED and scene.form in NOUNS:
        triggers += _concluding(scene)
    if hit.apart is not None:
        triggers.append(Span(tokens[hit.apart[0]].start, tokens[hit.apart[1] - 1].end))
    return Telling(
        triggers=tuple(triggers),
        sentence=item.sentence.span,
        number=item.number,
        type=reading.type,
        family=roles["family"],
        lemma=reading.lemma,
        form=scene.form,
        definite=_definite(scene),
        headline=item.sentence.kind in _HEADLINES,
        participants=tuple(Participant(one.role, one.spans) for one in cast),
        who=tuple((one.role, one.key) for one in cast),
        places=tuple(dict.fromkeys(place.span for place in where)),
        where=tuple(dict.fromkeys(reach.key(place).upper() for place in where)),
        times=tuple(time.span for time in times),
        when=tuple(
            (time.symbol.kind, str(time.symbol.arguments))
            for time in times[:1]
            if time.type in {TimexType.DATE, TimexType.TIME}
        ),
        tense=tense_of(scene),
        realis=realis,
        statement=statement.id if statement is not None else None,
        clause=scene.clause,
        paragraph=item.sentence.paragraph,
        towns=tuple(dict.fromkeys(p.span for p in where if p.type is NameType.POLITY)),
        names_place=bool(where)
        or any(m.type in PLACES for m in reach.names_in(item.sentence.span)),
        loose=_loose(item, scene),
    )


_CONCLUDED = frozenset({"agreement"})


def _concluding(scene: Scene) -> list[Span]:
    """The verb that only says that an agreement was made, in the same clause."""
    chunks = scene.chunks
    clause = chunks.clauses[scene.clause]
    around = chunks.phrase_at.get(scene.hit.first)
    if around is not None and around.preposition:
        return []
    return [
        Span(chunks.tokens[k].start, chunks.tokens[k].end)
        for k in range(clause.first, clause.last)
        if chunks.lowers[k] in scene.words.concluding
    ][-1:]


def _loose(item: Found, scene: Scene) -> bool:
    """Whether no verb says that it happened: in a headline, or in "the visit is a courtesy"."""
    if scene.form not in NOUNS:
        return False
    headline = item.sentence.kind in _HEADLINES and VERBAL.isdisjoint(scene.chunks.tags)
    return headline or (_definite(scene) and copula_at(scene) is not None)


def _place_meant(
    item: Found, scene: Scene, objects: Sequence[Phrase], reach: Reach
) -> Mention | None:
    """The place that "the town", as object or behind "in", goes back to."""
    tokens, frame = item.tokens, scene.words.frame
    for phrase in scene.chunks.in_clause(scene.clause):
        if phrase.mention is not None or phrase.last - phrase.first > 3:
            continue
        definite = tokens[phrase.first].lower in _DEFINITE
        if not definite or tokens[phrase.last - 1].lower not in scene.words.anaphors:
            continue
        if (
            phrase in objects
            or phrase.preposition in frame["strong_locative"]
            or (scene.form is not Form.NOUN and not phrase.preposition)
        ):
            return reach.place_before(item.before, tokens[phrase.first].start)
    return None


def _definite(scene: Scene) -> bool:
    around = scene.chunks.phrase_at.get(scene.hit.first)
    return around is not None and scene.chunks.tokens[around.first].lower in _DEFINITE


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
        realis=next((t.realis for t in group if not t.loose), first.realis),
        made_by=RuleId(f"{first.type}-{first.lemma}"),
        statement=_common_statement(group),
    )


def _common_statement(group: Sequence[Telling]) -> StatementId | None:
    """None when the outlet tells it in its own voice anywhere; else where it is told first."""
    if any(telling.statement is None for telling in group):
        return None
    return group[0].statement
