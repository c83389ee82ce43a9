"""The reader as an ONNX graph, built node by node from the trained weights.

No tracing: the graph holds what stands here and nothing else. Word embeddings are stored in 8 bits
with one scale per row; the heads stay in 32 bits, they are small and decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.labels import HEADS, LINK_DIM, VECTORS, WINDOW

OPSET = 20
_SIZE, _ATTENTION_HEADS, _EPSILON = 384, 12, 1e-12
Weights = Mapping[str, np.ndarray]


@dataclass
class _Builder:
    """Nodes and weights in the order in which they are added."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: np.ndarray) -> str:
        """Store an array under `name`, which is returned."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, kind: str, inputs: Sequence[str], output: str, **attributes: float | Sequence[int]
    ) -> str:
        """Add a node with one output, whose name is returned."""
        self.nodes.append(
            helper.make_node(kind, list(inputs), [output], name=f"{output}.node", **attributes)
        )
        return output

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        """X · weightᵀ + bias, weights as torch keeps them."""
        product = self.node(
            "MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product"
        )
        return self.node("Add", [product, self.constant(f"{name}.bias", bias)], name)

    def norm(self, x: str, weights: Weights, key: str, name: str) -> str:
        """Layer normalisation over the last axis."""
        scale = self.constant(f"{name}.scale", weights[f"{key}.weight"])
        bias = self.constant(f"{name}.shift", weights[f"{key}.bias"])
        return self.node("LayerNormalization", [x, scale, bias], name, axis=-1, epsilon=_EPSILON)


def eight_bits(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and their scales, float32[n, 1]: rows are near ``int8 * scale``."""
    scales = np.abs(rows).max(axis=1, keepdims=True) / 127
    scales = np.where(scales == 0, 1, scales).astype(np.float32)
    return np.rint(rows / scales).astype(np.int8), scales


def _embeddings(build: _Builder, weights: Weights) -> str:
    rows, scales = eight_bits(weights["words.weight"])
    whole = build.node("Gather", [build.constant("words", rows), "ids"], "words.rows", axis=0)
    whole = build.node("Cast", [whole], "words.float", to=TensorProto.FLOAT)
    scale = build.node(
        "Gather", [build.constant("words.scales", scales), "ids"], "words.scale", axis=0
    )
    words = build.node("Mul", [whole, scale], "words.full")
    length = build.node("Shape", ["ids"], "length", start=1, end=2)
    places = build.node(
        "Slice",
        [
            build.constant("positions", weights["positions.weight"][:WINDOW]),
            build.constant("zero", np.array([0], dtype=np.int64)),
            length,
            build.constant("rows", np.array([0], dtype=np.int64)),
        ],
        "places",
    )
    return build.norm(build.node("Add", [words, places], "embedded"), weights, "norm", "x")


def _attention(build: _Builder, x: str, weights: Weights, at: str) -> str:
    parts = ("query", "key", "value")
    both = build.linear(
        x,
        np.concatenate([weights[f"{at}.{p}.weight"] for p in parts]),
        np.concatenate([weights[f"{at}.{p}.bias"] for p in parts]),
        f"{at}.qkv",
    )
    names = [f"{at}.{p}" for p in parts]
    build.nodes.append(helper.make_node("Split", [both], names, axis=-1, num_outputs=3))
    split = "heads.shape"
    wide = [build.node("Reshape", [n, split], f"{n}.heads") for n in names]
    q = build.node("Transpose", [wide[0]], f"{at}.q", perm=[0, 2, 1, 3])
    k = build.node("Transpose", [wide[1]], f"{at}.k", perm=[0, 2, 3, 1])
    v = build.node("Transpose", [wide[2]], f"{at}.v", perm=[0, 2, 1, 3])
    scores = build.node("MatMul", [q, k], f"{at}.scores")
    scaled = build.node("Mul", [scores, "attention.scale"], f"{at}.scaled")
    seen = build.node("MatMul", [build.node("Softmax", [scaled], f"{at}.p", axis=-1), v], f"{at}.s")
    back = build.node("Transpose", [seen], f"{at}.back", perm=[0, 2, 1, 3])
    flat = build.node("Reshape", [back, "flat.shape"], f"{at}.flat")
    return build.linear(flat, weights[f"{at}.out.weight"], weights[f"{at}.out.bias"], f"{at}.out")


def _layer(build: _Builder, x: str, weights: Weights, at: str) -> str:
    seen = _attention(build, x, weights, at)
    x = build.norm(
        build.node("Add", [x, seen], f"{at}.sum1"), weights, f"{at}.norm_attention", f"{at}.n1"
    )
    up = build.linear(x, weights[f"{at}.up.weight"], weights[f"{at}.up.bias"], f"{at}.up")
    bent = build.node("Gelu", [up], f"{at}.gelu")
    down = build.linear(
        bent, weights[f"{at}.down.weight"], weights[f"{at}.down.bias"], f"{at}.down"
    )
    return build.norm(build.node("Add", [x, down], f"{at}.sum2"), weights, f"{at}.norm", f"{at}.n2")


def build_graph(weights: Weights, layers: int) -> onnx.ModelProto:
    """The graph in 32 bits but for the word embeddings; outputs as `labels` names them."""
    build = _Builder()
    build.constant("heads.shape", np.array([1, -1, _ATTENTION_HEADS, _SIZE // _ATTENTION_HEADS]))
    build.constant("flat.shape", np.array([1, -1, _SIZE]))
    scale = (_SIZE // _ATTENTION_HEADS) ** -0.5
    build.constant("attention.scale", np.array(scale, dtype=np.float32))
    x = _embeddings(build, weights)
    for k in range(layers):
        x = _layer(build, x, weights, f"layers.{k}")
    outputs = []
    for name, size, key in [
        *((h.name, len(h.labels), f"heads.{h.name}") for h in HEADS),
        *((name, LINK_DIM, f"vectors.{name}") for name in VECTORS),
    ]:
        build.linear(x, weights[f"{key}.weight"], weights[f"{key}.bias"], name)
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", size]))
    graph = helper.make_graph(
        build.nodes,
        "kroniek-reader",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"])],
        outputs,
        build.constants,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        producer_name="kroniek",
        ir_version=10,
    )
    onnx.checker.check_model(model)
    return model


def encoder_products(model: onnx.ModelProto, layers: int) -> list[str]:
    """Names of the matrix products with weights inside the encoder: those to quantise."""
    wanted = {
        f"layers.{k}.{p}.product.node" for k in range(layers) for p in ("qkv", "out", "up", "down")
    }
    return [node.name for node in model.graph.node if node.name in wanted]
