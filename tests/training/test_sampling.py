"""The plan of a training: whole sentences, every corpus as often as planned, always the same."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from training.articles import Targets
from training.labels import HEADS
from training.pieces import BEGIN, END, PAD, Pieces
from training.sampling import BATCH, Lesson, Window, collate, pack, round_windows

lengths = st.lists(st.integers(1, 30), min_size=1, max_size=30)


def lesson(key: str, corpus: str, count: int) -> Lesson:
    numbers = np.arange(count, dtype=np.int32)
    pieces = Pieces(numbers + 10, numbers, numbers + 1, numbers)
    bits = np.ones((len(HEADS), count), dtype=np.int32)
    links = np.array([[0, 1, 0], [1, 2, -1]], dtype=np.int32)
    return Lesson(key, corpus, pieces, Targets(bits, np.ones(len(HEADS)), links), (3, count))


@given(lengths, st.integers(4, 40))
def test_windows_cover_the_text_once_and_fit(sizes: list[int], room: int) -> None:
    ends = np.cumsum(sizes).tolist()
    windows = list(pack(ends, room))
    assert [k for a, b in windows for k in range(a, b)] == list(range(ends[-1]))
    assert all(b - a <= room for a, b in windows)


@given(lengths, st.integers(30, 60))
def test_sentences_that_fit_are_never_cut(sizes: list[int], room: int) -> None:
    ends = np.cumsum(sizes).tolist()
    assert all(b in ends for _, b in pack(ends, room))


def test_a_corpus_is_seen_as_often_as_planned() -> None:
    lessons = [lesson(f"a{k}", "conll2002", 9) for k in range(40)]
    seen = [
        w
        for number in range(4)
        for batch in round_windows(lessons, number, 4, 1, {"conll2002": 3.5})
        for w in batch
    ]
    assert 3.3 * 40 <= len(seen) <= 3.7 * 40


def test_the_same_seed_gives_the_same_plan_and_another_does_not() -> None:
    lessons = [lesson(f"a{k}", "polnear", 300) for k in range(20)]
    plans = [round_windows(lessons, 0, 2, seed, {"polnear": 1.8}) for seed in (1, 1, 2)]
    assert plans[0] == plans[1] != plans[2]
    assert all(max(w.size for w in b) * len(b) <= BATCH for b in plans[0])


def test_batches_carry_marks_targets_and_links_of_their_windows() -> None:
    lessons = [lesson("a", "polnear", 6)]
    batch = collate(lessons, [Window(0, 0, 3), Window(0, 2, 6)])
    assert batch.ids[0].tolist() == [BEGIN, 10, 11, 12, END, PAD]
    assert batch.ids[1, 0] == BEGIN
    assert batch.ids[1, -1] == END
    assert batch.bits[0, 0].tolist() == [HEADS[0].open, 1, 1, 1, HEADS[0].open, HEADS[0].open]
    assert batch.links.tolist() == [[0, 0, 2, 1], [1, 0, 3, -1], [1, 1, 1, -1]]
