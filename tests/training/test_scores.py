"""Counting, the yardstick for events, and the choice of threads."""

import pytest
from training.articles import Marked
from training.events_baseline import Lexicon, stem
from training.scores import Count, class_f1, overlapping
from training.threads import ThreadChooser


def test_figures_of_a_count() -> None:
    count = Count()
    count.add({1, 2, 3}, {2, 3, 4, 5})
    figures = [count.recall, count.precision, count.f1]
    assert figures == pytest.approx([2 / 3, 0.5, 4 / 7])


@pytest.mark.parametrize(
    ("wanted", "given_", "pairs"),
    [
        ([(0, 5), (6, 9)], [(4, 8)], [(1, 0)]),
        ([(0, 5)], [(0, 2), (2, 5)], [(0, 1)]),
        ([(0, 5)], [(5, 9)], []),
    ],
)
def test_each_span_is_used_once_and_the_largest_share_wins(
    wanted: list[tuple[int, int]], given_: list[tuple[int, int]], pairs: list[tuple[int, int]]
) -> None:
    assert overlapping(wanted, given_) == pairs


def test_f1_of_a_class() -> None:
    assert class_f1([("A", "A"), ("A", "B"), ("B", "B")], "A") == pytest.approx(2 / 3)


def test_the_lexicon_knows_words_that_mostly_are_events_and_their_kin() -> None:
    text = "They attacked the house. The house fell."
    events = [((5, 13), "OCCURRENCE"), ((35, 39), "OCCURRENCE")]
    lexicon = Lexicon.learned([Marked("a", "c", text, [], {"events": [*events]})])
    new = "Attacks on a house fell"
    assert [new[a:b] for a, b in lexicon.triggers(new, 0, len(new))] == ["Attacks", "fell"]


def test_stems_keep_four_letters() -> None:
    assert (stem("attacked"), stem("was"), stem("used")) == ("attack", "was", "used")


def test_the_faster_number_of_threads_is_kept_and_tried_again() -> None:
    applied: list[int] = []
    chooser = ThreadChooser((1, 2), applied.append, stay=5, probe=1)
    speed = {1: 1.0, 2: 4.0}
    current = 1
    for _ in range(30):
        current = chooser(100, speed[current])
    assert applied.count(1) > 3 * applied.count(2)
    assert 2 in applied
