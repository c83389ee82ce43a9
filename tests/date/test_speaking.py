import pytest
from tests.date.build import told

from kroniek.model.doc import DAYS


@pytest.mark.parametrize(
    ("language", "on", "text", "said", "value"),
    [
        ("nl", "2024-05-16", '"Morgen gaan wij", zei de kapitein dinsdag.', "Morgen", "2024-05-15"),
        ("nl", "2024-05-16", 'In 2011 zei zij: "Vorig jaar was ik arm."', "Vorig jaar", "2010"),
        ("nl", "2024-05-16", '"Morgen gaan wij", zei hij na de storm van dinsdag.', "Morgen",
         "2024-05-17"),
        ("en", "2024-05-16", '"We sail on Friday," she said on 7 May.', "Friday", "2024-05-10"),
    ],
)  # fmt: skip
def test_utterance_is_read_from_the_day_on_which_it_was_spoken(
    language: str, on: str, text: str, said: str, value: str
) -> None:
    found = {time.span.of(text): time.value for time in told(text, on, language)[DAYS]}

    assert found[said] == value
