from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.date.build import told

from kroniek.date.known import KnownHappenings
from kroniek.date.source import Source
from kroniek.date.weekdays import Weekdays, possible_weekdays, weekdays_of
from kroniek.model.doc import DATING, DAYS, TIMES, Doc
from kroniek.model.time import Interval, TimeExpression

EVERY_DAY = frozenset(range(1, 8))
NUMBERS = st.sets(st.integers(1, 7), max_size=4)


def source_of(doc: Doc) -> Source:
    return Source.of(doc, KnownHappenings((), {}, {}))


def published(text: str, on: str) -> Interval:
    return told(text, on)[DATING][0].published


def a_time() -> TimeExpression:
    (time,) = told("De raad kwam dinsdag bijeen.", "2024-05-16")[TIMES]
    return time


THIS_WEEK = (
    "De raad kwam dinsdag bijeen. Het was een lange zitting. Er was veel publiek. Het werd laat. "
    "Woensdag sprak de burgemeester. De wethouder komt donderdag. De stemming is vrijdag."
)


@pytest.mark.parametrize(
    ("text", "language", "kept", "gone"),
    [
        ("De raad kwam bijeen.", "nl", EVERY_DAY, set()),
        ("De raad kwam dinsdag bijeen.", "nl", {2, 3, 4, 5}, {7, 1}),
        # of Friday's vote Monday's paper tells
        ("The council met on Friday.", "en", {5, 6, 7, 1}, {3, 4}),
        # what is still to come has not been, and what is told as past is hardly six days back
        (THIS_WEEK, "nl", {3, 4}, {1, 2, 5, 6, 7}),
        # a quotation has a day of its own, and so has what is said to be of another week
        ("De raad kwam dinsdag bijeen. „Hij belde maandag”, zei zij.", "nl", {2, 3, 4, 5}, {7, 1}),
        ("De raad kwam dinsdag bijeen. Vorige maandag brandde het.", "nl", {2, 3, 4, 5}, {7, 1}),
    ],
)
def test_weekdays_that_a_text_tells_of_leave_some_days_for_the_telling(
    text: str, language: str, kept: set[int], gone: set[int]
) -> None:
    found = possible_weekdays(source_of(told(text, "2025-12", language)))

    assert kept <= found
    assert not gone & found


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(0.1, 3), st.floats(0.1, 3))
def test_wider_margin_gives_up_no_day_that_a_narrower_one_keeps(
    opening: set[int], further: set[int], coming: set[int], margin: float, more: float
) -> None:
    time = a_time()
    told_of = Weekdays(
        *(dict.fromkeys(sorted(numbers), time) for numbers in (opening, further, coming))
    )

    narrow, wide = told_of.within(margin), told_of.within(margin + more)

    assert narrow
    assert narrow <= wide


def test_weekday_told_twice_counts_once() -> None:
    doc = told("De raad kwam dinsdag bijeen. Dat duurde dinsdag lang.", "2025-12")

    assert list(weekdays_of(source_of(doc)).opening) == [2]


def test_days_that_the_weekdays_rule_out_are_no_candidates() -> None:
    text = f"{THIS_WEEK} Gisteren was het stil."
    doc = told(text, "2025-12")
    yesterday = next(day for day in doc[DAYS] if day.span.of(text) == "Gisteren")

    assert yesterday.value is None
    assert {date.fromisoformat(on).isoweekday() for on in yesterday.candidates} == {2, 3}


def test_dated_weekday_in_a_text_of_this_week_s_days_gives_the_week() -> None:
    text = f"{THIS_WEEK} De staking begon zaterdag 6 december."

    assert published(text, "2025-12").within(Interval(date(2025, 12, 9), date(2025, 12, 12)))
    assert published("De staking begon zaterdag 6 december.", "2025-12").high > date(2025, 12, 14)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Een week na de overstroming van 16 november is het dorp leeg.", (20, 26)),
        ("Bijna een week na de overstroming van 16 november brak brand uit.", (20, 26)),
        # further on it may count the days of something else
        ("Het dorp is leeg, een week na de overstroming van 16 november.", (1, 30)),
    ],
)
def test_text_that_opens_with_how_long_it_has_been_is_told_then(
    text: str, days: tuple[int, int]
) -> None:
    assert published(text, "2023-11") == Interval(*(date(2023, 11, day) for day in days))
