"""Which decisions bear on what a reader looks at: an article, a statement, a dispute, an entity."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kroniek.ids import ArticleId, EntityId, JudgementId, StatementId
from kroniek.model.chronicle import Dispute, Identity
from kroniek.model.doc import STATEMENTS, Doc
from kroniek.model.judgement import Place, Ruling, Standing, Subject, Verb, holding, quotes
from kroniek.model.text import Statement
from kroniek.spans import Span

_ALIKE = 0.5
"""Share of characters from which a statement is the one that was judged (Jaccard index)."""

Key = tuple[ArticleId, StatementId]


def words_of(statement: Statement) -> tuple[Span, ...]:
    """What a statement is known by: its content, and who says it."""
    speaker = (statement.speaker,) if statement.speaker else ()
    return tuple(dict.fromkeys((*statement.content, *statement.source, *speaker)))


def of_statements(
    docs: Mapping[ArticleId, Doc], rulings: Iterable[Ruling]
) -> dict[Key, tuple[Ruling, ...]]:
    """The rulings on each statement that has any, in order.

    Of statements that overlap (one told within another) a ruling is on the one most like it.
    """
    found: defaultdict[Key, list[Ruling]] = defaultdict(list)
    for ruling in holding(rulings, Verb, Subject.STATEMENT):
        spans: defaultdict[ArticleId, list[Span]] = defaultdict(list)
        for side in ruling.sides:
            for place in side:
                spans[place.article].append(place.span)
        for article, judged in spans.items():
            for statement in _meant(docs[article][STATEMENTS], judged):
                found[article, statement.id].append(ruling)
    return {key: tuple(held) for key, held in found.items()}


def _meant(statements: Sequence[Statement], judged: Sequence[Span]) -> list[Statement]:
    wanted = _letters(judged)
    scores = [
        (_jaccard(wanted, _letters(words_of(one))), one)
        for one in statements
        if any(span.overlaps(other) for span in one.content for other in judged)
    ]
    best = max((score for score, _ in scores), default=0.0)
    return [one for score, one in scores if score == best >= _ALIKE]


def _letters(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _jaccard(one: set[int], two: set[int]) -> float:
    return len(one & two) / len(one | two)


def is_hidden(rulings: Sequence[Ruling]) -> bool:
    """Whether the last word on a thing is that it be hidden."""
    told = [one.judgement.verb for one in rulings]
    return next((v is Verb.HIDE for v in reversed(told) if v in _SHOWING), False)


_SHOWING = (Verb.HIDE, Verb.CONFIRM)


def of_article(article: ArticleId, rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings on an article as a whole, in order."""
    return tuple(
        one
        for one in holding(rulings, Verb, Subject.ARTICLE)
        if any(place.article == article for place in one.places)
    )


def of_dispute(dispute: Dispute, rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings on a dispute: those that quote all its sides, in order."""
    sides = [Place(side.article, side.span) for side in dispute.sides]
    return tuple(
        one for one in holding(rulings, Verb, Subject.DISPUTE) if quotes(one.places, sides)
    )


_AGAINST = {
    Verb.DATE: Verb.DATE,
    Verb.PLACE: Verb.PLACE,
    Verb.HIDE: Verb.HIDE,
    Verb.CONFIRM: Verb.HIDE,
}
"""Verbs of which only the last on a thing holds; a confirmation ends hiding, and is ended by it."""


def overruled(rulings: Sequence[Ruling]) -> dict[JudgementId, JudgementId]:
    """For rulings that are applied, but no longer hold: the later one on the same thing."""
    found: dict[JudgementId, JudgementId] = {}
    last: dict[object, Ruling] = {}
    for ruling in rulings:
        verb, subject = ruling.judgement.verb, ruling.judgement.subject
        if ruling.standing is not Standing.APPLIED or verb not in _AGAINST:
            continue
        for place in ruling.places:
            thing = place.article if subject is Subject.ARTICLE else place
            before = last.get((_AGAINST[verb], subject, thing))
            if before is not None and _tells_otherwise(before, ruling):
                found[before.id] = ruling.id
            last[_AGAINST[verb], subject, thing] = ruling
    return found


def _tells_otherwise(one: Ruling, two: Ruling) -> bool:
    left, right = one.judgement, two.judgement
    return (left.verb, left.value) != (right.verb, right.value)


def of_entity(
    entity: EntityId, identities: Iterable[Identity], rulings: Iterable[Ruling]
) -> tuple[Ruling, ...]:
    """The rulings on words that stand for an entity, in order."""
    judged = tuple(holding(rulings, Verb, Subject.ENTITY))
    if not judged:
        return ()
    at = {Place(row.article, row.span) for row in identities if row.entity == entity}
    return tuple(one for one in judged if not at.isdisjoint(one.places))
