"""Knowledge packs and lexicons: what Kroniek knows of words, places, persons and outlets.

A pack is a folder with a ``pack.toml`` (name, version, licence, sources) and tab-separated tables:

``entities.tsv``   id, type, name, aliases, kind, country, lat, lon, radius_km, geonameid, population
``demonyms.tsv``   form, use (adjective or inhabitant), entity, language
``outlets.tsv``    entity, domain, language, country

Aliases are separated by ``|``; an empty cell is unknown. All packs together are one `Packs`.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from kroniek.errors import PackError
from kroniek.ids import EntityId, digest
from kroniek.model.text import NameType

PACKS = ("general", "ukraine-war")
"""Packs that come with Kroniek, in order; a later one may add names to an earlier one's entity."""


class PackEntity(NamedTuple):
    """A known person, organisation or place. Coordinates WGS 84 degrees, `country` ISO 3166-1."""

    id: EntityId
    type: NameType
    name: str
    aliases: tuple[str, ...]
    kind: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    geonameid: int | None
    population: int
    pack: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way it is written: the name and its aliases."""
        return (self.name, *self.aliases)


class Demonym(NamedTuple):
    """A word for belonging to a place: ``Russische`` (adjective), ``Russen`` (inhabitant)."""

    form: str
    use: str
    entity: EntityId
    language: str


class Outlet(NamedTuple):
    """A news outlet: its entity, web domain (may be empty), language and country."""

    entity: EntityId
    domain: str
    language: str
    country: str


@dataclass(frozen=True)
class Packs:
    """All packs in use. Immutable; lookups are made on first use and kept."""

    entities: tuple[PackEntity, ...]
    demonyms: tuple[Demonym, ...]
    outlets: tuple[Outlet, ...]
    digest: str
    """Changes when any pack's data does."""

    @cached_property
    def by_id(self) -> Mapping[EntityId, PackEntity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def by_form(self) -> Mapping[str, tuple[PackEntity, ...]]:
        """Entities by each written form, case-folded, in pack order."""
        found: defaultdict[str, list[PackEntity]] = defaultdict(list)
        for entity in self.entities:
            for form in dict.fromkeys(form.casefold() for form in entity.forms):
                found[form].append(entity)
        return {form: tuple(entities) for form, entities in found.items()}

    @cached_property
    def demonym_of(self) -> Mapping[str, tuple[Demonym, ...]]:
        """Demonyms by form, lower case."""
        found: defaultdict[str, list[Demonym]] = defaultdict(list)
        for demonym in self.demonyms:
            found[demonym.form.lower()].append(demonym)
        return {form: tuple(items) for form, items in found.items()}


def data(path: str) -> Traversable:
    """A file of the data package, by its path below ``kroniek_data``."""
    return resources.files("kroniek_data").joinpath(*path.split("/"))


@cache
def lexicon(path: str) -> Mapping[str, Any]:
    """A TOML file of the data package, read once. Raises PackError if it is no TOML."""
    try:
        return tomllib.loads(data(path).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(path, f"not TOML ({error})", "mend the line it names") from error


def words(path: str, *keys: str) -> frozenset[str]:
    """The words of one list in a lexicon: ``words("nl/cues.toml", "speech", "verbs")``."""
    found: Any = lexicon(path)
    for key in keys:
        if key not in found:
            raise PackError(path, f"no key {'.'.join(keys)!r}", "add the list to the file")
        found = found[key]
    return frozenset(found)


def rows(folder: Traversable, name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated table; nothing when the pack lacks it.

    Lines that begin with ``#`` are comments. Raises PackError on a wrong header or a short line.
    """
    file = folder.joinpath(name)
    if not file.is_file():
        return
    lines = (line for line in file.read_text(encoding="utf-8").split("\n") if line)
    told = [line for line in lines if not line.startswith("#")]
    if not told or tuple(told[0].split("\t")) != tuple(columns):
        raise PackError(str(file), "wrong header", f"the columns are {', '.join(columns)}")
    for line in told[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise PackError(str(file), f"{len(cells)} cells in {line!r}", f"give {len(columns)}")
        yield dict(zip(columns, cells, strict=True))


_ENTITY_COLUMNS = (
    "id",
    "type",
    "name",
    "aliases",
    "kind",
    "country",
    "lat",
    "lon",
    "radius_km",
    "geonameid",
    "population",
)


def _entity(row: Mapping[str, str], pack: str) -> PackEntity:
    return PackEntity(
        id=EntityId(row["id"]),
        type=NameType(row["type"]),
        name=row["name"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        kind=row["kind"] or None,
        country=row["country"] or None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        radius_km=float(row["radius_km"]) if row["radius_km"] else None,
        geonameid=int(row["geonameid"]) if row["geonameid"] else None,
        population=int(row["population"] or 0),
        pack=pack,
    )


def _merged(entities: Iterator[PackEntity]) -> tuple[PackEntity, ...]:
    """One record for each id: a later pack adds aliases, the first one's facts stand."""
    found: dict[EntityId, PackEntity] = {}
    for entity in entities:
        known = found.get(entity.id)
        if known is None:
            found[entity.id] = entity
        else:
            forms = dict.fromkeys((*known.aliases, *entity.forms))
            forms.pop(known.name, None)
            found[entity.id] = known._replace(aliases=tuple(forms))
    return tuple(found.values())


@cache
def load_packs(names: tuple[str, ...] = PACKS) -> Packs:
    """Read packs by name from the data package. Raises PackError on a fault in a table."""
    folders = [(name, data(f"packs/{name}")) for name in names]
    entities = _merged(
        _entity(row, name)
        for name, folder in folders
        for row in rows(folder, "entities.tsv", _ENTITY_COLUMNS)
    )
    demonyms = tuple(
        Demonym(row["form"], row["use"], EntityId(row["entity"]), row["language"])
        for _, folder in folders
        for row in rows(folder, "demonyms.tsv", ("form", "use", "entity", "language"))
    )
    outlets = tuple(
        Outlet(EntityId(row["entity"]), row["domain"], row["language"], row["country"])
        for _, folder in folders
        for row in rows(folder, "outlets.tsv", ("entity", "domain", "language", "country"))
    )
    return Packs(entities, demonyms, outlets, digest(entities, demonyms, outlets))
