"""Whether what a verb tells happened: by its conjunction, its modals and what governs it."""

from kroniek.extract.events.frames import VERBAL, Scene
from kroniek.extract.events.realis_nouns import (
    CONTENT_CLAUSE,
    REAL_WHEN_PAST,
    arranged,
    doubted,
    governed_by,
)
from kroniek.extract.events.realis_times import named_ahead, past_in, tense_of, time_ahead
from kroniek.extract.events.realis_words import RealisWords, any_of, with_several
from kroniek.extract.events.settings import Setting, conditioned, setting_of
from kroniek.extract.grammar.chunks import ADVERB, AUXILIARY, CONTENT, MARK, NAME
from kroniek.extract.grammar.inflection import Form
from kroniek.model.text import Act, Realis, Statement, Tense

_UNREAL_ACTS = frozenset({Act.DEMAND, Act.THREAT, Act.SPECULATION})
_FUTURE_ACTS = frozenset({Act.INTENT, Act.COMMITMENT, Act.FORECAST, Act.OFFER})
TOLD_FORMS = frozenset({Form.PAST, Form.PARTICIPLE, Form.ATTRIBUTIVE})
TOLD_TENSES = frozenset({Tense.PAST, Tense.PERFECT})
WITHOUT = frozenset({"zonder", "without"})


def _hearsay(scene: Scene, setting: Setting, words: RealisWords) -> bool:
    """Dutch "zou hebben veroverd": told by others as happened, unless on a condition."""
    if not any_of(setting.clause, words.hearsay) or conditioned(scene, words):
        return False
    participle = any(reading.form is Form.PARTICIPLE for reading in scene.hit.readings)
    if any_of(setting.clause, _PERFECT):
        return participle and not any_of(setting.clause, _STILL_OPEN)
    return scene.form is Form.PARTICIPLE and not any_of(setting.clause, _PASSIVE)


def _counterfactual(scene: Scene, setting: Setting) -> bool:
    """Whether it would have been without something: "zonder hulp had het leger gewonnen"."""
    clause = scene.chunks.clauses[scene.clause]
    start = scene.chunks.lowers[max(0, clause.first - 1) : clause.first + 1]
    return any_of(start, WITHOUT) and any_of(setting.clause, _WOULD)


_WOULD = frozenset({"had", "hadden", "zou", "zouden"})
_PERFECT = frozenset({"hebben", "zijn"})
_PASSIVE = frozenset({"worden"})
_STILL_OPEN = frozenset({"kunnen", "moeten", "mogen", "willen"})


def verb_realis(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> Realis:
    """Realis of a verb: conjunction and modals of its clause, then what governs the clause."""
    apart = _set_apart(scene, setting, words)
    if apart is not None:
        return apart
    governed = not _simple_past(scene)
    if governed and any_of(setting.clause, words.maybe | words.modals):
        return _modal(scene, setting, words, statement)
    if (governed and any_of(setting.clause, words.will)) or _to_come(scene, words):
        open_still = conditioned(scene, words) or _foretold(scene, setting, words, statement)
        return Realis.HYPOTHETICAL if open_still else Realis.PLANNED
    if _nominal(scene):
        return governed_by(scene, setting, words, fresh=True) or Realis.ACTUAL
    if setting.infinitive:
        return _infinitive(scene, setting, words)
    if scene.form is Form.GERUND and not _progressive(scene):
        return gerund_realis(scene, words)
    return _governed(scene, setting, words, statement)


def _set_apart(scene: Scene, setting: Setting, words: RealisWords) -> Realis | None:
    """Realis where hearsay, a condition, a question or a film decides; else None."""
    if scene.form is Form.ATTRIBUTIVE:
        return Realis.HYPOTHETICAL if doubted(scene, words) else Realis.ACTUAL
    if _counterfactual(scene, setting):
        return Realis.HYPOTHETICAL
    if _hearsay(scene, setting, words):
        return Realis.ACTUAL
    if scene.form in TOLD_FORMS and setting.before[-1:] and setting.before[-1] in words.doubting:
        return Realis.HYPOTHETICAL  # "are feared killed"
    if setting.opener and setting.opener in words.conditions:
        past = scene.form is Form.PAST or (
            scene.form is Form.PARTICIPLE and tense_of(scene) is Tense.PAST
        )
        past = past and setting.opener in REAL_WHEN_PAST
        return Realis.ACTUAL if past else Realis.HYPOTHETICAL
    return Realis.HYPOTHETICAL if asked(scene) or _in_fiction(scene, words) else None


def _foretold(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> bool:
    """Whether what is to come is only feared, or predicted and nothing that people arrange."""
    content = setting.opener in CONTENT_CLAUSE
    if content and any_of(setting.above, words.governors):
        return True
    predicted = content and any_of(setting.above, words.expecting)
    predicted = predicted or (statement is not None and statement.act is Act.FORECAST)
    return predicted and not arranged(scene)


def _nominal(scene: Scene) -> bool:
    """Whether a Dutch infinitive is a noun: "het sturen van troepen"."""
    before = scene.chunks.lowers[max(0, scene.hit.first - 1) : scene.hit.first]
    return scene.form is Form.INFINITIVE and before == ["het"]


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


def gerund_realis(scene: Scene, words: RealisWords) -> Realis:
    """Realis of "considering sending", "prevented from landing", "plans for landing"."""
    first = scene.hit.first
    lead = with_several(tuple(scene.chunks.lowers[max(0, first - 3) : first]), words)
    window = scene.chunks.lowers[max(0, first - 10) : first]
    kept = lead[2:3] == ("from",) and any_of(window, _KEEP)
    if kept and any_of(window, words.negators | words.failing):
        return Realis.ACTUAL  # "has not kept them from landing"
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


def asked(scene: Scene) -> bool:
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
    if scene.form is Form.GERUND and not _progressive(scene):
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


_PRESENTS = frozenset({Form.PRESENT, Form.INFINITIVE})
_GOVERNED = CONTENT_CLAUSE | {"om", "zodat", "opdat", "of", "whether", "so", "lest", "die", "who"}


def _governed(
    scene: Scene, setting: Setting, words: RealisWords, statement: Statement | None
) -> Realis:
    """Realis by the clause above and the act of the statement the verb stands under."""
    if scene.form is Form.INFINITIVE and any_of(setting.above, words.modals | words.will):
        return Realis.HYPOTHETICAL
    told = scene.form in TOLD_FORMS and tense_of(scene) in TOLD_TENSES
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
        going_on = scene.form is Form.GERUND and tense_of(scene) is Tense.PRESENT
        announced = act is Act.ANNOUNCEMENT and (going_on or scene.form in _PRESENTS)
        if act in _FUTURE_ACTS or announced:
            foretold = act is Act.FORECAST and not arranged(scene)
            return Realis.HYPOTHETICAL if foretold else Realis.PLANNED
    habit = any_of(setting.clause, words.habit) and scene.form is Form.PRESENT
    return Realis.GENERIC if habit else Realis.ACTUAL


def _above_ahead(scene: Scene, words: RealisWords) -> bool:
    """Whether the clause above is to come: "on Monday she flies to Bonn to talk"."""
    return (
        scene.clause > 0
        and named_ahead(scene, words, scene.clause - 1)
        and not past_in(scene, scene.clause - 1)
    )


def _infinitive(scene: Scene, setting: Setting, words: RealisWords) -> Realis:
    """Realis of an infinitive with "te" or "to": by the word before it, then by its clauses."""
    before = setting.lead[-1] if setting.lead else ""
    if before in words.ordinals | words.told_to or "_".join(setting.lead) in words.told_to:
        return Realis.ACTUAL
    if before in words.due_to:
        return Realis.PLANNED
    around = (*setting.above, *setting.clause)
    achieved = any_of(setting.clause, words.achieved) and setting.opener not in words.purpose
    if achieved or any_of(around, words.even_purpose):
        return Realis.ACTUAL
    if predicted(scene, words):
        return Realis.HYPOTHETICAL
    if setting.opener in words.purpose and _above_ahead(scene, words):
        return Realis.PLANNED
    return _aim(scene, setting, words)


def predicted(scene: Scene, words: RealisWords) -> bool:
    """Whether an infinitive is expected and nothing that people arrange: "expect snow to fall"."""
    setting = setting_of(scene, words)
    expected = any_of((*setting.above, *setting.clause), words.expecting)
    return setting.infinitive and expected and not arranged(scene)


def _aim(scene: Scene, setting: Setting, words: RealisWords) -> Realis:
    """Realis of an infinitive that tells what is wanted or planned."""
    around = (*setting.above, *setting.clause)
    wanted = any_of(around, words.governors)
    if any_of(around, words.planning) and not wanted:
        return Realis.PLANNED
    if wanted or setting.opener in words.purpose:
        return Realis.HYPOTHETICAL
    if scene.words.language == "en" and not setting.above:
        headline = scene.chunks.tags[max(0, scene.hit.first - 2)] in {CONTENT, NAME}
        return Realis.PLANNED if headline else Realis.HYPOTHETICAL
    return Realis.HYPOTHETICAL
