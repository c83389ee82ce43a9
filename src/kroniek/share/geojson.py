"""The chronicle on a map: GeoJSON (RFC 7946), one feature for each place of each line.

A place that has an extent is no dot: settlements and buildings are points, whatever is wider is the
circle of its extent (as the local app draws it), and what is not placed has no geometry at all.
"""

import json
import math
from collections.abc import Iterator
from typing import Any

from kroniek.edtf import edtf
from kroniek.model.chronicle import Entity
from kroniek.share.material import AREAS, Material
from kroniek.views import Line

_EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
_CORNERS = 64
_DIGITS = 5
_WIDEST_KM = 2_500.0
Item = dict[str, Any]


def geojson(material: Material) -> Iterator[str]:
    """One FeatureCollection, a feature on each line of the file."""
    yield '{"type":"FeatureCollection","features":[\n'
    between = ""
    for line in material.views.every_line:
        for place in line.places:
            told = json.dumps(_feature(material, line, place), ensure_ascii=False)
            yield f"{between}{told}"
            between = ",\n"
    yield "\n]}\n"


def _feature(material: Material, line: Line, place: Entity) -> Item:
    entry, best = line.entry, line.told_by
    shape, meant = geometry(place)
    return {
        "type": "Feature",
        "id": f"{entry.id}@{place.id}",
        "geometry": shape,
        "properties": {
            "entry": entry.id,
            "line": material.quotes.cut(line.line),
            "when": edtf(line.when),
            "earliest": line.when.earliest.isoformat() if line.when.earliest else None,
            "latest": line.when.latest.isoformat() if line.when.latest else None,
            "type": entry.type,
            "status": str(entry.status),
            "articles": entry.articles,
            "origins": entry.origins,
            "place": place.name,
            "place_id": place.id,
            "kind": place.kind,
            "country": place.country,
            "radius_km": place.radius_km,
            "geometry_is": meant,
            "people": [who.name for who in line.people],
            "said_by": list(best.statement.chain[:-1]) if best.statement else [],
            "outlet": best.outlet,
            "article": best.article.id,
            "start": best.span.start,
            "end": best.span.end,
            "quote": material.quote(best.article.id, best.span),
            "link": material.link(best.article.id, best.span),
        },
    }


def geometry(place: Entity) -> tuple[Item | None, str]:
    """The geometry of a place and what it is: ``place``, ``extent`` or ``unknown``.

    An extent is a circle about the middle, not the border. There is none where its radius is not
    known, or where it would run over a pole or the antimeridian.
    """
    if place.lat is None or place.lon is None:
        return None, "unknown"
    if place.kind not in AREAS:
        point = [round(place.lon, _DIGITS), round(place.lat, _DIGITS)]
        return {"type": "Point", "coordinates": point}, "place"
    ring = _circle(place.lon, place.lat, place.radius_km) if place.radius_km else None
    if ring is None:
        return None, "unknown"
    return {"type": "Polygon", "coordinates": [ring]}, "extent"


def _circle(lon: float, lat: float, radius_km: float) -> list[list[float]] | None:
    """A closed ring of points at a distance, against the clock; None if it leaves the sheet."""
    reach = radius_km / _EARTH_KM
    if radius_km > _WIDEST_KM or abs(math.radians(lat)) + reach >= math.pi / 2:
        return None
    ring = []
    for corner in range(_CORNERS):
        bearing = -2 * math.pi * corner / _CORNERS
        middle = math.radians(lat)
        north = math.asin(
            math.sin(middle) * math.cos(reach)
            + math.cos(middle) * math.sin(reach) * math.cos(bearing)
        )
        east = math.atan2(
            math.sin(bearing) * math.sin(reach) * math.cos(middle),
            math.cos(reach) - math.sin(middle) * math.sin(north),
        )
        ring.append([round(lon + math.degrees(east), _DIGITS), round(math.degrees(north), _DIGITS)])
    if any(abs(point[0]) > 180 for point in ring):
        return None
    return [*ring, ring[0]]
