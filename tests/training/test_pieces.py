"""Pieces keep their place in the text, and words are cut alike everywhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from training.pieces import cut


def words(tokenizer: Tokenizer, text: str) -> list[str]:
    pieces = cut(tokenizer, text)
    found: dict[int, str] = {}
    for start, end, word in zip(pieces.starts, pieces.ends, pieces.word, strict=True):
        found[int(word)] = found.get(int(word), "") + text[start:end]
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De brug staat.", ["De", "brug", "staat", "."]),
        ("Terdamse  firma's", ["Terdamse", "firma", "'", "s"]),
        ("Noord-Terdam", ["Noord", "-", "Terdam"]),
        ("(EFG)\nnieuw", ["(", "EFG", ")", "nieuw"]),
        ("de 🚤 voer", ["de", "🚤", "voer"]),
    ],
)
def test_a_word_is_a_run_of_word_characters(
    tokenizer: Tokenizer, text: str, expected: list[str]
) -> None:
    assert words(tokenizer, text) == expected


def test_pieces_of_one_word_share_its_number(tokenizer: Tokenizer) -> None:
    pieces = cut(tokenizer, "Onafhankelijkheidsverklaring volgde")
    assert len(pieces.ids) > 2
    assert set(pieces.word.tolist()) == {0, 1}


@pytest.mark.parametrize(
    ("span", "expected"), [((0, 2), "De"), ((3, 9), "bruggen"), ((5, 6), "bruggen")]
)
def test_a_span_touches_the_pieces_it_shares_characters_with(
    tokenizer: Tokenizer, span: tuple[int, int], expected: str
) -> None:
    text = "De bruggen."
    pieces = cut(tokenizer, text)
    under = pieces.touching(span)
    assert text[pieces.starts[under[0]] : pieces.ends[under[-1]]] in expected
    assert all(pieces.ends[k] > span[0] and pieces.starts[k] < span[1] for k in under)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_pieces_lie_in_order_inside_the_text(tokenizer: Tokenizer, text: str) -> None:
    pieces = cut(tokenizer, text)
    assert all(0 <= s <= e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))
    assert pieces.starts.tolist() == sorted(pieces.starts.tolist())
    assert pieces.word.tolist() == sorted(pieces.word.tolist())
