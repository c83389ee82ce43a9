"""Whether what a noun names happened: by the words before it and by what governs its phrase."""

from collections.abc import Mapping

from kroniek.extract.events.frames import Scene
from kroniek.extract.events.predicates import copula_at
from kroniek.extract.events.realis_times import is_past, named_ahead, tense_of, time_ahead
from kroniek.extract.events.realis_words import RealisWords, any_of, with_several
from kroniek.extract.events.settings import Setting, conditioned, without_infinitive
from kroniek.extract.grammar.chunks import PRONOUN, Phrase
from kroniek.model.text import Realis, Tense

REAL_WHEN_PAST = frozenset(
    """of wanneer voordat alvorens zodra totdat zolang
    before until till once whenever whether when""".split()
)
"""Conditions that with a past tense are none: "once he had left"."""
OWNERS = frozenset({"zijn", "haar", "hun", "diens", "his", "her", "their", "its"})
"""Behind these a thing is taken for granted."""
_DEFINITE = frozenset({"de", "het", "deze", "dit", "die", "the", "this", "these", "those"})
CONTENT_CLAUSE = frozenset({"dat", "that"})
"""Conjunctions of what is said, thought or wanted."""
_ARRANGED = frozenset(
    """agreement meeting negotiation visit aid sanction military_posture training rebuilding
    election withdrawal_from_process call territory_change""".split()
)
"""Types of what people arrange: spoken of without "the" they are still to come."""
_SCHEDULED = _ARRANGED | frozenset(
    {"decision", "court_case", "appointment", "launch", "publication", "announcement", "protest"}
)
"""With what is announced or ruled at a set time: expected, it is planned and no prediction."""
_ANNOUNCED = (_ARRANGED | {"protest", "launch"}) - {"agreement", "sanction", "territory_change"}
"""What an announcement does not make yet: an announced truce or sanction holds."""


def noun_realis(scene: Scene, setting: Setting, words: RealisWords) -> Realis:
    """Realis of a noun: by the words before it, then by what governs its phrase and clause."""
    if any_of(setting.before, words.every):
        return Realis.GENERIC
    if doubted(scene, words):
        return Realis.HYPOTHETICAL
    governed = governed_by(scene, setting, words, fresh=not known(scene))
    if governed is not None:
        return governed
    bare = not _preposition(scene, words)
    if _fell_through(scene, setting, words, bare=bare):
        return Realis.NEGATED
    made = "agreement" in _types(scene)
    if any_of(setting.before, words.planning - words.agreeing if made else words.planning):
        return Realis.PLANNED
    start = _start(scene)
    if start and scene.chunks.lowers[start - 1] in words.expecting:
        return Realis.PLANNED
    if bare:
        if any_of(setting.clause, words.postponing):
            return Realis.PLANNED
        if any_of(setting.clause, words.considering) and not known(scene):
            return Realis.HYPOTHETICAL
    return _led(scene, setting, words)


def _came_about(scene: Scene) -> bool:
    """Whether a relative clause in the past tells more of it: "the sanctions that Oslo imposed"."""
    chunks = scene.chunks
    number = chunks.clause_of[scene.hit.first] + 1
    if number >= len(chunks.clauses) or not chunks.clauses[number].relative:
        return False
    clause = chunks.clauses[number]
    beside = clause.first - scene.hit.last <= 1
    return beside and any(is_past(scene, k) for k in range(clause.first, clause.last))


_OF = frozenset({"van", "of"})


def _fell_through(scene: Scene, setting: Setting, words: RealisWords, *, bare: bool) -> bool:
    """Whether it was called off, or somebody failed or refused to do it."""
    if bare and (any_of(setting.clause, words.cancelling) or _not_come_about(setting, words)):
        return True
    chunks = scene.chunks
    before = chunks.lowers[chunks.clauses[scene.clause].first : _start(scene)]
    marker = "te" if scene.words.language == "nl" else "to"
    behind = chunks.lowers[scene.hit.last : chunks.clauses[scene.clause].last]
    aimed = marker in (behind if marker == "te" else before)
    return aimed and not known(scene) and any_of(before, words.failing)


def known(scene: Scene) -> bool:
    """Whether the noun's phrase has a word that takes the thing for known."""
    lead = scene.chunks.lowers[max(0, _start(scene) - 1) : scene.hit.first]
    return not (OWNERS | _DEFINITE).isdisjoint(lead)


def doubted(scene: Scene, words: RealisWords) -> bool:
    """Whether "possible" or the like stands right before; "as … as possible" does not doubt."""
    lowers, first = scene.chunks.lowers, scene.hit.first
    return any(
        lowers[k] in words.doubting
        and not (k and lowers[k - 1].startswith(("zo", "as")))
        and not (k > 1 and lowers[k] == "mogelijk" and lowers[k - 2] == "zo")
        for k in range(max(0, first - 3), first)
    )


def _phrase(scene: Scene) -> Phrase | None:
    return scene.chunks.phrase_at.get(scene.hit.first)


def _start(scene: Scene) -> int:
    around = _phrase(scene)
    return around.first if around is not None else scene.hit.first


def _preposition(scene: Scene, words: RealisWords) -> str:
    """The preposition before the noun's phrase, or before "a round" of "a round of talks"."""
    around = _phrase(scene)
    if around is None:
        return "?"
    head = scene.chunks.phrase_at.get(around.first - 2)
    if head is None or around.preposition not in _OF:
        return around.preposition
    measured = scene.chunks.lowers[head.last - 1] in words.measures
    return head.preposition if measured else around.preposition


def arranged(scene: Scene) -> bool:
    """Whether it is of a type that people arrange beforehand."""
    return not _SCHEDULED.isdisjoint(_types(scene))


def _types(scene: Scene) -> set[str]:
    return {reading.type for reading in scene.hit.readings}


def governed_by(
    scene: Scene, setting: Setting, words: RealisWords, *, fresh: bool
) -> Realis | None:
    """Realis of what a verb or noun of the clause wants, plans, fears, lacks or speaks of.

    `fresh`: nothing takes it for known. None if nothing of the kind governs it.
    """
    preposition = _preposition(scene, words)
    named = frozenset(setting.clause)
    if preposition == "":
        return _as_object(scene, setting, words) if fresh else None
    arranged = fresh and not _ARRANGED.isdisjoint(_types(scene))
    if arranged and preposition in words.over and any_of(named, words.talking):
        return Realis.HYPOTHETICAL
    if fresh and _stands_with(words.negated_behind, preposition, named):
        return Realis.NEGATED
    if not fresh and preposition in words.of_known:
        return None
    if _stands_with(words.hypothetical_behind, preposition, named):
        return Realis.HYPOTHETICAL
    return Realis.PLANNED if _stands_with(words.planned_behind, preposition, named) else None


def _stands_with(
    table: Mapping[str, tuple[tuple[str, ...], ...]], preposition: str, named: frozenset[str]
) -> bool:
    """Whether the clause has the words that `table` tells to govern the preposition."""
    return any(named.issuperset(entry) for entry in table.get(preposition, ()))


def _as_object(scene: Scene, setting: Setting, words: RealisWords) -> Realis | None:
    """Realis of a thing without "the" that a verb of the clause has for its object."""
    if _has_object(scene, words.averting, setting):
        in_vain = any_of(setting.clause, words.negators | words.failing)
        return Realis.ACTUAL if in_vain else Realis.HYPOTHETICAL
    wanting = words.wanting if _without_infinitive(scene, words) else frozenset()
    if _has_object(scene, words.hypothetical_objects | wanting, setting):
        return Realis.HYPOTHETICAL
    announced = not _ANNOUNCED.isdisjoint(_types(scene))
    planned = words.planned_objects | (words.announcing if announced else frozenset())
    return Realis.PLANNED if _has_object(scene, planned, setting) else None


def _has_object(scene: Scene, verbs: frozenset[str], setting: Setting) -> bool:
    """Whether one of the verbs stands in the clause and the noun can be its object.

    In Dutch something stands before the object: the subject, or the verb that begins the clause;
    of a passive the noun is the subject. In English the verb does.
    """
    found = verbs.intersection(setting.clause)
    if not found:
        return False
    chunks, start = scene.chunks, _start(scene)
    clause = chunks.clauses[scene.clause]
    passive = any_of(setting.clause, scene.words.finite["passive"])
    if passive and any(word.endswith(("ed", "d", "t", "en")) for word in found):
        return True
    before = chunks.lowers[clause.first : start]
    if scene.words.language == "en":
        return any_of(before, found) or any("_" in word for word in found)
    return clause.relative or any(
        chunks.tags[k] == PRONOUN
        or (k in chunks.phrase_at and chunks.phrase_at[k] != _phrase(scene))
        for k in range(clause.first, start)
    )


def _without_infinitive(scene: Scene, words: RealisWords) -> bool:
    """Whether "wants" governs no infinitive in the clause: "wants a truce"."""
    chunks = scene.chunks
    clause = chunks.clauses[scene.clause]
    if scene.words.language == "en":
        return "to" not in chunks.lowers[clause.first : clause.last]
    return without_infinitive(chunks, clause.first, clause.last, words.wanting)


def _not_come_about(setting: Setting, words: RealisWords) -> bool:
    """Whether the clause says of the noun that it was not reached, held or made."""
    clause = setting.clause
    negated = [k for k, lower in enumerate(clause) if lower in words.negators]
    return any(
        clause[k + 1 : k + 2] and clause[k + 1] not in words.harmless
        for k in negated[:1]
        if any_of(clause[k + 1 : k + 6], words.happening)
    )


def _led(scene: Scene, setting: Setting, words: RealisWords) -> Realis:
    """Realis of a noun by the words that lead to its phrase, up to four of them."""
    start = _start(scene)
    lead = with_several(tuple(scene.chunks.lowers[max(0, start - 4) : start]), words)
    if any_of(setting.before, OWNERS) or _stands(scene, words):
        return Realis.ACTUAL
    timed = setting.opener in REAL_WHEN_PAST and tense_of(scene) is Tense.PAST
    if setting.opener in words.conditions and not timed:
        return Realis.HYPOTHETICAL
    if any_of(lead, words.governors):
        return Realis.HYPOTHETICAL
    if any_of(lead, words.before_nouns):
        return Realis.PLANNED
    if _takes_place_ahead(scene, setting, words):
        return Realis.PLANNED
    return _in_clause(scene, setting, words)


def _takes_place_ahead(scene: Scene, setting: Setting, words: RealisWords) -> bool:
    """Whether a verb in the present tense tells that it takes place at a time to come."""
    present = words.present.intersection(setting.clause)
    if present and time_ahead(scene, words):
        return True
    if _preposition(scene, words) or tense_of(scene) not in {Tense.PRESENT, Tense.NONE}:
        return False
    alone = copula_at(scene) is not None
    told = present if alone else present - scene.words.finite["perfect"]
    return bool(told) and named_ahead(scene, words)


def _stands(scene: Scene, words: RealisWords) -> bool:
    """Whether the noun is what something else rests on: "under the deal, both will withdraw".

    What is not arranged beforehand stands behind any preposition: "with the attack they want".
    """
    if _came_about(scene):
        return True
    around = _phrase(scene)
    if around is None or not around.preposition:
        return False
    if around.preposition in words.causes:
        return True
    rests = around.preposition in words.standing or _ARRANGED.isdisjoint(_types(scene))
    return rests and scene.chunks.lowers[around.first] in _DEFINITE


def _in_clause(scene: Scene, setting: Setting, words: RealisWords) -> Realis:
    """Realis of a noun by the modals of its clause and by the clause above."""
    if setting.opener and setting.opener in words.purpose:
        return Realis.PLANNED if any_of(setting.above, words.planning) else Realis.ACTUAL
    content = setting.opener in CONTENT_CLAUSE
    if any_of(setting.clause, words.will):
        feared = content and any_of(setting.above, words.governors)
        open_still = feared or conditioned(scene, words)
        return Realis.HYPOTHETICAL if open_still else Realis.PLANNED
    if any_of(setting.clause, words.maybe | (words.modals - words.hearsay)):
        modals = words.modals.intersection(setting.clause)
        if modals and modals <= words.coped:
            return Realis.ACTUAL
        arranged = modals and modals <= words.scheduled and named_ahead(scene, words)
        return Realis.PLANNED if arranged else Realis.HYPOTHETICAL
    if _for_what_comes(scene, words):
        return Realis.PLANNED
    if content and any_of(setting.above, words.expecting):
        doubtful = any_of(setting.above, words.negators)
        return Realis.HYPOTHETICAL if doubtful else Realis.PLANNED
    return Realis.ACTUAL


def _for_what_comes(scene: Scene, words: RealisWords) -> bool:
    """Whether it is what a journey to come is for: "flies to Oslo on Monday for talks"."""
    if known(scene) or _preposition(scene, words) not in _PURPOSE:
        return False
    clause = scene.chunks.clauses[scene.clause]
    if any(lower.endswith("ed") for lower in scene.chunks.lowers[clause.first : clause.last]):
        return False  # an English past that no list knows
    return tense_of(scene) is Tense.PRESENT and named_ahead(scene, words)


_PURPOSE = frozenset({"voor", "for"})
