"""From scores of tokens to spans: the best path in which every span begins with its beginning.

Scores come as logits; a temperature (fitted on text the network has not seen) makes them
probabilities that mean what they say. Ties go to the label that stands first.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_FORBIDDEN = np.float32(-1e9)


def log_softmax(logits: Array, temperature: float) -> Array:
    """Logarithms of probabilities over the last axis, rounded so that noise can not decide."""
    scaled = logits / np.float32(temperature)
    scaled = scaled - scaled.max(axis=-1, keepdims=True)
    found: Array = scaled - np.log(np.exp(scaled).sum(axis=-1, keepdims=True))
    return np.round(found, 4)


def bio_transitions(labels: Sequence[str]) -> Array:
    """What a step from one label to another costs: nothing, or all (``I-X`` needs ``X`` before).

    `labels` are ``O``, ``B-X`` and ``I-X``, or ``O``, ``B`` and ``I``; the last row is for the
    beginning of a window.
    """
    cost = np.zeros((len(labels) + 1, len(labels)), dtype=np.float32)
    before = [*labels, "O"]
    for k, label in enumerate(labels):
        if label[0] == "I":
            for j, last in enumerate(before):
                if last[1:] != label[1:] or last == "O":
                    cost[j, k] = _FORBIDDEN
    return cost


def best_path(scores: Array, transitions: Array) -> list[int]:
    """The labels of the best path, by position. `scores`: tokens x labels, log-probabilities."""
    if not len(scores):
        return []
    inner, total = transitions[:-1], scores[0] + transitions[-1]
    back = np.zeros(scores.shape, dtype=np.int64)
    for k in range(1, len(scores)):
        steps = total[:, None] + inner
        back[k] = steps.argmax(axis=0)
        total = steps.max(axis=0) + scores[k]
    path = [int(total.argmax())]
    for k in range(len(scores) - 1, 0, -1):
        path.append(int(back[k, path[-1]]))
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
