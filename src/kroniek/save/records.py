"""Records to and from JSON, checked against their types."""

from functools import cache
from typing import Any, TypeVar

import msgspec

from kroniek.model.doc import LAYERS, TABLES, Layer

BY_NAME: dict[str, Layer[Any]] = {layer.name: layer for layer in (*LAYERS, *TABLES)}
"""Layers and tables by name."""
PASSING = frozenset(layer.name for layer in LAYERS if not layer.kept)
"""Names of layers that are not kept."""
Record = TypeVar("Record")
_ENCODE = msgspec.json.Encoder(order="deterministic").encode


def encoded(record: object) -> str:
    """A record, or records, as JSON: the same for the same."""
    return _ENCODE(record).decode()


@cache
def decoder_of(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 (a type or a layer)
    """Decoder of an article; of all records of a layer; of one record of a table."""
    if not isinstance(kind, Layer):
        return msgspec.json.Decoder(kind)
    one: Any = kind.record
    return msgspec.json.Decoder(tuple[one, ...] if kind in LAYERS else one)
