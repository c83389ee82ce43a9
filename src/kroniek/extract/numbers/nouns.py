"""What a number counts: the head noun after it, over adjectives, without a parser."""

from collections.abc import Sequence

from kroniek.extract.names.words import name_words
from kroniek.extract.numbers.words import NumberWords
from kroniek.model.text import Sentence, Token

_REACH = 5
_ARTICLES = frozenset(
    (
        "de",
        "het",
        "the",
        "zijn",
        "haar",
        "hun",
        "onze",
        "deze",
        "die",
        "these",
        "those",
        "his",
        "her",
        "their",
    )
)


def counted_noun(
    tokens: Sequence[Token], first: int, sentence: Sentence, words: NumberWords, *, single: bool
) -> int | None:
    """Index of the noun counted by a number that ends before token `first`; None if unseen."""
    if first < sentence.last and tokens[first].lower in ("of", "van"):
        first += 1
        if first < sentence.last and tokens[first].lower in _ARTICLES:
            first += 1
    stop = min(first + _REACH, sentence.last)
    if sentence.language == "nl":
        return _dutch(tokens, first, stop, words, single=single)
    return _english(tokens, first, stop, words)


def _word(token: Token) -> bool:
    return token.text[0].isalpha() and not token.text.isupper()


def _dutch(
    tokens: Sequence[Token], first: int, stop: int, words: NumberWords, *, single: bool
) -> int | None:
    """The first word that is no adjective; an adjective ends in -e, or is one of a place."""
    for k in range(first, stop):
        token = tokens[k]
        if not _word(token) or token.lower in words.stops or token.lower in words.time_units:
            return None
        more = k + 1 < stop and _word(tokens[k + 1]) and tokens[k + 1].lower not in words.stops
        if more and _dutch_adjective(token, words):
            continue
        return k if _dutch_head(token, words, single=single) else None
    return None


def _dutch_head(token: Token, words: NumberWords, *, single: bool) -> bool:
    """Whether a word may be counted: a plural, or after "één" any noun; no brand with a capital."""
    lower = token.lower
    if token.text != lower and not lower.endswith(("en", "ers", "s")):
        return False
    return single or lower in words.singulars or lower.endswith(("n", "s", "a", "i", "\u2019s"))


def _dutch_adjective(token: Token, words: NumberWords) -> bool:
    lower = token.lower
    return (
        lower.endswith("e")
        or lower in words.plain_adjectives
        or name_words("nl").looks_adjective(lower)
    )


def _english(tokens: Sequence[Token], first: int, stop: int, words: NumberWords) -> int | None:
    """The first plural: English adjectives show nothing, nouns after a number do."""
    for k in range(first, stop):
        token = tokens[k]
        if not _word(token):
            return None
        if token.lower in words.plurals or _plural(token.lower):
            nxt = tokens[k + 1].lower if k + 1 < stop else ""
            if not (token.lower in words.plurals and nxt in words.plurals):
                return k
        elif token.lower in words.stops:
            return None
    return None


def _plural(lower: str) -> bool:
    return (
        len(lower) > 3
        and lower.endswith("s")
        and not lower.endswith(("ss", "ous", "us", "is", "'s", "’s"))
    )
