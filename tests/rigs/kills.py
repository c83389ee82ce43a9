"""Kill a build at any moment, by the clock or at a call to the disk; build again; compare."""

import os
from functools import partial
from pathlib import Path
from random import Random

from tests.rigs import house
from tests.rigs.house import Report, World, apart, scratch


def run(count: int, rng: Random) -> Report:
    """Kill `count` builds: half at a random moment, half at or amid a call to the disk."""
    report = Report("kills")
    lost = 0.0
    with scratch() as home:
        spread = []
        for world in house.worlds(home):
            store = world.copy(home / "work")
            seconds = apart(partial(world.build, store)).seconds
            calls = world.calls(world.copy(home / "work")) if "RIG_SHIM" in os.environ else 0
            spread.append((world, calls, seconds))
        for number in range(count):
            world, calls, seconds = spread[number % len(spread)]
            store = world.copy(home / "work")
            targeted = "RIG_SHIM" in os.environ and number // len(spread) % 2 == 0
            if targeted:
                at, what = rng.randint(1, calls), rng.choice((-1, -2))
                how = (
                    f"{world.name}, call {at} of {calls}, {'half done' if what == -2 else 'before'}"
                )
                ended = apart(world.armed(store, at, what))
            else:
                after = rng.uniform(0, seconds)
                how = f"{world.name}, after {after:.3f} of {seconds:.3f} s"
                ended = apart(partial(world.build, store), kill_after=after)
            report.outcomes["killed" if ended.signal else "finished before"] += 1
            lost = max(lost, _finish(world, store, report, how))
    report.notes["longest_second_build_s"] = round(lost, 2)
    return report


def _finish(world: World, store: Path, report: Report, how: str) -> float:
    """Build again without disturbance and compare; gives how long it took, in seconds."""
    again = apart(partial(world.build, store))
    found = apart(partial(house.exports, store))
    same = not again.signal and found.said == world.expected
    report.note("the same bytes" if same else f"{again.said} {found.said}", how, good=same)
    return again.seconds


if __name__ == "__main__":
    if house.compiler():
        house.with_shim()
    house.warm_up()
    house.script(run)
