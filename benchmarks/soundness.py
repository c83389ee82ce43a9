"""The rigs of ``tests/rigs`` at length: killed, failing, full, damaged, and other surroundings.

    python3 benchmarks/soundness.py               everything: about half an hour on an idle core
    python3 benchmarks/soundness.py --part 10     a tenth of it
    python3 benchmarks/soundness.py flips kills   these rigs only

Every outcome that must not be is told with the seed and moment that bring it about again.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RIGS = {
    "kills": ("kills", 300, ()),
    "faults": ("faults", 500, ()),
    "full": ("faults", 60, ("--full",)),
    "flips": ("flips", 2000, ()),
    "sameness": ("sameness", 96, ()),
}
"""Script, how many times, and further words."""


def report(names: list[str], part: int, seed: int) -> bool:
    """Run the rigs and print what they found; tells whether nothing bad was."""
    good = True
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    for name in names:
        script, count, words = RIGS[name]
        command = [sys.executable, "-m", f"tests.rigs.{script}", *words]
        numbers = ["--count", str(max(4, count // part)), "--seed", str(seed)]
        begun = time.monotonic()
        done = subprocess.run(
            [*command, *numbers], cwd=ROOT, env=env, stdout=subprocess.PIPE, check=False
        )
        if done.returncode:
            print(f"== {name}: the rig itself failed")
            good = False
            continue
        told = json.loads(done.stdout)
        bad = told.pop("bad")
        print(f"== {name}: {len(bad)} bad, {time.monotonic() - begun:.0f} s")
        for key, value in told.items():
            print(f"   {key}: {value}")
        for one in bad:
            print(f"   BAD {one}")
        good = good and not bad
    return good


def main() -> None:
    """Command line; leaves with 1 if anything bad was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rigs", nargs="*", choices=[[], *RIGS], default=[], metavar="RIG")
    parser.add_argument("--part", type=int, default=1, help="run one part in so many")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    sys.exit(not report(told.rigs or list(RIGS), told.part, told.seed))


if __name__ == "__main__":
    main()
