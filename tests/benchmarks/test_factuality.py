"""Factuality of a trigger by the rules, in the labels of the corpus."""

import factuality
import pytest
from tests.helpers import doc_of

CASES = [
    ("The army seized the town on Monday.", "seized", "CERTAIN POS NON_FUTURE"),
    ("The army will seize the town.", "seize", "CERTAIN POS FUTURE"),
    ("The army plans to seize the town.", "seize", "CERTAIN POS FUTURE"),
    ("The army did not seize the town.", "seize", "CERTAIN NEG NON_FUTURE"),
    ("The army will not seize the town.", "seize", "CERTAIN NEG FUTURE"),
    ("The army may seize the town.", "seize", "UNCERTAIN POS FUTURE"),
    ("The town may have been seized.", "seized", "UNCERTAIN POS NON_FUTURE"),
    ("He said the army will seize the town.", "said", "CERTAIN POS NON_FUTURE"),
    ("The visit to Oslo was delayed.", "visit", "CERTAIN NEG NON_FUTURE"),
    ("The firm frobnicated the gadget.", "frobnicated", "CERTAIN POS NON_FUTURE"),
    ("The firm will frobnicate the gadget.", "frobnicate", "CERTAIN POS FUTURE"),
]


@pytest.mark.parametrize(("text", "trigger", "wanted"), CASES)
def test_a_trigger_has_the_labels_its_sentence_gives_it(
    text: str, trigger: str, wanted: str
) -> None:
    start = text.index(trigger)
    doc = doc_of(text, "en", upto="statements")

    judged = factuality.scenes(doc, [start])[start]

    assert " ".join(factuality.by_rules(judged).values()) == wanted


def test_a_character_outside_any_word_has_no_scene() -> None:
    doc = doc_of("The army seized the town.", "en", upto="statements")

    assert factuality.scenes(doc, [3]) == {}
