"""The files of the trained reader, found by their manifest and checked before they are used.

``models/manifest.toml`` of the data package names the network, its word pieces, their digests, the
heads with their labels, licence and corpora. Nothing is unpickled and nothing fetched: the network
is an ONNX file, run by onnxruntime; word pieces are cut by tokenizers. Whatever is amiss is a
`ReaderError`, on which the caller goes on with rules alone.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kroniek.errors import ReaderError
from kroniek.packs import data

PACKAGES = ("onnxruntime", "tokenizers")
"""What runs the network; both come with Kroniek, but may be lacking where it was put by hand."""
_BEGIN, _END = 0, 2
"""Ids of the pieces around a window: ``<s>`` and ``</s>``."""
_RULES_ALONE = "install Kroniek anew, or ask for rules alone (--rules-only)"

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """What one output tells: its labels in order, and its temperature.

    A head with a `threshold` tells its first label, the usual one, unless all others together are
    likelier than that. Of a head with an `agreement`, what a word is at its other places in the
    article counts for so much of what it is here.
    """

    labels: tuple[str, ...]
    temperature: float
    threshold: float | None = None
    agreement: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two outputs whose products tell what belongs together: each chooser takes one, or none."""

    chooser: str
    chosen: str
    temperature: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest says of a network. `window` is the most pieces it reads at once."""

    name: str
    version: str
    window: int
    layers: int
    file: str
    sha256: str
    tokenizer: str
    tokenizer_sha256: str
    heads: Mapping[str, Head]
    links: Mapping[str, Link]
    key: str
    """Digest of the manifest, and so of all it names: what the reader finds depends on it."""


def read_manifest(folder: Traversable) -> Manifest:
    """The manifest of a folder. Raises ReaderError if it is missing or not as it should be."""
    file = folder.joinpath("manifest.toml")
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReaderError("missing", "manifest.toml", _RULES_ALONE) from error
    try:
        told = tomllib.loads(raw.decode())
        model = told["model"]
        return Manifest(
            name=str(model["name"]),
            version=str(model["version"]),
            window=int(model["window"]),
            layers=int(model["layers"]),
            file=str(model["file"]),
            sha256=str(model["sha256"]),
            tokenizer=str(model["tokenizer"]),
            tokenizer_sha256=str(model["tokenizer_sha256"]),
            heads={name: _head(head) for name, head in told["heads"].items()},
            links={name: _link(link) for name, link in told["links"].items()},
            key=hashlib.sha256(raw).hexdigest()[:16],
        )
    except (UnicodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ReaderError("altered", f"manifest.toml ({error})", _RULES_ALONE) from error


def _head(told: Mapping[str, Any]) -> Head:
    least = told.get("threshold")
    labels = tuple(map(str, told["labels"]))
    return Head(
        labels,
        float(told["temperature"]),
        None if least is None else float(least),
        float(told.get("agreement", 0.0)),
    )


def _link(told: Mapping[str, Any]) -> Link:
    return Link(str(told["chooser"]), str(told["chosen"]), float(told["temperature"]))


class Engine:
    """A loaded network with its word pieces. `run` gives the outputs of one window by name."""

    def __init__(self, manifest: Manifest, network: bytes, pieces: bytes, threads: int) -> None:
        # Imported here: they cost a second, and nothing to read needs neither.
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        self.manifest = manifest
        self._tokenizer = Tokenizer.from_str(pieces.decode())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.use_deterministic_compute = True
        options.log_severity_level = 3
        # Threads that wait must leave the machine to others.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"]
        )
        given = {output.name for output in self._session.get_outputs()}
        pairs = ((link.chooser, link.chosen) for link in manifest.links.values())
        self._outputs = sorted({*manifest.heads, *(name for pair in pairs for name in pair)})
        if not given.issuperset(self._outputs):
            raise ValueError(f"no outputs {sorted(set(self._outputs) - given)}")

    def encode(self, texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
        """Word pieces of each text: ids, and offsets in code points; no special pieces."""
        # One by one: a batch would start threads, which a process that forks must not have.
        found = [self._tokenizer.encode(text, add_special_tokens=False) for text in texts]
        return [(one.ids, one.offsets) for one in found]

    def run(self, ids: Sequence[int]) -> dict[str, Array]:
        """Outputs of one window by name, one row for each piece of `ids`."""
        window = np.array([[_BEGIN, *ids, _END]], dtype=np.int64)
        rows = self._session.run(self._outputs, {"ids": window})
        return {
            name: np.asarray(row[0, 1:-1], dtype=np.float32)
            for name, row in zip(self._outputs, rows, strict=True)
        }


class ReaderModel:
    """A network that lies ready and is loaded when there is something to read.

    `threads` are those of one window; 0 takes as many as there are cores. They change the time,
    never the outcome.
    """

    def __init__(self, folder: Traversable, *, threads: int = 0) -> None:
        """Raises ReaderError if a file or a package is lacking."""
        self.manifest = read_manifest(folder)
        self._folder, self._threads = folder, threads
        self._engine: Engine | None = None
        for name in (self.manifest.file, self.manifest.tokenizer):
            if not folder.joinpath(name).is_file():
                raise ReaderError("missing", name, _RULES_ALONE)
        for name in PACKAGES:
            if find_spec(name) is None:
                raise ReaderError("packages", name, f"install it: pip install {name}")

    @property
    def engine(self) -> Engine:
        """The loaded network. Raises ReaderError if a file is not what the manifest says."""
        if self._engine is None:
            self._engine = self._load()
        return self._engine

    def _load(self) -> Engine:
        told = self.manifest
        network = self._checked(told.file, told.sha256)
        pieces = self._checked(told.tokenizer, told.tokenizer_sha256)
        try:
            return Engine(told, network, pieces, self._threads)
        except Exception as error:  # both libraries raise bare exceptions of their own
            raise ReaderError("unloadable", f"{told.file} ({error})", _RULES_ALONE) from error

    def _checked(self, name: str, sha256: str) -> bytes:
        """The bytes of a file, if they are those the manifest names."""
        try:
            raw = self._folder.joinpath(name).read_bytes()
        except OSError as error:
            raise ReaderError("missing", f"{name} ({error})", _RULES_ALONE) from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise ReaderError("altered", name, _RULES_ALONE)
        return raw


@cache
def default_model(*, threads: int = 0) -> ReaderModel:
    """The model that comes with Kroniek, one for a process. Raises ReaderError if unusable."""
    return ReaderModel(data("models"), threads=threads)
