import pytest

from kroniek.collect.layout import layout_of
from kroniek.model.article import RegionKind

BODY = (
    "De gemeenteraad van Zwolle heeft dinsdag ingestemd met een nieuwe brug over het Zwarte Water. "
    "De bouw begint volgend voorjaar.\n\nWethouder Ria Kok sprak van een mijlpaal.\n"
)
ENGLISH = (
    "The council of Lowestoft agreed on Tuesday to build a new bridge across the harbour. "
    "Work begins next spring.\n\nCouncillor Ria Cook spoke of a milestone.\n"
)


@pytest.mark.parametrize(
    ("head", "outlet", "title"),
    [
        ("De IJsselbode\n\nRaad stemt in met brug\n\n", "De IJsselbode", "Raad stemt in met brug"),
        (
            "Omroep Zwolle\n\nRaad stemt in met nieuwe brug\n\n",
            "Omroep Zwolle",
            "Raad stemt in met nieuwe brug",
        ),
        (
            "De Overzet\n\nRaad van Zwolle stemt in met brug\n\n",
            "De Overzet",
            "Raad van Zwolle stemt in met brug",
        ),
        ("Raad stemt in met nieuwe brug\n\n", None, "Raad stemt in met nieuwe brug"),
        (
            "Harbour Gazette\n\nCouncil agrees to bridge\n\n",
            "Harbour Gazette",
            "Council agrees to bridge",
        ),
    ],
)
def test_a_name_above_the_headline_is_the_outlet_s(
    head: str, outlet: str | None, title: str
) -> None:
    text = head + (ENGLISH if "Council" in head else BODY)

    found = layout_of(text, "en" if "Council" in head else "nl")

    assert (found.outlet.name if found.outlet else None) == outlet
    assert found.title is not None
    assert found.title.of(text) == title


@pytest.mark.parametrize(
    ("line", "value", "outlet"),
    [
        ("8 februari 2022 – door Mies Vos en Aart Kamp", "2022-02-08", None),
        ("Door onze redactie – 16-11-2022", "2022-11-16", None),
        ("Radio Zwolle | Binnenland | zondag 9 oktober 2022", "2022-10-09", "Radio Zwolle"),
        ("By Tom Field | December 6, 2022", "2022-12-06", None),
        ("Harbour Gazette, October 4, 2022", "2022-10-04", "Harbour Gazette"),
        ("Donderdag 17 november 2022, laatst bijgewerkt om 21.15 uur", "2022-11-17", None),
    ],
)
def test_a_credit_line_gives_the_page_s_date(line: str, value: str, outlet: str | None) -> None:
    text = f"Raad stemt in met nieuwe brug\n\n{line}\n\n{BODY}"

    found = layout_of(text, "nl")

    assert [one.value for one in found.declared] == [value]
    assert (found.outlet.name if found.outlet else None) == outlet


def test_a_date_in_a_sentence_is_not_the_page_s() -> None:
    text = (
        "Raad stemt in met nieuwe brug\n\nOp 3 mei 2019 stortte de oude brug in, zei Ria Kok.\n\n"
    )

    assert layout_of(text + BODY, "nl").declared == ()


@pytest.mark.parametrize(
    ("opening", "value", "outlet"),
    [
        ("ZWOLLE (NPB) - ", None, "NPB"),
        ("ZWOLLE, Netherlands, Dec. 19, 2022 (Westwire) - ", "2022-12-19", "Westwire"),
        ("LOWESTOFT — ", None, None),
        ("Lowestoft, 10 June 2023 – ", "2023-06-10", None),
    ],
)
def test_a_dateline_is_cut_off_the_first_sentence(
    opening: str, value: str | None, outlet: str | None
) -> None:
    text = opening + ENGLISH

    found = layout_of(text, "en")

    (region,) = [one for one in found.regions if one.because == "dateline"]
    assert region.kind is RegionKind.HEADER
    assert region.span.of(text) == opening.strip()
    assert [one.value for one in found.declared] == ([value] if value else [])
    assert (found.outlet.name if found.outlet else None) == outlet


def test_a_headline_that_stands_twice_is_no_teaser() -> None:
    text = f"Omroep Zwolle\n\nLIVE | Brug gaat open\n\nLIVE | Brug gaat open\n\n{BODY}"

    found = layout_of(text, "nl")

    assert found.title is not None
    assert found.title.of(text) == "LIVE | Brug gaat open"
    assert RegionKind.REPEATED_HEADLINE in {one.kind for one in found.regions}


@pytest.mark.parametrize(
    "text",
    [
        "Een man, zo blijkt – hij woont in Zwolle – trad af. ",
        "Zwolle kreeg een brug – en een tunnel. ",
        "In Zwolle, op 10 juni 2023 in de avond – het regende – trad de raad af. ",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(text: str) -> None:
    found = layout_of(text + BODY, "nl")

    assert [one for one in found.regions if one.because == "dateline"] == []
