"""Quotations with their context: made where something was judged, found back when the text changed.

An anchor is looked for in its own article only, or in what stands under its path now. Where the
words stand as they did they are found at once; else every place with the same words is compared by
what stands around it, and failing these the place most like the whole (Levenshtein similarity).
"""

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
_MOST_PLACES = 400
_APART = 0.02
"""Two places whose scores differ by less can not be told apart."""
_SAME = 1.0


class Found(NamedTuple):
    """Where an anchor stands now; `score` (0 to 1) is how much it still reads as it did."""

    span: Span
    score: float


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


def find_back(anchor: Anchor, article: Article) -> Found | None:
    """Where the anchor stands in an article; None if nothing of the text is like it.

    A score of `SURE` or more is given only where no other place reads as well.
    """
    if article.id == anchor.article and anchor.span.of(article.text) == anchor.exact:
        return Found(anchor.span, _SAME)
    found = sorted(_same_words(anchor, article.text), key=lambda one: (-one.score, one.span))
    if not found:
        return _like(anchor, article.text)
    best = found[0]
    if len(found) > 1 and best.score - found[1].score < _APART:
        return best._replace(score=min(best.score, SURE - _APART))
    return best


def _same_words(anchor: Anchor, text: str) -> Iterator[Found]:
    """Every place with the quoted words, scored by its context."""
    at = text.find(anchor.exact)
    count = 0
    while at >= 0 and count < _MOST_PLACES:
        end = at + len(anchor.exact)
        yield Found(Span(at, end), _likeness(anchor, text, Span(at, end)))
        at = text.find(anchor.exact, at + 1)
        count += 1


def _likeness(anchor: Anchor, text: str, span: Span) -> float:
    """Similarity of quotation and context together, each by its length."""
    parts = (
        (anchor.exact, span.of(text)),
        (anchor.prefix, text[max(0, span.start - len(anchor.prefix)) : span.start]),
        (anchor.suffix, text[span.end : span.end + len(anchor.suffix)]),
    )
    total = sum(len(old) for old, _ in parts)
    return sum(len(old) * Indel.normalized_similarity(old, new) for old, new in parts) / total


def _like(anchor: Anchor, text: str) -> Found | None:
    """The place most like the whole, when the quoted words themselves have changed."""
    whole = anchor.prefix + anchor.exact + anchor.suffix
    around = fuzz.partial_ratio_alignment(whole, text, score_cutoff=100 * LIKELY)
    if around is None or around.dest_end <= around.dest_start:
        return None
    window = text[around.dest_start : around.dest_end]
    inside = fuzz.partial_ratio_alignment(anchor.exact, window, score_cutoff=100 * LIKELY)
    if inside is None or inside.dest_end <= inside.dest_start:
        return None
    start = around.dest_start + inside.dest_start
    span = Span(start, around.dest_start + inside.dest_end)
    return Found(span, min(_likeness(anchor, text, span), inside.score / 100))
