"""What was foretold, and what later articles tell of it."""

import pytest
from tests.link.builder import Ev, St, article, collection

from kroniek.link.forecasts import ForecastFinder
from kroniek.link.happenings import HappeningFinder
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


@pytest.mark.parametrize(
    ("text", "words", "day", "horizon"),
    [
        (
            "Workers get more pay on Friday.",
            "Friday",
            "2024-05-17",
            ("2024-05-17", "2024-05-17"),
        ),
        (
            "The road will be closed until Friday.",
            "Friday",
            "2024-05-17",
            ("2024-05-10", "2024-05-17"),
        ),
        ("The road will be closed from Friday.", "Friday", "2024-05-17", ("2024-05-17", None)),
        ("On Monday he said the road will close.", "Monday", "2024-05-06", ("2024-05-10", None)),
    ],
)
def test_the_horizon_is_the_time_told_and_the_word_before_it(
    text: str, words: str, day: str, horizon: tuple[str, str | None]
) -> None:
    (found,) = forecasts(article("a1", text, language="en", times={words: day}))

    latest = found.horizon.latest
    assert (str(found.horizon.earliest), str(latest) if latest else None) == horizon


def test_a_meeting_on_friday_is_no_forecast_by_its_noun_alone() -> None:
    text = "In aanloop naar het overleg van vrijdag groeit de spanning."
    event = Ev("overleg", "meeting", "2024-05-17", realis=Realis.PLANNED, noun=True)

    assert forecasts(article("a1", text, events=[event], times={"vrijdag": "2024-05-17"})) == []


def test_what_is_foretold_in_a_question_is_no_forecast() -> None:
    assert forecasts(article("a1", "Zal de brug in mei opengaan?")) == []


def test_a_later_text_that_foretells_the_same_leaves_it_open() -> None:
    def foretold(key: str, when: str) -> Doc:
        return article(
            key,
            "Adana verwacht dat Kuijper vrijdag Dorn bezoekt.",
            when,
            said=[St("s1", "dat Kuijper vrijdag Dorn bezoekt", "Adana", Act.FORECAST)],
            events=[
                Ev("bezoekt", "visit", "2024-05-17", ["Dorn"], {"visitor": "Kuijper"}, said="s1")
            ],
        )

    found = forecasts(foretold("a1", "2024-05-08"), foretold("a2", "2024-05-09"))

    told = [[bearing.direction for bearing in one.bearing] for one in found]
    assert told in ([[], []], [[Direction.OPEN], []])


@pytest.mark.parametrize(
    ("foretold", "language", "text", "direction"),
    [
        ("De dijk bij Dorn zal het houden", "nl", "De dijk bij Dorn brak door.", "contradicts"),
        ("De dijk bij Dorn zal breken", "nl", "De dijk bij Dorn brak door.", "supports"),
        ("De dijk bij Dorn zal het houden", "nl", "De dijk bij Dorn brak niet.", "supports"),
        ("Kuijper denkt dat de brug bij Dorn opent", "en", "Kuijper shut Dorn bridge.",
         "contradicts"),
        ("De dijk bij Dorn zal het houden", "nl", "Kuijper brak zijn been.", None),
    ],
)  # fmt: skip
def test_an_opposite_outcome_belies_a_forecast(
    foretold: str, language: str, text: str, direction: str | None
) -> None:
    said = [St("s1", foretold, "", Act.FORECAST)]
    early = article("a1", f"{foretold}. Kuijper komt uit Dorn.", "2024-05-08", said=said)
    late = article("a2", text, "2024-05-11", language=language)

    told = [b.direction.value for b in forecasts(early, late)[0].bearing]
    assert told == ([direction] if direction else [])


EARLY = "De hoogste waterstand wordt vrijdag bij Dorn verwacht."


@pytest.mark.parametrize(
    ("text", "day", "direction"),
    [
        ("De hoogste waterstand werd vrijdag bij Dorn gemeten.", "2024-05-10", "supports"),
        ("De hoogste waterstand werd vrijdag bij Dorn niet gehaald.", "2024-05-10", "contradicts"),
        ("De hoogste waterstand bij Dorn hield weken aan.", None, None),
        ("De hoogste waterstand bij Velm werd vrijdag gemeten.", "2024-05-10", None),
        ("Wordt de hoogste waterstand vrijdag bij Dorn gehaald?", "2024-05-10", None),
        ("De burgemeester kwam vrijdag naar Dorn.", "2024-05-10", None),
    ],
)
def test_a_later_sentence_bears_on_a_forecast_without_telling_an_event(
    text: str, day: str | None, direction: str | None
) -> None:
    said = [St("s1", "De hoogste waterstand wordt vrijdag bij Dorn verwacht", "", Act.FORECAST)]
    early = article("a1", EARLY, "2024-05-08", said=said, times={"vrijdag": "2024-05-10"})
    late = article("a2", text, "2024-05-11", times={"vrijdag": day} if day else None)

    found = forecasts(early, late)

    told = [bearing.direction.value for bearing in found[0].bearing]
    assert told == ([direction] if direction else [])
