"""Who takes part in an event: read off the clause around its trigger."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kroniek.extract.events.hits import NOUNS, Hit
from kroniek.extract.events.lexicon import event_lexicon
from kroniek.extract.grammar.chunks import (
    ADVERB,
    AUXILIARY,
    CONTENT,
    COORDINATOR,
    DETERMINER,
    EVENT_VERB,
    MARK,
    NAME,
    NON_FINITE,
    NUMBER,
    PRONOUN,
    RELATIVE,
    TIME,
    VERB,
    Chunks,
    Clause,
    Grammar,
    Phrase,
)
from kroniek.extract.grammar.inflection import Form, irregular

_OBJECTS = frozenset({DETERMINER, CONTENT, NAME, NUMBER, PRONOUN, ADVERB})
_TRANSITIVE = frozenset(
    {"casualties", "arrest", "disruption", "strike", "air_incident", "crime", "publication"}
)
"""Types whose verbs, without an object behind them, are participles: "people killed in"."""
_TALKS = frozenset({"meeting", "negotiation", "call"})
_BECOME = frozenset({"wordt", "worden", "werd", "werden"})
_VERBAL = frozenset({AUXILIARY, VERB, EVENT_VERB, NON_FINITE})


class Part(NamedTuple):
    """A noun phrase and its function: a key of ``event_roles.toml``."""

    function: str
    phrase: Phrase


class Scene(NamedTuple):
    """A trigger where it stands."""

    chunks: Chunks
    words: Grammar
    hit: Hit
    form: Form
    adjectives: frozenset[str]
    """Adjectives of countries and peoples, lower case."""

    @property
    def clause(self) -> int:
        """The clause the trigger stands in."""
        return self.chunks.clause_of[self.hit.first]


def bare(scene: Scene, clause: int) -> list[Phrase]:
    """Noun phrases of a clause that stand without preposition and do not hold the trigger."""
    first, last = scene.hit.first, scene.hit.last
    return [
        phrase
        for phrase in scene.chunks.in_clause(clause)
        if not phrase.preposition and not (phrase.first < last and first < phrase.last)
    ]


def finite_at(scene: Scene, clause: Clause) -> int | None:
    """The first verb of a clause; None if it has none."""
    for k in range(clause.first, clause.last):
        if scene.chunks.tags[k] in _VERBAL:
            return k
    return None


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
        lowers = [tokens[k].lower for k in range(clause.first, clause.last)]
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
        subject, target = _dutch(scene, clause, phrases)
    else:
        subject, target = _english(scene, clause, phrases)
    if subject is None and not clause.relative:
        subject = _carried(scene, hit.first)
    parts = [Part("subject", phrase) for phrase in _with_joined(chunks, subject)]
    parts += [Part("object", phrase) for phrase in _with_joined(chunks, target)]
    return [*parts, *_prepositional(scene)]


def _attributive(scene: Scene) -> list[Part]:
    """The phrase around a participle is its object: "the captured town"."""
    around = scene.chunks.phrase_at.get(scene.hit.first)
    return [Part("object", around)] if around is not None else []


def _with_joined(chunks: Chunks, phrase: Phrase | None) -> list[Phrase]:
    """A phrase and those that "and" links to it."""
    if phrase is None:
        return []
    found = [phrase]
    if len(chunks.phrases) > 200 or phrase not in chunks.phrases:
        return found
    at = chunks.phrases.index(phrase)
    for following in chunks.phrases[at + 1 : at + 6]:
        if not following.joined:
            break
        found.append(following)
    while chunks.phrases[at].joined and at > 0 and len(found) < 6:
        at -= 1
        found.insert(0, chunks.phrases[at])
    # A comma alone joins an apposition: "Janssen, the mayor".
    listed = any(chunks.tags[one.first - 1] == COORDINATOR for one in found if one.first)
    return found if listed else [phrase]


def _antecedent(scene: Scene, clause: Clause) -> Phrase | None:
    """The phrase right before a relative clause."""
    for k in range(clause.first - 1, max(-1, clause.first - 4), -1):
        phrase = scene.chunks.phrase_at.get(k)
        if phrase is not None:
            return phrase
    return None


def _dutch(
    scene: Scene, clause: Clause, phrases: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    """Subject and object by the order of a Dutch clause."""
    verb = finite_at(scene, clause)
    if clause.relative:
        antecedent = _antecedent(scene, clause)
        if _nominative_in(scene, clause):
            return None, phrases[0] if phrases else antecedent
        if not phrases:
            return antecedent, None
        if clause.opener in {"wat", "what"}:
            return phrases[0], phrases[1] if len(phrases) > 1 else None
        if len(phrases) == 1 and not _subject_inside(scene, clause, phrases[0], antecedent):
            return antecedent, phrases[0]
        rest = phrases[1] if len(phrases) > 1 else antecedent
        return phrases[0], rest
    if _resumes(scene, clause):
        return None, phrases[0] if phrases else None
    if _infinitive_clause(scene, clause):
        return None, phrases[-1] if phrases else None
    if _nominative_in(scene, clause):
        return None, phrases[0] if phrases else None
    before = [p for p in phrases if verb is not None and p.last <= verb]
    after = [p for p in phrases if p not in before]
    if before and verb is not None and scene.chunks.tags[clause.first] not in {"S", RELATIVE}:
        return before[0], after[0] if after else None
    ordered = [*before, *after]
    return (ordered[0] if ordered else None), (ordered[1] if len(ordered) > 1 else None)


def _nominative_in(scene: Scene, clause: Clause) -> bool:
    """Whether a pronoun is the subject of a Dutch clause."""
    return any(
        scene.chunks.tags[k] == PRONOUN and scene.chunks.tokens[k].lower in _NOMINATIVE
        for k in range(clause.first, clause.last)
    )


def _resumes(scene: Scene, clause: Clause) -> bool:
    """Whether a Dutch main clause goes on after a relative one: "Bern, dat …, heeft …"."""
    chunks = scene.chunks
    if scene.clause < 2 or chunks.tags[clause.first] not in _VERBAL:
        return False
    head = chunks.clauses[scene.clause - 2]
    return chunks.clauses[scene.clause - 1].relative and _VERBAL.isdisjoint(
        chunks.tags[head.first : head.last]
    )


_NOMINATIVE = frozenset({"hij", "zij", "ze", "wij", "we", "ik", "men", "jullie", "het"})


def _infinitive_clause(scene: Scene, clause: Clause) -> bool:
    """Whether the trigger is an infinitive with "te" in a clause without a finite verb."""
    tokens, first = scene.chunks.tokens, scene.hit.first
    with_te = scene.form is Form.INFINITIVE and (
        scene.hit.last - first > 1 or (first > 0 and tokens[first - 1].lower == "te")
    )
    if clause.opener == "om":
        return True
    return with_te and finite_at(scene, clause) in {first, None}


def _subject_inside(
    scene: Scene, clause: Clause, phrase: Phrase, antecedent: Phrase | None
) -> bool:
    """Whether the only phrase of a Dutch relative clause is its subject, by number."""
    tokens = scene.chunks.tokens
    verb = finite_at(scene, clause)
    if verb is None or antecedent is None:
        return False
    plural_verb = tokens[verb].lower.endswith("en") or tokens[verb].lower in {"zijn", "waren"}
    many = _plural(scene, antecedent)
    one = _plural(scene, phrase)
    if many != one:
        return plural_verb == one
    return clause.opener == "dat" and phrase.mention is not None and antecedent.mention is None


def _plural(scene: Scene, phrase: Phrase) -> bool:
    last = scene.chunks.tokens[phrase.last - 1].lower
    if NUMBER in scene.chunks.tags[phrase.first : phrase.last]:
        return True
    if phrase.mention is not None and phrase.last - phrase.first <= 2:
        return phrase.joined or last.endswith("en")
    return phrase.joined or last.endswith(("en", "s", "'s"))


def _english(
    scene: Scene, clause: Clause, phrases: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    """Subject and object by the order of an English clause."""
    chunks, hit = scene.chunks, scene.hit
    start = hit.first
    while start > clause.first and chunks.tags[start - 1] in {"B", AUXILIARY}:
        start -= 1
    before = [p for p in phrases if p.last <= start]
    after = [p for p in phrases if p.first >= hit.last and p.first <= hit.last + 2]
    subject = before[-1] if before else None
    pronoun = start > clause.first and chunks.tags[start - 1] == PRONOUN
    if pronoun:
        subject = None
    elif chunks.tokens[start - 1].lower == "to" and start > clause.first:
        subject = _of_plan(scene, start - 1, before) or (before[0] if before else None)
    elif clause.relative and subject is None:
        return _antecedent(scene, clause), after[0] if after else None
    elif clause.relative:
        return subject, after[0] if after else _antecedent(scene, clause)
    return subject, after[0] if after else None


def _of_plan(scene: Scene, at: int, before: Sequence[Phrase]) -> Phrase | None:
    """The country in "Russian plans to", before English "to" at `at`."""
    for phrase in reversed(before):
        if phrase.last == at:
            for k in range(phrase.first, phrase.last - 1):
                if scene.chunks.tokens[k].lower in scene.adjectives:
                    return phrase._replace(first=k, last=k + 1, mention=None)
    return None


def _carried(scene: Scene, at: int) -> Phrase | None:
    """The subject of the clause before, for "and took the town" and "to take the town"."""
    chunks = scene.chunks
    clause = scene.clause
    if PRONOUN in chunks.tags[chunks.clauses[clause].first : at] or clause == 0:
        return None
    resumed = chunks.tags[chunks.clauses[clause].first] in _VERBAL
    for earlier in range(clause - 1, max(-1, clause - 6), -1):
        inner = chunks.clauses[earlier]
        if earlier and (inner.relative or (resumed and chunks.tags[inner.first] == "S")):
            continue
        bare_ones = [phrase for phrase in chunks.in_clause(earlier) if not phrase.preposition]
        if resumed:  # "she said Janssen, the mayor, was hurt": who stands behind the last verb
            verbal = [k for k in range(inner.first, inner.last) if chunks.tags[k] in _VERBAL]
            since = verbal[-1] if verbal else -1
            bare_ones = [p for p in bare_ones if p.first > since] or bare_ones
        elif scene.words.language == "en":
            verb = finite_at(scene, inner)
            bare_ones = [p for p in bare_ones if verb is None or p.first < verb]
        return bare_ones[0] if bare_ones else None
    return None


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
        if function:
            parts.append(Part(function, phrase))
    return parts


def _of_other_noun(scene: Scene, phrase: Phrase) -> bool:
    """Whether a prepositional phrase belongs to another noun that tells an event, right before it.

    "freed from the occupation by rebels": the rebels occupied.
    """
    before = phrase.first - 2
    if not phrase.preposition or before < scene.hit.last:
        return False
    known = event_lexicon(scene.words.language).know(scene.chunks.tokens[before].lower)
    return scene.chunks.tags[before] is CONTENT and any(
        reading.form in NOUNS and reading.conditions is None for reading in known.readings
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
    if around is not None:
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
        function = _function(phrase.preposition, frame, Form.NOUN)
        if phrase.preposition in frame["of"]:
            function = "of"
        if function:
            parts.append(Part(function, phrase))
        last = phrase.last
    if not any(part.function in {"subject", "by", "of"} for part in parts):
        parts += _light_subject(scene, clause)
    return parts


def _before_noun(scene: Scene, around: Phrase) -> list[Part]:
    """The owner or the adjective: "Janssen's visit", "the Russian attack"."""
    chunks = scene.chunks
    parts = []
    for k in range(around.first, scene.hit.first):
        token = chunks.tokens[k]
        if (
            chunks.tags[k] == NAME
            and around.mention is not None
            and around.mention.span.end <= (chunks.tokens[scene.hit.first].start)
        ):
            return [Part("subject", around._replace(first=k, last=_name_end(chunks, k)))]
        if token.lower in scene.adjectives:
            parts.append(Part("subject", around._replace(first=k, last=k + 1, mention=None)))
    return parts[:1]


def _name_end(chunks: Chunks, k: int) -> int:
    while k < len(chunks.tags) and chunks.tags[k] == NAME:
        k += 1
    return k


_AT = frozenset({"op", "tijdens", "at", "during"})


def _light_subject(scene: Scene, clause: Clause) -> list[Part]:
    """The subject of a verb that only says that the noun took place."""
    chunks = scene.chunks
    light = scene.words.light
    around = chunks.phrase_at.get(scene.hit.first)
    at_meeting = around is not None and around.preposition in _AT and _told(scene, _TALKS)
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
        return [Part("subject", p) for p in _with_joined(chunks, before[0])]
    if before:
        return [Part("subject", p) for p in _with_joined(chunks, before[-1])]
    after = [p for p in phrases if p.first > verb and (at_meeting or p.last <= scene.hit.first)]
    return [Part("subject", p) for p in _with_joined(chunks, after[0])] if after else []
