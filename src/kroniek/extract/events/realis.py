"""Whether a happening is told as happened, planned, supposed, denied, negated or as a habit."""

from collections.abc import Sequence

from kroniek.extract.events.frames import VERBAL, Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.realis_nouns import (
    CONTENT_CLAUSE,
    OWNERS,
    known,
    noun_realis,
)
from kroniek.extract.events.realis_times import tense_of
from kroniek.extract.events.realis_verbs import (
    TOLD_TENSES,
    WITHOUT,
    asked,
    gerund_realis,
    verb_realis,
)
from kroniek.extract.events.realis_words import RealisWords, any_of
from kroniek.extract.events.settings import Setting, setting_of
from kroniek.extract.grammar.chunks import (
    DETERMINER,
    MARK,
    PREPOSITION,
)
from kroniek.extract.grammar.inflection import FINITE, Form
from kroniek.model.text import Act, Realis, Statement


def judge_realis(scene: Scene, words: RealisWords, statement: Statement | None) -> Realis:
    """The realis of a trigger, the strongest sign first."""
    before = scene.chunks.tags[scene.hit.first - 1] if scene.hit.first else MARK
    if scene.form is Form.GERUND and before is DETERMINER:
        scene = scene._replace(form=Form.NOUN)  # "the hacking of"
    setting = setting_of(scene, words)
    noun = scene.form in NOUNS
    if _denied(scene, setting, words, statement):
        return Realis.DENIED
    if _negated(scene, setting, words):
        return _not(scene, setting, words, statement)
    if noun:
        doing = _without_lead(scene)
        led = gerund_realis(scene, words) if doing else Realis.ACTUAL
        if led is Realis.ACTUAL and asked(scene) and not known(scene):
            return Realis.HYPOTHETICAL
        return noun_realis(scene, setting, words) if led is Realis.ACTUAL else led
    return verb_realis(scene, setting, words, statement)


def _without_lead(scene: Scene) -> bool:
    """Whether a form in -ing stands right behind a verb or preposition: "keep from shelling"."""
    first = scene.hit.first
    led = first > 0 and scene.chunks.tags[first - 1] in VERBAL | {PREPOSITION}
    return led and any(reading.form is Form.GERUND for reading in scene.hit.readings)


def _not(scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None) -> Realis:
    """Realis of what is told with a negator: one who speaks of himself denies it."""
    noun = scene.form in NOUNS
    if noun and any_of(setting.clause, words.expecting):
        return Realis.HYPOTHETICAL
    own = any_of(setting.clause, _SPEAKERS) and tense_of(scene) in TOLD_TENSES
    intent = any_of(setting.clause, words.will) and not noun
    return Realis.DENIED if (intent or own) and statement is not None else Realis.NEGATED


_SPEAKERS = frozenset({"wij", "we", "ik", "i"})


def _denied(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> bool:
    """Whether it is told only inside a denial; "with his visit" inside one is taken for granted."""
    noun = scene.form in NOUNS
    if noun and (any_of(setting.before, OWNERS) or _only_named(scene)):
        return False
    if noun and any_of(setting.clause, words.refusing) and not known(scene):
        return False  # "rejected a truce"
    if statement is not None and statement.act is Act.DENIAL:
        return True
    if setting.opener in CONTENT_CLAUSE and _dismissed(scene, words):
        return True
    return any_of(setting.above, words.denying) or (noun and any_of(setting.before, words.denying))


def _dismissed(scene: Scene, words: RealisWords) -> bool:
    """Whether the words behind call the clause untrue: "that he shot is a lie"."""
    chunks = scene.chunks
    following = min(scene.clause + 1, len(chunks.clauses) - 1)
    return any_of(chunks.lowers[scene.hit.last : chunks.clauses[following].last], words.dismissing)


def _only_named(scene: Scene) -> bool:
    """Whether a denial only names it: "denied any part in the attack"."""
    around = scene.chunks.phrase_at.get(scene.hit.first)
    return around is not None and bool(around.preposition) and known(scene)


def conative(scene: Scene, words: RealisWords) -> bool:
    """Whether the trigger is what somebody is told to be trying to do."""
    setting = setting_of(scene, words)
    return setting.infinitive and any_of((*setting.clause, *setting.above), words.conative)


def _negated(scene: Scene, setting: Setting, words: RealisWords) -> bool:
    """Whether a negator of the clause reaches the trigger."""
    chunks, hit = scene.chunks, scene.hit
    clause = chunks.clauses[scene.clause]
    noun = scene.form in NOUNS or scene.form is Form.ATTRIBUTIVE
    behind = scene.form in FINITE and scene.words.language == "nl"
    start = max(clause.first, hit.first - (3 if noun else 30))
    for k in range(start, min(clause.last, hit.last + 12) if behind else hit.first):
        lower = chunks.tokens[k].lower
        if hit.apart is not None and hit.apart[0] <= k < hit.apart[1]:
            continue  # "zat zonder stroom"
        if k > hit.first and clause.opener and chunks.tags[k] is MARK:
            break  # "that he resigned, does not surprise her": the clause ends at its verb
        if lower not in words.negators or (lower in WITHOUT and not _without_it(scene, k)):
            continue
        if _spared(chunks.lowers[k + 1 : k + 4], words) or _before_then(scene, k):
            continue
        if not noun or not (_mark_between(scene, k) or _of_adjective(scene, k)):
            return True
    if (
        scene.words.language == "en"
        and not noun
        and chunks.lowers[hit.last : hit.last + 1] == ["no"]
    ):
        return True
    if chunks.lowers[max(0, hit.first - 2) : hit.first] == ["yet", "to"]:
        return True
    return setting.infinitive and (
        any_of(setting.clause[:4], words.failing)
        or any("_" in word and word in words.failing for word in setting.clause)
        or any_of(setting.above, words.failing)
    )


def _spared(following: Sequence[str], words: RealisWords) -> bool:
    """Whether the words behind a negator take its force away."""
    return not words.harmless.isdisjoint(
        "_".join(following[:size]) for size in range(1, len(following) + 1)
    )


def _before_then(scene: Scene, k: int) -> bool:
    """Whether the negator at `k` is of a condition: "gebeurt dat niet, dan vallen wij aan"."""
    between = range(k + 1, scene.hit.first)
    return any(
        scene.chunks.lowers[j] in _THEN and any(scene.chunks.tags[i] is MARK for i in range(k, j))
        for j in between
    )


_THEN = frozenset({"dan", "then"})


def _without_it(scene: Scene, k: int) -> bool:
    """Whether "without" takes the trigger away: "without asking", not "without a fight"."""
    if k > scene.hit.first:
        return False
    return scene.form in NOUNS or scene.form in {Form.INFINITIVE, Form.GERUND, Form.ATTRIBUTIVE}


def _of_adjective(scene: Scene, k: int) -> bool:
    """Whether "not" stands before an adjective: "a not very surprising visit"."""
    plain = scene.chunks.tokens[k].lower in {"niet", "not"}
    return plain and scene.chunks.tags[k + 1] != DETERMINER


def _mark_between(scene: Scene, k: int) -> bool:
    return any(tag is MARK for tag in scene.chunks.tags[k : scene.hit.first])
