"""What a text says twice: "last year, in January 2024", "vijf jaar geleden, in 2019".

Together the two tell when it was written.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kroniek.date.known_reasons import told_from
from kroniek.date.source import Source, full_date, told_sentences
from kroniek.model.text import SentenceKind
from kroniek.model.time import DateReason, Interval, TimeExpression

SAID_TWICE = 3.5
"""The text itself says that the two are the same (as in `kroniek.date.narrow`)."""
_BESIDE = frozenset(
    {"", "in", "op", "on", "namelijk", "namely", "dus", "al in", "i.e.", "te weten"}
)
_MOST = 3
_MARKS = " ,()–—-"


def said_twice(source: Source) -> Iterator[DateReason]:
    """Days from which "last year" or "eleven months ago" is the full date beside it."""
    text = source.article.text
    found = 0
    for sentence, times in told_sentences(source):
        if sentence.kind is SentenceKind.EMBEDDED_QUOTE:
            continue
        for left, right in pairwise(times):
            gap = text[left.span.end : right.span.start]
            if "\n" in gap or gap.strip(_MARKS).lower() not in _BESIDE:
                continue
            for near, dated in ((left, right), (right, left)):
                told = _told(near, dated)
                if told is not None and found < _MOST:
                    found += 1
                    said = f"{near.span.of(text)!r} is {dated.span.of(text)!r}"
                    yield DateReason(f"{said}.", SAID_TWICE, near.span, told)


def _told(near: TimeExpression, dated: TimeExpression) -> Interval | None:
    """When a text was told for which `near` is the full date `dated`; None for no such two."""
    days = full_date(dated)
    if near.symbol.kind not in ("near", "ago") or days is None:
        return None
    if days.earliest is None or days.latest is None or days.earliest.year <= date.min.year + 1:
        return None
    first, last = told_from(near, days.earliest), told_from(near, days.latest)
    if first is None or last is None:
        return None
    return Interval(first.earliest, last.latest)
