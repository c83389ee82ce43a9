"""What the table of entities tells of places: how specific they are, what lies in what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from math import cos, hypot, radians

from kroniek.ids import EntityId
from kroniek.model.chronicle import Entity
from kroniek.model.text import PLACES, NameType

_KM_PER_DEGREE = 111.2
_DEFAULT_RADIUS_KM = 8.0
_WIDE_KINDS = frozenset({"country", "continent", "union"})
_REGION_KINDS = frozenset({"oblast", "region", "province", "state", "republic", "sea", "river"})


class Relation(IntEnum):
    """How two places, or two sets of places, lie to one another."""

    APART = 0
    UNKNOWN = 1
    INSIDE = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Atlas:
    """Entities by id, with how much it says that two events share one."""

    entities: Mapping[EntityId, Entity]
    countries: Mapping[str, EntityId]
    _known: dict[tuple[EntityId, EntityId], Relation] = field(default_factory=dict)
    """Answers already worked out; no more than there are pairs asked for."""

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "Atlas":
        """Index the table of entities."""
        by_id = {entity.id: entity for entity in entities}
        countries = {
            entity.country: entity.id
            for entity in by_id.values()
            if entity.kind == "country" and entity.country
        }
        return cls(by_id, countries)

    def is_place(self, key: EntityId) -> bool:
        """Whether the entity is a place."""
        entity = self.entities.get(key)
        return entity is not None and entity.type in PLACES

    def is_person(self, key: EntityId) -> bool:
        """Whether the entity is a person."""
        entity = self.entities.get(key)
        return entity is not None and entity.type is NameType.PERSON

    def is_wide(self, key: EntityId) -> bool:
        """Whether it is a country or larger: sharing it says little."""
        entity = self.entities.get(key)
        return entity is not None and entity.kind in _WIDE_KINDS

    def is_town(self, key: EntityId) -> bool:
        """Whether it is a place smaller than a region: a town, a village, a building."""
        entity = self.entities.get(key)
        vague = _WIDE_KINDS | _REGION_KINDS
        return entity is not None and entity.type in PLACES and entity.kind not in vague

    def country_of(self, key: EntityId) -> str | None:
        """ISO 3166-1 code of the country it lies in or is."""
        entity = self.entities.get(key)
        return entity.country if entity is not None else None

    def weight(self, key: EntityId) -> float:
        """How much it says that two events share this entity, 0.5 (a country) to 1.6 (a town)."""
        entity = self.entities.get(key)
        if entity is None:
            return 1.0
        if entity.kind in _WIDE_KINDS:
            return 0.5
        if entity.kind in _REGION_KINDS:
            return 1.2
        return 1.6 if entity.type in PLACES or entity.type is NameType.PERSON else 1.2

    def relation(self, left: EntityId, right: EntityId) -> Relation:
        """How two places lie to one another; symmetric."""
        if left == right:
            return Relation.SAME
        key = (left, right) if left < right else (right, left)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._relation(*key)
        return found

    def _relation(self, left: EntityId, right: EntityId) -> Relation:
        one, two = self.entities.get(left), self.entities.get(right)
        if one is None or two is None:
            return Relation.UNKNOWN
        if one.country and two.country:
            if one.country != two.country and not _crosses_borders(one, two):
                return Relation.APART
            if one.country == two.country and "country" in (one.kind, two.kind):
                return Relation.INSIDE
        distance = _distance_km(one, two)
        if distance is None:
            return Relation.UNKNOWN
        small, large = sorted((_radius(one), _radius(two)))
        if large >= 2 * small and distance <= large:
            return Relation.INSIDE
        return Relation.APART if distance > small + large else Relation.UNKNOWN

    def holds(self, large: EntityId, small: EntityId) -> bool:
        """Whether `small` lies inside `large`, the larger of the two."""
        if self.relation(large, small) is not Relation.INSIDE:
            return False
        one, two = self.entities[large], self.entities[small]
        return one.kind == "country" or _radius(one) > _radius(two)

    def related(self, left: tuple[EntityId, ...], right: tuple[EntityId, ...]) -> Relation:
        """The closest relation between any two of them; unknown if either is empty."""
        if not left or not right:
            return Relation.UNKNOWN
        return max(self.relation(one, two) for one in left for two in right)


def _crosses_borders(one: Entity, two: Entity) -> bool:
    """Rivers, seas and regions may lie in several countries."""
    return any(
        place.kind in {"river", "sea", "region", "continent", "union"} for place in (one, two)
    )


def _radius(place: Entity) -> float:
    return place.radius_km or _DEFAULT_RADIUS_KM


def _distance_km(one: Entity, two: Entity) -> float | None:
    """On a plane, good to a few per cent below 500 km: enough to tell apart from inside."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    east = (one.lon - two.lon) * cos(radians((one.lat + two.lat) / 2))
    return _KM_PER_DEGREE * hypot(one.lat - two.lat, east)
