"""Sentences that tell something: their triggers, their words by class, their clauses."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kroniek.extract.events.hits import NOUNS, Hit, find_hits
from kroniek.extract.events.lexicon import UNKNOWN, Conditions, Known, Reading, event_lexicon
from kroniek.extract.events.surroundings import Reach, covered
from kroniek.extract.grammar.chunks import (
    ADVERB,
    EVENT_VERB,
    NAME,
    NON_FINITE,
    TIME,
    Chunks,
    Phrase,
    cut_clauses,
    grammar,
    tag_tokens,
)
from kroniek.extract.grammar.inflection import FINITE, Form
from kroniek.extract.grammar.phrases import find_phrases, titled
from kroniek.model.doc import SENTENCES, TOKENS, Doc
from kroniek.model.text import TOLD, Mention, NameType, Sentence, Token

LANGUAGES = ("nl", "en")


LONGEST = 400
"""Tokens of a sentence that are looked at; what is longer is no sentence."""


_MAYBE_FINITE = FINITE | {Form.INFINITIVE}
"""A plural looks like the infinitive."""


class Found(NamedTuple):
    """A sentence with what the lexicon knows of its words."""

    number: int
    before: int
    """Where the sentence before it begins."""
    sentence: Sentence
    tokens: Sequence[Token]
    known: Sequence[Known]
    hits: list[Hit]
    classes: frozenset[str]
    classed: Sequence[tuple[int, frozenset[str]]]
    """Classes of the words that have any, by token."""


def sift(doc: Doc) -> tuple[list[Found], frozenset[str]]:
    """Sentences that tell something, with their triggers; and what the article is about."""
    tokens = doc[TOKENS]
    found: list[Found] = []
    counts = {"war": 0, "sport": 0}
    size = before = 0
    for number, sentence in enumerate(doc[SENTENCES]):
        if sentence.kind not in TOLD or sentence.language not in LANGUAGES:
            continue
        lexicon = event_lexicon(sentence.language)
        memo, know = lexicon.memo, lexicon.know
        own = tokens[sentence.first : min(sentence.last, sentence.first + LONGEST)]
        known = [memo.get(token.lower) or know(token.lower) for token in own]
        told = [(k, entry) for k, entry in enumerate(known) if entry is not UNKNOWN]
        classes = {name for _, entry in told for name in entry.classes}
        size += len(own)
        for topic in counts:
            if topic in classes:
                counts[topic] += sum(topic in entry.classes for _, entry in told)
        hits = find_hits(own, known, lexicon, grammar(sentence.language))
        if hits:
            if any(reading.type == "casualties" for reading in _read(hits)):
                classes.add("violence")
            if any("|" in reading.lemma and reading.type == "battle" for reading in _read(hits)):
                classes.add("fighting")  # "opened fire" is of no other world
            kinds = frozenset(classes)
            classed = [(k, frozenset(entry.classes)) for k, entry in told if entry.classes]
            if "violence" in kinds:
                classed += _told_violence(hits)
            found.append(Found(number, before, sentence, own, known, hits, kinds, classed))
        before = sentence.span.start
    return found, _topics(counts["war"], counts["sport"], size)


def _read(hits: Sequence[Hit]) -> Iterator[Reading]:
    return (reading for hit in hits for reading in hit.readings)


def _told_violence(hits: Sequence[Hit]) -> list[tuple[int, frozenset[str]]]:
    """Triggers that tell of dead and wounded are words of violence."""
    return [
        (hit.first, frozenset({"violence"}))
        for hit in hits
        if any(reading.type == "casualties" for reading in hit.readings)
    ]


def _topics(war: int, sport: int, size: int) -> frozenset[str]:
    """An article is about war or sport when words of it are common enough, else "peace"."""
    if war >= max(3, size // 110) and war >= sport:
        return frozenset({"war"})
    if sport >= max(3, size // 120) and sport > war:
        return frozenset({"sport"})
    return frozenset({"peace"})


def may_tell(item: Found, topics: frozenset[str]) -> bool:
    """Whether any trigger can tell an event, as far as the words of sentence and article say."""
    return any(
        reading.type and (reading.conditions is None or _possible(reading.conditions, item, topics))
        for hit in item.hits
        for reading in (*hit.readings, *hit.alone)
    )


def _possible(needs: Conditions, item: Found, topics: frozenset[str]) -> bool:
    if needs.near and item.classes.isdisjoint(needs.near):
        return False
    if needs.topic and needs.topic not in topics:
        return False
    return not needs.words_near or any(t.lower in needs.words_near for t in item.tokens)


def chunk(item: Found, reach: Reach) -> tuple[Chunks, list[Hit]]:
    """Cut a sentence into clauses and phrases; triggers inside names and dates are none."""
    tokens, words = item.tokens, grammar(item.sentence.language)
    inside, mentions = _named_and_dated(item, reach)
    hits = [
        hit
        for hit in item.hits
        if not _inside_name(hit.first, inside, mentions)
        and (titled(tokens[hit.first]) or not _name_like(tokens, hit.first))
    ]
    verbs = {
        hit.first: any(reading.form in NOUNS for reading in hit.readings)
        for hit in hits
        if any(r.form not in NOUNS and r.form is not Form.PHRASE for r in hit.readings)
    }
    finite = {
        hit.first for hit in hits if any(reading.form in _MAYBE_FINITE for reading in hit.readings)
    }
    tags = tag_tokens(tokens, words, verbs, inside)
    tags = [
        NON_FINITE if tag is EVENT_VERB and k not in finite else tag for k, tag in enumerate(tags)
    ]
    clauses, clause_of = cut_clauses(tokens, tags)
    dutch = item.sentence.language == "nl"
    phrases = find_phrases(tokens, tags, clause_of, mentions, dutch=dutch)
    at = {k: phrase for phrase in phrases for k in range(phrase.first, phrase.last)}
    by_clause: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        by_clause.setdefault(phrase.clause, []).append(phrase)
    lowers = ["" if tag is TIME else token.lower for token, tag in zip(tokens, tags, strict=True)]
    return Chunks(tokens, tags, tuple(clauses), clause_of, phrases, at, lowers, by_clause), hits


def _named_and_dated(item: Found, reach: Reach) -> tuple[dict[int, str], dict[int, Mention]]:
    """Tags of the tokens inside names, times and what is split off; and the names."""
    tokens = item.tokens
    inside: dict[int, str] = {}
    mentions: dict[int, Mention] = {}
    starts = [token.start for token in tokens]
    for mention in reach.names_in(item.sentence.span):
        for k in covered(tokens, starts, mention.span):
            inside[k], mentions[k] = NAME, mention
    for time in reach.times_in(item.sentence.span):
        for k in covered(tokens, starts, time.span):
            inside[k] = TIME
    for hit in item.hits:
        if hit.apart is not None:
            inside.update(dict.fromkeys(range(*hit.apart), ADVERB))
        elif hit.alone:
            inside.update(dict.fromkeys(range(hit.first + 1, hit.last), ADVERB))
    return inside, mentions


def _inside_name(k: int, inside: Mapping[int, str], mentions: Mapping[int, Mention]) -> bool:
    """Whether a trigger is a word of a name or date; "NATO-top" is both name and event."""
    mention = mentions.get(k)
    if mention is None or mention.type is not NameType.MISCELLANEOUS:
        return k in inside
    return k + 1 in mentions and mentions[k + 1] is mention


def _name_like(tokens: Sequence[Token], k: int) -> bool:
    """A capital in mid-sentence, where the words beside it are not all so: part of a name."""
    if not tokens[k].text[0].isupper() or k == 0 or not tokens[k - 1].text[0].isalnum():
        return False
    beside = [t.text[0] for t in tokens[max(0, k - 6) : k + 7] if t.text[0].isalpha()]
    return 2 * sum(letter.isupper() for letter in beside) <= len(beside)
