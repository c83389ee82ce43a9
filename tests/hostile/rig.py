"""Lets inputs be read, or built whole, one by one, and notes how each ended and what it took."""

import os
import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kroniek.collect.files import collect
from kroniek.collect.guard import shared_guard
from kroniek.library import Kroniek
from kroniek.model.article import Article, Refusal
from tests.hostile.texts import Text

MOST_SECONDS = 21.0
"""Of processor time for one input: the bound and what is taken before it is noticed."""
MOST_MEMORY = 1 << 30


class End(NamedTuple):
    """How one input ended: `why` is the reason, or what was lost; `remedy` for refusals."""

    path: str
    outcome: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Report:
    """What came of one file: all that it holds, and what it took."""

    name: str
    ends: tuple[End, ...]
    seconds: float
    """Of processor time, here and in the reading process."""
    memory: int
    """The most bytes that either process has held so far."""

    @property
    def accounted(self) -> bool:
        """Whether everything ended, and every refusal says why and what to do."""
        return bool(self.ends) and all(
            end.outcome == "read" or (end.why and (end.remedy or end.outcome == "partly"))
            for end in self.ends
        )


def _end(found: Article | Refusal) -> End:
    if isinstance(found, Refusal):
        return End(found.path, "refused", f"{found.reason}: {found.detail}", found.remedy)
    assert found.text.strip()
    return End(found.path, "partly" if found.losses else "read", "; ".join(found.losses), "")


def _child() -> int | None:
    child = shared_guard()._child
    return child.pid if child is not None else None


def _of_child(what: str) -> float:
    """Processor seconds, or most bytes, of the reading process; 0 where nothing tells."""
    pid = _child()
    try:
        if what == "seconds":
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(("VmHWM", "VmRSS")):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0.0
    return 0.0


def _seconds() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + _of_child("seconds")


def _peaks() -> tuple[int, int]:
    """The most that this process and its ended children held so far, in bytes."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, children = (resource.getrusage(who).ru_maxrss * 1024 for who in whose)
    return own, children


def _memory(before: tuple[int, int]) -> int:
    """The most that reading held: in the child, or what it added to the peaks before.

    What other tests of this process held before is not the input's.
    """
    own, children = _peaks()
    ended = children if children > before[1] else 0
    return max(own - before[0], ended, int(_of_child("memory")))


def read_one(path: Path) -> Report:
    """Read what lies at `path` and note what it took."""
    before, peaks = _seconds(), _peaks()
    ends = tuple(_end(found) for found in collect([path]))
    return Report(path.name, ends, _seconds() - before, _memory(peaks))


def read_all(inputs: Iterable[tuple[str, bytes]], folder: Path) -> Iterator[Report]:
    """Read inputs given by name and bytes, each from a file in `folder` that is gone afterwards."""
    for name, raw in inputs:
        path = folder / name
        path.write_bytes(raw)
        yield read_one(path)
        path.unlink()


def build_one(text: Text, letters: int, folder: Path, *, reader: bool) -> Report:
    """Build a store of one hostile text of so many letters, from its file to the views of it."""
    home = folder / "texts"
    home.mkdir(parents=True)
    (home / "a.txt").write_text(text.of(letters), encoding="utf-8")
    before, peaks = _seconds(), _peaks()
    with Kroniek(folder / "x.kroniek", reader=reader, jobs=1) as k:
        report = k.build(home, language=text.language)
        _ = k.views.every_line, list(k.views.statements())
    ends = tuple(
        End(one.path, one.outcome, f"{one.reason or ''}: {one.detail or ''}", one.remedy or "")
        for one in report.inputs
    )
    return Report(text.name, ends, _seconds() - before, _memory(peaks))
