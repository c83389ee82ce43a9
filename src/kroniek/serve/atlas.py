"""A map as SVG: countries below, circles for places above. Equirectangular, true at its middle.

Borders follow the United Nations' view as visionscarto draws it (Crimea is Ukraine's); the legend
says so. A place is a circle as wide as its extent, never a dot on its capital.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

import msgspec

from kroniek.model.chronicle import Entity
from kroniek.packs import data

WIDTH, HEIGHT = 560, 440
_KM_PER_DEGREE = 111.32
_LEAST_RADIUS_KM = {"city": 8.0, "village": 3.0, "town": 5.0}
_LEAST_PIXELS = 5.0
_LEAST_DEGREES = 4.0
MOST_KM = 800.0
"""A place of a greater radius (a continent) says too little of where it was to be a circle."""
_MOST_LABELS = 60
_LETTER = 6.4
"""Width of a letter on the map, in pixels."""
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

    def degrees(self, x: float, y: float) -> Point:
        """Which longitude and latitude stand at a point of the sheet."""
        lon = (self.west + self.east) / 2 + (x - WIDTH / 2) / (self._stretch * self.scale)
        return lon, (self.south + self.north) / 2 - (y - HEIGHT / 2) / self.scale


def frame_of(points: Sequence[Point], least: float = _LEAST_DEGREES) -> Frame:
    """A frame that holds all points (longitude, latitude) with a margin; the world if none."""
    if not points:
        return Frame(-170, -58, 180, 78)
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    wide = max((east - west) * 0.08, (least * 1.5 - (east - west)) / 2, 0.8)
    high = max((north - south) * 0.08, (least - (north - south)) / 2, 0.8)
    return Frame(west - wide, max(south - high, -89), east + wide, min(north + high, 89))


@dataclass(frozen=True, slots=True)
class Land:
    """A country as the map draws it: its name there, its SVG path."""

    name: str
    path: str


@lru_cache(maxsize=32)
def land(frame: Frame) -> tuple[Land, ...]:
    """Every country with a ring near the frame."""
    found = []
    for country in countries():
        paths = [_path(ring, frame) for ring in country["rings"] if _near(ring, frame)]
        if paths:
            found.append(Land(country["name"] or "", "".join(paths)))
    return tuple(found)


def _near(ring: Sequence[Point], frame: Frame) -> bool:
    low, high = frame.degrees(0, HEIGHT), frame.degrees(WIDTH, 0)
    return (
        min(p[0] for p in ring) <= high[0]
        and max(p[0] for p in ring) >= low[0]
        and min(p[1] for p in ring) <= high[1]
        and max(p[1] for p in ring) >= low[1]
    )


def _path(ring: Sequence[Point], frame: Frame) -> str:
    """The ring, without points that lie within a pixel of the one before."""
    kept: list[Point] = []
    for point in ring:
        x, y = frame.place(*point)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1:
            kept.append((x, y))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"


def country_of(entity: Entity) -> dict[str, Any] | None:
    """The country on the map that an entity is; None if it is none."""
    if entity.kind != "country":
        return None
    return next((known[f] for f in _forms(entity) if f in (known := _countries_by_name())), None)


def _forms(entity: Entity) -> Iterator[str]:
    return (form.casefold() for form in (entity.name, *entity.aliases))


@cache
def _countries_by_name() -> dict[str, dict[str, Any]]:
    return {country["name"].casefold(): country for country in countries() if country["name"]}


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


@dataclass(frozen=True, slots=True)
class Shade:
    """A country that lines are told of: the whole of it, not a dot."""

    entity: Entity
    path: str
    lines: int
    middle: Point | None


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map, from its left end."""

    x: float
    y: float
    words: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Map:
    """All of a map. `elsewhere` are places it can not draw, with their numbers of lines."""

    land: tuple[Land, ...]
    shades: tuple[Shade, ...]
    circles: tuple[Circle, ...]
    labels: tuple[Label, ...]
    elsewhere: tuple[tuple[Entity, int], ...]


def map_of(places: Sequence[tuple[Entity, int]], least: float = _LEAST_DEGREES) -> Map:
    """The map of places with their numbers of lines; at least `least` degrees of latitude of it."""
    frame = _frame_for([entity for entity, _ in places], least)
    shades, elsewhere = [], []
    for entity, lines in places:
        country = country_of(entity)
        if country is not None:
            rings = (_path(ring, frame) for ring in country["rings"] if _near(ring, frame))
            middle = _middle(country["name"].casefold(), frame)
            shades.append(Shade(entity, "".join(rings), lines, middle))
        elif not drawn(entity):
            elsewhere.append((entity, lines))
    spots = circles(places, frame)
    return Map(
        land(frame),
        tuple(shade for shade in shades if shade.path),
        tuple(spots),
        tuple(labels(spots, shades)),
        tuple(elsewhere),
    )


def drawn(entity: Entity) -> bool:
    """Whether a circle can say where the place is."""
    return entity.lat is not None and entity.lon is not None and _reach(entity) <= MOST_KM


def _reach(entity: Entity) -> float:
    """Radius in kilometres, at least that of a settlement of its kind."""
    return max(entity.radius_km or 0.0, _LEAST_RADIUS_KM.get(entity.kind or "", 8.0))


def _frame_for(entities: Sequence[Entity], least: float) -> Frame:
    """A frame that holds the places with their extent; countries only if there is no place."""
    points = []
    for entity in entities:
        if drawn(entity) and entity.lat is not None and entity.lon is not None:
            reach = _reach(entity) / _KM_PER_DEGREE
            aside = reach / max(math.cos(math.radians(entity.lat)), 0.1)
            points.append((entity.lon - aside, entity.lat - reach))
            points.append((entity.lon + aside, entity.lat + reach))
    if not points:
        for entity in entities:
            country = country_of(entity)
            rings: list[list[Point]] = country["rings"] if country else []
            for ring in sorted(rings, key=len)[-1:]:
                points += ring
    return frame_of(points, least)


def circles(places: Sequence[tuple[Entity, int]], frame: Frame) -> list[Circle]:
    """Circles of places with their numbers of lines, widest first so that none hides another."""
    found = []
    for entity, lines in places:
        if not drawn(entity) or entity.lat is None or entity.lon is None:
            continue
        x, y = frame.place(entity.lon, entity.lat)
        radius = max(_reach(entity) / _KM_PER_DEGREE * frame.scale, _LEAST_PIXELS)
        wide = _reach(entity) >= 25
        found.append(Circle(entity, x, y, round(radius, 1), lines, wide))
    return sorted(found, key=lambda circle: (-circle.radius, circle.entity.id))


Box = tuple[float, float, float, float]


def labels(spots: Sequence[Circle], shades: Sequence[Shade] = ()) -> Iterator[Label]:
    """Names that fit without touching another name or a spot; places told of most come first."""
    taken: list[Box] = [
        (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
        for one in spots
        if not one.wide
    ]
    ranked = sorted(spots, key=lambda one: (one.wide, -one.lines, one.entity.id))[:_MOST_LABELS]
    lands = sorted(shades, key=lambda one: (-one.lines, one.entity.id))
    wanted = [(one.entity.name, one.wide, partial(_around, one)) for one in ranked]
    wanted += [(one.entity.name, True, partial(_over, one)) for one in lands if one.middle]
    for name, wide, places in wanted:
        words = name if len(name) <= 28 else name[:27] + "…"
        for x, y in places(len(words) * _LETTER):
            box = (x - 3, y - 10, x + len(words) * _LETTER + 3, y + 3)
            if _on_sheet(box) and not any(_touch(box, other) for other in taken):
                taken.append(box)
                yield Label(round(x, 1), round(y, 1), words, wide)
                break


def _around(one: Circle, wide: float) -> Iterator[Point]:
    """Where a name may stand: beside a spot; within or at the rim of an area."""
    if one.wide:
        yield one.x - wide / 2, one.y + 4
    out = 3 + one.radius
    yield one.x + out, one.y + 4
    yield one.x - out - wide, one.y + 4
    yield one.x - wide / 2, one.y - out
    yield one.x - wide / 2, one.y + out + 9
    yield one.x + out * 0.7, one.y - out * 0.7
    yield one.x + out * 0.7, one.y + out * 0.7 + 9


def _over(one: Shade, wide: float) -> Iterator[Point]:
    """Where the name of a country may stand: at the middle of what is in sight, or near it."""
    x, y = one.middle or (0.0, 0.0)
    for aside in (0, -14, 14):
        yield x - wide / 2, y + 4 + aside


def _on_sheet(box: Box) -> bool:
    return box[0] >= 2 and box[1] >= 2 and box[2] <= WIDTH - 2 and box[3] <= HEIGHT - 2


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@lru_cache(maxsize=256)
def _middle(country: str, frame: Frame) -> Point | None:
    """A point of a country that is in sight, near the middle of what is; None if hardly any is."""
    known = _countries_by_name()[country]
    rings = [ring for ring in known["rings"] if _near(ring, frame)]
    grid = [(WIDTH * x / 14, HEIGHT * y / 11) for x in range(1, 14) for y in range(1, 11)]
    inside = [
        point for point in grid if sum(_crosses(ring, *frame.degrees(*point)) for ring in rings) % 2
    ]
    if not inside:
        return None
    x = sum(point[0] for point in inside) / len(inside)
    y = sum(point[1] for point in inside) / len(inside)
    return min(inside, key=lambda point: (abs(point[0] - x) + abs(point[1] - y), point))
