"""In which language a text is written: Dutch, English or another."""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kroniek.packs import words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("nl", "en")
"""The languages Kroniek reads, BCP 47; the first is taken where nothing tells."""
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
"""Code points that are looked at from the beginning, and from the middle of a longer text."""
_CLEAR_SHARE = 0.18
"""Share of function words (of running text about .4) from which no classifier is needed."""
_FEWEST_WORDS = 40
"""Words below which a text is too short to be refused for its language."""
_CERTAIN = 0.95


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


def _counts(text: str) -> tuple[int, dict[str, int]]:
    """How many words were looked at, and how many of them are function words of each language."""
    looked_at = [word.lower() for word in _WORD.findall(text)]
    known = _function_words()
    return len(looked_at), {
        code: sum(word in known[code] for word in looked_at) for code in LANGUAGES
    }


def line_language(text: str) -> str | None:
    """``nl`` or ``en`` for a line or two by function words alone; None where these do not tell."""
    total, found = _counts(text)
    (most, best), (less, _) = sorted(((found[c], c) for c in LANGUAGES), reverse=True)
    return best if most >= 2 and most > 2 * less and most >= 0.1 * total else None


@cache
def _classifier() -> "LanguageIdentifier":
    # Imported late: loading its model takes longer than reading a thousand clear articles.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

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
    total, found = _counts(sample)
    (most, best), (less, _) = sorted(((found[c], c) for c in LANGUAGES), reverse=True)
    if total >= 8 and most >= _CLEAR_SHARE * total and most >= 3 * less:
        return Verdict(best, 1.0)
    ranked = [(str(code), float(score)) for code, score in _classifier().rank(sample)]
    top, score = ranked[0]
    if top in LANGUAGES:
        return Verdict(top, score)
    unlike_ours = most < 0.08 * total
    letters = sum(len(word) for word in _WORD.findall(sample))
    if unlike_ours and score >= _CERTAIN and (total >= _FEWEST_WORDS or letters >= 400):
        return Verdict(top, score)
    if most > less:
        return Verdict(best, 0.5)
    likelier = next(code for code, _ in ranked if code in LANGUAGES)
    return Verdict(likelier, 0.5)
