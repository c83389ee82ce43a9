"""Words in which reports of one thing differ, and utterances quoted in different words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from kroniek.ids import ArticleId, EntityId
from kroniek.link.numbers import Found
from kroniek.link.scene import Page, Scene
from kroniek.link.tellings import Telling
from kroniek.link.wording import Coloured
from kroniek.model.chronicle import DisputeKind, Side
from kroniek.model.doc import SENTENCES
from kroniek.model.text import TOLD, Act, Form, Realis, Statement
from kroniek.spans import Span, hull

_SENTENCES_APART = 3
_LARGEST_BLOCK = 24
_ALIKE, _SAME, _PART = 62.0, 96.0, 94.0
"""Of rapidfuzz's 0 to 100: below the first two utterances, above the others one wording."""
_DAYS_APART = 10
_NOT_THEIR_WORDS = frozenset({Act.INTENT, Act.BELIEF, Act.DEMAND, Act.OFFER, Act.COMMITMENT})
"""Acts by which a reporter puts in his own words what another wants or thinks."""
_TOLD_APART = 120
"""Days between two articles that may still speak of one change of hands."""
_FEWEST_WORDS = 4
_STEM = 6


class _Word(NamedTuple):
    """A coloured word with the voice that uses it, and the sentence as a side."""

    topic: str
    colour: str
    voice: tuple[int, str]
    sentence: int
    words: str
    page: Page
    span: Span
    said: Statement | None

    @property
    def side(self) -> Side:
        """The sentence, and who uses the word."""
        entity = self.page.speaker(self.said) if self.said is not None else None
        return self.page.side(self.span, entity)


def wording_disputes(scene: Scene) -> Iterator[Found]:
    """One happening or one passage told in words of different colour by different voices."""
    words = {page.id: _coloured(page) for page in scene.pages.values()}
    for article in sorted(words):
        yield from _in_passages(words[article])
    in_sentence: defaultdict[tuple[ArticleId, int], list[_Word]] = defaultdict(list)
    for word in chain.from_iterable(words.values()):
        in_sentence[word.page.id, word.sentence].append(word)
    yield from _in_happenings(scene, in_sentence)
    yield from _of_places(scene, in_sentence)


def _coloured(page: Page) -> list[_Word]:
    found: list[_Word] = []
    for at, sentence in enumerate(page.doc[SENTENCES]):
        if sentence.kind in TOLD:
            tokens = page.tokens(sentence.span)
            lexicon = page.lexicon(sentence.span.start)
            found += [_word(page, at, word) for word in lexicon.coloured(tokens)]
    return found


def _word(page: Page, sentence: int, word: Coloured) -> _Word:
    statement = page.statement_at(word.span)
    if statement is not None and statement.act in _NOT_THEIR_WORDS:
        outer = page.statements.get(statement.within) if statement.within else None
        statement = outer or page.statement_at(word.span, without=_NOT_THEIR_WORDS)
    return _Word(
        word.topic,
        word.colour,
        (page.origin, page.voice(statement)),
        sentence,
        word.span.of(page.doc.text),
        page,
        word.span,
        statement,
    )


def _differ(one: _Word, two: _Word) -> bool:
    return one.topic == two.topic and one.colour != two.colour and one.voice != two.voice


def _dispute(one: _Word, two: _Word) -> Found:
    return DisputeKind.WORDING, f"{one.words} / {two.words}", (one.side, two.side)


def _in_passages(words: Sequence[_Word]) -> Iterator[Found]:
    """Two sources of one article, close to each other, of which at least one is named."""
    for at, one in enumerate(words):
        for two in words[at + 1 : at + 1 + _LARGEST_BLOCK]:
            if two.sentence - one.sentence > _SENTENCES_APART:
                break
            if _differ(one, two) and one.sentence != two.sentence and _on_one_thing(one, two):
                yield _dispute(one, two)
                break


def _on_one_thing(one: _Word, two: _Word) -> bool:
    """Whether two sentences of one passage seem to speak of one thing, and a source of it.

    Next to each other one named source is enough; further apart both must be named, or name the
    same person or place.
    """
    named = bool(one.voice[1]) + bool(two.voice[1])
    if abs(one.sentence - two.sentence) == 1:
        return named > 0
    sentences = one.page.doc[SENTENCES]
    mine = one.page.entities(sentences[one.sentence].span)
    shared = mine & two.page.entities(sentences[two.sentence].span)
    return named == 2 or (named > 0 and bool(shared))


def _in_happenings(
    scene: Scene, words: Mapping[tuple[ArticleId, int], Sequence[_Word]]
) -> Iterator[Found]:
    """Members of one happening whose triggers are words of different colour."""
    for _, members in scene.happenings:
        if len({member.origin for member in members}) < 2:
            continue
        used = [word for member in members for word in _at_triggers(scene, member, words)]
        for one, two in combinations(used[:_LARGEST_BLOCK], 2):
            if one.page.id != two.page.id and _differ(one, two):
                yield _dispute(one, two)


def _at_triggers(
    scene: Scene, telling: Telling, words: Mapping[tuple[ArticleId, int], Sequence[_Word]]
) -> list[_Word]:
    page = scene.pages[telling.article]
    sentences = sorted({page.sentence_index(trigger.start) for trigger in telling.event.triggers})
    forms = {trigger.of(page.doc.text).lower() for trigger in telling.event.triggers}
    return [
        word
        for at in sentences
        for word in words.get((telling.article, at), ())
        if any(word.words.lower() in form for form in forms)
    ]


def _of_places(
    scene: Scene, words: Mapping[tuple[ArticleId, int], Sequence[_Word]]
) -> Iterator[Found]:
    """Events of two articles at one place on days that meet, told in words of different colour."""
    blocks: defaultdict[tuple[str, EntityId], list[tuple[_Word, Telling]]] = defaultdict(list)
    for telling in scene.tellings:
        places = _changing(scene, telling) if telling.event.realis is Realis.ACTUAL else []
        if not places:
            continue
        for word in _at_triggers(scene, telling, words):
            for place in places:
                blocks[word.topic, place].append((word, telling))
    for key in sorted(blocks):
        block = blocks[key]
        for at, (one, first) in enumerate(block):
            for two, second in block[at + 1 : at + 1 + _LARGEST_BLOCK]:
                if first.origin == second.origin or not _differ(one, two):
                    continue
                apart = abs(first.told.low.toordinal() - second.told.low.toordinal())
                if apart <= _TOLD_APART and not scene.forbidden(first, second):
                    yield _dispute(one, two)


def _changing(scene: Scene, telling: Telling) -> list[EntityId]:
    """Places that an event befalls: those that undergo it, else the first where it is set."""
    undergoing = [place for place in sorted(telling.patients) if scene.atlas.is_place(place)]
    named = undergoing or list(telling.places[:1])
    return [place for place in named if not scene.atlas.is_wide(place)]


class _Utterance(NamedTuple):
    """Quoted words, folded for comparison."""

    page: Page
    statement: Statement
    words: str


def quotation_disputes(scene: Scene) -> Iterator[Found]:
    """One utterance of one speaker, quoted in different words by independent articles."""
    blocks: defaultdict[tuple[EntityId, str], list[_Utterance]] = defaultdict(list)
    for page in scene.pages.values():
        for statement in page.said:
            speaker = page.speaker(statement)
            if statement.form is Form.INDIRECT or speaker is None:
                continue
            utterance = _utterance(page, statement)
            if utterance.words.count(" ") + 1 >= _FEWEST_WORDS:
                for stem in sorted(page.stems(hull(statement.content), scene.common)):
                    blocks[speaker, stem].append(utterance)
    seen: set[tuple[ArticleId, str, ArticleId, str]] = set()
    for key in sorted(blocks):
        for one, two in combinations(blocks[key][:_LARGEST_BLOCK], 2):
            pair = (one.page.id, one.statement.id, two.page.id, two.statement.id)
            if pair not in seen and _variants(one, two):
                seen.add(pair)
                sides = (
                    one.page.side(hull(one.statement.content), key[0]),
                    two.page.side(hull(two.statement.content), key[0]),
                )
                yield DisputeKind.QUOTATION, one.words, sides


def _utterance(page: Page, statement: Statement) -> _Utterance:
    tokens = (token for span in statement.content for token in page.tokens(span))
    return _Utterance(
        page, statement, " ".join(token.lower for token in tokens if token.text[0].isalnum())
    )


def _variants(one: _Utterance, two: _Utterance) -> bool:
    """Whether the two are one utterance in different words: alike, not equal, neither a part."""
    if one.page.origin == two.page.origin or one.words == two.words:
        return False
    told, other = one.page.told, two.page.told
    if told.known and other.known:
        apart = max(told.low, other.low) - min(told.high, other.high)
        if apart.days > _DAYS_APART:
            return False
    alike = fuzz.ratio(one.words, two.words)
    return _ALIKE <= alike < _SAME and fuzz.partial_ratio(one.words, two.words) < _PART
