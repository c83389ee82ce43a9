"""Attributions that the trained reader sees and no rule finds, made into drafts.

The reader tells where source, cue and content are; everything else is filled in from the words as
for other drafts. Where a modal, a condition or a denial near the cue leaves open whether it was
said at all, it counts as not said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kroniek.extract.statements.drafts import Draft, cue_spans, pieces_to_spans
from kroniek.extract.statements.phrases import QUOTED, Line, clause_start
from kroniek.extract.statements.verbgroups import group_of
from kroniek.extract.statements.voices import OUTLET
from kroniek.model.reading import Reading, SeenAttribution
from kroniek.model.text import Act, Said, SentenceKind
from kroniek.packs import lexicon
from kroniek.spans import Span

_DOUBTED = frozenset(("b", "c", "o", "p", "t", "noun"))
"""Constructions of a verb or noun that some other word can be mistaken for."""
_HELD = frozenset({Act.BELIEF, Act.INTENT})
_UNKNOWN = 0.93
"""How sure the reader must be where a thing is the content and no word of the cue ever tells."""
_BEHIND = 2
"""Units behind a cue in which its negator stands."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How sure the reader must be of each part, and of what links them, 0 to 1.

    `thing`: how sure of content that is no clause ("a raise").
    """

    cue: float
    source: float
    content: float
    link: float
    thing: float
    correct: float
    """How sure the reader must be of a source to put it in place of the rules'; above 1: never."""
    heard: float
    """How sure the reader must be of a cue for the rules' find to stand; 0: it always does."""


@cache
def fitted_trust(language: str) -> Trust:
    """The fitted thresholds for a language, read once."""
    return Trust(**lexicon("shared/reader.toml")["statements"][language])


def by_cue(readings: Iterable[Reading]) -> dict[int, SeenAttribution] | None:
    """Attributions by where their cue begins; None if nothing was read."""
    read = list(readings)
    if not read:
        return None
    return {one.cue.span.start: one for reading in read for one in reading.attributions}


def with_seen(
    line: Line,
    drafts: Sequence[Draft],
    others: Sequence[Draft],
    seen: Mapping[int, SeenAttribution] | None,
) -> list[Draft]:
    """The drafts of a line, sources filled in that the reader sees, and with those it adds.

    It adds none that is among the `others`. In the language it was taught attribution in it takes
    away what it hears nothing of: nouns and deeds that look like a verb of saying.
    """
    if seen is None:
        return list(drafts)
    trust = fitted_trust(line.lexicon.language)
    here = [seen[unit.start] for unit in line.units if unit.start in seen]
    sure = [one for one in here if one.cue.score >= trust.cue]
    heard = [one.cue.span for one in here if one.cue.score >= trust.heard]
    kept = [one for one in drafts if not trust.heard or _stands(line, one, heard, drafts)]
    found = [_with_source(line, draft, sure, trust) for draft in kept]
    for one in sure:
        new = _draft(line, one, trust)
        if new is not None and not any(_same(new, other) for other in [*found, *others]):
            found.append(new)
    return found


def _stands(line: Line, draft: Draft, heard: Sequence[Span], all_of: Sequence[Draft]) -> bool:
    """Whether a find of the rules stands, given the cues that the reader hears.

    What it was taught little of stands anyway: what is told inside another telling, without a verb,
    or as a figure.
    """
    parts = draft.rule.split("-")
    if _meets(draft.cue, heard) or draft.quotes or parts[-1] not in _DOUBTED:
        return True
    if line.lexicon.bound.get(parts[1]) == "figure":
        return True
    around = (other for other in all_of if other is not draft and other.content != draft.content)
    inside = any(_meets(draft.cue, other.content) for other in around)
    named = any(
        unit.start in line.named for unit in line.units if _meets([unit.span], draft.source)
    )
    if line.level != OUTLET and not inside:
        grammar = line.grammar
        head = line.word_at(draft.source[0].start) if draft.source else ""
        inside = bool(head) and head not in grammar.pronouns | grammar.relatives
    return inside and (named or draft.act not in _HELD)


def _with_source(line: Line, draft: Draft, seen: Sequence[SeenAttribution], trust: Trust) -> Draft:
    """The draft with the source that the reader sees.

    It fills in what the rules did not find, and corrects them where they found other words if it is
    very sure.
    """
    for one in seen:
        if not any(span.overlaps(one.cue.span) for span in draft.cue):
            continue
        source = _source(line, one, trust)
        if source is None or _meets((source,), draft.content) or _meets((source,), draft.source):
            continue
        if not draft.source or _corrects(line, one, trust):
            return replace(draft, source=(source,))
    return draft


def _corrects(line: Line, one: SeenAttribution, trust: Trust) -> bool:
    """Whether the reader's source stands in place of another; a relative pronoun does not."""
    if one.source is None or line.word_at(one.source.span.start) in line.grammar.relatives:
        return False
    return min(one.cue.score, one.source.score, one.source_score) >= trust.correct


def _meets(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Whether spans of the one have words in common with some of the other."""
    return any(a.overlaps(b) for a in left for b in right)


def _same(new: Draft, other: Draft) -> bool:
    """Whether two drafts have a cue in common, or mostly the same content."""
    if _meets(new.cue, other.cue):
        return True
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in new.content
        for b in other.content
    )
    sizes = [sum(span.size for span in one.content) for one in (new, other)]
    return 2 * shared > min(sizes)


def _units(line: Line, span: Span) -> tuple[int, int] | None:
    """The units of the line that begin in a span; None if there are none."""
    inside = [k for k, unit in enumerate(line.units) if span.start <= unit.start < span.end]
    return (inside[0], inside[-1] + 1) if inside else None


def _source(line: Line, one: SeenAttribution, trust: Trust) -> Span | None:
    """Where the source stands, if the reader is sure of one in this line."""
    if one.source is None or min(one.source.score, one.source_score) < trust.source:
        return None
    at = _units(line, one.source.span)
    return line.span(*at) if at else None


def _draft(line: Line, one: SeenAttribution, trust: Trust) -> Draft | None:
    """The find as a draft; None if a part is lacking."""
    source = _source(line, one, trust)
    cue = _units(line, one.cue.span)
    if source is None or cue is None:
        return None
    pairs = zip(one.contents, one.content_scores, strict=True)
    sure = [part for part, how in pairs if part.score >= trust.content and how >= trust.link]
    ranges = [units for part in sure if (units := _units(line, part.span))]
    quotes = tuple(first for first, last in ranges if last == first + 1 and first in line.quotes)
    if quotes and len(quotes) == len(ranges):
        content: tuple[Span, ...] = tuple(line.quotes[k].inner for k in quotes)
    else:
        quotes = ()
        content = pieces_to_spans(line, *ranges)
    score = min([one.cue.score, *(part.score for part in sure)])
    known = any(line.lower(k) in line.lexicon.triggers for k in range(*cue))
    told = quotes or _is_clause(line, ranges) or score >= (trust.thing if known else _UNKNOWN)
    small = _is_pronoun(line, ranges) or _speaks_of_itself(line, source, cue)
    if not told or not content or _meets((source,), content) or small:
        return None
    if line.kind is SentenceKind.HEADLINE and not any(_groups(line, *cue)):
        return None  # "Coalition talks: who wants what"
    act, realis = _told(line, *cue)
    return Draft(
        cue_spans(line, tuple(range(*cue))),
        (source,),
        content,
        act,
        realis,
        negated=False,
        rule=f"{line.lexicon.language}-reader",
        quotes=quotes,
        score=score,
    )


def _words(line: Line, ranges: Sequence[tuple[int, int]]) -> list[str]:
    return [line.lower(k) for first, last in ranges for k in range(first, last)]


def _is_clause(line: Line, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether the content has a verb or a word that opens a clause; else it may be any thing."""
    grammar = line.grammar
    telling = grammar.verbs | grammar.modals | grammar.be | grammar.have | grammar.marker
    return any(
        word in telling or word in grammar.that or word == QUOTED for word in _words(line, ranges)
    )


def _is_pronoun(line: Line, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether the content is nothing but small words: "dat zei hij" says nothing of its own."""
    grammar = line.grammar
    small = grammar.pointers | grammar.relatives | grammar.pronouns | grammar.that
    return small.issuperset(_words(line, ranges))


def _speaks_of_itself(line: Line, source: Span, cue: tuple[int, int]) -> bool:
    """Whether nobody is credited: the source is "I", or the cue has no word but auxiliaries."""
    grammar = line.grammar
    helping = grammar.have | grammar.be | grammar.negators | grammar.modals | grammar.support
    own = line.word_at(source.start) in grammar.first_person - grammar.possessives
    return own or helping.issuperset(_words(line, (cue,)))


def _told(line: Line, first: int, last: int) -> tuple[Act, Said]:
    """What is done by saying it, by the words of the cue, and whether it was said."""
    for act, realis, negated in _groups(line, first, last):
        return act, Said.HYPOTHETICAL if negated else realis
    grammar, nouns = line.grammar, line.lexicon.nouns
    around = range(min(first, clause_start(line, first)), min(last + _BEHIND, len(line.units)))
    open_words = grammar.modals | grammar.negators | grammar.conditionals | grammar.imagining
    unsaid = line.lower(first - 1) in grammar.marker or any(
        line.lower(k) in open_words for k in around
    )
    words = [line.lower(k) for k in range(first, last)]
    act = next((nouns[word] for word in words if word in nouns), Act.STATEMENT)
    return act, Said.HYPOTHETICAL if unsaid else Said.ACTUAL


def _groups(line: Line, first: int, last: int) -> Iterator[tuple[Act, Said, bool]]:
    """Readings of the cue's words as verbs that attribute: act, whether it is real, negation."""
    for at in range(first, last):
        for reading in line.lexicon.verbs.get(line.lower(at), ()):
            group = group_of(line, at, reading)
            if group is not None:
                yield reading.cue.act, group.realis, group.negated
