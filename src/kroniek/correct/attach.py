"""Every judgement gets its place in the articles as they are now, or is said to have lost it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

from kroniek.correct.anchors import LIKELY, SURE, Found, Pieces, find_back
from kroniek.ids import ArticleId, JudgementId
from kroniek.model.article import Article
from kroniek.model.doc import EVENTS, JUDGEMENTS, RULINGS, Collection, Layer
from kroniek.model.judgement import Anchor, Judgement, Place, Ruling, Standing, Subject, Verb
from kroniek.packs import Packs
from kroniek.spans import Span


class Shelf(NamedTuple):
    """Articles by id, and by the path they stand under now, each with the pieces of its text."""

    by_id: Mapping[ArticleId, Pieces]
    by_path: Mapping[str, Pieces]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Self:
        """The shelf of these articles."""
        held = [Pieces(one) for one in articles]
        by_id = {one.article.id: one for one in held}
        return cls(by_id, {one.article.path: one for one in held})

    def lacks(self, anchor: Anchor) -> bool:
        """Whether the article of an anchor is not there, under its id or its path."""
        return anchor.article not in self.by_id and anchor.path not in self.by_path

    def find(self, anchor: Anchor) -> tuple[Article, Found] | None:
        """The article an anchor belongs to and where it stands in it: never another article."""
        for held in (self.by_id.get(anchor.article), self.by_path.get(anchor.path)):
            found = find_back(anchor, held.article, held) if held is not None else None
            if held is not None and found is not None:
                return held.article, found
        return None


@dataclass(frozen=True, slots=True)
class Attacher:
    """Writes one ruling for each judgement, in their order.

    Words that are found again but tell no event any more carry no decision on a line: a person must
    look.
    """

    name: str = "rulings"
    reads: tuple[Layer[Any], ...] = (JUDGEMENTS, EVENTS)
    writes: Layer[Ruling] = RULINGS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003  a step is built with packs
        """Attaching needs no knowledge of words."""
        return cls()

    def gather(self, collection: Collection) -> Iterator[Ruling]:
        """Yield rulings in the order in which people judged."""
        shelf = Shelf.of(doc.article for doc in collection.docs)
        undone = undone_by(collection[JUDGEMENTS])
        triggers: dict[ArticleId, list[Span]] = {}
        if any(judgement.subject is Subject.ENTRY for judgement in collection[JUDGEMENTS]):
            triggers = {
                doc.article.id: [span for event in doc[EVENTS] for span in event.triggers]
                for doc in collection.docs
            }
        for judgement in collection[JUDGEMENTS]:
            ruling = _ruling(judgement, shelf, undone=judgement.id in undone)
            if ruling.standing is Standing.APPLIED and not _reaches(ruling, triggers):
                ruling = replace(ruling, standing=Standing.REVIEW)
            yield ruling


def _reaches(ruling: Ruling, triggers: Mapping[ArticleId, Sequence[Span]]) -> bool:
    """Whether each side of a decision on a line still stands on words that tell an event."""
    return ruling.judgement.subject is not Subject.ENTRY or all(
        any(span.overlaps(place.span) for place in side for span in triggers.get(place.article, ()))
        for side in ruling.sides
    )


def undone_by(judgements: Iterable[Judgement]) -> frozenset[JudgementId]:
    """Judgements that hold no longer: an undoing that is itself undone undoes nothing.

    Their order is of no matter. Of undoings that undo one another in a ring none holds.
    """
    undoers: defaultdict[JudgementId, list[JudgementId]] = defaultdict(list)
    for one in judgements:
        if one.verb is Verb.UNDO and one.value is not None:
            undoers[JudgementId(one.value)].append(one.id)
    state: dict[JudgementId, bool] = {}
    for judged in undoers:
        _settle(judged, undoers, state)
    return frozenset(judged for judged, undone in state.items() if undone)


def _settle(
    judged: JudgementId,
    undoers: Mapping[JudgementId, Sequence[JudgementId]],
    state: dict[JudgementId, bool],
) -> None:
    """Say of a judgement, after all that bear on it, whether it is undone."""
    stack, open_ones = [judged], {judged}
    while stack:
        here = stack[-1]
        waiting = [u for u in undoers.get(here, ()) if u not in state and u not in open_ones]
        if waiting:
            stack.append(waiting[0])
            open_ones.add(waiting[0])
            continue
        # One that waits for itself does not hold.
        state[here] = any(not state.get(u, True) for u in undoers.get(here, ()))
        open_ones.discard(here)
        stack.pop()


def _ruling(judgement: Judgement, shelf: Shelf, *, undone: bool) -> Ruling:
    sides, scores = [], []
    for side in judgement.sides:
        found = [one for anchor in side if (one := shelf.find(anchor)) is not None]
        best = max((place.score for _, place in found), default=0.0)
        # Where some words of a side are sure, those that are not are left aside.
        least = SURE if best >= SURE else LIKELY
        sides.append(
            tuple(
                dict.fromkeys(
                    Place(article.id, place.span)
                    for article, place in found
                    if place.score >= least
                )
            )
        )
        scores.append(round(best, 3))
    score = min(scores, default=1.0)
    return Ruling(judgement, _standing(score, undone=undone), tuple(sides), score)


def _standing(score: float, *, undone: bool) -> Standing:
    if undone:
        return Standing.UNDONE
    if score >= SURE:
        return Standing.APPLIED
    return Standing.REVIEW if score >= LIKELY else Standing.ORPHANED
