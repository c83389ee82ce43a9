"""Which claim in the same article a denial denies.

Either its own words say so ("that", "the accusation", "X's claim that ..."), or another source
claimed the same matter just before. Where the text leaves it open a denial denies nothing known.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kroniek.extract.statements.cues import Lexicon
from kroniek.extract.statements.speakers import Speakers
from kroniek.ids import StatementId
from kroniek.model.text import Act, Form, Said, Sentence, Statement
from kroniek.spans import hull

_CLAIMS = frozenset(
    {Act.CLAIM, Act.ACCUSATION, Act.STATEMENT, Act.REPORT, Act.HEARSAY, Act.ANALYSIS, Act.EVIDENCE}
)
_NAMED_CLAIMS = frozenset({Act.CLAIM, Act.ACCUSATION, Act.HEARSAY, Act.REPORT})
_APART = 3
"""Sentences between a claim and what only points back at it."""
_FAR_APART = 6
"""Sentences between a claim and what denies it in words of its own."""
_LOOK_BACK = 12
"""Statements before a denial that are looked at: a bound on time."""
_BRIEF = 5
"""Words of content that name a claim, and tell nothing themselves."""
_STEM = 5
"""Letters by which words are taken for one."""
_RARE = 9
"""Letters of a word that few texts have."""


class _Said(NamedTuple):
    """A statement with what is compared."""

    statement: Statement
    sentence: int
    sources: frozenset[str]
    stems: Mapping[str, int]
    """Beginnings of the longer words, with the length of one of them."""
    words: tuple[str, ...]


def with_denials(
    statements: Iterable[Statement],
    speakers: Speakers,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
) -> Iterator[Statement]:
    """The statements in the same order, denials with what they deny."""
    starts = [sentence.span.start for sentence in sentences]
    grammar = lexicon.grammar
    small = grammar.determiners | grammar.prepositions | grammar.conjunctions
    known = [_said(one, speakers, starts, small) for one in statements]
    for at, one in enumerate(known):
        if one.statement.act is Act.DENIAL:
            before = known[max(0, at - _LOOK_BACK) : at]
            after = known[at + 1 : at + 1 + _LOOK_BACK]
            denies = _denied(one, before, after, lexicon)
            known[at] = one._replace(statement=replace(one.statement, denies=denies))
        yield known[at].statement


def _said(
    statement: Statement, speakers: Speakers, starts: Sequence[int], small: frozenset[str]
) -> _Said:
    words = tuple(w.lower for span in statement.content for w in speakers.words(span))
    sources = {w.lower for span in statement.source for w in speakers.words(span)}
    if statement.speaker is not None:
        sources.update(word.lower for word in speakers.words(statement.speaker))
    place = (statement.cue or statement.content)[0].start
    return _Said(
        statement,
        bisect_right(starts, place) - 1,
        frozenset(sources - small),
        {word[:_STEM]: len(word) for word in words if len(word) >= _STEM},
        words,
    )


def _denied(
    denial: _Said, before: Sequence[_Said], after: Sequence[_Said], lexicon: Lexicon
) -> StatementId | None:
    named = _named_inside(denial, (*before, *after))
    if named is not None and named.sources:
        return named.statement.id
    points = _points(denial, lexicon)
    best: tuple[int, int] | None = None
    found = named
    for back, claim in enumerate(reversed(before)):
        apart = denial.sentence - claim.sentence
        if apart <= 1 and best is None and claim.statement.act is Act.DENIAL:
            return claim.statement.denies  # it goes on denying
        if apart > _FAR_APART or claim is named or not _is_against(claim, denial, points=points):
            continue
        shared = _shared(claim, denial)
        direct = denial.statement.form is Form.DIRECT
        near = apart <= 1 + direct and (direct or _is_disputed(claim, denial))
        if not (near or shared > 1 or (points and apart <= _APART)):
            continue
        rank = (0 if points else min(shared, 2), -back)
        if best is None or rank > best:
            best, found = rank, claim
    return found.statement.id if found is not None else None


def _shared(claim: _Said, denial: _Said) -> int:
    """How much two contents have in common: words by their stems, long ones count twice."""
    ends = claim.stems.keys() & denial.stems.keys()
    return sum(1 + (min(claim.stems[stem], denial.stems[stem]) >= _RARE) for stem in ends)


def _is_disputed(claim: _Said, denial: _Said) -> bool:
    """Whether the claim is told as such, or accuses the one who denies."""
    act = claim.statement.act
    return act is Act.CLAIM or (
        act is Act.ACCUSATION and not denial.sources.isdisjoint(claim.words)
    )


def _points(denial: _Said, lexicon: Lexicon) -> bool:
    """Whether the content only points at what was said: "that", "the accusation", "all of it"."""
    grammar = lexicon.grammar
    small = grammar.determiners | grammar.pronouns | grammar.that | grammar.objects
    known = small | grammar.negators | lexicon.falsehoods | lexicon.truths | grammar.be
    claims = any(lexicon.nouns.get(word) in _CLAIMS for word in denial.words)
    return len(denial.words) <= _BRIEF and (claims or known.issuperset(denial.words))


def _named_inside(denial: _Said, others: Sequence[_Said]) -> _Said | None:
    """The claim that the words denied begin with: "the claim by X that …"."""
    content = hull((*denial.statement.cue, *denial.statement.content))
    for other in others:
        one = other.statement
        cue = one.cue[0] if one.cue else None
        named = "noun" in one.made_by and one.act in _NAMED_CLAIMS
        if named and cue is not None and content.start <= cue.start < content.end:
            return other
    return None


def _is_against(claim: _Said, denial: _Said, *, points: bool) -> bool:
    """Whether another source said something that can be denied, outside the denial."""
    one, two = claim.statement, denial.statement
    apart = not (claim.sources & denial.sources) and (claim.sources or points)
    plain = one.act in _CLAIMS and one.realis is Said.ACTUAL
    beside = two.within is None or one.within == two.within
    return bool(apart and plain and beside and not hull(one.content).overlaps(hull(two.content)))
