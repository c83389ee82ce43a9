"""Every form of export, made of the sample chronicle."""

import csv
import io
import json
import re
from datetime import date
from html import unescape
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from kroniek.ids import ArticleId, EntityId
from kroniek.library import Kroniek
from kroniek.model.chronicle import Entity
from kroniek.model.text import NameType
from kroniek.model.time import Interval
from kroniek.share.formats import FORMATS, of_ending
from kroniek.share.geojson import geometry
from kroniek.share.markdown import escaped
from kroniek.share.material import Material
from kroniek.share.quoting import Quotes
from kroniek.share.tables import TABLES
from kroniek.share.timelinejs import dates
from kroniek.share.w3c import CONTEXT, selectors
from kroniek.spans import Span
from kroniek.words import Words


@pytest.fixture(scope="module")
def material(demo: Kroniek) -> Material:
    return Material(demo.views.spoken("nl"), Words("nl", "cli"))


def made(material: Material, form: str) -> str:
    (text,) = FORMATS[form].files(material).values()
    return "".join(text)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_the_columns_of_its_table(material: Material, name: str) -> None:
    rows = list(TABLES[name].rows(material))

    assert rows
    assert all(tuple(row) == TABLES[name].columns for row in rows)


@pytest.mark.parametrize("name", [name for name in TABLES if "quote" in TABLES[name].columns])
def test_offsets_lead_to_the_words_quoted(material: Material, name: str) -> None:
    for row in TABLES[name].rows(material):
        text = material.views.docs[ArticleId(str(row["article"]))].text
        start, end, quote = row["start"], row["end"], row["quote"]
        assert isinstance(quote, str)
        assert isinstance(start, int)
        assert isinstance(end, int)
        told = " ".join(text[start:end].split())
        first = quote.removesuffix("…").split(" … ")[0]
        assert told.startswith(first) or first.startswith(told)
        assert 0 < len(quote) <= 150
        assert f"s={start}&e={end}#s" in str(row["link"])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("limit", [0, 20])
def test_no_form_lets_out_more_of_an_article_than_the_limit(
    demo: Kroniek, form: str, limit: int
) -> None:
    meant = Material(demo.views.spoken("nl"), Words("nl", "cli"), Quotes(limit))
    told = "\n".join("".join(text) for text in FORMATS[form].files(meant).values())
    told = unescape(" ".join(re.sub(r"\\(.)", r"\1", told).split()))

    sentences = {cite.sentence for line in demo.views.every_line for cite in line.cites}
    articles = [doc.article for doc in demo.views.docs.values()]
    titles = {demo.views.title(one) for one in articles if one.title is not None}
    long = [one for one in sentences - titles if len(one) > 60]
    assert long
    assert not [one for one in long if one[10:60] in told]


@pytest.mark.parametrize("form", ["csv", "excel"])
def test_tables_have_a_row_for_everything(material: Material, form: str) -> None:
    files = FORMATS[form].files(material)
    delimiter = ";" if form == "excel" else ","

    assert set(files) == {f"{name}.csv" for name in TABLES}
    told = "".join(files["entries.csv"]).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(told, newline=""), delimiter=delimiter))
    assert [row["id"] for row in rows] == [line.entry.id for line in material.views.every_line]


# -- GeoJSON


def test_the_map_is_geojson(material: Material) -> None:
    told = json.loads(made(material, "geojson"))

    assert told["type"] == "FeatureCollection"
    assert len({feature["id"] for feature in told["features"]}) == len(told["features"]) > 20
    for feature in told["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        shape = feature["geometry"]
        if shape is None:
            continue
        assert set(shape) == {"type", "coordinates"}
        rings = [[shape["coordinates"]]] if shape["type"] == "Point" else [shape["coordinates"]]
        for ring in rings[0] if shape["type"] == "Polygon" else []:
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert _area(ring) > 0, "the outer ring runs against the clock"
        assert all(
            -180 <= lon <= 180 and -90 <= lat <= 90
            for lon, lat in (rings[0] if shape["type"] == "Point" else rings[0][0])
        )


def _area(ring: list[list[float]]) -> float:
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring))


def place(kind: str, lat: float | None, lon: float | None, radius: float | None) -> Entity:
    return Entity(
        EntityId("loc:x"), NameType.POLITY, "X", lat=lat, lon=lon, radius_km=radius, kind=kind
    )


@pytest.mark.parametrize(
    ("entity", "shape", "meant"),
    [
        (place("city", 51.5, 5.1, 8.0), "Point", "place"),
        (place("oblast", 50.9, 34.8, 136.0), "Polygon", "extent"),
        (place("oblast", 50.9, 34.8, None), None, "unknown"),
        (place("country", None, None, None), None, "unknown"),
        (place("sea", 0.0, 179.9, 300.0), None, "unknown"),
        (place("region", 89.0, 0.0, 300.0), None, "unknown"),
        (place("continent", 0.0, 20.0, 4000.0), None, "unknown"),
    ],
)
def test_an_area_is_no_dot_on_its_capital(entity: Entity, shape: str | None, meant: str) -> None:
    found, told = geometry(entity)

    assert (found and found["type"], told) == (shape, meant)


# -- TimelineJS


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ((2024, 5, 3), (2024, 5, 3), {"start_date": {"year": 2024, "month": 5, "day": 3}}),
        ((2024, 5, 1), (2024, 5, 31), {"start_date": {"year": 2024, "month": 5}}),
        ((2024, 1, 1), (2024, 12, 31), {"start_date": {"year": 2024}}),
        (
            (2024, 5, 3),
            (2024, 6, 1),
            {
                "start_date": {"year": 2024, "month": 5, "day": 3},
                "end_date": {"year": 2024, "month": 6, "day": 1},
            },
        ),
        ((2024, 5, 3), None, {"start_date": {"year": 2024, "month": 5, "day": 3}}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    low: tuple[int, int, int],
    high: tuple[int, int, int] | None,
    told: dict[str, dict[str, int]],
) -> None:
    found = dates(Interval(date(*low), date(*high) if high else None), "nl")

    assert found["start_date"].pop("display_date")
    assert found == told


def test_the_timeline_has_every_dated_line_and_no_markup_of_an_article(material: Material) -> None:
    told = json.loads(made(material, "timelinejs"))
    dated = [line for line in material.views.every_line if line.when.known]

    assert [event["unique_id"] for event in told["events"]] == [line.entry.id for line in dated]
    for event, line in zip(told["events"], dated, strict=True):
        assert unescape(event["text"]["headline"]).removesuffix("…") in line.line
        assert event["start_date"]["display_date"]


# -- Markdown


@pytest.mark.parametrize(
    "text",
    [
        *("# kop", "* a", "- b", "1. c", "1) d", "[x](http://e)", "<b>x</b>", "a_b_", "`x`", "> q"),
        *("a | b", "\\*", "&amp;", "+ x", "***", "~~x~~", "= x", "<!-- x -->", "2023."),
    ],
)
def test_text_with_signs_of_markdown_stays_text(text: str) -> None:
    tokens = MarkdownIt().parse(escaped(text))

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(part.content for part in tokens[1].children or []) == text
    assert {part.type for part in tokens[1].children or []} <= {"text", "text_special"}


def test_markdown_quotes_each_report_and_links_to_its_words(material: Material) -> None:
    told = made(material, "markdown")
    links = re.findall(r"\]\((http[^)]*)\)", told)

    assert len(links) == sum(len(line.cites) for line in material.views.every_line)
    assert all(re.search(r"/article/a-\w+\?s=\d+&e=\d+#s\d+$", link) for link in links)


# -- W3C annotations


def test_every_annotation_is_found_back_in_its_text(material: Material) -> None:
    texts = {f"urn:sha256:{doc.article.sha256}": doc.text for doc in material.views.docs.values()}
    told = [json.loads(line) for line in made(material, "w3c").splitlines()]

    assert len({one["id"] for one in told}) == len(told) > 100
    for one in told:
        assert one["@context"] == CONTEXT
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        for target in targets:
            text = texts[target["source"]["id"]]
            position, quote = target["selector"]
            start = position["start"]
            sought = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text.find(sought, max(0, start - len(quote["prefix"]))) == start - len(
                quote["prefix"]
            )
            assert text[start : position["end"]].startswith(quote["exact"])
            assert len(sought) <= 150


@pytest.mark.parametrize("limit", [None, 150, 40, 5, 0])
def test_selectors_keep_the_exact_position_whatever_may_be_quoted(limit: int | None) -> None:
    text = "Kop 😀\n\nDe burgemeester zei dat de brug dicht blijft tot het water zakt. Slot."
    span = Span(7, 70)

    position, *quotes = selectors(text, span, limit)

    assert text[position["start"] : position["end"]] == span.of(text)
    for quote in quotes:
        told = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert told in text
        assert limit is None or len(told) <= limit
    assert bool(quotes) == (limit is None or limit >= 5)


# -- FollowTheMoney


def test_references_between_entities_lead_to_entities_of_the_right_kind(
    material: Material,
) -> None:
    told = {item["id"]: item for item in map(json.loads, made(material, "ftm").splitlines())}
    kinds = {
        "involved": {"Person", "Organization"},
        "addressEntity": {"Address"},
        "proof": {"Article"},
    }

    assert {item["schema"] for item in told.values()} == {
        *("Person", "Organization", "Address", "Article", "Event")
    }
    for item in told.values():
        assert re.fullmatch(r"[\w-]+", item["id"])
        assert item["properties"].get("name") or item["schema"] == "Address"
        for name, values in item["properties"].items():
            assert values
            assert all(isinstance(value, str) for value in values)
            if name in kinds:
                assert {told[value]["schema"] for value in values} <= kinds[name]


def test_a_target_s_ending_tells_the_form() -> None:
    assert of_ending("x.geojson") == "geojson"
    assert of_ending("x.md") == "markdown"
    assert of_ending("x") is None
