"""Statements that say the contrary of one another without any cue of denial.

"I reported it three times" and "the board knows of no reports" contradict each other, though no
one "denies" anything. Two statements are on one matter when they share content words; they are
contrary when just one of them is negated or dismissed, or when they tell opposite outcomes.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kroniek.link.numbers import Found
from kroniek.link.scene import Page, Scene, content_stems
from kroniek.model.chronicle import DisputeKind, Side
from kroniek.model.doc import SENTENCES
from kroniek.model.text import Act, Polarity, Statement
from kroniek.spans import Span, hull

_CLAIMS = frozenset(
    {
        Act.CLAIM, Act.ACCUSATION, Act.STATEMENT, Act.REPORT, Act.HEARSAY, Act.DENIAL,
        Act.ANNOUNCEMENT, Act.EVIDENCE, Act.ADMISSION, Act.ANALYSIS,
    }
)  # fmt: skip
_SENTENCES_APART = 2
_LEAST_SHARED = 2
"""Content words in common that make two statements of two articles one matter."""
_LIKE = 0.3
_LIKE_ACROSS = 0.5
_SHORT = 3
"""Content words in what is short."""
_LEAST_KIN = 2
"""Names that two articles on one matter are both about."""
_RARE = 3
"""Articles that hold a word, at most, if it alone is to lead from a dismissal to its claim."""
_LONG_WORD = 5
_LONGEST = 400
"""Code points; in what is longer, one negation says nothing of the whole."""
_MOST_SENTENCES = 12
"""Of a long quotation, the sentences looked at."""
_DAYS_APART = 120
_LARGEST_BLOCK = 24
_MOST_STEMS = 8


class _Said(NamedTuple):
    """A statement of one sentence, with what tells it apart."""

    page: Page
    at: int
    span: Span
    statement: Statement
    stems: frozenset[str]
    negative: bool
    dismissing: bool
    poles: frozenset[tuple[str, str]]


def contrary_disputes(scene: Scene) -> Iterator[Found]:
    """Contrary statements next to each other in one article, and in articles on one matter."""
    said = {page.id: _said(scene, page) for page in scene.pages.values()}
    for article in sorted(said):
        yield from _neighbours(said[article])
    yield from _across(scene, [one for article in sorted(said) for one in said[article]])


def _said(scene: Scene, page: Page) -> list[_Said]:
    """Statements sentence by sentence; those that only report another are left to that one."""
    reporting = {inner.within for inner in page.said if inner.within is not None}
    found = []
    for statement in page.said:
        if statement.act in _CLAIMS and statement.id not in reporting:
            found += [
                _part(scene, page, statement, part)
                for part in _parts(page, statement)
                if page.doc.text[page.sentence(part.start).span.end - 1] != "?"
            ]
    return sorted(found, key=lambda one: (one.span, one.statement.id))


def _parts(page: Page, statement: Statement) -> Iterator[Span]:
    """The content of a statement, cut where a sentence ends."""
    whole = hull(statement.content)
    sentences = page.doc[SENTENCES]
    first, last = page.sentence_index(whole.start), page.sentence_index(whole.end - 1)
    for sentence in sentences[first : min(last, first + _MOST_SENTENCES) + 1]:
        start, end = max(whole.start, sentence.span.start), min(whole.end, sentence.span.end)
        if start < end <= start + _LONGEST:
            yield Span(start, end)


def _part(scene: Scene, page: Page, statement: Statement, span: Span) -> _Said:
    tokens, whole = page.tokens(span), hull(statement.content)
    lexicon = page.lexicon(span.start)
    words = {token.lower for token in tokens}
    negated = not words.isdisjoint(lexicon.negations)
    dismissing = not words.isdisjoint(lexicon.dismissing)
    return _Said(
        page,
        page.sentence_index(span.start),
        span,
        statement,
        content_stems(tokens, scene.common),
        (negated and (statement.polarity is Polarity.NEGATIVE or span != whole)) != dismissing,
        dismissing,
        frozenset((word.topic, word.colour) for word in lexicon.poled(tokens)),
    )


def _neighbours(said: Sequence[_Said]) -> Iterator[Found]:
    """Two voices of one article, at most a sentence between them."""
    for at, one in enumerate(said):
        for two in said[at + 1 : at + 1 + _LARGEST_BLOCK]:
            if two.at - one.at > _SENTENCES_APART:
                break
            apart = one.at != two.at and _voices_differ(one, two)
            if apart and _contrary(one, two) and _on_one_thing(one, two):
                yield _dispute(one, two)


def _voices_differ(one: _Said, two: _Said) -> bool:
    """Whether two statements come from two sources, of which at most one is unnamed."""
    mine, theirs = one.page.voice(one.statement), two.page.voice(two.statement)
    return one.page.origin != two.page.origin or mine != theirs


def _contrary(one: _Said, two: _Said) -> bool:
    opposite = any((topic, _other(pole)) in two.poles for topic, pole in one.poles)
    return one.negative != two.negative or opposite


def _other(pole: str) -> str:
    return "no" if pole == "yes" else "yes"


def _alike(one: _Said, two: _Said) -> int:
    """Content words in common; the beginning of a compound counts as the word."""
    return sum(_within(stem, two.stems) for stem in one.stems)


def _on_one_thing(one: _Said, two: _Said) -> bool:
    """Whether two neighbours share most of what the shorter says; of a short one, a word."""
    least = min(len(one.stems), len(two.stems))
    shared = _alike(one, two)
    return shared >= (1 if least <= _SHORT else _LEAST_SHARED) and shared >= _LIKE * least


def _within(stem: str, stems: frozenset[str]) -> bool:
    if stem in stems:
        return True
    return len(stem) >= _LONG_WORD - 1 and any(
        len(other) >= _LONG_WORD - 1 and (other.startswith(stem) or stem.startswith(other))
        for other in stems
    )


def _across(scene: Scene, said: Sequence[_Said]) -> Iterator[Found]:
    """Negated or dismissive statements with what other articles say on the same matter."""
    blocks: defaultdict[str, list[_Said]] = defaultdict(list)
    for one in sorted(said, key=lambda one: (one.page.told.low, one.page.id, one.span)):
        for stem in one.stems:
            blocks[_key(stem)].append(one)
    articles = {key: len({one.page.id for one in block}) for key, block in blocks.items()}
    for one in said:
        if not one.negative:
            continue
        rarest = sorted({_key(stem) for stem in one.stems}, key=lambda key: (articles[key], key))
        seen: set[int] = set()
        for key in rarest[:_MOST_STEMS]:
            for two in _around(blocks[key], one):
                if id(two) in seen:
                    continue
                seen.add(id(two))
                if _opposed(scene, one, two, articles):
                    yield _dispute(one, two)


def _key(stem: str) -> str:
    """Compounds fall into the block of their first word."""
    return stem[:_LONG_WORD]


def _around(block: Sequence[_Said], one: _Said) -> Sequence[_Said]:
    at = bisect_left(block, one.page.told.low, key=lambda other: other.page.told.low)
    return block[max(0, at - _LARGEST_BLOCK) : at + _LARGEST_BLOCK]


def _opposed(scene: Scene, one: _Said, two: _Said, articles: dict[str, int]) -> bool:
    """Whether a statement of another article says what is negated here."""
    if one.page.origin == two.page.origin or two.negative:
        return False
    if one.page.sentence(one.span.start).language != two.page.sentence(two.span.start).language:
        return False
    if not _voices_differ(one, two) or not _on_one_matter(scene, one, two):
        return False
    if abs((one.page.told.low - two.page.told.low).days) > _DAYS_APART:
        return False
    shared = [stem for stem in one.stems if _within(stem, two.stems)]
    least = min(len(one.stems), len(two.stems))
    if len(shared) >= _LEAST_SHARED and len(shared) >= _LIKE_ACROSS * least:
        return True
    return one.dismissing and any(
        len(stem) >= _LONG_WORD and articles[_key(stem)] <= _RARE for stem in shared
    )


def _on_one_matter(scene: Scene, one: _Said, two: _Said) -> bool:
    """Whether both articles are about the same places, persons or organisations."""
    both = [entity for entity in one.page.about & two.page.about if not scene.atlas.is_wide(entity)]
    return len(both) >= _LEAST_KIN


def _dispute(one: _Said, two: _Said) -> Found:
    negative = two if two.negative else one
    about = " ".join(negative.span.of(negative.page.doc.text).split())
    return DisputeKind.FACT, about, (_side(one), _side(two))


def _side(said: _Said) -> Side:
    return said.page.side(said.span, said.page.speaker(said.statement))
