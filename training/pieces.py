"""Text to word pieces and words; the same at training and at run time.

A *word* is a maximal run of letters, digits and underscores; any other character that is not space
is a word of its own. A piece belongs to the word of its first character that is not space.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

Span = tuple[int, int]
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of one text without the marks at its ends.

    `ids` int32[n]; `starts`, `ends` int32[n], code points without leading space (equal where a
    piece is nothing but space); `word` int32[n], number of the piece's word, never falling.
    """

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    word: np.ndarray

    def touching(self, span: Span) -> range:
        """Numbers of the pieces that share a character with `span`."""
        first = int(np.searchsorted(self.ends, span[0], side="right"))
        last = int(np.searchsorted(self.starts, span[1], side="left"))
        return range(first, max(first, last))


def _words(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Number the pieces' words: a piece goes on with its word where word characters run on."""
    word, numbers = -1, []
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        runs_on = (
            k > 0
            and start > 0
            and end > start
            and starts[k - 1] < start
            and _is_word(text[start - 1])
            and _is_word(text[start])
        )
        word += not (runs_on or (k > 0 and start == end))
        numbers.append(max(word, 0))
    return numbers


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer in `path`, without padding or truncation."""
    return Tokenizer.from_file(str(path))


def cut(tokenizer: Tokenizer, text: str) -> Pieces:
    """Pieces of a text of any length, without the marks at its ends."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    starts, ends = [], []
    for begin, stop in encoded.offsets:
        start = begin
        while start < stop and text[start].isspace():
            start += 1
        starts.append(start)
        ends.append(stop)
    return Pieces(
        np.array(encoded.ids, dtype=np.int32),
        np.array(starts, dtype=np.int32),
        np.array(ends, dtype=np.int32),
        np.array(_words(text, starts, ends), dtype=np.int32),
    )
