"""From logits to spans and labels, in numpy: the reference for what the run time does.

Scores are taken per word and rounded, and ties go to the label listed first, so that the last bits
of a sum, which differ between machines, do not decide.
"""

from collections.abc import Sequence

import numpy as np

from training.pieces import Pieces, Span

DIGITS = 3
"""Decimals of a log probability that count."""
_NEVER = -1e6


def log_softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """float[n, k] to log probabilities, float64[n, k]."""
    scaled = logits.astype(np.float64) / temperature
    scaled -= scaled.max(axis=-1, keepdims=True)
    logs: np.ndarray = scaled - np.log(np.exp(scaled).sum(axis=-1, keepdims=True))
    return logs


def words_of(pieces: Pieces) -> list[list[int]]:
    """The pieces of each word; pieces of nothing but space belong to none."""
    words: dict[int, list[int]] = {}
    for k, number in enumerate(pieces.word.tolist()):
        if pieces.ends[k] > pieces.starts[k]:
            words.setdefault(number, []).append(k)
    return list(words.values())


def word_scores(logs: np.ndarray, words: Sequence[Sequence[int]]) -> np.ndarray:
    """Log scores of BIO labels per word, float[words, labels].

    B of a word is B at its first piece and I at the others; labels are O, B-X, I-X, B-Y, I-Y, …
    """
    scores = np.empty((len(words), logs.shape[1]))
    for k, pieces in enumerate(words):
        whole = logs[pieces].sum(axis=0)
        scores[k] = whole
        for b in range(1, logs.shape[1], 2):
            scores[k, b] = logs[pieces[0], b] + whole[b + 1] - logs[pieces[0], b + 1]
    return np.round(scores, DIGITS)


def viterbi(scores: np.ndarray, starts: frozenset[int] = frozenset()) -> list[int]:
    """The best sequence of BIO labels; no I without a B before it, none across `starts`."""
    count, size = scores.shape
    inside = np.arange(size) % 2 == 0
    inside[0] = False
    allowed = np.zeros((size, size))
    for label in np.flatnonzero(inside):
        allowed[:, label] = _NEVER
        allowed[[label, label - 1], label] = 0
    back = np.zeros((count, size), dtype=np.int64)
    total = scores[:1].copy() if count else scores
    if count:
        total = total[0] + np.where(inside, _NEVER, 0)
    for k in range(1, count):
        steps = total[:, None] + allowed
        if k in starts:
            steps = steps + np.where(inside, _NEVER, 0)
        back[k] = steps.argmax(axis=0)
        total = np.round(steps.max(axis=0) + scores[k], DIGITS)
    if not count:
        return []
    path = [int(total.argmax())]
    for k in range(count - 1, 0, -1):
        path.append(int(back[k, path[-1]]))
    return path[::-1]


def type_chances(scores: np.ndarray) -> np.ndarray:
    """How likely each word lies in no span or in one of each type: float[words, 1 + types].

    `scores` are log scores of BIO labels per word.
    """
    chances = np.exp(log_softmax(scores))
    return np.concatenate([chances[:, :1], chances[:, 1::2] + chances[:, 2::2]], axis=1)


def sways(
    forms: Sequence[Sequence[str]], chances: Sequence[np.ndarray], share: float
) -> list[np.ndarray]:
    """What a word's other places in the article add to its log chances, window by window.

    The mean of the logs of its chances there, times n / (n + 1) for n places, times `share`;
    nothing for words without a capital.
    """
    logs = [np.log(np.maximum(one, 1e-4)) for one in chances]
    places: dict[str, list[tuple[int, int]]] = {}
    for k, words in enumerate(forms):
        for at, word in enumerate(words):
            if word[:1].isupper():
                places.setdefault(word, []).append((k, at))
    found = [np.zeros_like(one) for one in chances]
    for own in places.values():
        for k, row in own:
            others = [logs[x][y] for x, y in own if (x, y) != (k, row)]
            if others:
                found[k][row] = share * np.sum(others, axis=0) / len(own)
    return found


def spans(
    path: Sequence[int], words: Sequence[Sequence[int]], pieces: Pieces, labels: Sequence[str]
) -> list[tuple[Span, str, int]]:
    """(span in characters, type, first piece) of every run of B I I; the type of plain B is ''."""
    found: list[tuple[int, int, str]] = []
    for k, label in enumerate(path):
        mark, _, kind = labels[label].partition("-")
        if mark == "B":
            found.append((k, k + 1, kind))
        elif mark == "I" and found:
            found[-1] = (found[-1][0], k + 1, kind)
    return [
        (
            (int(pieces.starts[words[a][0]]), int(pieces.ends[words[b - 1][-1]])),
            kind,
            words[a][0],
        )
        for a, b, kind in found
    ]
