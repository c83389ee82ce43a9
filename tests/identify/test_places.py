from collections.abc import Sequence

import pytest

from kroniek.identify.places import PlaceMention, distance_km, judge, kind_group
from kroniek.ids import EntityId
from kroniek.packs import PackEntity, load_packs


def mention(form: str, sentence: int = 0, **fields: object) -> PlaceMention:
    known = load_packs().by_form.get(form.casefold(), ())
    places = tuple(place for place in known if place.id.startswith(("loc:", "gpe:")))
    return PlaceMention(form.casefold(), places, sentence, **fields)  # type: ignore[arg-type]


def judged(*mentions: PlaceMention, **countries: float) -> list[str | None]:
    return [v.entity.id if v.entity else None for v in judge(mentions, countries)]


@pytest.mark.parametrize(
    ("mentions", "places"),
    [
        ([mention("Koersk", cue="area")], ["loc:kursk-oblast"]),
        ([mention("Koersk", cue="settlement")], ["loc:kursk"]),
        ([mention("Kharkiv")], ["loc:kharkiv"]),
        ([mention("Belgorod", opens="area")], ["loc:belgorod-oblast"]),
        ([mention("Pripyat", cue="water")], ["loc:pripyat-river"]),
        ([mention("Luxemburg")], ["gpe:luxembourg"]),
        ([mention("Utrecht", cue="area")], ["loc:utrecht-province"]),
        ([mention("Parijs")], ["loc:paris"]),
        ([mention("Simferopol")], ["loc:simferopol"]),
        ([mention("Mitrovica")], ["loc:mitrovice"]),
        ([mention("Mitrovica", cue="area")], ["loc:mitrovica-region"]),
        ([mention("Noord-Darfur")], ["loc:northern-darfur-region"]),
        ([mention("Zuid-Kivu")], ["loc:south-kivu"]),
        ([mention("Darfur")], ["loc:darfur"]),
    ],
)
def test_words_beside_a_name_and_its_size_tell_the_place(
    mentions: Sequence[PlaceMention], places: list[str]
) -> None:
    assert judged(*mentions, UA=1.0, RU=1.0, NL=1.0) == places


def test_a_list_takes_the_kind_of_its_first_name() -> None:
    found = judged(
        mention("Koersk", cue="area"),
        mention("Belgorod", listed=True),
        mention("Brjansk", listed=True),
    )

    assert found == ["loc:kursk-oblast", "loc:belgorod-oblast", "loc:bryansk-oblast"]


def test_an_oblast_told_of_once_is_meant_again_in_any_spelling_save_where_the_text_says_city() -> (
    None
):
    found = judged(
        mention("Soemy", cue="area"), mention("Sumy", 1), mention("Sumy", 2, cue="settlement")
    )

    assert found == ["loc:sumy-oblast", "loc:sumy-oblast", "loc:sumy"]


@pytest.mark.parametrize("form", ["Moskou", "Kyiv", "Minsk", "Tbilisi"])
def test_a_capital_is_not_the_region_around_it_unless_the_text_says_so(form: str) -> None:
    region = mention("Koersk", cue="area")

    assert judged(region, mention(form, area_words=True), RU=1.0)[1] in {
        "loc:moscow", "loc:kyiv", "loc:minsk", "loc:tbilisi",
    }  # fmt: skip


def test_a_town_told_of_with_its_houses_is_not_the_region_because_another_region_is_near() -> None:
    found = judged(
        mention("Poltava"), mention("Soemy", cue="area"), mention("Poltava", 1, town_words=True)
    )

    assert found == ["loc:poltava", "loc:sumy-oblast", "loc:poltava"]


def test_regions_on_a_list_do_not_lie_in_one_another() -> None:
    found = judged(
        mention("Koersk", cue="area"), mention("Belgorod", listed=True, after_comma=True)
    )

    assert found == ["loc:kursk-oblast", "loc:belgorod-oblast"]


def test_a_town_far_from_the_towns_of_the_story_is_not_assumed_to_be_the_one_meant() -> None:
    found = judged(
        mention("Vodyane"), mention("Vuhledar"), mention("Marinka"), mention("Vodyane", 5), UA=2.0
    )

    assert [found[0], found[3]] == [None, None]
    assert found[1] == "loc:vuhledar"


def test_a_village_with_namesakes_is_not_placed_unless_a_neighbour_decides() -> None:
    assert judged(mention("Popovka"), UA=1.0, RU=1.0) == [None]


def test_a_village_known_elsewhere_is_not_placed_there_from_afar() -> None:
    found = judged(mention("Belgorod", cue="area"), mention("Demidovka", 1), UA=1.0, RU=2.0)

    assert found[1] is None


def test_a_village_beside_its_town_is_placed() -> None:
    packs = load_packs()
    town = packs.by_id[EntityId("loc:kupiansk")]
    village = next(
        place
        for place in packs.entities
        if place.kind == "village" and 0 < (distance_km(place, town) or 0) < 20
        if len(packs.by_form[place.name.casefold()]) == 1
    )

    assert judged(mention("Kupiansk"), mention(village.name)) == ["loc:kupiansk", village.id]


def test_the_state_is_meant_where_the_article_speaks_of_its_country_only() -> None:
    assert judged(mention("Georgia"), US=5.0) == ["loc:georgia-state"]
    assert judged(mention("Georgia"), RU=2.0) == ["gpe:georgia"]


@pytest.mark.parametrize(
    ("city", "whole", "place"),
    [
        ("Portland", "Maine", "loc:portland-us"),
        ("Birmingham", "Alabama", "loc:birmingham-us"),
        ("Valencia", "Spain", "loc:valencia-es"),
    ],
)
def test_a_region_after_a_comma_tells_where_the_city_lies(
    city: str, whole: str, place: str
) -> None:
    assert judged(mention(city), mention(whole, listed=True, after_comma=True))[0] == place


def test_what_no_pack_knows_has_no_candidates() -> None:
    assert judge([mention("Nergensdorp")], {})[0].candidates == ()


@pytest.mark.parametrize("city", ["Simferopol", "Sevastopol", "Yalta", "Kerch"])
def test_crimea_lies_in_ukraine_as_the_united_nations_hold(city: str) -> None:
    verdict = judge([mention(city)], {"UA": 1.0, "RU": 3.0})[0]

    assert verdict.entity is not None
    assert verdict.entity.country == "UA"


def test_distance_is_that_of_the_great_circle() -> None:
    packs = load_packs()
    amsterdam, paris = (packs.by_id[EntityId(key)] for key in ("loc:amsterdam", "loc:paris"))

    assert distance_km(amsterdam, paris) == pytest.approx(430, abs=10)
    assert distance_km(amsterdam, packs.by_id[EntityId("gpe:france")]) is None


@pytest.mark.parametrize(
    ("kind", "group"),
    [("village", "settlement"), ("sea", "water"), ("oblast", "area"), (None, "area")],
)
def test_kinds_fall_into_coarse_groups(kind: str | None, group: str) -> None:
    assert kind_group(kind) == group


def test_every_region_has_coordinates_and_an_extent() -> None:
    def placed(place: PackEntity) -> bool:
        return None not in (place.lat, place.lon, place.radius_km, place.country)

    kinds = {"oblast", "province", "state"}
    assert all(placed(place) for place in load_packs().entities if place.kind in kinds)
