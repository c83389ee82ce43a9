import pytest
from tests.helpers import doc_of

from kroniek.model.doc import TIMES


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Hij kwam op12 juni vrij.", ["12 juni"]),
        ("nl", "De brand woedde sinds2019.", ["2019"]),
        ("nl", "Woensdagkwam de rechter terug.", ["Woensdag"]),
        ("nl", "Het gebeurde op 3mei 2021.", ["3mei 2021"]),
        ("nl", "Gepubliceerd:03-05-202110:15 door de redactie.", ["03-05-2021", "10:15"]),
        ("nl", "In setpember 2006 was het stil.", ["setpember 2006"]),
        ("nl", "De meiden aten julienne in de zondagskerk.", []),
        ("en", "It rained onTuesday.", ["Tuesday"]),
        ("en", "The vote of28 September was lost.", ["28 September"]),
        ("en", "A Mayor and a marching band came to Sundale.", []),
    ],
)
def test_words_run_together_are_parted_and_others_left_whole(
    language: str, text: str, found: list[str]
) -> None:
    doc = doc_of(text, language, upto="times")

    assert [time.span.of(text) for time in doc[TIMES]] == found
