"""Who takes part in an event: read off the clause around its trigger."""

from collections.abc import Mapping

from kroniek.extract.events.doers import doer_words
from kroniek.extract.events.frames import (
    VERBAL,
    Part,
    Scene,
    bare,
    dutch_order,
    english_order,
    finite_at,
)
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.joining import clause_is_plural, many, with_joined
from kroniek.extract.events.lexicon import event_lexicon
from kroniek.extract.events.places import owner
from kroniek.extract.grammar.chunks import (
    ADVERB,
    AUXILIARY,
    CONTENT,
    COORDINATOR,
    DETERMINER,
    MARK,
    NAME,
    NUMBER,
    PRONOUN,
    SUBORDINATOR,
    TIME,
    VERB,
    Chunks,
    Clause,
    Phrase,
)
from kroniek.extract.grammar.inflection import Form, irregular
from kroniek.model.text import PLACES, NameType

_OBJECTS = frozenset({DETERMINER, CONTENT, NAME, NUMBER, PRONOUN, ADVERB})


_TRANSITIVE = frozenset(
    {"casualties", "arrest", "disruption", "strike", "air_incident", "crime", "publication"}
)
"""Types whose verbs, without an object behind them, are participles: "people killed in"."""


_SUFFERED = frozenset({"casualties", "death"})
"""Types whose nouns tell what somebody suffers: "Irish losses"."""
_TALKS = frozenset({"meeting", "negotiation", "call"})


_HAVE = frozenset({"heeft", "hebben", "had", "hadden", "heb", "hebt"})
_BECOME = frozenset({"wordt", "worden", "werd", "werden"})


def _told(scene: Scene, kinds: frozenset[str]) -> bool:
    """Whether one of the trigger's readings is of these types."""
    return any(reading.type in kinds for reading in scene.hit.readings)


def passive(scene: Scene, *, inverse: bool) -> bool:
    """Whether the trigger is a participle in the passive."""
    if scene.form is Form.ATTRIBUTIVE:
        return True
    clause = scene.chunks.clauses[scene.clause]
    if inverse or scene.form not in {Form.PARTICIPLE, Form.PAST}:
        return False
    marks = scene.words.finite["passive"]
    tokens, tags, first = scene.chunks.tokens, scene.chunks.tags, scene.hit.first
    if scene.words.language == "nl":
        lowers = [tokens[k].lower for k in range(clause.first, clause.last) if tags[k] is AUXILIARY]
        become = scene.hit.readings[0].lemma.endswith("worden")  # "eens worden"
        if become or not _HAVE.isdisjoint(lowers):
            return False
        headline = _told(scene, _TRANSITIVE) and not any(
            tags[k] in {AUXILIARY, VERB} for k in range(clause.first, clause.last)
        )
        if scene.hit.readings[0].lemma in irregular("nl").ergative:
            marks = marks & _BECOME
        passive_mark = any(lower in marks for lower in lowers)
        return scene.form is Form.PARTICIPLE and (passive_mark or headline)
    k = first - 1
    while k >= clause.first and tags[k] in {"B", AUXILIARY}:
        if tokens[k].lower in marks:
            return True
        k -= 1
    following = tokens[scene.hit.last].lower if scene.hit.last < len(tokens) else ""
    behind = tags[scene.hit.last] if scene.hit.last < len(tokens) else MARK
    if behind not in _OBJECTS and _told(scene, _TRANSITIVE):
        return True
    return following == "by" or (first > clause.first and tags[first - 1] != NAME and tags[k] == "x"
                                 and scene.form is Form.PARTICIPLE)  # fmt: skip


def verb_parts(scene: Scene) -> list[Part]:
    """Subject and object of a verb, and what its prepositions bring."""
    chunks, hit = scene.chunks, scene.hit
    clause = chunks.clauses[scene.clause]
    phrases = bare(scene, scene.clause)
    if scene.form is Form.ATTRIBUTIVE:
        return [*_attributive(scene), *_prepositional(scene)]
    if scene.words.language == "nl":
        subject, target = dutch_order(scene, clause, phrases)
    else:
        subject, target = english_order(scene, clause, phrases)
    if subject is None and not clause.relative:
        subject = _carried(scene, hit.first) or referred(scene)
    plural = clause_is_plural(scene, clause)
    parts = [Part("subject", phrase) for phrase in with_joined(chunks, subject, plural=plural)]
    function = "to" if _falls_to(scene) else "object"
    parts += [Part(function, phrase) for phrase in with_joined(chunks, target)]
    return [*parts, *_prepositional(scene)]


def _falls_to(scene: Scene) -> bool:
    """Whether "to" is part of a verb whose subject undergoes it: "fell to the rebels"."""
    inverse = any(reading.inverse for reading in scene.hit.readings)
    hit, lowers = scene.hit, scene.chunks.lowers
    apart = range(*hit.apart) if hit.apart is not None else range(0)
    return inverse and any(lowers[k] == "to" for k in (*range(hit.first, hit.last), *apart))


def _attributive(scene: Scene) -> list[Part]:
    """The phrase around a participle is its object: "the captured town"."""
    around = scene.chunks.phrase_at.get(scene.hit.first)
    return [Part("object", around)] if around is not None else []


def _carried(scene: Scene, at: int) -> Phrase | None:
    """The subject of the clause before, for "and took the town" and "to take the town"."""
    chunks = scene.chunks
    clause = scene.clause
    if PRONOUN in chunks.tags[chunks.clauses[clause].first : at] or clause == 0:
        return None
    resumed = chunks.tags[chunks.clauses[clause].first] in VERBAL
    for earlier in range(clause - 1, max(-1, clause - 6), -1):
        inner = chunks.clauses[earlier]
        if earlier and (inner.relative or (resumed and chunks.tags[inner.first] == "S")):
            continue
        bare_ones = [phrase for phrase in chunks.in_clause(earlier) if not phrase.preposition]
        if scene.words.language == "nl" and _urged(scene, clause, inner):
            pressed = [p for p in chunks.in_clause(earlier) if p.preposition == "bij"]
            return (pressed or bare_ones)[-1] if pressed or bare_ones else None
        verbal = [k for k in range(inner.first, inner.last) if chunks.tags[k] in VERBAL]
        if resumed and scene.form is Form.GERUND and scene.words.language == "en":
            # "she said rebels hit a school, killing two": who stands before the last verb
            bare_ones = [p for p in bare_ones if verbal and p.last <= verbal[-1]][-1:]
        elif resumed:  # "she said Janssen, the mayor, was hurt": who stands behind the last verb
            since = verbal[-1] if verbal else -1
            bare_ones = [p for p in bare_ones if p.first > since] or bare_ones
        elif scene.words.language == "en":
            verb = finite_at(scene, inner)
            bare_ones = [p for p in bare_ones if verb is None or p.first < verb]
        return bare_ones[0] if bare_ones else None
    return None


def _urged(scene: Scene, clause: int, above: Clause) -> bool:
    """Whether the clause above has somebody do it: "riep de rebellen op om"."""
    if scene.form is not Form.INFINITIVE or scene.chunks.clauses[clause].opener != "om":
        return False
    urging = doer_words("nl").urging
    return any(scene.chunks.lowers[k] in urging for k in range(above.first, above.last))


def referred(scene: Scene) -> Phrase | None:
    """Whom "it" or "they" goes back to: the subject of the clause that governs the trigger's."""
    chunks, clause = scene.chunks, scene.clause
    inner = chunks.clauses[clause]
    if clause == 0 or chunks.tags[inner.first] not in {SUBORDINATOR, COORDINATOR}:
        return None
    said = [
        chunks.lowers[k]
        for k in range(inner.first, scene.hit.first)
        if chunks.tags[k] == PRONOUN and chunks.lowers[k] in _THEY | _IT
    ]
    above = chunks.clauses[clause - 1]
    if not said or above.relative:
        return None
    found = _subject_of(scene, clause - 1)
    if found is None:
        return None
    if said[0] in _IT:
        person = found.mention is not None and found.mention.type is NameType.PERSON
        return None if person or many(chunks, found) else found
    body = found.mention is not None and found.mention.type is not NameType.PERSON
    return found if many(chunks, found) or body else None


_THEY = frozenset({"they", "zij", "ze"})
_IT = frozenset({"it", "het"})


def _subject_of(scene: Scene, clause: int) -> Phrase | None:
    """The first phrase without preposition that is a clause's subject."""
    chunks = scene.chunks
    inner = chunks.clauses[clause]
    phrases = [p for p in bare(scene, clause) if not p.joined]
    if not phrases:
        return None
    verb = finite_at(scene, inner)
    before = [p for p in phrases if verb is not None and p.last <= verb]
    if scene.words.language == "nl":
        return (before or phrases)[0]
    return before[0] if before else None


def _prepositional(scene: Scene) -> list[Part]:
    """What "by", "with", "against", "between" bring into the clause."""
    parts: list[Part] = []
    frame = scene.words.frame
    for phrase in scene.chunks.in_clause(scene.clause):
        if phrase.first < scene.hit.last and scene.hit.first < phrase.last:
            continue
        if _of_other_noun(scene, phrase):
            continue
        function = _function(phrase.preposition, frame, scene.form)
        if _in_hands_of(scene, phrase):
            function = "by"
        if function:
            parts.append(Part(function, phrase))
    return parts


def _in_hands_of(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase tells into whose hands: "fell into the hands of the rebels"."""
    last = phrase.first - 2
    hands = last >= 0 and scene.chunks.lowers[last] in _HANDS
    return hands and phrase.preposition in scene.words.frame["of"]


_HANDS = frozenset({"handen", "hands", "controle", "control"})


def _of_other_noun(scene: Scene, phrase: Phrase) -> bool:
    """Whether a prepositional phrase belongs to another noun that tells an event, right before it.

    "freed from the occupation by rebels": the rebels occupied.
    """
    before = phrase.first - 2
    if not phrase.preposition or before < scene.hit.last:
        return False
    known = event_lexicon(scene.words.language).know(scene.chunks.tokens[before].lower)
    return scene.chunks.tags[before] is CONTENT and any(
        reading.form in NOUNS and (reading.conditions is None or reading.type in _TALKS)
        for reading in known.readings
    )


def _function(preposition: str, frame: Mapping[str, frozenset[str]], form: Form) -> str:
    if not preposition:
        return ""
    if preposition in frame["by"]:
        return "by"
    if preposition in frame["with"]:
        return "with"
    if preposition in frame["between"]:
        return "between"
    if preposition in frame["against"] and (form in NOUNS or preposition in {"tegen", "against"}):
        return "against"
    if preposition in frame["to"]:
        return "to"
    return ""


def noun_parts(scene: Scene) -> list[Part]:
    """Participants of a noun: what stands before it in its phrase, and the phrases behind it."""
    chunks, hit, frame = scene.chunks, scene.hit, scene.words.frame
    parts: list[Part] = []
    around = chunks.phrase_at.get(hit.first)
    if around is None:
        parts += _owner_before(scene)
    else:
        parts += _before_noun(scene, around)
        if any(reading.inverse for reading in hit.readings):
            parts.append(Part("object", around))
    end = max(hit.last, around.last if around is not None else 0)
    clause = chunks.clauses[scene.clause]
    last = end
    for phrase in chunks.in_clause(scene.clause):
        gap = phrase.first - last - 1
        if phrase.first < end or gap > 1 + sum(
            chunks.tags[k] == TIME for k in range(last, phrase.first)
        ):
            continue
        if not phrase.preposition:
            break  # "advances southeast of Varna": of that, not of the advances
        function = _function(phrase.preposition, frame, Form.NOUN)
        if phrase.preposition in frame["of"]:
            function = "of"
        if function:
            parts.append(Part(function, phrase))
        last = phrase.last
    if not any(part.function in {"subject", "by", "of", "between"} for part in parts):
        partner = any(part.function == "with" for part in parts)
        parts += _light_subject(scene, clause, partner=partner)
    return parts


def _owner_before(scene: Scene) -> list[Part]:
    """The owner right before a noun that looks like a verb: "Rubio's meeting"."""
    before = scene.chunks.phrase_at.get(scene.hit.first - 1)
    if before is None or before.mention is None or before.last != scene.hit.first:
        return []
    owns = scene.chunks.lowers[before.last - 1].endswith(("'s", "’s", "'", "’"))
    return [Part("subject", before)] if owns else []


def _before_noun(scene: Scene, around: Phrase) -> list[Part]:
    """The owner or the adjective: "Janssen's visit", "the Russian attack"."""
    chunks = scene.chunks
    parts = []
    for k in range(around.first, scene.hit.first):
        token = chunks.tokens[k]
        if (
            chunks.tags[k] == NAME
            and not _place_before(scene, around)
            and around.mention is not None
            and around.mention.span.end <= (chunks.tokens[scene.hit.first].start)
        ):
            return [Part("subject", around._replace(first=k, last=_name_end(chunks, k)))]
        if token.lower in scene.adjectives:
            function = "of" if _told(scene, _SUFFERED) else "subject"
            parts.append(Part(function, around._replace(first=k, last=k + 1, mention=None)))
    return parts[:1]


def _place_before(scene: Scene, around: Phrase) -> bool:
    """Whether a name before the noun tells where, not whose it is: "the Bern talks"."""
    named = around.mention is not None and around.mention.type in PLACES
    return named and not owner(around, scene)


def _name_end(chunks: Chunks, k: int) -> int:
    while k < len(chunks.tags) and chunks.tags[k] == NAME:
        k += 1
    return k


_AT = frozenset({"op", "tijdens", "at", "during"})
_FOR = frozenset({"voor", "na", "in", "bij", "for", "after", "before"})


def _light_subject(scene: Scene, clause: Clause, *, partner: bool) -> list[Part]:
    """The subject of a verb that only says that the noun took place.

    `partner`: the noun tells with whom, so the subject of "flew to Oslo for talks with" talks too.
    """
    chunks = scene.chunks
    light = scene.words.light
    around = chunks.phrase_at.get(scene.hit.first)
    among = _AT | _FOR if partner else _AT
    at_meeting = around is not None and around.preposition in among and _told(scene, _TALKS)
    if not at_meeting:
        if all(chunks.tokens[k].lower not in light for k in range(clause.first, clause.last)):
            return []
        if around is not None and around.preposition:
            return []
    phrases = bare(scene, scene.clause)
    verb = finite_at(scene, clause)
    if verb is None or not phrases:
        return []
    before = [phrase for phrase in phrases if phrase.last <= verb]
    if before and scene.words.language == "nl":
        return [Part("subject", p) for p in with_joined(chunks, before[0])]
    if before:
        return [Part("subject", p) for p in with_joined(chunks, before[-1])]
    after = [p for p in phrases if p.first > verb and (at_meeting or p.last <= scene.hit.first)]
    return [Part("subject", p) for p in with_joined(chunks, after[0])] if after else []
