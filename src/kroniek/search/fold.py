"""Words as the index holds them: in the 26 letters and ten digits, without case and accents.

Index and query are cut and folded by the same two functions, so that what was written one way is
found when it is asked for in another.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from kroniek.spans import Span

# Combining accents, soft hyphens and joiners may stand inside a word without ending it.
_LETTER = r"[^\W\d_]"
_INNER = r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])"
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)+|{_LETTER}{_INNER}*(?:[-‐‑'’ʼ]{_INNER}+)*|\d{_INNER}*(?:[-‐‑'’ʼ]{_INNER}+)*"
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)+")
_NOT_KEPT = re.compile(r"[^a-z0-9]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s$", re.IGNORECASE)


def words_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where words and numbers stand in ``text[start:end]``, as spans of the whole text."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Span(*match.span())


@lru_cache(maxsize=262_144)
def folded(word: str) -> str:
    """One word in ``a-z0-9``; empty if nothing of it can be told so.

    ``Oekraïne`` is ``oekraine``; ``2.100`` and ``2,100`` are ``2100``; ``4,5`` and ``4.5`` are
    ``4d5``, so that they are not ``45``.
    """
    if _GROUPED.fullmatch(word):
        return word.replace(".", "").replace(",", "")
    if _DECIMAL.fullmatch(word):
        return word.replace(".", "d").replace(",", "d")
    return _NOT_KEPT.sub("", anyascii(word).lower())


def joined(name: str) -> str:
    """A name of several words as one: ``Tsjasiv Jar`` is ``tsjasivjar``."""
    return "".join(folded(span.of(name)) for span in words_in(name))


def bare(word: str) -> str:
    """Without a possessive ending: ``Zelensky’s`` is ``Zelensky``."""
    return _POSSESSIVE.sub("", word)
