from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.edtf import edtf, first_day, in_words, last_day
from kroniek.model.time import Interval

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (date(2024, 8, 6), date(2024, 8, 6), "2024-08-06"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2023, 2, 1), date(2023, 2, 27), "2023-02-01/2023-02-27"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023-01-01/2024-12-31"),
        (None, date(2022, 12, 20), "../2022-12-20"),
        (date(2022, 12, 20), None, "2022-12-20/.."),
        (None, None, None),
    ],
)
def test_an_interval_is_written_as_the_coarsest_unit_it_fills(
    low: date | None, high: date | None, written: str | None
) -> None:
    assert edtf(Interval(low, high)) == written


@pytest.mark.parametrize(
    ("low", "high", "dutch", "english"),
    [
        (date(2024, 5, 3), date(2024, 5, 3), "3 mei 2024", "3 May 2024"),
        (date(2024, 5, 3), date(2024, 5, 5), "3–5 mei 2024", "3–5 May 2024"),
        (date(2024, 5, 3), date(2024, 6, 5), "3 mei – 5 juni 2024", "3 May – 5 June 2024"),
        (
            date(2023, 12, 30),
            date(2024, 1, 2),
            "30 december 2023 – 2 januari 2024",
            "30 December 2023 – 2 January 2024",
        ),
        (date(2024, 5, 1), date(2024, 5, 31), "mei 2024", "May 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024", "2024"),
        (None, date(2024, 5, 3), "t/m 3 mei 2024", "until 3 May 2024"),
        (date(2024, 5, 3), None, "vanaf 3 mei 2024", "from 3 May 2024"),
        (None, None, "–", "–"),
    ],
)
def test_days_are_written_as_an_editor_would(
    low: date | None, high: date | None, dutch: str, english: str
) -> None:
    assert in_words(Interval(low, high), "nl") == dutch
    assert in_words(Interval(low, high), "en") == english


@given(DAYS, st.integers(0, 800))
def test_what_is_written_reads_back_as_the_same_days(low: date, length: int) -> None:
    high = min(low + timedelta(days=length), date.max) if low < date(9990, 1, 1) else low
    written = edtf(Interval(low, high))

    assert written is not None
    first, _, last = written.partition("/")
    assert (first_day(first), last_day(last or first)) == (low, high)


@pytest.mark.parametrize("wrong", ["", "24", "2024-13", "2024-02-30", "yesterday", "2024-1-1-1"])
def test_what_is_no_day_month_or_year_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        first_day(wrong)
