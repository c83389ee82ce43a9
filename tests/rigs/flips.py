"""Turn one bit of a store over: it is found, refused on reading, or does no harm."""

from functools import partial
from pathlib import Path
from random import Random

from tests.rigs import house
from tests.rigs.house import Report, apart, must, scratch

from kroniek.save.check import check


def run(count: int, rng: Random) -> Report:
    """Turn `count` bits over, one at a time."""
    report = Report("flips")
    with scratch() as home:
        texts = house.write(home / "texts", {**house.ARTICLES})
        store = home / "x.kroniek"
        must(apart(partial(house.build, store, texts)))
        whole = store.read_bytes()
        expected = must(apart(partial(house.exports, store)))
        searched = must(apart(partial(house.search, store)))
        for _ in range(count):
            at, bit = rng.randrange(len(whole)), rng.randrange(8)
            _flip(store, whole, at, bit)
            checked = apart(partial(_checked, store))
            shown = apart(partial(house.exports, store))
            found = apart(partial(house.search, store))
            how = f"byte {at}, bit {bit}"
            _judge(report, how, checked.said, shown.said, expected)
            if checked.said == "sound" and found.said != searched:
                report.bad.append(f"{how}: called sound, but a search finds something else")
            for left in home.glob("x.kroniek-*"):
                left.unlink()
    report.notes["bytes"] = len(whole)
    return report


def _checked(store: Path) -> str:
    return "sound" if check(store).sound else "found"


def _flip(store: Path, whole: bytes, at: int, bit: int) -> None:
    store.unlink(missing_ok=True)
    raw = bytearray(whole)
    raw[at] ^= 1 << bit
    store.write_bytes(raw)


def _judge(report: Report, how: str, checked: str, shown: str, expected: str) -> None:
    """Wrong words shown must never be; nor may the check call sound what a reader refuses."""
    refused = shown.startswith("store: ")
    if not refused and shown != expected:
        outcome, good = f"shown wrong: {shown[:200]}", False
    elif checked not in ("sound", "found") and not checked.startswith("store: "):
        outcome, good = f"check failed: {checked[:200]}", False
    elif refused and checked == "sound":
        outcome, good = f"refused, but called sound: {shown[:200]}", False
    else:
        told = "called sound" if checked == "sound" else "found by check"
        outcome, good = f"{told}, {'refused' if refused else 'harmless'}", True
    report.note(outcome, how, good=good)


if __name__ == "__main__":
    house.warm_up()
    house.script(run)
