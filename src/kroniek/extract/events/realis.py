"""Whether a happening is told as happened, planned, supposed, denied, negated or as a habit."""

from collections.abc import Sequence

from kroniek.extract.events.frames import Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.lexicon import event_lexicon
from kroniek.extract.events.realis_words import RealisWords, with_several
from kroniek.extract.events.settings import Setting, setting_of
from kroniek.extract.grammar.chunks import (
    CONTENT,
    DETERMINER,
    MARK,
    TIME,
)
from kroniek.extract.grammar.inflection import FINITE, Form
from kroniek.model.text import Act, Realis, Statement, Tense

_UNREAL_ACTS = frozenset({Act.DEMAND, Act.THREAT, Act.SPECULATION})


_FUTURE_ACTS = frozenset({Act.INTENT, Act.COMMITMENT, Act.FORECAST, Act.OFFER})


_TOLD_FORMS = frozenset({Form.PAST, Form.PARTICIPLE, Form.ATTRIBUTIVE})


_TOLD_TENSES = frozenset({Tense.PAST, Tense.PERFECT})


def judge_realis(scene: Scene, words: RealisWords, statement: Statement | None) -> Realis:
    """The realis of a trigger, the strongest sign first."""
    setting = setting_of(scene, words)
    noun = scene.form in NOUNS
    if _denied(scene, setting, words, statement):
        return Realis.DENIED
    if _negated(scene, setting, words):
        return _not(scene, setting, words, statement)
    if noun:
        return _noun(setting, words, scene)
    return _verb(scene, setting, words, statement)


def _not(scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None) -> Realis:
    """Realis of what is told with a negator: one who speaks of himself denies it."""
    noun = scene.form in NOUNS
    if noun and _any(setting.clause, words.expecting):
        return Realis.HYPOTHETICAL
    own = _any(setting.clause, _SPEAKERS) and tense_of(scene) in _TOLD_TENSES
    intent = _any(setting.clause, words.will) and not noun
    return Realis.DENIED if (intent or own) and statement is not None else Realis.NEGATED


_SPEAKERS = frozenset({"wij", "we", "ik", "i"})


def _denied(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> bool:
    """Whether it is told only inside a denial; "with his visit" inside one is taken for granted."""
    noun = scene.form in NOUNS
    if noun and _any(setting.before, _OWNERS):
        return False
    if statement is not None and statement.act is Act.DENIAL:
        return True
    return _any(setting.above, words.denying) or (noun and _any(setting.before, words.denying))


_OWNERS = frozenset({"zijn", "haar", "hun", "diens", "his", "her", "their", "its"})


def conative(scene: Scene, words: RealisWords) -> bool:
    """Whether the trigger is what somebody is told to be trying to do."""
    setting = setting_of(scene, words)
    return setting.infinitive and _any((*setting.clause, *setting.above), words.conative)


def _any(words: Sequence[str], wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(words)


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
        if lower not in words.negators or (lower in _WITHOUT and not _without_it(scene, k)):
            continue
        if _spared(chunks.lowers[k + 1 : k + 4], words):
            continue
        if not noun or not (_mark_between(scene, k) or _of_adjective(scene, k)):
            return True
    if (
        scene.words.language == "en"
        and not noun
        and chunks.lowers[hit.last : hit.last + 1] == ["no"]
    ):
        return True
    return setting.infinitive and (
        _any(setting.clause[:4], words.failing) or _any(setting.above, words.failing)
    )


def _spared(following: Sequence[str], words: RealisWords) -> bool:
    """Whether the words behind a negator take its force away."""
    return not words.harmless.isdisjoint(
        "_".join(following[:size]) for size in range(1, len(following) + 1)
    )


_WITHOUT = frozenset({"zonder", "without"})


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


def _noun(setting: Setting, words: RealisWords, scene: Scene) -> Realis:
    """Realis of a noun: by the words before it, then by what governs its phrase and clause."""
    if _any(setting.before, words.every):
        return Realis.GENERIC
    if _doubted(scene, words):
        return Realis.HYPOTHETICAL
    made = any(reading.type == "agreement" for reading in scene.hit.readings)
    if _any(setting.before, words.planning - words.agreeing if made else words.planning):
        return Realis.PLANNED
    chunks, hit = scene.chunks, scene.hit
    around = chunks.phrase_at.get(hit.first)
    start = around.first if around is not None else hit.first
    lead = with_several(tuple(chunks.lowers[max(0, start - 4) : start]), words)
    if start and chunks.lowers[start - 1] in words.expecting:
        return Realis.PLANNED
    if around is not None and not around.preposition:
        if _any(setting.clause, words.cancelling):
            return Realis.NEGATED
        if _any(setting.clause, words.postponing):
            return Realis.PLANNED
        if _any(setting.clause, words.considering) and not _definite(scene, start):
            return Realis.HYPOTHETICAL
    return _noun_governed(scene, setting, words, lead)


def _definite(scene: Scene, start: int) -> bool:
    """Whether the phrase that begins at `start` has a word that takes it for known."""
    lead = scene.chunks.lowers[max(0, start - 1) : scene.hit.first]
    return not (_OWNERS | _DEFINITE).isdisjoint(lead)


_DEFINITE = frozenset({"de", "het", "deze", "dit", "die", "the", "this", "these", "those"})


def _doubted(scene: Scene, words: RealisWords) -> bool:
    """Whether "possible" or the like stands right before; "as … as possible" does not doubt."""
    lowers, first = scene.chunks.lowers, scene.hit.first
    return any(
        lowers[k] in words.doubting
        and not (k and lowers[k - 1].startswith(("zo", "as")))
        and not (k > 1 and lowers[k] == "mogelijk" and lowers[k - 2] == "zo")
        for k in range(max(0, first - 3), first)
    )


def _noun_governed(
    scene: Scene, setting: Setting, words: RealisWords, lead: tuple[str, ...]
) -> Realis:
    """Realis of a noun by the words that lead to its phrase; `lead` are up to four of them."""
    if _any(setting.before, _OWNERS) or _stands(scene, words):
        return Realis.ACTUAL
    if setting.opener in words.conditions or _any(lead, words.governors):
        return Realis.HYPOTHETICAL
    if _any(lead, words.before_nouns):
        return Realis.PLANNED
    if _any(setting.clause, words.present) and _ahead_in(scene, words):
        return Realis.PLANNED
    return _noun_in_clause(setting, words)


def _stands(scene: Scene, words: RealisWords) -> bool:
    """Whether the noun is what something else rests on: "under the deal, both will withdraw"."""
    around = scene.chunks.phrase_at.get(scene.hit.first)
    if around is None or around.preposition not in words.standing:
        return False
    return scene.chunks.lowers[around.first] in _DEFINITE


def _noun_in_clause(setting: Setting, words: RealisWords) -> Realis:
    if setting.opener and setting.opener in words.purpose:
        return Realis.PLANNED if _any(setting.above, words.planning) else Realis.ACTUAL
    if _any(setting.clause, words.will):
        feared = setting.opener in _CONTENT_CLAUSE and _any(setting.above, words.governors)
        return Realis.HYPOTHETICAL if feared else Realis.PLANNED
    if _any(setting.clause, words.maybe | (words.modals - words.hearsay)):
        return Realis.HYPOTHETICAL
    if setting.opener in _CONTENT_CLAUSE and _any(setting.above, words.expecting):
        return Realis.PLANNED
    return Realis.ACTUAL


_CONTENT_CLAUSE = frozenset({"dat", "that"})


def _hearsay(scene: Scene, setting: Setting, words: RealisWords) -> bool:
    """Dutch "zou hebben veroverd": told by others as happened."""
    return _any(setting.clause, words.hearsay) and scene.form is Form.PARTICIPLE


def _verb(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> Realis:
    """Realis of a verb: conjunction and modals of its clause, then what governs the clause."""
    if scene.form is Form.ATTRIBUTIVE:
        return Realis.HYPOTHETICAL if _doubted(scene, words) else Realis.ACTUAL
    if _hearsay(scene, setting, words):
        return Realis.ACTUAL
    if setting.opener and setting.opener in words.conditions:
        past = scene.form is Form.PAST and setting.opener in _REAL_WHEN_PAST
        return Realis.ACTUAL if past else Realis.HYPOTHETICAL
    if _any(setting.clause, words.maybe | words.modals):
        seen_ahead = statement is not None and _seen_ahead(scene, setting, words, statement)
        return Realis.PLANNED if seen_ahead else Realis.HYPOTHETICAL
    if _any(setting.clause, words.will) or _to_come(scene, words):
        return Realis.PLANNED
    if setting.infinitive:
        return _infinitive(scene, setting, words)
    return _governed(scene, setting, words, statement)


def _seen_ahead(scene: Scene, setting: Setting, words: RealisWords, statement: Statement) -> bool:
    """Whether "would" is the future of what somebody said, on no condition."""
    modal = words.modals.intersection(setting.clause)
    return (
        modal <= words.reported
        and not _any(setting.clause, words.maybe)
        and scene.form is Form.INFINITIVE
        and statement.act not in _UNREAL_ACTS
        and all(clause.opener not in words.conditions for clause in scene.chunks.clauses)
    )


def _ahead_in(scene: Scene, words: RealisWords) -> bool:
    """Whether a time expression of the clause has a word of times to come."""
    chunks = scene.chunks
    clause = chunks.clauses[scene.clause]
    return any(
        chunks.tags[k] == TIME and chunks.tokens[k].lower in words.ahead
        for k in range(clause.first, clause.last)
    )


def _to_come(scene: Scene, words: RealisWords) -> bool:
    """Whether the clause stands in the present tense and names a time to come."""
    chunks = scene.chunks
    clause = chunks.clauses[scene.clause]
    named = any(
        chunks.tags[k] == TIME and _is_ahead(scene, k, words)
        for k in range(clause.first, clause.last)
    )
    return named and scene.form is not Form.PAST and tense_of(scene) is Tense.PRESENT


def _is_ahead(scene: Scene, k: int, words: RealisWords) -> bool:
    """Whether a word of a time expression makes a present tense tell of what is to come."""
    tokens = scene.chunks.tokens
    lower = tokens[k].lower
    if lower in words.ahead:
        return True
    before = {token.lower for token in tokens[max(0, k - 2) : k]}
    return (
        lower.startswith(tuple(words.weekdays))
        and scene.form is not Form.INFINITIVE
        and words.no_plan_behind.isdisjoint(before)
    )


_REAL_WHEN_PAST = frozenset({"of", "wanneer", "before", "voordat"})


def _governed(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> Realis:
    """Realis by the clause above and the act of the statement the verb stands under."""
    if scene.form is Form.INFINITIVE and _any(setting.above, words.modals | words.will):
        return Realis.HYPOTHETICAL
    told = scene.form in _TOLD_FORMS and tense_of(scene) in _TOLD_TENSES
    if not told:
        if setting.opener and _any(setting.above, words.governors):
            return Realis.HYPOTHETICAL
        act = statement.act if statement is not None else None
        if act in _UNREAL_ACTS:
            return Realis.HYPOTHETICAL
        if act in _FUTURE_ACTS:
            return Realis.PLANNED
    habit = _any(setting.clause, words.habit) and scene.form is Form.PRESENT
    return Realis.GENERIC if habit else Realis.ACTUAL


def _infinitive(scene: Scene, setting: Setting, words: RealisWords) -> Realis:
    around = (*setting.above, *setting.clause)
    if _any(setting.clause, words.achieved) and setting.opener not in words.purpose:
        return Realis.ACTUAL
    if _any(around, words.even_purpose):
        return Realis.ACTUAL
    if _any(around, words.governors) or setting.opener in words.purpose:
        if _any(around, words.planning) and not _any(around, words.governors):
            return Realis.PLANNED
        return Realis.HYPOTHETICAL
    if _any(around, words.planning):
        return Realis.PLANNED
    if scene.words.language == "en" and not setting.above:
        headline = scene.chunks.tags[max(0, scene.hit.first - 2)] in {CONTENT, "N"}
        return Realis.PLANNED if headline else Realis.HYPOTHETICAL
    return Realis.HYPOTHETICAL


def tense_of(scene: Scene) -> Tense:
    """Tense of the trigger's clause."""
    chunks = scene.chunks
    clause = chunks.clauses[scene.clause]
    finite = scene.words.finite
    lowers = {chunks.tokens[k].lower for k in range(clause.first, clause.last)}
    if scene.form is Form.PAST:
        return Tense.PAST
    if not lowers.isdisjoint(finite["future"]):
        return Tense.FUTURE
    if not lowers.isdisjoint(finite["past"]):
        return Tense.PAST
    if scene.form is Form.PARTICIPLE and not lowers.isdisjoint(finite["perfect"]):
        return Tense.PERFECT
    if scene.form is Form.PRESENT:
        either = any(reading.form is Form.PAST for reading in scene.hit.readings)
        return Tense.PAST if either else Tense.PRESENT  # "shells hit the port"
    verbs = [k for k in range(clause.first, clause.last) if chunks.tags[k] in {"A", "V", "E"}]
    if scene.form in NOUNS and any(_simple_past(scene, k) for k in verbs):
        return Tense.PAST
    if not verbs:
        return Tense.NONE
    return Tense.PERFECT if scene.form is Form.ATTRIBUTIVE else Tense.PRESENT


def _simple_past(scene: Scene, k: int) -> bool:
    """Whether the verb at token `k` can be nothing but a simple past."""
    lower = scene.chunks.lowers[k]
    if lower in scene.words.past:
        return True
    forms = {reading.form for reading in event_lexicon(scene.words.language).know(lower).readings}
    return Form.PAST in forms and Form.PRESENT not in forms
