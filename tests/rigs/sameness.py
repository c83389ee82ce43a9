"""Build the same articles under other processes, hash seeds, orders, zones, locales and clocks."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

from tests.rigs import house
from tests.rigs.house import ROOT, Report, scratch

JOBS = (1, 2, 4)
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
CLOCKS = ("", "1", "2147483647", "4102444800")
"""Seconds since 1970 that the clock tells; nothing for the time it is. Needs the shim."""


def run(count: int, rng: Random) -> Report:
    """Build under `count` settings, so that every value of each comes up in turn."""
    report = Report("sameness")
    lists = (JOBS, SEEDS, ORDERS, ZONES, LOCALES, CLOCKS)
    turned = [rng.sample(values, len(values)) for values in lists]
    first: tuple[str, str] | None = None
    with scratch() as home:
        texts = house.write(home / "texts", {**house.ARTICLES, **house.PAGE, **MORE})
        shim = str(house.make_shim(home)) if house.compiler() else None
        for number in range(count):
            chosen = [values[number % len(values)] for values in turned]
            store = home / f"{number}.kroniek"
            made = _built(store, _given(texts, str(chosen[2]), rng), chosen, shim)
            first = first or made
            how = " ".join(str(value) for value in chosen)
            same = made == first and bool(made[0])
            report.note("the same bytes" if same else f"another: {made}", how, good=same)
    report.notes["clock_turned"] = shim is not None
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


def _built(
    store: Path, given: list[str], chosen: list[object], shim: str | None
) -> tuple[str, str]:
    """What `kroniek annotations` and `kroniek chronicle --json` give."""
    jobs, seed, _, zone, locale, clock = (str(value) for value in chosen)
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    if shim and clock:
        env |= {"LD_PRELOAD": shim, "RIG_CLOCK": clock}

    def kroniek(*words: str) -> str:
        command = [sys.executable, "-c", "from kroniek.cli import main; main()", *words]
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr.decode("utf-8", "replace"))
        return done.stdout.decode()

    kroniek("build", str(store), "--rules-only", "--jobs", jobs, *given)
    return kroniek("annotations", str(store)), kroniek("chronicle", str(store), "--json")


if __name__ == "__main__":
    house.script(run)
