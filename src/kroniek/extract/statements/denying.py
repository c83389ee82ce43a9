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
    {
        Act.CLAIM,
        Act.ACCUSATION,
        Act.STATEMENT,
        Act.REPORT,
        Act.HEARSAY,
        Act.ANALYSIS,
        Act.EVIDENCE,
        Act.SPECULATION,
    }
)
_PLAIN = frozenset({Act.STATEMENT, Act.REPORT, Act.CLAIM})
_ACCUSED_BACK = 6
"""Sentences between an accusation and its denial by who is named in it."""
_NAMED_CLAIMS = frozenset({Act.CLAIM, Act.ACCUSATION, Act.HEARSAY, Act.REPORT})
_APART = 3
"""Sentences between a claim and what only points back at it."""
_FAR_APART = 6
"""Sentences between a claim and what denies it in words of its own."""
_LOOK_BACK = 12
"""Statements before a denial that are looked at: a bound on time."""
_OPENING = 8
"""Words in which an utterance says no."""
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
        before = known[max(0, at - _LOOK_BACK) : at]
        if _denies_on(one, before, lexicon):
            one = one._replace(statement=replace(one.statement, act=Act.DENIAL))  # noqa: PLW2901
        if one.statement.act is Act.DENIAL:
            after = known[at + 1 : at + 1 + _LOOK_BACK]
            denies = _denied(one, before, after, lexicon)
            known[at] = one._replace(statement=replace(one.statement, denies=denies))
    denied = {one.statement.denies for one in known}
    for one in known:
        said = one.statement
        contested = said.act is Act.STATEMENT and said.id in denied
        yield replace(said, act=Act.CLAIM) if contested else said


def _denies_on(one: _Said, before: Sequence[_Said], lexicon: Lexicon) -> bool:
    """Whether an utterance goes on with a denial just before: "X denies it. „We did not go.”"."""
    grammar, said = lexicon.grammar, one.statement
    if said.act not in _PLAIN or said.form is not Form.DIRECT or not before or not one.words:
        return False
    first = one.words[1:2] if one.words[0] in grammar.conjunctions else one.words[:1]
    own = not grammar.first_person.isdisjoint(first)
    negated = not grammar.negators.isdisjoint(one.words[:_OPENING])
    last = before[-1]
    near = one.sentence - last.sentence <= 1 and last.statement.act is Act.DENIAL
    return own and negated and near and last.statement.denies is not None


def _said(
    statement: Statement, speakers: Speakers, starts: Sequence[int], small: frozenset[str]
) -> _Said:
    told = (w.lower for span in statement.content for w in speakers.words(span))
    words = tuple(word for word in told if word[0].isalnum())
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
    same = _same_words(denial, (*before, *after))
    if same is not None:
        return same.statement.id
    points = _points(denial, lexicon)
    last = before[-1] if before else None
    if last is not None and _goes_on_denying(last, denial, points=points):
        same_side = not points or not last.sources or last.sources & denial.sources
        direct = denial.statement.form is Form.DIRECT
        return last.statement.denies if same_side or direct else last.statement.id
    best: tuple[int, int, int] | None = None
    found = named
    for back, claim in enumerate(reversed(before)):
        if claim is named or not _is_against(claim, denial, points=points):
            continue
        inner = {claim.statement.id, denial.statement.id}
        alone = all(one.statement.within in inner for one in before[len(before) - back :])
        rank = _rank(claim, denial, (back, alone), points=points)
        if rank is not None and (best is None or rank > best):
            best, found = rank, claim
    if found is not None and points:
        found = _outermost(found, before, denial)
    return found.statement.id if found is not None else None


def _rank(
    claim: _Said, denial: _Said, place: tuple[int, bool], *, points: bool
) -> tuple[int, int, int] | None:
    """How well a claim fits a denial; None: not at all.

    `place`: how many statements lie between, and whether all of them lie within the claim.
    """
    back, alone = place
    apart = denial.sentence - claim.sentence
    accused = points and _accuses(claim, denial)
    if apart > (_ACCUSED_BACK if accused else _FAR_APART):
        return None
    shared = _shared(claim, denial)
    direct = denial.statement.form is Form.DIRECT
    near = apart <= 1 + direct and (direct or (_is_disputed(claim, denial) and alone))
    if not (near or shared > 1 or accused or (points and apart <= _APART)):
        return None
    return (int(accused), 0 if points else min(shared, 2), -back)


def _goes_on_denying(last: _Said, denial: _Said, *, points: bool) -> bool:
    """Whether a denial stands right behind another and says nothing new that could be denied."""
    near = denial.sentence - last.sentence <= 1 and last.statement.act is Act.DENIAL
    return near and (points or denial.statement.form is Form.DIRECT)


def _outermost(claim: _Said, others: Sequence[_Said], denial: _Said) -> _Said:
    """The claim that tells another's words, for what only points back at it."""
    for other in others:
        inside = claim.statement.within == other.statement.id
        if inside and other.statement.act in _CLAIMS and not other.sources & denial.sources:
            return other
    return claim


def _accuses(claim: _Said, denial: _Said) -> bool:
    """Whether the one who denies, or a country of that name, is named in what was claimed."""
    if claim.statement.act not in {Act.CLAIM, Act.ACCUSATION, Act.HEARSAY}:
        return False
    stems = {word[:_STEM] for word in denial.sources if len(word) >= _STEM}
    return not stems.isdisjoint(claim.stems)


def _same_words(denial: _Said, others: Sequence[_Said]) -> _Said | None:
    """The claim of another that has the very words denied: "Dat X, zoals men zegt, ontkent Y"."""
    content = hull(denial.statement.content)
    for other in others:
        told = hull(other.statement.content)
        claims = other.statement.act in _CLAIMS and other.statement.within != denial.statement.id
        if claims and told == content and other.sources != denial.sources:
            return other
    return None


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
    known |= {"as", "als"}
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
