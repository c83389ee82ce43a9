"""Find what happened: triggers, who took part, where, when, and whether it is told as happened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from kroniek.extract.events.coreference import Telling, gather, merged_participants
from kroniek.extract.events.hits import NOUNS, choose_form
from kroniek.extract.events.lexicon import EventLexicon, Reading, event_lexicon
from kroniek.extract.events.participants import Part, Scene, noun_parts, passive, verb_parts
from kroniek.extract.events.places import places_of
from kroniek.extract.events.realis import conative, judge_realis, realis_words, tense_of
from kroniek.extract.events.senses import (
    Found,
    base_form_out_of_place,
    choose_reading,
    chunk,
    settled_form,
    sift,
)
from kroniek.extract.events.surroundings import Reach, covered
from kroniek.extract.grammar.chunks import (
    AUXILIARY,
    CONTENT,
    EVENT_VERB,
    NAME,
    NON_FINITE,
    NUMBER,
    PRONOUN,
    VERB,
    Chunks,
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
from kroniek.model.text import PLACES, EventMention, Mention, Participant, Realis, SentenceKind
from kroniek.model.time import TimeExpression, TimexType
from kroniek.packs import Packs
from kroniek.spans import Span

_HEADLINES = frozenset({SentenceKind.HEADLINE, SentenceKind.SUBHEAD})
_DEFINITE = frozenset(
    "de het dit deze die dat zijn haar hun the this that these those his her their its".split()
)
_HE = frozenset({"hij", "he", "she"})
_SHE_OR_THEY = frozenset({"zij", "ze"})
_VERBAL = frozenset({AUXILIARY, VERB, EVENT_VERB, NON_FINITE})
_HIS = frozenset({"zijn", "haar", "his", "her"})


class Cast(NamedTuple):
    """One who takes part: role, words, and a key that is equal for equal names.

    Keys of names are upper case, those of other words lower case.
    """

    role: str
    spans: tuple[Span, ...]
    key: str


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
            for telling in self._tellings(item, reach, topics):
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
            if base_form_out_of_place(scene):
                continue
            parts = noun_parts(scene) if form in NOUNS or form is Form.PHRASE else verb_parts(scene)
            reading = choose_reading(item, scene, parts, topics)
            if reading is None or not reading.type:
                continue
            telling = _telling(item, scene, parts, reading, reach)
            if _worth(telling, scene, event_lexicon(language)):
                yield telling


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
    cast = _cast(scene, parts, reading, roles, reach)
    if not any(part.function == "subject" for part in parts):
        cast += _pronoun(item, scene, cast, reading, reach)
    undergone = {
        "object",
        "of",
        "to",
        "against",
        *({"subject"} if _flipped(scene, reading) else ()),
    }
    objects = [part.phrase for part in parts if part.function in undergone]
    places = places_of(scene, objects)
    where = [place.mention for place in places if place.mention is not None]
    meant = _place_meant(item, scene, objects, reach)
    if meant is not None:
        where = [meant, *(place for place in where if place is not meant)]
    times = _times(item, scene, reach)
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
    """Whether it is a headline's noun, and no verb of the headline says whether it happened."""
    headline = item.sentence.kind in _HEADLINES and scene.form in NOUNS
    return headline and _VERBAL.isdisjoint(scene.chunks.tags)


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


def _key(scene: Scene, phrase: Phrase, reach: Reach) -> str:
    """The last word of the name in upper case; without a name, of the phrase in lower case."""
    if phrase.mention is not None:
        return reach.key(phrase.mention).upper()
    return scene.chunks.tokens[phrase.last - 1].lower


def _role(part: Part, roles: Mapping[str, str], *, flipped: bool, inverse: bool, noun: bool) -> str:
    """The role of a part of the clause, "-" if it has none.

    `flipped`: the subject undergoes it, for the verb is passive or `inverse`.
    """
    if part.function == "subject":
        undergoer = roles["inverse"] if inverse and "inverse" in roles else roles["object"]
        return undergoer if flipped else roles["subject"]
    if part.function == "object":
        return "-" if flipped else roles["object"]
    if part.function == "by":
        return roles["subject"] if flipped or noun else "-"
    if part.function == "between":
        return roles["with"]
    return roles[part.function]


def _flipped(scene: Scene, reading: Reading) -> bool:
    if scene.form in NOUNS or scene.form is Form.ATTRIBUTIVE:
        return False
    return reading.inverse or passive(scene, inverse=reading.inverse)


def _cast(
    scene: Scene,
    parts: Sequence[Part],
    reading: Reading,
    roles: Mapping[str, str],
    reach: Reach,
) -> list[Cast]:
    """Who takes part; the place of a visit is no host."""
    flipped = _flipped(scene, reading)
    if reading.object_role:
        roles = {**roles, "object": reading.object_role}
    found: list[Cast] = []
    taken: set[int] = set()
    for part in parts:
        role = _role(
            part, roles, flipped=flipped, inverse=reading.inverse, noun=scene.form in NOUNS
        )
        mention = part.phrase.mention
        place = mention is not None and mention.type in PLACES
        if role == "-" or part.phrase.first in taken or not _names_something(scene, part.phrase):
            continue
        if part.function == "with" and not _somebody(scene, part.phrase):
            continue
        if role == "host" and (place or (mention is None and part.function == "to")):
            continue
        taken.add(part.phrase.first)
        found.append(Cast(role, _spans(scene, part.phrase), _key(scene, part.phrase, reach)))
    return found


def _names_something(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase has more than small words: "all" alone says nobody."""
    return not _NAMING.isdisjoint(scene.chunks.tags[phrase.first : phrase.last])


_NAMING = frozenset({CONTENT, NAME, NUMBER, EVENT_VERB, NON_FINITE})


def _somebody(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase behind "with" is a partner and no means: named, or people."""
    lexicon = event_lexicon(scene.words.language)
    tokens = scene.chunks.tokens[phrase.first : phrase.last]
    if phrase.mention is not None or tokens[0].lower in scene.adjectives:
        return True
    return any(not _PEOPLE.isdisjoint(lexicon.know(token.lower).classes) for token in tokens)


_PEOPLE = frozenset({"person", "force", "suspect", "war", "votes"})


def _spans(scene: Scene, phrase: Phrase) -> tuple[Span, ...]:
    tokens = scene.chunks.tokens
    whole = Span(tokens[phrase.first].start, tokens[phrase.last - 1].end)
    if phrase.mention is None or not whole.holds(phrase.mention.span):
        return (whole,)
    return tuple(dict.fromkeys((phrase.mention.span, whole)))


def _pronoun(
    item: Found, scene: Scene, cast: Sequence[Cast], reading: Reading, reach: Reach
) -> list[Cast]:
    """The person "he" or "his" stands for, when only one was named in this or the last sentence."""
    roles = event_lexicon(item.sentence.language).roles[reading.type]
    role = roles["object"] if _flipped(scene, reading) else roles["subject"]
    if role == "-" or (scene.form in NOUNS and any(one.role == role for one in cast)):
        return []
    tokens, chunks = item.tokens, scene.chunks
    if scene.form in NOUNS:
        around = chunks.phrase_at.get(scene.hit.first)
        at = around.first if around is not None and tokens[around.first].lower in _HIS else None
    else:
        at = _he_in(chunks, scene.clause)
        if at is None and scene.clause and not chunks.clauses[scene.clause - 1].relative:
            at = _he_in(chunks, scene.clause - 1)
    if at is None:
        return []
    here = tokens[at].start
    person = reach.person_before(item.sentence.span.start, here) or reach.person_before(
        item.before, here
    )
    return [] if person is None else [Cast(role, (person.span,), reach.key(person).upper())]


def _he_in(chunks: Chunks, clause: int) -> int | None:
    """Where the pronoun of one person stands in a clause; Dutch "zij" is one beside a singular."""
    first, last = chunks.clauses[clause].first, chunks.clauses[clause].last
    for k in range(first, last):
        if chunks.tags[k] != PRONOUN:
            continue
        lower = chunks.tokens[k].lower
        if lower in _HE:
            return k
        if lower in _SHE_OR_THEY and any(
            chunks.tags[n] in _VERBAL and not chunks.lowers[n].endswith(("en", "zijn"))
            for n in (k - 1, k + 1)
            if first <= n < last
        ):
            return k
    return None


def _times(item: Found, scene: Scene, reach: Reach) -> list[TimeExpression]:
    """Time expressions of the clause; failing these, one of a clause without another event."""
    times = reach.times_in(item.sentence.span)
    if not times:
        return []
    chunks = scene.chunks
    others = {chunks.clause_of[hit.first] for hit in item.hits} - {scene.clause}
    starts = [token.start for token in item.tokens]
    own: list[tuple[int, int, TimeExpression]] = []
    for time in times:
        at = next(iter(covered(item.tokens, starts, time.span)), None)
        if at is None:
            continue
        clause = chunks.clause_of[at]
        distance = abs(at - scene.hit.first)
        if clause == scene.clause:
            own.append((0, distance, time))
        elif clause not in others and (
            clause == scene.clause + 1 or not chunks.clauses[clause].relative
        ):
            own.append((1, distance, time))
    own.sort(key=lambda found: found[:2])
    inner = [time for rank, _, time in own if rank == 0]
    return inner or [time for _, _, time in own[:1]]


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
