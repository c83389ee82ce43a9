"""Numerals in figures and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.numerals import Number, parse_number, read_figures, read_words

NL_SMALL = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
    " zestien zeventien achttien negentien"
).split(" ")
NL_TENS = "- - twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(" ")
EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split(" ")
EN_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ")


def dutch(value: int) -> str:
    """`value`, 0 to 999,999, in Dutch words: a blank after "duizend", none elsewhere."""
    if value < 20:
        return NL_SMALL[value]
    if value < 100:
        ten, unit = divmod(value, 10)
        if not unit:
            return NL_TENS[ten]
        link = "ën" if NL_SMALL[unit].endswith("e") else "en"
        return NL_SMALL[unit] + link + NL_TENS[ten]
    if value < 1000:
        hundred, rest = divmod(value, 100)
        return (
            ("" if hundred == 1 else NL_SMALL[hundred]) + "honderd" + (dutch(rest) if rest else "")
        )
    thousand, rest = divmod(value, 1000)
    return (
        ("" if thousand == 1 else dutch(thousand)) + "duizend" + (f" {dutch(rest)}" if rest else "")
    )


def english(value: int, link: str = " ") -> str:
    """`value`, 0 to 999,999, in English words; `link` stands after "hundred"."""
    if value < 20:
        return EN_SMALL[value]
    if value < 100:
        ten, unit = divmod(value, 10)
        return EN_TENS[ten] + (f"-{EN_SMALL[unit]}" if unit else "")
    if value < 1000:
        hundred, rest = divmod(value, 100)
        return f"{EN_SMALL[hundred]} hundred" + (f"{link}{english(rest)}" if rest else "")
    thousand, rest = divmod(value, 1000)
    return f"{english(thousand, link)} thousand" + (f" {english(rest, link)}" if rest else "")


@given(st.integers(0, 999_999))
def test_a_number_in_dutch_words_reads_back_as_itself(value: int) -> None:
    assert parse_number(dutch(value), "nl") == Number(float(value), doubtful=False)


@given(st.integers(0, 999_999), st.sampled_from([" ", " and "]))
def test_a_number_in_english_words_reads_back_as_itself(value: int, link: str) -> None:
    assert parse_number(english(value, link), "en") == Number(float(value), doubtful=False)


@given(st.integers(0, 10**12))
def test_grouped_figures_read_back_as_themselves_in_their_own_language(value: int) -> None:
    grouped = f"{value:,}"

    assert read_figures(grouped, "en") == Number(float(value), doubtful=False)
    assert read_figures(grouped.replace(",", "."), "nl") == Number(float(value), doubtful=False)


@given(st.text(max_size=60), st.sampled_from(["nl", "en"]))
def test_no_text_makes_the_reader_fail(text: str, language: str) -> None:
    found = parse_number(text, language)

    assert found is None or found.value is None or found.value >= 0


@pytest.mark.parametrize(
    ("text", "language", "value", "doubtful"),
    [
        ("1.300", "nl", 1300.0, False),
        ("1300,5", "nl", 1300.5, False),
        ("1.300,50", "nl", 1300.5, False),
        ("1,300", "en", 1300.0, False),
        ("1,300.5", "en", 1300.5, False),
        ("2,50,000", "en", 250000.0, False),
        ("1,300,000", "nl", 1300000.0, False),
        ("0,125", "nl", 0.125, False),
        ("100.00", "nl", None, True),
        ("10,000", "nl", None, True),
        ("1.300", "en", None, True),
        ("12,50", "en", None, True),
        ("1.30.0", "nl", None, True),
        ("2.5", "nl", 2.5, True),
        ("0.500", "nl", None, True),
    ],
)
def test_figures_are_read_as_the_language_writes_them(
    text: str, language: str, value: float | None, *, doubtful: bool
) -> None:
    assert read_figures(text, language) == Number(value, doubtful=doubtful)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("anderhalf miljoen", "nl", 1.5e6),
        ("een half miljoen", "nl", 5e5),
        ("tweeënhalf miljard", "nl", 2.5e9),
        ("1,5 miljoen", "nl", 1.5e6),
        ("twaalfhonderd", "nl", 1200.0),
        ("honderdvijftig", "nl", 150.0),
        ("honderdenvijf", "nl", 105.0),
        ("vijfentwintigduizend", "nl", 25000.0),
        ("40 000", "nl", 40000.0),
        ("drie mln.", "nl", 3e6),
        ("half a million", "en", 5e5),
        ("a hundred", "en", 100.0),
        ("two hundred and five thousand", "en", 205000.0),
        ("4.35 hundred", "en", 435.0),
        ("one million two hundred thousand", "en", 1.2e6),
    ],
)
def test_scales_halves_and_compounds_multiply_and_add(
    text: str, language: str, value: float
) -> None:
    assert parse_number(text, language) == Number(value, doubtful=False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "nl"),
        ("woord", "nl"),
        ("twee drie", "nl"),
        ("duizend miljoen duizend miljoen", "nl"),
        ("twenty twenty", "en"),
        ("1 2", "en"),
        ("3 huizen", "nl"),
        ("honderdhonderd", "nl"),
        ("²", "en"),
    ],
)
def test_what_is_no_single_numeral_gives_none(text: str, language: str) -> None:
    assert parse_number(text, language) is None


def test_words_of_a_row_too_long_are_not_tried() -> None:
    assert parse_number("duizend " * 50, "nl") is None
    assert read_words(("x" * 10_000,), "nl") is None
