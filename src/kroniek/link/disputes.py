"""What sources disagree on: the sides, in their own words, never a verdict."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from kroniek.ids import ArticleId, content_id
from kroniek.link.colours import quotation_disputes, wording_disputes
from kroniek.link.contraries import contrary_disputes
from kroniek.link.dates import date_disputes
from kroniek.link.denials import denial_disputes, status_disputes
from kroniek.link.numbers import Found, number_disputes
from kroniek.link.ruled import shown
from kroniek.link.scene import SCENE_LAYERS, Page, Scene, scene_of
from kroniek.link.tellings import TellingReader
from kroniek.link.wording import load_common
from kroniek.model.chronicle import Dispute, DisputeKind, Side
from kroniek.model.doc import (
    DISPUTES,
    QUANTITIES,
    RULINGS,
    Collection,
    Layer,
)
from kroniek.packs import Packs

_LONGEST_ABOUT = 160
_MOST_SIDES = 10
_FINDERS = (
    denial_disputes,
    status_disputes,
    number_disputes,
    date_disputes,
    wording_disputes,
    quotation_disputes,
    contrary_disputes,
)
"""In this order: where two find the same sides, the first names the kind."""


@dataclass(frozen=True, slots=True)
class DisputeFinder:
    """Asks every kind's finder; the same two sides make one dispute of one kind."""

    reader: TellingReader
    name: str = "disputes"
    reads: tuple[Layer[Any], ...] = (*SCENE_LAYERS, QUANTITIES, RULINGS)
    writes: Layer[Dispute] = DISPUTES

    @classmethod
    def from_packs(cls, packs: Packs) -> "DisputeFinder":
        """Build with the packs' demonyms and the lists of words that say nothing."""
        return cls(TellingReader.from_packs(packs, load_common()))

    def gather(self, collection: Collection) -> Iterator[Dispute]:
        """Disputes by their first side's article and place."""
        scene = scene_of(collection, self.reader)
        found: list[Found] = []
        doubled: set[tuple[tuple[str, int], ...]] = set()
        for kind, about, sides in chain.from_iterable(find(scene) for find in _FINDERS):
            ordered = tuple(sorted(dict.fromkeys(sides), key=_place))
            places = tuple(_sentence(scene, side) for side in ordered)
            told = {(side.article, side.says) for side in ordered}
            if places not in doubled and (len(told) > 1 or kind is DisputeKind.DENIAL):
                doubled.add(places)
                found.append((kind, about, ordered))
        made = [_dispute(*joined) for joined in joint(found, scene.pages)]
        in_order = sorted(made, key=lambda one: (*map(_place, one.sides), one.id))
        yield from shown(in_order, collection[RULINGS])


def _sentence(scene: Scene, side: Side) -> tuple[str, int]:
    return side.article, scene.pages[side.article].sentence_index(side.span.start)


def _dispute(kind: DisputeKind, about: str, sides: tuple[Side, ...]) -> Dispute:
    places = chain.from_iterable((side.article, side.span) for side in sides)
    return Dispute(
        id=content_id("d", kind, *places),
        kind=kind,
        about=about[:_LONGEST_ABOUT].rstrip(),
        sides=sides,
    )


def joint(found: Sequence[Found], pages: Mapping[ArticleId, Page]) -> Iterator[Found]:
    """Disputes of one kind that have a side in common, made one; a denial goes with what is so.

    Sides in one sentence are one side, and so are the same words in a copy.

    At most `_MOST_SIDES` sides stand in one dispute: what goes on is told in the next.
    """
    groups: dict[int, tuple[DisputeKind, str, list[Side]]] = {}
    into: dict[int, int] = {}
    group_of: dict[tuple[object, ...], int] = {}
    for number, (found_as, about, sides) in enumerate(found):
        kind = found_as
        keys = [key for side in sides for key in _same_side(kind, side, pages[side.article])]
        held, named = list(sides), about
        for other in sorted({_last(into, group_of[key]) for key in keys if key in group_of}):
            _, told, others = groups[other]
            more = [side for side in held if not any(_covers(side, one) for one in others)]
            if len(others) + len(more) <= _MOST_SIDES:
                held, named = [*others, *more], told
                kind = DisputeKind.DENIAL if groups[other][0] is DisputeKind.DENIAL else kind
                into[other] = number
                del groups[other]
        groups[number] = (kind, named, held)
        group_of.update(dict.fromkeys(keys, number))
    for kind, about, held in groups.values():
        yield kind, about, tuple(sorted(held, key=_place))


def _same_side(kind: DisputeKind, side: Side, page: Page) -> Iterator[tuple[object, ...]]:
    """By which a side is known again: its words in one origin, its sentence in one article."""
    alike = DisputeKind.FACT if kind is DisputeKind.DENIAL else kind
    yield alike, page.origin, side.says
    yield alike, side.article, page.sentence_index(side.span.start)


def _covers(one: Side, two: Side) -> bool:
    """Whether two sides have words in common: they are told as one."""
    return one.article == two.article and one.span.overlaps(two.span)


def _last(into: dict[int, int], at: int) -> int:
    """The group that a group has gone into."""
    while at in into:
        at = into[at]
    return at


def _place(side: Side) -> tuple[str, int, int, str]:
    return side.article, side.span.start, side.span.end, side.entity or ""
