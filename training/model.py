"""The encoder and its heads, in torch.

The encoder is the lower part of a BERT; word embeddings stay as they are (they were 4-bit once and
are stored in 8 bits), everything above them learns.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as f

from training.labels import HEADS, LINK_DIM, VECTORS

SIZE, HEAD_COUNT, INNER, EPSILON = 384, 12, 1536, 1e-12


class Dropout(nn.Module):
    """Drops the same features at every piece of a window: as good, and far cheaper on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.keep = 1 - share

    def forward(self, x: Tensor) -> Tensor:
        """float[b, t, n] to the same."""
        if not self.training or self.keep == 1:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) < self.keep
        return x * (kept.to(x.dtype) / self.keep)


class Layer(nn.Module):
    """One transformer layer, normalised after each sum, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(SIZE, SIZE)
        self.key = nn.Linear(SIZE, SIZE)
        self.value = nn.Linear(SIZE, SIZE)
        self.out = nn.Linear(SIZE, SIZE)
        self.norm_attention = nn.LayerNorm(SIZE, EPSILON)
        self.up = nn.Linear(SIZE, INNER)
        self.down = nn.Linear(INNER, SIZE)
        self.norm = nn.LayerNorm(SIZE, EPSILON)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """float[b, t, 384] to the same; `mask` bool[b, 1, 1, t], True where a piece stands."""
        b, t, _ = x.shape
        q, k, v = (
            part(x).view(b, t, HEAD_COUNT, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = f.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(b, t, SIZE))
        x = self.norm_attention(x + self.dropout(seen))
        y: Tensor = self.norm(x + self.dropout(self.down(f.gelu(self.up(x)))))
        return y


class Reader(nn.Module):
    """Encoder with one linear output per head and one projection per link vector."""

    def __init__(self, vocabulary: int, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, SIZE)
        self.words.weight.requires_grad_(requires_grad=False)
        self.positions = nn.Embedding(512, SIZE)
        self.norm = nn.LayerNorm(SIZE, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = Dropout(dropout)
        self.heads = nn.ModuleDict({h.name: nn.Linear(SIZE, len(h.labels)) for h in HEADS})
        self.vectors = nn.ModuleDict({name: nn.Linear(SIZE, LINK_DIM) for name in VECTORS})

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """int64[b, t], bool[b, t] to float[b, t, 384]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(places)))
        wide = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        return self.dropout(x)

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Logits of every head and the link vectors, float[b, t, n] each."""
        x = self.encode(ids, mask)
        out = {name: head(x) for name, head in self.heads.items()}
        out.update({name: project(x) for name, project in self.vectors.items()})
        return out


_PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm_attention",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm",
}


def from_base(folder: Path, layers: int, dropout: float = 0.1) -> Reader:
    """A reader on the lowest layers of the base encoder in `folder`; heads are random."""
    base = {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}
    words = base["embeddings.word_embeddings.weight"]
    reader = Reader(words.shape[0], layers, dropout)
    state = {
        "words.weight": words,
        # the type of the (only) segment is added to every position once and for all
        "positions.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for k in range(layers):
        for theirs, ours in _PARTS.items():
            for kind in ("weight", "bias"):
                state[f"layers.{k}.{ours}.{kind}"] = base[f"encoder.layer.{k}.{theirs}.{kind}"]
    missing, unexpected = reader.load_state_dict(state, strict=False)
    if unexpected or any(not m.startswith(("heads.", "vectors.")) for m in missing):
        raise ValueError(f"base encoder does not fit: {missing[:3]} {unexpected[:3]}")
    return reader
