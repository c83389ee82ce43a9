"""Dutch, English or neither."""

import subprocess
import sys

import pytest

from kroniek.collect.language import language_of, line_language

DUTCH = "De gemeente heeft besloten dat het bad niet wordt gesloten, maar pas later open gaat."
ENGLISH = "The council has decided that the pool will not be closed but opens at a later date."
GERMAN = (
    "Die Gemeinde hat beschlossen, dass das Schwimmbad nicht geschlossen wird, sondern erst später "
    "öffnet. Der Bürgermeister sagte, dass die Kosten zu hoch seien und dass man mit den Vereinen "
    "sprechen müsse. Viele Bürger waren mit der Entscheidung nicht zufrieden und wollen klagen."
)
FRENCH = (
    "La commune a décidé que la piscine ne serait pas fermée, mais qu'elle ouvrirait plus tard. Le "
    "maire a déclaré que les coûts étaient trop élevés et qu'il fallait parler avec les clubs. "
    "Beaucoup d'habitants ne sont pas contents de la décision et veulent porter plainte."
)
UKRAINIAN = "Міська рада вирішила, що басейн не буде закрито, але він відкриється пізніше. " * 8


@pytest.mark.parametrize(
    ("text", "language"),
    [(DUTCH, "nl"), (ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (UKRAINIAN, "uk")],
)
def test_language_of_running_text(text: str, language: str) -> None:
    assert language_of(text).language == language


@pytest.mark.parametrize("text", ["Jansen", "Amsterdam 3 - 1", "Volendam wint", "1234"])
def test_short_text_counts_as_one_of_ours(text: str) -> None:
    verdict = language_of(text)

    assert verdict.language in {"nl", "en"}
    assert verdict.score < 1


def test_dutch_article_with_english_posts_stays_dutch() -> None:
    assert language_of(f"{DUTCH} {DUTCH} {ENGLISH} {DUTCH}").language == "nl"


def test_long_text_is_judged_by_its_beginning_and_middle() -> None:
    assert language_of(DUTCH * 500).language == "nl"


@pytest.mark.parametrize(
    ("text", "language"), [(DUTCH, "nl"), (ENGLISH, "en"), ("Amsterdam Rotterdam", None)]
)
def test_language_of_a_line(text: str, language: str | None) -> None:
    assert line_language(text) == language


def test_clear_text_needs_no_classifier() -> None:
    code = (
        "import sys; from kroniek.collect.language import language_of; "
        f"language_of({DUTCH!r}); print('py3langid' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
