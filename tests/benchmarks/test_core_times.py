"""The scorer of the core time expressions, and the form of its tables."""

from typing import Any

import core_times
import pytest
from core_times import Expression, Grade, Publication

from kroniek.date.values import of_value
from kroniek.model.time import Interval
from kroniek.spans import Span

MARCH = of_value("2019-03")
FRIDAYS = frozenset({"2019-03-01", "2019-03-08"})
FRIDAY = Expression(
    article="a.txt",
    span=Span(10, 17),
    values=frozenset({"2019-03-08"}),
    mod=None,
    left_open=FRIDAYS,
    stays_open=False,
    days=of_value("2019-03-08"),
)
OPEN_FRIDAY = Expression("a.txt", Span(10, 17), FRIDAYS, None, FRIDAYS, stays_open=True, days=MARCH)
LENGTH = Expression(
    article="a.txt",
    span=Span(0, 14),
    values=frozenset({"P3Y"}),
    mod="MORE_THAN",
    left_open=frozenset(),
    stays_open=False,
    days=Interval(),
)
KNOWN_DAY = Publication("a.txt", MARCH, best_may_stay_open=False, misdated=False)
COARSE = Publication("a.txt", MARCH, best_may_stay_open=True, misdated=False)


def time(
    value: str | None, *candidates: str, mod: str | None = None, days: str | None = None
) -> dict[str, Any]:
    """A time expression as the contract writes it, from the tenth to the seventeenth character."""
    found = of_value(days or value or "")
    return {
        "start": 10,
        "end": 17,
        "value": value,
        "mod": mod,
        "candidates": list(candidates),
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "latest": found.latest.isoformat() if found.latest else None,
    }


@pytest.mark.parametrize(
    ("wanted", "found", "grade"),
    [
        (FRIDAY, time("2019-03-08"), Grade.RIGHT),
        (FRIDAY, time("2019-03-01"), Grade.WRONG),
        (FRIDAY, time("2019-03-08", days="2019-03"), Grade.WRONG),
        (FRIDAY, time(None, "2019-03-08", "2019-03-15", days="2019-03"), Grade.OPEN),
        (FRIDAY, time(None, "2019-03-15", "2019-03-22", days="2019-03"), Grade.WRONG),
        (FRIDAY, time(None, days="2019-03"), Grade.OPEN),
        (FRIDAY, time(None, days="2019-04"), Grade.WRONG),
        (FRIDAY, time(None), Grade.WRONG),
        (FRIDAY, None, Grade.MISSED),
        (OPEN_FRIDAY, time(None, "2019-03-01", "2019-03-08", days="2019-03"), Grade.RIGHT),
        (OPEN_FRIDAY, time(None, "2019-03-08", "2019-04-05"), Grade.OPEN),
        (LENGTH, time("P3Y", mod="MORE_THAN"), Grade.RIGHT),
        (LENGTH, time("P3Y"), Grade.WRONG),
    ],
)
def test_expression_is_right_open_missed_or_wrong(
    wanted: Expression, found: dict[str, Any] | None, grade: Grade
) -> None:
    assert core_times.graded(wanted, found) is grade


@pytest.mark.parametrize(
    ("wanted", "days", "best", "grade"),
    [
        (KNOWN_DAY, "2019-03-01/2019-03-09", "2019-03-08", Grade.RIGHT),
        (KNOWN_DAY, "2019-03-01/2019-04-09", "2019-04-08", Grade.WRONG),
        (KNOWN_DAY, "2019-03-01/2019-03-09", None, Grade.OPEN),
        (KNOWN_DAY, "2019-04-01/2019-04-09", None, Grade.WRONG),
        (COARSE, "2019-03-01/2019-03-09", None, Grade.RIGHT),
        (COARSE, "2019-02-01/2019-03-09", None, Grade.OPEN),
    ],
)
def test_day_of_publication_is_right_open_or_wrong(
    wanted: Publication, days: str, best: str | None, grade: Grade
) -> None:
    bounds = of_value(days)
    published = {"earliest": str(bounds.earliest), "latest": str(bounds.latest), "best": best}

    assert core_times.dated(wanted, {"published": published}) is grade


def test_article_without_a_verdict_is_missed() -> None:
    assert core_times.dated(KNOWN_DAY, {"published": None}) is Grade.MISSED


def test_expression_is_found_where_most_of_its_characters_are() -> None:
    near, far = time("2019-03-08"), {**time("2019"), "start": 14, "end": 60}

    assert core_times.told(FRIDAY, [far, near]) is near
    assert core_times.told(FRIDAY, [far]) is None


def test_tables_are_well_formed_and_hold_no_text() -> None:
    articles = {page.article for page in core_times.publications()}
    wanted = list(core_times.expressions())

    assert len(wanted) >= 35
    assert {one.article for one in wanted} == articles
    assert all(one.span.end > one.span.start for one in wanted)
    assert all(one.values for one in wanted)
    assert all(one.values & one.left_open for one in wanted if one.stays_open)
    assert all(page.days.earliest and page.days.latest for page in core_times.publications())
