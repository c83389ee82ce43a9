"""Quoted utterances and their cues: before, behind or between; a name and a colon; none at all."""

from collections.abc import Iterator

from kroniek.extract.statements.drafts import Draft, cue_spans
from kroniek.extract.statements.phrases import (
    HARD,
    QUOTED,
    STOPS,
    Line,
    phrase_end,
    starts_phrase,
)
from kroniek.extract.statements.reported import main_subject, source_of
from kroniek.extract.statements.subjects import (
    Subject,
    shares_subject,
)
from kroniek.extract.statements.verbgroups import Group, group_of
from kroniek.model.text import Act, Said
from kroniek.spans import Span

_NEAR = 6
_BEFORE_COLON = 16
_FAR = 60
_DASHES = frozenset(("–", "—", "―", "--", "-"))


def quoted_drafts(line: Line) -> Iterator[Draft]:
    """Finds for the quoted utterances of a line that have a cue in it, in text order."""
    if not line.quotes:
        return
    free = set(line.quotes)
    for at, unit in enumerate(line.units):
        draft = None
        if unit.lower in line.lexicon.verbs and unit.start not in line.named:
            draft = _with_verb(line, at, free)
        elif unit.lower in line.lexicon.aldus or unit.lower in line.lexicon.according:
            draft = _with_preposition(line, at, free)
        if draft is not None:
            free.difference_update(draft.quotes)
            yield draft
    for at in sorted(free):
        draft = (_with_colon(line, at, free) or _with_dash(line, at)) if at in free else None
        if draft is not None:
            free.difference_update(draft.quotes)
            yield draft


def _content(line: Line, group: tuple[int, ...], **parts: object) -> Draft:
    spans = tuple(line.quotes[at].inner for at in group)
    return Draft(content=spans, quotes=group, **parts)  # type: ignore[arg-type]


def _with_verb(line: Line, at: int, free: set[int]) -> Draft | None:
    for reading in line.lexicon.verbs[line.lower(at)]:
        if not reading.cue.uses & {"q", "p"}:
            continue
        group = group_of(line, at, reading)
        if group is None:
            continue
        subject = source_of(line, group)
        if subject is None and shares_subject(line, group.verb):
            subject = main_subject(line)
        if subject is None:
            continue
        quotes = _behind(line, group, subject, free) or _ahead(line, group, subject, free)
        if not quotes:
            continue
        unsaid = group.negated and reading.cue.act is not Act.DENIAL
        return _content(
            line,
            quotes,
            cue=cue_spans(line, group.cue),
            source=(line.span(subject.first, subject.last),),
            act=reading.cue.act,
            realis=Said.HYPOTHETICAL if unsaid else group.realis,
            negated=False,
            rule=f"{line.lexicon.language}-{reading.cue.lemma}-quoted",
        )
    return None


def _behind(line: Line, group: Group, subject: Subject | None, free: set[int]) -> tuple[int, ...]:
    """Quotes of "„…”, zegt X" and what goes on after it."""
    first = min(group.verb, subject.first if subject else group.verb)
    here = first - 1
    while here >= 0 and here > first - 3 and line.lower(here) != QUOTED and _passes(line, here):
        here -= 1
    if here not in free:
        return ()
    last = max(group.cue[-1] + 1, subject.last if subject else 0)
    return (here, *_goes_on(line, max(last, here + 1), free))


def _passes(line: Line, at: int) -> bool:
    word = line.lower(at)
    return word in {",", "–", "—", "-"} or word in {"zo", "dat", "so"}


def _goes_on(line: Line, at: int, free: set[int]) -> tuple[int, ...]:
    """Quotes behind the cue in the same sentence: "„…”, zegt X, „…”"."""
    found: list[int] = []
    here = at
    while here < min(len(line.units), at + _FAR):
        word = line.lower(here)
        if word == QUOTED and here in free:
            found.append(here)
            at = here
        elif word in line.lexicon.verbs or word in HARD - {":"}:
            break
        here += 1
    return tuple(found)


def _ahead(line: Line, group: Group, subject: Subject | None, free: set[int]) -> tuple[int, ...]:
    """Quotes of "X zegt: „…”"; between cue and quote stand a hearer, a time, a colon."""
    here = group.cue[-1] + 1
    if subject and subject.after:
        here = max(here, subject.last)
    limit = min(len(line.units), here + _BEFORE_COLON)
    start = here
    while here < limit:
        word = line.lower(here)
        if word == QUOTED:
            near = line.lower(here - 1) in {":", ","} or here - start < _NEAR
            return (here, *_directly(here + 1, free)) if near and here in free else ()
        leads = word in line.grammar.that and line.lower(here + 1) == QUOTED
        if word in HARD - {":"} or (word in line.grammar.that and not leads):
            return ()
        here += 1
    return ()


def _directly(at: int, free: set[int]) -> tuple[int, ...]:
    """Quotes that follow at once, without a word between."""
    here = at
    while here in free:
        here += 1
    return tuple(range(at, here))


def _with_preposition(line: Line, at: int, free: set[int]) -> Draft | None:
    """Finds "„…”, aldus X", "„…”, volgens X"."""
    here = at - 1
    while here >= 0 and _passes(line, here):
        here -= 1
    phrase = at + 1 + (line.lower(at + 1) in line.lexicon.second)
    if here not in free or not (
        starts_phrase(line, phrase) or line.lower(phrase) in line.grammar.objects
    ):
        return None
    last = phrase_end(line, phrase)
    return _content(
        line,
        (here, *_goes_on(line, max(last, here + 1), free)),
        cue=(line.span(at, phrase),),
        source=(line.span(phrase, last),),
        act=Act.STATEMENT,
        realis=Said.ACTUAL,
        negated=False,
        rule=f"{line.lexicon.language}-aldus-quoted",
    )


def _with_colon(line: Line, at: int, free: set[int]) -> Draft | None:
    """Finds "X: „…”": nothing but a noun phrase stands before the colon."""
    if line.lower(at - 1) != ":" or at < 2:
        return None
    begin = next((k + 1 for k in range(at - 2, -1, -1) if line.lower(k) in HARD), 0)
    if not starts_phrase(line, begin) or at - begin > _BEFORE_COLON:
        return None
    last = phrase_end(line, begin)
    apposed = line.lower(last) == "," and not any(
        line.lower(k) in line.grammar.verbs for k in range(last, at - 1)
    )
    if last != at - 1 and not apposed:
        return None
    return _content(
        line,
        (at, *_directly(at + 1, free)),
        cue=(line.units[at - 1].span,),
        source=(line.span(begin, at - 1),),
        act=Act.STATEMENT,
        realis=Said.ACTUAL,
        negated=False,
        rule=f"{line.lexicon.language}-colon",
    )


def _with_dash(line: Line, at: int) -> Draft | None:
    """Finds "„…” — X": a dash and a name close the line."""
    dash = at + 1
    while line.lower(dash) in {".", ","}:
        dash += 1
    if line.lower(dash) not in _DASHES:
        return None
    while line.lower(dash + 1) in _DASHES:
        dash += 1
    begin = dash + 1
    if begin >= len(line.units) or not line.is_name(begin):
        return None
    last = phrase_end(line, begin)
    if line.end() - begin > 8 or line.lower(last) not in {"", ".", ",", "("}:
        return None
    return _content(
        line,
        (at,),
        cue=(line.units[dash].span,),
        source=(line.span(begin, last),),
        act=Act.STATEMENT,
        realis=Said.ACTUAL,
        negated=False,
        rule=f"{line.lexicon.language}-dash",
    )


def signature_of(line: Line) -> tuple[Span, Span] | None:
    """Finds a line that is only "— X": the dash and the name that sign the quotation before it."""
    begin = 0
    while line.lower(begin) in _DASHES:
        begin += 1
    if not begin or begin >= len(line.units) or line.units[begin].start not in line.named:
        return None
    last = phrase_end(line, begin)
    if line.end() - begin > 8 or line.lower(last) not in {"", ".", ",", "("}:
        return None
    return line.units[begin - 1].span, line.span(begin, last)


def follows_on(line: Line) -> tuple[int, ...]:
    """Quotes that a line opens with, before any word: they may go on with what was said before."""
    found: list[int] = []
    for at, unit in enumerate(line.units):
        if unit.text == QUOTED:
            found.append(at)
        elif unit.lower not in STOPS:
            break
    return tuple(found)
