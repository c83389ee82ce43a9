"""From scores to spans: only sequences that mean something come out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from training.decode import log_softmax, spans, sways, type_chances, viterbi, word_scores
from training.labels import HEAD
from training.pieces import Pieces

from kroniek.extract.reader.agreement import Agreement

LABELS = HEAD["names"].labels
scores_strategy = st.integers(0, 8).flatmap(
    lambda n: arrays(np.float64, (n, len(LABELS)), elements=st.floats(-9, 0).map(lambda x: x))
)


def ways(path: list[int]) -> list[str]:
    return [LABELS[k] for k in path]


@given(scores_strategy, st.frozensets(st.integers(0, 7)))
def test_no_name_goes_on_without_having_begun(scores: np.ndarray, starts: frozenset[int]) -> None:
    before = "O"
    for k, label in enumerate(ways(viterbi(scores, starts))):
        mark, _, kind = label.partition("-")
        if mark == "I":
            assert before[2:] == kind
            assert k not in starts
        before = label


@given(scores_strategy)
def test_no_allowed_neighbour_of_the_path_scores_higher(scores: np.ndarray) -> None:
    path = viterbi(scores)
    best = sum(scores[k, label] for k, label in enumerate(path))
    outside = sum(row[0] for row in scores)
    assert best >= outside - 0.01


def test_a_word_begins_at_its_first_piece_only() -> None:
    logs = log_softmax(np.array([[0, 9, 0], [0, 0, 9]], dtype=np.float32))
    word = word_scores(logs, [[0, 1]])
    assert word.argmax() == 1
    apart = word_scores(logs, [[0], [1]])
    assert apart.argmax(axis=1).tolist() == [1, 2]


def test_spans_have_the_type_and_place_of_their_run() -> None:
    starts = np.array([0, 4, 9, 14])
    pieces = Pieces(starts, starts, starts + 3, np.arange(4))
    path = [LABELS.index(x) for x in ("B-PER", "I-PER", "B-PER", "O")]
    assert spans(path, [[0], [1], [2], [3]], pieces, LABELS) == [
        ((0, 7), "PER", 0),
        ((9, 12), "PER", 2),
    ]


@pytest.mark.parametrize("noise", [1e-5, -1e-5])
def test_the_last_bits_of_a_sum_do_not_decide(noise: float) -> None:
    logs = np.log(np.array([[0.4, 0.4, 0.2]]))
    logs[0, 1] += noise
    assert viterbi(word_scores(logs, [[0]])) == [0]


word_windows = st.lists(
    st.lists(st.sampled_from(["Aa", "Bb", "cc", "7"]), max_size=5).flatmap(
        lambda words: st.tuples(
            st.just(words),
            arrays(np.float32, (len(words), 5), elements=st.floats(0, 1, width=32)),
        )
    ),
    max_size=4,
)


@given(word_windows, st.sampled_from([0.3, 0.7, 1.0]))
def test_the_run_time_lets_places_agree_as_the_reference_does(
    rows: list[tuple[list[str], np.ndarray]], share: float
) -> None:
    expected = sways([words for words, _ in rows], [chances for _, chances in rows], share)
    agreement = Agreement(rows)

    for (words, chances), wanted in zip(rows, expected, strict=True):
        assert agreement.sway(words, chances, share) == pytest.approx(wanted, abs=1e-4)


def test_beginning_and_going_on_are_one_type() -> None:
    chances = type_chances(np.log(np.array([[0.2, 0.5, 0.3], [0.9, 0.1, 1e-9]])))

    assert chances == pytest.approx(np.array([[0.2, 0.8], [0.9, 0.1]]), abs=1e-6)
