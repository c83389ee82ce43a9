"""Let calls to the disk fail, or the disk be full; the build says so; build again; compare."""

import errno
import resource
import sys
from functools import partial
from pathlib import Path
from random import Random

from tests.rigs import house
from tests.rigs.house import Ended, Report, World, apart, scratch

KINDS = ((errno.EIO, False), (errno.ENOSPC, True), (errno.ENOSPC, False), (errno.EIO, True))


def run(count: int, rng: Random) -> Report:
    """Let `count` builds meet a fault: at one call to the disk, or from one call on."""
    report = Report("faults")
    with scratch() as home:
        known = [(world, world.calls(world.copy(home / "work"))) for world in house.worlds(home)]
        for number in range(count):
            world, calls = known[number % len(known)]
            what, sticky = KINDS[number // len(known) % len(KINDS)]
            at = rng.randint(1, calls)
            store = world.copy(home / "work")
            ended = apart(world.armed(store, at, what, sticky=sticky))
            since = " and all after" if sticky else ""
            how = f"{world.name}, {errno.errorcode[what]} at call {at} of {calls}{since}"
            _told(ended, report, how)
            _finish(world, store, report, how)
    return report


def run_full(count: int, rng: Random) -> Report:
    """Let no file grow over `count` sizes, from nothing to what the build needs."""
    report = Report("disk full")
    offset = rng.random()
    with scratch() as home:
        for world in house.worlds(home)[:2]:
            store = world.copy(home / "work")
            apart(partial(world.build, store))
            most = 2 * store.stat().st_size
            for number in range(count // 2):
                size = int(most * (number + offset) / (count // 2))
                store = world.copy(home / "work")
                ended = apart(partial(_limited, world, store, size))
                how = f"{world.name}, files of at most {size} bytes"
                _told(ended, report, how)
                _finish(world, store, report, how)
    return report


def _limited(world: World, store: Path, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    world.build(store)


def _told(ended: Ended, report: Report, how: str) -> None:
    """A build that met a fault finishes all the same, or says what is wrong and what to do."""
    good = not ended.signal and ended.said.startswith(("done", "store: "))
    outcome = "finished" if ended.said == "done" else ended.said.partition(":")[0]
    report.note(f"first {outcome}" if good else ended.said, how, good=good)


def _finish(world: World, store: Path, report: Report, how: str) -> None:
    again = apart(partial(world.build, store))
    found = apart(partial(house.exports, store))
    same = not again.signal and found.said == world.expected
    report.note("the same bytes" if same else f"{again.said} {found.said}", how, good=same)


if __name__ == "__main__":
    if "--full" in sys.argv:
        sys.argv.remove("--full")
        house.warm_up()
        house.script(run_full)
    else:
        house.with_shim()
        house.warm_up()
        house.script(run)
