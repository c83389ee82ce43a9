"""The yardstick for event triggers: a lexicon of words that mostly are events in training."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from training.articles import Marked
from training.pieces import Span

_WORD = re.compile(r"\w+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "d", "e", "y")


def stem(word: str) -> str:
    """A rough stem: the longest known ending off, four letters kept at least.

    >>> stem("Attacked"), stem("attacks"), stem("was")
    ('attack', 'attack', 'was')
    """
    low = word.lower()
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) > 3:
            return low[: -len(ending)]
    return low


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and stems that are events more often than not, of those seen in training."""

    words: dict[str, float]
    stems: dict[str, float]

    @classmethod
    def learned(cls, articles: Iterable[Marked]) -> Self:
        """Count how often each word and each stem is (the start of) a trigger."""
        counts: list[Counter[tuple[str, bool]]] = [Counter(), Counter()]
        for article in articles:
            starts = {span[0] for span, _ in article.layers["events"]}
            for match in _WORD.finditer(article.text):
                hit = match.start() in starts
                counts[0][match.group().lower(), hit] += 1
                counts[1][stem(match.group()), hit] += 1
        words, stems = ({w: c[w, True] / (c[w, True] + c[w, False]) for w, _ in c} for c in counts)
        return cls(words, stems)

    def triggers(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the words between two offsets that the lexicon takes for events."""
        for match in _WORD.finditer(text, start, end):
            low = match.group().lower()
            share = self.words.get(low, self.stems.get(stem(low), 0.0))
            if share > 0.5:  # more often than not
                yield match.span()
