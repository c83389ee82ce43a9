"""Whether a happening is told as happened, planned, supposed, denied, negated or as a habit."""

from collections.abc import Sequence

from kroniek.extract.events.frames import VERBAL, Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.realis_nouns import (
    CONTENT_CLAUSE,
    OWNERS,
    doubted,
    known,
    noun_realis,
)
from kroniek.extract.events.realis_times import named_ahead, tense_of, time_ahead
from kroniek.extract.events.realis_words import RealisWords, any_of, with_several
from kroniek.extract.events.settings import Setting, conditioned, setting_of
from kroniek.extract.grammar.chunks import (
    ADVERB,
    AUXILIARY,
    CONTENT,
    DETERMINER,
    MARK,
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
        doing = any(reading.form is Form.GERUND for reading in scene.hit.readings)
        led = _gerund(scene, words) if doing else Realis.ACTUAL
        if led is Realis.ACTUAL and _asked(scene) and not known(scene):
            return Realis.HYPOTHETICAL
        return noun_realis(scene, setting, words) if led is Realis.ACTUAL else led
    return _verb(scene, setting, words, statement)


def _not(scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None) -> Realis:
    """Realis of what is told with a negator: one who speaks of himself denies it."""
    noun = scene.form in NOUNS
    if noun and any_of(setting.clause, words.expecting):
        return Realis.HYPOTHETICAL
    own = any_of(setting.clause, _SPEAKERS) and tense_of(scene) in _TOLD_TENSES
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
    return any_of(setting.above, words.denying) or (noun and any_of(setting.before, words.denying))


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
        if lower not in words.negators or (lower in _WITHOUT and not _without_it(scene, k)):
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
        any_of(setting.clause[:4], words.failing) or any_of(setting.above, words.failing)
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


def _hearsay(scene: Scene, setting: Setting, words: RealisWords) -> bool:
    """Dutch "zou hebben veroverd": told by others as happened, unless on a condition."""
    if not any_of(setting.clause, words.hearsay) or conditioned(scene, words):
        return False
    participle = any(reading.form is Form.PARTICIPLE for reading in scene.hit.readings)
    if any_of(setting.clause, _PERFECT):
        return participle and not any_of(setting.clause, _STILL_OPEN)
    return scene.form is Form.PARTICIPLE and not any_of(setting.clause, _PASSIVE)


_PERFECT = frozenset({"hebben", "zijn"})
_PASSIVE = frozenset({"worden"})
_STILL_OPEN = frozenset({"kunnen", "moeten", "mogen", "willen"})


def _verb(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> Realis:
    """Realis of a verb: conjunction and modals of its clause, then what governs the clause."""
    if scene.form is Form.ATTRIBUTIVE:
        return Realis.HYPOTHETICAL if doubted(scene, words) else Realis.ACTUAL
    if _hearsay(scene, setting, words):
        return Realis.ACTUAL
    if scene.form in _TOLD_FORMS and setting.before[-1:] and setting.before[-1] in words.doubting:
        return Realis.HYPOTHETICAL  # "are feared killed"
    if setting.opener and setting.opener in words.conditions:
        past = scene.form is Form.PAST or (
            scene.form is Form.PARTICIPLE and tense_of(scene) is Tense.PAST
        )
        past = past and setting.opener in _REAL_WHEN_PAST
        return Realis.ACTUAL if past else Realis.HYPOTHETICAL
    if _asked(scene) or _in_fiction(scene, words):
        return Realis.HYPOTHETICAL
    governed = not _simple_past(scene)
    if governed and any_of(setting.clause, words.maybe | words.modals):
        return _modal(scene, setting, words, statement)
    if (governed and any_of(setting.clause, words.will)) or _to_come(scene, words):
        feared = setting.opener in CONTENT_CLAUSE and any_of(setting.above, words.governors)
        return Realis.HYPOTHETICAL if feared or conditioned(scene, words) else Realis.PLANNED
    if setting.infinitive:
        return _infinitive(scene, setting, words)
    if scene.form is Form.GERUND and not _progressive(scene):
        return _gerund(scene, words)
    return _governed(scene, setting, words, statement)


def _simple_past(scene: Scene) -> bool:
    """Whether an English past has no auxiliary, so that no modal before it can be its own."""
    if scene.words.language != "en" or scene.form is not Form.PAST:
        return False
    return _auxiliary_before(scene) is None


def _auxiliary_before(scene: Scene) -> str | None:
    """The auxiliary right before the trigger, adverbs left aside; None if there is none."""
    chunks, k = scene.chunks, scene.hit.first - 1
    while k > 0 and chunks.tags[k] == ADVERB:
        k -= 1
    return chunks.lowers[k] if k >= 0 and chunks.tags[k] == AUXILIARY else None


def _progressive(scene: Scene) -> bool:
    """Whether a form in -ing has an auxiliary: "is sending"."""
    return _auxiliary_before(scene) is not None


_KEEP = frozenset(
    """keep keeps kept keeping prevent prevents prevented preventing stop stops stopped stopping ban
    bans banned banning bar bars barred barring block blocks blocked deter deters deterred deterring
    dissuade dissuaded discourage discouraged""".split()
)


def _gerund(scene: Scene, words: RealisWords) -> Realis:
    """Realis of "considering sending", "prevented from landing", "plans for landing"."""
    first = scene.hit.first
    lead = with_several(tuple(scene.chunks.lowers[max(0, first - 3) : first]), words)
    kept = lead[2:3] == ("from",) and any_of(scene.chunks.lowers[max(0, first - 8) : first], _KEEP)
    if kept or any_of(lead, words.failing):
        return Realis.NEGATED
    if any_of(lead, words.considering | words.hypothetical_objects | words.governors):
        return Realis.HYPOTHETICAL
    return Realis.PLANNED if any_of(lead, words.planning) else Realis.ACTUAL


def _modal(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> Realis:
    """Realis of a verb with "may", "zou" or "moest"."""
    modals = words.modals.intersection(setting.clause)
    if any_of(setting.clause, words.maybe) or conditioned(scene, words):
        return Realis.HYPOTHETICAL
    demanded = statement is not None and statement.act in _UNREAL_ACTS
    if modals <= words.scheduled and not demanded and named_ahead(scene, words):
        return Realis.PLANNED
    if modals and modals <= words.coped and statement is None:
        return Realis.ACTUAL
    seen = statement is not None and _seen_ahead(scene, setting, words, statement)
    return Realis.PLANNED if seen else Realis.HYPOTHETICAL


def _asked(scene: Scene) -> bool:
    """Whether the clause asks if it happened: "Valt Rusland aan?", not "Waarom viel het aan?"."""
    chunks = scene.chunks
    if "?" not in {token.text for token in chunks.tokens[-2:]}:
        return False
    clause = chunks.clauses[scene.clause]
    at = next((k for k in range(clause.first, clause.last) if chunks.tags[k] is not MARK), None)
    if at is None or any(chunks.tokens[k].text in ".!" for k in range(at, clause.last)):
        return False
    verbs = VERBAL if scene.words.language == "nl" else {AUXILIARY}
    return chunks.tags[at] in verbs


def _in_fiction(scene: Scene, words: RealisWords) -> bool:
    """Whether the sentence tells what a film or book does: "In de film valt de stad"."""
    chunks = scene.chunks
    return tense_of(scene) is Tense.PRESENT and any(
        lower in words.fiction
        and any(chunks.lowers[j] == "in" for j in range(max(0, k - 4), k))
        and not any(chunks.tags[j] is MARK for j in range(max(0, k - 4), k))
        for k, lower in enumerate(chunks.lowers)
    )


def _seen_ahead(scene: Scene, setting: Setting, words: RealisWords, statement: Statement) -> bool:
    """Whether "would" is the future of what somebody said, on no condition."""
    modal = words.modals.intersection(setting.clause)
    return (
        modal <= words.reported
        and (scene.form is Form.INFINITIVE or any_of(setting.clause, _PASSIVE))
        and statement.act not in _UNREAL_ACTS
        and all(clause.opener not in words.conditions for clause in scene.chunks.clauses)
    )


def _to_come(scene: Scene, words: RealisWords) -> bool:
    """Whether the clause stands in the present tense and names a time to come."""
    if scene.form is Form.PAST or tense_of(scene) is not Tense.PRESENT:
        return False
    if scene.form is Form.INFINITIVE and _helped(scene):  # "besloot maandag te gaan"
        return time_ahead(scene, words)
    return named_ahead(scene, words)


def _helped(scene: Scene) -> bool:
    """Whether another verb stands in the clause, so that the trigger is no plural present."""
    chunks = scene.chunks
    clause = chunks.clauses[scene.clause]
    return any(
        chunks.tags[k] in VERBAL
        for k in range(clause.first, clause.last)
        if not scene.hit.first <= k < scene.hit.last
    )


_REAL_WHEN_PAST = frozenset(
    """of wanneer voordat alvorens zodra totdat zolang
    before until till once whenever whether when""".split()
)


_GOVERNED = CONTENT_CLAUSE | {"om", "zodat", "opdat", "of", "whether", "so", "lest", "die", "who"}


def _governed(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> Realis:
    """Realis by the clause above and the act of the statement the verb stands under."""
    if scene.form is Form.INFINITIVE and any_of(setting.above, words.modals | words.will):
        return Realis.HYPOTHETICAL
    told = scene.form in _TOLD_FORMS and tense_of(scene) in _TOLD_TENSES
    if setting.opener in CONTENT_CLAUSE and any_of(setting.above, words.fearing):
        return Realis.HYPOTHETICAL
    if not told:
        if setting.opener in _GOVERNED and any_of(setting.above, words.governors | words.wanting):
            return Realis.HYPOTHETICAL
        if setting.opener in CONTENT_CLAUSE and any_of(setting.above, words.promising):
            return Realis.PLANNED
        act = statement.act if statement is not None else None
        if act in _UNREAL_ACTS:
            return Realis.HYPOTHETICAL
        announced = act is Act.ANNOUNCEMENT and scene.form in {Form.PRESENT, Form.INFINITIVE}
        if act in _FUTURE_ACTS or announced:
            return Realis.PLANNED
    habit = any_of(setting.clause, words.habit) and scene.form is Form.PRESENT
    return Realis.GENERIC if habit else Realis.ACTUAL


def _infinitive(scene: Scene, setting: Setting, words: RealisWords) -> Realis:
    lead = scene.chunks.lowers[max(0, scene.hit.first - 3) : max(0, scene.hit.first - 1)]
    before = lead[-1] if lead else ""
    if before in words.ordinals | words.told_to or "_".join(lead) in words.told_to:
        return Realis.ACTUAL
    if before in words.due_to:
        return Realis.PLANNED
    around = (*setting.above, *setting.clause)
    if any_of(setting.clause, words.achieved) and setting.opener not in words.purpose:
        return Realis.ACTUAL
    if any_of(around, words.even_purpose):
        return Realis.ACTUAL
    if any_of(around, words.governors) or setting.opener in words.purpose:
        if any_of(around, words.planning) and not any_of(around, words.governors):
            return Realis.PLANNED
        return Realis.HYPOTHETICAL
    if any_of(around, words.planning):
        return Realis.PLANNED
    if scene.words.language == "en" and not setting.above:
        headline = scene.chunks.tags[max(0, scene.hit.first - 2)] in {CONTENT, "N"}
        return Realis.PLANNED if headline else Realis.HYPOTHETICAL
    return Realis.HYPOTHETICAL
