"""The weighted mean of two checkpoints of one line of training.

    python training/average.py FIRST.pt SECOND.pt --share 0.6 --out MEAN.pt

A second training that starts from the first one's weights learns on and forgets a little; the mean
of both keeps most of what either knows (Wortsman et al. 2022, "Model soups").
"""

import argparse
import sys
from pathlib import Path

import torch


def mean(
    first: dict[str, torch.Tensor], second: dict[str, torch.Tensor], share: float
) -> dict[str, torch.Tensor]:
    """Each weight, `share` of it from `second`. Raises ValueError if the two do not fit."""
    if first.keys() != second.keys():
        raise ValueError(f"different readers: {sorted(first.keys() ^ second.keys())[:3]}")
    return {name: (1 - share) * first[name] + share * value for name, value in second.items()}


def main() -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the second; 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    first, second = (torch.load(one, weights_only=True) for one in (args.first, args.second))
    second["reader"] = mean(first["reader"], second["reader"], args.share)
    for count in ("step", "seconds"):
        second[count] += first[count]
    torch.save(second, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
