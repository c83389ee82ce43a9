"""Run an exported reader over whole articles, as the run time does: one window a call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from training.decode import (
    DIGITS,
    log_softmax,
    spans,
    sways,
    type_chances,
    viterbi,
    word_scores,
    words_of,
)
from training.labels import HEAD, LINK_DIM, LINKS, WINDOW
from training.pieces import BEGIN, END, Pieces, Span, cut
from training.sampling import pack, sentence_ends


@dataclass(frozen=True, slots=True)
class Part:
    """One window's pieces, counted from the article's first, and its outputs without the marks."""

    first: int
    last: int
    out: Mapping[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Found:
    """A span of characters, its type ('' if there is one only), its window and first piece."""

    span: Span
    kind: str
    part: int
    piece: int


class Session:
    """An ONNX file ready to read.

    `temperatures` divide logits, by head (1 where absent); "threshold:HEAD" stands there too, and
    "agreement:HEAD", the share that a word's other places in the article have in what it is.
    """

    def __init__(
        self,
        model: Path,
        tokenizer: Tokenizer,
        temperatures: Mapping[str, float] | None = None,
        threads: int = 1,
    ) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self.names = [output.name for output in self.session.get_outputs()]
        self.tokenizer = tokenizer
        self.temperatures = temperatures or {}

    def outputs(self, ids: np.ndarray) -> dict[str, np.ndarray]:
        """Outputs for int[n] pieces without marks: float32[n, k] each."""
        whole = np.concatenate([[BEGIN], ids, [END]]).astype(np.int64)[None]
        values = self.session.run(self.names, {"ids": whole})
        return {n: v[0, 1:-1] for n, v in zip(self.names, values, strict=True)}

    def is_usual(self, head: str, logs: np.ndarray) -> bool:
        """Whether a word with these log probabilities has the head's first label."""
        chance = round(1 - float(np.exp(logs[0])), 3)
        return chance <= self.temperatures.get(f"threshold:{head}", 0.5)

    def read(self, text: str, sentences: Sequence[Span]) -> "Reading":
        """Read one article."""
        pieces = cut(self.tokenizer, text)
        ends = sentence_ends(sentences, pieces) if len(pieces.ids) else ()
        parts = [Part(a, b, self.outputs(pieces.ids[a:b])) for a, b in pack(ends, WINDOW - 2)]
        return Reading(text, pieces, ends, parts, self.temperatures)


class Reading:
    """What the reader says of one article."""

    def __init__(
        self,
        text: str,
        pieces: Pieces,
        ends: Sequence[int],
        parts: Sequence[Part],
        temperatures: Mapping[str, float],
    ) -> None:
        self.text, self.pieces, self.ends, self.parts = text, pieces, ends, parts
        self.temperatures = temperatures

    def _words(self, part: Part) -> list[list[int]]:
        """Words of a window, by pieces counted from its first."""
        p = self.pieces
        inside = Pieces(*(a[part.first : part.last] for a in (p.ids, p.starts, p.ends, p.word)))
        return words_of(inside)

    def words(self) -> list[list[list[int]]]:
        """Words of each window, by pieces counted from its first."""
        return [self._words(part) for part in self.parts]

    def sways(self, scores: Sequence[np.ndarray], share: float) -> list[np.ndarray]:
        """What each word's other places in the article add to the scores of a BIO head's labels."""
        forms = []
        for part, words in zip(self.parts, self.words(), strict=True):
            at = [(part.first + word[0], part.first + word[-1]) for word in words]
            forms.append([self.text[self.pieces.starts[a] : self.pieces.ends[b]] for a, b in at])
        added = sways(forms, [type_chances(one) for one in scores], share)
        return [np.repeat(one, 2, axis=1)[:, 1:] for one in added]  # O, then B and I of each type

    def scores(self, head: str) -> list[np.ndarray]:
        """Log scores of a BIO head's labels for the words of each window."""
        warmth = self.temperatures.get(head, 1.0)
        found = [
            word_scores(log_softmax(part.out[head], warmth), words)
            for part, words in zip(self.parts, self.words(), strict=True)
        ]
        share = self.temperatures.get(f"agreement:{head}", 0.0)
        if not share:
            return found
        added = self.sways(found, share)
        return [np.round(one + more, DIGITS) for one, more in zip(found, added, strict=True)]

    def found(self, head: str) -> list[Found]:
        """Spans of a BIO head, in text order."""
        result = []
        ends = set(self.ends)
        for number, (part, words, scores) in enumerate(
            zip(self.parts, self.words(), self.scores(head), strict=True)
        ):
            starts = (
                frozenset(k for k, w in enumerate(words) if part.first + w[0] in ends)
                if head == "names"
                else frozenset()
            )
            path = viterbi(scores, starts)
            whole = [[part.first + k for k in w] for w in words]
            for span, kind, piece in spans(path, whole, self.pieces, HEAD[head].labels):
                result.append(Found(span, kind, number, piece - part.first))
        return result

    def classes(self, head: str) -> list[tuple[Span, int, int, np.ndarray]]:
        """(word span, window, first piece in it, log probabilities) of every word."""
        result = []
        for number, part in enumerate(self.parts):
            logs = log_softmax(part.out[head], self.temperatures.get(head, 1.0))
            for word in self._words(part):
                first, last = part.first + word[0], part.first + word[-1]
                span = (int(self.pieces.starts[first]), int(self.pieces.ends[last]))
                result.append((span, number, word[0], logs[word].mean(axis=0)))
        return result

    def pick(self, link: str, choosers: Sequence[Found], chosen: Sequence[Found]) -> list[int]:
        """For each chooser the number of the one it picks in its window, or -1 for none."""
        rule = next(rule for rule in LINKS if rule.name == link)
        picks = []
        for one in choosers:
            out = self.parts[one.part].out
            near = [k for k, other in enumerate(chosen) if other.part == one.part]
            vector = out[rule.chooser][one.piece].astype(np.float64)
            scores = [
                round(float(vector @ out[rule.chosen][chosen[k].piece]) / LINK_DIM**0.5, 3)
                for k in near
            ]
            best = max(range(len(near)), key=lambda k: (scores[k], -k)) if near else -1
            picks.append(near[best] if best >= 0 and scores[best] > 0 else -1)
        return picks
