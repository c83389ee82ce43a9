"""Where the lexicon's words stand in a sentence: single words, split verbs, phrases."""

from collections.abc import Sequence
from typing import NamedTuple

from kroniek.extract.events.lexicon import UNKNOWN, EventLexicon, Known, Reading, Split
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
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
    Chunks,
    Grammar,
    noun_follows,
)
from kroniek.extract.grammar.inflection import FINITE, Form
from kroniek.model.text import Token

REACH = {"nl": 24, "en": 7}
"""How many tokens behind a verb its other words are looked for."""
NOUNS = frozenset({Form.NOUN, Form.PLURAL})
_AFTER_PARTICLE = frozenset({"", MARK, COORDINATOR, SUBORDINATOR, RELATIVE, PREPOSITION, AUXILIARY})
_WITH_BASE_FORM = frozenset(
    "help helps helped helping let lets make makes made dare go come".split()
)
"""English verbs with a verb in its base form behind them: "helped fight"."""
_STOPS = frozenset(".,;:!?–—()…")


class Hit(NamedTuple):
    """A trigger: tokens ``[first, last)`` of the sentence and, of a split verb, the words apart."""

    first: int
    last: int
    apart: tuple[int, int] | None
    readings: tuple[Reading, ...]
    alone: tuple[Reading, ...] = ()
    """Readings of an English verb without the words behind it, where none with them holds."""


def find_hits(
    tokens: Sequence[Token], known: Sequence[Known], lexicon: EventLexicon, words: Grammar
) -> list[Hit]:
    """Triggers in text order; of overlapping ones a phrase, then a split verb, goes first."""
    hits: list[Hit] = []
    taken = 0
    for k, entry in enumerate(known):
        if entry is UNKNOWN or k < taken:
            continue
        hit = _phrase(tokens, k, entry)
        if hit is None:
            hit = _split(tokens, k, entry, lexicon.language, words)
            if hit is not None and _loose(hit, lexicon.language):
                hit = hit._replace(alone=entry.readings)
        if hit is None and entry.readings:
            hit = Hit(k, k + 1, None, entry.readings)
        if hit is not None:
            hits.append(hit)
            taken = hit.last
    apart = {index for hit in hits if hit.apart for index in range(hit.apart[0], hit.apart[1])}
    return [hit for hit in hits if hit.first not in apart]


def _loose(hit: Hit, language: str) -> bool:
    """Whether it may be the verb alone: "fell on Monday", unlike "called on" or a Dutch verb."""
    return language == "en" and all("|" in reading.lemma for reading in hit.readings)


def _same(tokens: Sequence[Token], start: int, words: tuple[str, ...]) -> bool:
    if start < 0 or start + len(words) > len(tokens):
        return False
    return all(tokens[at].lower == word or word == "*" for at, word in enumerate(words, start))


def _longest(splits: list[Split]) -> tuple[tuple[str, ...], tuple[Reading, ...]]:
    """Of the verbs found those with most words, and all their readings."""
    most = max(splits, key=lambda split: len(split.words))
    return most.words, tuple(split.reading for split in splits if split.words == most.words)


def _phrase(tokens: Sequence[Token], k: int, entry: Known) -> Hit | None:
    if k + 1 >= len(tokens) or tokens[k + 1].lower not in entry.seconds:
        return None
    following = tokens[k + 1].lower
    found = [
        split
        for split in entry.phrases
        if split.words[0] == following and _same(tokens, k + 1, split.words)
    ]
    if not found:
        return None
    rest, readings = _longest(found)
    return Hit(k, k + 1 + len(rest), None, readings)


def _split(
    tokens: Sequence[Token], k: int, entry: Known, language: str, words: Grammar
) -> Hit | None:
    """A verb with its other words right before it, one word before it, or behind it."""
    if not entry.splits:
        return None
    free = not (k and tokens[k - 1].lower in {"te", "to"} and language == "nl")
    for gap in (0, 1):
        if k - gap < 1 or tokens[k - gap - 1].lower not in entry.lasts:
            continue
        before = [
            split
            for split in entry.splits
            if language == "nl"
            and (gap == 0 or tokens[k - 1].lower != "te" or split.reading.form is Form.INFINITIVE)
            and _same(tokens, k - gap - len(split.words), split.words)
        ]
        if before and (gap == 0 or _between(tokens[k - 1].lower, words)):
            rest, readings = _longest(before)
            start = k - gap - len(rest)
            return Hit(k, k + 1, (start, start + len(rest)), readings)
    return _behind(tokens, k, entry, language, words) if free else None


def _between(lower: str, words: Grammar) -> bool:
    """Whether a word may stand between a verb and the words that belong to it."""
    return lower in {"zijn", "te"} or words.tags.get(lower) == AUXILIARY


def _behind(
    tokens: Sequence[Token], k: int, entry: Known, language: str, words: Grammar
) -> Hit | None:
    found: list[Split] = []
    where = 0
    for at in range(k + 1, min(len(tokens), k + 1 + REACH[language])):
        lower = tokens[at].lower
        if lower in _STOPS or words.tags.get(lower) == SUBORDINATOR:
            break
        if lower not in entry.firsts:
            continue
        here = [
            split
            for split in entry.splits
            if (
                language == "en"
                or split.reading.form in FINITE
                or split.reading.form is Form.INFINITIVE
            )
            and _same(tokens, at, split.words)
            and (not split.close or at == k + 1)
            and (len(split.words) > 1 or language == "en" or _ends(tokens, at, words))
        ]
        if here:
            found, where = here, at
            break
    if not found:
        return None
    rest, readings = _longest(found)
    if where == k + 1:
        return Hit(k, where + len(rest), None, readings)
    return Hit(k, k + 1, (where, where + len(rest)), readings)


def _ends(tokens: Sequence[Token], at: int, words: Grammar) -> bool:
    """Whether a Dutch particle stands at the end of its clause and is no preposition there."""
    if at + 1 >= len(tokens):
        return True
    following = tokens[at + 1]
    if not following.text[0].isalnum():
        return True
    if following.lower == "te":
        return False
    return words.tags.get(following.lower) in _AFTER_PARTICLE or _infinitive_clause(tokens, at)


def _infinitive_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows is told by an infinitive: "kondigde aan die wet te willen intrekken"."""
    for k in range(at + 2, min(len(tokens) - 1, at + 12)):
        if tokens[k].lower in _STOPS:
            return False
        if tokens[k].lower == "te":
            return tokens[k + 1].lower.endswith("n")
    return False


def choose_form(chunks: Chunks, hit: Hit, language: str) -> Form:
    """What the trigger is where it stands, of the forms its spelling allows."""
    tags = chunks.tags
    word_before = chunks.tokens[hit.first - 1].lower if hit.first else ""
    forms = [reading.form for reading in hit.readings]
    nouns = [form for form in forms if form in NOUNS]
    verbs = [form for form in forms if form not in NOUNS]
    before = tags[hit.first - 1] if hit.first else MARK
    behind = tags[hit.last] if hit.last < len(tags) else MARK
    if nouns and (not verbs or _noun_here((before, behind), word_before, nouns[0], language)):
        return nouns[0]
    if Form.ATTRIBUTIVE in verbs and len(verbs) > 1 and hit.apart is None:
        attributive = behind in {CONTENT, NAME, NUMBER} and (
            before in {DETERMINER, NUMBER, PREPOSITION, MARK}
            or (before in {CONTENT, ADVERB} and tags[max(0, hit.first - 2)] is DETERMINER)
        )
        verbs = [form for form in verbs if (form is Form.ATTRIBUTIVE) == attributive]
    if language == "en" and Form.PARTICIPLE in verbs and before in {DETERMINER, NUMBER}:
        return Form.ATTRIBUTIVE if behind in {CONTENT, NAME, NUMBER} else verbs[0]
    return verbs[0] if verbs else forms[0]


def _noun_here(beside: tuple[str, str], word: str, form: Form, language: str) -> bool:
    """Whether a form that can be noun or verb is a noun between the tags `beside` it."""
    before, behind = beside
    if noun_follows(before, word, language) or (word == "to" and form is Form.PLURAL):
        return True
    if language == "en":
        if before in {EVENT_VERB, NON_FINITE, VERB} and word not in _WITH_BASE_FORM:
            return True  # "resumed talks", "caused damage"
        if before is TIME and "-" in word:
            return True  # "a two-day visit"
        if before is NAME:
            return behind not in {DETERMINER, NAME, NUMBER, CONTENT}
        return before in {MARK, COORDINATOR} and form is Form.PLURAL
    return (behind is PREPOSITION and before is CONTENT) or (before is NAME and behind is NUMBER)


_AMOUNTS = frozenset(
    """thousands hundreds dozens scores tens number group groups elements members part parts most
    majority remnants waves wave some several deel delen groep groepen aantal leden helft
    meerderheid restanten golf golven duizenden honderden tientallen""".split()
)
_OF = frozenset({"of", "van"})
_BEHIND_AMOUNT = 5
"""How many words behind "thousands" may tell of what: "thousands of Russian troops"."""


def with_counted(tokens: Sequence[Token], first: int, last: int) -> range:
    """The tokens of a phrase, and of an amount what it counts: "thousands" with "of troops"."""
    more = last < len(tokens) and tokens[last].lower in _OF
    if not more or tokens[last - 1].lower not in _AMOUNTS:
        return range(first, last)
    end = last + 1
    while end < min(len(tokens), last + _BEHIND_AMOUNT) and tokens[end].lower not in _STOPS | _OF:
        end += 1
    return range(first, end)
