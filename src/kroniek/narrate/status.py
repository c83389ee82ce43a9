"""Whether a happening is worth a line, and how the line is told."""

from collections.abc import Iterable, Sequence

from kroniek.model.chronicle import Dispute, DisputeKind, Happening, Status
from kroniek.model.text import Act, EventMention, Realis, Said, Statement, Tense

Told = tuple[EventMention, Statement | None]
"""An event and the statement it stands under; None: the outlet tells it."""

_WHETHER = frozenset({DisputeKind.FACT, DisputeKind.STATUS})
"""Kinds of dispute on whether it happened at all."""

_FORESEEN = frozenset({Act.FORECAST, Act.BELIEF, Act.SPECULATION, Act.ANALYSIS})
_PARTICULAR = frozenset({Realis.ACTUAL, Realis.PLANNED, Realis.DENIED})


def is_contested(told: Sequence[Told], disputes: Iterable[Dispute]) -> bool:
    """Whether sources disagree on its having happened at all.

    A denial puts in doubt only what is told as denied: who denies the purpose of a visit does not
    deny the visit.
    """
    kinds = {dispute.kind for dispute in disputes}
    refused = any(event.realis in {Realis.DENIED, Realis.NEGATED} for event, _ in told)
    return bool(kinds & _WHETHER) or (refused and DisputeKind.DENIAL in kinds)


def worth_a_line(happening: Happening, told: Sequence[Told], *, contested: bool) -> bool:
    """Whether it is told of one particular occasion.

    What is only imagined, told of a kind of thing, or said not to be so is no line, unless someone
    else says that it is. A plan needs a day or a doer.
    """
    kinds = {event.realis for event, statement in told if not _imagined(statement)}
    if Realis.ACTUAL in kinds:
        return True
    if Realis.PLANNED in kinds:
        dated = any(event.times for event, _ in told)
        return dated or bool(happening.participants)
    return bool(kinds & _PARTICULAR) or (contested and Realis.NEGATED in kinds)


def anchoring(happening: Happening, told: Sequence[Told]) -> int:
    """How firmly the words tie the happening down: who, where, when, told with a verb; 0 to 6."""
    dated = any(event.times for event, _ in told)
    verbal = any(event.tense is not Tense.NONE for event, _ in told)
    people = min(2, len(happening.participants))
    return 2 * dated + people + bool(happening.places) + verbal


def _imagined(statement: Statement | None) -> bool:
    return statement is not None and statement.realis is not Said.ACTUAL


def status_of(told: Sequence[Told], *, contested: bool) -> Status:
    """How the line is told; told as fact once one outlet tells it in its own voice."""
    actual = [statement for event, statement in told if event.realis is Realis.ACTUAL]
    if contested:
        return Status.DISPUTED
    if actual:
        return Status.FACT if None in actual else Status.ATTRIBUTED
    planned = [statement for event, statement in told if event.realis is Realis.PLANNED]
    if planned:
        foreseen = all(said is not None and said.act in _FORESEEN for said in planned)
        return Status.FORECAST if foreseen else Status.PLANNED
    return Status.DENIED
