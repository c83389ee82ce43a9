"""Which events of which articles are one thing in the world."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kroniek.ids import EntityId, HappeningId, content_id
from kroniek.link.blocks import candidates
from kroniek.link.geography import Atlas
from kroniek.link.kinds import BODILY
from kroniek.link.likeness import ENOUGH, Comparer, Likeness
from kroniek.link.ruled import Bonds, bonds_of, decided
from kroniek.link.tellings import TELLING_LAYERS, Telling, TellingReader
from kroniek.link.wording import load_common
from kroniek.model.chronicle import Happening
from kroniek.model.doc import (
    ENTITIES,
    HAPPENINGS,
    RULINGS,
    Collection,
    Layer,
)
from kroniek.model.text import Realis
from kroniek.model.time import Interval
from kroniek.packs import Packs

_MOST_CHECKED = 12
_NO_BONDS = Bonds()
_TOLD_AS = {
    Realis.ACTUAL: 0,
    Realis.PLANNED: 1,
    Realis.DENIED: 2,
    Realis.NEGATED: 3,
    Realis.HYPOTHETICAL: 4,
    Realis.GENERIC: 5,
}


@dataclass(frozen=True, slots=True)
class HappeningFinder:
    """Blocks, decides on pairs, joins the surest first; no join may bring a contradiction along."""

    reader: TellingReader
    name: str = "happenings"
    reads: tuple[Layer[Any], ...] = (*TELLING_LAYERS, RULINGS)
    writes: Layer[Happening] = HAPPENINGS

    @classmethod
    def from_packs(cls, packs: Packs) -> "HappeningFinder":
        """Build with the packs' demonyms and the lists of words that say nothing."""
        return cls(TellingReader.from_packs(packs, load_common()))

    def gather(self, collection: Collection) -> Iterator[Happening]:
        """Every event in exactly one happening; earliest told first."""
        atlas = Atlas.of(collection[ENTITIES])
        tellings = self.reader.read(collection, atlas)
        rulings = collection[RULINGS]
        groups = grouped(tellings, atlas, bonds_of(tellings, rulings))
        made = (_happening(members, because, atlas) for members, because in groups)
        yield from decided(made, tellings, rulings)


@dataclass(slots=True)
class _Group:
    """Members joined so far, and the days they all allow. Lives only while grouping."""

    members: list[int]
    low: int
    high: int
    because: tuple[str, ...] = ("told once",)


def grouped(
    tellings: Sequence[Telling], atlas: Atlas, bonds: Bonds = _NO_BONDS
) -> list[tuple[list[Telling], tuple[str, ...]]]:
    """Groups of tellings in order of their earliest, with the reasons of the surest pair.

    What people decided comes first, whatever speaks against it. Then the surest pairs are joined;
    a join must leave every two members compatible and a day that all allow: so no chain of
    likenesses can tie together what differs.
    """
    comparer = Comparer(atlas)
    pairs: list[tuple[float, int, int, Likeness]] = []
    for left, right in candidates(tellings, atlas):
        found = comparer.compare(tellings[left], tellings[right])
        if found is not None and found.score >= ENOUGH:
            pairs.append((-found.score, left, right, found))
    pairs.sort(key=lambda pair: pair[:3])
    groups = [_Group([at], telling.low, telling.high) for at, telling in enumerate(tellings)]
    for members, because in bonds.joined:
        _tie(groups, members, because)
    for _, left, right, found in pairs:
        _join(groups, (left, right), found, (tellings, comparer, bonds))
    unique = {id(group): group for group in groups}
    ordered = sorted((sorted(group.members), group.because) for group in unique.values())
    return [([tellings[at] for at in members], because) for members, because in ordered]


def _tie(groups: list[_Group], members: Sequence[int], because: str) -> None:
    """One group of the groups of `members`; its days are those that all allow, if any are."""
    tied: dict[int, _Group] = {id(groups[at]): groups[at] for at in members}
    if len(tied) < 2:
        return
    low = max(group.low for group in tied.values())
    high = min(group.high for group in tied.values())
    if low > high:
        low = min(group.low for group in tied.values())
        high = max(group.high for group in tied.values())
    whole = _Group([at for group in tied.values() for at in group.members], low, high, (because,))
    for at in whole.members:
        groups[at] = whole


def _join(
    groups: list[_Group],
    pair: tuple[int, int],
    found: Likeness,
    context: tuple[Sequence[Telling], Comparer, Bonds],
) -> None:
    one, two = groups[pair[0]], groups[pair[1]]
    low, high = max(one.low, two.low), min(one.high, two.high)
    if one is two or low > high:
        return
    tellings, comparer, bonds = context
    if any(bonds.forbid(left, right) for left in one.members for right in two.members):
        return
    for left in one.members[:_MOST_CHECKED]:
        for right in two.members[:_MOST_CHECKED]:
            if comparer.forbidden(tellings[left], tellings[right]):
                return
    because = one.because if len(one.members) > 1 else found.because
    small, large = sorted((one, two), key=lambda group: (len(group.members), group.members[0]))
    large.members.extend(small.members)
    large.low, large.high, large.because = low, high, because
    for at in small.members:
        groups[at] = large


def _happening(members: list[Telling], because: tuple[str, ...], atlas: Atlas) -> Happening:
    days = Interval()
    for member in sorted(members, key=lambda member: (member.taken_up, not member.event.times)):
        days = days.cut(member.days) or days if days.known else member.days
    first = members[0]
    places = _by_agreement([member.places for member in members], atlas)
    places = places or _around(members)
    people = _by_agreement([tuple(sorted(member.people)) for member in members], atlas)
    kinds = Counter(member.event.type for member in members)
    rank = {
        kind: min(_TOLD_AS[m.event.realis] for m in members if m.event.type == kind)
        for kind in kinds
    }
    return Happening(
        id=HappeningId(content_id("h", first.article, first.event.id)),
        type=min(kinds, key=lambda kind: (rank[kind], -kinds[kind], kind)),
        members=tuple(member.key for member in members),
        days=days,
        places=places,
        participants=tuple(entity for entity in people if entity not in places),
        because=", ".join(because),
    )


def _around(members: Sequence[Telling]) -> tuple[EntityId, ...]:
    """Where something bodily happened, if no one says it but one town alone stands beside it."""
    if any(member.event.type not in BODILY for member in members):
        return ()
    beside = {member.beside for member in members} - {None}
    return tuple(place for place in beside if place is not None) if len(beside) == 1 else ()


def _by_agreement(lists: Sequence[tuple[EntityId, ...]], atlas: Atlas) -> tuple[EntityId, ...]:
    """Entities by how many members name them, the most telling first; ties by id."""
    named = Counter(entity for entities in lists for entity in dict.fromkeys(entities))
    return tuple(sorted(named, key=lambda entity: (-named[entity], -atlas.weight(entity), entity)))
