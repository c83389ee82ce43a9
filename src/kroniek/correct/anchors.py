"""Quotations with their context: made where something was judged, found back when the text changed.

An anchor is looked for in its own article only, or in what stands under its path now. Where the
words stand as they did they are found at once. Else the stretches of text that share most pieces of
six characters with quotation and context are looked at: every place there with the same words is
compared by what stands around it, and failing these the place most like the whole (Levenshtein
similarity).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from kroniek.model.article import Article
from kroniek.model.judgement import Anchor
from kroniek.spans import Span

CONTEXT = 48
"""Characters kept on either side of a quotation."""
SURE, LIKELY = 0.9, 0.7
"""Similarity from which a place is taken at once; from which a person is asked."""
_APART = 0.02
"""Two places whose scores differ by less can not be told apart."""
_SAME = 1.0
_PIECE = 6
"""Characters of a piece by which stretches are found: enough survive where 0.7 of a text does."""
_OFTEN = 64
"""Places of a piece from which it tells nothing."""
_STRETCHES = 16
"""Stretches of text that are looked at, those with most pieces in common first."""
_STEP = 32
"""Places of pieces that differ by less, from where they stood, may be of one stretch."""
_NEAR = 1.05
"""Share by which a stretch of one text may be longer than the other's, and some letters more."""


class Found(NamedTuple):
    """Where an anchor stands now; `score` (0 to 1) is how much it still reads as it did."""

    span: Span
    score: float


class Pieces:
    """Where every piece of an article's text stands. Made on first use: most are never asked."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._at: dict[str, list[int]] | None = None

    def at(self, piece: str) -> list[int]:
        """The places of a piece; none if there are so many that it tells nothing."""
        if self._at is None:
            text, found = self.article.text, defaultdict[str, list[int]](list)
            for start in range(len(text) - _PIECE + 1):
                found[text[start : start + _PIECE]].append(start)
            self._at = dict(found)
        held = self._at.get(piece, [])
        return held if len(held) < _OFTEN else []

    def stretches(self, whole: str) -> list[Span]:
        """Stretches of the text that share pieces with `whole`, most first, then in text order."""
        votes: Counter[int] = Counter()
        for start in range(len(whole) - _PIECE + 1):
            for place in self.at(whole[start : start + _PIECE]):
                votes[(place - start) // _STEP] += 1
        best = sorted(votes, key=lambda step: (-votes[step] - votes[step + 1], step))
        end = len(self.article.text)
        room = int(len(whole) * _NEAR) + 2 * _STEP
        return [
            Span(max(0, (step - 1) * _STEP), min(end, max(0, step * _STEP) + room))
            for step in best[:_STRETCHES]
        ]


def anchor_at(article: Article, span: Span) -> Anchor:
    """An anchor on `span`. Raises ValueError if it is empty or lies outside the text."""
    if not span or not Span(0, len(article.text)).holds(span):
        raise ValueError(f"{span} is no part of the {len(article.text)} characters of a text")
    text = article.text
    return Anchor(
        article.id,
        article.path,
        span.of(text),
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
        span,
    )


def find_back(anchor: Anchor, article: Article, pieces: Pieces | None = None) -> Found | None:
    """Where the anchor stands in an article; None if nothing of the text is like it.

    A score of `SURE` or more is given only where no other place reads as well. `pieces` are the
    article's, for those who look for many anchors.
    """
    text = article.text
    if article.id == anchor.article and anchor.span.of(text) == anchor.exact:
        return Found(anchor.span, _SAME)
    whole = anchor.prefix + anchor.exact + anchor.suffix
    at = text.find(whole)
    if at >= 0 and text.find(whole, at + 1) < 0:
        start = at + len(anchor.prefix)
        return Found(Span(start, start + len(anchor.exact)), _SAME)
    stretches = (pieces or Pieces(article)).stretches(whole) or [Span(0, len(text))]
    found = sorted(_same_words(anchor, text, stretches), key=lambda one: (-one.score, one.span))
    if not found:
        return _like(anchor, text, stretches)
    best = found[0]
    if len(found) > 1 and best.score - found[1].score < _APART:
        return best._replace(score=min(best.score, SURE - _APART))
    return best


def _same_words(anchor: Anchor, text: str, stretches: list[Span]) -> Iterator[Found]:
    """Every place in the stretches with the quoted words, scored by its context."""
    seen: set[int] = set()
    for stretch in stretches:
        at = text.find(anchor.exact, stretch.start, stretch.end)
        while at >= 0:
            if at not in seen:
                seen.add(at)
                span = Span(at, at + len(anchor.exact))
                yield Found(span, _likeness(anchor, text, span))
            at = text.find(anchor.exact, at + 1, stretch.end)


def _likeness(anchor: Anchor, text: str, span: Span) -> float:
    """Similarity of quotation and context together, each by its length."""
    parts = (
        (anchor.exact, span.of(text)),
        (anchor.prefix, text[max(0, span.start - len(anchor.prefix)) : span.start]),
        (anchor.suffix, text[span.end : span.end + len(anchor.suffix)]),
    )
    total = sum(len(old) for old, _ in parts)
    return sum(len(old) * Indel.normalized_similarity(old, new) for old, new in parts) / total


def _like(anchor: Anchor, text: str, stretches: list[Span]) -> Found | None:
    """The place most like the whole, when the quoted words themselves have changed."""
    found = [one for one in (_within(anchor, text, stretch) for stretch in stretches) if one]
    found.sort(key=lambda one: (-one.score, one.span))
    if not found:
        return None
    best = found[0]
    rivals = [one for one in found if not one.span.overlaps(best.span)]
    if rivals and best.score - rivals[0].score < _APART:
        return best._replace(score=min(best.score, SURE - _APART))
    return best


def _within(anchor: Anchor, text: str, stretch: Span) -> Found | None:
    """The place in one stretch most like the quoted words, in the likeliest surroundings."""
    whole = anchor.prefix + anchor.exact + anchor.suffix
    around = fuzz.partial_ratio_alignment(whole, stretch.of(text), score_cutoff=100 * LIKELY)
    if around is None or around.dest_end <= around.dest_start:
        return None
    window = text[stretch.start + around.dest_start : stretch.start + around.dest_end]
    inside = fuzz.partial_ratio_alignment(anchor.exact, window, score_cutoff=100 * LIKELY)
    if inside is None or inside.dest_end <= inside.dest_start:
        return None
    start = stretch.start + around.dest_start
    span = Span(start + inside.dest_start, start + inside.dest_end)
    return Found(span, min(_likeness(anchor, text, span), inside.score / 100))
