"""All that a sentence says of one happening, gathered around its trigger."""

from collections.abc import Sequence

from kroniek.extract.events.cast import Cast, cast_of, flipped_by, pronoun_cast
from kroniek.extract.events.coreference import Telling
from kroniek.extract.events.frames import VERBAL, Part, Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.lexicon import Reading, event_lexicon
from kroniek.extract.events.moments import times_of
from kroniek.extract.events.places import ground_of, places_of
from kroniek.extract.events.predicates import copula_at
from kroniek.extract.events.pronouns import both_meant, they_meant
from kroniek.extract.events.realis import conative, judge_realis
from kroniek.extract.events.realis_times import tense_of
from kroniek.extract.events.realis_words import realis_words
from kroniek.extract.events.sifting import Found
from kroniek.extract.events.surroundings import Reach
from kroniek.extract.grammar.chunks import Phrase
from kroniek.extract.grammar.inflection import Form
from kroniek.model.text import (
    PLACES,
    Mention,
    NameType,
    Participant,
    Realis,
    SentenceKind,
    Statement,
    Tense,
)
from kroniek.model.time import TimeExpression, TimexType
from kroniek.spans import Span

HEADLINES = frozenset({SentenceKind.HEADLINE, SentenceKind.SUBHEAD})


_DEFINITE = frozenset(
    "de het dit deze die dat zijn haar hun the this that these those his her their its".split()
)


_UNDERGONE = frozenset({"object", "of", "to", "against"})
"""Functions of what it happens to; of a passive or inverse verb the subject too."""


def telling_of(
    item: Found, scene: Scene, parts: Sequence[Part], reading: Reading, reach: Reach
) -> Telling:
    """All that the sentence says of one happening."""
    statement = reach.holders.innermost(item.tokens[scene.hit.first].start)
    reading, realis = _tried(scene, reading, statement)
    roles = event_lexicon(item.sentence.language).roles[reading.type]
    cast = _cast(item, scene, parts, reading, reach)
    where = _where(item, scene, _undergone(scene, parts, reading), reach, reading.type)
    ground = None if where else ground_of(scene)
    times = times_of(item, scene, reach)
    return Telling(
        triggers=_triggers(item, scene, reading),
        sentence=item.sentence.span,
        number=item.number,
        type=reading.type,
        family=roles["family"],
        lemma=reading.lemma,
        form=scene.form,
        definite=_definite(scene),
        headline=item.sentence.kind in HEADLINES,
        participants=tuple(Participant(one.role, one.spans, one.stands_for) for one in cast),
        who=tuple((one.role, one.key) for one in cast),
        places=(ground,) if ground else tuple(dict.fromkeys(place.span for place in where)),
        where=tuple(dict.fromkeys(reach.key(place).upper() for place in where)),
        times=tuple(time.span for time in times),
        when=_when(times),
        tense=tense_of(scene),
        realis=realis,
        statement=statement.id if statement is not None else None,
        clause=scene.clause,
        paragraph=item.sentence.paragraph,
        towns=tuple(dict.fromkeys(p.span for p in where if p.type is NameType.POLITY)),
        names_place=bool(where or ground)
        or any(m.type in PLACES for m in reach.names_in(item.sentence.span)),
        loose=_loose(item, scene),
    )


def _tried(scene: Scene, reading: Reading, statement: Statement | None) -> tuple[Reading, Realis]:
    """The reading and its realis.

    An attempt to take a place is fighting that goes on; what is promised is not yet given.
    """
    words = realis_words(scene.words.language)
    realis = judge_realis(scene, words, statement)
    promised = reading.type in _GIVEN and scene.chunks.lowers[scene.hit.first] in words.promised
    if promised and realis is Realis.ACTUAL:
        return reading, Realis.PLANNED
    if reading.type not in {"territory_change", "encirclement"} or not conative(scene, words):
        return reading, realis
    kind = "battle" if reading.type == "territory_change" else reading.type
    realis = Realis.ACTUAL if realis is Realis.HYPOTHETICAL else realis
    return reading._replace(type=kind), realis


_GIVEN = frozenset({"aid", "training", "military_posture"})


def _cast(
    item: Found, scene: Scene, parts: Sequence[Part], reading: Reading, reach: Reach
) -> list[Cast]:
    """Who takes part; where the clause names no subject, the person a pronoun stands for too."""
    roles = event_lexicon(item.sentence.language).roles[reading.type]
    cast = cast_of(scene, parts, reading, roles, reach)
    if not any(part.function == "subject" for part in parts):
        cast += pronoun_cast(item, scene, cast, reading, reach)
        they = they_meant(scene, reach, item.sentence.span.start, item.before)
        if they and roles["subject"] in _MANY:
            cast += [Cast(roles["subject"], (m.span,), reach.key(m).upper()) for m in they]
    for part in parts:
        both = both_meant(scene, part.phrase, reach, item.before)
        role = roles.get("with", "-") if part.function == "between" else roles.get(part.function)
        if role in _MANY:
            cast += [Cast(role, (m.span,), reach.key(m).upper()) for m in both]
    return cast


_MANY = frozenset({"participant", "party", "side", "visitor", "speaker"})
"""Roles that several take together."""


def _undergone(scene: Scene, parts: Sequence[Part], reading: Reading) -> list[Phrase]:
    """The phrases of what it happens to; a disaster's subject is where it is."""
    subject = flipped_by(scene, reading) or reading.type == "disaster"
    wanted = _UNDERGONE | {"subject"} if subject else _UNDERGONE
    return [part.phrase for part in parts if part.function in wanted]


def _where(
    item: Found, scene: Scene, objects: Sequence[Phrase], reach: Reach, kind: str
) -> list[Mention]:
    """Where it happened, the place that "the town" stands for first."""
    where = [place.mention for place in places_of(scene, objects, kind) if place.mention]
    meant = _place_meant(item, scene, objects, reach)
    if meant is None:
        return where
    return [meant, *(place for place in where if place is not meant)]


def _when(times: Sequence[TimeExpression]) -> tuple[tuple[str, str], ...]:
    """What the first time expression says, if it is a date or time of day."""
    return tuple(
        (time.symbol.kind, str(time.symbol.arguments))
        for time in times[:1]
        if time.type in {TimexType.DATE, TimexType.TIME}
    )


def _triggers(item: Found, scene: Scene, reading: Reading) -> tuple[Span, ...]:
    """The words that tell it: the trigger, the verb that concludes it, what is split off."""
    hit, tokens = scene.hit, item.tokens
    triggers = [Span(tokens[hit.first].start, tokens[hit.last - 1].end)]
    if reading.type in _CONCLUDED and scene.form in NOUNS:
        triggers += _concluding(scene)
    if hit.apart is not None:
        triggers.append(Span(tokens[hit.apart[0]].start, tokens[hit.apart[1] - 1].end))
    return tuple(triggers)


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
    """Whether nothing says that it happened: others of its group do.

    A noun in a headline without a verb, or in "the visit is a courtesy"; a headline in the present
    tense, which tells both what happened and what is to come.
    """
    headline = item.sentence.kind in HEADLINES
    if scene.form not in NOUNS:
        return headline and tense_of(scene) is Tense.PRESENT
    if headline and VERBAL.isdisjoint(scene.chunks.tags):
        return True
    return _definite(scene) and copula_at(scene) is not None


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
