"""Knowledge packs and lexicons: what Kroniek knows of words, places, persons and outlets.

A pack is a folder with a ``pack.toml`` (name, version, licence, sources) and tab-separated tables:

``entities*.tsv``  id, type, name, aliases, kind, country, lat, lon, radius_km, geonameid,
                   population
``demonyms.tsv``   form, use (adjective or inhabitant), entity, language
``outlets.tsv``    entity, domain, language, country

Aliases are separated by ``|``; an empty cell is unknown. A pack may hold several entity tables, one
for each licence (``entities.tsv``, ``entities-geonames.tsv``), read in order of name. All packs
together are one `Packs`.
"""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from anyascii import anyascii

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


class CalendarRow(NamedTuple):
    """A known happening. `words`: groups (``&``) of words (``,``) that a sentence telling it has.

    `kind` is ``point``, ``start`` (of something that lasts) or ``breaking`` (told as the news).
    """

    date: str
    kind: str
    what: str
    words: str
    source: str


class TermRow(NamedTuple):
    """A term of office; days in ISO form, an empty `until` is open. `names` are lower case."""

    office: str
    names: str
    country: str
    since: str
    until: str


@dataclass(frozen=True)
class Packs:
    """All packs in use. Immutable; lookups are made on first use and kept."""

    entities: tuple[PackEntity, ...]
    demonyms: tuple[Demonym, ...]
    outlets: tuple[Outlet, ...]
    digest: str
    """Changes when any pack's data does."""
    calendar: tuple[CalendarRow, ...] = ()
    terms: tuple[TermRow, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[EntityId, PackEntity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def by_form(self) -> Mapping[str, tuple[PackEntity, ...]]:
        """Entities by each written form, case-folded, in pack order."""
        found: dict[str, tuple[PackEntity, ...]] = {}
        for entity in self.entities:
            own = (entity,)
            for form in (entity.name, *entity.aliases):
                key = form.casefold()
                known = found.get(key)
                if known is None:
                    found[key] = own
                elif known[-1] is not entity:
                    found[key] = known + own
        return found

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


def rows(folder: Traversable, name: str, columns: Sequence[str]) -> Iterator[list[str]]:
    """Cells of a tab-separated table, row by row; nothing when the pack lacks it.

    Lines that begin with ``#`` are comments. Raises PackError on a wrong header or a short line.
    """
    file = folder.joinpath(name)
    if not file.is_file():
        return
    width, header = len(columns), None
    for line in file.read_text(encoding="utf-8").split("\n"):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != list(columns):
                raise PackError(str(file), "wrong header", f"the columns are {', '.join(columns)}")
            continue
        if len(cells) != width:
            raise PackError(str(file), f"{len(cells)} cells in {line!r}", f"give {width}")
        yield cells
    if header is None:
        raise PackError(str(file), "wrong header", f"the columns are {', '.join(columns)}")


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


_NO_SLUG = re.compile(r"[^a-z0-9]+")
_PREFIXES = {
    NameType.PERSON: "per",
    NameType.ORGANISATION: "org",
    NameType.POLITY: "loc",
    NameType.LOCATION: "loc",
    NameType.FACILITY: "loc",
    NameType.MISCELLANEOUS: "misc",
}
_TYPES = {kind.value: kind for kind in NameType}


def _entity(cells: Sequence[str], pack: str) -> PackEntity:
    """The entity of one row. Raises ValueError or KeyError on a cell that is no number or type."""
    key, kind, name, aliases, sort, country, lat, lon, radius, geonameid, population = cells
    return PackEntity(
        EntityId(key),
        _TYPES[kind],
        name,
        tuple(aliases.split("|")) if aliases else (),
        sort or None,
        country or None,
        float(lat) if lat else None,
        float(lon) if lon else None,
        float(radius) if radius else None,
        int(geonameid) if geonameid else None,
        int(population) if population else 0,
        pack,
    )


def _entities(folders: Sequence[tuple[str, Traversable]]) -> Iterator[PackEntity]:
    """Entities of every table of every pack, in order of pack, then of file name."""
    for pack, folder in folders:
        tables = (file.name for file in folder.iterdir() if file.name.startswith("entities"))
        for table in sorted(name for name in tables if name.endswith(".tsv")):
            for cells in rows(folder, table, _ENTITY_COLUMNS):
                try:
                    yield _entity(cells, pack)
                except (KeyError, ValueError) as error:
                    path = f"packs/{pack}/{table}"
                    raise PackError(path, f"row {cells[0]!r}: {error}", "mend the row") from error


def _merged(entities: Iterable[PackEntity]) -> tuple[PackEntity, ...]:
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


def _digest(folders: Sequence[tuple[str, Traversable]]) -> str:
    """Of every file's bytes, in order of pack and file name."""
    return digest(
        *(
            part
            for pack, folder in folders
            for file in sorted(folder.iterdir(), key=lambda file: file.name)
            if file.is_file()
            for part in (pack, file.name, hashlib.sha256(file.read_bytes()).hexdigest())
        )
    )


@cache
def load_packs(names: tuple[str, ...] = PACKS) -> Packs:
    """Read packs by name from the data package. Raises PackError on a fault in a table."""
    folders = [(name, data(f"packs/{name}")) for name in names]
    for name, folder in folders:
        if not folder.joinpath("pack.toml").is_file():
            raise PackError(f"packs/{name}", "no such pack", "check its name")
    demonyms = tuple(
        Demonym(form, use, EntityId(entity), language)
        for _, folder in folders
        for form, use, entity, language in rows(folder, "demonyms.tsv", Demonym._fields)
    )
    outlets = tuple(
        Outlet(EntityId(entity), domain, language, country)
        for _, folder in folders
        for entity, domain, language, country in rows(folder, "outlets.tsv", Outlet._fields)
    )
    calendar = tuple(
        CalendarRow(*cells)
        for _, folder in folders
        for cells in rows(folder, "calendar.tsv", CalendarRow._fields)
    )
    terms = tuple(
        TermRow(*cells)
        for _, folder in folders
        for cells in rows(folder, "terms.tsv", TermRow._fields)
    )
    entities = _merged(_entities(folders))
    return Packs(entities, demonyms, outlets, _digest(folders), calendar, terms)


def slug(name: str) -> str:
    """A name as part of an id: lower case ASCII, hyphens (``'Mies Bouwman' -> 'mies-bouwman'``).

    A name without any letter or digit in it gives its digest.
    """
    ascii_name = anyascii(name).lower().replace("'", "").replace("`", "")
    return _NO_SLUG.sub("-", ascii_name).strip("-") or digest(name)


def named_entity_id(packs: Packs, name: str, kind: NameType) -> EntityId:
    """The id of whoever bears a name outside any text, such as a page's outlet or author.

    The pack's entity of that type, if only one bears the name; else an id made of the name, the
    same that `identify` gives to an unknown name in a text (``per:dick-zandee``).
    """
    known = [e for e in packs.by_form.get(name.casefold(), ()) if e.type is kind]
    return known[0].id if len(known) == 1 else content_entity_id(name, kind)


def content_entity_id(name: str, kind: NameType) -> EntityId:
    """An id made of type and name, for what no pack knows."""
    return EntityId(f"{_PREFIXES[kind]}:{slug(name)}")
