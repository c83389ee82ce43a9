"""Temperatures and thresholds, from articles that were held out of the training sets.

    python training/calibrate.py --shared ../shared --model FOLDER --out FILE

A head's logits are divided by its temperature, so that of the labels given 0.9 nine in ten are
right. Where the first label is the usual one (no event, certain, not denied, not ahead), the others
win above a threshold of their joint probability, the one with the best F1 on those articles. So is
the share that a name's other places in the article have in what it is.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

import numpy as np  # noqa: E402

from training.articles import Marked, held_out, targets  # noqa: E402
from training.corpora import training_articles  # noqa: E402
from training.decode import log_softmax  # noqa: E402
from training.labels import HEADS, LINK_DIM, LINKS  # noqa: E402
from training.pieces import load_tokenizer  # noqa: E402
from training.reading import Reading, Session  # noqa: E402
from training.scores import Count  # noqa: E402

GRID = tuple(round(0.5 + 0.05 * k, 2) for k in range(51))
"""Temperatures tried: 0.5 to 3."""
WITH_THRESHOLD = frozenset({"events", "certainty", "polarity", "tense"})
"""Heads whose first label is what words usually are: another wins above a threshold."""
_STRETCH = 11
"""Thresholds whose F1 is averaged, 0.02 apart."""
SHARES = tuple(round(0.1 * k, 1) for k in range(13))
"""Shares of a name's other places that are tried."""
_NEAR = 5
"""Shares whose F1 is averaged."""


def best_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature with the least surprise at `labels` int[n], for logits float[n, k]."""

    def surprise(temperature: float) -> float:
        logs = log_softmax(logits, temperature)
        return -float(logs[np.arange(len(labels)), labels].mean())

    return min(GRID, key=surprise)


def known(article: Marked, reading: Reading, head: str) -> tuple[list[np.ndarray], list[int]]:
    """Logits and labels of the pieces whose label is known for sure."""
    row = next(k for k, h in enumerate(HEADS) if h.name == head)
    bits = targets(article, reading.pieces).bits[row]
    logits, labels = [], []
    for part in reading.parts:
        for k in range(part.first, part.last):
            value = int(bits[k])
            if value.bit_count() == 1:
                logits.append(part.out[head][k - part.first])
                labels.append(value.bit_length() - 1)
    return logits, labels


def linked(article: Marked, reading: Reading, number: int) -> list[tuple[np.ndarray, int]]:
    """(scores of none and of every piece of the window, what was chosen) for each chooser."""
    link = LINKS[number]
    found = []
    for kind, chooser, chosen in targets(article, reading.pieces).links.tolist():
        part = next((p for p in reading.parts if p.first <= chooser < p.last), None)
        if kind != number or part is None or not (chosen < 0 or part.first <= chosen < part.last):
            continue
        vector = part.out[link.chooser][chooser - part.first]
        scores = part.out[link.chosen] @ vector / LINK_DIM**0.5
        found.append(
            (np.concatenate([[0.0], scores]), chosen - part.first + 1 if chosen >= 0 else 0)
        )
    return found


def best_link_temperature(choices: Sequence[tuple[np.ndarray, int]]) -> float:
    """The temperature with the least surprise at what was chosen."""

    def surprise(temperature: float) -> float:
        return -sum(float(log_softmax(s[None], temperature)[0, k]) for s, k in choices)

    return min(GRID, key=surprise)


def best_threshold(logits: np.ndarray, labels: np.ndarray, temperature: float) -> float:
    """The probability of any label but the first above which F1 is best.

    That is, best over a stretch of thresholds: a single peak on so few events is mostly chance.
    """
    chance = 1 - np.exp(log_softmax(logits, temperature)[:, 0])
    truth = labels > 0

    def f1(threshold: float) -> float:
        given = chance > threshold
        return 2 * float((given & truth).sum()) / max(1, int(given.sum() + truth.sum()))

    grid = [round(0.02 * k, 2) for k in range(5, 41)]
    smooth = np.convolve([f1(one) for one in grid], np.full(_STRETCH, 1 / _STRETCH), mode="valid")
    return grid[int(smooth.argmax()) + _STRETCH // 2]


def best_share(read: Sequence[tuple[Marked, Reading]], head: str, temperature: float) -> float:
    """The share of other places (see `decode.sways`) with the best F1, over a stretch of shares."""

    def f1(share: float) -> float:
        count = Count()
        for article, reading in read:
            reading.temperatures = {head: temperature, f"agreement:{head}": share}
            wanted = {(span, str(label)) for span, label in article.layers[head]}
            count.add(wanted, {(f.span, f.kind) for f in reading.found(head)})
        return count.f1

    smooth = np.convolve([f1(one) for one in SHARES], np.full(_NEAR, 1 / _NEAR), mode="valid")
    return SHARES[int(smooth.argmax()) + _NEAR // 2]


def calibrate(session: Session, articles: Iterable[Marked]) -> dict[str, float]:
    """Temperature by head and link ("link:NAME"), "threshold:HEAD", "agreement:HEAD"."""
    read = [(a, session.read(a.text, a.sentences)) for a in articles]
    figures: dict[str, float] = {}
    for head in HEADS:
        pairs = [known(a, r, head.name) for a, r in read if a.trust.get(head.name, 1.0) == 1]
        logits = [x for values, _ in pairs for x in values]
        labels = np.array([x for _, values in pairs for x in values], dtype=np.int64)
        if logits:
            figures[head.name] = best_temperature(np.array(logits), labels)
        if head.name == "names":
            names = [(a, r) for a, r in read if a.corpus == "conll2002"]
            figures["agreement:names"] = best_share(names, head.name, figures[head.name])
        if logits and head.name in WITH_THRESHOLD:
            threshold = best_threshold(np.array(logits), labels, figures[head.name])
            figures[f"threshold:{head.name}"] = threshold
    for number, link in enumerate(LINKS):
        choices = [choice for a, r in read for choice in linked(a, r, number)]
        if choices:
            figures[f"link:{link.name}"] = best_link_temperature(choices)
    return figures


def main() -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder that export.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    session = Session(args.model / "reader.onnx", load_tokenizer(args.model / "tokenizer.json"))
    articles = training_articles(args.shared, {}, without_research=False)
    figures = calibrate(session, (a for a in articles if held_out(a.id) and _gold(a)))
    args.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures))
    return 0


def _gold(article: Marked) -> bool:
    """Whether people labelled the article in full for some head."""
    return article.corpus in {"conll2002", "polnear", "timebank", "aquaint", "alpino"}


if __name__ == "__main__":
    sys.exit(main())
