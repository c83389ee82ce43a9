"""Surprise at sets of allowed labels, and at which piece is chosen."""

import torch
from torch import Tensor
from torch.nn import functional as f

from training.labels import HEADS, LINK_DIM, LINKS


def allowed_surprise(logits: Tensor, bits: Tensor) -> Tensor:
    """-log of the allowed set's probability, per piece: float[b, t, n], int[b, t] to [b, t]."""
    powers = 1 << torch.arange(logits.shape[-1], device=logits.device, dtype=bits.dtype)
    allowed = (bits[..., None] & powers) != 0
    logs = f.log_softmax(logits.float(), dim=-1)
    return -torch.logsumexp(logs.masked_fill(~allowed, -1e4), dim=-1)


def link_surprise(chooser: Tensor, chosen: Tensor, links: Tensor, mask: Tensor) -> Tensor:
    """-log probability of the chosen piece or of none: float[b, t, d] twice, int[m, 3] to [m].

    `links` are (row, piece that chooses, piece chosen or -1); none scores 0, every piece of the row
    is a candidate.
    """
    rows = links[:, 0]
    scores = torch.einsum("md,mtd->mt", chooser[rows, links[:, 1]], chosen[rows]) / LINK_DIM**0.5
    scores = scores.masked_fill(~mask[rows], -1e4)
    scores = torch.cat([scores.new_zeros(len(links), 1), scores], dim=1)
    return f.cross_entropy(scores, links[:, 2] + 1, reduction="none")


def total_loss(
    out: dict[str, Tensor], bits: Tensor, trust: Tensor, links: Tensor, mask: Tensor
) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss of a batch and its parts.

    Each part is a sum over pieces divided by all pieces of the batch, so that a labelled piece
    counts the same whatever it shares its batch with.
    """
    pieces = mask.sum()
    parts: dict[str, Tensor] = {}
    for row, head in enumerate(HEADS):
        known = bits[row] != head.open
        if bool(known.any()):
            surprise = allowed_surprise(out[head.name][known], bits[row][known])
            weight = trust[row][:, None].expand_as(known)[known]
            parts[head.name] = head.weight * (surprise * weight).sum() / pieces
    for number, link in enumerate(LINKS):
        mine = links[links[:, 0] == number][:, 1:]
        if len(mine):
            surprise = link_surprise(out[link.chooser], out[link.chosen], mine, mask)
            parts[f"link:{link.name}"] = link.weight * surprise.sum() / pieces
    total = torch.stack(list(parts.values())).sum() if parts else out["names"].sum() * 0
    return total, parts
