import pytest

from kroniek.ids import EntityId
from kroniek.model.chronicle import Entity
from kroniek.model.text import NameType
from kroniek.serve.atlas import HEIGHT, WIDTH, circles, country_at, frame_of


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country"),
    [
        ("Simferopol", 34.11, 44.95, "Ukraine"),
        ("Sevastopol", 33.60, 44.60, "Ukraine"),
        ("Donetsk", 37.80, 48.02, "Ukraine"),
        ("Utrecht", 5.12, 52.09, "Netherlands"),
        ("Kursk", 36.19, 51.73, "Russia"),
        ("the North Sea", 3.0, 56.0, None),
    ],
)
def test_the_map_draws_places_in_the_country_the_united_nations_see(
    place: str, lon: float, lat: float, country: str | None
) -> None:
    assert country_at(lon, lat) == country, place


def _place(name: str, lat: float | None, lon: float | None, radius: float | None) -> Entity:
    return Entity(
        EntityId(name), NameType.LOCATION, name, lat=lat, lon=lon, radius_km=radius, kind="city"
    )


def test_every_place_falls_on_the_sheet() -> None:
    points = [(4.9, 52.4), (36.2, 51.7), (-77.0, 38.9)]
    frame = frame_of(points)

    for lon, lat in points:
        x, y = frame.place(lon, lat)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_north_is_up_and_east_is_right() -> None:
    frame = frame_of([(0, 50), (10, 55)])

    assert frame.place(0, 55)[1] < frame.place(0, 50)[1]
    assert frame.place(10, 50)[0] > frame.place(0, 50)[0]


def test_an_area_is_drawn_wide_and_below_its_towns() -> None:
    oblast, town = _place("oblast", 51.7, 36.2, 120.0), _place("town", 51.7, 36.2, None)
    frame = frame_of([(36.2, 51.7)])

    below, above = circles([(town, 1), (oblast, 2)], frame)

    assert (below.entity.name, below.wide) == ("oblast", True)
    assert (above.entity.name, above.wide) == ("town", False)
    assert below.radius > above.radius


def test_what_has_no_coordinates_is_not_drawn() -> None:
    assert circles([(_place("somewhere", None, None, None), 3)], frame_of([])) == []
