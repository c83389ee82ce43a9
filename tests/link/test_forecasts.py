"""What was foretold, and what later articles tell of it."""

import pytest
from tests.link.builder import Ev, St, article, collection

from kroniek.link.events import HappeningFinder
from kroniek.link.forecasts import ForecastFinder
from kroniek.model.chronicle import Direction, Forecast
from kroniek.model.doc import HAPPENINGS, Doc
from kroniek.model.text import Act, Polarity, Realis, Said
from kroniek.packs import Packs

PACKS = Packs((), (), (), "")


def forecasts(*docs: Doc) -> list[Forecast]:
    made = collection(*docs)
    made = made.with_table(HAPPENINGS, HappeningFinder.from_packs(PACKS).gather(made))
    return list(ForecastFinder.from_packs(PACKS).gather(made))


def words(*docs: Doc) -> list[str]:
    text = {doc.article.id: doc.text for doc in docs}
    return [forecast.span.of(text[forecast.article]) for forecast in forecasts(*docs)]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("nl", "De brug zal in mei opengaan.", ["De brug zal in mei opengaan"]),
        ("nl", "De brug ging in mei open.", []),
        (
            "nl",
            "Als het regent, zal de brug dicht blijven.",
            ["Als het regent, zal de brug dicht blijven"],
        ),
        ("nl", "De trein, die vol was, zal later komen.", ["zal later komen"]),
        ("nl", "Het bedrijf staat op het punt failliet te gaan.", 1),
        ("nl", "De man zou zijn huis hebben verkocht.", []),
        ("en", "The bridge will open in May.", ["The bridge will open in May"]),
        ("en", "The bridge opened in May.", []),
        ("en", "The will of the people was plain to see.", []),
        ("en", "The firm is expected to cut jobs.", 1),
    ],
)
def test_clauses_about_what_will_be_are_forecasts(
    language: str, text: str, told: list[str] | int
) -> None:
    found = words(article("a1", text, language=language))

    assert (len(found) if isinstance(told, int) else found) == told


def test_a_forecast_keeps_its_holder_and_its_horizon_open() -> None:
    text = "Kuijper verwacht dat de dam in Dorn breekt."
    said = [St("s1", "dat de dam in Dorn breekt", "Kuijper", Act.FORECAST)]

    (found,) = forecasts(article("a1", text, "2024-05-10", said=said))

    assert found.holder == "per:kuijper"
    assert found.statement == "a1-s1"
    assert (str(found.horizon.earliest), found.horizon.latest) == ("2024-05-10", None)


def test_what_nobody_really_said_is_no_forecast() -> None:
    text = "Hij kan zeggen: de brug zal breken in Dorn."
    said = [St("s1", "de brug zal breken in Dorn", "", realis=Said.HYPOTHETICAL)]

    assert forecasts(article("a1", text, said=said)) == []


@pytest.mark.parametrize(
    ("polarity", "direction"),
    [(Polarity.POSITIVE, Direction.SUPPORTS), (Polarity.NEGATIVE, Direction.CONTRADICTS)],
)
def test_a_later_report_bears_on_a_forecast(polarity: Polarity, direction: Direction) -> None:
    early = article(
        "a1",
        "Adana verwacht dat Kuijper vrijdag Dorn bezoekt.",
        "2024-05-08",
        said=[
            St("s1", "dat Kuijper vrijdag Dorn bezoekt", "Adana", Act.FORECAST, polarity=polarity)
        ],
        events=[
            Ev(
                "bezoekt",
                "visit",
                "2024-05-10",
                ["Dorn"],
                {"visitor": "Kuijper"},
                Realis.PLANNED,
                "s1",
            )
        ],
    )
    late = article(
        "a2",
        "Kuijper bezocht vrijdag Dorn.",
        "2024-05-11",
        events=[Ev("bezocht", "visit", "2024-05-10", ["Dorn"], {"visitor": "Kuijper"})],
    )

    found = forecasts(early, late)

    assert [(b.article, b.direction) for b in found[0].bearing] == [("a2", direction)]
    assert late.text[slice(*found[0].bearing[0].span)] == "Kuijper bezocht vrijdag Dorn."
