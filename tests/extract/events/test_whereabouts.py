"""Where it was when its own sentence does not say."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import EVENTS


def _places(text: str, language: str, kind: str) -> list[str]:
    """The places of the last event of a type."""
    event = [e for e in doc_of(text, language, upto="events")[EVENTS] if e.type == kind][-1]
    return [span.of(text) for span in event.places]


@pytest.mark.parametrize(
    ("language", "text", "kind", "where"),
    [
        ("en", "A missile struck a school in Plovdiv. Four people were killed.", "casualties",
         ["Plovdiv"]),
        ("nl", "Een raket sloeg in bij een school in Plovdiv. Vier mensen kwamen om.",
         "casualties", ["Plovdiv"]),
        ("nl", "Een raket sloeg in bij een school in Plovdiv. In Gent kwamen vier mensen om.",
         "casualties", ["Gent"]),
    ],
)  # fmt: skip
def test_what_names_no_place_was_where_the_text_has_just_been(
    language: str, text: str, kind: str, where: list[str]
) -> None:
    assert _places(text, language, kind) == where


def test_the_next_paragraph_is_elsewhere() -> None:
    text = "Parliament met on Monday.\n\nA missile struck Plovdiv.\n\nFour people were killed."

    assert _places(text, "en", "casualties") == []
