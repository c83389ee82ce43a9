"""Countries behind the words: "Russian" troops, "Moscow" that denies, Britons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from kroniek.ids import EntityId
from kroniek.model.text import PLACES
from kroniek.packs import PackEntity, Packs, lexicon

_COUNTRY = "country"


@dataclass(frozen=True)
class States:
    """Which country words belong to; forms are in lower case or case-folded."""

    adjectives: Mapping[str, EntityId] = field(default_factory=dict)
    """``russische -> gpe:russia``; an adjective of two countries is left out."""
    peoples: Mapping[str, EntityId] = field(default_factory=dict)
    """``russen -> gpe:russia``."""
    countries: Mapping[str, EntityId] = field(default_factory=dict)
    """``rusland -> gpe:russia``."""
    capitals: Mapping[str, EntityId] = field(default_factory=dict)
    """``moskou -> gpe:russia``: the country that is governed there."""
    seats: Mapping[str, tuple[EntityId, frozenset[str]]] = field(default_factory=dict)
    """``brussel``: the body that sits there, and the names by which an article tells of it."""
    lands: Mapping[str, EntityId] = field(default_factory=dict)
    """``soemy -> gpe:ukraine``: where every place of this name lies, or the largest by far."""

    @classmethod
    def from_packs(cls, packs: Packs) -> "States":
        """Take the demonyms, countries and places of the packs."""
        table = lexicon("shared/states.toml")
        of_code = {e.country: e.id for e in packs.entities if e.kind == _COUNTRY}
        by_id = packs.by_id
        capitals = dict(_forms(by_id, table["capitals"]))
        return cls(
            dict(_sole(packs, "adjective")),
            dict(_sole(packs, "inhabitant")),
            {
                form.casefold(): entity.id
                for entity in packs.entities
                if entity.kind == _COUNTRY
                for form in entity.forms
            },
            capitals,
            {
                form: (body, frozenset(f.casefold() for f in by_id[body].forms))
                for form, body in _forms(by_id, table["bodies"])
                if body in by_id
            },
            _Lands(packs, of_code),
        )

    def of_adjective(self, lower: str) -> EntityId | None:
        """The country an adjective belongs to: ``russische -> gpe:russia``."""
        return self.adjectives.get(lower)

    def of_name(self, form: str) -> EntityId | None:
        """The state that a name is or stands for: a country, a capital or a people."""
        key = form.casefold().removesuffix("'s").removesuffix("’s")
        return self.countries.get(key) or self.capitals.get(key) or self.peoples.get(key)

    def acting(self, form: str, named: frozenset[str]) -> EntityId | None:
        """Whom a place that acts stands for; `named`: all names of the article, case-folded."""
        key = form.casefold().removesuffix("'s").removesuffix("’s")
        if key in self.capitals:
            return self.capitals[key]
        body, forms = self.seats.get(key, (None, frozenset()))
        return body if body is not None and not forms.isdisjoint(named) else None

    def land_of(self, form: str) -> EntityId | None:
        """The country that a place lies in, or is."""
        key = form.casefold().removesuffix("'s").removesuffix("’s")
        return self.countries.get(key) or self.lands.get(key)


class _Lands(dict[str, EntityId]):
    """The country of each place, looked up when asked for: the gazetteer is large."""

    def __init__(self, packs: Packs, of_code: Mapping[str | None, EntityId]) -> None:
        super().__init__()
        self._packs, self._of_code = packs, of_code

    def get(self, key: str, default: EntityId | None = None) -> EntityId | None:  # type: ignore[override]
        """The country of the places that bear the form, if one of them is meant."""
        if key not in self:
            found = _land(self._packs.by_form.get(key, ()))
            country = self._of_code.get(found)
            if country is None:
                return default
            self[key] = country
        return self[key]


_FAR_LARGER = 5


def _land(places: Iterable[PackEntity]) -> str | None:
    """The country code that all places of a name share, or that of the largest by far."""
    people: dict[str, int] = {}
    for place in places:
        if place.type in PLACES and place.country:
            people[place.country] = max(people.get(place.country, 0), place.population)
    if len(people) <= 1:
        return next(iter(people), None)
    ranked = sorted(people, key=lambda code: (-people[code], code))
    first, second = people[ranked[0]], people[ranked[1]]
    return ranked[0] if first > _FAR_LARGER * max(1, second) else None


def _sole(packs: Packs, use: str) -> Iterator[tuple[str, EntityId]]:
    """Demonyms of one use that belong to one country only, lower case."""
    for form, found in packs.demonym_of.items():
        owners = {demonym.entity for demonym in found if demonym.use == use}
        if len(owners) == 1:
            yield form, next(iter(owners))


def _forms(
    by_id: Mapping[EntityId, PackEntity], table: Mapping[str, str]
) -> Iterator[tuple[str, EntityId]]:
    """Every form of the table's places, with whom it stands for."""
    for place, meant in table.items():
        known = by_id.get(EntityId(place))
        for form in known.forms if known is not None else ():
            yield form.casefold(), EntityId(meant)


@dataclass(frozen=True, slots=True)
class BodyWords:
    """Nouns behind a country's adjective that tell who stands for the country, lower case."""

    arms: tuple[str, ...]
    """What strikes for its owner: drones, missiles, warships."""
    sides: frozenset[str]
    """What speaks for its sender: side, delegation, negotiators."""

    def has(self, lower: str, language: str) -> bool:
        """Whether a noun is one of them; Dutch compounds count by their end."""
        if lower in self.sides or lower in self.arms:
            return True
        return language == "nl" and lower.endswith(self.arms)


@cache
def body_words(language: str) -> BodyWords:
    """The lists of ``nl`` or ``en``."""
    table = lexicon(f"{language}/participants.toml")["bodies"]
    return BodyWords(tuple(table["arms"].split()), frozenset(table["sides"].split()))


NO_STATES = States()
"""Knows no country."""
