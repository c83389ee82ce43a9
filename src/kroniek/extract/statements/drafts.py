"""What a construction finds in a line, and where what was said begins and ends."""

from dataclasses import dataclass

from kroniek.extract.statements.cues import Shape
from kroniek.extract.statements.phrases import (
    HARD,
    QUOTED,
    STOPS,
    Line,
    phrase_end,
    starts_phrase,
)
from kroniek.model.text import Act, Said, SentenceKind
from kroniek.spans import Span

TURNING = HARD - {"(", ")", QUOTED}
"""Marks behind which a sentence begins anew."""
LONGEST_CLAUSE = 300
"""Units; a bound on time, longer than any clause a newspaper prints."""
_ENDING = HARD - {"(", ")"}
_CLOSING = frozenset((")", "]"))

Pieces = tuple[tuple[int, int], ...]
"""Ranges of units, half-open."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A find in one line, before anybody asked who the source is; `quotes` are units."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    realis: Said
    negated: bool
    rule: str
    quotes: tuple[int, ...] = ()
    score: float = 1.0


def clause_end(line: Line, at: int) -> int:
    """Index behind the reported clause that begins at `at`: the next voice or turn ends it."""
    end = min(line.end(), at + LONGEST_CLAUSE)
    for here in range(at + 1, end):
        word = line.lower(here)
        if word not in STOPS:
            if word in line.grammar.conjunctions and here > at + 2 and opens_cue(line, here + 1):
                return here
            continue
        if word in HARD and word not in {"(", ")", "[", "]", "–", "—"}:
            return here
        if word == "," and (_turns(line, here + 1) or line.kind is SentenceKind.HEADLINE):
            return here
        if word == "," and _compares(line, here + 1, end):
            return here
    return end


def _compares(line: Line, at: int, end: int) -> bool:
    """Whether a comparison with what another told follows: ", meer dan de regio eerder meldde"."""
    stop = next((k for k in range(at, end) if line.lower(k) in STOPS), end)
    words = [line.lower(k) for k in range(at, stop)]
    return not {"als", "dan", "than", "as"}.isdisjoint(words) and opens_cue(line, stop - 1)


def _turns(line: Line, at: int) -> bool:
    """Whether what follows a comma is no longer what was said."""
    word, grammar = line.lower(at), line.grammar
    if word in grammar.clause_ends or word in line.lexicon.aldus or word in line.lexicon.according:
        return True
    if any(reading.shape is Shape.GERUND for reading in line.lexicon.verbs.get(word, ())):
        return True  # ", calling it a bluff"
    if word in grammar.conjunctions and opens_cue(line, at + 1):
        return True
    return opens_cue(line, at) or (
        line.lexicon.language == "en" and starts_phrase(line, at) and _said_after(line, at)
    )


def _said_after(line: Line, at: int) -> bool:
    last = phrase_end(line, at)
    return opens_cue(line, last) and line.lower(last + 1) in {"", ".", ","}


def opens_cue(line: Line, at: int) -> bool:
    """Whether a verb by which words are credited to somebody stands at a unit."""
    readings = line.lexicon.verbs.get(line.lower(at), ())
    return (
        any(r.shape is Shape.FINITE and r.cue.uses & {"p", "q"} for r in readings)
        and line.lower(at) not in line.lexicon.nouns
    )


def clause_before(line: Line, at: int) -> int:
    """Index where the sentence around `at` begins: behind the last hard mark."""
    floor = max(0, at - LONGEST_CLAUSE)
    return next((k + 1 for k in range(at - 1, floor - 1, -1) if line.lower(k) in _ENDING), floor)


def pieces_to_spans(line: Line, *pieces: tuple[int, int]) -> tuple[Span, ...]:
    """Spans of pieces of the line, marks at their ends left out, empty ones dropped."""
    found = []
    for first, last in pieces:
        here, end = first, last
        while here < end and line.lower(here) in STOPS and line.units[here].text != QUOTED:
            here += 1
        while end > here and line.lower(end - 1) in STOPS and line.units[end - 1].text != QUOTED:
            if line.lower(end - 1) in _CLOSING and _opened(line, here, end):
                break
            end -= 1
        if here < end:
            found.append(line.span(here, end))
    return tuple(found)


def _opened(line: Line, first: int, last: int) -> bool:
    """Whether the bracket that ends a piece was opened in it."""
    return any(line.lower(k) in {"(", "["} for k in range(first, last))


def cue_spans(line: Line, cue: tuple[int, ...]) -> tuple[Span, ...]:
    """Cue words as spans; neighbours become one."""
    found: list[Span] = []
    for at in sorted(cue):
        span = line.units[at].span
        if found and at - 1 in cue:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def skip_times(line: Line, at: int) -> int:
    """Index behind adverbs and words of time: "al sinds vorige week", "on Monday"."""
    grammar = line.grammar
    while at < len(line.units):
        word = line.lower(at)
        if word in grammar.prepositions:
            told = next((k for k in (at + 1, at + 2) if line.lower(k) in grammar.times), None)
            if told is None:
                break
            at = told
        elif not (word in grammar.times or word in grammar.adverbs) or word in grammar.determiners:
            break
        at += 1
    return at


def starts_name(line: Line, at: int) -> bool:
    """Whether a name stands at a unit."""
    return at < len(line.units) and line.units[at].start in line.named
