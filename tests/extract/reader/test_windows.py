"""Windows: whole sentences, nothing lost, pieces led back to tokens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.reader.fake import FakeEngine
from tests.helpers import doc_of

from kroniek.extract.reader.windows import Window, placed, token_pieces, windows
from kroniek.model.doc import SENTENCES, TOKENS, Doc
from kroniek.model.text import Token

HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(list(" \n\t.,!?'\"“”-:;()@#1aA9é\u0301\u00a0\u2003\u200b\u200d\ufe0f😀🇳")),
    ),
    max_size=120,
)


def cut(doc: Doc, most: int) -> list[Window]:
    told = [(k, s) for k, s in enumerate(doc[SENTENCES]) if s.last > s.first]
    return list(windows(doc.text, doc[TOKENS], told, FakeEngine(most + 2).encode, most))


def row(*words: tuple[int, int]) -> list[Token]:
    return [Token(start, end, "x" * (end - start), "") for start, end in words]


@settings(deadline=None)  # the first example reads the packs
@given(HOSTILE, st.integers(4, 40))
def test_every_token_is_read_once_and_no_window_is_too_long(text: str, most: int) -> None:
    doc = doc_of(text)
    found = cut(doc, most)

    assert [k for window in found for k in window.tokens] == list(range(len(doc[TOKENS])))
    assert all(0 < len(window.ids) <= most for window in found)
    for window in found:
        assert all(
            0 <= first <= last < len(window.ids)
            for first, last in zip(window.firsts, window.lasts, strict=True)
        )


@given(HOSTILE)
def test_pieces_lie_where_their_tokens_do(text: str) -> None:
    doc = doc_of(text)
    tokens = doc[TOKENS]
    for sentence in doc[SENTENCES]:
        [(_, offsets)] = FakeEngine(9).encode([sentence.span.of(text)])
        spread = placed(text, sentence.span.start, offsets)
        for k, first, last in token_pieces(tokens, sentence.first, sentence.last, spread):
            assert spread[first][0] < tokens[k].end
            assert tokens[k].start < spread[last][1]
            assert spread[first][0] <= tokens[k].start
            assert tokens[k].end <= spread[last][1]


def test_whole_sentences_are_packed_until_the_next_does_not_fit() -> None:
    doc = doc_of("Een twee. Drie vier. Vijf zes. Zeven acht.")
    sizes = {len(FakeEngine(9).encode([s.span.of(doc.text)])[0][0]) for s in doc[SENTENCES]}
    found = cut(doc, 2 * max(sizes))

    assert [[k for k, _, _ in window.sentences] for window in found] == [[0, 1], [2, 3]]


def test_a_sentence_too_long_for_a_window_is_cut_between_tokens() -> None:
    doc = doc_of("woord " * 50 + "einde.")
    found = cut(doc, 20)

    assert len(found) > 2
    assert all(window.sentences[0][0] == 0 for window in found)
    assert [k for window in found for k in window.tokens] == list(range(len(doc[TOKENS])))


def test_of_a_word_longer_than_a_window_the_beginning_is_read() -> None:
    doc = doc_of("Dit is " + "x" * 500 + " en verder.")
    found = cut(doc, 20)

    assert [k for window in found for k in window.tokens] == list(range(len(doc[TOKENS])))
    assert max(len(window.ids) for window in found) == 20


@pytest.mark.parametrize(
    ("tokens", "offsets", "pieces"),
    [
        (row((0, 3), (4, 7)), [(0, 3), (4, 7)], [(0, 0, 0), (1, 1, 1)]),
        (row((0, 6)), [(0, 2), (2, 6)], [(0, 0, 1)]),
        (row((0, 1), (1, 2)), [(0, 2)], [(0, 0, 0), (1, 0, 0)]),
        (row((0, 3)), [(0, 0), (0, 3)], [(0, 1, 1)]),  # a blank before the word
        (row((0, 3), (4, 5)), [(0, 3)], [(0, 0, 0)]),  # a sign that the network does not know
    ],
)
def test_pieces_and_tokens_need_not_match(
    tokens: list[Token], offsets: list[tuple[int, int]], pieces: list[tuple[int, int, int]]
) -> None:
    assert token_pieces(tokens, 0, len(tokens), offsets) == pieces


@pytest.mark.parametrize(
    ("text", "piece", "left"),
    [(" aan", (0, 4), (1, 4)), ("a\u00a0b", (1, 3), (2, 3)), ("  ", (0, 2), (2, 2))],
)
def test_blanks_are_no_part_of_a_piece(
    text: str, piece: tuple[int, int], left: tuple[int, int]
) -> None:
    assert placed(text, 0, [piece]) == [left]
