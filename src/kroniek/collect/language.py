"""In which language a text is written: Dutch, English or another."""

import re
from functools import cache
from typing import Any, NamedTuple

from kroniek.packs import words

LANGUAGES = ("nl", "en")
"""The languages Kroniek reads, BCP 47; the first is taken where nothing tells."""
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
"""Code points that are looked at from the beginning, and from the middle of a longer text."""
_CLEAR_SHARE = 0.18
"""Share of function words (of running text about .4) from which no classifier is needed."""
_FEWEST_WORDS = 40
"""Words below which a text is too short to be refused for its language."""
_FEWEST_LETTERS = 400
"""The same in letters, for scripts that do not part words."""
_CERTAIN = 0.95
_FEWEST_IN_POST = 5
"""Words below which a post is not put to the classifier."""


class Verdict(NamedTuple):
    """The language (BCP 47) and the program's score for it, 0 to 1."""

    language: str
    score: float


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """Frequent words of each language that the other one does not have."""
    found = {code: words(f"{code}/layout.toml", "language", "function_words") for code in LANGUAGES}
    shared = found["nl"] & found["en"]
    return {code: forms - shared for code, forms in found.items()}


@cache
def _foreign_words() -> frozenset[str]:
    """Frequent words of related languages that would pass for Dutch or English."""
    return words("shared/languages.toml", "foreign_words")


def _counts(text: str) -> tuple[list[str], dict[str, int]]:
    """The words, lower case, and how many of them are function words of each language."""
    looked_at = [word.lower() for word in _WORD.findall(text)]
    known = _function_words()
    return looked_at, {code: sum(word in known[code] for word in looked_at) for code in LANGUAGES}


def line_language(text: str) -> str | None:
    """``nl`` or ``en`` for a line or two by function words alone; None where these do not tell."""
    looked_at, found = _counts(text)
    (most, best), (less, _) = sorted(((found[c], c) for c in LANGUAGES), reverse=True)
    total = len(looked_at)
    return best if most >= 2 and most > 2 * less and most >= 0.1 * total else None


def post_language(text: str, language: str) -> str:
    """The language of a short post in an article written in `language`.

    A word that only one of the languages has decides; without one the classifier chooses between
    them, and `language` stands for what is too short for that.
    """
    looked_at, found = _counts(text)
    (less, _), (most, best) = sorted((found[code], code) for code in LANGUAGES)
    if most > less:
        return best
    if len(looked_at) < _FEWEST_IN_POST:
        return language
    ranked = dict(_classifier().rank(text))
    return max(LANGUAGES, key=lambda code: (ranked[code], code == language))


def has_function_words(text: str, language: str) -> bool:
    """Whether the first words of `text` hold three function words of `language`: a cheap test."""
    known = _function_words()[language]
    return sum(word in known for word in text[:240].lower().split()) >= 3


@cache
def _classifier() -> Any:  # noqa: ANN401  (the package has no types)
    # Imported late: loading its model takes longer than reading a thousand clear articles.
    from py3langid.langid import (  # type: ignore[import-untyped]  # noqa: PLC0415
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _sample(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}"


def language_of(text: str) -> Verdict:
    """The language of `text`: ``nl``, ``en``, or another code when the text clearly is in it.

    Short or unclear text counts as whichever of Dutch and English is likelier, with a low score.
    """
    sample = _sample(text)
    looked_at, found = _counts(sample)
    total = len(looked_at)
    (most, best), (less, _) = sorted(((found[c], c) for c in LANGUAGES), reverse=True)
    foreign = _foreign_words()
    strangers = sum(word in foreign for word in looked_at)
    if total >= 8 and most >= _CLEAR_SHARE * total and most >= 3 * (less + strangers):
        return Verdict(best, 1.0)
    ranked = {str(code): float(score) for code, score in _classifier().rank(sample)}
    top = max(ranked, key=lambda code: (ranked[code], code))
    others = 1.0 - sum(ranked[code] for code in LANGUAGES)
    letters = sum(len(word) for word in looked_at)
    long_enough = total >= _FEWEST_WORDS or letters >= _FEWEST_LETTERS
    if top not in LANGUAGES and others >= _CERTAIN and long_enough and strangers * 4 >= most:
        return Verdict(top, others)
    if most != less:
        return Verdict(best, 0.5)
    return max((Verdict(code, ranked[code]) for code in LANGUAGES), key=lambda v: v.score)
