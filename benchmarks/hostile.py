"""Hostile inputs: that all of them end, and within bounds.

    .venv/bin/python benchmarks/hostile.py                  3,000 generated and all made by hand
    .venv/bin/python benchmarks/hostile.py --number 300 --seed 5
    .venv/bin/python benchmarks/hostile.py texts            long texts, built whole
    .venv/bin/python benchmarks/hostile.py texts --rules-only

Prints how they ended, the dearest, and what should not be; leaves with 1 if there is any of that.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.hostile.generator import hostile_inputs
from tests.hostile.handmade import CASES
from tests.hostile.rig import MOST_MEMORY, MOST_SECONDS, Report, build_one, read_all
from tests.hostile.test_hostile import ends_of
from tests.hostile.texts import TEXTS

from kroniek.collect.readers import MOST_LETTERS


def _inputs(number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    for case in CASES:
        yield case.name, case.make()
    for one in hostile_inputs(seed, number):
        yield one.name, one.raw


def _wrong(report: Report, wanted: dict[str, str]) -> str | None:
    """What is not as it should be with one file; None if all is."""
    if not report.accounted:
        return "not everything ended with a reason"
    if report.seconds > MOST_SECONDS * len(report.ends):
        return f"{report.seconds:.1f} seconds"
    if report.memory > MOST_MEMORY:
        return f"{report.memory >> 20} MiB"
    ends = ends_of(report.ends)
    if report.name in wanted and ends not in wanted[report.name].split("|"):
        return f"ended as {ends}, should as {wanted[report.name]}"
    return None


def measure(number: int = 3000, seed: int = 1) -> dict[str, float]:
    """Figures of the rig: `ended` is the share that ended as it should, within bounds."""
    wanted = {case.name: case.ends for case in CASES}
    outcomes: Counter[str] = Counter()
    dearest: list[tuple[float, str]] = []
    wrong = files = memory = 0
    with tempfile.TemporaryDirectory() as folder:
        for report in read_all(_inputs(number, seed), Path(folder)):
            files += 1
            memory = max(memory, report.memory)
            outcomes.update(end.outcome for end in report.ends)
            dearest = sorted([*dearest, (report.seconds, report.name)], reverse=True)[:5]
            problem = _wrong(report, wanted)
            if problem:
                wrong += 1
                print(f"WRONG {report.name}: {problem}")
    print(f"{files} files, {sum(outcomes.values())} inputs: {dict(sorted(outcomes.items()))}")
    print(f"most memory {memory >> 20} MiB; dearest in seconds:", dearest)
    return {"ended": 1 - wrong / files, "seconds": dearest[0][0], "memory_mib": memory / (1 << 20)}


def built(*, reader: bool) -> dict[str, float]:
    """The same figures of texts that are built whole: `ended` is the share within bounds."""
    took: list[tuple[float, int, str]] = []
    wrong = 0
    for text in TEXTS:
        with tempfile.TemporaryDirectory() as folder:
            report = build_one(text, 2 * MOST_LETTERS, Path(folder), reader=reader)
        took.append((round(report.seconds, 1), report.memory >> 20, text.name))
        problem = _wrong(report, {})
        if problem:
            wrong += 1
            print(f"WRONG {text.name}: {problem}", flush=True)
    took.sort(reverse=True)
    print(f"{len(took)} texts; dearest, with MiB:", *took[:8], sep="\n  ")
    most = max(memory for _, memory, _ in took)
    return {"ended": 1 - wrong / len(took), "seconds": took[0][0], "memory_mib": float(most)}


def main() -> None:
    """Command line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", nargs="?", choices=["inputs", "texts"], default="inputs")
    asked.add_argument("--rules-only", action="store_true")
    asked.add_argument("--number", type=int, default=3000)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    if told.what == "texts":
        sys.exit(built(reader=not told.rules_only)["ended"] < 1)
    sys.exit(measure(told.number, told.seed)["ended"] < 1)


if __name__ == "__main__":
    main()
