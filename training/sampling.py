"""Which windows are seen when: the whole plan of a training is fixed before it starts.

Every corpus is seen a number of times (its *passes*), spread evenly over the rounds; within a round
articles are packed into windows anew, mixed, and put into batches of like length.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from training.articles import Targets, share_of
from training.labels import HEADS, WINDOW
from training.pieces import BEGIN, END, PAD, Pieces

PASSES = {
    "conll2002": 3.5,
    "conll2002-varied": 1.25,
    "polnear": 1.8,
    "timebank": 6.0,
    "aquaint": 5.0,
    "ecbplus": 3.0,
    "toponyms": 0.5,
    "wikinews": 0.5,
    "alpino": 1.2,
}
BATCH = 1280
"""Pieces in a batch at most, padding included."""
_SHORTEST = 48
_CHUNK = 40


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article ready for training; `ends` are the piece numbers at which sentences end."""

    id: str
    corpus: str
    pieces: Pieces
    targets: Targets
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `first` to `last` of one lesson."""

    lesson: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """Pieces with the marks at both ends."""
        return self.last - self.first + 2


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side.

    `ids` int64[b, t]; `bits` int32[heads, b, t]; `trust` float32[heads, b];
    `links` int64[m, 4]: link, row, piece that chooses, piece chosen or -1.
    """

    ids: np.ndarray
    bits: np.ndarray
    trust: np.ndarray
    links: np.ndarray


def pack(ends: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Whole sentences, in order, as many as fit into `room` pieces; a longer one is cut.

    >>> list(pack([3, 5, 20, 22], 8))
    [(0, 5), (5, 13), (13, 20), (20, 22)]
    """
    first = last = 0
    for end in ends:
        if end - first > room and last > first:
            yield first, last
            first = last
        while end - first > room:
            yield first, first + room
            first += room
        last = end
    if last > first:
        yield first, last


def round_windows(
    lessons: Sequence[Lesson], number: int, rounds: int, seed: int, times: Mapping[str, float]
) -> list[list[Window]]:
    """The batches of one round, in the order in which they are seen.

    `times` is how often each corpus is seen in all rounds together; 0 where it is absent.
    """
    chance = np.random.default_rng([seed, number])
    windows: list[Window] = []
    for k, lesson in enumerate(lessons):
        passes = times.get(lesson.corpus, 0.0) / rounds
        offset = share_of(lesson.id, "round")
        for _ in range(int(offset + (number + 1) * passes) - int(offset + number * passes)):
            room = int(
                chance.integers(_SHORTEST, WINDOW - 1) if chance.random() < 0.4 else WINDOW - 2
            )  # E501
            windows.extend(Window(k, a, b) for a, b in pack(lesson.ends, room))
    order = chance.permutation(len(windows))
    batches: list[list[Window]] = []
    step = _CHUNK * BATCH // 128
    for at in range(0, len(order), step):
        chunk = sorted((windows[k] for k in order[at : at + step]), key=lambda w: w.size)
        batches.extend(_fill(chunk))
    return [batches[k] for k in chance.permutation(len(batches))]


def _fill(chunk: Sequence[Window]) -> Iterator[list[Window]]:
    """Cut windows, short to long, into batches whose padded size stays within `BATCH`."""
    batch: list[Window] = []
    for window in chunk:
        if batch and window.size * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def collate(lessons: Sequence[Lesson], windows: Sequence[Window]) -> Batch:
    """Put windows side by side, padded; marks and padding know nothing (all bits)."""
    width = max(w.size for w in windows)
    ids = np.full((len(windows), width), PAD, dtype=np.int64)
    bits = np.empty((len(HEADS), len(windows), width), dtype=np.int32)
    for row, head in enumerate(HEADS):
        bits[row] = head.open
    trust = np.ones((len(HEADS), len(windows)), dtype=np.float32)
    links: list[tuple[int, int, int, int]] = []
    for row, window in enumerate(windows):
        lesson, size = lessons[window.lesson], window.last - window.first
        ids[row, 0], ids[row, size + 1] = BEGIN, END
        ids[row, 1 : size + 1] = lesson.pieces.ids[window.first : window.last]
        bits[:, row, 1 : size + 1] = lesson.targets.bits[:, window.first : window.last]
        trust[:, row] = lesson.targets.trust
        for link, chooser, chosen in lesson.targets.links.tolist():
            inside = window.first <= chooser < window.last
            if inside and (chosen < 0 or window.first <= chosen < window.last):
                at = chosen - window.first + 1 if chosen >= 0 else -1
                links.append((link, row, chooser - window.first + 1, at))
    return Batch(ids, bits, trust, np.array(links, dtype=np.int64).reshape(-1, 4))


def sentence_ends(sentences: Sequence[tuple[int, int]], pieces: Pieces) -> tuple[int, ...]:
    """Piece numbers at which the sentences end; the last is the number of pieces."""
    starts = [int(np.searchsorted(pieces.starts, start)) for start, _ in sentences[1:]]
    ends = sorted({*(s for s in starts if s), len(pieces.ids)} - {0})
    return tuple(accumulate(ends, max))
