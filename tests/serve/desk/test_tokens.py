import pytest

from kroniek.ids import JudgementId
from kroniek.serve.desk import tokens
from kroniek.serve.desk.tokens import Tokens


def test_a_token_is_sound_where_it_was_made_and_nowhere_else() -> None:
    ours, others = Tokens(), Tokens()
    token = ours.fresh()

    assert ours.sound(token)
    assert not others.sound(token)
    assert ours.fresh() != token


@pytest.mark.parametrize("token", ["", ".", "a.b", "é", "\ud800.x", "0" * 10_000])
def test_what_nobody_made_is_not_sound(token: str) -> None:
    assert not Tokens().sound(token)


def test_a_signature_holds_for_its_own_number_only() -> None:
    made = Tokens()
    one, two = made.fresh().split("."), made.fresh().split(".")

    assert not made.sound(f"{one[0]}.{two[1]}")


def test_what_a_token_was_spent_on_is_remembered_for_the_latest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tokens, "MOST_REMEMBERED", 2)
    made = Tokens()
    for name in "abc":
        made.spend(name, JudgementId(f"j-{name}"))

    assert [made.spent_on(name) for name in "abc"] == [None, "j-b", "j-c"]
