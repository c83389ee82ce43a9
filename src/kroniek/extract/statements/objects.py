"""The object of a cue as what is said: "noemt X een leugen", "denied the charges"."""

from collections.abc import Sequence

from kroniek.extract.statements.cues import Shape
from kroniek.extract.statements.drafts import Pieces, clause_before, clause_end, skip_times
from kroniek.extract.statements.phrases import (
    HARD,
    STOPS,
    Line,
    clause_start,
    is_adverb,
    phrase_end,
    starts_phrase,
)
from kroniek.extract.statements.subjects import Subject
from kroniek.extract.statements.verbgroups import Group
from kroniek.model.text import Said

_TAIL = 14
_GOVERNING = frozenset(("voor", "op", "tegen", "van", "met", "om", "tot"))
"""Dutch particles behind which their object stands."""


def stands_alone(line: Line, group: Group, at: int) -> bool:
    """Whether Dutch "dat" is a pronoun: "ontkent dat.", "spreekt dat tegen"."""
    if line.lexicon.language != "nl":
        return False
    here = at + 1
    while line.lower(here) in line.grammar.times or is_adverb(line, here) or here in group.cue:
        here += 1
    compares = here - 1 in group.cue and line.lower(here) == "als"
    return compares or line.lower(here) in HARD or here >= len(line.units)


def _skip_channel(line: Line, at: int) -> int:
    """Index behind "op Telegram", "in a post", "via X", and times and adverbs behind it."""
    named = line.lower(at + 1) in line.grammar.posts
    preposed = line.lower(at) in line.grammar.prepositions | line.grammar.joiners
    return skip_times(line, at + 2) if named and preposed else at


def _pointed_at(line: Line, group: Group, at: int) -> Pieces:
    """Finds "spreekt dat tegen", "doet dat af als onzin": a pronoun and what it is called."""
    if not stands_alone(line, group, at):
        return ()
    beyond = max(*group.cue, at) + 1
    compared = line.lower(beyond) == "als"
    return ((at, at + 1), (beyond, clause_end(line, beyond))) if compared else ((at, at + 1),)


def object_of_cue(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """Finds "noemt X een leugen", "denied the charges": the object and what is said of it."""
    dutch = line.lexicon.language == "nl"
    if group.passive or (group.shape is Shape.INFINITIVE and group.realis is not Said.ACTUAL):
        return ()
    if dutch and group.shape is not Shape.FINITE and not _closes_clause(line, group.at + 1):
        return ()
    if dutch and subject and not subject.after and group.shape is not Shape.FINITE:
        return ((max(subject.last, group.verb + 1), group.at),)
    if dutch and subject and line.lower(clause_start(line, group.verb)) in line.grammar.relatives:
        return ((subject.last, group.verb),) if subject.last < group.verb else ()
    after = _skip_channel(line, skip_times(line, after))
    split = [k for k in group.cue if k >= after]
    if dutch and line.lower(after) in line.grammar.that:
        return _pointed_at(line, group, after)
    between = _before_particle(line, after, split) if dutch else ()
    if between:
        return between
    held = split and not dutch and line.lower(split[-1]) == "at"  # "puts the figure at 40"
    governed = dutch and split and _governs(line, split[-1])
    near = split and split[-1] - after < 3 and not held
    begin = split[-1] + 1 if near or governed else after
    pointed = line.lower(begin) in line.grammar.that and (dutch or begin + 1 < line.end())
    if not starts_phrase(line, begin) and not split and not pointed:
        return ()
    if line.lower(begin) in line.grammar.conjunctions:
        return ()
    end = _before_new_clause(line, begin, clause_end(line, begin))
    fronted = _fronted_claim(line, group, subject) if dutch else ()
    return (*fronted, (begin, end)) if end > begin else ()


def _fronted_claim(line: Line, group: Group, subject: Subject | None) -> Pieces:
    """Finds "De bewering dat …, noemde X onzin": what stands before belongs to the content."""
    if subject is None or not subject.after or line.lower(group.verb - 1) != ",":
        return ()
    before = clause_before(line, group.verb)
    opens = any(line.lower(k) in line.lexicon.nouns for k in (before, before + 1, before + 2))
    return ((before, group.verb - 1),) if opens else ()


def _governs(line: Line, at: int) -> bool:
    """Whether a Dutch particle has its object behind it: "pleit voor", not "spreekt … tegen."."""
    behind = line.lower(at + 1)
    ends = not behind or behind in STOPS or behind in line.grammar.conjunctions
    return line.lower(at) in _GOVERNING and not ends


def _before_particle(line: Line, after: int, split: Sequence[int]) -> Pieces:
    """Finds "deed de kritiek af (als onzin)", "sluit ontslag niet uit": what stands inside."""
    if not split or _governs(line, split[-1]) or not starts_phrase(line, after):
        return ()
    if split[-1] - split[0] != len(split) - 1:
        return ()
    last = split[0]
    while last > after and (
        line.lower(last - 1) in line.grammar.negators or is_adverb(line, last - 1)
    ):
        last -= 1
    if last == after or any(line.lower(k) in STOPS for k in range(after, last)):
        return ()
    beyond = split[-1] + 1
    compared = line.lower(beyond) == "als"
    behind = ((beyond, clause_end(line, beyond)),) if compared else ()
    return ((after, last), *behind)


def _before_new_clause(line: Line, begin: int, end: int) -> int:
    """Where an object ends and another clause is joined on: "demanded 5 percent and X had …"."""
    for here in range(begin + 1, min(end, begin + _TAIL)):
        if line.lower(here) in line.grammar.conjunctions and _goes_on_telling(line, here + 1):
            return here
        if line.lower(here) not in line.grammar.conjunctions or not starts_phrase(line, here + 1):
            continue
        verb = phrase_end(line, here + 1)
        word, grammar = line.lower(verb), line.grammar
        if verb < end and (word in grammar.have or word in grammar.be or word in grammar.modals):
            return here
    return end


def _goes_on_telling(line: Line, at: int) -> bool:
    """Whether a Dutch cue stands behind "en": "gaat uit van brand en sluit uit dat …"."""
    word = line.lower(at)
    readings = line.lexicon.verbs.get(word, ())
    small = word in line.grammar.be or word in line.grammar.have or word in line.lexicon.nouns
    finite = any(reading.shape is Shape.FINITE for reading in readings)
    return line.lexicon.language == "nl" and finite and not small


def _closes_clause(line: Line, at: int) -> bool:
    """Whether a clause can end before a unit: a participle before a noun is an adjective."""
    word, grammar = line.lower(at), line.grammar
    joins = word in grammar.conjunctions or word in grammar.subordinators or word in grammar.be
    return (
        not word or word in STOPS or joins or word in grammar.prepositions or word in grammar.have
    )
