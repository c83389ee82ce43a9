"""A sentence cut into clauses and noun phrases by its small words, without a parser.

Every token gets a tag of one letter; runs of tags make noun phrases, marks and conjunctions make
clauses. All of it is one pass over the tokens. Words the lists do not know count as nouns or
adjectives ("x"), so a phrase may be too long, seldom too short.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kroniek.extract.grammar.inflection import FINITE, Form, dutch_verb, english_verb, irregular
from kroniek.model.text import Mention, Token
from kroniek.packs import lexicon

DETERMINER, PREPOSITION, COORDINATOR, SUBORDINATOR, RELATIVE = "D", "P", "C", "S", "R"
PRONOUN, AUXILIARY, ADVERB, VERB, EVENT_VERB = "O", "A", "B", "V", "E"
NON_FINITE = "F"
NAME, TIME, NUMBER, MARK, CONTENT = "N", "T", "#", ".", "x"

_ORDER = (  # a word in several lists takes the tag of the last that holds it
    ("number", NUMBER),
    ("verb", VERB),
    ("adverb", ADVERB),
    ("auxiliary", AUXILIARY),
    ("coordinator", COORDINATOR),
    ("preposition", PREPOSITION),
    ("pronoun", PRONOUN),
    ("determiner", DETERMINER),
    ("subordinator", SUBORDINATOR),
)
_VERBAL = frozenset({AUXILIARY, VERB, EVENT_VERB, NON_FINITE})
_CLAUSE_MARKS = frozenset(",;:–—()…")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of one language."""

    language: str
    tags: Mapping[str, str]
    contextual: frozenset[str]
    """Words whose tag hangs on those beside them."""
    relative: frozenset[str]
    finite: Mapping[str, frozenset[str]]
    """``past``, ``perfect``, ``passive``, ``future``, ``copula``: forms of auxiliaries."""
    past: frozenset[str]
    """Forms of any verb that can be nothing but its simple past."""
    frame: Mapping[str, frozenset[str]]
    """Prepositions by what they mark: ``by``, ``with``, ``of``, ``locative`` …"""
    measures: tuple[str, ...]
    """Endings of measures that are one word: "three-day"."""
    anaphors: frozenset[str]
    """Nouns that, with "the", go back to a place named before."""
    light: frozenset[str]
    """Forms of verbs that say no more than that the noun beside them took place."""
    concluding: frozenset[str]
    """Of these those that make an agreement."""


@cache
def grammar(language: str) -> Grammar:
    """The small words of ``nl`` or ``en``."""
    data = lexicon(f"{language}/clauses.toml")
    tags: dict[str, str] = {}
    for name, tag in _ORDER:
        tags.update(dict.fromkeys(data["words"][name].split(), tag))
        if tag == VERB:
            tags.update(dict.fromkeys(_finite_forms(language, data["words"]["infinitives"]), tag))
    return Grammar(
        language,
        tags,
        _ROUGHLY.union(data["words"]["relative"].split(), ("om",)),
        frozenset(data["words"]["relative"].split()),
        {name: frozenset(words.split()) for name, words in data["finite"].items()},
        _simple_past(language, data["words"]["infinitives"], data["finite"]["past"].split()),
        {name: frozenset(words.split()) for name, words in data["frame"].items()},
        tuple(data["frame"]["measures"].split()),
        frozenset(data["anaphors"]["places"].split()),
        frozenset(data["light"]["words"].split()),
        frozenset(data["light"]["concluding"].split()),
    )


def _finite_forms(language: str, infinitives: str) -> Iterator[str]:
    """Finite forms of common verbs that tell no event: they part one phrase from the next."""
    conjugate = dutch_verb if language == "nl" else english_verb
    for infinitive in infinitives.split():
        for written, form in conjugate(infinitive):
            if form in FINITE or (form is Form.INFINITIVE and language == "nl"):
                yield written


def _simple_past(language: str, infinitives: str, auxiliaries: Iterable[str]) -> frozenset[str]:
    """Past forms of auxiliaries, of irregular verbs and of common ones."""
    conjugate = dutch_verb if language == "nl" else english_verb
    verbs = [*infinitives.split(), *irregular(language).strong]
    forms = [made for verb in verbs for made in conjugate(verb)]
    other = {written for written, form in forms if form is not Form.PAST}
    past = {written for written, form in forms if form is Form.PAST} - other
    return frozenset(past.union(auxiliaries))


class Phrase(NamedTuple):
    """A noun phrase: tokens ``[first, last)`` of the sentence and the preposition before it."""

    first: int
    last: int
    preposition: str
    clause: int
    mention: Mention | None
    """The last name that stands in it."""
    joined: bool
    """Whether "and" or a comma links it to the phrase before it."""


class Clause(NamedTuple):
    """Tokens ``[first, last)``; `opener` is the conjunction or relative pronoun, or empty."""

    first: int
    last: int
    opener: str
    relative: bool


@dataclass(frozen=True, slots=True)
class Chunks:
    """What is known of a sentence: one tag and one clause for each token."""

    tokens: Sequence[Token]
    tags: Sequence[str]
    clauses: tuple[Clause, ...]
    clause_of: Sequence[int]
    phrases: tuple[Phrase, ...]
    phrase_at: Mapping[int, Phrase]
    """By token."""
    lowers: Sequence[str]
    """The tokens in lower case, time expressions left empty: their "may" is no modal."""

    by_clause: Mapping[int, Sequence[Phrase]]

    def in_clause(self, clause: int) -> Sequence[Phrase]:
        """Noun phrases of a clause, in text order."""
        return self.by_clause.get(clause, ())


_ROUGHLY = frozenset({"dan", "than", "about", "around", "over", "rond", "tegen"})


def noun_follows(before: str, word: str, language: str) -> bool:
    """Whether behind `word` with its tag `before` a form that can be noun or verb is a noun."""
    if before in {DETERMINER, NUMBER, PREPOSITION}:
        return language == "nl" or word != "to"
    if before is not CONTENT:
        return False
    if language == "nl":
        return word.endswith("e")
    return not word.endswith("s") or word.endswith(("'s", "’s", "ous", "ss"))


def _open_class(token: Token, before: str, language: str) -> str:
    """The tag of a word that no list knows."""
    if _is_mark(token):
        return MARK
    if token.text[0].isdigit():
        return NUMBER
    if language == "en" and token.text[0].islower() and len(token.lower) > 4:
        if token.lower.endswith("ly"):
            return ADVERB
        if before is NAME and token.lower.endswith("ed"):
            return VERB
    return CONTENT


def _is_mark(token: Token) -> bool:
    return not token.text[0].isalnum() and not (len(token.text) > 1 and token.text[1].isalnum())


def tag_tokens(
    tokens: Sequence[Token],
    words: Grammar,
    verbs: Mapping[int, bool],
    covered: Mapping[int, str],
) -> list[str]:
    """One tag for each token.

    `verbs` says of tokens with a verb's reading whether they can be nouns too; `covered` gives the
    tag of tokens in names and time expressions.
    """
    tags: list[str] = []
    before = MARK
    for k, token in enumerate(tokens):
        tag = covered.get(k) or words.tags.get(token.lower, "")
        if k in covered:
            pass
        elif k in verbs and tag not in {AUXILIARY, PREPOSITION}:
            word = tokens[k - 1].lower if k else ""
            noun = verbs[k] and noun_follows(before, word, words.language)
            tag = CONTENT if noun or before is DETERMINER else EVENT_VERB
        elif not tag and token.lower not in words.relative:
            tag = _open_class(token, before, words.language)
        elif tag in _OPEN_TO_CONTEXT or token.lower in words.contextual:
            tag = _in_context(tokens, k, tag, before, words)
        tags.append(tag)
        before = tag
    for k, tag in enumerate(tags):
        if tag is DETERMINER:
            tags[k] = _lone_determiner(tokens, tags, k)
    return tags


_OPEN_TO_CONTEXT = frozenset({"", AUXILIARY, VERB})


def _in_context(tokens: Sequence[Token], k: int, tag: str, before: str, words: Grammar) -> str:
    """The tag of a word of the lists, which may be another by the word before or behind it."""
    lower = tokens[k].lower
    following = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    counted = following[:1].isdigit() or words.tags.get(following) == NUMBER
    if lower in words.relative and before in _BEFORE_RELATIVE:
        relative = (tag != SUBORDINATOR or before is MARK) and not counted
        return RELATIVE if relative else tag or PRONOUN
    if tag in {AUXILIARY, VERB} and before in {DETERMINER, NUMBER}:
        # "the planned visit", "a report"; but "dit zegt"
        alone = tokens[k - 1].lower in _ALONE or (tag is AUXILIARY and not lower.endswith("ed"))
        return tag if alone else CONTENT
    if lower in _ROUGHLY and counted:
        return ADVERB
    if lower == "om" and _purpose(tokens, k, words):
        return SUBORDINATOR
    return tag or PRONOUN


_BEFORE_RELATIVE = frozenset({MARK, NAME, CONTENT, NUMBER, PREPOSITION})
_ALONE = frozenset(
    """het dit dat deze die alle veel sommige haar
    this that these those all some many most both each several few any""".split()
)


_ALONE_BEFORE = frozenset({AUXILIARY, VERB, PREPOSITION, MARK, PRONOUN, SUBORDINATOR})
_ARTICLES = frozenset({"de", "het", "een", "the", "a", "an"})
_BEFORE_ARTICLES = frozenset({"al", "alle", "all", "both", "beide", "half", "such"})


def _is_verb(tags: Sequence[str], k: int, behind: str) -> bool:
    """Whether Dutch "zijn" at `k` is the finite verb of a main clause, which comes second."""
    if behind not in {CONTENT, NUMBER}:
        return True
    if k == 0 or tags[k - 1] is PREPOSITION:
        return False
    for tag in reversed(tags[max(0, k - 25) : k]):
        if tag in _VERBAL or tag in {SUBORDINATOR, RELATIVE}:
            return False
        if tag is MARK:
            break
    return tags[k - 1] in {CONTENT, NAME, TIME, ADVERB, PRONOUN, NUMBER}


def _lone_determiner(tokens: Sequence[Token], tags: Sequence[str], k: int) -> str:
    """What a determiner is: "het" before a verb stands alone, "zijn" may be the verb."""
    behind = tags[k + 1] if k + 1 < len(tags) else MARK
    following = tokens[k + 1].lower if k + 1 < len(tags) else ""
    if tokens[k].lower == "zijn":
        return AUXILIARY if _is_verb(tags, k, behind) else DETERMINER
    if behind in _ALONE_BEFORE or (behind is NUMBER and tokens[k].lower == "het"):
        return PRONOUN
    alone = following in _ARTICLES and tokens[k].lower not in _BEFORE_ARTICLES
    return PRONOUN if alone else DETERMINER


def _purpose(tokens: Sequence[Token], k: int, words: Grammar) -> bool:
    """Whether Dutch "om" at `k` begins an infinitive clause: "te" comes before any mark or verb."""
    for token in tokens[k + 1 : k + 16]:
        if token.lower == "te":
            return True
        if words.tags.get(token.lower) in {AUXILIARY, SUBORDINATOR} or token.text in _CLAUSE_MARKS:
            return False
    return False


def _opens(tags: Sequence[str], tokens: Sequence[Token], k: int) -> bool:
    """Whether a coordinator at `k` begins a clause: a finite verb comes soon, before any mark."""
    if tokens[k].lower in {"maar", "want", "but"}:
        return True
    whether = tokens[k].lower == "of" and k > 0 and tags[k - 1] is not NAME
    for tag in tags[k + 1 : k + (12 if whether else 6)]:
        if tag in {MARK, COORDINATOR, SUBORDINATOR}:
            return False
        if tag in {AUXILIARY, VERB, EVENT_VERB}:
            return True
    return False


def _with_resumptions(starts: Sequence[int], tags: Sequence[str]) -> list[int]:
    """Clause bounds, with those where the main clause goes on after a relative one without a comma.

    "the man who robbed the bank | was arrested": a relative clause has one group of verbs.
    """
    bounds: list[int] = []
    for first, last in pairwise([*starts, len(tags)]):
        bounds.append(first)
        if first >= last or tags[first] is not RELATIVE:
            continue
        seen = gap = False
        for k in range(first, last):
            verbal = tags[k] in _VERBAL
            if verbal and seen and gap and tags[k] in {AUXILIARY, VERB}:
                bounds.append(k)
                break
            gap = seen and (gap or tags[k] in {CONTENT, NAME, NUMBER})
            seen = seen or verbal
            if tags[k] in {COORDINATOR, SUBORDINATOR}:
                break
    return [*bounds, len(tags)]


def cut_clauses(tokens: Sequence[Token], tags: Sequence[str]) -> tuple[list[Clause], list[int]]:
    """Clauses in text order, and the clause of each token.

    What stands between marks without a verb goes with the clause before it, or, when none came
    yet, with the one behind it.
    """
    starts: list[int] = [0]
    for k, tag in enumerate(tags):
        mark = tag is MARK and tokens[k].text in _CLAUSE_MARKS
        opens = tag in {SUBORDINATOR, RELATIVE} or (tag is COORDINATOR and _opens(tags, tokens, k))
        begin = k + 1 if mark else k
        if (mark or opens) and begin > starts[-1]:
            starts.append(begin)
    bounds = _with_resumptions(starts, tags)
    pieces: list[list[int]] = []
    for first, last in pairwise(bounds):
        verbal = any(tag in _VERBAL for tag in tags[first:last])
        opener = first < last and tags[first] in {SUBORDINATOR, RELATIVE}
        after_colon = first > 0 and tokens[first - 1].text == ":"
        resumes = bool(pieces) and tags[pieces[-1][0]] is RELATIVE
        resumes = resumes and first < last and tags[first] in {AUXILIARY, VERB}
        if pieces and not (opener or after_colon or resumes) and (not verbal or not pieces[-1][2]):
            pieces[-1][1] = last
            pieces[-1][2] |= verbal
        else:
            pieces.append([first, last, int(verbal)])
    clauses: list[Clause] = []
    clause_of: list[int] = []
    for first, last, _ in pieces:
        opening = first < last and tags[first] in {SUBORDINATOR, RELATIVE, COORDINATOR}
        word = tokens[first].lower if opening else ""
        relative = first < last and tags[first] is RELATIVE
        clause_of.extend([len(clauses)] * (last - first))
        clauses.append(Clause(first, last, word, relative))
    return clauses, clause_of
