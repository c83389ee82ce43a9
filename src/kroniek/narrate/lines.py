"""The words of a line: the best report's own sentence, without what stands before and after it."""

import re
from dataclasses import dataclass

from kroniek.model.text import EventMention, Realis, Sentence, SentenceKind
from kroniek.narrate.reading import Reading
from kroniek.spans import Span, trimmed

_RANK = {
    SentenceKind.BODY: 0,
    SentenceKind.EMBEDDED_QUOTE: 1,
    SentenceKind.EMBEDDED_POST: 2,
    SentenceKind.CAPTION: 3,
    SentenceKind.SUBHEAD: 4,
    SentenceKind.HEADLINE: 5,
    SentenceKind.PULLQUOTE: 6,
    SentenceKind.TEASER: 7,
    SentenceKind.HEADER: 8,
    SentenceKind.BOILERPLATE: 9,
}
_DATELINE = re.compile(
    r"[^\W\d_a-z][\w .,'/-]{1,40}?(?:\([\w ./-]{2,30}\))?\s*(?:[-–—]{1,2}|\|)\s+(?=[\"“„‘'A-Z])"
)
_UPPER_CITY = re.compile(r"[^\W\d_a-z]{3,}")
_MARKS = " \t\n\r-–—•*·|>»«"
_OPENING, _CLOSING = "\"“„‘'«", "\"”’'»"
_SHORT, _LONG = 40, 320
"""Code points: below the one a sentence seldom tells all, above the other it tells too much."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be the line, and its rank: the lowest is the best."""

    rank: tuple[int, ...]
    words: str

    @property
    def asks(self) -> bool:
        """Whether it is a question, which tells nothing."""
        return bool(self.rank[0])


def candidate(reading: Reading, event: EventMention, sentence: Sentence) -> Candidate:
    """How good `sentence` is as the line for `event`: full, as happened, with who and when."""
    span = line_span(reading.doc.text, sentence.span)
    held = sum(
        any(sentence.span.holds(words) for words in participant.spans)
        for participant in event.participants
        if not participant.implied
    )
    dated = any(sentence.span.holds(time) for time in event.times)
    placed = any(sentence.span.holds(place) for place in event.places)
    size = span.size
    return Candidate(
        (
            int(reading.doc.text[span.end - 1 : span.end] == "?"),
            _RANK[sentence.kind],
            int(not _SHORT <= size <= _LONG),
            int(event.realis is not Realis.ACTUAL),
            -min(2, held) - dated - placed,
            size,
            sentence.span.start,
        ),
        " ".join(span.of(reading.doc.text).split()),
    )


def line_span(text: str, sentence: Span) -> Span:
    """The sentence without bullets, dateline ("ARCEN (ANP) -") and a quotation mark left alone."""
    span = trimmed(text, trimmed(text, sentence), _MARKS)
    dateline = _DATELINE.match(text, span.start, min(span.end, span.start + 80))
    if dateline and _UPPER_CITY.match(text, span.start):
        span = Span(dateline.end(), span.end)
    words = span.of(text)
    if words[:1] in _OPENING and not any(mark in _CLOSING for mark in words[1:]):
        span = Span(span.start + 1, span.end)
    elif words[-1:] in _CLOSING and not any(mark in _OPENING for mark in words[:-1]):
        span = Span(span.start, span.end - 1)
    return trimmed(text, span)
