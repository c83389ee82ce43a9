"""From the network's outputs on one window to what they say of its tokens.

Scores of a token are made of those of its word pieces: it begins a span if its first piece does and
the others go on with it. Probabilities are of the token, whatever number of pieces it is cut into.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kroniek.extract.reader.decode import (
    Array,
    best_path,
    forbid,
    joined,
    log_softmax,
    spans_of,
)
from kroniek.extract.reader.model import Head, Link
from kroniek.extract.reader.windows import Window

Found = tuple[int, int, str, float]
"""First token, end, label and score of a span; tokens count from the window's first."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs of a window, with what is needed to read them."""

    window: Window
    rows: Mapping[str, Array]
    heads: Mapping[str, Head]
    links: Mapping[str, Link]
    breaks: tuple[bool, ...]
    """Which tokens no span reaches over from before: others were left out there."""
    starts: tuple[bool, ...]
    """Which tokens begin a sentence, or a part of one."""

    def chances(self, name: str) -> Array:
        """Log-probabilities of the labels of a head for every piece."""
        head = self.heads[name]
        return log_softmax(self.rows[name], head.temperature)

    def sums(self, pieces: Array) -> Array:
        """Sums over the pieces of each token; one row for each token."""
        total = np.vstack([np.zeros((1, pieces.shape[1]), pieces.dtype), pieces.cumsum(axis=0)])
        firsts, lasts = np.array(self.window.firsts), np.array(self.window.lasts)
        found: Array = total[lasts + 1] - total[firsts]
        return found

    def means(self, pieces: Array) -> Array:
        """Means over the pieces of each token; one row for each token."""
        sizes = np.array(self.window.lasts) - np.array(self.window.firsts) + 1
        found: Array = self.sums(pieces) / sizes[:, None]
        return found

    def at_first(self, name: str) -> Array:
        """Rows of an output at the first piece of each token."""
        found: Array = self.rows[name][np.array(self.window.firsts)]
        return found


def kinds_of(labels: Sequence[str]) -> list[str]:
    """The kinds of span that a BIO head tells apart, in the order of its labels."""
    return list(dict.fromkeys(label[2:] for label in labels if label != "O"))


def types_of(outputs: Outputs, name: str, sway: Array | None = None) -> Array:
    """How likely each token is to lie in no span of a BIO head, or in one of each kind.

    The first column is for none, the others are as `kinds_of` tells. Rows sum to 1. `sway` is what
    other reasons add to the logarithms.
    """
    labels = outputs.heads[name].labels
    pieces = np.exp(outputs.chances(name))
    kinds = kinds_of(labels)
    of_kind = [[k for k, x in enumerate(labels) if x != "O" and x[2:] == kind] for kind in kinds]
    columns = [[labels.index("O")], *of_kind]
    merged = np.stack([pieces[:, column].sum(axis=1) for column in columns], axis=1)
    logs = outputs.means(np.log(np.maximum(merged, 1e-6)))
    if sway is not None:
        logs = logs + sway
    found: Array = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(found / found.sum(axis=1, keepdims=True), dtype=np.float32)


def whole_types(outputs: Outputs, name: str) -> Array:
    """As `types_of`, but with all pieces of a token counted in full, as where spans are chosen.

    Surer than `types_of`, and less often right when it is sure.
    """
    labels = outputs.heads[name].labels
    scores = _scores(outputs, name)
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    columns = [
        [k for k, x in enumerate(labels) if x[2:] == kind] for kind in ("", *kinds_of(labels))
    ]
    merged = np.stack([shares[:, column].sum(axis=1) for column in columns], axis=1)
    found: Array = merged / merged.sum(axis=1, keepdims=True)
    return found


def _scores(outputs: Outputs, name: str) -> Array:
    """Log-chances of the labels of a BIO head for each token: all its pieces together."""
    labels = outputs.heads[name].labels
    pieces = outputs.chances(name)
    inside = [labels.index("O" if label == "O" else f"I{label[1:]}") for label in labels]
    firsts = np.array(outputs.window.firsts)
    # All pieces go on, but for the first, which has the label itself.
    found: Array = outputs.sums(pieces[:, inside]) - pieces[firsts][:, inside] + pieces[firsts]
    return found


def bio_spans(
    outputs: Outputs, name: str, *, across: bool, sway: Array | None = None
) -> list[Found]:
    """Spans of a BIO head on its best path; `across` lets them run over sentence ends.

    `sway` is what other reasons add to the logarithms of `types_of`.
    """
    labels = outputs.heads[name].labels
    scores, kinds = _scores(outputs, name), kinds_of(labels)
    if sway is not None:
        scores = scores + sway[:, [0 if x == "O" else 1 + kinds.index(x[2:]) for x in labels]]
    scores = joined(scores, labels, outputs.window.shared)
    scores = forbid(scores, labels, outputs.breaks if across else outputs.starts)
    path = best_path(np.round(scores, 3), labels)
    chances = types_of(outputs, name, sway)
    return [
        (first, last, kind, _least(chances, kinds, first, last, kind))
        for first, last, kind in spans_of(path, labels)
    ]


def _least(chances: Array, kinds: Sequence[str], first: int, last: int, kind: str) -> float:
    """How sure the least sure token of a span is of being in it."""
    return round(float(chances[first:last, 1 + kinds.index(kind)].min()), 3)


def classes(outputs: Outputs, name: str) -> Array:
    """Probabilities of the labels of a head without BIO, for each token."""
    logs = outputs.means(outputs.chances(name))
    found: Array = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(found / found.sum(axis=1, keepdims=True), dtype=np.float32)


def classes_at_first(outputs: Outputs, name: str) -> Array:
    """Probabilities of the labels of a head that is read at the first piece of each token."""
    found: Array = np.exp(outputs.chances(name)[np.array(outputs.window.firsts)])
    return found


def likeliest(rows: Array, head: Head) -> list[int]:
    """The label of each row of probabilities, as the head's threshold tells it."""
    if head.threshold is None:
        return [int(at) for at in rows.argmax(axis=1)]
    unusual = np.round(1.0 - rows[:, 0], 3) > head.threshold
    best = 1 + rows[:, 1:].argmax(axis=1)
    return [int(at) if other else 0 for at, other in zip(best, unusual, strict=True)]


def linked(
    outputs: Outputs, name: str, left: Sequence[int], right: Sequence[int]
) -> list[tuple[int | None, float]]:
    """For each token of `left` the one of `right` that belongs to it, or none, and how likely.

    None has the score 0. Numbers are positions in `right`.
    """
    if not left:
        return []
    if not right:
        return [(None, 1.0)] * len(left)
    link = outputs.links[name]
    one, two = outputs.at_first(link.chooser), outputs.at_first(link.chosen)
    scores = one[list(left)] @ two[list(right)].T
    scores = np.hstack([np.zeros((len(left), 1), np.float32), scores])
    logs = np.round(log_softmax(scores, link.temperature), 3)
    best = logs.argmax(axis=1)
    return [
        (int(at) - 1 if at else None, round(float(np.exp(row[at])), 3))
        for at, row in zip(best, logs, strict=True)
    ]
