"""What sources disagree on: the sides, in their own words, never a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from kroniek.ids import content_id
from kroniek.link.colours import quotation_disputes, wording_disputes
from kroniek.link.dates import date_disputes
from kroniek.link.denials import denial_disputes, status_disputes
from kroniek.link.numbers import number_disputes
from kroniek.link.scene import scene_of
from kroniek.link.tellings import TellingReader
from kroniek.link.wording import load_common
from kroniek.model.chronicle import Dispute, DisputeKind, Side
from kroniek.model.doc import (
    COPIES,
    DATING,
    DISPUTES,
    ENTITIES,
    EVENT_DAYS,
    EVENTS,
    HAPPENINGS,
    IDENTITIES,
    QUANTITIES,
    SENTENCES,
    STATEMENTS,
    TOKENS,
    Collection,
    Layer,
)
from kroniek.packs import Packs

_LONGEST_ABOUT = 160
_FINDERS = (
    denial_disputes,
    status_disputes,
    number_disputes,
    date_disputes,
    wording_disputes,
    quotation_disputes,
)
"""In this order: where two find the same sides, the first names the kind."""


@dataclass(frozen=True, slots=True)
class DisputeFinder:
    """Asks every kind's finder; the same two sides make one dispute of one kind."""

    reader: TellingReader
    name: str = "disputes"
    reads: tuple[Layer[Any], ...] = (
        TOKENS,
        SENTENCES,
        QUANTITIES,
        STATEMENTS,
        EVENTS,
        EVENT_DAYS,
        DATING,
        COPIES,
        IDENTITIES,
        ENTITIES,
        HAPPENINGS,
    )
    writes: Layer[Dispute] = DISPUTES

    @classmethod
    def from_packs(cls, packs: Packs) -> "DisputeFinder":
        """Build with the packs' demonyms and the lists of words that say nothing."""
        return cls(TellingReader.from_packs(packs, load_common()))

    def gather(self, collection: Collection) -> Iterator[Dispute]:
        """Disputes by their first side's article and place."""
        scene = scene_of(collection, self.reader)
        kept: dict[tuple[object, ...], Dispute] = {}
        doubled: set[tuple[tuple[str, int], ...]] = set()
        for kind, about, sides in chain.from_iterable(find(scene) for find in _FINDERS):
            ordered = tuple(sorted(dict.fromkeys(sides), key=_place))
            places = tuple((side.article, side.span.start) for side in ordered)
            told = frozenset((side.article, side.says) for side in ordered)
            if len(told) < 2 and kind is not DisputeKind.DENIAL:
                continue
            if places in doubled:
                continue
            doubled.add(places)
            kept[kind, ordered] = Dispute(
                id=content_id(
                    "d", kind, *chain.from_iterable((s.article, s.span) for s in ordered)
                ),
                kind=kind,
                about=about[:_LONGEST_ABOUT].rstrip(),
                sides=ordered,
            )
        yield from sorted(
            kept.values(), key=lambda dispute: (*map(_place, dispute.sides), dispute.id)
        )


def _place(side: Side) -> tuple[str, int, int, str]:
    return side.article, side.span.start, side.span.end, side.entity or ""
