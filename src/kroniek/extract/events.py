"""Find what happened: triggers, who took part, where, when, and whether it is told as happened."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from kroniek.extract.chunks import (
    NAME,
    TIME,
    Chunks,
    Phrase,
    cut_clauses,
    find_phrases,
    grammar,
    tag_tokens,
)
from kroniek.extract.conjugate import Form
from kroniek.extract.matching import NOUNS, Hit, choose_form, find_hits
from kroniek.extract.participants import Part, Scene, noun_parts, passive, places_of, verb_parts
from kroniek.extract.realis import conative, judge_realis, realis_words, tense_of
from kroniek.extract.tellings import Telling, gather, merged_participants
from kroniek.extract.triggers import EventLexicon, Known, Reading, event_lexicon
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
    TOLD,
    EventMention,
    Mention,
    NameType,
    Participant,
    Realis,
    Sentence,
    SentenceKind,
    Statement,
    Token,
)
from kroniek.model.time import TimeExpression
from kroniek.packs import Packs
from kroniek.spans import Span

LANGUAGES = ("nl", "en")
_FIGHTING = frozenset(
    {"invasion_or_attack", "strike", "battle", "territory_change", "encirclement"}
)
_LONGEST = 400
"""Tokens of a sentence that are looked at; what is longer is no sentence."""


class Reach(NamedTuple):
    """Names, time expressions and statements of an article, by where they start."""

    names: Sequence[Mention]
    name_starts: Sequence[int]
    times: Sequence[TimeExpression]
    time_starts: Sequence[int]


class Found(NamedTuple):
    """A sentence with triggers."""

    number: int
    sentence: Sentence
    tokens: Sequence[Token]
    known: Sequence[Known]
    hits: list[Hit]
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventFinder:
    """Applies the lexicon to every sentence and brings tellings of one happening together."""

    adjectives: frozenset[str]
    """Adjectives of countries and peoples, lower case."""
    name: str = "events"
    reads: tuple[Layer[object], ...] = (TOKENS, SENTENCES, NAMES, TIMES, QUOTES, STATEMENTS)  # type: ignore[assignment]
    writes: Layer[EventMention] = EVENTS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """Build with the adjectives the packs know."""
        return cls(
            frozenset(item.form.lower() for item in packs.demonyms if item.use == "adjective")
        )

    def annotate(self, doc: Doc) -> Iterator[EventMention]:
        """Yield events in the order of their first triggers."""
        found, topics = _sift(doc)
        reach = _reach(doc)
        holders = _holders(doc[STATEMENTS])
        tellings: list[Telling] = []
        for item in found:
            if item.hits:
                tellings += self._tellings(item, reach, holders, topics)
        for group in gather(tellings):
            yield _event(doc, group)

    def _tellings(
        self, item: Found, reach: Reach, holders: "Holders", topics: frozenset[str]
    ) -> Iterator[Telling]:
        lexicon = event_lexicon(item.sentence.language)
        chunks = chunk(item, reach)
        for hit in item.hits:
            form = choose_form(hit.readings, chunks.tags, hit, item.sentence.language)
            scene = Scene(chunks, grammar(item.sentence.language), hit, form, self.adjectives)
            parts = noun_parts(scene) if form in (*NOUNS, Form.PHRASE) else verb_parts(scene)
            reading = _reading(item, scene, parts, topics)
            if reading is None or not reading.type:
                continue
            statement = holders.innermost(item.tokens[hit.first].start)
            telling = _telling(item, scene, parts, reading, reach, statement, lexicon)
            if _worth(telling, scene, lexicon):
                yield telling


def _worth(telling: Telling, scene: Scene, lexicon: EventLexicon) -> bool:
    """Habits, mere purposes and participles that only describe are left out."""
    if telling.realis is Realis.GENERIC:
        return False
    if telling.form is Form.ATTRIBUTIVE:
        return telling.type in lexicon.attributive
    aim = scene.hit.last - scene.hit.first > 1 or (
        scene.hit.first > 0 and scene.chunks.tokens[scene.hit.first - 1].lower in {"te", "to"}
    )
    if telling.realis is Realis.HYPOTHETICAL and telling.form is Form.INFINITIVE and aim:
        return telling.type in lexicon.purpose
    return True


def _sift(doc: Doc) -> tuple[list[Found], frozenset[str]]:
    """Sentences that tell something, with their triggers; and what the article is about."""
    tokens = doc[TOKENS]
    found: list[Found] = []
    counts = {"war": 0, "sport": 0}
    size = 0
    for number, sentence in enumerate(doc[SENTENCES]):
        if sentence.kind not in TOLD or sentence.language not in LANGUAGES:
            continue
        lexicon = event_lexicon(sentence.language)
        own = tokens[sentence.first : min(sentence.last, sentence.first + _LONGEST)]
        know = lexicon.know
        known = [know(token.lower) for token in own]
        size += len(own)
        classes = {name for entry in known for name in entry.classes}
        for topic in counts:
            if topic in classes:
                counts[topic] += sum(topic in entry.classes for entry in known)
        hits = find_hits(own, known, lexicon, grammar(sentence.language))
        found.append(Found(number, sentence, own, known, hits, frozenset(classes)))
    topics = set()
    if counts["war"] >= max(2, size // 150) and counts["war"] >= counts["sport"]:
        topics.add("war")
    if counts["sport"] >= max(3, size // 120) and counts["sport"] > counts["war"]:
        topics.add("sport")
    return found, frozenset(topics)


def _reach(doc: Doc) -> Reach:
    names = sorted((m for m in doc[NAMES] if not m.nominal), key=lambda m: m.span)
    times = sorted(doc[TIMES], key=lambda t: t.span)
    return Reach(names, [m.span.start for m in names], times, [t.span.start for t in times])


def chunk(item: Found, reach: Reach) -> Chunks:
    """Cut a sentence into clauses and phrases, names and time expressions whole."""
    tokens, words = item.tokens, grammar(item.sentence.language)
    covered: dict[int, str] = {}
    mentions: dict[int, Mention] = {}
    starts = [token.start for token in tokens]
    for mention in _within(reach.names, reach.name_starts, item):
        for k in _covered(starts, tokens, mention.span):
            covered[k], mentions[k] = NAME, mention
    for time in _within(reach.times, reach.time_starts, item):
        for k in _covered(starts, tokens, time.span):
            covered[k] = TIME
    verbs = {
        hit.first: any(reading.form in NOUNS for reading in hit.readings)
        for hit in item.hits
        if any(
            reading.form not in NOUNS and reading.form is not Form.PHRASE
            for reading in hit.readings
        )
    }
    tags = tag_tokens(tokens, words, verbs, covered)
    clauses, clause_of = cut_clauses(tokens, tags)
    phrases = find_phrases(tokens, tags, clause_of, mentions, dutch=item.sentence.language == "nl")
    at = {k: phrase for phrase in phrases for k in range(phrase.first, phrase.last)}
    return Chunks(tokens, tags, tuple(clauses), clause_of, phrases, at)


def _within(items: Sequence, starts: Sequence[int], item: Found) -> Sequence:  # type: ignore[type-arg]
    first = bisect_right(starts, item.sentence.span.start - 1)
    return items[first : bisect_right(starts, item.sentence.span.end - 1)]


def _covered(starts: Sequence[int], tokens: Sequence[Token], span: Span) -> range:
    first = max(0, bisect_right(starts, span.start) - 1)
    last = bisect_right(starts, span.end - 1)
    return range(first, min(last, len(tokens)))


@dataclass(frozen=True, slots=True)
class Holders:
    """Statements by where their contents lie."""

    edges: Sequence[int]
    holders: Sequence[Statement | None]

    def innermost(self, at: int) -> Statement | None:
        """The shortest statement content that holds the position."""
        k = bisect_right(self.edges, at) - 1
        return self.holders[k] if k >= 0 else None


def _holders(statements: Sequence[Statement]) -> Holders:
    """Cut the text at every content's edges; each stretch belongs to the content begun last."""
    contents = sorted(
        ((span.start, -span.end, k) for k, s in enumerate(statements) for span in s.content),
    )
    edges: list[int] = []
    holders: list[Statement | None] = []
    stack: list[tuple[int, Statement]] = []

    def mark(at: int, holder: Statement | None) -> None:
        if edges and edges[-1] == at:
            holders[-1] = holder
        else:
            edges.append(at)
            holders.append(holder)

    def close(upto: float) -> None:
        while stack and stack[-1][0] <= upto:
            end, _ = stack.pop()
            mark(end, stack[-1][1] if stack else None)

    for start, minus_end, k in contents:
        close(start)
        stack.append((min(-minus_end, stack[-1][0]) if stack else -minus_end, statements[k]))
        mark(start, statements[k])
    close(float("inf"))
    return Holders(edges, holders)


def _reading(
    item: Found, scene: Scene, parts: Sequence[Part], topics: frozenset[str]
) -> Reading | None:
    """The first reading whose conditions hold."""
    readings = sorted(scene.hit.readings, key=lambda reading: reading.order)
    for reading in readings:
        noun = reading.form in NOUNS
        if (
            noun != (scene.form in NOUNS)
            or reading.form is Form.GERUND
            and scene.words.language == "nl"
        ):
            continue
        if "sport" in topics and reading.type in _FIGHTING and "weapon" not in item.classes:
            continue
        if _holds(item, scene, parts, reading, topics):
            return reading
    return None


def _holds(
    item: Found, scene: Scene, parts: Sequence[Part], reading: Reading, topics: frozenset[str]
) -> bool:
    needs = reading.conditions
    if needs is None:
        return reading.type not in {"statement"} or _noteworthy(scene, parts)
    if needs.near and item.classes.isdisjoint(needs.near):
        return False
    if needs.topic and needs.topic not in topics:
        return False
    if needs.plural and scene.form is not Form.PLURAL:
        return False
    following = {token.lower for token in scene.chunks.tokens[scene.hit.last : scene.hit.last + 1]}
    if needs.words_next and needs.words_next.isdisjoint(following):
        return False
    if needs.words_near and not any(token.lower in needs.words_near for token in item.tokens):
        return False
    if needs.subject_named and not _named(parts, "subject"):
        return False
    if needs.object and not _object_is(item, parts, needs.object):
        return False
    return not needs.object_person or _named(parts, "object", frozenset({NameType.PERSON}))


def _object_is(item: Found, parts: Sequence[Part], classes: Sequence[str]) -> bool:
    """Whether the object is a place, or named with a word of one of the classes."""
    if _named(parts, "object", PLACES):
        return True
    return any(
        not set(classes).isdisjoint(entry.classes)
        for part in parts
        if part.function == "object"
        for entry in item.known[part.phrase.first : part.phrase.last]
    )


def _named(parts: Sequence[Part], function: str, types: frozenset[NameType] | None = None) -> bool:
    return any(
        part.function == function
        and part.phrase.mention is not None
        and (types is None or part.phrase.mention.type in types)
        for part in parts
    )


def _noteworthy(scene: Scene, parts: Sequence[Part]) -> bool:
    """A public utterance counts when somebody named makes it, as the main verb."""
    if scene.form in NOUNS:
        return any(
            part.function in {"subject", "by", "of"} and part.phrase.mention for part in parts
        )
    return _named(parts, "subject") and scene.form is not Form.ATTRIBUTIVE


def _telling(
    item: Found,
    scene: Scene,
    parts: Sequence[Part],
    reading: Reading,
    reach: Reach,
    statement: Statement | None,
    lexicon: EventLexicon,
) -> Telling:
    words = realis_words(item.sentence.language)
    realis = judge_realis(scene, words, statement)
    if reading.type in {"territory_change", "encirclement"} and conative(scene, words):
        # An attempt to take a place is fighting that goes on.
        kind = "battle" if reading.type == "territory_change" else reading.type
        reading = reading._replace(type=kind)
        realis = Realis.ACTUAL if realis is Realis.HYPOTHETICAL else realis
    roles = lexicon.roles[reading.type]
    participants = _participants(scene, parts, reading, roles)
    objects = [part.phrase for part in parts if part.function in {"object", "of", "to", "against"}]
    places = places_of(scene, objects)
    times = _times(item, scene, reach)
    hit, tokens = scene.hit, item.tokens
    triggers = [Span(tokens[hit.first].start, tokens[hit.last - 1].end)]
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
        headline=item.sentence.kind in {SentenceKind.HEADLINE, SentenceKind.SUBHEAD},
        participants=tuple(Participant(role, spans) for role, spans, _ in participants),
        who=tuple((role, key) for role, _, key in participants),
        places=tuple(dict.fromkeys(p.mention.span for p in places if p.mention is not None)),
        where=tuple(dict.fromkeys(_key(scene, p) for p in places)),
        times=tuple(time.span for time in times),
        when=tuple(
            " ".join(t.lower for t in tokens if time.span.start <= t.start < time.span.end)
            for time in times[:1]
        ),
        tense=tense_of(scene),
        realis=realis,
        statement=statement.id if statement is not None else None,
    )


def _definite(scene: Scene) -> bool:
    around = scene.chunks.phrase_at.get(scene.hit.first)
    first = scene.chunks.tokens[around.first].lower if around is not None else ""
    return first in {"de", "het", "dit", "deze", "die", "dat", "zijn", "haar", "hun",
                     "the", "this", "that", "these", "those", "his", "her", "their", "its"}  # fmt: skip


def _key(scene: Scene, phrase: Phrase) -> str:
    """The last word of the name, or of the phrase, lower case and without a possessive ending."""
    tokens = scene.chunks.tokens
    if phrase.mention is not None:
        inside = [
            t.lower for t in tokens[phrase.first : phrase.last] if t.start < phrase.mention.span.end
        ]
        word = inside[-1] if inside else tokens[phrase.last - 1].lower
    else:
        word = tokens[phrase.last - 1].lower
    return word.removesuffix("'s").removesuffix("’s")


def _role(part: Part, roles: Mapping[str, str], *, flipped: bool, noun: bool) -> str:
    if part.function == "subject":
        return roles["object"] if flipped else roles["subject"]
    if part.function == "object":
        return "-" if flipped else roles["object"]
    if part.function == "by":
        return roles["subject"] if flipped or noun else "-"
    if part.function == "between":
        return roles["with"]
    return roles[part.function]


def _participants(
    scene: Scene, parts: Sequence[Part], reading: Reading, roles: Mapping[str, str]
) -> list[tuple[str, tuple[Span, ...], str]]:
    """Role, spans and key of each; places of a visit are no participants."""
    noun = scene.form in NOUNS
    flipped = not noun and (reading.inverse or passive(scene, inverse=reading.inverse))
    if scene.form is Form.ATTRIBUTIVE:
        flipped = False
    found: list[tuple[str, tuple[Span, ...], str]] = []
    taken: set[int] = set()
    for part in parts:
        role = _role(part, roles, flipped=flipped, noun=noun)
        mention = part.phrase.mention
        place = mention is not None and mention.type in PLACES
        if role == "-" or (place and role in {"host", "receiver"} and reading.type == "visit"):
            continue
        if part.phrase.first in taken:
            continue
        taken.add(part.phrase.first)
        found.append((role, _spans(scene, part.phrase), _key(scene, part.phrase)))
    return found


def _spans(scene: Scene, phrase: Phrase) -> tuple[Span, ...]:
    tokens = scene.chunks.tokens
    whole = Span(tokens[phrase.first].start, tokens[phrase.last - 1].end)
    if phrase.mention is None or phrase.mention.span == whole:
        return (whole,)
    return (phrase.mention.span, whole) if whole.overlaps(phrase.mention.span) else (whole,)


def _times(item: Found, scene: Scene, reach: Reach) -> list[TimeExpression]:
    """Time expressions of the clause; failing these, those of clauses without another event."""
    chunks = scene.chunks
    others = {chunks.clause_of[hit.first] for hit in item.hits} - {scene.clause}
    starts = [token.start for token in item.tokens]
    own: list[tuple[int, int, TimeExpression]] = []
    for time in _within(reach.times, reach.time_starts, item):
        at = next(iter(_covered(starts, item.tokens, time.span)), None)
        if at is None:
            continue
        clause = chunks.clause_of[at]
        distance = abs(at - scene.hit.first)
        if clause == scene.clause:
            own.append((0, distance, time))
        elif clause not in others and not chunks.clauses[clause].relative:
            own.append((1, distance, time))
    own.sort(key=lambda found: found[:2])
    inner = [time for rank, _, time in own if rank == 0]
    return inner or [time for _, _, time in own[:1]]


def _event(doc: Doc, group: Sequence[Telling]) -> EventMention:
    first = group[0]
    best = next((t for t in group if not t.headline and t.form not in NOUNS), first)
    triggers = [(span, telling.sentence) for telling in group for span in telling.triggers]
    triggers.sort()
    return EventMention(
        id=EventId(content_id("e", doc.article.id, first.type, triggers[0][0])),
        triggers=tuple(span for span, _ in triggers),
        sentences=tuple(sentence for _, sentence in triggers),
        type=best.type,
        participants=merged_participants(group),
        places=tuple(dict.fromkeys(span for telling in group for span in telling.places)),
        times=tuple(dict.fromkeys(span for telling in group for span in telling.times)),
        tense=best.tense,
        realis=first.realis,
        made_by=RuleId(f"{first.type}-{first.lemma}"),
        statement=_common_statement(group),
    )


def _common_statement(group: Sequence[Telling]) -> StatementId | None:
    """None when the outlet tells it in its own voice anywhere; else where it is told first."""
    if any(telling.statement is None for telling in group):
        return None
    return group[0].statement
