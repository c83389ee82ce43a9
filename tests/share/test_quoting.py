import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.share.quoting import ELLIPSIS, Quotes, beginning


@pytest.mark.parametrize(
    ("limit", "words", "told"),
    [
        (150, "De brug is dicht.", "De brug is dicht."),
        (17, "De brug is dicht.", "De brug is dicht."),
        (16, "De brug is dicht.", "De brug is…"),
        (12, "De brug, zei hij.", "De brug, zei…"[:8].rstrip(", ") + ELLIPSIS),
        (8, "De  brug\nis dicht.", "De brug…"),
        (5, "Waterschapsbestuur", "Wate…"),
        (1, "De brug", ""),
        (0, "De brug", ""),
        (None, "De brug " * 100, ("De brug " * 100).strip()),
    ],
)
def test_a_quotation_is_cut_at_a_word(limit: int | None, words: str, told: str) -> None:
    assert Quotes(limit).cut(words) == told


@settings(deadline=None)
@given(st.text(), st.integers(0, 40))
def test_no_quotation_is_longer_than_the_limit(words: str, limit: int) -> None:
    assert len(Quotes(limit).cut(words)) <= limit


@settings(deadline=None)
@given(st.text(), st.integers(0, 40))
def test_what_is_quoted_stands_in_the_text_from_its_beginning(words: str, limit: int) -> None:
    told = Quotes(limit).cut(words)

    assert " ".join(words.split()).startswith(told.removesuffix(ELLIPSIS) if told else "")


@settings(deadline=None)
@given(st.text(), st.integers(0, 40))
def test_a_beginning_stands_in_the_text_letter_for_letter(words: str, most: int) -> None:
    assert words.startswith(beginning(words, most))
    assert len(beginning(words, most)) <= most


def test_no_accent_is_parted_from_its_letter() -> None:
    assert beginning("aaae\u0301\u0301bbb", 5) == "aaa"
    assert beginning("👩\u200d👩\u200d👧", 2) in ("👩", "")
