"""Build the same articles amid other processes, threads, seeds, orders, zones, locales, clocks.

Every value of each comes up as often as any other, beside ever other values of the rest. A part of
the settings has the trained reader read along, where it can be used: these are compared with one
another.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.rigs import house
from tests.rigs.house import ROOT, Report, scratch

JOBS = (1, 2, 4)
CORES = (1, 2)
"""Cores the build may use: the reader takes as many threads, in this process, as there are."""
SEEDS = ("0", "1", "4711")
ORDERS = ("folder", "forwards", "backwards", "shuffled")
ZONES = (
    *("UTC", "Europe/Amsterdam", "America/New_York", "Asia/Tokyo", "Asia/Kathmandu"),
    *("Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe"),
)
LOCALES = ("C", "nl_NL.UTF-8", "en_US.UTF-8", "tr_TR.UTF-8")
MORE = {
    f"meer-{k:02}.txt": f"OLST, {k} juni 2021 – Bij Olst zijn gisteren {k + 3} huizen ontruimd."
    f" „Het water stijgt nog {k} dagen”, zei dijkgraaf Mieke Post.\n"
    for k in range(2, 28)
}
"""Enough for parts of several processes."""
READS = ("rules", "rules", "rules", "reader")
CLOCKS = ("", "1", "2147483647", "4102444800")
"""Seconds since 1970 that the clock tells; nothing for the time it is. Needs the shim."""


class Setting(NamedTuple):
    """What is around one build."""

    reads: str
    jobs: int
    cores: int
    seed: str
    order: str
    zone: str
    locale: str
    clock: str


def _turned(count: int, values: Sequence[Any], rng: Random) -> list[Any]:
    """So many of the values, each as often as any other, in an order of their own."""
    rounds = (rng.sample(values, len(values)) for _ in range(-(-count // len(values))))
    return [value for one in rounds for value in one][:count]


def settings(count: int, rng: Random) -> list[Setting]:
    """What is around each of so many builds."""
    lists = (READS, JOBS, CORES, SEEDS, ORDERS, ZONES, LOCALES, CLOCKS)
    return [Setting(*row) for row in zip(*(_turned(count, x, rng) for x in lists), strict=True)]


def run(count: int, rng: Random) -> Report:
    """Build under `count` settings and compare what is exported, byte for byte."""
    report = Report("sameness")
    first: dict[str, str] = {}
    with scratch() as home:
        texts = house.write(home / "texts", {**house.ARTICLES, **house.PAGE, **MORE})
        shim = str(house.make_shim(home)) if house.compiler() else None
        for number, chosen in enumerate(settings(count, rng)):
            made = _built(
                home / f"{number}.kroniek", _given(texts, chosen.order, rng), chosen, shim
            )
            known = first.setdefault(chosen.reads, made)
            how = " ".join(str(value) for value in chosen)
            report.note("the same bytes" if made == known else "others", how, good=made == known)
    report.notes["clock_turned"] = shim is not None
    report.notes["read"] = dict(sorted(first.items()))
    return report


def _given(texts: Path, order: str, rng: Random) -> list[str]:
    files = sorted(str(path) for path in texts.iterdir())
    match order:
        case "folder":
            return [str(texts)]
        case "forwards":
            return files
        case "backwards":
            return files[::-1]
        case _:
            return rng.sample(files, len(files))


_BUILD = """
import os, sys
from kroniek.cli import main
store, cores, *words = sys.argv[1:]
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
for command in (["build", store, *words], ["annotations", store], ["chronicle", store, "--json"]):
    sys.argv[1:] = command
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
"""


def _built(store: Path, given: list[str], chosen: Setting, shim: str | None) -> str:
    """Digest of what the build, `kroniek annotations` and `kroniek chronicle --json` give."""
    env = {**os.environ, "PYTHONHASHSEED": chosen.seed, "TZ": chosen.zone}
    env |= {"LC_ALL": chosen.locale, "LANG": chosen.locale}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    if shim and chosen.clock:
        env |= {"LD_PRELOAD": shim, "RIG_CLOCK": chosen.clock}
    words = [*given, "--jobs", str(chosen.jobs)]
    if chosen.reads == "rules":
        words.append("--rules-only")
    command = [sys.executable, "-c", _BUILD, str(store), str(chosen.cores), *words]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise AssertionError(done.stderr.decode("utf-8", "replace"))
    exports = done.stdout[done.stdout.index(b'{"') :]  # what the build says names its store
    return hashlib.sha256(exports).hexdigest()[:16]


if __name__ == "__main__":
    house.script(run)
