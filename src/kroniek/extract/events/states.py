"""Countries behind the words: "Russian" troops, "Moscow" that denies, Britons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kroniek.ids import EntityId
from kroniek.model.text import PLACES
from kroniek.packs import PackEntity, Packs, lexicon

_COUNTRY = "country"


class Gazetteer:
    """The country of each place, looked up when asked for: there are many places."""

    def __init__(self, packs: Packs | None = None) -> None:
        """Take the packs' places; without packs no place is known."""
        self._packs = packs
        self._of_code = _of_code(packs) if packs is not None else {}
        self._found: dict[str, EntityId | None] = {}
        self._contested = lexicon("shared/states.toml")["contested"]

    def land(self, key: str) -> EntityId | None:
        """The country of the places that bear a form, case-folded, if one of them is meant."""
        if self._packs is None:
            return None
        if key not in self._found:
            code = _land(self._packs.by_form.get(key, ()))
            self._found[key] = self._of_code.get(code)
        return self._found[key]

    def contested(self, key: str) -> bool:
        """Whether the largest place of a form, case-folded, lies in occupied or disputed land."""
        known = self._packs.by_form.get(key, ()) if self._packs is not None else ()
        placed = [place for place in known if place.type in PLACES]
        if not placed:
            return False
        largest = max(placed, key=lambda place: place.population)  # the first of equals
        if largest.country in self._contested["countries"]:
            return True
        return any(_within(largest, *area) for area in self._contested["areas"])


def _within(place: PackEntity, south: float, west: float, north: float, east: float) -> bool:
    """Whether a place lies between two parallels and two meridians, in degrees."""
    if place.lat is None or place.lon is None:
        return False
    return south <= place.lat <= north and west <= place.lon <= east


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
    bodies: Mapping[str, EntityId] = field(default_factory=dict)
    """``kremlin -> gpe:russia``: governments, ministries, armies and services of a country."""
    armies: Mapping[EntityId, EntityId] = field(default_factory=dict)
    """The armed forces of each country that the packs know."""
    places: Gazetteer = field(default_factory=Gazetteer)
    """In which country every place of a name lies, or the largest by far, and what is contested."""

    @classmethod
    def from_packs(cls, packs: Packs) -> "States":
        """Take the demonyms, countries and places of the packs."""
        table = lexicon("shared/states.toml")
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
            dict(_bodies(packs)),
            dict(_armies(packs)),
            Gazetteer(packs),
        )

    def of_adjective(self, lower: str) -> EntityId | None:
        """The country an adjective belongs to: ``russische -> gpe:russia``."""
        return self.adjectives.get(lower)

    def of_country(self, form: str) -> EntityId | None:
        """The country that a name, or its possessive, is."""
        return self.countries.get(_plain(form))

    def of_name(self, form: str) -> EntityId | None:
        """The state that a name is or stands for: a country, a capital or a people."""
        key = _plain(form)
        return self.countries.get(key) or self.capitals.get(key) or self.peoples.get(key)

    def of_body(self, form: str) -> EntityId | None:
        """The country that a body belongs to: by its own name, or by the adjective in it."""
        key = _plain(form)
        if key in self.bodies:
            return self.bodies[key]
        first, _, rest = key.partition(" ")
        return self.of_adjective(first) if rest.split(" ")[0] in _OFFICES else None

    def owner_of(self, army: EntityId) -> EntityId | None:
        """The country of armed forces."""
        return next((state for state, own in self.armies.items() if own == army), None)

    def acting(self, form: str, named: frozenset[str]) -> EntityId | None:
        """Whom a place that acts stands for; `named`: all names of the article, case-folded."""
        key = _plain(form)
        if key in self.capitals:
            return self.capitals[key]
        body, forms = self.seats.get(key, (None, frozenset()))
        return body if body is not None and not forms.isdisjoint(named) else None

    def land_of(self, form: str) -> EntityId | None:
        """The country that a place lies in, or is."""
        key = _plain(form)
        found = self.countries.get(key) or self.places.land(key)
        whole, _, last = key.rpartition(" ")
        return found or (self.places.land(whole) if last in _KINDS_BEHIND else None)

    def contested(self, form: str) -> bool:
        """Whether a place lies where another state rules than the one it belongs to, or claims to.

        Of what happens there one cannot tell by the map on whom it was done.
        """
        return self.places.contested(_plain(form))


def _plain(form: str) -> str:
    """A name case-folded, without the ending of a possessive."""
    return form.casefold().removesuffix("'s").removesuffix("’s")


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


_KINDS_BEHIND = frozenset({"city", "oblast", "region", "province", "district", "town", "stad"})
_OFFICES = frozenset(
    """ministerie ministry leger army strijdkrachten luchtmacht marine generale general navy
    government regering defensie defence defense foreign buitenlandse armed air""".split()
)
_MANY_HAVE = (
    "ministry of", "ministerie van", "department of", "departement van", "general staff",
    "generale staf", "national guard", "nationale garde", "security council", "veiligheidsraad",
    "air force", "luchtmacht", "navy", "marine",
)  # fmt: skip
_STATE_BODIES = frozenset({"government", "ministry", "army", "parliament", "intelligence"})


def _of_code(packs: Packs) -> dict[str | None, EntityId]:
    return {e.country: e.id for e in packs.entities if e.kind == _COUNTRY}


def _bodies(packs: Packs) -> Iterator[tuple[str, EntityId]]:
    """Forms of the bodies that act for a country; "Ministry of Defence" is many countries'."""
    countries = _of_code(packs)
    owners: dict[str, set[EntityId]] = {}
    for entity in packs.entities:
        if entity.kind in _STATE_BODIES and entity.country in countries:
            for form in entity.forms:
                owners.setdefault(form.casefold(), set()).add(countries[entity.country])
    for form, found in owners.items():
        if len(found) == 1 and not form.startswith(_MANY_HAVE):
            yield form, next(iter(found))


def _armies(packs: Packs) -> Iterator[tuple[EntityId, EntityId]]:
    """Each country with its armed forces."""
    countries = _of_code(packs)
    for entity in packs.entities:
        if entity.id.endswith("armed-forces") and entity.country in countries:
            yield countries[entity.country], entity.id


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


NO_STATES = States()
"""Knows no country."""
