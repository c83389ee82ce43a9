"""What the places where one word stands tell of each other.

An article names the same things again and again and mostly means the same by one word, while each
sentence shows something else of it. So a word written with a capital is judged by what the network
sees of it where it stands and, for a share, by what it sees at its other places in the article:
votes over the document (Krishnan and Manning 2006, "An effective two-stage model for exploiting
non-local dependencies in named entity recognition"), without a second model.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from kroniek.extract.reader.decode import Array

_LEAST = 1e-4
"""A chance below this counts as this: one place alone can not forbid a type at all others."""


class Agreement:
    """Sums of log-chances by word, over all its places in an article."""

    def __init__(self, rows: Iterable[tuple[Sequence[str], Array]]) -> None:
        """`rows` are the words of a stretch of text and the chances of each to lie in a type."""
        self._sums: dict[str, tuple[int, Array]] = {}
        for words, chances in rows:
            logs = _logs(chances)
            for at in _capitals(words):
                count, total = self._sums.get(words[at], (0, np.zeros_like(logs[at])))
                self._sums[words[at]] = (count + 1, total + logs[at])

    def sway(self, words: Sequence[str], chances: Array, share: float) -> Array:
        """What to add to the log-chances of each type for every word, float[words, types].

        The mean of the word's other places, for the `share` of one place where there are many and
        half of it where there is one; 0 for words without a capital and words that stand alone.
        """
        found = np.zeros_like(chances)
        logs = _logs(chances)
        for at in _capitals(words):
            count, total = self._sums[words[at]]
            if count > 1:
                found[at] = share * (total - logs[at]) / count
        return found


def _logs(chances: Array) -> Array:
    found: Array = np.log(np.maximum(chances, _LEAST))
    return found


def _capitals(words: Sequence[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word[:1].isupper()]
