"""Places of one word tell of each other, and of nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kroniek.extract.reader.agreement import Agreement
from kroniek.extract.reader.decode import Array

SURE = np.array([[0.01, 0.97, 0.02]], dtype=np.float32)
"""Of one word: hardly in no name, nearly surely of the first type."""
DOUBTFUL = np.array([[0.1, 0.4, 0.5]], dtype=np.float32)


def swayed(chances: Array, sway: Array) -> Array:
    found: Array = np.log(chances) + sway
    return found


def test_a_doubtful_place_follows_the_sure_ones() -> None:
    agreement = Agreement([(["Alkwin"], DOUBTFUL), (["Alkwin"], SURE), (["Alkwin"], SURE)])

    assert DOUBTFUL.argmax() == 2
    sway = agreement.sway(["Alkwin"], DOUBTFUL, 0.7)
    assert swayed(DOUBTFUL, sway).argmax() == 1
    sway = agreement.sway(["Alkwin"], SURE, 0.7)
    assert swayed(SURE, sway).argmax() == 1


def test_the_more_other_places_the_more_they_count() -> None:
    few = Agreement([(["Alkwin"], DOUBTFUL), *[(["Alkwin"], SURE)] * 1])
    many = Agreement([(["Alkwin"], DOUBTFUL), *[(["Alkwin"], SURE)] * 9])

    least = few.sway(["Alkwin"], DOUBTFUL, 1.0)[0]
    most = many.sway(["Alkwin"], DOUBTFUL, 1.0)[0]
    assert most[1] - most[2] > least[1] - least[2] > 0


@pytest.mark.parametrize(
    ("word", "others"),
    [("Alkwin", ["Berend"]), ("brug", ["brug"]), ("Brug", ["brug"]), ("4", ["4"])],
    ids=["stands alone", "no capital", "capital here only", "figure"],
)
def test_other_words_and_words_without_a_capital_say_nothing(word: str, others: list[str]) -> None:
    agreement = Agreement([([word], DOUBTFUL), *(([other], SURE) for other in others)])

    assert not agreement.sway([word], DOUBTFUL, 1.0).any()


windows = st.lists(
    st.lists(st.sampled_from(["Aa", "Bb", "cc"]), max_size=5).flatmap(
        lambda words: st.tuples(
            st.just(words),
            arrays(np.float32, (len(words), 3), elements=st.floats(0, 1, width=32)),
        )
    ),
    max_size=5,
)


@given(windows, st.randoms())
def test_the_order_of_the_windows_does_not_matter(
    rows: list[tuple[list[str], Array]], chance: np.random.Generator
) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    one, other = Agreement(rows), Agreement(mixed)

    for words, chances in rows:
        given_ = one.sway(words, chances, 0.7)
        assert given_ == pytest.approx(other.sway(words, chances, 0.7), abs=1e-4)
