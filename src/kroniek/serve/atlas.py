"""A map as SVG: countries below, circles for places above. Equirectangular, true at its middle.

Borders follow the United Nations' view as visionscarto draws it (Crimea is Ukraine's); the legend
says so. A place is a circle as wide as its extent, never a dot on its capital.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from kroniek.model.chronicle import Entity
from kroniek.packs import data

WIDTH, HEIGHT = 720, 480
_KM_PER_DEGREE = 111.32
_LEAST_RADIUS_KM = {"city": 8.0, "village": 3.0, "town": 5.0}
_LEAST_PIXELS = 5.0
_LEAST_DEGREES = 4.0
Point = tuple[float, float]


@cache
def countries() -> list[dict[str, Any]]:
    """Countries with name, ISO 3166-1 numeric code and rings of (longitude, latitude)."""
    told = msgspec.json.decode(data("map/countries.json").read_bytes())
    found: list[dict[str, Any]] = told["countries"]
    return found


def country_at(lon: float, lat: float) -> str | None:
    """Name of the country the map draws at a point; None at sea. Even-odd rule."""
    for country in countries():
        if sum(_crosses(ring, lon, lat) for ring in country["rings"]) % 2:
            name: str = country["name"]
            return name
    return None


def _crosses(ring: Sequence[Point], lon: float, lat: float) -> int:
    """How often a ray to the east from the point crosses the ring."""
    count = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            count += 1
    return count


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world shown, in degrees, and how it falls on the sheet, in pixels."""

    west: float
    south: float
    east: float
    north: float

    @property
    def _stretch(self) -> float:
        """How much narrower a degree of longitude is than one of latitude, at the middle."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Pixels per degree of latitude."""
        wide = (self.east - self.west) * self._stretch
        return min(WIDTH / wide, HEIGHT / (self.north - self.south))

    def place(self, lon: float, lat: float) -> Point:
        """Where a point falls on the sheet, in pixels from its upper left corner."""
        x = WIDTH / 2 + (lon - (self.west + self.east) / 2) * self._stretch * self.scale
        y = HEIGHT / 2 - (lat - (self.south + self.north) / 2) * self.scale
        return round(x, 1), round(y, 1)


def frame_of(points: Sequence[Point]) -> Frame:
    """A frame that holds all points (longitude, latitude) with a margin; the world if none."""
    if not points:
        return Frame(-170, -58, 180, 78)
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    wide = max((east - west) * 0.25, (_LEAST_DEGREES * 1.5 - (east - west)) / 2, 0.8)
    high = max((north - south) * 0.25, (_LEAST_DEGREES - (north - south)) / 2, 0.8)
    return Frame(west - wide, max(south - high, -89), east + wide, min(north + high, 89))


def land(frame: Frame) -> Iterator[tuple[str, str]]:
    """Name and SVG path of every country with a ring near the frame."""
    for country in countries():
        paths = [_path(ring, frame) for ring in country["rings"] if _near(ring, frame)]
        if paths:
            yield country["name"] or "", " ".join(paths)


def _near(ring: Sequence[Point], frame: Frame) -> bool:
    return (
        min(p[0] for p in ring) <= frame.east + 10
        and max(p[0] for p in ring) >= frame.west - 10
        and min(p[1] for p in ring) <= frame.north + 10
        and max(p[1] for p in ring) >= frame.south - 10
    )


def _path(ring: Sequence[Point], frame: Frame) -> str:
    points = (frame.place(*point) for point in ring)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


@dataclass(frozen=True, slots=True)
class Circle:
    """A place on the sheet: middle and radius in pixels, and how many lines are told of it."""

    entity: Entity
    x: float
    y: float
    radius: float
    lines: int
    wide: bool
    """An area (oblast, region, river): drawn open, because its middle is not where it happened."""


def circles(places: Sequence[tuple[Entity, int]], frame: Frame) -> list[Circle]:
    """Circles of places with their numbers of lines, widest first so that none hides another."""
    found = []
    for entity, lines in places:
        if entity.lat is None or entity.lon is None:
            continue
        x, y = frame.place(entity.lon, entity.lat)
        known = _LEAST_RADIUS_KM.get(entity.kind or "", 8.0)
        radius = max(entity.radius_km or known, known) / _KM_PER_DEGREE * frame.scale
        wide = (entity.radius_km or 0) >= 40
        found.append(Circle(entity, x, y, round(max(radius, _LEAST_PIXELS), 1), lines, wide))
    return sorted(found, key=lambda circle: (-circle.radius, circle.entity.id))
