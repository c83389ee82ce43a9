"""What the tense of a clause and the times it names say: whether it looks back or ahead."""

from kroniek.extract.events.frames import Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.lexicon import event_lexicon
from kroniek.extract.events.realis_words import RealisWords, any_of, with_several
from kroniek.extract.grammar.chunks import AUXILIARY, EVENT_VERB, TIME, VERB
from kroniek.extract.grammar.inflection import Form
from kroniek.model.text import Tense

_STOPS = frozenset(".?!\"'”’")
_DAY = 2
"""Digits that a day of the month has at most; a year has more."""


def named_ahead(scene: Scene, words: RealisWords, number: int | None = None) -> bool:
    """Whether a time expression of the clause makes its present tense tell of what is to come.

    `number` is the clause looked at; the trigger's own if left out.
    """
    number = scene.clause if number is None else number
    clause = scene.chunks.clauses[number]
    tags = scene.chunks.tags
    return time_ahead(scene, words, number) or any(
        tags[k] == TIME and _next_of_its_name(scene, k, words)
        for k in range(clause.first, clause.last)
    )


def past_in(scene: Scene, number: int) -> bool:
    """Whether a clause has a verb that can be nothing but a simple past."""
    clause = scene.chunks.clauses[number]
    return any(
        scene.chunks.tags[k] in _VERBS and is_past(scene, k)
        for k in range(clause.first, clause.last)
    )


def time_ahead(scene: Scene, words: RealisWords, number: int | None = None) -> bool:
    """Whether a time expression of the clause has a word of times to come, or lies so far off."""
    chunks = scene.chunks
    clause = chunks.clauses[scene.clause if number is None else number]
    for k in range(max(1, clause.first), clause.last):
        far = chunks.tags[k] == TIME and chunks.tags[k - 1] != TIME
        if far and chunks.lowers[k - 1] in words.off and _lasts(scene, k, words):
            return True
    lowers = tuple(
        chunks.tokens[k].lower for k in range(clause.first, clause.last) if chunks.tags[k] == TIME
    )
    return any_of(with_several(lowers, words), words.ahead)


def _lasts(scene: Scene, k: int, words: RealisWords) -> bool:
    """Whether the time expression that begins at `k` is a number of days, weeks, years."""
    tokens, tags = scene.chunks.tokens, scene.chunks.tags
    following = range(k, min(k + 4, len(tags)))
    return any(tags[n] == TIME and tokens[n].lower in words.units for n in following)


_VERBS = frozenset({AUXILIARY, VERB, EVENT_VERB})


def _next_of_its_name(scene: Scene, k: int, words: RealisWords) -> bool:
    """Whether a day of the week or of a month, without a year, is the next of its name.

    English writes the present only in a full sentence: headlines have it for what happened.
    """
    tokens = scene.chunks.tokens
    lower = tokens[k].lower
    if any_of((token.lower for token in tokens[max(0, k - 3) : k]), words.no_plan_behind):
        return False
    if scene.words.language == "en" and tokens[-1].text[-1] not in _STOPS:
        return False
    if lower in words.months:
        return _without_year(scene, k, words)
    return lower.startswith(tuple(words.weekdays)) and not lower.endswith("s")


def _without_year(scene: Scene, k: int, words: RealisWords) -> bool:
    """Whether the month at `k` has a day, or a word such as "from", and no year.

    Lists of dates tell what happened in the present tense: "8 May: the army takes the town".
    """
    tokens, tags = scene.chunks.tokens, scene.chunks.tags
    digits = [token.text for token in tokens[max(0, k - 2) : k + 4] if token.text.isdigit()]
    end = next((n for n in range(k, len(tags)) if tags[n] != TIME), len(tags))
    if end < len(tags) and tokens[end].text in _LISTED and tags[: end - 1].count(TIME) == end - 1:
        return False
    led = k > 0 and tokens[k - 1].lower in words.from_month
    return (bool(digits) or led) and all(len(number) <= _DAY for number in digits)


_BECOMING = frozenset({"wordt", "worden"})
_LISTED = frozenset(":–—-|")


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
    beside = chunks.lowers[max(0, scene.hit.first - 1) : scene.hit.last + 1]
    if scene.form is Form.PARTICIPLE and not _BECOMING.isdisjoint(beside):
        return Tense.PRESENT
    if not lowers.isdisjoint(finite["past"]):
        return Tense.PAST
    if scene.form is Form.PARTICIPLE and not lowers.isdisjoint(finite["perfect"]):
        return Tense.PERFECT
    if scene.form is Form.PRESENT:
        either = any(reading.form is Form.PAST for reading in scene.hit.readings)
        return Tense.PAST if either else Tense.PRESENT  # "shells hit the port"
    verbs = [k for k in range(clause.first, clause.last) if chunks.tags[k] in _VERBS]
    if scene.form in NOUNS and any(is_past(scene, k) for k in verbs):
        return Tense.PAST
    if not verbs:
        return Tense.NONE
    return Tense.PERFECT if scene.form is Form.ATTRIBUTIVE else Tense.PRESENT


def is_past(scene: Scene, k: int) -> bool:
    """Whether the verb at token `k` can be nothing but a simple past."""
    lower = scene.chunks.lowers[k]
    if lower in scene.words.past:
        return True
    forms = {reading.form for reading in event_lexicon(scene.words.language).know(lower).readings}
    return Form.PAST in forms and Form.PRESENT not in forms
