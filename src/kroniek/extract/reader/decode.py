"""From scores of tokens to spans: the best path in which every span begins with its beginning.

Scores come as logits; a temperature (fitted on text the network has not seen) makes them
probabilities that mean what they say. Ties go to the label that stands first.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_FORBIDDEN = -1e9


def log_softmax(logits: Array, temperature: float) -> Array:
    """Logarithms of probabilities over the last axis, rounded so that noise can not decide."""
    scaled = logits / np.float32(temperature)
    scaled = scaled - scaled.max(axis=-1, keepdims=True)
    found: Array = scaled - np.log(np.exp(scaled).sum(axis=-1, keepdims=True))
    return np.round(found, 4)


def best_path(scores: Array, labels: Sequence[str]) -> list[int]:
    """The labels of the best path on which ``I-X`` comes only after ``B-X`` or ``I-X``.

    `scores` are log-probabilities, tokens x `labels`; the labels are ``O``, ``B-X`` and ``I-X``, or
    ``O``, ``B`` and ``I``.
    """
    before = {k: labels.index("B" + x[1:]) for k, x in enumerate(labels) if x[0] == "I"}
    likeliest: list[int] = scores.argmax(axis=1).tolist() if len(scores) else []
    if all(k not in before or last in (k, before[k]) for last, k in pairwise([-1, *likeliest])):
        return likeliest  # no path can be better
    # In plain numbers: for so few labels that is ten times faster than arrays.
    total = [0.0 if k not in before else _FORBIDDEN for k in range(len(labels))]
    back: list[list[int]] = []
    for row in scores.tolist():
        top = total.index(max(total))
        came = [top] * len(labels)
        for k, begun in before.items():
            came[k] = (
                min(begun, k) if total[begun] == total[k] else max(begun, k, key=total.__getitem__)
            )
        if not back:
            total = [total[k] + one for k, one in enumerate(row)]
        else:
            total = [total[came[k]] + one for k, one in enumerate(row)]
        back.append(came)
    path = [total.index(max(total))]
    for came in reversed(back[1:]):
        path.append(came[path[-1]])
    return path[::-1]


def joined(scores: Array, labels: Sequence[str], shared: Sequence[bool]) -> Array:
    """Scores in which a token that has its only piece in common with the one before begins nothing.

    Its chance to begin a span goes to going on with one.
    """
    if not any(shared):
        return scores
    found = scores.copy()
    at = np.flatnonzero(np.asarray(shared))
    for k, label in enumerate(labels):
        if label[0] == "B":
            on = labels.index(f"I{label[1:]}")
            found[at, on] = np.logaddexp(found[at, on], found[at, k])
            found[at, k] = _FORBIDDEN
    return found


def forbid(scores: Array, labels: Sequence[str], starts: Sequence[bool]) -> Array:
    """Scores in which no token of `starts` goes on with a span."""
    found = scores.copy()
    at = np.flatnonzero(np.asarray(starts))
    for k, label in enumerate(labels):
        if label[0] == "I":
            found[at, k] = _FORBIDDEN
    return found


def spans_of(path: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """First token, end and name (empty for plain ``B``) of every span on a path."""
    found: list[tuple[int, int, str]] = []
    for k, at in enumerate(path):
        label = labels[at]
        if label[0] == "B":
            found.append((k, k + 1, label[2:]))
        elif label[0] == "I":
            first, _, name = found[-1]
            found[-1] = (first, k + 1, name)
    return found
