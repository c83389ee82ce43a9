"""Refusals to speak: "wilde niet reageren", "would not say who"."""

from kroniek.extract.statements.cues import Reading
from kroniek.extract.statements.drafts import (
    Draft,
    clause_end,
    cue_spans,
    pieces_to_spans,
    starts_name,
)
from kroniek.extract.statements.phrases import Line, clause_start, phrase_end, starts_phrase
from kroniek.extract.statements.subjects import Subject
from kroniek.extract.statements.verbgroups import Group
from kroniek.model.text import Act, Said

_NEAR = 5
"""Units in which the one who is asked stands before the verb."""
_WILL = frozenset(("would", "wouldn't", "wil", "wilde", "willen", "wilden"))
"""Verbs by which somebody refuses to say "who" or "whether"."""


def _ends_of(line: Line, refused: int, end: int) -> tuple[int, ...]:
    """The place of English "say" if nothing follows it; none otherwise."""
    return (refused,) if line.lower(refused) == "say" and refused + 1 >= end else ()


def _fronted(line: Line, group: Group, refused: int) -> Draft | None:
    """Finds "Whom they met he did not say"; "he did not say" alone tells nothing."""
    start = clause_start(line, group.verb)
    near = range(group.verb - 1, max(start, group.verb - _NEAR), -1)
    fits = (k for k in near if starts_phrase(line, k) and phrase_end(line, k) == group.verb)
    first = next(fits, None)
    asks = line.grammar.complementizers - line.grammar.that
    if first is None or line.lower(start) not in asks:
        return None
    return Draft(
        (line.span(group.verb, refused + 1),),
        (line.span(first, group.verb),),
        pieces_to_spans(line, (start, first)),
        Act.NO_COMMENT,
        Said.ACTUAL,
        negated=False,
        rule="en-refusal",
    )


def refusal_of(line: Line, group: Group, reading: Reading, subject: Subject | None) -> Draft | None:
    """Finds "wilde niet reageren", "did not respond": nothing was said."""
    lexicon = line.lexicon
    if subject is None or not (group.negated or reading.cue.lemma == "willen"):
        return None
    end = clause_end(line, group.at)
    words = range(min(group.verb, group.at), end)
    denied = next((k for k in words if line.lower(k) in line.grammar.negators), None)
    dutch = lexicon.language == "nl"
    if denied is None and (dutch or line.lower(group.verb) not in line.grammar.negators):
        return None
    refused = next((k for k in words if line.lower(k) in lexicon.refused), None)
    if refused is None or (reading.cue.lemma != "willen") == dutch:
        return None
    asked = line.lower(refused + 1) in line.grammar.complementizers - line.grammar.that
    will = line.lower(group.verb) in _WILL
    told = line.lower(refused + 1) in line.grammar.that or (asked and not will)
    if told or refused + 1 in line.quotes:
        return None
    begin = refused + 1 if asked else refused  # "wil niet zeggen of …"
    if not dutch and refused in _ends_of(line, refused, end):
        return _fronted(line, group, refused)
    start = clause_start(line, group.verb)
    if dutch and starts_name(line, group.verb + 1):
        subject = Subject(group.verb + 1, phrase_end(line, group.verb + 1), after=True)
    pieces = (
        ((start, min(group.verb, subject.first)), (begin, end))
        if subject.after
        else ((begin, end),)
    )
    cue = (group.verb,) if denied is None else (group.verb, denied)
    cue = (*cue, refused) if asked else cue
    return Draft(
        cue_spans(line, cue),
        (line.span(subject.first, subject.last),),
        pieces_to_spans(line, *pieces),
        Act.NO_COMMENT,
        Said.ACTUAL,
        negated=False,
        rule=f"{lexicon.language}-refusal",
    )
