"""Which finds of one line are one statement, told in two ways."""

from collections.abc import Sequence
from dataclasses import replace

from kroniek.extract.statements.drafts import Draft
from kroniek.extract.statements.phrases import Line
from kroniek.model.text import Act, Said
from kroniek.spans import hull

_OWN_ATTITUDES = frozenset({Act.BELIEF, Act.FORECAST, Act.INTENT})
"""What one holds or means to do: told of oneself it is the statement."""
_TELLING = frozenset({Act.STATEMENT, Act.REPORT, Act.ANNOUNCEMENT})
"""Acts of a verb that tells by the noun: "schreef in een verklaring dat …"."""
_HEAD = 6
"""Characters that "dat " and a pronoun take."""
_NEAR = 45
"""Characters at the head of a clause in which its verb stands."""
_NEIGHBOURS = 40
"""Finds of a line that are compared with one another: a bound on time."""


def without_own_attitude(drafts: list[Draft], line: Line) -> list[Draft]:
    """Joins "X said he expected rain" to one statement: what X says is what X expects.

    The inner source is a pronoun at the head of what the outer one says.
    """
    if len(drafts) < 2:
        return drafts
    persons = line.grammar.masculine | line.grammar.feminine | line.grammar.impersonal
    kept: list[Draft] = []
    for draft in drafts:
        outer = kept[-1] if kept else None
        if (
            outer is not None
            and draft.act in _OWN_ATTITUDES
            and not draft.quotes
            and outer.rule.endswith(("-c", "-b"))
            and outer.act is Act.STATEMENT
            and outer.source
            and len(draft.source) == 1
            and 0 <= draft.source[0].start - outer.content[0].start < _HEAD
            and line.word_at(draft.source[0].start) in persons
            and draft.source[0].size < _HEAD
            and hull(outer.content).holds(draft.cue[0])
        ):
            kept[-1] = replace(outer, act=draft.act)
        else:
            kept.append(draft)
    return kept


def with_hearsay(drafts: Sequence[Draft], line: Line) -> list[Draft]:
    """Joins "X said he had heard that …" to one statement: what X says is hearsay.

    Where somebody else heard it the two stay apart.
    """
    kept: list[Draft] = []
    persons = line.grammar.masculine | line.grammar.feminine | line.grammar.impersonal
    for draft in drafts:
        outer = kept[-1] if kept else None
        if outer is None or draft.act is not Act.HEARSAY or not _tells_of_hearing(outer, draft):
            kept.append(draft)
            continue
        head = outer.content[0].start
        own = draft.source == outer.source or (
            len(draft.source) == 1
            and draft.source[0].start - head < _HEAD
            and line.word_at(draft.source[0].start) in persons
            and draft.source[0].size < _HEAD
        )
        if own:
            kept[-1] = replace(outer, act=Act.HEARSAY)
        else:
            kept.append(draft)
    return kept


def _tells_of_hearing(outer: Draft, inner: Draft) -> bool:
    """Whether hearing is the first thing that the outer statement tells."""
    plain = outer.act is Act.STATEMENT and outer.realis is Said.ACTUAL and not outer.quotes
    heard = inner.realis is Said.ACTUAL and inner.rule.endswith("-c") and not inner.negated
    place = inner.cue[0].start - outer.content[0].start
    held = hull(outer.content).holds(hull(inner.content))
    return plain and heard and held and 0 <= place < _NEAR


def told_anyway(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a find is told by another of the same sentence.

    A noun that is part of another cue; an evidential "zou" in what somebody is credited with.
    """
    if draft.rule.endswith("-noun"):  # "is van mening dat": the noun is part of another cue
        held = (span for other in others[:_NEIGHBOURS] if other is not draft for span in other.cue)
        if any(span.holds(draft.cue[0]) for span in held):
            return True
        between = (o for o in others[:_NEIGHBOURS] if o is not draft and o.content == draft.content)
        return not draft.source and any(o.act in _TELLING for o in between)
    if draft.rule != "nl-evidential":
        return False
    return any(
        other is not draft and hull((*other.cue, *other.content)).overlaps(draft.cue[0])
        for other in others[:_NEIGHBOURS]
    )
