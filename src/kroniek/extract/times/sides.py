"""Phrases right beside an expression that put it before the telling or after it."""

from collections.abc import Sequence, Set

from kroniek.model.text import Token

_LONGEST = 4
"""Words of a phrase in the lists."""
_BEHIND = 1
"""Words that may stand between an expression and "at the earliest"."""


def led_by_phrase(
    tokens: Sequence[Token], first: int, phrases: Set[str], between: Set[str]
) -> bool:
    """Whether a phrase stands before token `first`, with only words of `between` in the gap.

    "higher than in [July]", "no earlier than [March]", "op zijn vroegst in [maart]".
    """
    end = first
    while end > 0 and first - end < 2 and tokens[end - 1].lower in between:
        if _ends_at(tokens, end, phrases):
            return True
        end -= 1
    return _ends_at(tokens, end, phrases)


def _ends_at(tokens: Sequence[Token], end: int, phrases: Set[str]) -> bool:
    return any(
        " ".join(token.lower for token in tokens[end - size : end]) in phrases
        for size in range(1, min(_LONGEST, end) + 1)
    )


def followed_by_phrase(tokens: Sequence[Token], end: int, phrases: Set[str]) -> bool:
    """Whether a phrase stands right behind token `end`: "[March] at the earliest"."""
    return any(
        " ".join(token.lower for token in tokens[start : start + size]) in phrases
        for start in range(end, end + _BEHIND + 1)
        for size in range(2, _LONGEST + 1)
    )
