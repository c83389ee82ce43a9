from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.date.values import duration_value, easter, moved, narrowed, of_value, period
from kroniek.model.time import Interval

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
UNITS = st.sampled_from(["D", "W", "WE", "M", "Q", "HY", "Y", "DE", "CE"])


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-05-03", date(2024, 5, 3), date(2024, 5, 3)),
        ("2024-05-03TEV", date(2024, 5, 3), date(2024, 5, 3)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025-W13", date(2025, 3, 24), date(2025, 3, 30)),
        ("2025-W13-WE", date(2025, 3, 29), date(2025, 3, 30)),
        ("2022-FA", date(2022, 9, 1), date(2022, 11, 30)),
        ("2022-WI", date(2022, 12, 1), date(2023, 2, 28)),
        ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("18", date(1800, 1, 1), date(1899, 12, 31)),
        ("2024-05-03/2024-05-05", date(2024, 5, 3), date(2024, 5, 5)),
    ],
)
def test_value_stands_for_its_days(value: str, first: date, last: date) -> None:
    assert of_value(value) == Interval(first, last)


@pytest.mark.parametrize("value", [None, "", "PXM", "PRESENT_REF", "2023-02-30", "2024-W60", "x/y"])
def test_what_is_no_calendar_value_has_no_days(value: str | None) -> None:
    assert not of_value(value).known


@given(DAYS, UNITS)
def test_period_holds_its_day_and_its_value_names_the_same_days(on: date, unit: str) -> None:
    value, days = period(on, unit)

    assert of_value(value) == days
    assert unit == "WE" or days.low <= on <= days.high


@given(DAYS, st.sampled_from(["D", "W", "M", "Y"]), st.integers(0, 50))
def test_moving_forward_and_back_returns_within_a_month(on: date, unit: str, count: int) -> None:
    there_and_back = moved(moved(on, unit, count), unit, -count)

    assert abs(there_and_back - on) <= timedelta(days=3)


@given(DAYS, UNITS, st.sampled_from(["START", "MID", "END", "MORE_THAN", None]))
def test_begin_half_and_end_lie_within_the_whole(on: date, unit: str, mod: str | None) -> None:
    days = period(on, unit)[1]

    assert narrowed(days, mod).within(days)


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [("3", "Y", "P3Y"), ("X", "M", "PXM"), ("24", "H", "PT24H"), ("30", "MIN", "PT30M"),
     ("1", "DE", "P10Y"), ("2", "CE", "P200Y"), ("2.5", "Y", "P2.5Y"), ("X", "DE", "PXY")],
)  # fmt: skip
def test_duration_is_written_as_timex_does(count: str, unit: str, value: str) -> None:
    assert duration_value(count, unit) == value


@pytest.mark.parametrize(
    ("year", "day"),
    [(2000, date(2000, 4, 23)), (2008, date(2008, 3, 23)), (2024, date(2024, 3, 31)),
     (2025, date(2025, 4, 20)), (2038, date(2038, 4, 25))],
)  # fmt: skip
def test_easter_falls_where_the_almanac_has_it(year: int, day: date) -> None:
    assert easter(year) == day
