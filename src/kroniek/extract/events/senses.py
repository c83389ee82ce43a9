"""Which reading of a trigger holds where it stands: what the sentence and article are about."""

from collections.abc import Sequence

from kroniek.extract.events.frames import Part, Scene
from kroniek.extract.events.hits import NOUNS, with_counted
from kroniek.extract.events.lexicon import Conditions, Reading
from kroniek.extract.events.participants import passive
from kroniek.extract.events.sifting import Found
from kroniek.extract.grammar.chunks import (
    ADVERB,
    AUXILIARY,
    CONTENT,
    MARK,
    NAME,
    NUMBER,
    PRONOUN,
    SUBORDINATOR,
    TIME,
    VERB,
)
from kroniek.extract.grammar.inflection import FINITE, Form
from kroniek.model.text import PLACES, NameType

_FIGHTING = frozenset(
    (
        "invasion_or_attack",
        "strike",
        "battle",
        "territory_change",
        "encirclement",
        "occupation",
        "military_posture",
    )
)


_LOCAL = frozenset({"invasion_or_attack", "strike", "battle"})
"""Types that are of the world of war where their clause names a place."""


_CONTACT = frozenset({"visit", "meeting", "call", "negotiation", "offer"})


_PUBLIC = frozenset({"person", "diplomacy"})
_AFFAIRS = {
    "negotiation": frozenset({"process", "votes", "workers"}),
    "meeting": frozenset({"votes", "workers", "body"}),
    "offer": frozenset({"process", "votes", "office", "workers"}),
}
"""Classes of words that make a contact a public one, beside those for all contacts."""


_WARLIKE = frozenset({"war", "weapon", "force", "violence", "fighting"})


def settled_form(scene: Scene) -> Form:
    """The form, where two are written alike: with an auxiliary a participle or an infinitive."""
    if scene.form is Form.INFINITIVE and scene.words.language == "en":
        return _past_or_base(scene)
    if scene.form is not Form.PAST or scene.words.language != "nl":
        return scene.form
    if all(reading.form is not Form.PARTICIPLE for reading in scene.hit.readings):
        return scene.form
    chunks, finite = scene.chunks, scene.words.finite
    clause = chunks.clauses[scene.clause]
    helpers = finite["passive"] | finite["perfect"]
    helped = any(
        chunks.tags[k] == AUXILIARY and chunks.tokens[k].lower in helpers
        for k in range(clause.first, clause.last)
    )
    return Form.PARTICIPLE if helped else scene.form


def _past_or_base(scene: Scene) -> Form:
    """Form of "cut", "hit", "set": past behind a subject, a participle behind "was" or "has"."""
    forms = {reading.form for reading in scene.hit.readings}
    if Form.PAST not in forms:
        return scene.form
    tags, k = scene.chunks.tags, scene.hit.first - 1
    while k >= 0 and tags[k] == ADVERB:
        k -= 1
    helpers = scene.words.finite["passive"] | scene.words.finite["perfect"]
    helping = k >= 0 and tags[k] == AUXILIARY and scene.chunks.lowers[k] in helpers
    if helping and Form.PARTICIPLE in forms:
        return Form.PARTICIPLE
    if k < 0 or tags[k] not in {CONTENT, NAME, PRONOUN}:
        return scene.form
    clause = scene.chunks.clauses[scene.clause]
    helped = any(tags[n] == AUXILIARY for n in range(clause.first, k))
    return scene.form if helped else Form.PAST


def base_form_out_of_place(scene: Scene) -> bool:
    """Whether an English base form can be no verb here: "jail" in "served jail sentences"."""
    if scene.words.language != "en" or scene.form is not Form.INFINITIVE:
        return False
    if any(reading.form is Form.PAST for reading in scene.hit.readings):
        return False  # "burst" is past as well
    tags, k = scene.chunks.tags, scene.hit.first - 1
    while k >= 0 and tags[k] in {ADVERB, TIME}:
        k -= 1
    if k < 0:
        return False
    before = scene.chunks.tokens[k].lower
    if tags[k] in {AUXILIARY, PRONOUN, NAME, "S", "R", "C", MARK} or before in {"to", "and"}:
        return False
    return not (tags[k] == CONTENT and before.endswith(("s", "en")))


def choose_reading(
    item: Found, scene: Scene, parts: Sequence[Part], topics: frozenset[str]
) -> Reading | None:
    """The first reading, by the lexicon's order, whose conditions hold."""
    noun = scene.form in NOUNS
    dutch = scene.words.language == "nl"
    for reading in sorted(scene.hit.readings, key=lambda reading: reading.order):
        if noun != (reading.form in NOUNS) or (reading.form is Form.GERUND and dutch):
            continue
        if not _fits(item, scene, parts, reading.type, topics):
            continue
        if _holds(item, scene, parts, reading, topics):
            return reading
    return None


def _fits(
    item: Found, scene: Scene, parts: Sequence[Part], kind: str, topics: frozenset[str]
) -> bool:
    """Whether the sentence is of the world the type belongs to: war, or public affairs."""
    if kind == "battle" and any(
        part.function == "against" and _abstract(item, part) for part in parts
    ):
        return False
    if kind in _FIGHTING:
        return (
            kind in topics
            or _warlike(item, topics)
            or ("sport" not in topics and _of_countries(scene, parts))
            or (kind in _LOCAL and "sport" not in topics and _names_place(scene))
        )
    if kind in _CONTACT:
        if "sport" in topics and kind in {"meeting", "visit", "negotiation"}:
            return False
        if kind == "negotiation":
            return True
        affairs = _PUBLIC | _AFFAIRS.get(kind, frozenset())
        known = "war" in topics or not topics.isdisjoint(_CONTACT)
        return known or not item.classes.isdisjoint(affairs) or _public(scene, parts)
    return True


def _of_countries(scene: Scene, parts: Sequence[Part]) -> bool:
    """Whether a country, a place or a people does it or undergoes it."""
    return any(
        (part.phrase.mention is not None and part.phrase.mention.type in PLACES)
        or scene.chunks.tokens[part.phrase.first].lower in scene.adjectives
        for part in parts
        if part.function in {"subject", "object", "by", "against", "of"}
    )


def _abstract(item: Found, part: Part) -> bool:
    """Whether a fight is against no one: racism, cancer, prices."""
    phrase = part.phrase
    classes = {name for entry in item.known[phrase.first : phrase.last] for name in entry.classes}
    named = any(token.text[0].isupper() for token in item.tokens[phrase.first : phrase.last])
    return phrase.mention is None and not named and classes.isdisjoint({*_WARLIKE, "suspect"})


def _public(scene: Scene, parts: Sequence[Part]) -> bool:
    """Whether somebody named, or of a country, takes part, or the clause names a place."""
    if any(
        part.phrase.mention is not None
        or scene.chunks.tokens[part.phrase.first].lower in scene.adjectives
        for part in parts
    ):
        return True
    return scene.hit.readings[0].type != "offer" and any(
        phrase.mention is not None for phrase in scene.chunks.in_clause(scene.clause)
    )


def _warlike(item: Found, topics: frozenset[str]) -> bool:
    """Whether fighting words are meant: not of a match, a market or an argument."""
    if "sport" in topics:
        return "weapon" in item.classes or "violence" in item.classes
    return "war" in topics or not item.classes.isdisjoint(_WARLIKE)


def _holds(
    item: Found, scene: Scene, parts: Sequence[Part], reading: Reading, topics: frozenset[str]
) -> bool:
    needs = reading.conditions
    if needs is None:
        return reading.type != "statement" or _noteworthy(scene, parts)
    return (
        _words_hold(item, scene, needs)
        and _context_holds(item, scene, parts, needs, topics)
        and _parts_hold(item, scene, parts, needs)
    )


def _context_holds(
    item: Found,
    scene: Scene,
    parts: Sequence[Part],
    needs: Conditions,
    topics: frozenset[str],
) -> bool:
    """What the sentence and the article are about, and what is counted."""
    if needs.near and not _near(item, scene, needs.near):
        return False
    if needs.topic and needs.topic not in topics:
        return False
    if needs.plural and scene.form is not Form.PLURAL:
        return False
    if needs.place and not _names_place(scene):
        return False
    return not needs.counted or _counted(scene, parts)


def _words_hold(item: Found, scene: Scene, needs: Conditions) -> bool:
    """Whether the words stand in the sentence that must, before, behind or anywhere."""
    reach = 1 if scene.form in NOUNS else 4
    last = scene.hit.last
    following = {token.lower for token in scene.chunks.tokens[last : last + reach]}
    if scene.words.language == "nl" and scene.form not in NOUNS:
        clause = scene.chunks.clauses[scene.clause]
        following.update(
            scene.chunks.lowers[max(clause.first, scene.hit.first - 8) : scene.hit.first]
        )
    if needs.words_next and needs.words_next.isdisjoint(following):
        return False
    first = scene.hit.first
    if needs.words_prev and (
        first == 0 or scene.chunks.tokens[first - 1].lower not in needs.words_prev
    ):
        return False
    return not needs.words_near or any(t.lower in needs.words_near for t in item.tokens)


def _near(item: Found, scene: Scene, wanted: Sequence[str]) -> bool:
    """Whether a word of one of the classes stands in the sentence, beside the trigger itself."""
    if item.classes.isdisjoint(wanted):
        return False
    hit = scene.hit
    return any(
        not hit.first <= k < hit.last and not names.isdisjoint(wanted) for k, names in item.classed
    )


_FALLEN = frozenset("viel vielen gevallen vallen eiste eisten kostte left leaves".split())


def _counted(scene: Scene, parts: Sequence[Part]) -> bool:
    """Whether a number counts who undergoes it, or the clause says that people fell."""
    chunks = scene.chunks
    around = chunks.phrase_at.get(scene.hit.first)
    if around is None and scene.form not in NOUNS:
        around = next((part.phrase for part in parts if part.function == "subject"), None)
    first, last = (around.first, around.last) if around is not None else (0, 0)
    if any(
        chunks.tags[k] == NUMBER or chunks.tokens[k].lower in _COUNTS for k in range(first, last)
    ):
        return True
    clause = chunks.clauses[scene.clause]
    return any(chunks.tokens[k].lower in _FALLEN for k in range(clause.first, clause.last))


_COUNTS = frozenset(
    "één tientallen honderden duizenden one dozens hundreds thousands scores".split()
)


def _names_place(scene: Scene) -> bool:
    """Whether the trigger's clause names a place."""
    return any(
        phrase.mention is not None and phrase.mention.type in PLACES
        for phrase in scene.chunks.in_clause(scene.clause)
    )


def _person_pronoun(scene: Scene) -> bool:
    clause = scene.chunks.clauses[scene.clause]
    return any(
        scene.chunks.tokens[k].lower in {"hij", "zij", "ze", "he", "she"}
        and scene.chunks.tags[k] == PRONOUN
        for k in range(clause.first, clause.last)
    )


def _parts_hold(item: Found, scene: Scene, parts: Sequence[Part], needs: Conditions) -> bool:
    persons = frozenset({NameType.PERSON})
    if (needs.subject_named and not _somebody(item, scene, parts, None)) or (
        needs.subject_person and not _somebody(item, scene, parts, persons)
    ):
        return False
    if needs.main and not (_noteworthy(scene, parts) and not _long_past(scene)):
        return False
    if needs.named and all(part.phrase.mention is None for part in parts):
        return False
    doer = "by" if _passive_shown(scene) else "subject"
    undergoer = "subject" if passive(scene, inverse=False) else "object"
    if needs.subject and not _does(item, parts, doer, needs.subject):
        return False
    if needs.object and not _is_place_or(item, parts, undergoer, needs.object):
        return False
    return not needs.object_person or _named(parts, undergoer, persons)


def _long_past(scene: Scene) -> bool:
    """Whether the clause stands in the pluperfect: "later than she had promised"."""
    clause = scene.chunks.clauses[scene.clause]
    return scene.form is Form.PARTICIPLE and not _PLUPERFECT.isdisjoint(
        scene.chunks.lowers[clause.first : clause.last]
    )


_PLUPERFECT = frozenset({"had", "hadden"})


def _passive_shown(scene: Scene) -> bool:
    """Whether an auxiliary makes the trigger a passive; headlines leave it out."""
    clause = scene.chunks.clauses[scene.clause]
    return (
        scene.form in {Form.PARTICIPLE, Form.PAST}
        and any(
            scene.chunks.tags[k] == AUXILIARY
            and scene.chunks.lowers[k] in scene.words.finite["passive"]
            for k in range(clause.first, clause.last)
        )
        and passive(scene, inverse=False)
    )


def _somebody(
    item: Found, scene: Scene, parts: Sequence[Part], types: frozenset[NameType] | None
) -> bool:
    """Whether the subject is a name of these types, a pronoun of one person, or an office."""
    return (
        _named(parts, "subject", types)
        or _person_pronoun(scene)
        or _of_class(item, parts, "subject", ("person",))
    )


def _is_place_or(item: Found, parts: Sequence[Part], function: str, classes: Sequence[str]) -> bool:
    """Whether a part is a place by name, or named with a word of one of the classes."""
    return _named(parts, function, PLACES) or _of_class(item, parts, function, classes)


def _does(item: Found, parts: Sequence[Part], function: str, classes: Sequence[str]) -> bool:
    """Whether a part is of one of the classes; a place by name is of the class ``place``."""
    return _of_class(item, parts, function, classes) or (
        "place" in classes and _named(parts, function, PLACES)
    )


def _of_class(item: Found, parts: Sequence[Part], function: str, classes: Sequence[str]) -> bool:
    """Whether a part with this function has a word of one of the classes."""
    return any(
        not set(classes).isdisjoint(item.known[k].classes)
        for part in parts
        if part.function == function
        for k in with_counted(item.tokens, part.phrase.first, part.phrase.last)
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
    clause = scene.chunks.clauses[scene.clause]
    own = range(clause.first, clause.last)
    helped = any(scene.chunks.tags[k] in {AUXILIARY, VERB} for k in own)
    plural = scene.form is Form.INFINITIVE and not helped
    told = scene.form in FINITE or any(
        scene.chunks.tokens[k].lower in scene.words.finite["perfect"] for k in own
    )
    told = told or plural
    if not told or clause.relative or scene.chunks.tags[clause.first] == SUBORDINATOR:
        return False
    active = scene.form is not Form.ATTRIBUTIVE and not passive(scene, inverse=False)
    return active and _named(parts, "subject")
