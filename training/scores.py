"""Counting: hits, precision, recall, F1."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from training.pieces import Span


@dataclass(slots=True)
class Count:
    """Hits among those wanted and those given."""

    right: int = 0
    wanted: int = 0
    given: int = 0

    def add(self, wanted: Collection[object], given: Collection[object]) -> None:
        """Count two sets against each other."""
        self.put(len(set(wanted) & set(given)), len(wanted), len(given))

    def put(self, right: int, wanted: int, given: int) -> None:
        """Add to the counts."""
        self.right += right
        self.wanted += wanted
        self.given += given

    def overlap(self, wanted: Sequence[Span], given: Sequence[Span]) -> None:
        """Count spans that share a character, each used once."""
        self.put(len(overlapping(wanted, given)), len(wanted), len(given))

    @property
    def precision(self) -> float:
        """Right among given, 0 without any."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right among wanted, 0 without any."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.wanted + self.given
        return 2 * self.right / both if both else 0.0


def overlapping(wanted: Sequence[Span], given: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs (wanted, given) of spans that share a character, each used once, largest share first.

    >>> overlapping([(0, 5), (6, 9)], [(4, 8)])
    [(1, 0)]
    """
    shared = sorted(
        (-(min(b, d) - max(a, c)), i, j)
        for i, (a, b) in enumerate(wanted)
        for j, (c, d) in enumerate(given)
        if a < d and c < b
    )
    pairs: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in shared:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def class_f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    """F1 of one label over (gold, read) pairs."""
    right = sum(gold == read == label for gold, read in pairs)
    both = sum(gold == label for gold, _ in pairs) + sum(read == label for _, read in pairs)
    return 2 * right / both if both else 0.0
