"""Where a sentence is cut that is too long to be one: a list, or a text without full stops.

Steps weigh the words of a sentence against one another; so no sentence may be of any length.
"""

from collections.abc import Iterator, Sequence

from kroniek.model.text import Token

MOST_TOKENS = 250
"""Tokens of one sentence; the longest of newspapers have some 150."""
_MARKS = frozenset(",;:–—)|•")


def breaths(tokens: Sequence[Token], first: int, last: int) -> Iterator[int]:
    """Indices in ``(first, last)`` that leave no stretch of more than `MOST_TOKENS`.

    Each is behind the last comma or the like in the second half of what may stand together; where
    there is none, anywhere.
    """
    while last - first > MOST_TOKENS:
        most = first + MOST_TOKENS
        behind = range(most, first + MOST_TOKENS // 2, -1)
        first = next((k for k in behind if tokens[k - 1].text in _MARKS), most)
        yield first
