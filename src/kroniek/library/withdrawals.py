"""Which inputs have been withdrawn: a folder they lay in was given again, and holds them no more.

An input that is merely absent is not withdrawn: a file that was given by its own path, a disk that
is not there, a folder that may not be looked into say nothing of what should be told. Its article
counts until a build covers the place where it lay.
"""

import os
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path

from kroniek.collect.files import is_absent
from kroniek.save.inputs import InputRecord


def withdrawn(
    records: Sequence[InputRecord], folders: Sequence[Path], listed: Set[str]
) -> Iterator[InputRecord]:
    """The records that are withdrawn by now, marked so, with those of all they held.

    `folders` were given to this build, which found inputs at the places `listed`.
    """
    covered = {os.path.realpath(folder) for folder in folders}
    gone: set[str] = set()
    for record in records:
        told = record.within is None and not record.withdrawn and record.place not in listed
        if told and _is_gone(record.place, covered):
            gone.add(record.path)
    for record in records:
        if (record.within or record.path) in gone and not record.withdrawn:
            yield replace(record, withdrawn=True)


def _is_gone(place: str | None, covered: Set[str]) -> bool:
    """Whether one of the folders covered this place, and nothing lies there any longer."""
    if place is None or not is_absent(place):
        return False
    above = [str(folder) for folder in Path(place).parents]
    if covered.isdisjoint(above):
        return False
    nearest = next(folder for folder in above if os.path.lexists(folder))
    return os.path.isdir(nearest) and os.access(nearest, os.R_OK | os.X_OK)  # noqa: PTH112
