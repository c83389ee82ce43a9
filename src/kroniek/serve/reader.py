"""An article cut into pieces so that overlapping layers can be shown at once.

Every piece lies under the marks of all spans that cover it, the longest outermost; a mark knows
its words of explanation, so that a page without script shows them on hover.
"""

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kroniek.edtf import in_words
from kroniek.model.article import Article, Embedded
from kroniek.model.doc import SENTENCES, Doc
from kroniek.model.text import Sentence, SentenceKind
from kroniek.model.time import Interval
from kroniek.spans import Span
from kroniek.words import Words


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted span: its layer (a CSS class), the record it stands for, what it means."""

    span: Span
    layer: str
    record: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A mark over a piece, and whether its span begins or ends with the piece."""

    layer: str
    record: str
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under one set of marks, outermost first."""

    words: str
    covers: tuple[Cover, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence with its pieces; `gap` is the blank text before it."""

    start: int
    chosen: bool
    gap: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the part of it that is one kind of text; `what` names a kind not running."""

    kind: str
    what: str
    sentences: tuple[ShownSentence, ...]


def pieces(text: str, span: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut `span` at every end of a mark inside it. Linear in marks, sorting apart."""
    inside = sorted(
        (mark for mark in marks if mark.span.overlaps(span)),
        key=lambda mark: (mark.span.start, -mark.span.end, mark.layer, mark.record),
    )
    cuts = {span.start, span.end}
    for mark in inside:
        cuts |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    active: list[Mark] = []
    coming = 0
    for start, end in itertools.pairwise(sorted(cuts)):
        active = [mark for mark in active if mark.span.end > start]
        while coming < len(inside) and inside[coming].span.start <= start:
            active.append(inside[coming])
            coming += 1
        over = sorted(active, key=lambda mark: (-mark.span.size, mark.layer, mark.record))
        yield Piece(
            text[start:end],
            tuple(
                Cover(mark.layer, mark.record, mark.span.start == start, mark.span.end == end)
                for mark in over
            ),
            " · ".join(dict.fromkeys(mark.meaning for mark in over if mark.meaning)),
        )


def blocks(doc: Doc, marks: Iterable[Mark], chosen: Span | None, words: Words) -> Iterator[Block]:
    """All text of an article in order, cut at paragraphs and where the kind of text changes."""
    sentences = doc[SENTENCES]
    on = _by_sentence(sentences, marks)
    at = 0
    for (_, kind), group in itertools.groupby(
        enumerate(sentences), key=lambda item: (item[1].paragraph, item[1].kind)
    ):
        shown = []
        for k, sentence in group:
            span = sentence.span
            picked = chosen is not None and chosen.overlaps(span)
            cut = tuple(pieces(doc.text, span, on[k]))
            shown.append(ShownSentence(span.start, picked, doc.text[at : span.start], cut))
            at = span.end
        first = Span(shown[0].start, at)
        yield Block(str(kind), _what(doc.article, kind, first, words), tuple(shown))


def _by_sentence(
    sentences: Sequence[Sentence], marks: Iterable[Mark]
) -> defaultdict[int, list[Mark]]:
    """The marks that touch each sentence, by its index."""
    starts = [sentence.span.start for sentence in sentences]
    ends = [sentence.span.end for sentence in sentences]
    found: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for k in range(bisect_right(ends, mark.span.start), bisect_left(starts, mark.span.end)):
            found[k].append(mark)
    return found


def _what(article: Article, kind: SentenceKind, span: Span, words: Words) -> str:
    """What text of this kind is called above it; nothing for running text."""
    if kind in {SentenceKind.BODY, SentenceKind.HEADLINE}:
        return ""
    told = words(f"text.{kind}")
    if kind is SentenceKind.BOILERPLATE:
        region = next((one for one in article.regions if one.span.overlaps(span)), None)
        return words(f"region.{region.kind}") if region else told
    foreign = next((one for one in article.embedded if one.span.overlaps(span)), None)
    if foreign is not None and kind in {SentenceKind.EMBEDDED_POST, SentenceKind.EMBEDDED_QUOTE}:
        return " · ".join((told, *_credits(foreign, words.language)))
    return told


def _credits(foreign: Embedded, language: str) -> Iterator[str]:
    if foreign.author:
        yield foreign.author
    if foreign.handle:
        yield f"@{foreign.handle.lstrip('@')}"
    if foreign.posted_on:
        yield in_words(Interval.day(foreign.posted_on), language)
