"""Whatever is given, it ends as read, partly read or refused, within bounds; nothing dies of it."""

import os
import socket
from collections.abc import Iterable
from pathlib import Path

import pytest

from kroniek.collect.files import collect
from kroniek.model.article import Article, Refusal
from tests.hostile.generator import hostile_inputs
from tests.hostile.handmade import CASES, RAW, Case
from tests.hostile.rig import MOST_MEMORY, MOST_SECONDS, End, read_all

HEAVY = 400_000
"""Bytes from which an input is left to the benchmark (`benchmarks/hostile.py`)."""


def ends_of(ends: Iterable[End]) -> str:
    """The outcomes, each once, refusals with their reason."""
    told = {
        end.outcome if end.outcome != "refused" else f"refused: {end.why.partition(':')[0]}"
        for end in ends
    }
    order = ("read", "partly")
    return ", ".join(
        sorted(told, key=lambda one: (order.index(one) if one in order else len(order), one))
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_input_made_by_hand_ends_as_it_should(case: Case, tmp_path: Path) -> None:
    raw = case.make()
    if len(raw) > HEAVY:
        pytest.skip("large: the benchmark reads it")

    (report,) = read_all([(case.name, raw)], tmp_path)

    assert ends_of(report.ends) in case.ends.split("|")
    assert report.accounted
    assert report.seconds <= MOST_SECONDS
    assert report.memory <= MOST_MEMORY


def test_generated_inputs_are_the_same_for_the_same_seed() -> None:
    assert list(hostile_inputs(7, 20)) == list(hostile_inputs(7, 20))


def test_generated_inputs_all_end_within_bounds(tmp_path: Path) -> None:
    small = ((one.name, one.raw) for one in hostile_inputs(20, 150) if len(one.raw) <= HEAVY)

    for report in read_all(small, tmp_path):
        assert report.accounted, report
        assert report.seconds <= MOST_SECONDS, report
        assert report.memory <= MOST_MEMORY, report


def _named(folder: Path, name: bytes) -> None:
    try:
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 (a path of bytes)
            file.write(RAW)
    except OSError:
        pytest.skip("this file system takes no such names")


@pytest.mark.parametrize(
    "name",
    [
        b"caf\xe9.txt",
        b"\xff\xfe.txt",
        b"a\nb.txt",
        b"a\x1b[2Jb.txt",
        "a\u202etxt.txt".encode(),
        "е\u0301.txt".encode(),
        b" .txt",
        b"-.txt",
        b"a#1.txt",
        b"%2e%2e.txt",
        b"x" * 251 + b".txt",
    ],
)
def test_odd_names_are_read_and_can_be_written(name: bytes, tmp_path: Path) -> None:
    _named(tmp_path, name)

    (found,) = collect([tmp_path])

    assert isinstance(found, Article)
    found.path.encode()


def test_what_is_no_ordinary_file_is_refused_unopened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "loop.zip").symlink_to("loop.zip")
    (tmp_path / "nowhere.warc").symlink_to("nothing")
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    (tmp_path / "folder.html").mkdir()
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(tmp_path / "s.txt"))
    except OSError:
        pytest.skip("no sockets here")
    finally:
        listener.close()

    found = list(collect([tmp_path]))

    assert len(found) == 5
    assert all(isinstance(one, Refusal) and one.reason == "unreadable" for one in found)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may read everything")
def test_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"{}")
    (tmp_path / "a.jsonl").chmod(0)

    (found,) = collect([tmp_path])

    assert isinstance(found, Refusal)
    assert found.remedy


def test_members_of_an_archive_lead_nowhere(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "names.zip")
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / case.name).write_bytes(case.make())

    found = list(collect([inside]))

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "names.zip"]
    for one in found:
        name = one.path.partition("#")[2]
        assert ".." not in name.split("/")
        assert not name.startswith("/")
        assert name.isprintable()
