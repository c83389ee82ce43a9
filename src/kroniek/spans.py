"""Every offset: half-open ranges of Unicode code points in ``Article.text``."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, NewType


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points, 0-based. Orders by start, then end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers in `text`."""
        return text[self.start : self.end]

    def __bool__(self) -> bool:
        return self.end > self.start

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    @property
    def size(self) -> int:
        """Length in code points."""
        return self.end - self.start


RawSpan = NewType("RawSpan", Span)
"""Offsets in the decoded file that an article was read from, not in its text."""


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans`. Raises ValueError if there are none."""
    ordered = sorted(spans)
    if not ordered:
        raise ValueError("hull of no spans")
    return Span(ordered[0].start, max(span.end for span in ordered))


def trimmed(text: str, span: Span, strip: str | None = None) -> Span:
    """`span` without the characters of `strip` (white space by default) at either end."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(strip))
    right = len(words) - len(words.rstrip(strip))
    return span if not words.strip(strip) else Span(span.start + left, span.end - right)


def covering(spans: Sequence[Span], inner: Span) -> int | None:
    """Index of the one of sorted, disjoint `spans` that holds `inner`; None if none does."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= inner.start:
            low = middle + 1
        else:
            high = middle
    return low if low < len(spans) and spans[low].holds(inner) else None
