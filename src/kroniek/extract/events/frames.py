"""Subject and object of a verb, by the order of a Dutch or English clause."""

from collections.abc import Sequence
from typing import NamedTuple

from kroniek.extract.events.doers import doer_words
from kroniek.extract.events.hits import Hit
from kroniek.extract.events.lexicon import event_lexicon
from kroniek.extract.grammar.chunks import (
    AUXILIARY,
    CONTENT,
    COORDINATOR,
    EVENT_VERB,
    NAME,
    NON_FINITE,
    NUMBER,
    PRONOUN,
    RELATIVE,
    VERB,
    Chunks,
    Clause,
    Grammar,
    Phrase,
)
from kroniek.extract.grammar.inflection import Form
from kroniek.model.text import PLACES

VERBAL = frozenset({AUXILIARY, VERB, EVENT_VERB, NON_FINITE})
NAMING = frozenset({CONTENT, NAME, NUMBER, EVENT_VERB, NON_FINITE})
"""Tags of words that a phrase names something with."""


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
        part
        for phrase in scene.chunks.in_clause(clause)
        if (not phrase.preposition or _up_to(scene, phrase))
        and not (phrase.first < last and first < phrase.last)
        and not NAMING.isdisjoint(scene.chunks.tags[phrase.first : phrase.last])
        and not _superlative(scene, phrase)
        for part in _parted(scene, phrase)
    ]


def _parted(scene: Scene, phrase: Phrase) -> tuple[Phrase, ...]:
    """A phrase, or two where a place follows who takes it: "dat hun troepen | Varna innamen"."""
    tags = scene.chunks.tags
    at = next((k for k in range(phrase.first, phrase.last) if tags[k] == NAME), phrase.first)
    place = phrase.mention is not None and phrase.mention.type in PLACES
    if not place or at == phrase.first:
        return (phrase,)
    if scene.chunks.lowers[at - 1] not in doer_words(scene.words.language).forces:
        return (phrase,)
    return phrase._replace(last=at, mention=None), phrase._replace(first=at, joined=False)


def _up_to(scene: Scene, phrase: Phrase) -> bool:
    """Whether what looks like a preposition belongs to a number: "up to 60 soldiers"."""
    chunks, before = scene.chunks, phrase.first - 2
    number = chunks.tags[phrase.first] == NUMBER
    return number and before >= 0 and chunks.lowers[before] in {"up", "at", "close"}


def _superlative(scene: Scene, phrase: Phrase) -> bool:
    """Whether a Dutch phrase only says how much: "het zwaarst" getroffen."""
    words = scene.chunks.lowers[phrase.first : phrase.last]
    return len(words) == 2 and words[0] == "het" and words[1] in doer_words("nl").degrees


def finite_at(scene: Scene, clause: Clause) -> int | None:
    """The first verb of a clause; None if it has none."""
    for k in range(clause.first, clause.last):
        if scene.chunks.tags[k] in VERBAL:
            return k
    return None


def _antecedent(scene: Scene, clause: Clause) -> Phrase | None:
    """The phrase right before a relative clause."""
    for k in range(clause.first - 1, max(-1, clause.first - 4), -1):
        phrase = scene.chunks.phrase_at.get(k)
        if phrase is not None:
            return phrase
    return None


def dutch_order(
    scene: Scene, clause: Clause, phrases: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    """Subject and object by the order of a Dutch clause."""
    verb = finite_at(scene, clause)
    if clause.relative and clause.first == 0 and verb == 1:
        return (phrases[0] if phrases else None), None  # "Dat heeft de minister gezegd"
    if clause.relative:
        return _relative_order(scene, clause, phrases)
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


def _relative_order(
    scene: Scene, clause: Clause, phrases: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    """Subject and object of a Dutch relative clause."""
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


def _nominative_in(scene: Scene, clause: Clause) -> bool:
    """Whether a pronoun is the subject of a Dutch clause."""
    return any(
        scene.chunks.tags[k] == PRONOUN and scene.chunks.tokens[k].lower in _NOMINATIVE
        for k in range(clause.first, clause.last)
    )


def _resumes(scene: Scene, clause: Clause) -> bool:
    """Whether a Dutch main clause goes on after a relative one: "Bern, dat …, heeft …"."""
    chunks = scene.chunks
    if scene.clause < 2 or chunks.tags[clause.first] not in VERBAL:
        return False
    head = chunks.clauses[scene.clause - 2]
    return chunks.clauses[scene.clause - 1].relative and VERBAL.isdisjoint(
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
    if acts(scene, phrase) != acts(scene, antecedent):
        return acts(scene, phrase)
    return clause.opener == "dat" and phrase.mention is not None and antecedent.mention is None


_SINGULAR = frozenset({"het", "een", "dit", "dat", "elk", "elke", "ieder", "iedere"})


def acts(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is somebody: a person, a body, a force."""
    if phrase.mention is not None:
        return phrase.mention.type not in PLACES
    last = scene.chunks.lowers[phrase.last - 1]
    classes = event_lexicon(scene.words.language).know(last).classes
    return last in doer_words(scene.words.language).forces or not _SOMEBODY.isdisjoint(classes)


_SOMEBODY = frozenset({"person", "force", "suspect", "residents"})


def _plural(scene: Scene, phrase: Phrase) -> bool:
    last = scene.chunks.tokens[phrase.last - 1].lower
    if scene.chunks.tokens[phrase.first].lower in _SINGULAR and not phrase.joined:
        return False
    if NUMBER in scene.chunks.tags[phrase.first : phrase.last]:
        return True
    if phrase.mention is not None and phrase.last - phrase.first <= 2:
        return phrase.joined or last.endswith("en")
    return phrase.joined or last.endswith(("en", "s", "'s"))


def english_order(
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
        subject = _told_to(scene, start - 1, before) or (before[0] if before else None)
    elif clause.relative and subject is None:
        return _antecedent(scene, clause), after[0] if after else None
    elif clause.relative:
        return subject, after[0] if after else _antecedent(scene, clause)
    elif scene.form is Form.GERUND and chunks.tags[start - 1] == COORDINATOR:
        subject = None  # "killing one and injuring two"
    return subject, after[0] if after else None


def _told_to(scene: Scene, at: int, before: Sequence[Phrase]) -> Phrase | None:
    """Whom English "to" at `at` tells of: "for rebels to", "asked rebels to", "Irish plans to"."""
    chunks, words = scene.chunks, doer_words(scene.words.language)
    phrase = chunks.phrase_at.get(at - 1)
    if phrase is None or phrase.last != at:
        return None
    if phrase.preposition:
        return phrase if phrase.preposition == "for" else None
    last = chunks.lowers[at - 1]
    if last in words.plans:
        return _of_plan(scene, phrase)
    verb = phrase.first - 1
    if phrase in before and verb >= 0 and chunks.lowers[verb] in words.urging:
        return phrase
    return None


def _of_plan(scene: Scene, phrase: Phrase) -> Phrase | None:
    """The country in "Russian plans to"."""
    for k in range(phrase.first, phrase.last - 1):
        if scene.chunks.tokens[k].lower in scene.adjectives:
            return phrase._replace(first=k, last=k + 1, mention=None)
    return None
