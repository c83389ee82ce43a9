"""Sources in set phrases: "op gezag van X", "naar eigen zeggen", "naar verwachting"."""

from collections.abc import Sequence
from dataclasses import replace

from kroniek.extract.statements.drafts import (
    Draft,
    Pieces,
    clause_before,
    clause_end,
    opens_cue,
    pieces_to_spans,
)
from kroniek.extract.statements.hearsay import behind_apposition, credited, hearsay
from kroniek.extract.statements.phrases import STOPS, Line, is_adverb, phrase_end, starts_phrase
from kroniek.model.text import Act, Said

_BRIEF = 9
"""Units of a remark about what goes round."""


def aside(line: Line, at: int) -> Draft | None:
    """The find at the first word of a set phrase; None if no set phrase stands there."""
    lexicon = line.lexicon
    if _length(line, at, lexicon.authority):
        return _on_authority(line, at, at + _length(line, at, lexicon.authority))
    if _length(line, at, lexicon.views):
        return _viewed(line, at, at + _length(line, at, lexicon.views))
    if lexicon.language == "nl" and line.lower(at) in line.grammar.conditionals:
        return _believed(line, at)
    if line.lower(at) in line.grammar.likening:
        return _going_round(line, at)
    if _length(line, at, lexicon.own_account):
        return _by_own_account(line, at, at + _length(line, at, lexicon.own_account))
    if _length(line, at, lexicon.foreseen):
        return _foreseen(line, at, at + _length(line, at, lexicon.foreseen))
    return hearsay(line, at)


def _viewed(line: Line, at: int, behind: int) -> Draft | None:
    """Finds "in the view of X, …"; what one may believe is hearsay: "if you believe X, …"."""
    found = credited(line, at, behind)
    doubts = line.lower(at) in line.grammar.conditionals
    return replace(found, act=Act.HEARSAY) if found is not None and doubts else found


def _believed(line: Line, at: int) -> Draft | None:
    """Finds Dutch "als we X mogen geloven, …"."""
    if line.lower(at + 1) not in line.grammar.pronouns or not starts_phrase(line, at + 2):
        return None
    last = phrase_end(line, at + 2)
    tail = (line.lower(last), line.lower(last + 1))
    if tail[0] not in line.grammar.modals or tail[1] != "geloven":
        return None
    begin = clause_before(line, at)
    pieces: Pieces = ((begin, at), (last + 2, clause_end(line, last + 1)))
    if begin == at:
        pieces = ((last + 2, clause_end(line, last + 2)),)
    spans = pieces_to_spans(line, *pieces)
    if not spans:
        return None
    cue = (line.span(at, at + 2), line.span(last, last + 2))
    source = (line.span(at + 2, last),)
    return Draft(cue, source, spans, Act.HEARSAY, Said.ACTUAL, negated=False, rule="nl-aside")


def _going_round(line: Line, at: int) -> Draft | None:
    """Finds "Dat X, zoals op Facebook rondgaat, …", "X, as is rumoured": told by nobody named."""
    stop = next((k for k in range(at, min(at + _BRIEF, len(line.units))) if _ends(line, k)), at)
    words = [line.lower(k) for k in range(at, stop)]
    if line.lower(at - 1) != "," or line.lexicon.rumoured.isdisjoint(words):
        return None
    begin = clause_before(line, at)
    spans = pieces_to_spans(line, (begin, at - 1))
    if not spans:
        return None
    cue = (line.span(at + 1, stop),)
    rule = f"{line.lexicon.language}-aside"
    return Draft(cue, (), spans, Act.HEARSAY, Said.ACTUAL, negated=False, rule=rule)


def _ends(line: Line, at: int) -> bool:
    return line.lower(at) in STOPS or at + 1 >= len(line.units)


def _length(line: Line, at: int, phrases: Sequence[Sequence[str]]) -> int:
    """How many words the phrase at a unit has; 0 if none of them stands there."""
    first = line.lower(at)
    fitting = (
        p
        for p in phrases
        if p[0] == first and all(line.lower(at + k) == w for k, w in enumerate(p))
    )
    return len(next(fitting, ()))


def _draft(
    line: Line, cue: tuple[int, int], source: tuple[int, int] | None, pieces: Pieces, act: Act
) -> Draft | None:
    spans = pieces_to_spans(line, *pieces)
    if not spans:
        return None
    kind = "foreseen" if act is Act.FORECAST else "aside"
    return Draft(
        (line.span(*cue),),
        (line.span(*source),) if source else (),
        spans,
        act,
        Said.ACTUAL,
        negated=False,
        rule=f"{line.lexicon.language}-{kind}",
    )


def _on_authority(line: Line, at: int, behind: int) -> Draft | None:
    """Finds "…, meldt de krant op gezag van X" and "meldt op gezag van X dat …".

    Without a verb of telling nobody is credited: "op gezag van de rechter vrijgelaten".
    """
    if not starts_phrase(line, behind):
        return None
    last, begin = phrase_end(line, behind), clause_before(line, at)
    comma = next((k for k in range(begin + 2, at) if _told_behind(line, k)), None)
    if line.lower(last) in line.grammar.that:
        pieces: Pieces = ((last, clause_end(line, last)),)
    elif comma is not None:
        pieces = ((begin, comma),)
    else:
        return None
    return _draft(line, (at, behind), (behind, last), pieces, Act.STATEMENT)


def _told_behind(line: Line, comma: int) -> bool:
    """Whether a comma has a verb of telling behind it: ", meldt", ", zo meldt", ", X said"."""
    if line.lower(comma) != ",":
        return False
    here = comma + 1 + (line.lower(comma + 1) == "zo")
    if line.lexicon.language == "en" and starts_phrase(line, here):
        return opens_cue(line, phrase_end(line, here))
    return opens_cue(line, here)


def _by_own_account(line: Line, at: int, behind: int) -> Draft | None:
    """Finds "X zag naar eigen zeggen …", "Naar eigen zeggen zag X …": the subject says so."""
    begin, end = clause_before(line, at), clause_end(line, behind - 1)
    while begin < at and (is_adverb(line, begin) or line.lower(begin) in line.grammar.conjunctions):
        begin += 1
    cue = (at, behind)
    if begin == at:
        dutch = line.lexicon.language == "nl"
        first = behind + dutch if dutch else behind + (line.lower(behind) == ",")
        if not starts_phrase(line, first) or line.lower(behind) in STOPS - {","}:
            return None
        last = phrase_end(line, first)
        pieces: Pieces = ((behind, first), (last, end)) if dutch else ((last, end),)
        return _draft(line, cue, (first, last), pieces, Act.STATEMENT)
    if starts_phrase(line, begin):
        last = phrase_end(line, begin)
        beyond = behind_apposition(line, last)
        if beyond < at:
            return _draft(line, cue, (begin, beyond), ((beyond, at), (behind, end)), Act.STATEMENT)
    inverted = (k for k in range(at - 1, begin, -1) if _reaches(line, k, at))
    found = next(inverted, None)
    if found is None:
        return None
    return _draft(line, cue, (found, at), ((begin, found), (behind, end)), Act.STATEMENT)


def _reaches(line: Line, first: int, at: int) -> bool:
    """Whether a phrase with an article, a pronoun or a name of its own ends at a unit."""
    word, grammar = line.lower(first), line.grammar
    named = line.is_name(first) and not line.is_name(first - 1)
    opens = named or word in grammar.determiners or word in grammar.pronouns
    return opens and phrase_end(line, first) == at


def _foreseen(line: Line, at: int, behind: int) -> Draft | None:
    """Finds "gaat naar verwachting dicht": somebody expects it, nobody is named."""
    begin, end = clause_before(line, at), clause_end(line, behind - 1)
    return _draft(line, (at, behind), None, ((begin, at), (behind, end)), Act.FORECAST)
