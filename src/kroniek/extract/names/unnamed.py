"""Capitals that name nothing: words that begin sentences, titles alone, adjectives, signs."""

import re
from collections.abc import Sequence

from kroniek.extract.names.shapes import Run, Seen, is_acronym
from kroniek.extract.names.words import KnownNames, NameWords
from kroniek.model.text import Token

_OF_STATE = re.compile(r"[RDI]-[A-Z][A-Za-z]{0,4}\.?")
"""Party and state of an American politician: "R-La."."""


def is_unnamed(
    tokens: Sequence[Token], run: Run, words: NameWords, known: KnownNames, seen: Seen
) -> bool:
    """Whether a run is a word that bears a capital but names nothing."""
    if run.last - run.first > 1:
        return _unnamed_row(tokens, run, words, known, seen)
    token = tokens[run.first]
    lower = token.lower
    if token.text in words.not_names or lower in words.adjectives:
        return True
    after = tokens[run.last].text if run.last < len(tokens) else ""
    if after == "$" or (lower in words.months and after[:1].isdigit()):
        return True
    if lower in words.function:
        # "US" and "WHO" are no "us" and "who".
        return not (is_acronym(token.text) and known.spells(token.text))
    if lower in known.forms or lower in known.given.all:
        return False
    if lower in words.titles or lower in words.roles:
        return lower not in words.org_heads
    if lower in words.common and not run.initial:
        # A common word with a capital inside a sentence: a slip of the pen, unless it heads a name.
        headed = lower in words.org_heads or lower in words.misc_heads
        return not headed and token.text not in seen.seconds
    return _looks_unnamed(token.text, words)


def _looks_unnamed(text: str, words: NameWords) -> bool:
    """Whether the letters say that a word is none: a compound adjective, a party and state."""
    head, dash, tail = text.partition("-")
    if dash and tail[:1].islower() and (head in words.not_names or len(head) == 1):
        return True  # "IT-bedrijf", "T-shirt"
    if (dash and tail in words.adjective_tails) or _OF_STATE.fullmatch(text):
        return True  # "Moscow-backed"
    return "//" in text or ("." in text[1:-1] and text == text.lower())


def _unnamed_row(
    tokens: Sequence[Token], run: Run, words: NameWords, known: KnownNames, seen: Seen
) -> bool:
    """Whether a run of several words is none but titles, or none but words that begin sentences."""
    row = tokens[run.first : run.last]
    if known.lookup(" ".join(token.lower for token in row)):
        return False
    if all(
        token.lower in words.titles or token.lower in words.roles or token.lower in ("of", "for")
        for token in row
    ):
        return not any(token.lower in words.org_heads for token in row)
    last = row[-1].lower
    if len(row) == 2 and last in words.roles and last not in words.org_heads:
        of_country = any(entity.kind == "country" for entity in known.lookup(row[0].lower))
        if of_country:
            return True  # "a U.S. Senator"
    if not run.initial or (row[0].text, row[1].text) in seen.pairs:
        return False
    return all(token.text in words.not_names or token.lower in words.function for token in row)
