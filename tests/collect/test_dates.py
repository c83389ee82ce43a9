"""Dates of furniture: forms with and without a year, labels, what is a clock time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.collect.dates import date_line, where_of, yearless_in
from kroniek.collect.fragments import credit_of
from kroniek.collect.lines import lines_of
from kroniek.collect.wording import wording


@pytest.mark.parametrize(
    ("line", "language", "value"),
    [
        ("2021.03.14", "nl", "2021-03-14"),
        ("14-03-21", "nl", "2021-03-14"),
        ("3/14/21", "en", "2021-03-14"),
        ("14 III 2021", "nl", "2021-03-14"),
        ("14th of March, 2021", "en", "2021-03-14"),
        ("14 maart 2021 - 10u33", "nl", "2021-03-14"),
        ("Last modified on Sun 14 Mar 2021 09.10 GMT", "en", "2021-03-14"),
        ("14 mrt ’21", "nl", "2021-03-14"),
        ("za 8 nov, 14:05", "nl", None),
        ("8 november 14 uur", "nl", None),
    ],
)
def test_a_line_with_a_date_is_read_whatever_its_form(
    line: str, language: str, value: str | None
) -> None:
    found = date_line(line, language)

    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("line", "language", "value"),
    [
        ("za 8 nov, 14:05", "nl", "XXXX-11-08"),
        ("zaterdag 8 november", "nl", "XXXX-11-08"),
        ("Bijgewerkt op 12 dec 17:02", "nl", "XXXX-12-12"),
        ("Wednesday, September 24", "en", "XXXX-09-24"),
        ("23rd Sept", "en", "XXXX-09-23"),
        ("ma 3/11 - 17u20", "nl", "XXXX-11-03"),
        ("24/09", "nl", None),
        ("4/5 10:00", "en", None),
        ("Sinds 8 november ligt de pont stil", "nl", None),
    ],
)
def test_a_day_without_a_year_is_read_where_the_line_holds_nothing_else(
    line: str, language: str, value: str | None
) -> None:
    found = date_line(line, language, yearless=True)

    assert (found.value if found else None) == value


@given(st.dates(date(1990, 1, 1), date(2039, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_is_never_the_year(on: date, hour: int, minute: int) -> None:
    found = date_line(f"{on.day} mei, {hour:02}:{minute:02}", "nl", yearless=True)

    assert found is not None
    assert found.value == f"XXXX-05-{on.day:02}"


@pytest.mark.parametrize(
    ("label", "where"),
    [
        ("bijgewerkt op", "line with a date of change"),
        ("last modified on", "line with a date of change"),
        ("archived on", "line with a date of a copy"),
        ("gepubliceerd op", "line with a date of publication"),
        ("analyse", "byline"),
        (None, "byline"),
    ],
)
def test_the_label_tells_what_a_date_is_of(label: str | None, where: str) -> None:
    assert where_of(label, "byline") == where


@pytest.mark.parametrize(
    ("line", "language", "days"),
    [
        (
            "Fri 12 Mar 2021 18.03 GMT / Last modified on Sat 13 Mar 2021 09.10 GMT",
            "en",
            [("2021-03-12", "byline"), ("2021-03-13", "line with a date of change")],
        ),
        ("Updated 14:22, 12 Mar 2021", "en", [("2021-03-12", "line with a date of change")]),
        ("12 december, 16:40 • Leestijd 3 minuten", "nl", [("XXXX-12-12", "byline")]),
    ],
)
def test_each_date_of_a_credit_line_has_the_label_before_it(
    line: str, language: str, days: list[tuple[str, str]]
) -> None:
    found = credit_of(lines_of(line)[0], language, wording(), under_title=True)

    assert found is not None
    assert [(one.value, one.where) for one in found.declared] == days


def test_a_day_that_no_year_has_is_none() -> None:
    assert yearless_in("31 februari", "nl") is None
