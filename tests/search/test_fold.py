import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.search.fold import bare, folded, joined, words_in


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Oekraïne", "oekraine"),
        ("OEKRAÏNE", "oekraine"),
        ("Oekrai\u0308ne", "oekraine"),
        ("evacués", "evacues"),
        ("Straße", "strasse"),
        ("2.100", "2100"),
        ("2,100", "2100"),
        ("1.234.567", "1234567"),
        ("4,5", "4d5"),
        ("4.5", "4d5"),
        ("21.15", "21d15"),
        ("regio’s", "regios"),
        ("staakt-het-vuren", "staakthetvuren"),
    ],
)
def test_a_word_has_one_key_however_it_is_written(written: str, key: str) -> None:
    assert folded(written) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De burgemeester (58) zei: „Nee”.", ["De", "burgemeester", "58", "zei", "Nee"]),
        ("Donbas-regio's en -dorpen", ["Donbas-regio's", "en", "dorpen"]),
        ("2.100 mensen, 4,5 procent.", ["2.100", "mensen", "4,5", "procent"]),
        ("om 21.15 uur.", ["om", "21.15", "uur"]),
        ("pic.twitter.com/a1", ["pic", "twitter", "com", "a1"]),
        ("caf\u00ad\u00e9 Oekrai\u0308ne", ["caf\u00ad\u00e9", "Oekrai\u0308ne"]),
        ("𝕏 😀 👩‍👩‍👧 é", ["𝕏", "é"]),
        ("", []),
    ],
)
def test_words_and_numbers_are_cut_as_a_reader_would(text: str, words: list[str]) -> None:
    assert [span.of(text) for span in words_in(text)] == words


@pytest.mark.parametrize(
    ("written", "without"),
    [("Zelensky’s", "Zelensky"), ("VS's", "VS"), ("'s", "'s"), ("foto's", "foto")],
)
def test_a_possessive_ending_is_taken_off(written: str, without: str) -> None:
    assert bare(written) == without


def test_a_name_of_several_words_is_one_key() -> None:
    assert joined("Tsjasiv Jar") == joined("TSJASIV-JAR") == "tsjasivjar"


@settings(deadline=None)
@given(st.text())
def test_keys_are_letters_and_digits_only_so_that_no_query_can_be_a_command(word: str) -> None:
    assert re.fullmatch("[a-z0-9]*", folded(word))


@settings(deadline=None)
@given(st.text())
def test_words_are_disjoint_spans_in_order_that_keep_their_keys(text: str) -> None:
    spans = list(words_in(text))

    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
