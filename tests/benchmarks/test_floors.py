import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = sorted((ROOT / "benchmarks" / "quality").glob("*/floor.toml"))


@pytest.mark.shared
@pytest.mark.parametrize("task", ["visible", "demo", "demo-chronicle", "twins"])
def test_no_floor_has_slipped(shared: Path, task: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), task]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=shared.parent)

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"== {task}" in done.stdout


@pytest.mark.parametrize("path", FLOORS, ids=lambda path: path.parent.name)
def test_every_task_has_a_figure_that_can_slip(path: Path) -> None:
    task = tomllib.loads(path.read_text(encoding="utf-8"))

    assert any(float(bound) > 0 for bound in task["floors"].values())
