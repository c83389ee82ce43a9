import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.serve.builder import line_on, lines_on

from kroniek.model.chronicle import Status
from kroniek.model.time import Interval
from kroniek.serve.axis import WIDTH, Axis, ends, spread
from kroniek.serve.timeline import MOST_LANES, Bar, timeline

DAY = date(2024, 3, 1)
DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def stretches(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(DATES), draw(DATES)))
    kind = draw(st.sampled_from(["day", "days", "from", "until", "unknown"]))
    match kind:
        case "day":
            return Interval.day(low)
        case "days":
            return Interval(low, high)
        case "from":
            return Interval(low, None)
        case "until":
            return Interval(None, high)
        case _:
            return Interval()


def _overlap(left: Bar, right: Bar) -> bool:
    return left.y == right.y and left.x < right.x + right.width and right.x < left.x + left.width


@settings(deadline=None)
@given(st.lists(stretches(), max_size=40))
def test_no_bar_lies_on_another_and_all_lie_on_the_sheet(days: list[Interval]) -> None:
    made = timeline(lines_on(*days), "nl")

    assert not any(_overlap(*pair) for pair in itertools.combinations(made.bars, 2))
    for bar in made.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH
        assert 0 <= bar.y < made.axis


@settings(deadline=None)
@given(st.lists(stretches(), max_size=60))
def test_every_line_is_drawn_counted_or_told_to_be_left_out(days: list[Interval]) -> None:
    made = timeline(lines_on(*days), "en")
    drawn = len(made.bars) + sum(column.lines for column in made.columns)

    assert drawn + made.undated + made.spread == len(days)


@given(st.lists(DATES, min_size=1, max_size=30, unique=True))
def test_later_stands_further_right(days: list[date]) -> None:
    axis = Axis.of(Interval.day(day) for day in days)
    places = [axis.place(day) for day in sorted(days)]

    assert all(before < after for before, after in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("days", "left", "right"),
    [
        (Interval.day(DAY), False, False),
        (Interval(None, DAY), True, False),
        (Interval(DAY, None), False, True),
        (Interval(date(1990, 1, 1), date(2040, 1, 1)), True, True),
    ],
)
def test_an_end_that_is_open_or_beyond_the_axis_is_drawn_as_such(
    days: Interval, *, left: bool, right: bool
) -> None:
    near = [Interval.day(DAY - timedelta(days=3)), Interval.day(DAY + timedelta(days=3))]
    (bar, *_) = timeline(lines_on(days, *near), "nl").bars

    assert (bar.open_left, bar.open_right) == (left, right)


def test_the_less_sure_the_day_the_longer_the_bar() -> None:
    sure, week, month = (
        Interval.day(DAY),
        Interval(DAY, DAY + timedelta(days=6)),
        Interval(DAY, DAY + timedelta(days=30)),
    )
    widths = [bar.width for bar in timeline(lines_on(sure, week, month), "nl").bars]

    assert widths == sorted(widths)
    assert len(set(widths)) == 3


def test_a_vague_line_does_not_stretch_the_axis() -> None:
    near = [Interval.day(DAY), Interval.day(DAY + timedelta(days=9))]
    vague = Interval(date(1995, 1, 1), date(2035, 1, 1))

    ticks = timeline(lines_on(*near, vague), "en").ticks

    assert {tick.label for tick in ticks} == {"1 March 2024", "10 March 2024"}


def test_lines_that_would_pile_up_become_columns() -> None:
    pile = [Interval.day(DAY)] * (MOST_LANES + 1)
    made = timeline(lines_on(*pile, Interval.day(DAY + timedelta(days=1))), "nl")

    assert made.bars == ()
    assert [column.lines for column in made.columns] == [MOST_LANES + 1, 1]
    assert [column.since for column in made.columns] == ["2024-03-01", "2024-03-02"]


@pytest.mark.parametrize(
    ("step", "number", "since", "when"),
    [
        (1, 300, "2024-03", "maart 2024"),
        (40, 300, "2024", "2024"),
        (700, 300, "2020", "1 januari 2020 – 31 december 2029"),
    ],
)
def test_columns_are_as_coarse_as_they_must_be(
    step: int, number: int, since: str, when: str
) -> None:
    days = (DAY + timedelta(days=step * n) for n in range(number))
    made = timeline(lines_on(*(Interval.day(day) for day in days)), "nl")

    assert made.columns[0].since == since
    assert made.columns[0].when == when
    assert sum(column.lines for column in made.columns) == number
    assert max(column.x + column.width for column in made.columns) <= WIDTH


def test_a_column_shows_each_way_of_telling() -> None:
    lines = [line_on(Interval.day(DAY), number=n, status=Status.DENIED) for n in range(20)]
    lines += [line_on(Interval.day(DAY), number=20 + n) for n in range(60)]
    (column,) = timeline(lines, "nl").columns

    heights = {block.status: block.height for block in column.blocks}
    assert heights[Status.FACT] == pytest.approx(3 * heights[Status.DENIED])


def test_nothing_dated_gives_an_empty_timeline() -> None:
    made = timeline(lines_on(Interval(), Interval()), "en")

    assert (made.bars, made.columns, made.ticks, made.undated) == ((), (), (), 2)


def test_ends_of_nothing_known_are_an_error() -> None:
    with pytest.raises(ValueError, match="nothing is known"):
        ends(Interval())


@given(st.lists(st.floats(0, WIDTH), min_size=1, max_size=50).map(sorted))
def test_names_of_days_do_not_touch(places: list[float]) -> None:
    found = spread([(place, "22 september 2024") for place in places])
    reach = {"start": (0.0, 1.0), "middle": (0.5, 0.5), "end": (1.0, 0.0)}
    wide = 6.6 * len("22 september 2024")

    for left, right in itertools.pairwise(found):
        assert left.x + reach[left.anchor][1] * wide <= right.x - reach[right.anchor][0] * wide
