"""A reader's model without a network: word pieces of three letters, scores from their letters."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from kroniek.extract.reader.model import Array, Head, Link, Manifest, ReaderModel

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
BIO = ("O", "B", "I")
WIDTH = 4
HEADS = {
    "names": Head(NAMES, 1.0),
    "source": Head(BIO, 1.0),
    "cue": Head(BIO, 1.0),
    "content": Head(BIO, 1.0),
    "events": Head(("O", "OCCURRENCE", "REPORTING"), 1.0),
    "certainty": Head(("CERTAIN", "UNCERTAIN"), 1.0),
    "polarity": Head(("POS", "NEG"), 1.0),
    "tense": Head(("NON_FUTURE", "FUTURE"), 1.0),
}
LINKS = {
    "source": Link("link_cue", "link_source", 1.0),
    "content": Link("link_content", "link_cue", 1.0),
}
VECTORS = ("link_cue", "link_source", "link_content")


def manifest(window: int) -> Manifest:
    return Manifest(
        "fake", "0", window, 6, "x.onnx", "", "x.json", "", HEADS, LINKS, f"fake-{window}"
    )


class FakeEngine:
    """Cuts words into pieces of three letters; a row of scores is a function of one piece."""

    def __init__(self, window: int) -> None:
        self.manifest = manifest(window)
        self.windows: list[tuple[int, ...]] = []

    def encode(self, texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
        found = []
        for text in texts:
            ids, offsets = [], []
            at = 0
            while at < len(text):
                end = at + 1
                while end < len(text) and end - at < 3 and not text[end].isspace():
                    end += 1
                ids.append(
                    int.from_bytes(
                        hashlib.sha256(text[at:end].encode("utf-8", "surrogatepass")).digest()[:2]
                    )
                )
                offsets.append((at, end))
                at = end
            found.append((ids, offsets))
        return found

    def run(self, ids: Sequence[int]) -> dict[str, Array]:
        self.windows.append(tuple(ids))
        rows = {}
        sizes = {name: len(head.labels) for name, head in HEADS.items()}
        for number, (name, width) in enumerate([*sizes.items(), *((v, WIDTH) for v in VECTORS)]):
            rows[name] = np.array(
                [np.random.default_rng((one, number)).normal(0, 3, width) for one in ids],
                dtype=np.float32,
            ).reshape(len(ids), width)
        return rows


class FakeModel(ReaderModel):
    """Has an engine from the start; no files."""

    def __init__(self, window: int = 64) -> None:
        self.manifest = manifest(window)
        self._engine: Any = FakeEngine(window)
