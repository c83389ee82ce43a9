"""The one form to which every corpus is brought: text, sentences, and targets on characters."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np

from training.labels import HEAD, HEADS, LINKS, Head
from training.pieces import Pieces, Span

_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*(?=\s+["'“‘(\[]*[A-Z0-9À-Þ])|\n+""")


@dataclass(slots=True)
class Marked:
    """An article with what is known about it.

    `layers`: per head the spans with the bits they allow; `rest`: per head the bits of pieces under
    no span (absent head: nothing is known); `links`: link, span that chooses, span chosen or None.
    `trust` scales a head's weight, 1 by default.
    """

    id: str
    corpus: str
    text: str
    sentences: list[Span]
    layers: dict[str, list[tuple[Span, str | int]]] = field(default_factory=dict)
    rest: dict[str, Callable[[str], int] | int] = field(default_factory=dict)
    links: list[tuple[str, Span, Span | None]] = field(default_factory=list)
    trust: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets of one article's pieces.

    `bits` int32[heads, n]; `trust` float32[heads];
    `links` int32[m, 3]: link number, piece that chooses, piece chosen or -1.
    """

    bits: np.ndarray
    trust: np.ndarray
    links: np.ndarray


def split_sentences(text: str) -> list[Span]:
    """A plain splitter, enough to pack windows: full stops before capitals, and line ends."""
    cuts, last = [], 0
    for match in _SENTENCE_END.finditer(text):
        cuts.append((last, match.end()))
        last = match.end()
    cuts.append((last, len(text)))
    return [(a, b) for a, b in cuts if text[a:b].strip()]


def share_of(key: str, salt: str = "") -> float:
    """A number in [0, 1) fixed by the key: the same article falls on the same side everywhere."""
    return int(sha256(f"{salt}{key}".encode()).hexdigest()[:8], 16) / 2**32


def held_out(key: str) -> bool:
    """Whether an article of a training set is kept for stopping and calibration (one in twenty)."""
    return share_of(key, "held") < 0.05  # one in twenty


def targets(article: Marked, pieces: Pieces) -> Targets:
    """Bring an article's targets from characters to its pieces."""
    count = len(pieces.ids)
    bits = np.zeros((len(HEADS), count), dtype=np.int32)
    trust = np.ones(len(HEADS), dtype=np.float32)
    for row, head in enumerate(HEADS):
        trust[row] = article.trust.get(head.name, 1.0)
        bits[row] = _rest(article, head, pieces)
        for span, label in article.layers.get(head.name, ()):
            _mark(bits[row], head, pieces.touching(span), label)
    numbers = {link.name: k for k, link in enumerate(LINKS)}
    links = []
    for name, chooser, chosen in article.links:
        left = pieces.touching(chooser)
        right = pieces.touching(chosen) if chosen else None
        if left and (right is None or right):
            links.append((numbers[name], left.start, right.start if right else -1))
    return Targets(bits, trust, np.array(links, dtype=np.int32).reshape(-1, 3))


def _rest(article: Marked, head: Head, pieces: Pieces) -> np.ndarray | int:
    rest = article.rest.get(head.name, head.open)
    if isinstance(rest, int):
        return rest
    words: dict[int, str] = {}
    for k, number in enumerate(pieces.word.tolist()):
        words[number] = words.get(number, "") + article.text[pieces.starts[k] : pieces.ends[k]]
    return np.array([rest(words[number]) for number in pieces.word.tolist()], dtype=np.int32)


def _mark(row: np.ndarray, head: Head, under: Sequence[int], label: str | int) -> None:
    """Write a span's label; a head of spans gets B at its first piece and I after it."""
    for place, k in enumerate(under):
        if isinstance(label, int):
            row[k] = label
        elif head.kind == "bio":
            mark = "I" if place else "B"
            row[k] = head.bit(f"{mark}-{label}" if label else mark)
        else:
            row[k] = head.bit(label)


def no_overlap(spans: Iterable[Span]) -> list[Span]:
    """The spans without those inside or across an earlier, longer one; in text order."""
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


NO_NAME = HEAD["names"].bit("O")
