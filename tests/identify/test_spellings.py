import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.identify.spellings import (
    likeness,
    readings,
    same_spelling,
    skeletons,
    surely_same,
    words_of,
)

CASES = Path(__file__).resolve().parents[2] / "benchmarks" / "quality" / "spellings" / "cases.csv"
LETTERS = st.text(alphabet="abcdefghijklmnoprstuvwyzéïščжшч -", max_size=20)


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "case",
    [case for case in cases() if case["strength"] == "STRONG"],
    ids=lambda case: f"{case['left']}/{case['right']}",
)
def test_strong_pairs_of_spellings_are_judged_right(case: dict[str, str]) -> None:
    assert same_spelling(case["left"], case["right"]) is (case["same"] == "true")


def test_the_table_of_pairs_has_both_kinds_and_no_pair_twice() -> None:
    pairs = [frozenset((case["left"], case["right"])) for case in cases()]

    assert len(pairs) == len(set(pairs)) >= 120
    assert {case["same"] for case in cases()} == {"true", "false"}


@given(LETTERS, LETTERS)
def test_likeness_is_the_same_both_ways_and_lies_between_nought_and_one(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0


@given(LETTERS)
def test_a_name_with_a_word_in_it_is_like_itself(name: str) -> None:
    assert likeness(name, name) == (1.0 if words_of(name) else 0.0)


@given(LETTERS)
def test_spellings_that_sound_the_same_share_a_skeleton_for_blocking(name: str) -> None:
    for word in words_of(name):
        assert set(skeletons(word)) & set(skeletons(word.upper()))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Jan Peters", "Jan Pieters", False),
        ("Piet Jansen", "Piet Janssen", False),
        ("Zoë Kuipers", "Zoe Kuipers", True),
        ("Taras Sjevtsjenko", "Taras Shevchenko", True),
        ("Sjevtsjenko", "Shevchenko", False),
        ("Taras Sjevtsjenko", "Ihor Shevchenko", False),
    ],
)
def test_only_names_that_were_brought_over_are_merged_by_ear(
    left: str, right: str, *, same: bool
) -> None:
    assert surely_same(left, right) is same


def test_a_word_is_read_as_dutch_english_german_and_french() -> None:
    assert {"uQenko", "sumi"} <= {*readings("Joesjtsjenko"), *readings("Soemy")}


@pytest.mark.parametrize("name", ["", "…", "1999", "’s", "-" * 1000, "a" * 10_000])
def test_odd_names_have_a_likeness_too(name: str) -> None:
    assert 0.0 <= likeness(name, "Kharkiv") <= 1.0
