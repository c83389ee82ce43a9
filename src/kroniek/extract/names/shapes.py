"""How the words of names look: capitals, initials, acronyms; and what a text shows of its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from kroniek.extract.names.words import lower_heads
from kroniek.model.text import Sentence, Token

_OPENERS = frozenset("\"“”„‘’'«»:•*–—-…(>|".replace("(", ""))
_LABELS = frozenset(
    "LIVE LIVEBLOG VIDEO FOTO'S FOTO FOTOS PHOTOS PHOTO UPDATE BREAKING KIJK LEES LUISTER WATCH "
    "READ LISTEN EXCLUSIVE EXCLUSIEF ANALYSE ANALYSIS OPINIE OPINION COLUMN INTERVIEW".split()
)
"""Labels in capitals before a headline: the word after them begins it."""
_LOWER_PREFIXES = (
    "al-",
    "el-",
    "as-",
    "ar-",
    "an-",
    "ad-",
    "at-",
    "d'",
    "d’",
    "l'",
    "l’",
    "'s-",
    "’s-",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``first`` to ``last`` (exclusive) that may be a name.

    `initial` says that the first one's capital may come from its place; `role` is the index of a
    capitalised title cut off before it, or None.
    """

    first: int
    last: int
    initial: bool
    role: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the whole text shows of its words: lower-case ones, and capitals inside sentences."""

    lower: frozenset[str]
    inside: frozenset[str]
    """As written: words that bear a capital inside a sentence."""
    pairs: frozenset[tuple[str, str]]
    """Two words running that bear capitals inside a sentence, as written."""
    seconds: frozenset[str] = frozenset()
    """The second words of `pairs`."""


def name_like(text: str) -> bool:
    """Whether a token may be a word of a name by its letters."""
    if text[0].isupper():
        return True
    if text.startswith(_LOWER_PREFIXES):
        return any(map(str.isupper, text))
    head, dash, tail = text.partition("-")
    return bool(dash and tail and tail[0].isupper() and head in lower_heads())


def look_around(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> Seen:
    """Collect what the text shows of its words."""
    lower = {token.text for token in tokens if token.text == token.lower}
    inside: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for sentence in sentences:
        before = None
        for k in range(sentence.first, sentence.last):
            text = tokens[k].text
            if text[0].isupper():
                if not begins(tokens, k, sentence):
                    inside.add(text)
                    if before is not None:
                        pairs.add((before, text))
                    before = text
                else:
                    before = None
            else:
                before = None
    seconds = frozenset(second for _, second in pairs)
    return Seen(frozenset(lower), frozenset(inside), frozenset(pairs), seconds)


def begins(tokens: Sequence[Token], k: int, sentence: Sentence) -> bool:
    """Whether token `k` stands where any word bears a capital."""
    if k == sentence.first or tokens[k - 1].text in _OPENERS:
        return True
    return k == sentence.first + 1 and tokens[k - 1].text in _LABELS


def is_initials(text: str) -> bool:
    """Whether `text` is one or more capital letters with points: "J.", "J.P."."""
    return (
        len(text) > 1
        and text.endswith(".")
        and all(len(part) <= 2 for part in text[:-1].split("."))
        and (text[0].isupper())
    )


def is_acronym(text: str) -> bool:
    """Whether `text` is two to seven characters, letters all capital."""
    return 2 <= len(text) <= 7 and text.isupper() and text[-1] != "."
