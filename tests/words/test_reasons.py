import pytest

from kroniek.library import Kroniek
from kroniek.packs import lexicon, load_packs
from kroniek.words.reasons import Told, day_words, told

ROWS = lexicon("nl/reasons.toml")["reason"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"][:40])
def test_every_pattern_tells_its_own_example_in_dutch(row: dict[str, str]) -> None:
    words, language = told(row["example"], "nl")

    assert language == "nl"
    assert words != row["example"]
    assert "{" not in words


@pytest.mark.parametrize(
    ("because", "language", "expected"),
    [
        (
            "The page gives the date 2024-03-01 (date line).",
            "nl",
            Told("De pagina noemt de datum 1 maart 2024 (datumregel).", "nl"),
        ),
        (
            "The page gives the date 2024-03 (date line).",
            "en",
            Told("The page gives the date March 2024 (date line).", "en"),
        ),
        ("Nobody knows this one.", "nl", Told("Nobody knows this one.", "en")),
        ("“maandag”", "nl", Told("“maandag”", "nl")),
        (
            "The others credit PDN. It is dated earliest, 2024-03-01.",
            "nl",
            Told(
                "De andere noemen PDN als bron. Dit draagt de vroegste datum, 1 maart 2024.", "nl"
            ),
        ),
        (
            "The others credit PDN. Nobody knows this one.",
            "nl",
            Told("The others credit PDN. Nobody knows this one.", "en"),
        ),
        ("{words} is told as past.", "nl", Told("{words} wordt verteld als verleden tijd.", "nl")),
    ],
)
def test_a_reason_is_told_in_the_language_it_can_be_told_in(
    because: str, language: str, expected: Told
) -> None:
    assert told(because, language) == expected


def test_every_happening_of_the_calendars_is_told_in_dutch_and_no_other() -> None:
    known = {row.what for row in load_packs().calendar}

    assert set(lexicon("nl/happenings.toml")["told"]) == known
    assert told("A known happening is told (Pope Francis dies, 2025-04-21).", "nl") == Told(
        "Er wordt van een bekende gebeurtenis verteld (paus Franciscus overlijdt, 21 april 2025).",
        "nl",
    )


def test_reasons_of_the_sample_are_told_in_dutch(demo: Kroniek) -> None:
    reasons = {reason.because for view in demo.views.datings() for reason in view.dating.reasons}
    left = {because for because in reasons if told(because, "nl").language != "nl"}

    assert len(left) <= len(reasons) / 4, left


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-03-01", "1 maart 2024"),
        ("2024-03", "maart 2024"),
        ("2024", "2024"),
        ("2024-03-01/2024-03-05", "1–5 maart 2024"),
        ("../2024-03-01", "t/m 1 maart 2024"),
        ("2024-03-01/..", "vanaf 1 maart 2024"),
        ("2024-99", "2024-99"),
        ("2024-W10", "2024-W10"),
        ("2025/2024", "2025/2024"),
        ("..", ".."),
    ],
)
def test_a_date_is_written_as_readers_write_it(value: str, words: str) -> None:
    assert day_words(value, "nl") == words
