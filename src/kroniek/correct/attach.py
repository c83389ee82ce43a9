"""Every judgement gets its place in the articles as they are now, or is said to have lost it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from kroniek.correct.anchors import LIKELY, SURE, Found, find_back
from kroniek.ids import ArticleId, JudgementId
from kroniek.model.article import Article
from kroniek.model.doc import JUDGEMENTS, RULINGS, Collection, Layer
from kroniek.model.judgement import Anchor, Judgement, Place, Ruling, Standing, Verb
from kroniek.packs import Packs


class _Shelf(NamedTuple):
    """Articles by id, and by the path they stand under now."""

    by_id: Mapping[ArticleId, Article]
    by_path: Mapping[str, Article]

    def find(self, anchor: Anchor) -> tuple[Article, Found] | None:
        """The article an anchor belongs to and where it stands in it: never another article."""
        for article in (self.by_id.get(anchor.article), self.by_path.get(anchor.path)):
            found = find_back(anchor, article) if article is not None else None
            if article is not None and found is not None:
                return article, found
        return None


@dataclass(frozen=True, slots=True)
class Attacher:
    """Writes one ruling for each judgement, in their order."""

    name: str = "rulings"
    reads: tuple[Layer[Any], ...] = (JUDGEMENTS,)
    writes: Layer[Ruling] = RULINGS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003  a step is built with packs
        """Attaching needs no knowledge of words."""
        return cls()

    def gather(self, collection: Collection) -> Iterator[Ruling]:
        """Yield rulings in the order in which people judged."""
        articles = [doc.article for doc in collection.docs]
        shelf = _Shelf(
            {article.id: article for article in articles},
            {article.path: article for article in articles},
        )
        undone = undone_by(collection[JUDGEMENTS])
        for judgement in collection[JUDGEMENTS]:
            yield _ruling(judgement, shelf, undone=judgement.id in undone)


def undone_by(judgements: Iterable[Judgement]) -> frozenset[JudgementId]:
    """Judgements that hold no longer: an undoing that is itself undone undoes nothing."""
    undone: set[JudgementId] = set()
    undoing = {one.id: one.value for one in judgements if one.verb is Verb.UNDO}
    for judgement in reversed(undoing):
        other = undoing[judgement]
        if judgement not in undone and other is not None:
            undone.add(JudgementId(other))
    return frozenset(undone)


def _ruling(judgement: Judgement, shelf: _Shelf, *, undone: bool) -> Ruling:
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
