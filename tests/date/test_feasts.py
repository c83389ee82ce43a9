from datetime import date

import pytest

from kroniek.date.feasts import feast_days, orthodox_easter
from kroniek.date.values import nth_weekday


@pytest.mark.parametrize(
    ("year", "day"), [(2021, date(2021, 5, 2)), (2023, date(2023, 4, 16)), (2024, date(2024, 5, 5))]
)
def test_orthodox_easter_follows_the_julian_calendar(year: int, day: date) -> None:
    assert orthodox_easter(year) == day


@pytest.mark.parametrize(
    ("code", "year", "day"),
    [
        ("king:", 2012, date(2012, 4, 30)),
        ("king:", 2006, date(2006, 4, 29)),
        ("king:", 2014, date(2014, 4, 26)),
        ("nth:9-2-3", 2024, date(2024, 9, 17)),
        ("nth:5-1--1", 2024, date(2024, 5, 27)),
        ("easter+39", 2024, date(2024, 5, 9)),
        ("islamic:fitr", 2024, date(2024, 4, 10)),
    ],
)
def test_feast_has_its_day(code: str, year: int, day: date) -> None:
    (found,) = feast_days(code, year, year)

    assert found.earliest == day


def test_fifth_weekday_that_a_month_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        nth_weekday(2024, 2, 5, 5)
