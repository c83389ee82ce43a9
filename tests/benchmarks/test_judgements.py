"""The rig of corrections: its edits know where every letter came from; a small round of it."""

import random

import judgements
from edits import Edited, edited
from hypothesis import given
from hypothesis import strategies as st

TEXT = (
    "De dijk bij Arcen is doorgebroken. Twee mensen worden vermist.\n\n"
    "De burgemeester sprak van een ramp. Zij vroeg bewoners om binnen te blijven, en elkaar te"
    " helpen waar dat kan.\n"
)


@given(st.integers(min_value=0, max_value=10**6))
def test_an_edited_text_tells_of_every_letter_where_it_stood(seed: int) -> None:
    one = edited(TEXT, random.Random(seed))  # noqa: S311 (drawing cases)

    assert len(one.text) == len(one.origins)
    assert all(
        origin is None or TEXT[origin] == letter
        for letter, origin in zip(one.text, one.origins, strict=True)
    )
    stood = [origin for origin in one.origins if origin is not None]
    assert len(stood) == len(set(stood))


def test_nothing_edited_is_the_text_itself() -> None:
    assert Edited.of(TEXT).text == TEXT


def test_a_small_round_loses_no_judgement_and_puts_none_in_another_article() -> None:
    found = judgements.measure(26, 1)

    assert found["judgements"] == 26
    for name in ("rebuild/applied", "fresh/applied", "moved/applied", "edited/told", "both/told"):
        assert found[name] == 1.0, name
    assert found["removed/told"] == 1.0
    # One paragraph that is printed twice weighs much in so small a round.
    assert min(found["edited/right"], found["both/right"]) >= 0.9
    for name in ("edited/elsewhere", "both/elsewhere", "removed/elsewhere"):
        assert found[name] == 0, name
