"""Decoding: spans begin with their beginning, ties are decided by rule."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.extract.reader.fake import BIO, NAMES

from kroniek.extract.reader.decode import (
    Array,
    best_path,
    forbid,
    joined,
    log_softmax,
    spans_of,
)

SCORES = arrays(np.float32, st.tuples(st.integers(1, 5), st.just(3)), elements=st.integers(-9, 0))


def allowed(path: tuple[int, ...]) -> bool:
    before = "O"
    for at in path:
        if BIO[at] == "I" and before == "O":
            return False
        before = BIO[at]
    return True


@given(SCORES)
def test_the_path_is_the_best_that_is_allowed(scores: Array) -> None:
    path = best_path(scores, BIO)
    totals = [
        sum(float(scores[k, at]) for k, at in enumerate(one))
        for one in product(range(3), repeat=len(scores))
        if allowed(one)
    ]

    assert allowed(tuple(path))
    assert sum(float(scores[k, at]) for k, at in enumerate(path)) == max(totals)


@pytest.mark.parametrize("before", range(len(NAMES)))
@pytest.mark.parametrize("label", range(len(NAMES)))
def test_a_span_goes_on_with_its_own_kind_only(before: int, label: int) -> None:
    scores = np.full((2, len(NAMES)), -9.0, np.float32)
    scores[0, before] = scores[1, label] = 0.0
    first, second = best_path(scores, NAMES)

    assert NAMES[first][0] != "I"
    assert NAMES[second][0] != "I" or NAMES[first] == "B" + NAMES[second][1:]
    if NAMES[before][0] != "I" and (
        NAMES[label][0] != "I" or NAMES[before] == f"B{NAMES[label][1:]}"
    ):
        assert (first, second) == (before, label)


def test_of_equal_labels_the_first_is_taken() -> None:
    assert best_path(np.zeros((3, 3), np.float32), BIO) == [0, 0, 0]
    assert best_path(np.zeros((0, 3), np.float32), BIO) == []


def test_a_lower_temperature_makes_surer() -> None:
    logits = np.array([[2.0, 1.0, 0.0]], dtype=np.float32)
    cold, warm = (np.exp(log_softmax(logits, temperature)) for temperature in (0.5, 2.0))

    assert np.allclose(cold.sum(), 1, atol=1e-3)
    assert np.allclose(warm.sum(), 1, atol=1e-3)
    assert cold[0, 0] > warm[0, 0]


def test_a_token_that_shares_its_piece_begins_nothing() -> None:
    scores = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.8, 0.1]], dtype=np.float32))
    path = best_path(joined(scores, BIO, (False, True)), BIO)

    assert spans_of(path, BIO) == [(0, 2, "")]


def test_no_span_reaches_over_a_forbidden_place() -> None:
    scores = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8]], dtype=np.float32))
    path = best_path(forbid(scores, BIO, (True, True)), BIO)

    assert spans_of(path, BIO)[:1] == [(0, 1, "")]
