"""A quick round of every rig; ``benchmarks/soundness.py`` runs them at length."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.rigs import house

ROOT = Path(__file__).resolve().parents[2]
needs_compiler = pytest.mark.skipif(
    house.compiler() is None, reason="needs a C compiler for the shim before the disk"
)
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")


def _run(rig: str, count: int, *words: str) -> dict[str, Any]:
    """What a rig reports; it may find nothing bad."""
    command = [sys.executable, "-m", f"tests.rigs.{rig}", "--count", str(count), *words]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = msgspec.json.decode(done.stdout)
    assert told["bad"] == []
    return told


@forks
def test_a_build_that_is_killed_comes_to_the_same_end() -> None:
    told = _run("kills", 8)

    assert told["outcomes"]["the same bytes"] == 8
    assert told["outcomes"]["killed"] > 0


@forks
@needs_compiler
def test_a_build_that_meets_a_failing_disk_says_so_and_comes_to_the_same_end() -> None:
    told = _run("faults", 8)

    assert told["outcomes"]["the same bytes"] == 8
    assert told["outcomes"]["first store"] > 0


@forks
def test_a_build_on_a_full_disk_says_so_and_comes_to_the_same_end() -> None:
    told = _run("faults", 6, "--full")

    assert told["outcomes"]["the same bytes"] == 6
    assert told["outcomes"]["first store"] > 0


@forks
def test_a_bit_that_is_turned_over_is_found_or_does_no_harm() -> None:
    told = _run("flips", 40)

    assert sum(told["outcomes"].values()) == 40
    assert told["outcomes"]["found by check, refused"] > 0


def test_the_same_articles_give_the_same_bytes_whatever_is_around_them() -> None:
    told = _run("sameness", 4)

    assert told["outcomes"] == {"the same bytes": 4}
