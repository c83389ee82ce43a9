"""The trained reader by itself: spans, calibration, speed, memory, share of the machine's peak.

    python3 dev.py bench reader            figures against floors
    python3 benchmarks/reader.py           the same with the reliability tables

Quality is measured on development sets: names on CoNLL-2002 Dutch testa (exact, its MISC and
adjectives with it), attribution on PolNeAR dev (overlap). Speed is what one article after another
takes with every head, decoding with it; the peak is that of one large 8-bit matrix product in the
same runtime, measured before and after. Absolute figures hold for the machine they name.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import onnxruntime

from kroniek.errors import ReaderError
from kroniek.extract.reader.finder import Reader
from kroniek.extract.reader.model import ReaderModel, default_model
from kroniek.ids import ArticleId, digest
from kroniek.model.article import Article, Format, Offsets
from kroniek.model.doc import READINGS, Doc
from kroniek.model.reading import Part, Reading
from kroniek.packs import load_packs
from kroniek.pipeline import annotate
from kroniek.recipe import recipe

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CORPORA = SHARED / "corpora"
BINS = 10
_LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_HIDDEN, _INNER = 384, 1536
Spans = set[tuple[int, int, str]]


def article(text: str, language: str, path: str = "text") -> Article:
    """An article of this text, as a plain file would give it."""
    return Article(
        id=ArticleId(f"a-{digest(text)}"),
        path=path,
        sha256=digest(text, length=64),
        text=text,
        language=language,
        format=Format.TEXT,
        offsets=Offsets(((0, 0, len(text)),)),
    )


def read_docs(articles: Sequence[Article], model: ReaderModel) -> list[Doc]:
    """The articles with every layer up to the reader's."""
    steps = recipe(load_packs(), model).annotators
    upto = next(k for k, step in enumerate(steps) if step.writes.name == READINGS.name)
    return [annotate(Doc(one), steps[: upto + 1]) for one in articles]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# -- quality and calibration


@dataclass(frozen=True)
class Judged:
    """What is seen of one kind of span: score of each, whether it is right; number in the gold."""

    seen: tuple[tuple[float, bool], ...]
    gold: int
    met: int
    """How many of the gold are met."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 if nothing is right."""
        right = sum(good for _, good in self.seen)
        precision = right / len(self.seen) if self.seen else 0.0
        recall = self.met / self.gold if self.gold else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def calibration_error(self) -> float:
        """Mean distance between score and share of right ones over ten bins (ECE)."""
        return sum(n * abs(mean - share) for _, n, mean, share in self.bins()) / max(
            1, len(self.seen)
        )

    def bins(self) -> Iterator[tuple[float, int, float, float]]:
        """The reliability diagram: lower edge, number, mean score, share of right ones."""
        for k in range(BINS):
            own = [
                (score, good)
                for score, good in self.seen
                if k / BINS <= score < (k + 1) / BINS or (k == BINS - 1 and score == 1.0)
            ]
            if own:
                mean = sum(score for score, _ in own) / len(own)
                yield k / BINS, len(own), mean, sum(good for _, good in own) / len(own)


def judged_names(model: ReaderModel) -> Judged:
    """Names on CoNLL-2002 testa: exact span and type."""
    records = list(_records(CORPORA / "research/conll2002_nl_testa.jsonl"))
    docs = read_docs([article(one["text"], "nl", one["id"]) for one in records], model)
    seen: list[tuple[float, bool]] = []
    gold = met = 0
    for doc, record in zip(docs, records, strict=True):
        wanted: Spans = {(e["start"], e["end"], e["label"]) for e in record["entities"]}
        found = {
            (name.span.start, name.span.end, _LABELS[name.type.value]): name.score
            for reading in doc[READINGS]
            for name in reading.names
        }
        seen.extend((score, span in wanted) for span, score in found.items())
        gold += len(wanted)
        met += len(wanted & found.keys())
    return Judged(tuple(seen), gold, met)


def judged_parts(model: ReaderModel) -> Mapping[str, Judged]:
    """Source, cue and content on PolNeAR dev: any overlap, one annotator for each article."""
    first = {
        one["id"]: one for one in reversed(list(_records(CORPORA / "research/polnear_dev.jsonl")))
    }
    records = [first[key] for key in sorted(first)]
    docs = read_docs([article(one["text"], "en", one["id"]) for one in records], model)
    return {part.value: _judged_part(part, docs, records) for part in Part}


def _judged_part(part: Part, docs: Sequence[Doc], records: Sequence[Mapping[str, Any]]) -> Judged:
    seen: list[tuple[float, bool]] = []
    gold = met = 0
    for doc, record in zip(docs, records, strict=True):
        wanted = {
            tuple(map(tuple, piece["spans"]))
            for item in record["attributions"]
            for piece in item[part.value]
        }
        readings: tuple[Reading, ...] = doc[READINGS]
        found = [one for reading in readings for one in reading.parts if one.part is part]
        flat = [(start, end) for spans in wanted for start, end in spans]
        seen.extend(
            (one.score, any(a < one.span.end and one.span.start < b for a, b in flat))
            for one in found
        )
        gold += len(wanted)
        met += sum(
            any(a < one.span.end and one.span.start < b for one in found for a, b in spans)
            for spans in wanted
        )
    return Judged(tuple(seen), gold, met)


# -- speed


def _field(number: int, value: bytes | int) -> bytes:
    """One field of a protocol buffer: a number, or bytes."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def product_model(size: int) -> bytes:
    """An ONNX network that multiplies an 8-bit matrix by a fixed one (`size` by `size`)."""
    weights = np.random.default_rng(0).integers(-64, 64, (size, size), dtype=np.int8)
    shape = b"".join(_field(1, size) for _ in range(2))
    tensor = shape + _field(2, 3) + _field(8, b"w") + _field(9, weights.tobytes())

    def value(name: bytes, kind: int) -> bytes:
        dimension = _field(1, _field(1, size))
        typed = _field(1, kind) + _field(2, dimension + dimension)
        return _field(1, name) + _field(2, _field(1, typed))

    node = _field(1, b"x") + _field(1, b"w") + _field(2, b"y") + _field(4, b"MatMulInteger")
    graph = _field(1, node) + _field(2, b"g") + _field(5, tensor)
    graph += _field(11, value(b"x", 2)) + _field(12, value(b"y", 6))
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 13))


def matrix_peak(threads: int, size: int = 1024, rounds: int = 12) -> float:
    """Most 8-bit operations in a second (a multiplication and an addition are two)."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        product_model(size), options, providers=["CPUExecutionProvider"]
    )
    left = np.random.default_rng(1).integers(0, 128, (size, size), dtype=np.uint8)
    return 2.0 * size**3 / _best(lambda: session.run(None, {"x": left}), rounds)


def _best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest round, after one to warm up."""
    work()
    found = []
    for _ in range(rounds):
        before = perf_counter()
        work()
        found.append(perf_counter() - before)
    return min(found)


def speed(model: ReaderModel, layers: int) -> dict[str, float]:
    """Words a second by the clock and by the processor; the network's share of the peak."""
    articles = [
        article(file.read_text(encoding="utf-8"), language)
        for task, language in (("timex-nl", "nl"), ("polnear", "en"))
        for file in sorted((CORPORA / "eval_dev" / task / "texts").glob("*.txt"))[:20]
    ]
    docs = [doc.with_layer(READINGS, ()) for doc in read_docs(articles, model)]
    reader, engine = Reader(model), model.engine
    words = sum(len(doc.text.split()) for doc in docs)
    took, used = 1e9, 1e9
    for _ in range(3):
        before, cpu = perf_counter(), process_time()
        for doc in docs:
            tuple(reader.annotate(doc))
        took, used = min(took, perf_counter() - before), min(used, process_time() - cpu)
    window = list(range(10, 10 + engine.manifest.window - 2))
    peak = max(matrix_peak(0), matrix_peak(0))
    each = 2.0 * layers * (4 * _HIDDEN**2 + 2 * _HIDDEN * _INNER)
    rate = (len(window) + 2) / _best(lambda: engine.run(window), 12)
    return {
        "words_per_second": words / took,
        "words_per_cpu_second": words / used,
        "pieces_per_second": rate,
        "peak_gops": peak / 1e9,
        "share_of_peak": rate * each / peak,
        "resident_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def start_seconds() -> float:
    """What the first window costs in a new process, imports and checks with it."""
    script = (
        "import time\n"
        "before = time.perf_counter()\n"
        "from kroniek.extract.reader.model import default_model\n"
        "default_model().engine.run([10, 11, 12])\n"
        "print(time.perf_counter() - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


# -- report


def usable_model(task: str) -> ReaderModel | None:
    """The model that ships; None (and a message) where it or the corpora are absent."""
    try:
        model = default_model()
        _ = model.engine
    except ReaderError as error:
        print(f"{task}: skipped, {error}")
        return None
    if not (CORPORA / "research").is_dir():
        print(f"{task}: skipped, the corpora are not here")
        return None
    return model


def measure(*, tables: bool = False) -> dict[str, float] | None:
    """All figures by name; None (and a message) where the model or the corpora are absent."""
    model = usable_model("reader")
    if model is None:
        return None
    judged = {"names": judged_names(model), **judged_parts(model)}
    figures = {f"{name}.F1": one.f1 for name, one in judged.items()}
    figures |= {f"{name}.calibration_error": one.calibration_error for name, one in judged.items()}
    figures |= speed(model, model.manifest.layers)
    figures["start_seconds"] = start_seconds()
    if tables:
        for name, one in judged.items():
            print(f"== {name}: seen {len(one.seen)}, in the gold {one.gold}")
            for low, number, mean, share in one.bins():
                edges = f"{low:.1f}–{low + 1 / BINS:.1f}"
                print(f"   {edges} {number:6} seen, score {mean:.2f}, right {share:.2f}")
    return figures


def main() -> int:
    """Print every figure."""
    print(f"{os.cpu_count()} cores, onnxruntime {onnxruntime.__version__}")
    figures = measure(tables=True) or {}
    for name, value in figures.items():
        print(f"   {name:28} {value:12.3f}")
    return 0 if figures else 1


if __name__ == "__main__":
    sys.exit(main())
