"""Quality against floors that cannot slip silently, and speed against a yardstick.

    python3 dev.py bench                 every task, then speed
    python3 dev.py bench visible demo    these tasks only
    python3 dev.py bench speed           speed only
    python3 dev.py bench --write-floors  raise floors to what was measured (never lowers one)

A task is a folder below ``benchmarks/quality`` with a ``floor.toml``: which scorer, which texts
and gold, and the figures with their floors. To lower a floor edit the file by hand and say why.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import core_times
import dating
import dating_unseen
import events
import judgements
import queries
import reader
import speed
import times

from kroniek.library import Kroniek
from kroniek.share import contract

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"


def build(texts: Path, out: Path, language: str | None) -> tuple[Path, Path]:
    """Build a store of `texts` and write both contract outputs below `out`."""
    with Kroniek(out / "store.kroniek") as k:
        k.build(texts, language=language)
        annotations, chronicle = out / "annotations.jsonl", out / "chronicle.json"
        lines = (json.dumps(item, ensure_ascii=False) for item in k.annotations())
        annotations.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = contract.chronicle(k.views.collection)
        chronicle.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return annotations, chronicle


def score(task: Mapping[str, Any], annotations: Path, chronicle: Path) -> dict[str, float]:
    """The scorer's figures by name: ``part/figure``."""
    contract_folder = SHARED / "contract"
    gold = [str(_place(one)) for one in task["gold"]]
    match task["scorer"]:
        case "score":
            command = ["score.py", str(annotations), *gold]
        case "score_chronicle":
            command = ["score_chronicle.py", str(chronicle), str(annotations), *gold]
        case "corpora_eval":
            command = ["corpora_eval.py", "score", task["set"], "--set", *gold]
            command += ["--annotations", str(annotations), "--chronicle", str(chronicle)]
        case other:
            raise ValueError(f"no scorer {other!r}; know score, score_chronicle, corpora_eval")
    command[0] = str(contract_folder / command[0])
    done = subprocess.run(
        [sys.executable, *command, "--json"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return dict(_flat(json.loads(done.stdout)))


def _flat(report: Mapping[str, Any], prefix: str = "") -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for name, value in report.items():
        if isinstance(value, Mapping):
            inner = "" if name == "total" else f"{prefix}{name}/"
            found += _flat(value, inner)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.append((f"{prefix}{name}", float(value)))
        elif name.endswith("breaches") and isinstance(value, list):
            found.append((f"{prefix}{name}", float(len(value))))
    return found


def _place(written: str) -> Path:
    """``shared:x`` lies beside the project, all else inside it."""
    kind, _, rest = written.partition(":")
    return SHARED / rest if kind == "shared" else ROOT / written


def measure(folder: Path) -> dict[str, float] | None:
    """Figures of one task; None (and a message) where its texts or scorers are absent."""
    task = tomllib.loads((folder / "floor.toml").read_text(encoding="utf-8"))
    if task["scorer"] == "dating":  # carries its own texts and gold
        return dating.measure()
    if task["scorer"] == "search":
        return queries.measure(task["collection"])
    if task["scorer"] == "judgements":
        return judgements.measure()
    if task["scorer"] == "times":
        return times.measure()
    if task["scorer"] == "reader":
        return reader.measure()
    if task["scorer"] == "dating-unseen":
        return dating_unseen.measure()
    if task["scorer"] == "events":
        return events.measure()
    if task["scorer"] == "core-times":
        return core_times.measure()
    needed = [_place(task["texts"]), SHARED / "contract" / "score.py"]
    if missing := [path for path in needed if not path.exists()]:
        print(f"{folder.name}: skipped, {missing[0].name} is not here")
        return None
    with tempfile.TemporaryDirectory() as out:
        built = build(_place(task["texts"]), Path(out), task.get("language"))
        return score(task, *built)


def judge(folder: Path, figures: Mapping[str, float]) -> bool:
    """Print every figure with its floor (or ceiling); tells whether all hold."""
    task = tomllib.loads((folder / "floor.toml").read_text(encoding="utf-8"))
    good = True
    print(f"== {folder.name}")
    for bounds, holds, word in (
        (task.get("floors", {}), float.__ge__, "floor"),
        (task.get("ceilings", {}), float.__le__, "ceiling"),
    ):
        for name, bound in bounds.items():
            value = figures.get(name)
            kept = value is not None and holds(value, float(bound))
            good &= kept
            told = "absent" if value is None else f"{value:.4f}"
            print(f"   {'ok  ' if kept else 'SLIP'} {name:44} {told:>8}  {word} {bound}")
    return good


def raise_floors(folder: Path, figures: Mapping[str, float]) -> None:
    """Write better figures over the floors and ceilings of a task; a worse one is left as it is."""
    path = folder / "floor.toml"
    out, table = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            table = line.strip("[]")
        name, equals, bound = line.partition(" = ")
        value = figures.get(name.strip('"'))
        if equals and table in ("floors", "ceilings") and value is not None:
            better = max if table == "floors" else min
            kept = better(float(bound.split("#")[0]), int(value * 1000) / 1000)
            out.append(f"{name} = {kept:g}")
        else:
            out.append(line)
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def main() -> int:
    """Command line; the exit code is 1 when a floor slipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    folders = sorted(path.parent for path in (HERE / "quality").glob("*/floor.toml"))
    parser.add_argument("tasks", nargs="*", help="tasks by name, and speed; all if none is named")
    parser.add_argument("--write-floors", action="store_true")
    asked = parser.parse_args()
    good = True
    for folder in folders:
        if asked.tasks and folder.name not in asked.tasks:
            continue
        figures = measure(folder)
        if figures is None:
            continue
        good &= judge(folder, figures)
        if asked.write_floors:
            raise_floors(folder, figures)
    if not asked.tasks or "speed" in asked.tasks:
        good &= speed.report()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
