"""Quantities: numbers with what they count or measure."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.model.doc import QUANTITIES, SENTENCES, TIMES
from kroniek.model.text import Quantity

Row = tuple[str, float | None, str | None]


def found(text: str, language: str = "nl") -> list[Quantity]:
    return list(doc_of(text, language, upto="quantities")[QUANTITIES])


def rows(text: str, language: str = "nl") -> list[Row]:
    return [(q.span.of(text), q.value, q.unit) for q in found(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het vuur verwoestte 850 vierkante kilometer.", ("850 vierkante kilometer", 850, "km2")),
        ("De tunnel is 12,5 kilometer lang.", ("12,5 kilometer", 12.5, "km")),
        ("Er vielen drieëntwintig doden.", ("drieëntwintig", 23, "doden")),
        ("Een half miljoen kiezers bleef thuis.", ("Een half miljoen", 5e5, "kiezers")),
        ("Dat kost 2,5 miljard dollar.", ("2,5 miljard dollar", 2.5e9, "USD")),
        ("Dat kost €1.300,50 per stuk.", ("€1.300,50", 1300.5, "EUR")),
        ("De partij kreeg 12,5% van de stemmen.", ("12,5%", 12.5, "%")),
        ("Er stonden 40 000 supporters.", ("40 000", 40000, "supporters")),
        ("Tientallen nieuwe huizen staan leeg.", ("Tientallen", None, "huizen")),
        ("Twee jonge mannen werden opgepakt.", ("Twee", 2, "mannen")),
        ("Honderden Zweedse toeristen strandden.", ("Honderden", None, "toeristen")),
        ("Ruim 4000 van de bewoners vertrokken.", ("4000", 4000, "bewoners")),
        ("Er kwam één vrouw om.", ("één", 1, "vrouw")),
        ("Het werd 38 graden Celsius.", ("38 graden Celsius", 38, "°C")),
    ],
)
def test_dutch_numbers_carry_their_value_and_unit(text: str, expected: Row) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fire burned 1,300 square miles.", ("1,300 square miles", 1300, "mi2")),
        ("Some 1,500 senior officials resigned.", ("1,500", 1500, "officials")),
        ("Two hundred thousand people fled.", ("Two hundred thousand", 2e5, "people")),
        ("Dozens of houses collapsed.", ("Dozens", None, "houses")),
        ("Hundreds of thousands of birds died.", ("Hundreds of thousands", None, "birds")),
        ("It raised $40 billion.", ("$40 billion", 4e10, "USD")),
        ("It raised £5m.", ("£5m", 5e6, "GBP")),
        ("Turnout was 61.5 percent.", ("61.5 percent", 61.5, "%")),
        ("Half a million voters stayed home.", ("Half a million", 5e5, "voters")),
        ("One million dollars went missing.", ("One million dollars", 1e6, "USD")),
    ],
)
def test_english_numbers_carry_their_value_and_unit(text: str, expected: Row) -> None:
    assert rows(text, "en") == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ze wonnen met 3-1 van de buren.", "nl"),
        ("In 2014 stond er een kerk.", "nl"),
        ("Artikel 5 geldt nog.", "nl"),
        ("Bel 020 123 45 67 voor vragen.", "nl"),
        ("Een vrouw zag het gebeuren.", "nl"),
        ("Hij vloog in een Boeing 747.", "nl"),
        ("De G7 vergadert.", "nl"),
        ("De 24-jarige bakker zweeg.", "nl"),
        ("Het duurde 24 uur.", "nl"),
        ("One man saw it happen.", "en"),
        ("She took flight 370 home.", "en"),
        ("Covid-19 spread.", "en"),
    ],
)
def test_scores_years_codes_articles_and_ages_are_no_quantities(text: str, language: str) -> None:
    assert rows(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "approximate"),
    [
        ("Er kwamen ruim 300 betogers.", "nl", True),
        ("Er kwamen meer dan 300 betogers.", "nl", True),
        ("Er kwamen zo'n 300 betogers.", "nl", True),
        ("Er kwam een kleine 300 betogers.", "nl", True),
        ("Er kwamen 300 betogers.", "nl", False),
        ("At least five people drowned.", "en", True),
        ("Up to 40 people drowned.", "en", True),
        ("An estimated 40 people drowned.", "en", True),
        ("Exactly 40 people drowned.", "en", False),
    ],
)
def test_words_beside_a_number_make_it_approximate(
    text: str, language: str, *, approximate: bool
) -> None:
    assert [q.approximate for q in found(text, language)] == [approximate]


@pytest.mark.parametrize(
    ("text", "language", "values", "unit"),
    [
        ("Er stierven tussen de 50 en 60 schapen.", "nl", [50, 60], "schapen"),
        ("Er stierven 20 tot 30 schapen.", "nl", [20, 30], "schapen"),
        ("Het is 20-30 km verderop.", "nl", [20, 30], "km"),
        ("Between 20 and 30 sheep died.", "en", [20, 30], "sheep"),
        ("It rose from 20 to 30 percent.", "en", [20, 30], "%"),
    ],
)
def test_a_range_is_two_approximate_quantities_of_one_unit(
    text: str, language: str, values: list[float], unit: str
) -> None:
    quantities = found(text, language)

    assert [q.value for q in quantities] == values
    assert {q.unit for q in quantities} == {unit}
    assert all(q.approximate for q in quantities)


def test_a_malformed_number_is_doubtful_and_has_no_value() -> None:
    (quantity,) = found("Er stonden 250.00 koeien in de wei.")

    assert quantity.doubtful
    assert quantity.value is None
    assert quantity.unit == "koeien"


def test_the_counted_noun_has_a_span_of_its_own() -> None:
    text = "Vier oude bruggen stortten in."
    (quantity,) = found(text)

    assert quantity.counted is not None
    assert quantity.counted.of(text) == "bruggen"


NUMBERS = st.sampled_from(
    ["12", "3,5", "1.300", "100.00", "drie", "honderd", "tot", "en", "miljoen", "€", "%", "km", "a"]
)


@given(st.lists(st.one_of(NUMBERS, st.text("0123456789.,-/€ abc", max_size=6)), max_size=30))
def test_spans_lie_in_one_sentence_and_outside_time_expressions(parts: list[str]) -> None:
    doc = doc_of(" ".join(parts), upto="quantities")
    sentences = [sentence.span for sentence in doc[SENTENCES]]

    for quantity in doc[QUANTITIES]:
        assert any(sentence.holds(quantity.span) for sentence in sentences)
        assert quantity.span.of(doc.text).strip()
        assert not any(quantity.span.holds(time.span) for time in doc[TIMES])


@pytest.mark.parametrize("piece", ["1 ", "1.", "honderd ", "3-", "20 tot ", "duizend"])
def test_time_grows_linearly_with_hostile_input(piece: str) -> None:
    began = time.process_time()
    found(piece * 3_000)

    assert time.process_time() - began < 8
